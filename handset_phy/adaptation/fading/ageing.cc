#include "handset_phy/adaptation/fading/ageing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/random.h"
#include "handset_phy/adaptation/fading/bessel.h"
#include "handset_phy/adaptation/fading/rice.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool known(double target, Db curve_deviation, Db change) {
    return target > 0.0 && target <= 0.5 && curve_deviation.value >= 0.0 && change.value >= 0.0;
}
double upper_tail(double z) { return 0.5 * std::erfc(z / std::numbers::sqrt2); }
double inverse_upper_tail(double p) { return p == 0.5 ? 0.0 : -inverse_normal_cdf(p); }

}  // namespace

double SlowFading::correlation(double age_s) const {
    if (!(age_s >= 0.0) || !(decorrelation_s > 0.0)) return kNaN;
    return std::exp(-age_s / decorrelation_s);
}

Db SlowFading::change(double age_s) const {
    if (!(deviation.value >= 0.0) || !(age_s >= 0.0) || !(decorrelation_s > 0.0)) return {kNaN};
    return {deviation.value * std::sqrt(-2.0 * std::expm1(-age_s / decorrelation_s))};
}

std::optional<Db> outer_loop_margin(double target, Db curve_deviation, Db change) {
    if (!known(target, curve_deviation, change)) return std::nullopt;
    return Db{inverse_upper_tail(target) * (std::hypot(curve_deviation.value, change.value) - curve_deviation.value)};
}

double aged_error_rate(double target, Db curve_deviation, Db change, Db margin) {
    if (!known(target, curve_deviation, change) || std::isnan(margin.value)) return kNaN;
    const double spread = std::hypot(curve_deviation.value, change.value);
    const double room = inverse_upper_tail(target) * curve_deviation.value + margin.value;
    if (spread == 0.0) return room > 0.0 ? 0.0 : room < 0.0 ? 1.0 : target;
    return upper_tail(room / spread);
}

double jakes_correlation(Hertz doppler, double age_s) {
    if (!(doppler.value >= 0.0) || !(age_s >= 0.0)) return kNaN;
    return std::cyl_bessel_j(0.0, 2.0 * std::numbers::pi * doppler.value * age_s);
}

double power_below_report(Db k, double correlation, Db relative) {
    if (!(k.value >= -40.0 && k.value <= 25.0) || !(correlation >= -1.0 && correlation <= 1.0) || std::isnan(relative.value)) return kNaN;
    // Sign of D = A |X|^2 + B |Y|^2 with X the channel at use, Y that in the report, A = 1, B = -ratio; halves of the scattered power
    // are 1.
    const double b_weight = -ratio_from_db(relative);
    const double direct_power = 2.0 * ratio_from_db(k), mean_power = direct_power;  // |mean of X|^2 = |mean of Y|^2
    const double free_part = (1.0 - correlation) * (1.0 + correlation);
    if (free_part < 1e-12) return correlation > 0.0 ? (relative.value > 0.0 ? 1.0 : 0.0) : kNaN;
    const double w = (1.0 + b_weight) / (4.0 * free_part * -b_weight);
    const double root = std::sqrt(w * w + 1.0 / (4.0 * free_part * -b_weight));
    const double v1 = root - w, v2 = root + w;
    const double alpha1 = 2.0 * -b_weight * mean_power * (2.0 - 2.0 * correlation);
    const double alpha2 = mean_power * (1.0 + b_weight);
    const double sum2 = (v1 + v2) * (v1 + v2);
    const double a = std::sqrt(std::max(0.0, 2.0 * v1 * v1 * v2 * (alpha1 * v2 - alpha2) / sum2));
    const double b = std::sqrt(std::max(0.0, 2.0 * v1 * v2 * v2 * (alpha1 * v1 + alpha2) / sum2));
    const double tail = v2 / (v1 + v2) * scaled_bessel_i0(a * b) * std::exp(-0.5 * (a - b) * (a - b));
    const double q = marcum_q1(a, b);
    return std::isnan(q) ? (a > b ? 1.0 : 0.0) : std::clamp(q - tail, 0.0, 1.0);
}

std::optional<Db> fast_fading_margin(Db k, double correlation, double target) {
    if (!(target >= 1e-6 && target <= 0.5) || std::isnan(power_below_report(k, correlation, Db{0.0}))) return std::nullopt;
    double low = -80.0, high = 0.0;
    while (high - low > 1e-6) {
        const double middle = 0.5 * (low + high);
        (power_below_report(k, correlation, Db{middle}) < target ? low : high) = middle;
    }
    return Db{-0.5 * (low + high)};
}

}  // namespace d2c
