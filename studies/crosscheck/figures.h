#pragma once
// A window of one phone, as each engine tells it.

#include <span>

#include "results/journeys/rows.h"
#include "studies/crosscheck/pairing.h"
#include "video/player/session_plan.h"
#include "video/rate_trace.h"

namespace d2c {

/// The world engine's: `link` is the phone's rate down from the window's start, `events` what its state machine did. A film is asked for at
/// the start and watched by the throughput rule until the window ends. Goodput is what the link could carry, over the whole window.
EngineFigures world_figures(std::span<const RateSegment> link, std::span<const results::JourneyEventRow> events, const SessionPlan& film,
                            double duration_s);

}  // namespace d2c
