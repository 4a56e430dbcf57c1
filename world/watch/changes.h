#pragma once
// What a phone's changes of satellite cost it, counted from its samples.

#include <cstdint>
#include <span>

#include "world/watch/rate_line.h"
#include "world/watch/tally.h"

namespace d2c {

/// Time without data at the change from a sample's satellite to the next sample's, as the rate has it: the interruption, or what lies
/// between the setting of the one and the rising of the other where that is longer [s].
double dark_at_change_s(const LinkSample& before, double step_s);

/// Adds handovers, their interruptions, ping-pongs and the time without a serving satellite over the first `steps` samples, each of which
/// stands for the step up to the next sample (there is one more). A handover goes from one satellite to another within a step. It is a
/// ping-pong if it leads back to the satellite left by the handover before, at most `ping_pong_s` ago; both instants are known to the step.
void count_changes(std::span<const LinkSample> samples, std::size_t steps, double step_s, double ping_pong_s, SpotTally& tally);

}  // namespace d2c
