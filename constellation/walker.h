#pragma once
// Circular mean orbits under J2: secular rates, Walker shells, and observed satellites as states.

#include <vector>

#include "base/instant.h"
#include "base/quantity.h"
#include "constellation/launches/launch_plan.h"
#include "constellation/orbit.h"

namespace d2c {

/// Secular J2 rates of a circular orbit of Brouwer mean semi-major axis `a` (Kozai 1959; Vallado, Fundamentals of Astrodynamics,
/// eqs. 9-37 to 9-41 with e = 0): with k = 1.5 J2 (Re/a)^2 and n0 = sqrt(GM/a^3),
///   node: -k n0 cos i;  perigee: k n0 (2 - 2.5 sin^2 i);  anomaly: n0 (1 + k (1 - 1.5 sin^2 i)).
struct J2Rates {
    double raan_rad_per_s = 0.0;
    double perigee_rad_per_s = 0.0;
    double anomaly_rad_per_s = 0.0;  ///< the Kozai mean motion, which a TLE carries
    double argument_of_latitude_rad_per_s() const { return anomaly_rad_per_s + perigee_rad_per_s; }
};
J2Rates j2_rates(Metres brouwer_semi_major_axis, Angle inclination);

/// Brouwer mean semi-major axis of a TLE's (Kozai) mean motion, circular orbit: solves n_kozai = n0 (1 + k (1 - 1.5 sin^2 i)), SGP4's
/// "un-Kozai" step (Hoots and Roehrich, Spacetrack Report 3, 1980, section 6; Vallado et al., AIAA 2006-6753) but for terms in J2^2.
/// NaN unless the mean motion is positive and the orbit lies outside the Earth.
Metres brouwer_semi_major_axis_of(double kozai_mean_motion_rev_per_day, Angle inclination);

/// Mean distance from the Earth's centre on a circular orbit: a (1 - k (1 - 1.5 sin^2 i)), the constant part of SGP4's short-period
/// term in the radius (Spacetrack Report 3, section 6). At 360 km it is 3.0 km less than `a` at 43 degrees of inclination, 0.4 km at 53.
Metres mean_radius_of(Metres brouwer_semi_major_axis, Angle inclination);
/// Inverse of `mean_radius_of`.
Metres brouwer_semi_major_axis_of_radius(Metres mean_radius, Angle inclination);

/// State of a satellite observed at `epoch`: its angle runs on at the observed mean motion plus the perigee's J2 rate, on a frozen orbit
/// of its mean radius.
MeanState observed_state(Angle inclination, Angle raan, Angle argument_of_latitude, double kozai_mean_motion_rev_per_day, Instant epoch);

/// State on a circle of the given radius; rates by `j2_rates`.
MeanState circular_state(Metres mean_radius, Angle inclination, Angle raan, Angle argument_of_latitude, Instant epoch);

/// The same orbit with its angles moved to another epoch, in [0, 360) degrees.
MeanState at_epoch(const MeanState& state, Instant epoch);

/// Walker delta pattern at `epoch`: plane p has RAAN p * 360 / planes, its satellite s the argument of latitude
/// s * 360 / satellites_per_plane + p * phasing * 360 / (planes * satellites_per_plane). Plane-major: index = p * satellites_per_plane + s.
/// Empty unless both counts are positive.
std::vector<MeanState> walker_states(const Shell& shell, Instant epoch);

}  // namespace d2c
