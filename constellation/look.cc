#include "constellation/look.h"

#include <cmath>
#include <numbers>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

struct LineOfSight {
    double east_m, north_m, up_m, range_m;
    double x_m, y_m, z_m;
};

LineOfSight line_of_sight(const Geodetic& observer, const Position<Itrf>& satellite) {
    const Displacement<Itrf> d = satellite - itrf_of(observer);
    const double x = d.x.value, y = d.y.value, z = d.z.value;
    const double sin_lat = sin(observer.latitude), cos_lat = cos(observer.latitude);
    const double sin_lon = sin(observer.longitude), cos_lon = cos(observer.longitude);
    const double outward = cos_lon * x + sin_lon * y;
    return {cos_lon * y - sin_lon * x, cos_lat * z - sin_lat * outward, cos_lat * outward + sin_lat * z, norm(d).value, x, y, z};
}

/// atan2 rather than asin: as accurate in the zenith as at the horizon.
Angle elevation_of(const LineOfSight& s) { return Angle::radians(std::atan2(s.up_m, std::hypot(s.east_m, s.north_m))); }

double sphere_radius_ratio(Metres altitude) { return kMeanEarthRadius / (kMeanEarthRadius + altitude); }

}  // namespace

Look look_at(const Geodetic& observer, const Position<Itrf>& satellite, const Velocity<Itrf>& velocity) {
    const LineOfSight s = line_of_sight(observer, satellite);
    double azimuth_rad = std::atan2(s.east_m, s.north_m);
    if (azimuth_rad < 0.0) azimuth_rad += 2.0 * std::numbers::pi;
    if (azimuth_rad >= 2.0 * std::numbers::pi) azimuth_rad = 0.0;  // a hair west of north, rounded
    const double range_rate = (s.x_m * velocity.x.value + s.y_m * velocity.y.value + s.z_m * velocity.z.value) / s.range_m;
    return {elevation_of(s), Angle::radians(azimuth_rad), {s.range_m}, range_rate};
}

RangeAndRate range_and_rate(const Position<Itrf>& point, const Position<Itrf>& satellite, const Velocity<Itrf>& velocity) {
    const Displacement<Itrf> to = satellite - point;
    const Metres range = norm(to);
    return {range, (to.x.value * velocity.x.value + to.y.value * velocity.y.value + to.z.value * velocity.z.value) / range.value};
}

Angle elevation(const Geodetic& observer, const Position<Itrf>& satellite) { return elevation_of(line_of_sight(observer, satellite)); }

Hertz doppler_shift(Hertz carrier, double range_rate_m_per_s) { return (-range_rate_m_per_s / kSpeedOfLightMPerS) * carrier; }

double timing_advance_drift(double range_rate_m_per_s) { return 2.0 * range_rate_m_per_s / kSpeedOfLightMPerS; }

Metres slant_range(Metres altitude, Angle elevation) {
    const double radius = kMeanEarthRadius.value, h = altitude.value;
    const double up = radius * sin(elevation);
    return {std::sqrt(up * up + h * h + 2.0 * h * radius) - up};
}

Angle nadir_angle(Metres altitude, Angle elevation) { return Angle::radians(std::asin(sphere_radius_ratio(altitude) * cos(elevation))); }

Angle earth_central_angle(Metres altitude, Angle elevation) {
    return Angle::radians(std::numbers::pi / 2.0) - elevation - nadir_angle(altitude, elevation);
}

Angle elevation_of_nadir_angle(Metres altitude, Angle nadir) {
    return Angle::radians(std::acos(sin(nadir) / sphere_radius_ratio(altitude)));
}

}  // namespace d2c
