#include "handset_phy/adaptation/rate/rate_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "handset_phy/link_budget.h"

namespace d2c {
namespace {

constexpr double kElementsPerBlockSecond = 12.0 * 14.0 * 1000.0;
constexpr double kUplinkDataShare = 12.0 / 14.0;
constexpr int kUplinkModulationOrder = 4;

struct Step {
    double threshold_db, bits;
};

}  // namespace

Db combine_branches(Db per_branch, int branches) {
    if (branches < 1) return {std::numeric_limits<double>::quiet_NaN()};
    return per_branch + db_from_ratio(branches);
}

RateTable::RateTable(const HandsetClass& handset, AwgnSet set) {
    threshold_db_.fill(std::numeric_limits<double>::quiet_NaN());
    const double layer_loss_db = db_from_ratio(2.0).value;
    std::vector<Step> steps;
    for (const CqiTable table : {CqiTable::k64Qam, CqiTable::k256Qam})
        for (const CqiRow& row : cqi_rows(table)) {
            if (row.modulation_order > handset.highest_modulation_order) continue;
            const double threshold_db = row.threshold(set).value;
            steps.push_back({threshold_db, row.bits_per_element});
            if (handset.layers >= 2) steps.push_back({threshold_db + layer_loss_db, 2.0 * row.bits_per_element});
        }
    std::sort(steps.begin(), steps.end(), [](const Step& a, const Step& b) { return a.threshold_db < b.threshold_db; });
    std::size_t used = 0;
    for (const Step& step : steps)
        if (step.bits > bits_[used]) {
            threshold_db_[used] = step.threshold_db;
            bits_[++used] = step.bits;
        }
    for (std::size_t bin = 0; bin < kBins; ++bin) {
        const double edge_db = kLowestDb + static_cast<double>(bin) / kBinsPerDb;
        while (edge_db >= threshold_db_[first_in_bin_[bin]]) ++first_in_bin_[bin];
    }
}

double spectral_efficiency(Db snr_combined, const HandsetClass& handset, AwgnSet set) {
    return RateTable{handset, set}.bits_per_re(snr_combined.value);
}

double resource_elements_per_second(Hertz occupied_bandwidth, const HandsetClass& handset) {
    return kElementsPerBlockSecond * (occupied_bandwidth / kResourceBlock) * (1.0 - handset.overhead_share);
}

BitsPerSecond goodput(Db snr_combined, Hertz occupied_bandwidth, const HandsetClass& handset, AwgnSet set) {
    return {spectral_efficiency(snr_combined, handset, set) * resource_elements_per_second(occupied_bandwidth, handset)};
}

std::optional<Db> least_uplink_snr(BitsPerSecond rate) {
    struct Step {
        double rate_bps;
        Db least;
    };
    static const std::vector<Step> steps = [] {
        std::vector<Step> all;
        for (const CqiRow& row : cqi_rows(CqiTable::k64Qam))
            if (row.modulation_order <= kUplinkModulationOrder)
                all.push_back({row.bits_per_element * kElementsPerBlockSecond * kUplinkDataShare, row.threshold()});
        return all;
    }();
    if (!(rate.value >= 0.0)) return std::nullopt;
    for (const Step& step : steps)
        if (step.rate_bps >= rate.value) return step.least;
    return std::nullopt;
}

bool uplink_carries(Db snr_in_one_block, BitsPerSecond rate) {
    const auto least = least_uplink_snr(rate);
    return least && snr_in_one_block >= *least;
}

}  // namespace d2c
