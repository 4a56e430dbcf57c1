#include "constellation/pattern.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"

namespace d2c {
namespace {

/// Where 20 log10(2 J1(x)/x) = -3; checked in the tests.
constexpr double kThreeDbArgument = 1.613741196;
/// Spacing of the table's knots in x^2. The cubic's error is spacing^4/384 times the fourth derivative of 2 J1(x)/x by x^2, which is
/// largest on the axis, 1/30720: below 1.4e-6 of the peak amplitude, 0.0012 dB at a floor of -40 dB, and less away from the axis.
constexpr double kKnotSpacing = 2.0;

double ka(Metres diameter, Hertz frequency) { return std::numbers::pi * diameter.value * frequency.value / kSpeedOfLightMPerS; }

/// 2 J1(x)/x, 1 at 0; the series below 0.1 is good to 1e-16.
double amplitude(double x) {
    if (x < 0.1) {
        const double y = 0.25 * x * x;
        return 1.0 - y / 2.0 * (1.0 - y / 6.0 * (1.0 - y / 12.0 * (1.0 - y / 20.0)));
    }
    return 2.0 * std::cyl_bessel_j(1.0, x) / x;
}

/// Derivative of 2 J1(x)/x by x^2: -J2(x)/x^2, since d(J1/x)/dx = -J2/x (Abramowitz and Stegun 9.1.30).
double amplitude_slope(double x) {
    if (x < 0.1) {
        const double y = 0.25 * x * x;
        return -0.125 * (1.0 - y / 3.0 * (1.0 - y / 8.0 * (1.0 - y / 15.0)));
    }
    return -std::cyl_bessel_j(2.0, x) / (x * x);
}

double power(double x) {
    const double a = amplitude(x);
    return a * a;
}

/// The largest x up to `limit` at which the pattern still reaches `floor`; 0 if it never does.
double last_crossing(double floor, double limit) {
    // |J1(x)| <= sqrt(2/(pi x)) (1 + 0.2/x) for x >= 2, so the pattern stays under 8/(pi x^3) (1 + 0.2/x)^2: from here outward it is below
    // the floor.
    const double beyond = std::max(2.0, 1.1 * std::cbrt(8.0 / (std::numbers::pi * floor)));
    const double start = std::min(limit, beyond);
    if (power(start) >= floor) return start;
    constexpr double kStep = 0.01;  // lobes are about pi wide
    double low = start;
    while (low > 0.0 && power(low) < floor) low -= kStep;
    if (!(low > 0.0)) low = 0.0;
    double high = std::min(low + kStep, start);
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = 0.5 * (low + high);
        (power(middle) >= floor ? low : high) = middle;
    }
    return high;
}

}  // namespace

double circular_aperture_gain_ratio(Angle off_axis, Metres diameter, Hertz frequency) {
    if (!(std::abs(off_axis.in_radians()) <= std::numbers::pi / 2.0)) return std::numeric_limits<double>::quiet_NaN();
    return power(ka(diameter, frequency) * std::abs(sin(off_axis)));
}

Angle half_power_beamwidth(Metres diameter, Hertz frequency) {
    const double sine = kThreeDbArgument / ka(diameter, frequency);
    return Angle::radians(2.0 * std::asin(sine > 1.0 ? 1.0 : sine));
}

Metres footprint_diameter_at_nadir(Metres altitude, Metres diameter, Hertz frequency) {
    return (2.0 * tan(0.5 * half_power_beamwidth(diameter, frequency))) * altitude;
}

Dbi aperture_gain(Metres diameter, Hertz frequency, double efficiency) {
    const double circumference = ka(diameter, frequency);  // pi D / lambda
    return {db_from_ratio(efficiency * circumference * circumference).value};
}

Db scan_loss(Angle scan, double exponent) { return -db_from_ratio(scan_gain_ratio(cos(scan), exponent)); }

double scan_gain_ratio(double cos_scan, double exponent) {
    return cos_scan > 0.0 || std::isnan(cos_scan) ? std::pow(cos_scan, exponent) : 0.0;
}

ApertureTable::ApertureTable(Metres diameter, Hertz frequency, Db floor) : floor_{ratio_from_db(floor)} {
    const double scale = ka(diameter, frequency);
    const double edge = last_crossing(floor_, scale);
    floor_angle_ = Angle::radians(std::asin(std::min(1.0, edge / scale)));
    scale_ = scale * scale / kKnotSpacing;
    // An aperture whose pattern reaches the floor nowhere keeps its value up to 90 degrees, that angle included.
    end_ = edge >= scale ? std::nextafter(scale_, std::numeric_limits<double>::infinity()) : edge * edge / kKnotSpacing;
    const auto count = static_cast<std::size_t>(end_) + 2;
    knots_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double x = std::sqrt(kKnotSpacing * static_cast<double>(i));
        knots_.push_back({amplitude(x), kKnotSpacing * amplitude_slope(x)});
    }
}

}  // namespace d2c
