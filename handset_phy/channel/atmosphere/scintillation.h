#pragma once
// Fades from irregularities of the ionosphere (below 6 GHz) and of the troposphere (above).

#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

/// Ionospheric scintillation, TR 38.811 clause 6.6.6.1: (1.1 dB / sqrt 2) (f / 4 GHz)^-1.5 = 6.22 / f_GHz^1.5, 2.2 dB at 2 GHz.
/// From the fluctuation at 4 GHz that the report takes from ITU-R P.531. 0 dB above 6 GHz, where the report leaves it out. NaN below 0.4
/// GHz (the scaling would give more than 24 dB) and for NaN.
Db ionospheric_scintillation(Hertz frequency);
/// The same where it occurs: within 20 degrees of the geomagnetic equator (TR 38.811 clause 6.6.6.1 gives 0 dB from 20 to 60 degrees of
/// latitude), and above 60 degrees (assumption: the report names high latitudes but gives no figure), else 0 dB.
Db ionospheric_scintillation_at(Hertz frequency, const Geodetic& place);
/// Latitude from the centred dipole of IGRF-13 at epoch 2020.0 (g10 -29404.8, g11 -1450.9, h11 4652.5 nT; Alken et al. 2021, Earth Planets
/// Space 73:49): pole at 80.59 N geocentric (80.65 geodetic), 72.68 W. The dip equator departs from it by up to about 10 degrees.
Angle geomagnetic_latitude(const Geodetic& place);

/// Tropospheric scintillation, the fade of 99 % of the time in Toulouse at 20 GHz by elevation (TR 38.811 table 6.6.6.2.1-1; linear between
/// rows, the 10 degree row below, which is optimistic), times (f / 20 GHz)^(7/12), the frequency law of ITU-R P.618 clause 2.4.1. One
/// temperate climate and a small antenna: elsewhere `tropospheric_scintillation_p618`. 0 dB up to 6 GHz, where the report leaves it out.
/// NaN above 100 GHz, outside -90 to 90 degrees and for NaN.
Db tropospheric_scintillation(Hertz frequency, Angle elevation);

/// Of the two the one that applies: ionospheric to 6 GHz, tropospheric above. NaN as they.
Db scintillation(Hertz frequency, Angle elevation);

struct TroposphericPath {
    Hertz frequency{0.0};              ///< 4 to 55 GHz
    Angle elevation;                   ///< 5 to 90 degrees
    double wet_refractivity = 0.0;     ///< Nwet of ITU-R P.453, median of the year [N units], 0 to 300
    Metres antenna_diameter{1.0};      ///< 0.01 to 50 m
    double antenna_efficiency = 0.55;  ///< 0 to 1
};
/// Fade exceeded for `percent` (0.01 to 50) of an average year, ITU-R P.618-14 clause 2.4.1, turbulent layer at 1000 m. NaN outside these
/// ranges.
Db tropospheric_scintillation_p618(const TroposphericPath& path, double percent);

}  // namespace d2c
