#include "video/player/session_summary.h"

namespace d2c::detail {
namespace {

/// When the viewer is gone from a session that was not played to its end [s].
double end_of_unfinished(double rate_ends_s, const SessionPlan& plan, const Playback& playback, const Ending& ending, double start_s,
                         double leaves_s) {
    if (ending.failed) return ending.now_s;
    if (leaves_s < RateTrace::kNever) return leaves_s;
    double end_s = std::max(start_s, rate_ends_s);
    if (const std::size_t last = playback.settled(); last > 0) {
        end_s = std::max(end_s, playback.played_from_s(last - 1) + plan.media_s(last) - plan.media_s(last - 1));
    }
    return end_s;
}

}  // namespace

SessionResult summarise(double rate_ends_s, const SessionPlan& plan, const Playback& playback, const Ending& ending,
                        std::span<const std::uint16_t> rungs, double start_s, double leaves_s) {
    const std::size_t count = plan.segment_count();
    const std::size_t settled = playback.settled();
    SessionResult result;
    double end_s = 0.0;
    if (settled == count) {
        end_s = playback.played_from_s(count - 1) + plan.media_s(count) - plan.media_s(count - 1);
        result.finished = !ending.failed && end_s <= leaves_s;
    }
    if (!result.finished) end_s = end_of_unfinished(rate_ends_s, plan, playback, ending, start_s, leaves_s);
    if (settled == 0 || playback.played_from_s(0) > end_s) {
        result.startup_s = end_s - start_s;
        return result;
    }
    result.started = true;
    result.startup_s = playback.startup_s();

    double bits = 0.0;
    double runs_dry_s = playback.played_from_s(0);
    for (std::size_t i = 0; i < settled && playback.played_from_s(i) < end_s; ++i) {
        const double from_s = playback.played_from_s(i);
        if (from_s > runs_dry_s) {
            result.stall_s += from_s - runs_dry_s;
            ++result.stall_events;
        }
        const double length_s = plan.media_s(i + 1) - plan.media_s(i);
        const double played_s = std::min(length_s, end_s - from_s);
        result.played_s += played_s;
        bits += played_s * plan.bitrate_bps(rungs[i]);
        if (i > 0 && rungs[i] != rungs[i - 1]) ++result.switches;
        // The engine's own sum, so that a segment in time shows no gap from rounding.
        runs_dry_s = from_s + plan.segment_s();
    }
    if (result.finished) {
        result.played_s = plan.service().session_s;
    } else if (end_s > runs_dry_s) {
        result.stall_s += end_s - runs_dry_s;
        ++result.stall_events;
    }
    const double watched_s = result.played_s + result.stall_s;
    if (watched_s > 0.0) {
        result.mean_played_kbps = bits / watched_s / 1e3;
        result.stall_share = result.stall_s / watched_s;
    }
    return result;
}

}  // namespace d2c::detail
