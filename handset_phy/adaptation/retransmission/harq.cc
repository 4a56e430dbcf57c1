#include "handset_phy/adaptation/retransmission/harq.h"

#include <algorithm>

namespace d2c {

double HarqOutcome::mean_transmissions() const {
    double mean = 1.0;
    for (std::size_t i = 0; i + 1 < error_after.size(); ++i) mean += error_after[i];
    return mean;
}

HarqOutcome harq_outcome(const BlockErrorModel& model, Db snr, const CodedBlock& block, const HarqScheme& scheme, const Spread& spread) {
    HarqOutcome outcome;
    const int transmissions = scheme.combining == Combining::kNone ? 1 : std::max(1, scheme.most_transmissions);
    for (int n = 1; n <= transmissions; ++n) {
        const double error = mean_over(spread, [&](Db offset) { return model.error_rate(snr + offset, block, scheme.combining, n); });
        outcome.error_after.push_back(n == 1 ? error : std::min(error, outcome.error_after.back()));
    }
    return outcome;
}

double HarqTiming::filled_share() const { return std::min(1.0, processes * interval_s / (processing_s + round_trip_s)); }

std::optional<HarqTiming> harq_timing(const HandsetClass& handset, double round_trip_s) {
    if (!(round_trip_s >= 0.0 && round_trip_s <= 10.0)) return std::nullopt;
    if (handset.air_interface == AirInterface::kLte) return HarqTiming{8, 1e-3, 8e-3, round_trip_s};
    return HarqTiming{handset.release >= 17 ? 32 : 16, 1e-3, 4e-3, round_trip_s};
}

}  // namespace d2c
