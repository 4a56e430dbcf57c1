#pragma once
// Mean orbital states with secular J2 drift: what Walker shells and observed satellites have in common.

#include <cstdint>
#include <vector>

#include "base/instant.h"
#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

/// Mean circular orbit at an epoch, in the TEME frame (true equator, mean equinox of date).
struct MeanState {
    Metres semi_major_axis{0.0};  ///< mean distance from the Earth's centre (walker.h says how it follows from a mean motion)
    Angle inclination;
    Angle raan;                  ///< right ascension of the ascending node, at `epoch`
    Angle argument_of_latitude;  ///< from the ascending node, at `epoch`
    Instant epoch{};
    double argument_rate_rad_per_s = 0.0;  ///< d(argument of latitude)/dt, J2 included
    double raan_rate_rad_per_s = 0.0;      ///< d(RAAN)/dt, J2 secular
    bool frozen =
        false;  ///< flies a frozen orbit: SGP4's periodic terms are added to the mean circle (observed satellites); else the circle itself
};

}  // namespace d2c
