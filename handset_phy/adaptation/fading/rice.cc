#include "handset_phy/adaptation/fading/rice.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "handset_phy/adaptation/block_error/mutual_information.h"
#include "handset_phy/adaptation/fading/bessel.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLargestArgument = 300.0;

/// Probabilities of a Poisson count where they matter: from `first` on, 12 deviations and 40 counts to each side of the mean.
struct Poisson {
    int first;
    std::vector<double> probability;

    explicit Poisson(double mean) {
        const double reach = 12.0 * std::sqrt(mean) + 40.0;
        first = std::max(0, static_cast<int>(std::floor(mean - reach)));
        const int last = static_cast<int>(std::ceil(mean + reach));
        for (int n = first; n <= last; ++n)
            probability.push_back(mean > 0.0 ? std::exp(n * std::log(mean) - mean - std::lgamma(n + 1.0)) : n == 0 ? 1.0 : 0.0);
    }
};

/// P(a count of mean `larger` exceeds an independent one of mean `smaller`); with `or_equal`, reaches it.
double exceeds(const Poisson& larger, const Poisson& smaller, bool or_equal) {
    double sum = 0.0, tail = 0.0;  // tail: P(larger > n) or P(larger >= n), from the top downwards so that small ones stay exact
    int next = larger.first + static_cast<int>(larger.probability.size()) - 1;
    for (int n = smaller.first + static_cast<int>(smaller.probability.size()) - 1; n >= smaller.first; --n) {
        for (; next >= larger.first && (or_equal ? next >= n : next > n); --next)
            tail += larger.probability[static_cast<std::size_t>(next - larger.first)];
        sum += smaller.probability[static_cast<std::size_t>(n - smaller.first)] * tail;
    }
    return std::min(sum, 1.0);
}

bool within(double x) { return x >= 0.0 && x <= kLargestArgument; }

}  // namespace

// The series Q1(a, b) = sum over k of Poisson(k; a^2/2) P(N(b^2/2) <= k) read as a probability: of two independent Poisson counts the
// second does not exceed the first.
double marcum_q1(double a, double b) {
    if (!within(a) || !within(b)) return kNaN;
    return exceeds(Poisson{0.5 * a * a}, Poisson{0.5 * b * b}, true);
}
double marcum_q1_complement(double a, double b) {
    if (!within(a) || !within(b)) return kNaN;
    return exceeds(Poisson{0.5 * b * b}, Poisson{0.5 * a * a}, false);
}

std::optional<RiceFading> RiceFading::create(Db k) {
    if (!(k.value >= -40.0 && k.value <= 40.0)) return std::nullopt;
    return RiceFading{k};
}

RiceFading::RiceFading(Db k) : k_{k}, direct_{std::sqrt(2.0 * ratio_from_db(k))} {}

double RiceFading::power_below(Db relative) const {
    const double b = std::sqrt((direct_ * direct_ + 2.0) * ratio_from_db(relative));
    if (b > kLargestArgument) return 1.0;
    return marcum_q1_complement(direct_, b);
}

std::optional<Db> RiceFading::margin(double outage) const {
    if (!(outage >= 1e-6 && outage <= 1.0 - 1e-6)) return std::nullopt;
    double low = -70.0, high = 15.0;
    while (high - low > 1e-6) {
        const double middle = 0.5 * (low + high);
        (power_below(Db{middle}) < outage ? low : high) = middle;
    }
    return Db{-0.5 * (low + high)};
}

double RiceFading::mean_of(const std::function<double(Db)>& f) const {
    constexpr double kStep = 1.0 / 24.0, kReach = 8.0;
    const double mean_power = direct_ * direct_ + 2.0;
    const double start = std::max(0.0, std::floor((direct_ - kReach) / kStep) * kStep);
    const int steps = 2 * static_cast<int>(std::ceil((direct_ + kReach - start) / (2.0 * kStep)));
    double sum = 0.0, weights = 0.0;
    for (int i = start > 0.0 ? 0 : 1; i <= steps; ++i) {  // at amplitude 0 the density is 0
        const double x = start + i * kStep, simpson = i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4.0 : 2.0;
        const double weight = simpson * x * std::exp(-0.5 * (x - direct_) * (x - direct_)) * scaled_bessel_i0(x * direct_);
        sum += weight * f(db_from_ratio(x * x / mean_power));
        weights += weight;
    }
    return sum / weights;
}

std::optional<Db> ergodic_loss(const RiceFading& fading, Db mean_snr, int modulation_order) {
    if (!is_modulation_order(modulation_order) || std::isnan(mean_snr.value)) return std::nullopt;
    const double information = fading.mean_of([&](Db relative) { return bit_mutual_information(mean_snr + relative, modulation_order); });
    if (!(information >= 1e-4 && information <= 0.99999)) return std::nullopt;
    double low = -60.0, high = 50.0;
    while (high - low > 1e-6) {
        const double middle = 0.5 * (low + high);
        (bit_mutual_information(Db{middle}, modulation_order) < information ? low : high) = middle;
    }
    return Db{std::max(0.0, mean_snr.value - 0.5 * (low + high))};
}

}  // namespace d2c
