#pragma once
// Into a building, into a car.

#include "base/quantity.h"

namespace d2c {

enum class BuildingType { kTraditional, kThermallyEfficient };
/// Loss into a building that is not exceeded with `probability` over places and buildings, ITU-R P.2109-2 annex 1 clause 3, at 0.08 to 100
/// GHz, elevation of the path at the facade -90 to 90 degrees, probability in (0, 1). NaN outside and for NaN.
Db building_entry_loss(BuildingType type, Hertz frequency, Angle elevation, double probability);

enum class CarWindows { kOrdinary, kMetallised };
/// Loss into a car that is not exceeded with `probability`: normal, mean 9 dB (metallised windows 20 dB), standard deviation 5 dB, TR
/// 38.901 clause 7.4.3.2, 0.6 to 60 GHz. Its measurements are of terrestrial paths; that a satellite's through the roof edge and windows
/// loses as much is an assumption. NaN outside and for NaN.
Db car_entry_loss(CarWindows windows, Hertz frequency, double probability);

}  // namespace d2c
