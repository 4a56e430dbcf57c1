#pragma once
// The Earth's field as SGP4 knows it.

#include "constellation/sgp4/sgp4.h"

namespace d2c::sgp4 {

/// Lengths in Earth radii, times in minutes: GM is `xke` squared.
struct Gravity {
    double radius_km;  ///< equatorial
    double xke;        ///< sqrt(GM) [Earth radii^1.5 / min]
    double j2, j3, j4;
};
Gravity gravity_constants(GravityModel model);

}  // namespace d2c::sgp4
