#include "constellation/passes/sun.h"

#include <algorithm>
#include <cmath>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

/// Astronomical unit [m]; exact, IAU 2012 resolution B2.
constexpr double kAstronomicalUnitM = 149597870700.0;
/// Nominal solar radius [m]; IAU 2015 resolution B3.
constexpr double kSunRadiusM = 6.957e8;

}  // namespace

Position<Teme> sun_teme(Instant utc) {
    const double n = days_since_2000(utc) - 0.5;  // days since 2000-01-01T12:00; UTC for TT: a minute of the Sun's motion is 0.0007 degrees
    const Angle anomaly = Angle::degrees(std::fmod(357.528 + 0.9856003 * n, 360.0));
    const Angle longitude = Angle::degrees(std::fmod(280.460 + 0.9856474 * n, 360.0) + 1.915 * sin(anomaly) + 0.020 * sin(2.0 * anomaly));
    const Angle obliquity = Angle::degrees(23.439 - 0.0000004 * n);
    const double distance_m = kAstronomicalUnitM * (1.00014 - 0.01671 * cos(anomaly) - 0.00014 * cos(2.0 * anomaly));
    return {{distance_m * cos(longitude)}, {distance_m * cos(obliquity) * sin(longitude)}, {distance_m * sin(obliquity) * sin(longitude)}};
}

const char* name(Light light) { return light == Light::kSunlit ? "sunlit" : light == Light::kPenumbra ? "penumbra" : "umbra"; }

ShadowMargin shadow_margin(const Position<Itrf>& satellite, Instant utc) {
    constexpr double kStretch = 1.0 / (1.0 - kWgs84Flattening);
    const Position<Itrf> sun = to_itrf(sun_teme(utc), utc);
    const double x = satellite.x.value, y = satellite.y.value, z = satellite.z.value * kStretch;
    const double sx = sun.x.value - x, sy = sun.y.value - y, sz = sun.z.value * kStretch - z;
    const double r = std::sqrt(x * x + y * y + z * z), s = std::sqrt(sx * sx + sy * sy + sz * sz);
    // Angle at the satellite between the Earth's centre and the Sun's: atan2, as good at 0 as at 90 degrees.
    const double cx = y * sz - z * sy, cy = z * sx - x * sz, cz = x * sy - y * sx;
    const double apart = std::atan2(std::sqrt(cx * cx + cy * cy + cz * cz), -(x * sx + y * sy + z * sz));
    const double earth = std::asin(std::min(1.0, kWgs84SemiMajorAxis.value / r)), solar = std::asin(kSunRadiusM / s);
    return {apart - earth - solar, apart - earth + solar};
}

Light light_at(const Position<Itrf>& satellite, Instant utc) {
    const ShadowMargin margin = shadow_margin(satellite, utc);
    if (margin.umbra_rad < 0.0) return Light::kUmbra;
    return margin.penumbra_rad < 0.0 ? Light::kPenumbra : Light::kSunlit;
}

}  // namespace d2c
