#include "handset_phy/adaptation/rate/mcs_candidates.h"

#include <cmath>
#include <optional>

#include "handset_phy/adaptation/tables/lte_transport_block.h"
#include "handset_phy/adaptation/tables/nr_transport_block.h"

namespace d2c {
namespace {

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

}  // namespace

std::vector<McsCandidate> mcs_candidates(AirInterface air_interface, const McsAllocation& a) {
    std::vector<McsCandidate> found;
    const auto add = [&](int mcs, int order, std::optional<int> bits, std::optional<CodeBlocks> blocks, int layers_of_block, double most) {
        if (order > a.highest_modulation_order || !bits || !blocks) return;
        const CodedBlock block{order, *blocks, a.elements_per_block * a.resource_blocks * order * layers_of_block};
        if (block.code_rate() <= most) found.push_back({mcs, block, *bits});
    };
    if (air_interface == AirInterface::kLte) {
        for (const LteMcsRow& row : a.table == CqiTable::k64Qam ? lte_mcs_rows_to_64qam() : lte_mcs_rows_to_256qam()) {
            const auto bits = lte_transport_block_bits(row.i_tbs, a.resource_blocks);
            add(row.mcs, row.modulation_order, bits, bits ? lte_code_blocks(*bits) : std::nullopt, 1, kLteHighestCodeRate);
        }
        return found;
    }
    for (const NrMcsRow& row : nr_mcs_rows(nr_table(a.table))) {
        const double rate = row.code_rate_x1024 / 1024.0;
        const auto bits = nr_transport_block_bits(
            {a.resource_blocks, static_cast<int>(std::floor(a.elements_per_block)), row.modulation_order, rate, a.layers});
        add(row.mcs, row.modulation_order, bits, bits ? nr_code_blocks(*bits, rate) : std::nullopt, a.layers, kNrHighestCodeRate);
    }
    return found;
}

}  // namespace d2c
