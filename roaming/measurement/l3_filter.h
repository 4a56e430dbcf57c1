#pragma once
// Layer-3 filtering of measurements.

#include <chrono>
#include <cmath>

#include "base/quantity.h"

namespace d2c {

/// Filter coefficient k, one of 0 to 9, 11, 13, 15, 17, 19 (TS 38.331 and TS 36.331 clause 6.3.x, FilterCoefficient); 4 is their default, 0
/// filters nothing.
struct FilterCoefficient {
    int k = 4;  ///< assumption: the middle of what networks set, half the weight to each new 200 ms
};
constexpr bool allowed(FilterCoefficient c) { return c.k >= 0 && c.k <= 19 && (c.k <= 9 || c.k % 2 == 1); }

/// Weight of a new sample taken `period` after the last: F_n = (1 - w) F_(n-1) + w M_n (TS 38.331 and TS 36.331 clause 5.5.3.2), with
/// a = 1/2^(k/4) for one sample each 200 ms. Other periods keep the time characteristics, as the clause asks: w = 1 - (1 - a)^(period / 200
/// ms).
inline double l3_weight(FilterCoefficient c, std::chrono::nanoseconds period) {
    constexpr double kReferencePeriodNs = 200e6;
    if (c.k == 0) return 1.0;
    const double a = std::exp2(-0.25 * c.k);
    return 1.0 - std::pow(1.0 - a, static_cast<double>(period.count()) / kReferencePeriodNs);
}

/// One step of the filter; the first sample is its own result.
constexpr Dbm l3_filter(Dbm last, Dbm sample, double weight) { return {last.value + weight * (sample.value - last.value)}; }

}  // namespace d2c
