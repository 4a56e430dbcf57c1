#include "handset_phy/adaptation/rate/transport_rate.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "handset_phy/adaptation/tables/lte_transport_block.h"
#include "handset_phy/adaptation/tables/nr_transport_block.h"

namespace d2c {
namespace {

constexpr double kElementsPerBlock = 168.0;  // 12 subcarriers x 14 symbols in 1 ms

/// A row of an MCS table laid on a carrier.
struct Candidate {
    int mcs;
    CodedBlock block;
    int transport_block_bits;
};

NrMcsTable nr_table(CqiTable table) {
    switch (table) {
        case CqiTable::k256Qam:
            return NrMcsTable::k256Qam;
        case CqiTable::kLowSpectralEfficiency:
            return NrMcsTable::kLowSpectralEfficiency;
        case CqiTable::k1024Qam:
            return NrMcsTable::k1024Qam;
        case CqiTable::k64Qam:
            break;
    }
    return NrMcsTable::k64Qam;
}

/// Rows that the class demodulates and must decode, in the table's order.
std::vector<Candidate> candidates(const TransportQuestion& q, const HandsetClass& handset, int resource_blocks, int layers) {
    std::vector<Candidate> found;
    const double elements_per_block = kElementsPerBlock * (1.0 - handset.overhead_share);
    const auto add = [&](int mcs, int order, std::optional<int> bits, std::optional<CodeBlocks> blocks, int layers_of_block, double most) {
        if (order > handset.highest_modulation_order || !bits || !blocks) return;
        const CodedBlock block{order, *blocks, elements_per_block * resource_blocks * order * layers_of_block};
        if (block.code_rate() <= most) found.push_back({mcs, block, *bits});
    };
    if (handset.air_interface == AirInterface::kLte) {
        for (const LteMcsRow& row : q.table == CqiTable::k64Qam ? lte_mcs_rows_to_64qam() : lte_mcs_rows_to_256qam()) {
            const auto bits = lte_transport_block_bits(row.i_tbs, resource_blocks);
            add(row.mcs, row.modulation_order, bits, bits ? lte_code_blocks(*bits) : std::nullopt, 1, kLteHighestCodeRate);
        }
        return found;
    }
    for (const NrMcsRow& row : nr_mcs_rows(nr_table(q.table))) {
        const double rate = row.code_rate_x1024 / 1024.0;
        const auto bits = nr_transport_block_bits(
            {resource_blocks, static_cast<int>(std::floor(elements_per_block)), row.modulation_order, rate, layers});
        add(row.mcs, row.modulation_order, bits, bits ? nr_code_blocks(*bits, rate) : std::nullopt, layers, kNrHighestCodeRate);
    }
    return found;
}

int cqi_at(Db snr, const TransportQuestion& q, const HandsetClass& handset, const BlockErrorModel& model) {
    int cqi = 0;
    for (const CqiRow& row : cqi_rows(q.table))
        if (row.modulation_order <= handset.highest_modulation_order && snr >= model.threshold(row, cqi_error_rate(q.table))) cqi = row.cqi;
    return cqi;
}

TransportRate rate_with(int layers, const TransportQuestion& q, const HandsetClass& handset, const BlockErrorModel& model) {
    TransportRate rate{};
    rate.layers = layers;
    rate.snr_per_layer = q.snr - db_from_ratio(layers);
    rate.filled_share = q.timing && q.harq.combining != Combining::kNone ? q.timing->filled_share() : 1.0;
    rate.meets_target = true;
    const Db choice = rate.snr_per_layer - q.margin;
    rate.cqi = cqi_at(choice, q, handset, model);
    if (rate.cqi == 0) return rate;
    for (const int blocks : q.resource_blocks) {
        const std::vector<Candidate> all = candidates(q, handset, blocks, layers);
        if (all.empty()) continue;
        const Candidate* best = nullptr;
        for (const Candidate& c : all)
            if ((!best || c.transport_block_bits >= best->transport_block_bits) && model.error_rate(choice, c.block) <= q.target_error)
                best = &c;
        if (!best) {
            best = &all.front();
            rate.meets_target = false;
        }
        CarrierRate carrier{};
        carrier.resource_blocks = blocks;
        carrier.mcs = best->mcs;
        carrier.modulation_order = best->block.modulation_order;
        carrier.transport_block_bits = best->transport_block_bits;
        carrier.codewords = handset.air_interface == AirInterface::kLte ? layers : 1;
        carrier.code_blocks = best->block.code_blocks;
        carrier.code_rate = best->block.code_rate();
        carrier.error_at_choice = model.error_rate(choice, best->block);
        carrier.harq = harq_outcome(model, rate.snr_per_layer, best->block, q.harq, q.spread);
        const double bits = static_cast<double>(carrier.transport_block_bits) * carrier.codewords;
        carrier.bits_per_element = bits / (kElementsPerBlock * (1.0 - handset.overhead_share) * blocks);
        carrier.goodput = {bits * 1e3 * rate.filled_share * carrier.harq.delivered_per_transmission()};
        rate.carriers.push_back(carrier);
    }
    return rate;
}

Faults faults_of(const TransportQuestion& q, const HandsetClass& handset) {
    Faults faults;
    const auto check = [&](const char* field, double value, double low, double high, const char* unit) {
        if (value >= low && value <= high) return;
        faults.push_back({"", 0, field, std::to_string(value), std::to_string(low) + " to " + std::to_string(high) + unit});
    };
    check("snr", q.snr.value, -40.0, 60.0, " [dB]");
    check("margin", q.margin.value, 0.0, 40.0, " [dB]");
    check("target_error", q.target_error, 1e-6, 0.5, "");
    check("harq.most_transmissions", q.harq.most_transmissions, 1, 32, "");
    check("resource_blocks", static_cast<double>(q.resource_blocks.size()), 1, 16, " carriers");
    const bool lte = handset.air_interface == AirInterface::kLte;
    for (const int blocks : q.resource_blocks) check("resource_blocks", blocks, 1, lte ? 110 : 275, "");
    if (q.timing) check("timing.processes", q.timing->processes, 1, 64, "");
    if (q.spread.empty()) faults.push_back({"", 0, "spread", "none", "at least one value"});
    if (lte && q.table != CqiTable::k64Qam && q.table != CqiTable::k256Qam)
        faults.push_back({"", 0, "table", "of NR", "the tables to 64QAM and 256QAM with an LTE class"});
    return faults;
}

}  // namespace

BitsPerSecond TransportRate::goodput() const {
    BitsPerSecond sum{0.0};
    for (const CarrierRate& carrier : carriers) sum.value += carrier.goodput.value;
    return sum;
}

CqiTable table_for(const HandsetClass& handset) {
    if (handset.air_interface == AirInterface::kLte || handset.highest_modulation_order < 10)
        return handset.highest_modulation_order >= 8 ? CqiTable::k256Qam : CqiTable::k64Qam;
    return CqiTable::k1024Qam;
}

Result<TransportRate> transport_rate(const TransportQuestion& question, const HandsetClass& handset) {
    if (Faults faults = faults_of(question, handset); !faults.empty()) return faults;
    const BlockErrorModel model{question.set};
    TransportRate one = rate_with(1, question, handset, model);
    if (handset.layers < 2) return one;
    TransportRate two = rate_with(2, question, handset, model);
    return two.goodput() > one.goodput() ? two : one;
}

}  // namespace d2c
