#pragma once
// The tries of one phone in one window: messages, transfers, calls and video sessions on its link over time.

#include <cstdint>
#include <span>

#include "scenarios/study.h"
#include "video/player/session_plan.h"
#include "video/rate_trace.h"
#include "world/watch/tally.h"

namespace d2c {

/// What a phone has over a window.
struct PhoneLink {
    const RateTrace* data = nullptr;  ///< down, nothing while the uplink could not acknowledge a video download
    std::span<const RateSegment> voice_down, voice_up;
    Metres longest_range{0.0};  ///< to the satellites that serve it
};
/// Who tries, in which window: the identity of its draws.
struct Viewer {
    std::uint64_t seed, phone_draw_id;
    std::uint32_t window_key;
};

/// Tries of one phone in a window of that length, by service.
std::array<std::uint32_t, kMaximumServices> tries_in_window(const ServicesConfig& services, double window_s);

/// Sessions start one after the other from the window's beginning, as many as fit; messages, transfers and calls at drawn moments early
/// enough to be judged. Each session is tried at every rung by itself (a rung counts as held with any higher one), and once with the
/// throughput rule. No service's draws depend on another's.
void try_services(const PhoneLink& link, const SessionPlan& sessions, const ServicesConfig& services, double window_s, const Viewer& viewer,
                  SpotTally& tally);

}  // namespace d2c
