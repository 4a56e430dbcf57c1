#include "handset_phy/adaptation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "handset_phy/link_budget.h"

namespace d2c {
namespace {

// Rows: TS 36.213 table 7.2.3-1, TS 38.214 tables 5.2.2.1-2 and -3. Thresholds to 64QAM: SNR of 10 % block errors in AWGN per CQI from the
// Vienna LTE simulators (link-level runs of each CQI's own transport format). Chosen before the second published set, ns-3's MIESM curves
// at code blocks of 6144 bits: those assume the longest block, which 25 resource blocks do not fill below CQI 9; the two differ by 0.74 dB
// at most.
constexpr std::array<CqiRow, 15> kTo64Qam{{
    {1, 2, 78, 0.1523, {-6.936}},
    {2, 2, 120, 0.2344, {-5.147}},
    {3, 2, 193, 0.3770, {-3.180}},
    {4, 2, 308, 0.6016, {-1.253}},
    {5, 2, 449, 0.8770, {0.761}},
    {6, 2, 602, 1.1758, {2.699}},
    {7, 4, 378, 1.4766, {4.694}},
    {8, 4, 490, 1.9141, {6.525}},
    {9, 4, 616, 2.4063, {8.573}},
    {10, 6, 466, 2.7305, {10.366}},
    {11, 6, 567, 3.3223, {12.289}},
    {12, 6, 666, 3.9023, {14.173}},
    {13, 6, 772, 4.5234, {15.888}},
    {14, 6, 873, 5.1152, {17.814}},
    {15, 6, 948, 5.5547, {19.829}},
}};

// assumption: no public AWGN set of the first kind reaches 256QAM. Rows 12 to 15 are CQI 14 above (64QAM, 873/1024: 17.814 dB) plus the SNR
// step from that format to each of these in 5G-LENA's NR curves (MCS table 2, base graph 1, code block 8192 or the longest given, 10 %
// errors log-linear between points: MCS 19 19.65, MCS 21 21.44, MCS 23 23.28, MCS 25 25.25, MCS 27 27.08 dB). Gap to Shannon 2.6 to 3.0 dB;
// 64QAM: 2.5 to 3.2.
constexpr std::array<CqiRow, 15> kTo256Qam{{
    {1, 2, 78, 0.1523, {-6.936}},
    {2, 2, 193, 0.3770, {-3.180}},
    {3, 2, 449, 0.8770, {0.761}},
    {4, 4, 378, 1.4766, {4.694}},
    {5, 4, 490, 1.9141, {6.525}},
    {6, 4, 616, 2.4063, {8.573}},
    {7, 6, 466, 2.7305, {10.366}},
    {8, 6, 567, 3.3223, {12.289}},
    {9, 6, 666, 3.9023, {14.173}},
    {10, 6, 772, 4.5234, {15.888}},
    {11, 6, 873, 5.1152, {17.814}},
    {12, 8, 711, 5.5547, {19.60}},
    {13, 8, 797, 6.2266, {21.44}},
    {14, 8, 885, 6.9141, {23.41}},
    {15, 8, 948, 7.4063, {25.24}},
}};

constexpr double kElementsPerBlockSecond = 12.0 * 14.0 * 1000.0;
constexpr double kUplinkDataShare = 12.0 / 14.0;
constexpr int kUplinkModulationOrder = 4;

struct Step {
    double threshold_db, bits;
};

}  // namespace

std::span<const CqiRow> cqi_rows(CqiTable table) {
    return table == CqiTable::k256Qam ? std::span<const CqiRow>{kTo256Qam} : std::span<const CqiRow>{kTo64Qam};
}

int cqi_for(Db snr, CqiTable table) {
    int cqi = 0;
    for (const CqiRow& row : cqi_rows(table))
        if (snr >= row.threshold) cqi = row.cqi;
    return cqi;
}

Db combine_branches(Db per_branch, int branches) {
    if (branches < 1) return {std::numeric_limits<double>::quiet_NaN()};
    return per_branch + db_from_ratio(branches);
}

RateTable::RateTable(const HandsetClass& handset) {
    threshold_db_.fill(std::numeric_limits<double>::quiet_NaN());
    const double layer_loss_db = db_from_ratio(2.0).value;
    std::vector<Step> steps;
    for (const CqiTable table : {CqiTable::k64Qam, CqiTable::k256Qam})
        for (const CqiRow& row : cqi_rows(table)) {
            if (row.modulation_order > handset.highest_modulation_order) continue;
            steps.push_back({row.threshold.value, row.bits_per_element});
            if (handset.layers >= 2) steps.push_back({row.threshold.value + layer_loss_db, 2.0 * row.bits_per_element});
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

double spectral_efficiency(Db snr_combined, const HandsetClass& handset) { return RateTable{handset}.bits_per_re(snr_combined.value); }

double resource_elements_per_second(Hertz occupied_bandwidth, const HandsetClass& handset) {
    return kElementsPerBlockSecond * (occupied_bandwidth / kResourceBlock) * (1.0 - handset.overhead_share);
}

BitsPerSecond goodput(Db snr_combined, Hertz occupied_bandwidth, const HandsetClass& handset) {
    return {spectral_efficiency(snr_combined, handset) * resource_elements_per_second(occupied_bandwidth, handset)};
}

std::optional<Db> least_uplink_snr(BitsPerSecond rate) {
    if (!(rate.value >= 0.0)) return std::nullopt;
    for (const CqiRow& row : kTo64Qam)
        if (row.modulation_order <= kUplinkModulationOrder &&
            row.bits_per_element * kElementsPerBlockSecond * kUplinkDataShare >= rate.value)
            return row.threshold;
    return std::nullopt;
}

bool uplink_carries(Db snr_in_one_block, BitsPerSecond rate) {
    const auto least = least_uplink_snr(rate);
    return least && snr_in_one_block >= *least;
}

}  // namespace d2c
