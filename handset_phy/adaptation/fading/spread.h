#pragma once
// What the SNR at use may be, about what it was taken to be: values and their weights.

#include <vector>

#include "base/quantity.h"
#include "handset_phy/adaptation/fading/rice.h"

namespace d2c {

struct Offset {
    Db relative;
    double weight;
};
/// Weights add to 1.
using Spread = std::vector<Offset>;

/// No change.
Spread steady();
/// Ricean power about its mean, in steps of 0.05 dB, -40 to 15 dB.
Spread rice_spread(const RiceFading& fading);
/// Ricean power at use about that in a report, its scattered part correlated with the report's (`power_below_report`, whose ranges hold),
/// in the same steps. Empty outside them.
Spread aged_rice_spread(Db k, double correlation);
/// A normal deviate in dB: 65 points within 6 deviations. Empty for a negative deviation or NaN.
Spread normal_spread(Db deviation);
/// Both, independent of each other.
Spread combined(const Spread& a, const Spread& b);

/// Mean of `f(Db)` over a spread.
template <class F>
double mean_over(const Spread& spread, F f) {
    double sum = 0.0;
    for (const Offset& offset : spread) sum += offset.weight * f(offset.relative);
    return sum;
}

}  // namespace d2c
