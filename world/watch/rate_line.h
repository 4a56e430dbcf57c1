#pragma once
// From rates at steps to a rate over time: what happens between two samples.

#include <cstdint>
#include <span>
#include <vector>

#include "video/rate_trace.h"

namespace d2c {

/// A phone's link at one step.
struct LinkSample {
    std::int32_t satellite = -1;  ///< row of the sky, -1 none
    double rate_bps = 0.0;        ///< the phone's own share
    double crossing = 0.5;  ///< where between this step and the next the satellite crosses its elevation mask, if it is new or gone then
};

/// Between two samples of one satellite the rate is linear. A satellite that sets, or rises where there was none, holds its rate up to,
/// or from, the crossing of its mask. From one satellite to another the change is half-way, with no data for `interruption_s`.
/// `segments` is replaced.
void rate_segments(std::span<const LinkSample> samples, double step_s, double interruption_s, std::vector<RateSegment>& segments);

}  // namespace d2c
