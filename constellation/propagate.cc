#include "constellation/propagate.h"

#include <cassert>
#include <cmath>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

/// Third zonal harmonic, from WGS 84's C30 = 0.957254173792e-6 (EGM96, fully normalised, TR8350.2 table 5.1) times -sqrt(7).
constexpr double kEarthJ3 = -2.532656e-6;

struct Inclination {
    double c, s;
};

struct Kinematics {
    double x, y, z, vx, vy, vz;
};

/// The one formula. The mean circle turns in its plane at the mean rate and with its plane about the pole; on it lie the periodic terms of
/// SGP4 for a circular orbit (Spacetrack Report 3, section 6, "long-period" and "short-period periodics" with e = 0), as offsets along the
/// radius, the track and the plane's normal: eccentricity of the frozen orbit e = -J3 Re sin i / (2 J2 a) with its perigee in the north,
/// and J2.
/// Never inlined: one machine code, so that a column and a single state agree to the last digit.
[[gnu::noinline]] Kinematics near_circle(const MeanState& state, double dt_s, Inclination i, double frame_angle, double frame_rate) {
    const double u = state.argument_of_latitude.in_radians() + state.argument_rate_rad_per_s * dt_s;
    const double node = state.raan.in_radians() + state.raan_rate_rad_per_s * dt_s - frame_angle;
    const double node_rate = state.raan_rate_rad_per_s - frame_rate, u_rate = state.argument_rate_rad_per_s;
    const double c = std::cos(u), s = std::sin(u), cn = std::cos(node), sn = std::sin(node);
    const double c2 = c * c - s * s, s2 = 2.0 * s * c;

    const double r = state.semi_major_axis.value;
    const double inverse = state.frozen ? kWgs84SemiMajorAxis.value / r : 0.0, half_j2 = 0.5 * kEarthJ2 * inverse * inverse;
    const double frozen = -0.5 * kEarthJ3 / kEarthJ2 * inverse * i.s;
    const double bulge = 0.5 * half_j2 * i.s * i.s, tilt = 1.5 * half_j2 * i.c * i.s;
    const double radial = r * (1.0 - frozen * s + bulge * c2), radial_u = -r * (frozen * c + 2.0 * bulge * s2);
    const double along = r * (0.5 * bulge * s2 - 2.0 * frozen * c), along_u = r * (bulge * c2 + 2.0 * frozen * s);
    const double across = -r * tilt * s, across_u = -r * tilt * c;

    // in the plane of the node: towards it, a quarter turn on, and along the normal
    const double px = radial * c - along * s, py = radial * s + along * c;
    const double vx = u_rate * ((radial_u - along) * c - (radial + along_u) * s),
                 vy = u_rate * ((radial_u - along) * s + (radial + along_u) * c);
    const double vz = u_rate * across_u;
    const double level = py * i.c - across * i.s, level_rate = vy * i.c - vz * i.s;
    const double x = cn * px - sn * level, y = sn * px + cn * level;
    return {x,
            y,
            py * i.s + across * i.c,
            cn * vx - sn * level_rate - node_rate * y,
            sn * vx + cn * level_rate + node_rate * x,
            vy * i.s + vz * i.c};
}

[[gnu::noinline]] Inclination inclination_of(const MeanState& state) { return {cos(state.inclination), sin(state.inclination)}; }

Kinematics in_itrf(const MeanState& state, Instant at) {
    return near_circle(state, seconds_between(at, state.epoch), inclination_of(state), gmst_iau82(at).in_radians(), kEarthRotationRadPerS);
}

}  // namespace

void SatelliteColumns::resize(std::size_t count) {
    for (auto* column : {&x_itrf_m, &y_itrf_m, &z_itrf_m, &vx_itrf_m_per_s, &vy_itrf_m_per_s, &vz_itrf_m_per_s}) column->resize(count);
}

void propagate_itrf(std::span<const MeanState> states, Instant at, std::size_t first, std::size_t last, SatelliteColumns& columns) {
    assert(first <= last && last <= states.size() && last <= columns.size());
    const double gmst_rad = gmst_iau82(at).in_radians();
    Angle known_inclination;
    Inclination inclination{1.0, 0.0};
    for (std::size_t k = first; k < last; ++k) {
        const MeanState& state = states[k];
        // Neighbours mostly share their shell's inclination.
        if (state.inclination != known_inclination) {
            known_inclination = state.inclination;
            inclination = inclination_of(state);
        }
        const Kinematics at_k = near_circle(state, seconds_between(at, state.epoch), inclination, gmst_rad, kEarthRotationRadPerS);
        columns.x_itrf_m[k] = at_k.x;
        columns.y_itrf_m[k] = at_k.y;
        columns.z_itrf_m[k] = at_k.z;
        columns.vx_itrf_m_per_s[k] = at_k.vx;
        columns.vy_itrf_m_per_s[k] = at_k.vy;
        columns.vz_itrf_m_per_s[k] = at_k.vz;
    }
}

Position<Teme> position_teme(const MeanState& state, Instant at) {
    const Kinematics k = near_circle(state, seconds_between(at, state.epoch), inclination_of(state), 0.0, 0.0);
    return {{k.x}, {k.y}, {k.z}};
}

Position<Itrf> position_itrf(const MeanState& state, Instant at) {
    const Kinematics k = in_itrf(state, at);
    return {{k.x}, {k.y}, {k.z}};
}

Velocity<Itrf> velocity_itrf(const MeanState& state, Instant at) {
    const Kinematics k = in_itrf(state, at);
    return {{k.vx}, {k.vy}, {k.vz}};
}

}  // namespace d2c
