#pragma once
// Mean elements as a public catalogue carries them, whatever the notation: two-line elements or an Orbit Mean-elements Message.

#include <string>

#include "base/error.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "constellation/orbit.h"

namespace d2c {

/// One object's SGP4 mean elements (Kozai mean motion) in TEME at `epoch`. What they mean as an orbit is a propagator's matter
/// (sgp4/sgp4.h; `mean_state` here).
struct ElementSet {
    std::string name;          ///< empty for a 2-line set
    int catalogue_number = 0;  ///< NORAD number, up to nine digits
    std::string launch;        ///< COSPAR launch, `2024-002`; empty where it is blank or no such designator
    std::string piece;         ///< letters after the launch number, `A`
    Instant epoch{};           ///< UTC
    double mean_motion_rev_per_day = 0.0;
    double half_mean_motion_rate_rev_per_day2 = 0.0;   ///< first derivative over 2, as catalogues print it; not used by SGP4
    double sixth_mean_motion_rate_rev_per_day3 = 0.0;  ///< second derivative over 6, as catalogues print it; not used by SGP4
    double bstar_per_earth_radius = 0.0;
    Angle inclination, raan, argument_of_perigee, mean_anomaly;
    double eccentricity = 0.0;
    int element_set = 0;
    int revolution = 0;  ///< at epoch
    int line = 0;        ///< where it begins in its file, 1-based
};

/// Largest mean motion that a reader accepts [rev/day]: an orbit at the Earth's surface.
inline constexpr double kHighestMeanMotionRevPerDay = 17.2;

/// The circular mean orbit of an element set at its epoch: argument of latitude = argument of perigee + mean anomaly (the eccentricity is
/// dropped: 0.03 degrees along track at e = 0.00025), mean radius by un-Kozai (see walker.h), rates from mean motion and J2.
/// Without drag: the along-track error grows by half the mean motion rate times the time squared.
MeanState mean_state(const ElementSet& elements);

}  // namespace d2c
