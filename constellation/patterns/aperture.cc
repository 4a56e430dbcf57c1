#include "constellation/patterns/aperture.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"

namespace d2c {
namespace {

/// Where 20 log10(2 J1(x)/x) = -3; checked in the tests.
constexpr double kThreeDbArgument = 1.613741196;

}  // namespace

double aperture_ka(Metres diameter, Hertz frequency) { return std::numbers::pi * diameter.value * frequency.value / kSpeedOfLightMPerS; }

double disc_amplitude(double x) {
    if (x < 0.1) {  // the series is good to 1e-16 here
        const double y = 0.25 * x * x;
        return 1.0 - y / 2.0 * (1.0 - y / 6.0 * (1.0 - y / 12.0 * (1.0 - y / 20.0)));
    }
    return 2.0 * std::cyl_bessel_j(1.0, x) / x;
}

double disc_amplitude_slope(double x) {  // d(J1/x)/dx = -J2/x (Abramowitz and Stegun 9.1.30)
    if (x < 0.1) {
        const double y = 0.25 * x * x;
        return -0.125 * (1.0 - y / 3.0 * (1.0 - y / 8.0 * (1.0 - y / 15.0)));
    }
    return -std::cyl_bessel_j(2.0, x) / (x * x);
}

double circular_aperture_gain_ratio(Angle off_axis, Metres diameter, Hertz frequency) {
    if (!(std::abs(off_axis.in_radians()) <= std::numbers::pi / 2.0)) return std::numeric_limits<double>::quiet_NaN();
    const double a = disc_amplitude(aperture_ka(diameter, frequency) * std::abs(sin(off_axis)));
    return a * a;
}

Angle half_power_beamwidth(Metres diameter, Hertz frequency) {
    const double sine = kThreeDbArgument / aperture_ka(diameter, frequency);
    return Angle::radians(2.0 * std::asin(sine > 1.0 ? 1.0 : sine));
}

Metres footprint_diameter_at_nadir(Metres altitude, Angle beamwidth) { return (2.0 * tan(0.5 * beamwidth)) * altitude; }

Dbi aperture_gain(Metres diameter, Hertz frequency, double efficiency) {
    const double circumference = aperture_ka(diameter, frequency);  // in wavelengths
    return {db_from_ratio(efficiency * circumference * circumference).value};
}

Db scan_loss(Angle scan, double exponent) { return -db_from_ratio(scan_gain_ratio(cos(scan), exponent)); }

double scan_gain_ratio(double cos_scan, double exponent) {
    return cos_scan > 0.0 || std::isnan(cos_scan) ? std::pow(cos_scan, exponent) : 0.0;
}

}  // namespace d2c
