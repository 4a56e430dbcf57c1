#pragma once
// Rows of an MCS table laid on a number of resource blocks.

#include <vector>

#include "handset_phy/adaptation/block_error/block_error.h"
#include "handset_phy/adaptation/tables/cqi.h"
#include "handset_phy/handset.h"

namespace d2c {

/// Resource elements of a block in one slot: 12 subcarriers x 14 symbols, normal cyclic prefix.
inline constexpr double kElementsPerBlock = 168.0;

struct McsCandidate {
    int mcs;
    CodedBlock block;
    int transport_block_bits;
};
/// What rows are laid on.
struct McsAllocation {
    CqiTable table = CqiTable::k64Qam;  ///< with the MCS table that belongs to it
    int resource_blocks = 0;
    double elements_per_block = 0.0;  ///< useful ones
    int layers = 1;
    int highest_modulation_order = 6;
};
/// Rows with a transport block for the allocation whose code rate a phone must decode, in the table's order.
std::vector<McsCandidate> mcs_candidates(AirInterface air_interface, const McsAllocation& allocation);

}  // namespace d2c
