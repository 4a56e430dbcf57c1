#pragma once
// How long a satellite stays in view.

#include "constellation/propagate.h"
#include "world/input/phones.h"

namespace d2c {

/// Seconds until satellite `row` sets below the mask at a phone, on the circular orbit of its position and velocity; 0 where it is below.
/// Within 1 s of the propagated orbit over a pass.
double remaining_s(const SatelliteColumns& satellites, std::size_t row, const PhoneColumns& phones, std::size_t phone,
                   double least_sin_elevation);

}  // namespace d2c
