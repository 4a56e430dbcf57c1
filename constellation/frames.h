#pragma once
// From the inertial frame of mean elements to the rotating Earth, and from there to latitude and longitude.

#include "base/instant.h"
#include "base/vector.h"

namespace d2c {

/// Greenwich mean sidereal time, IAU 1982 model (Aoki et al. 1982; Vallado, Fundamentals of Astrodynamics, eq. 3-45), in [0, 2 pi).
/// UTC is taken for UT1: |UT1 - UTC| < 0.9 s turns the Earth by less than 0.0038 degrees, 418 m at the equator.
Angle gmst_iau82(Instant utc);

/// Rotation by GMST about the pole: TEME to the Earth-fixed frame, polar motion neglected (< 15 m).
Position<Itrf> to_itrf(const Position<Teme>& position, Instant utc);
/// Velocity as seen on the rotating Earth: rotated, then minus omega x r.
Velocity<Itrf> to_itrf(const Velocity<Teme>& velocity, const Position<Teme>& position, Instant utc);

/// WGS 84 ellipsoid to Earth-fixed Cartesian, closed form.
Position<Itrf> itrf_of(const Geodetic& place);
/// Inverse of `itrf_of` (GeographicLib's Geocentric: accurate to 8 nm within 5,000 km of the surface); longitude in [-180, 180] degrees.
Geodetic geodetic_of(const Position<Itrf>& position);

}  // namespace d2c
