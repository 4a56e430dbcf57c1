#pragma once

#include <chrono>
#include <cmath>
#include <cstdint>
#include <numbers>

#include "base/constants.h"
#include "base/quantity.h"

namespace d2c {

/// 20 log10(4 pi d f / c), ITU-R P.525-4 clause 2.3. TR 38.811 equation 6.6-2 prints 32.45 + 20 log10(f/GHz) + 20 log10(d/m), 0.0022 dB
/// more.
inline Db free_space_loss(Metres slant_range, Hertz frequency) {
    return {20.0 * std::log10(4.0 * std::numbers::pi * slant_range.value * frequency.value / kSpeedOfLightMPerS)};
}

/// Time that light takes in vacuum, to a nanosecond.
inline std::chrono::nanoseconds propagation_delay(Metres way) {
    return std::chrono::nanoseconds{static_cast<std::int64_t>(std::llround(way.value / kSpeedOfLightMPerS * 1e9))};
}

}  // namespace d2c
