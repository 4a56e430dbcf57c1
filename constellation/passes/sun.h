#pragma once
// Where the Sun stands, and whether a satellite is lit by it.

#include "base/instant.h"
#include "base/vector.h"

namespace d2c {

/// The Sun's apparent place of date in TEME by the Astronomical Almanac's low-precision formulae (section C, "Low precision formulas for
/// the Sun"), which it states to be good to 0.01 degrees from 1950 to 2050; against ERFA within 0.014 degrees (nutation, which parts TEME's
/// equinox from the true one, included) and 0.0001 au.
Position<Teme> sun_teme(Instant utc);

enum class Light {
    kSunlit,    ///< the whole disc of the Sun
    kPenumbra,  ///< a part of it
    kUmbra,     ///< none: eclipsed by the Earth
};
/// `sunlit`, `penumbra`, `umbra`.
const char* name(Light light);

/// How far the Sun's disc is clear of the Earth's [radians]: the angle between the Sun and the Earth's limb seen from the satellite, less
/// (penumbra) or plus (umbra) the Sun's radius. Negative inside the shadow.
struct ShadowMargin {
    double penumbra_rad = 0.0, umbra_rad = 0.0;
};
/// Cones of light past the Earth (Montenbruck and Gill, Satellite Orbits, section 3.4.2), the Earth's flattening taken in by stretching the
/// axis of rotation for satellite and Sun alike. No atmosphere: its refraction and absorption move real edges by some seconds.
ShadowMargin shadow_margin(const Position<Itrf>& satellite, Instant utc);
Light light_at(const Position<Itrf>& satellite, Instant utc);

}  // namespace d2c
