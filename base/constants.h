#pragma once
// Constants of nature and of the Earth, once, in their source's digits.

#include <numbers>

#include "base/quantity.h"

namespace d2c {

/// Speed of light in vacuum [m/s]; exact, SI Brochure 9th ed.
inline constexpr double kSpeedOfLightMPerS = 299792458.0;
/// Boltzmann constant [J/K]; exact, SI Brochure 9th ed.
inline constexpr double kBoltzmannJPerK = 1.380649e-23;
/// Reference noise temperature of the definition of noise figure [K]; IEEE, ITU-R P.372.
inline constexpr Kelvin kReferenceTemperature{290.0};

/// WGS 84 ellipsoid, NIMA TR8350.2, table 3.1.
inline constexpr Metres kWgs84SemiMajorAxis{6378137.0};
inline constexpr double kWgs84Flattening = 1.0 / 298.257223563;
/// WGS 84 Earth rotation rate [rad/s], TR8350.2 table 3.1. Sidereal: 2*pi/86400 would lag about 1 degree a day.
inline constexpr double kEarthRotationRadPerS = 7.292115e-5;
/// WGS 84 (EGM96) gravitational parameter, atmosphere included [m^3/s^2], TR8350.2 table 3.1.
inline constexpr double kEarthGmM3PerS2 = 3.986004418e14;
/// Second zonal harmonic, from WGS 84's C20 = -0.484166774985e-3 (fully normalised, TR8350.2 table 5.1) times -sqrt(5).
inline constexpr double kEarthJ2 = 1.08262982e-3;
/// Radius of the sphere used for areas and for 3GPP's closed-form slant range [m]; IUGG mean radius R1, rounded to 6371.0 km in TR 38.821.
inline constexpr Metres kMeanEarthRadius{6371.0e3};
/// One international nautical mile [m]; exact (1929 conference).
inline constexpr Metres kNauticalMile{1852.0};

}  // namespace d2c
