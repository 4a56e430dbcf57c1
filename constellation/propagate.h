#pragma once
// Mean states to Earth-fixed positions and velocities, one by one or in columns, by one formula.

#include <cstddef>
#include <span>
#include <vector>

#include "base/instant.h"
#include "base/vector.h"
#include "constellation/orbit.h"

namespace d2c {

/// Earth-fixed position and velocity (relative to the rotating Earth) of satellites in the order of their states.
struct SatelliteColumns {
    std::vector<double> x_itrf_m, y_itrf_m, z_itrf_m;
    std::vector<double> vx_itrf_m_per_s, vy_itrf_m_per_s, vz_itrf_m_per_s;
    void resize(std::size_t count);
    std::size_t size() const { return x_itrf_m.size(); }
};

/// Fills rows [first, last) of `columns` for the states of the same index. Precondition: last <= states.size() and <= columns.size().
/// Each row depends on its state and `at` alone, so any split into ranges gives the same digits.
void propagate_itrf(std::span<const MeanState> states, Instant at, std::size_t first, std::size_t last, SatelliteColumns& columns);

/// Secular J2 motion with the periodic terms of a frozen near-circular orbit (see docs/models/orbits.md): radius within 8 km of the mean
/// one. Any instant, before the epoch too.
Position<Teme> position_teme(const MeanState& state, Instant at);
Position<Itrf> position_itrf(const MeanState& state, Instant at);
/// Time derivative of `position_itrf`: orbital motion, drift of the node and rotation of the Earth; to 1e-4 m/s, since the Earth's rate is
/// taken against the stars and GMST runs against the moving equinox.
Velocity<Itrf> velocity_itrf(const MeanState& state, Instant at);

}  // namespace d2c
