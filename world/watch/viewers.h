#pragma once
// The tries of one phone in one window: text messages and video sessions on its rate over time.

#include <cstdint>

#include "scenarios/study.h"
#include "video/player/session_plan.h"
#include "video/rate_trace.h"
#include "world/watch/tally.h"

namespace d2c {

/// Sessions start one after the other from the window's beginning, as many as fit; messages at drawn moments early enough to be judged.
/// Each session is tried at every rung by itself (a rung counts as held with any higher one), and once with the throughput rule.
void watch_and_text(const RateTrace& trace, const SessionPlan& sessions, const ServicesConfig& services, double window_s,
                    std::uint64_t seed, std::uint64_t phone_draw_id, std::uint32_t window_key, SpotTally& tally);

}  // namespace d2c
