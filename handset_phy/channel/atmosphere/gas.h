#pragma once

#include "base/quantity.h"

namespace d2c {

/// Zenith attenuation by oxygen and water vapour at sea level, as digitised from the figure of ITU-R P.676 that TR 38.811 clause 6.6.4
/// names (one public transcription, read to about 0.005 dB at 1 to 10 GHz, coarser above; between whole gigahertz linear). The 1 GHz value
/// below 1 GHz (an upper bound). NaN outside 0.4 to 100 GHz and for NaN.
Db zenith_gas_loss(Hertz frequency);
/// Zenith over sin(elevation), TR 38.811 equation 6.6-8. Below 5 degrees the cosecant law ends (P.676 annex 2): the value at 5 degrees.
inline Db slant_gas_loss(Db zenith, double sin_elevation) {
    constexpr double kSineOf5Degrees = 0.08715574274765817;
    return {zenith.value / (sin_elevation < kSineOf5Degrees ? kSineOf5Degrees : sin_elevation)};
}
Db gas_loss(Hertz frequency, Angle elevation);

}  // namespace d2c
