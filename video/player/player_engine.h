#pragma once
// The player itself, for any choice of rungs. Included by this folder's players only.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

#include "video/player/player.h"

namespace d2c::detail {

/// What became of the segments of a session, as times of the trace [s].
class Playback {
  public:
    static constexpr std::size_t kMostSegments = 4096;  // the limit that `validate` sets

    Playback(const SessionPlan& plan, double start_s) : plan_{plan}, single_{plan.startup_segments() == 1}, start_s_{start_s} {}

    /// Earliest request of segment `i`: the download before is done, and the segment fits below the maximum buffer.
    double request_s(std::size_t i) const {
        const double free_s = i == 0 ? start_s_ : received_s_[i - 1];
        const SessionPlan::Room& room = plan_.room(i);
        if (played_ <= room.segment) return free_s;
        return std::max(free_s, played_from_s_[room.segment] + room.offset_s);
    }
    /// Segment `i` is there: settles from when each segment is played as far as that is certain now.
    void receive(std::size_t i, double at_s) {
        received_s_[i] = at_s;
        if (single_) {
            double from_s = at_s;
            if (i > 0) {
                const double due_s = played_from_s_[i - 1] + plan_.segment_s();
                if (at_s <= due_s) {
                    from_s = due_s;
                } else {
                    stall_s_ += at_s - due_s;
                }
            }
            played_from_s_[i] = from_s;
            played_ = i + 1;
            return;
        }
        for (; played_ <= i; ++played_) {
            const std::size_t enough = std::min(played_ + plan_.startup_segments() - 1, plan_.segment_count() - 1);
            if (played_ > 0) {
                const double due_s = played_from_s_[played_ - 1] + plan_.segment_s();
                if (received_s_[played_] <= due_s) {
                    played_from_s_[played_] = due_s;
                    continue;
                }
                if (i < enough) return;
                played_from_s_[played_] = received_s_[enough];
                stall_s_ += played_from_s_[played_] - due_s;
            } else {
                if (i < enough) return;
                played_from_s_[0] = received_s_[enough];
            }
        }
    }
    bool started() const { return played_ > 0; }
    double startup_s() const { return played_from_s_[0] - start_s_; }
    /// Stalls that are over [s].
    double stall_s() const { return stall_s_; }
    /// Segments whose time of playing is settled; `played_from_s` of those.
    std::size_t settled() const { return played_; }
    double played_from_s(std::size_t i) const { return played_from_s_[i]; }
    /// Place in the film that is shown at `at_s` [s].
    double playhead_s(double at_s) const {
        std::size_t i = played_;
        while (i > 0 && played_from_s_[i - 1] > at_s) --i;
        return i == 0 ? 0.0 : plan_.media_s(i - 1) + std::min(at_s - played_from_s_[i - 1], plan_.segment_s());
    }

  private:
    const SessionPlan& plan_;
    const bool single_;  // one segment is enough to play: it is shown when it is there, or due
    double start_s_;
    std::size_t played_ = 0;
    double stall_s_ = 0.0;
    std::array<double, kMostSegments> received_s_, played_from_s_;  // not initialised: only what was set is read
};

/// How a run of the player ended.
struct Ending {
    bool received = false;  ///< all segments are there
    bool failed = false;    ///< stopped, as the session can no longer succeed
    double now_s;           ///< time of the last event [s]
};

/// Downloads and plays segment after segment; `choose(i, request_s)` gives the rung of segment `i` when it is requested, and may put the
/// request off; `measured(bits, seconds)` hears of each download. Ends with the last segment, at the trace's end, after `leaves_s`, or at
/// once on failure if asked to. Segment `first` of the trace is that of `start_s`, or one before it.
template <class Choose, class Measured>
Ending run(Playback& playback, const RateTrace& trace, const SessionPlan& plan, double start_s, double leaves_s, bool stop_when_failed,
           Choose&& choose, Measured&& measured, std::size_t first = 0) {
    // Past rounding, a stall over the budget is over the share.
    const double budget_s = plan.stall_budget_s() * (1.0 + 1e-9) + 1e-9;
    const double max_startup_s = plan.service().max_startup_s;
    RateTrace::Walk walk{trace, first};
    Ending ending{.now_s = start_s};
    for (std::size_t i = 0; i < plan.segment_count(); ++i) {
        double request_s = playback.request_s(i);
        const double bits = plan.sizes_bits(choose(i, request_s))[i];
        const double received_s = walk.time_when_received(request_s, bits);
        if (!(received_s < RateTrace::kNever)) return ending;
        measured(bits, received_s - request_s);
        playback.receive(i, received_s);
        ending.now_s = received_s;
        ending.failed = stop_when_failed && (playback.started() ? playback.startup_s() > max_startup_s || playback.stall_s() > budget_s
                                                                : received_s - start_s > max_startup_s);
        if (ending.failed || received_s >= leaves_s) return ending;
    }
    ending.received = true;
    return ending;
}

/// As `d2c::highest_rung_held`, for a trace that is not empty and a start that is finite; `range` is that of the trace from `start_s` for
/// `plan.verdict_wall_s()`.
int highest_rung_held(const RateTrace& trace, const SessionPlan& plan, double start_s, const RateTrace::Range& range);

}  // namespace d2c::detail
