#pragma once
// Transport block sizes of LTE's downlink: from MCS to modulation and I_TBS, from I_TBS and resource blocks to bits.

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace d2c {

/// TS 36.213 table 7.1.7.2.1-1: bits of a transport block mapped to one layer, [I_TBS 0..33][N_PRB - 1].
extern const std::array<std::array<std::int32_t, 110>, 34> kLteTransportBlockBits;
/// The same with its bounds checked: `i_tbs` 0 to 33, `resource_blocks` 1 to 110; else nothing.
std::optional<int> lte_transport_block_bits(int i_tbs, int resource_blocks);

/// One row of TS 36.213 table 7.1.7.1-1 (to 64QAM) or 7.1.7.1-1A (to 256QAM). The reserved rows (29 to 31, 28 to 31), which only
/// retransmissions use, are left out.
struct LteMcsRow {
    int mcs;
    int modulation_order;
    int i_tbs;
};
std::span<const LteMcsRow> lte_mcs_rows_to_64qam();
std::span<const LteMcsRow> lte_mcs_rows_to_256qam();

/// Highest effective code rate that a phone must decode, TS 36.213 clause 7.1.7: it may skip the first transmission above.
inline constexpr double kLteHighestCodeRate = 0.93;

}  // namespace d2c
