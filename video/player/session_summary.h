#pragma once
// From the times of a playback to the figures of a session. Included by this folder's players only.

#include <cstdint>
#include <span>

#include "video/player/player_engine.h"

namespace d2c::detail {

/// Figures of a session that began at `start_s`; `rungs` holds the rung of each segment received. `rate_ends_s`: when nothing can come any
/// more; only asked where the viewer does not leave before.
SessionResult summarise(double rate_ends_s, const SessionPlan& plan, const Playback& playback, const Ending& ending,
                        std::span<const std::uint16_t> rungs, double start_s, double leaves_s);

}  // namespace d2c::detail
