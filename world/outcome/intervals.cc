#include "world/outcome/intervals.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace d2c {
namespace {

/// Probability that Student's t lies within -t and t, for a whole number of degrees of freedom: the density integrates to a sum of powers
/// of a cosine (substitute t = sqrt(degrees) tan(angle)).
double within(double t, int degrees) {
    const double angle = std::atan(t / std::sqrt(degrees)), cosine = std::cos(angle);
    double sum = 0.0, term = degrees % 2 == 0 ? 1.0 : cosine;
    for (int power = degrees % 2; power <= degrees - 2; power += 2) {
        sum += term;
        term *= cosine * cosine * (power + 1.0) / (power + 2.0);
    }
    if (degrees % 2 == 0) return std::sin(angle) * sum;
    return 2.0 / std::numbers::pi * (angle + (degrees > 1 ? std::sin(angle) * sum : 0.0));
}

/// Of 95 %, for the groups that there are: every cell asks.
double usual_t(std::size_t groups) {
    static const std::array<double, kWindowGroups> quantiles = [] {
        std::array<double, kWindowGroups> all{};
        for (std::size_t degrees = 1; degrees < all.size(); ++degrees) all[degrees] = student_t(static_cast<int>(degrees), 0.95);
        return all;
    }();
    return quantiles[groups - 1];
}

}  // namespace

double student_t(int degrees, double confidence) {
    double low = 0.0, high = 1.0;
    while (within(high, degrees) < confidence && high < 1e9) high *= 2.0;
    while (high - low > 1e-12 * high) {
        const double middle = 0.5 * (low + high);
        (within(middle, degrees) < confidence ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

WindowGroups::WindowGroups(int windows) : windows_{windows} {
    const auto groups = std::min<std::size_t>(kWindowGroups, static_cast<std::size_t>(std::max(0, windows)));
    for (std::size_t g = 0; g < groups; ++g)
        sizes_.push_back((windows - static_cast<int>(g) + static_cast<int>(kWindowGroups) - 1) / static_cast<int>(kWindowGroups));
}

std::optional<Interval> jackknife_interval(const ReplicatedSum& sum, double whole, const WindowGroups& groups, double confidence) {
    const std::size_t count = groups.count();
    if (count < 2 || !(whole > 0.0)) return std::nullopt;
    const double all = sum.all / whole;
    const double share = std::clamp(all, 0.0, 1.0);
    if (std::all_of(sum.without.begin(), sum.without.begin() + static_cast<std::ptrdiff_t>(count), [&](double w) { return w == sum.all; }))
        return Interval{share, share};  // and not what rounding leaves
    const double n = groups.windows();
    std::array<double, kWindowGroups> pseudo{};
    double centre = 0.0;
    for (std::size_t g = 0; g < count; ++g) {
        const double h = n / groups.size(g);
        pseudo[g] = h * all - (h - 1.0) * sum.without[g] / whole;
        centre += pseudo[g] / h;
    }
    double variance = 0.0;
    for (std::size_t g = 0; g < count; ++g) {
        const double h = n / groups.size(g);
        variance += (pseudo[g] - centre) * (pseudo[g] - centre) / (h - 1.0);
    }
    variance /= static_cast<double>(count);
    const double t = confidence == 0.95 ? usual_t(count) : student_t(static_cast<int>(count) - 1, confidence);
    const double half = t * std::sqrt(variance);
    return Interval{std::max(0.0, share - half), std::min(1.0, share + half)};
}

std::optional<GroupedShare> grouped_share(const GroupedSums& sums, double tries, const WindowGroups& groups) {
    const std::size_t count = groups.count();
    double part = 0.0, whole = 0.0;
    for (std::size_t g = 0; g < count; ++g) {
        part += sums.part[g];
        whole += sums.whole[g];
    }
    if (!(whole > 0.0)) return std::nullopt;
    GroupedShare result{part / whole, std::nullopt};
    if (count < 2) return result;
    const double p = result.share;
    // Variance of a ratio of sums over groups, beside that of independent tries.
    double between = 0.0;
    for (std::size_t g = 0; g < count; ++g) {
        const double off = sums.part[g] - p * sums.whole[g];
        between += off * off;
    }
    const auto groups_f = static_cast<double>(count);
    between *= groups_f / (groups_f - 1.0) / (whole * whole);
    const double independent = p * (1.0 - p) / tries;
    const double effective = independent > 0.0 ? tries / std::max(1.0, between / independent) : tries;
    const double t = usual_t(count), t2 = t * t;
    const double middle = (p + t2 / (2.0 * effective)) / (1.0 + t2 / effective);
    const double half = t / (1.0 + t2 / effective) * std::sqrt(p * (1.0 - p) / effective + t2 / (4.0 * effective * effective));
    result.interval = Interval{p > 0.0 ? std::max(0.0, middle - half) : 0.0, p < 1.0 ? std::min(1.0, middle + half) : 1.0};
    return result;
}

std::optional<GroupedShare> grouped_share(const std::array<std::uint64_t, kWindowGroups>& successes, std::uint64_t tries_per_window,
                                          const WindowGroups& groups) {
    GroupedSums sums;
    for (std::size_t g = 0; g < groups.count(); ++g) {
        sums.part[g] = static_cast<double>(successes[g]);
        sums.whole[g] = static_cast<double>(tries_per_window) * groups.size(g);
    }
    return grouped_share(sums, static_cast<double>(tries_per_window) * groups.windows(), groups);
}

}  // namespace d2c
