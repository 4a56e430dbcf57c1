#pragma once
// A video player in event time on a given rate: start-up, stalls, a bounded buffer. Pure: same trace, same session.

#include <cstddef>
#include <limits>
#include <optional>

#include "video/player/session_plan.h"
#include "video/rate_trace.h"

namespace d2c {

struct SessionResult {
    bool started = false;
    bool finished = false;   ///< all of the film was played
    double startup_s = 0.0;  ///< from the request to the first picture; if that never came, the time waited
    double stall_s = 0.0;    ///< after the first picture
    double played_s = 0.0;   ///< of film
    int stall_events = 0;
    double mean_played_kbps = 0.0;  ///< nominal bit rate of what was played, over played_s + stall_s
    int switches = 0;               ///< changes of rung between segments played one after the other
    double stall_share = 0.0;       ///< stall_s / (stall_s + played_s); 0 if nothing was played
};

struct PlayOptions {
    /// Wall time after which the viewer leaves [s]. Without it a session whose trace ends is over when its buffer is empty, or at the
    /// trace's end if that is later.
    double give_up_after_s = std::numeric_limits<double>::infinity();
    /// Ends as soon as the session can no longer succeed (start-up or stall over the service's limit); the figures then are those so far.
    bool stop_when_failed = false;
    /// A segment of the trace that begins no later than the session: saves walking to it.
    std::size_t trace_segment = 0;
};

/// One session of `plan` at a fixed rung, requested at `start_s` of the trace. Segments are downloaded one after the other, each request as
/// soon as its segment fits below the maximum buffer; playing starts, and goes on after a stall, once the start-up buffer is there.
/// Precondition: rung < plan.rung_count(), start_s is not NaN.
SessionResult play_fixed_rung(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s,
                              const PlayOptions& options = {});
/// As above, for a single session.
Result<SessionResult> play_fixed_rung(const RateTrace& trace, const Ladder& ladder, std::size_t rung, const VideoService& service,
                                      double start_s);

/// The rule "video here" for one session: all played, start-up and stall share within the service's limits.
bool session_succeeds(const SessionResult& session, const VideoService& service);
/// The same verdict at a fixed rung, by exact bounds where they suffice and else by playing until the verdict is certain.
bool rung_succeeds(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s);
/// Index of the highest rung at which a session started at `start_s` succeeds, -1 if none does. Lower rungs count as held with it: whoever
/// can watch 480p need not watch 360p. (A lower rung alone may just fail where a higher one just passes: it starts sooner, so the same
/// outage costs it more stall and less start-up. So rungs are tried from the top, and nothing rests on monotonicity.)
int highest_rung_held(const RateTrace& trace, const SessionPlan& plan, double start_s);

}  // namespace d2c
