#include "handset_phy/scheduling/transport_format.h"

#include <algorithm>
#include <cmath>

#include "handset_phy/adaptation/rate/mcs_candidates.h"
#include "handset_phy/adaptation/rate/transport_rate.h"

namespace d2c {
namespace {

constexpr double kTargetError = 0.1;         // TS 36.213 clause 7.2.3: what a CQI is reported for
constexpr int kReferenceBits = 6144;         // at which BlockErrorModel's curves have 10 % at the thresholds
constexpr int kUplinkModulationOrder = 4;    // as rate_table.h, least_uplink_snr
constexpr double kUplinkData = 12.0 / 14.0;  // the same
constexpr int kMostBlocks = 275;             // TS 38.101-1 has 273 at most; the size formula takes 275

/// SNR at which `error` falls to the target; it falls with SNR.
template <class Error>
Db least_snr(Error error) {
    double low = -40.0, high = 60.0;
    while (high - low > 1e-4) {
        const double middle = 0.5 * (low + high);
        (error(Db{middle}) > kTargetError ? low : high) = middle;
    }
    return {high};
}

}  // namespace

TransportFormats TransportFormats::downlink(const HandsetClass& handset, FormatSource source, AwgnSet set) {
    return {handset, source, set, kElementsPerBlock * (1.0 - handset.overhead_share), handset.layers};
}

TransportFormats TransportFormats::uplink(const HandsetClass& handset, FormatSource source, AwgnSet set) {
    HandsetClass up = handset;
    up.highest_modulation_order = std::min(handset.highest_modulation_order, kUplinkModulationOrder);
    return {up, source, set, kElementsPerBlock * kUplinkData, 1};
}

TransportFormats::TransportFormats(const HandsetClass& handset, FormatSource source, AwgnSet set, double elements_per_block, int layers)
    : source_{source},
      handset_{handset},
      model_{set},
      elements_per_block_{elements_per_block},
      layers_{std::clamp(layers, 1, 2)},
      steps_(kMostBlocks + 1) {
    std::vector<Row> all;
    const auto add = [&](CqiTable table) {
        for (const CqiRow& row : cqi_rows(table)) {
            if (row.modulation_order > handset.highest_modulation_order) continue;
            const Db least = source == FormatSource::kRateTable ? row.threshold(set) : model_.threshold(row);
            for (int n = 1; n <= layers_; ++n)
                all.push_back({least + db_from_ratio(n), n, row.modulation_order, row.code_rate_x1024 / 1024.0, n * row.bits_per_element});
        }
    };
    if (source == FormatSource::kRateTable) {
        add(CqiTable::k64Qam);
        add(CqiTable::k256Qam);
    } else {
        add(table_for(handset));
    }
    std::sort(all.begin(), all.end(), [](const Row& a, const Row& b) { return a.least < b.least; });
    for (const Row& row : all)
        if (rows_.empty() || row.bits_per_element > rows_.back().bits_per_element) rows_.push_back(row);
}

std::optional<Db> TransportFormats::reported(Db snr) const {
    std::optional<Db> reached;
    for (const Row& row : rows_) {
        if (!(snr >= row.least)) break;
        reached = row.least;
    }
    return reached;
}

const TransportFormat* TransportFormats::choose(Db believed, int blocks) const {
    if (blocks < 1 || blocks > kMostBlocks) return nullptr;
    const TransportFormat* best = nullptr;
    for (const Step& step : steps(blocks)) {
        if (!(believed >= step.least)) break;
        best = &step.format;
    }
    return best;
}

double TransportFormats::error_rate(const TransportFormat& format, Db snr, Combining combining, int transmissions) const {
    return model_.error_rate(snr - db_from_ratio(format.layers), format.block, combining, transmissions);
}

const std::vector<TransportFormats::Step>& TransportFormats::steps(int blocks) const {
    std::vector<Step>& prepared = steps_[static_cast<std::size_t>(blocks)];
    if (prepared.empty()) prepared = source_ == FormatSource::kRateTable ? rate_table_steps(blocks) : mcs_steps(blocks);
    return prepared;
}

std::vector<TransportFormats::Step> TransportFormats::rate_table_steps(int blocks) const {
    std::vector<Step> found;
    int number = 0;
    for (const Row& row : rows_) {
        const CodeBlocks one{1, kReferenceBits, kReferenceBits, kReferenceBits};
        const int bits = static_cast<int>(row.bits_per_element * elements_per_block_ * blocks);
        found.push_back({row.least, {number++, row.layers, bits, CodedBlock{row.modulation_order, one, kReferenceBits / row.code_rate}}});
    }
    return found;
}

std::vector<TransportFormats::Step> TransportFormats::mcs_steps(int blocks) const {
    std::vector<Step> all;
    for (int layers = 1; layers <= layers_; ++layers) {
        const int codewords = handset_.air_interface == AirInterface::kLte ? layers : 1;
        bool first = true;
        for (const McsCandidate& c : mcs_candidates(
                 handset_.air_interface, {table_for(handset_), blocks, elements_per_block_, layers, handset_.highest_modulation_order})) {
            const TransportFormat format{c.mcs, layers, c.transport_block_bits * codewords, c.block};
            Db least = least_snr([&](Db snr) { return error_rate(format, snr, Combining::kNone, 1); });
            // The lowest row is used as soon as a CQI is reached (as `transport_rate` does).
            if (first && layers == 1) least = std::min(least, rows_.front().least);
            first = false;
            all.push_back({least, format});
        }
    }
    std::sort(all.begin(), all.end(), [](const Step& a, const Step& b) { return a.least < b.least; });
    std::vector<Step> found;
    for (const Step& step : all)
        if (found.empty() || step.format.information_bits > found.back().format.information_bits) found.push_back(step);
    return found;
}

}  // namespace d2c
