#include "handset_phy/adaptation/tables/lte_transport_block.h"

namespace d2c {
namespace {

// TS 36.213 table 7.1.7.1-1; I_TBS also in srsRAN 4G, tbs_tables.h.
constexpr std::array<LteMcsRow, 29> kTo64Qam{{
    {0, 2, 0},   {1, 2, 1},   {2, 2, 2},   {3, 2, 3},   {4, 2, 4},   {5, 2, 5},   {6, 2, 6},   {7, 2, 7},   {8, 2, 8},   {9, 2, 9},
    {10, 4, 9},  {11, 4, 10}, {12, 4, 11}, {13, 4, 12}, {14, 4, 13}, {15, 4, 14}, {16, 4, 15}, {17, 6, 15}, {18, 6, 16}, {19, 6, 17},
    {20, 6, 18}, {21, 6, 19}, {22, 6, 20}, {23, 6, 21}, {24, 6, 22}, {25, 6, 23}, {26, 6, 24}, {27, 6, 25}, {28, 6, 26},
}};

// TS 36.213 table 7.1.7.1-1A; I_TBS also in srsRAN 4G, tbs_tables.h (of V12.13.0).
constexpr std::array<LteMcsRow, 28> kTo256Qam{{
    {0, 2, 0},   {1, 2, 2},   {2, 2, 4},   {3, 2, 6},   {4, 2, 8},   {5, 4, 10},  {6, 4, 11},  {7, 4, 12},  {8, 4, 13},  {9, 4, 14},
    {10, 4, 15}, {11, 6, 16}, {12, 6, 17}, {13, 6, 18}, {14, 6, 19}, {15, 6, 20}, {16, 6, 21}, {17, 6, 22}, {18, 6, 23}, {19, 6, 24},
    {20, 8, 25}, {21, 8, 27}, {22, 8, 28}, {23, 8, 29}, {24, 8, 30}, {25, 8, 31}, {26, 8, 32}, {27, 8, 33},
}};

}  // namespace

std::optional<int> lte_transport_block_bits(int i_tbs, int resource_blocks) {
    if (i_tbs < 0 || i_tbs > 33 || resource_blocks < 1 || resource_blocks > 110) return std::nullopt;
    return kLteTransportBlockBits[static_cast<std::size_t>(i_tbs)][static_cast<std::size_t>(resource_blocks) - 1];
}

std::span<const LteMcsRow> lte_mcs_rows_to_64qam() { return kTo64Qam; }
std::span<const LteMcsRow> lte_mcs_rows_to_256qam() { return kTo256Qam; }

}  // namespace d2c
