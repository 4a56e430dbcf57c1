#pragma once
// What the loops over transmitting phones read instead of the models.

#include <cstddef>
#include <vector>

#include "world/radio/radio_model.h"

namespace d2c {

/// Mean of the path gain at 1 m over the environments and their draws, by sine of the elevation: knots of sky::Receiver from 0 on.
std::vector<float> mean_gain_knots(const RadioModel& radio);
/// Each knot as the mean of those up to `half` away, nothing below the first; begins `half` knots lower.
std::vector<float> averaged(const std::vector<float>& knots, int half);

/// Gain of a receive beam less its floor by squared chord off the axis, to the near angle; one knot more, which is nothing.
struct ReceivePattern {
    float knots_per_chord2;
    std::vector<float> above_floor;
};
/// Linear between knots; nothing from the near angle on.
double above_floor(const ReceivePattern& pattern, double squared_chord);
ReceivePattern receive_pattern(const RadioModel& radio, std::size_t payload, std::size_t carrier);

}  // namespace d2c
