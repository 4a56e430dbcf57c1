#include "constellation/propagate.h"

#include <cassert>
#include <cmath>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

struct Inclination {
    double c, s;
};

struct Kinematics {
    double x, y, z, vx, vy, vz;
};

/// The one formula: a circle of constant radius whose plane turns about the pole. `node` is counted from the frame's x axis.
inline Kinematics on_circle(const MeanState& state, double dt_s, Inclination i, double frame_angle, double frame_rate) {
    const double u = state.argument_of_latitude.in_radians() + state.argument_rate_rad_per_s * dt_s;
    const double node = state.raan.in_radians() + state.raan_rate_rad_per_s * dt_s - frame_angle;
    const double node_rate = state.raan_rate_rad_per_s - frame_rate;
    const double cu = std::cos(u), su = std::sin(u), cn = std::cos(node), sn = std::sin(node);
    const double r = state.semi_major_axis.value, v = r * state.argument_rate_rad_per_s;
    const double x = r * (cn * cu - sn * su * i.c), y = r * (sn * cu + cn * su * i.c);
    return {x,           y, r * su * i.s, -v * (cn * su + sn * cu * i.c) - node_rate * y, v * (cn * cu * i.c - sn * su) + node_rate * x,
            v * cu * i.s};
}

Inclination inclination_of(const MeanState& state) { return {cos(state.inclination), sin(state.inclination)}; }

Kinematics in_itrf(const MeanState& state, Instant at) {
    return on_circle(state, seconds_between(at, state.epoch), inclination_of(state), gmst_iau82(at).in_radians(), kEarthRotationRadPerS);
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
        const Kinematics at_k = on_circle(state, seconds_between(at, state.epoch), inclination, gmst_rad, kEarthRotationRadPerS);
        columns.x_itrf_m[k] = at_k.x;
        columns.y_itrf_m[k] = at_k.y;
        columns.z_itrf_m[k] = at_k.z;
        columns.vx_itrf_m_per_s[k] = at_k.vx;
        columns.vy_itrf_m_per_s[k] = at_k.vy;
        columns.vz_itrf_m_per_s[k] = at_k.vz;
    }
}

Position<Teme> position_teme(const MeanState& state, Instant at) {
    const Kinematics k = on_circle(state, seconds_between(at, state.epoch), inclination_of(state), 0.0, 0.0);
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
