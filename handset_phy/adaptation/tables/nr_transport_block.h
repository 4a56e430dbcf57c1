#pragma once
// Modulation and coding of NR's downlink, and how large its transport blocks are.

#include <optional>
#include <span>

namespace d2c {

enum class NrMcsTable {
    k64Qam,                  ///< TS 38.214 table 5.1.3.1-1
    k256Qam,                 ///< table 5.1.3.1-2
    kLowSpectralEfficiency,  ///< table 5.1.3.1-3
    k1024Qam,                ///< table 5.1.3.1-4
};
/// One row; the code rate as printed there, x 1024. The reserved rows, which only retransmissions use, are left out.
struct NrMcsRow {
    int mcs;
    int modulation_order;
    double code_rate_x1024;
};
std::span<const NrMcsRow> nr_mcs_rows(NrMcsTable table);

/// What a transport block is mapped to, TS 38.214 clause 5.1.3.2 step 1.
struct NrAllocation {
    int resource_blocks;     ///< 1 to 275
    int elements_per_block;  ///< N'_RE in one slot: 12 x symbols, less DM-RS, less xOverhead; 1 to 168 (the clause counts 156 at most)
    int modulation_order;    ///< 2, 4, 6, 8 or 10
    double code_rate;        ///< R, above 0 and below 1
    int layers = 1;          ///< 1 to 4 in one transport block
};
/// Bits of the transport block (CRC not counted), TS 38.214 clause 5.1.3.2 steps 1 to 4 and table 5.1.3.2-1. Nothing outside the ranges
/// and for NaN.
std::optional<int> nr_transport_block_bits(const NrAllocation& allocation);

/// Sizes of table 5.1.3.2-1, for N_info up to 3824, ascending.
std::span<const int> nr_small_transport_block_bits();

/// Highest effective code rate that a phone must decode, TS 38.214 clause 5.1.3: it may skip the first transmission above.
inline constexpr double kNrHighestCodeRate = 0.95;

}  // namespace d2c
