#include "world/plan/remaining.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/constants.h"

namespace d2c {
namespace {

struct Vector {
    double x, y, z;
};
double dot(const Vector& a, const Vector& b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
Vector scaled(const Vector& a, double by) { return {a.x * by, a.y * by, a.z * by}; }
double length(const Vector& a) { return std::sqrt(dot(a, a)); }

/// A circular orbit seen from the turning Earth.
struct Orbit {
    Vector radial, along;  ///< unit vectors at time 0
    double radius_m, rate_rad_per_s;

    Vector at(double t) const {
        const double c = std::cos(rate_rad_per_s * t), s = std::sin(rate_rad_per_s * t);
        const Vector inertial{radial.x * c + along.x * s, radial.y * c + along.y * s, radial.z * c + along.z * s};
        const double ce = std::cos(kEarthRotationRadPerS * t), se = std::sin(kEarthRotationRadPerS * t);
        return {radius_m * (inertial.x * ce + inertial.y * se), radius_m * (inertial.y * ce - inertial.x * se), radius_m * inertial.z};
    }
};

}  // namespace

double remaining_s(const SatelliteColumns& s, std::size_t row, const PhoneColumns& p, std::size_t phone, double least_sin_elevation) {
    const Vector position{s.x_itrf_m[row], s.y_itrf_m[row], s.z_itrf_m[row]};
    const double radius_m = length(position);
    const Vector radial = scaled(position, 1.0 / radius_m);
    const Vector velocity{s.vx_itrf_m_per_s[row] - kEarthRotationRadPerS * position.y,
                          s.vy_itrf_m_per_s[row] + kEarthRotationRadPerS * position.x, s.vz_itrf_m_per_s[row]};
    const double outward = dot(velocity, radial);
    const Vector level{velocity.x - outward * radial.x, velocity.y - outward * radial.y, velocity.z - outward * radial.z};
    const double speed = length(level);
    if (!(speed > 0.0)) return 0.0;
    const Orbit orbit{radial, scaled(level, 1.0 / speed), radius_m, speed / radius_m};
    const Vector place{p.x_itrf_m[phone], p.y_itrf_m[phone], p.z_itrf_m[phone]}, up{p.up_x[phone], p.up_y[phone], p.up_z[phone]};
    const auto above = [&](double t) {
        const Vector at = orbit.at(t);
        const Vector line{at.x - place.x, at.y - place.y, at.z - place.z};
        return dot(line, up) / length(line) - least_sin_elevation;
    };
    if (!(above(0.0) > 0.0)) return 0.0;
    // Up to the setting the elevation rises once and falls once: after the culmination the zero is bracketed by a quarter turn.
    const double culmination_s = std::max(0.0, std::atan2(dot(orbit.along, up), dot(orbit.radial, up)) / orbit.rate_rad_per_s);
    double high = culmination_s + std::numbers::pi / 2.0 / orbit.rate_rad_per_s, low = culmination_s;
    double at_low = above(low), at_high = above(high);
    if (!(at_low > 0.0)) low = 0.0, at_low = above(0.0);
    if (at_high >= 0.0) return high;
    // Illinois' method: false position that halves the end that stays.
    int stays = 0;
    double t = low;
    for (int i = 0; i < 30; ++i) {
        t = (low * at_high - high * at_low) / (at_high - at_low);
        const double value = above(t);
        if (std::abs(value) < 1e-6) break;
        if (value > 0.0) {
            low = t, at_low = value;
            if (stays == 1) at_high /= 2.0;
            stays = 1;
        } else {
            high = t, at_high = value;
            if (stays == -1) at_low /= 2.0;
            stays = -1;
        }
    }
    return t;
}

}  // namespace d2c
