#include "handset_phy/adaptation/fading/spread.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "handset_phy/adaptation/fading/ageing.h"

namespace d2c {
namespace {

constexpr double kLowestDb = -40.0, kHighestDb = 15.0, kStepsPerDb = 20.0;

/// Cells of a distribution function, each at its middle; what lies outside falls to the end cells.
Spread cells(const std::function<double(Db)>& below) {
    Spread spread;
    const int count = static_cast<int>((kHighestDb - kLowestDb) * kStepsPerDb);
    double before = 0.0;
    for (int i = 0; i < count; ++i) {
        const double upper_db = kLowestDb + (i + 1) / kStepsPerDb;
        const double reached = i + 1 == count ? 1.0 : below(Db{upper_db});
        if (reached > before) spread.push_back({Db{upper_db - 0.5 / kStepsPerDb}, reached - before});
        before = std::max(before, reached);
    }
    return spread;
}

}  // namespace

Spread steady() { return {{Db{0.0}, 1.0}}; }

Spread rice_spread(const RiceFading& fading) {
    return cells([&](Db relative) { return fading.power_below(relative); });
}

Spread aged_rice_spread(Db k, double correlation) {
    if (std::isnan(power_below_report(k, correlation, Db{0.0}))) return {};
    return cells([&](Db relative) { return power_below_report(k, correlation, relative); });
}

Spread normal_spread(Db deviation) {
    if (!(deviation.value >= 0.0)) return {};
    if (deviation.value == 0.0) return steady();
    constexpr int kHalf = 32;
    constexpr double kReach = 6.0;
    Spread spread;
    double sum = 0.0;
    for (int i = -kHalf; i <= kHalf; ++i) {
        const double z = kReach * i / kHalf;
        spread.push_back({Db{z * deviation.value}, std::exp(-0.5 * z * z)});
        sum += spread.back().weight;
    }
    for (Offset& offset : spread) offset.weight /= sum;
    return spread;
}

Spread combined(const Spread& a, const Spread& b) {
    Spread both;
    both.reserve(a.size() * b.size());
    for (const Offset& x : a)
        for (const Offset& y : b) both.push_back({x.relative + y.relative, x.weight * y.weight});
    return both;
}

}  // namespace d2c
