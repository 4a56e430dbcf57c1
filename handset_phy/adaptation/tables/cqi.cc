#include "handset_phy/adaptation/tables/cqi.h"

#include <array>
#include <limits>

namespace d2c {
namespace {

constexpr Db kNone{std::numeric_limits<double>::quiet_NaN()};

// Thresholds to 64QAM, both sets: the Vienna LTE simulators' AWGN results per CQI (mapper of their system-level simulator), and ns-3's
// MIESM curves (src/lte/model/lte-mi-error-model.cc) at code blocks of 6144 bits. They differ by 0.74 dB at most (CQI 2; ns-3's CQI 6 is a
// 16QAM format). Vienna is the default: ns-3's assume the longest block, which 25 resource blocks do not fill below CQI 9.
constexpr Db kVienna[15] = {{-6.936}, {-5.147}, {-3.180}, {-1.253}, {0.761},  {2.699},  {4.694}, {6.525},
                            {8.573},  {10.366}, {12.289}, {14.173}, {15.888}, {17.814}, {19.829}};
constexpr Db kNs3[15] = {{-7.275}, {-5.884}, {-3.447}, {-1.495}, {0.574},  {3.354},  {4.516}, {6.396},
                         {8.294},  {10.198}, {12.113}, {14.044}, {15.836}, {17.687}, {19.511}};

// assumption: no public AWGN set of the first kind reaches 256QAM. 256QAM is 64QAM at 873/1024 (CQI 14 of the first table) plus the SNR
// step from that format to each in 5G-LENA's NR curves (MCS table 2, base graph 1, code block 8192 or the longest given, 10 % errors
// log-linear between points: MCS 19 19.65, MCS 21 21.44, MCS 23 23.28, MCS 25 25.25, MCS 27 27.08 dB). Gap to Shannon 2.6 to 3.0 dB;
// 64QAM: 2.5 to 3.2.
constexpr Db kVienna256[4] = {{19.60}, {21.44}, {23.41}, {25.24}};
constexpr Db kNs3256[4] = {{19.48}, {21.32}, {23.29}, {25.12}};

constexpr std::array<CqiRow, 15> kTo64Qam{{
    {1, 2, 78, 0.1523, kVienna[0], kNs3[0]},
    {2, 2, 120, 0.2344, kVienna[1], kNs3[1]},
    {3, 2, 193, 0.3770, kVienna[2], kNs3[2]},
    {4, 2, 308, 0.6016, kVienna[3], kNs3[3]},
    {5, 2, 449, 0.8770, kVienna[4], kNs3[4]},
    {6, 2, 602, 1.1758, kVienna[5], kNs3[5]},
    {7, 4, 378, 1.4766, kVienna[6], kNs3[6]},
    {8, 4, 490, 1.9141, kVienna[7], kNs3[7]},
    {9, 4, 616, 2.4063, kVienna[8], kNs3[8]},
    {10, 6, 466, 2.7305, kVienna[9], kNs3[9]},
    {11, 6, 567, 3.3223, kVienna[10], kNs3[10]},
    {12, 6, 666, 3.9023, kVienna[11], kNs3[11]},
    {13, 6, 772, 4.5234, kVienna[12], kNs3[12]},
    {14, 6, 873, 5.1152, kVienna[13], kNs3[13]},
    {15, 6, 948, 5.5547, kVienna[14], kNs3[14]},
}};

constexpr std::array<CqiRow, 15> kTo256Qam{{
    {1, 2, 78, 0.1523, kVienna[0], kNs3[0]},
    {2, 2, 193, 0.3770, kVienna[2], kNs3[2]},
    {3, 2, 449, 0.8770, kVienna[4], kNs3[4]},
    {4, 4, 378, 1.4766, kVienna[6], kNs3[6]},
    {5, 4, 490, 1.9141, kVienna[7], kNs3[7]},
    {6, 4, 616, 2.4063, kVienna[8], kNs3[8]},
    {7, 6, 466, 2.7305, kVienna[9], kNs3[9]},
    {8, 6, 567, 3.3223, kVienna[10], kNs3[10]},
    {9, 6, 666, 3.9023, kVienna[11], kNs3[11]},
    {10, 6, 772, 4.5234, kVienna[12], kNs3[12]},
    {11, 6, 873, 5.1152, kVienna[13], kNs3[13]},
    {12, 8, 711, 5.5547, kVienna256[0], kNs3256[0]},
    {13, 8, 797, 6.2266, kVienna256[1], kNs3256[1]},
    {14, 8, 885, 6.9141, kVienna256[2], kNs3256[2]},
    {15, 8, 948, 7.4063, kVienna256[3], kNs3256[3]},
}};

constexpr std::array<CqiRow, 15> kLowSe{{
    {1, 2, 30, 0.0586, kNone, kNone},
    {2, 2, 50, 0.0977, kNone, kNone},
    {3, 2, 78, 0.1523, kVienna[0], kNs3[0]},
    {4, 2, 120, 0.2344, kVienna[1], kNs3[1]},
    {5, 2, 193, 0.3770, kVienna[2], kNs3[2]},
    {6, 2, 308, 0.6016, kVienna[3], kNs3[3]},
    {7, 2, 449, 0.8770, kVienna[4], kNs3[4]},
    {8, 2, 602, 1.1758, kVienna[5], kNs3[5]},
    {9, 4, 378, 1.4766, kVienna[6], kNs3[6]},
    {10, 4, 490, 1.9141, kVienna[7], kNs3[7]},
    {11, 4, 616, 2.4063, kVienna[8], kNs3[8]},
    {12, 6, 466, 2.7305, kVienna[9], kNs3[9]},
    {13, 6, 567, 3.3223, kVienna[10], kNs3[10]},
    {14, 6, 666, 3.9023, kVienna[11], kNs3[11]},
    {15, 6, 772, 4.5234, kVienna[12], kNs3[12]},
}};

// As the Vienna 5G system-level simulator gives TS 36.213 V15.8.0 table 7.2.3-4 (LteCqiParametersTS36213NonBLCEUE4); efficiencies of rows 5
// and 14 by order times rate, where that copy has a slip in a digit.
constexpr std::array<CqiRow, 15> kTo1024Qam{{
    {1, 2, 78, 0.1523, kVienna[0], kNs3[0]},
    {2, 2, 193, 0.3770, kVienna[2], kNs3[2]},
    {3, 2, 449, 0.8770, kVienna[4], kNs3[4]},
    {4, 4, 378, 1.4766, kVienna[6], kNs3[6]},
    {5, 4, 616, 2.4063, kVienna[8], kNs3[8]},
    {6, 6, 567, 3.3223, kVienna[10], kNs3[10]},
    {7, 6, 666, 3.9023, kVienna[11], kNs3[11]},
    {8, 6, 772, 4.5234, kVienna[12], kNs3[12]},
    {9, 6, 873, 5.1152, kVienna[13], kNs3[13]},
    {10, 8, 711, 5.5547, kVienna256[0], kNs3256[0]},
    {11, 8, 797, 6.2266, kVienna256[1], kNs3256[1]},
    {12, 8, 885, 6.9141, kVienna256[2], kNs3256[2]},
    {13, 8, 948, 7.4063, kVienna256[3], kNs3256[3]},
    {14, 10, 853, 8.3301, kNone, kNone},
    {15, 10, 948, 9.2578, kNone, kNone},
}};

}  // namespace

double cqi_error_rate(CqiTable table) { return table == CqiTable::kLowSpectralEfficiency ? 1e-5 : 0.1; }

std::span<const CqiRow> cqi_rows(CqiTable table) {
    switch (table) {
        case CqiTable::k256Qam:
            return kTo256Qam;
        case CqiTable::kLowSpectralEfficiency:
            return kLowSe;
        case CqiTable::k1024Qam:
            return kTo1024Qam;
        case CqiTable::k64Qam:
            break;
    }
    return kTo64Qam;
}

int cqi_for(Db snr, CqiTable table, AwgnSet set) {
    int cqi = 0;
    for (const CqiRow& row : cqi_rows(table))
        if (snr >= row.threshold(set)) cqi = row.cqi;
    return cqi;
}

}  // namespace d2c
