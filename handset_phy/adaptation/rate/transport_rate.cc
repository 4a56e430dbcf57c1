#include "handset_phy/adaptation/rate/transport_rate.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "handset_phy/adaptation/rate/mcs_candidates.h"

namespace d2c {
namespace {

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
        const std::vector<McsCandidate> all =
            mcs_candidates(handset.air_interface,
                           {q.table, blocks, kElementsPerBlock * (1.0 - handset.overhead_share), layers, handset.highest_modulation_order});
        if (all.empty()) continue;
        const McsCandidate* best = nullptr;
        for (const McsCandidate& c : all)
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
