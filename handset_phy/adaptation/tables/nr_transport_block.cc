#include "handset_phy/adaptation/tables/nr_transport_block.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace d2c {
namespace {

// TS 38.214 table 5.1.3.1-1.
constexpr std::array<NrMcsRow, 29> kTo64Qam{{
    {0, 2, 120},  {1, 2, 157},  {2, 2, 193},  {3, 2, 251},  {4, 2, 308},  {5, 2, 379},  {6, 2, 449},  {7, 2, 526},
    {8, 2, 602},  {9, 2, 679},  {10, 4, 340}, {11, 4, 378}, {12, 4, 434}, {13, 4, 490}, {14, 4, 553}, {15, 4, 616},
    {16, 4, 658}, {17, 6, 438}, {18, 6, 466}, {19, 6, 517}, {20, 6, 567}, {21, 6, 616}, {22, 6, 666}, {23, 6, 719},
    {24, 6, 772}, {25, 6, 822}, {26, 6, 873}, {27, 6, 910}, {28, 6, 948},
}};

// TS 38.214 table 5.1.3.1-2.
constexpr std::array<NrMcsRow, 28> kTo256Qam{{
    {0, 2, 120},  {1, 2, 193},  {2, 2, 308},  {3, 2, 449},  {4, 2, 602},  {5, 4, 378},    {6, 4, 434},
    {7, 4, 490},  {8, 4, 553},  {9, 4, 616},  {10, 4, 658}, {11, 6, 466}, {12, 6, 517},   {13, 6, 567},
    {14, 6, 616}, {15, 6, 666}, {16, 6, 719}, {17, 6, 772}, {18, 6, 822}, {19, 6, 873},   {20, 8, 682.5},
    {21, 8, 711}, {22, 8, 754}, {23, 8, 797}, {24, 8, 841}, {25, 8, 885}, {26, 8, 916.5}, {27, 8, 948},
}};

// TS 38.214 table 5.1.3.1-3.
constexpr std::array<NrMcsRow, 29> kLowSe{{
    {0, 2, 30},   {1, 2, 40},   {2, 2, 50},   {3, 2, 64},   {4, 2, 78},   {5, 2, 99},   {6, 2, 120},  {7, 2, 157},
    {8, 2, 193},  {9, 2, 251},  {10, 2, 308}, {11, 2, 379}, {12, 2, 449}, {13, 2, 526}, {14, 2, 602}, {15, 4, 340},
    {16, 4, 378}, {17, 4, 434}, {18, 4, 490}, {19, 4, 553}, {20, 4, 616}, {21, 6, 438}, {22, 6, 466}, {23, 6, 517},
    {24, 6, 567}, {25, 6, 616}, {26, 6, 666}, {27, 6, 719}, {28, 6, 772},
}};

// TS 38.214 table 5.1.3.1-4, from public copies only; of row 2, where copies differ, the modulation of CQI table 5.2.2.1-5, row 3 (QPSK).
constexpr std::array<NrMcsRow, 27> kTo1024Qam{{
    {0, 2, 120},  {1, 2, 193},  {2, 2, 449},  {3, 4, 378},    {4, 4, 490},  {5, 4, 616},     {6, 6, 466},    {7, 6, 517},     {8, 6, 567},
    {9, 6, 616},  {10, 6, 666}, {11, 6, 719}, {12, 6, 772},   {13, 6, 822}, {14, 6, 873},    {15, 8, 682.5}, {16, 8, 711},    {17, 8, 754},
    {18, 8, 797}, {19, 8, 841}, {20, 8, 885}, {21, 8, 916.5}, {22, 8, 948}, {23, 10, 805.5}, {24, 10, 853},  {25, 10, 900.5}, {26, 10, 948},
}};

// TS 38.214 table 5.1.3.2-1.
constexpr std::array<int, 93> kSmallBits{
    24,   32,   40,   48,   56,   64,   72,   80,   88,   96,   104,  112,  120,  128,  136,  144,  152,  160,  168,
    176,  184,  192,  208,  224,  240,  256,  272,  288,  304,  320,  336,  352,  368,  384,  408,  432,  456,  480,
    504,  528,  552,  576,  608,  640,  672,  704,  736,  768,  808,  848,  888,  928,  984,  1032, 1064, 1128, 1160,
    1192, 1224, 1256, 1288, 1320, 1352, 1416, 1480, 1544, 1608, 1672, 1736, 1800, 1864, 1928, 2024, 2088, 2152, 2216,
    2280, 2408, 2472, 2536, 2600, 2664, 2728, 2792, 2856, 2976, 3104, 3240, 3368, 3496, 3624, 3752, 3824,
};

constexpr int kLargestSmallBits = 3824;
constexpr int kCrcBits = 24;

/// 8 C ceil((bits + 24) / (8 C)) - 24: code blocks of whole bytes and equal length.
int whole_bytes_in(int code_blocks, double bits) {
    const int unit = 8 * code_blocks;
    return unit * static_cast<int>(std::ceil((bits + kCrcBits) / unit)) - kCrcBits;
}

}  // namespace

std::span<const NrMcsRow> nr_mcs_rows(NrMcsTable table) {
    switch (table) {
        case NrMcsTable::k256Qam:
            return kTo256Qam;
        case NrMcsTable::kLowSpectralEfficiency:
            return kLowSe;
        case NrMcsTable::k1024Qam:
            return kTo1024Qam;
        case NrMcsTable::k64Qam:
            break;
    }
    return kTo64Qam;
}

std::span<const int> nr_small_transport_block_bits() { return kSmallBits; }

std::optional<int> nr_transport_block_bits(const NrAllocation& a) {
    const bool whole_numbers = a.resource_blocks >= 1 && a.resource_blocks <= 275 && a.elements_per_block >= 1 &&
                               a.elements_per_block <= 168 && a.layers >= 1 && a.layers <= 4 && a.modulation_order >= 2 &&
                               a.modulation_order <= 10 && a.modulation_order % 2 == 0;
    if (!whole_numbers || !(a.code_rate > 0.0 && a.code_rate < 1.0)) return std::nullopt;
    const int elements = std::min(156, a.elements_per_block) * a.resource_blocks;
    const double info = elements * a.code_rate * a.modulation_order * a.layers;
    if (info <= kLargestSmallBits) {
        const int n = std::max(3, static_cast<int>(std::floor(std::log2(info))) - 6);
        const double quantised = std::max(24.0, std::ldexp(std::floor(std::ldexp(info, -n)), n));
        return *std::lower_bound(kSmallBits.begin(), kSmallBits.end(), quantised);
    }
    const int n = static_cast<int>(std::floor(std::log2(info - kCrcBits))) - 5;
    const double quantised = std::max(3840.0, std::ldexp(std::floor(std::ldexp(info - kCrcBits, -n) + 0.5), n));  // ties upwards
    if (a.code_rate <= 0.25) return whole_bytes_in(static_cast<int>(std::ceil((quantised + kCrcBits) / 3816.0)), quantised);
    if (quantised > 8424.0) return whole_bytes_in(static_cast<int>(std::ceil((quantised + kCrcBits) / 8424.0)), quantised);
    return whole_bytes_in(1, quantised);
}

}  // namespace d2c
