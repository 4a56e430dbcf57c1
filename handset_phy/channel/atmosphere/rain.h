#pragma once
// Rain on an Earth-space path: feeder links, and what remains of it at the phone's bands.

#include "base/error.h"
#include "base/quantity.h"

namespace d2c {

/// gamma = k R^alpha [dB/km], R in mm/h.
struct RainCoefficients {
    double k, alpha;
};
/// ITU-R P.838-3 (regressions of tables 1 to 4), 1 to 1000 GHz. `tilt` of the polarisation from the horizontal: 0 horizontal, 90 vertical,
/// 45 degrees circular. NaN outside 1 to 1000 GHz and for NaN.
RainCoefficients rain_coefficients(Hertz frequency, Angle elevation, Angle tilt);
/// [dB/km] at a rain rate of 0 mm/h or more.
double specific_rain_attenuation_db_per_km(const RainCoefficients& coefficients, double rain_rate_mm_h);

struct RainPath {
    Hertz frequency{0.0};               ///< 1 to 55 GHz
    Angle elevation;                    ///< 0 to 90 degrees
    Angle tilt = Angle::degrees(45.0);  ///< as above, 0 to 90 degrees
    Angle latitude;                     ///< of the station, -90 to 90 degrees
    Metres station_height{0.0};         ///< above mean sea level, -500 to 9000 m
    Metres rain_height{0.0};            ///< mean annual, above mean sea level: 0 to 10000 m. ITU-R P.839-4's maps are not shipped
    double rain_rate_mm_h = 0.0;  ///< R0.01, exceeded for 0.01 % of an average year, 0 to 250 mm/h. ITU-R P.837-7's maps are not shipped
};
/// Every field outside its range, NaN included, named `rain.<field>`; `percent` of the year is 0.001 to 5.
Faults validate(const RainPath& path, double percent);
/// Attenuation exceeded for `percent` of an average year, ITU-R P.618-14 clause 2.2.1.1. 0 dB at a station above the rain. NaN where
/// `validate` finds a fault.
Db rain_loss(const RainPath& path, double percent);

}  // namespace d2c
