#include "video/player.h"

#include <cstdint>
#include <string>

#include "video/player_engine.h"
#include "video/session_summary.h"

namespace d2c {
namespace {

/// Facts about the trace that settle most verdicts without playing.
class Bounds {
  public:
    Bounds(const RateTrace& trace, const SessionPlan& plan, double start_s)
        : trace_{trace},
          plan_{plan},
          start_s_{start_s},
          startup_bits_{trace.bits_between(start_s, start_s + plan.service().max_startup_s)} {
        // The last segment is played, at the latest, from here on.
        const double last_s = plan.media_s(plan.segment_count() - 1) + plan.service().max_startup_s + plan.stall_budget_s();
        all_bits_ = trace.bits_between(start_s, start_s + last_s);
    }

    /// Too few bits come in time, whatever the player does.
    bool must_fail(std::size_t rung) const {
        return startup_bits_ < plan_.startup_bits(rung) * (1.0 - kSlack) || all_bits_ < plan_.total_bits(rung) * (1.0 - kSlack);
    }
    /// The rate is never below that of the largest segment: each download is done within its segment's length, so after the start-up the
    /// buffer never shrinks below one segment (given room for two).
    bool must_succeed(std::size_t rung) {
        const VideoService& service = plan_.service();
        if (service.maximum_buffer_s < 2.0 * plan_.segment_s()) return false;
        if (lowest_bps_ < 0.0) lowest_bps_ = trace_.lowest_bps(start_s_, start_s_ + plan_.verdict_wall_s());
        return lowest_bps_ > plan_.peak_bps(rung) * (1.0 + kSlack) &&
               plan_.startup_bits(rung) < lowest_bps_ * service.max_startup_s * (1.0 - kSlack);
    }

  private:
    static constexpr double kSlack = 1e-9;  // far above rounding: a close case is played
    const RateTrace& trace_;
    const SessionPlan& plan_;
    double start_s_, startup_bits_, all_bits_ = 0.0, lowest_bps_ = -1.0;
};

bool share_is_within(double stall_s, double played_s, double max_stall_share) { return stall_s / (stall_s + played_s) <= max_stall_share; }

bool plays_through(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s) {
    detail::Playback playback{plan, start_s};
    const detail::Ending ending = detail::run(
        playback, trace, plan, start_s, RateTrace::kNever, true, [rung](std::size_t) { return rung; }, [](double, double) {});
    return ending.received && !ending.failed && playback.startup_s() <= plan.service().max_startup_s &&
           share_is_within(playback.stall_s(), plan.service().session_s, plan.service().max_stall_share);
}

}  // namespace

SessionResult play_fixed_rung(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s,
                              const PlayOptions& options) {
    detail::Playback playback{plan, start_s};
    const double leaves_s = start_s + options.give_up_after_s;
    const detail::Ending ending = detail::run(
        playback, trace, plan, start_s, leaves_s, options.stop_when_failed, [rung](std::size_t) { return rung; }, [](double, double) {});
    std::array<std::uint16_t, detail::Playback::kMostSegments> rungs;
    std::fill_n(rungs.begin(), plan.segment_count(), static_cast<std::uint16_t>(rung));
    return detail::summarise(trace, plan, playback, ending, rungs, start_s, leaves_s);
}

Result<SessionResult> play_fixed_rung(const RateTrace& trace, const Ladder& ladder, std::size_t rung, const VideoService& service,
                                      double start_s) {
    const Result<SessionPlan> plan = SessionPlan::create(ladder, service);
    if (!plan) return plan.faults();
    if (!(rung < ladder.rungs.size())) return Fault{"", 0, "rung", std::to_string(rung), "below " + std::to_string(ladder.rungs.size())};
    if (!std::isfinite(start_s)) return Fault{"", 0, "start_s", std::to_string(start_s), "a finite time [s]"};
    return play_fixed_rung(trace, *plan, rung, start_s);
}

bool session_succeeds(const SessionResult& session, const VideoService& service) {
    return session.finished && session.startup_s <= service.max_startup_s &&
           share_is_within(session.stall_s, session.played_s, service.max_stall_share);
}

bool rung_succeeds(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s) {
    Bounds bounds{trace, plan, start_s};
    return !bounds.must_fail(rung) && (bounds.must_succeed(rung) || plays_through(trace, plan, rung, start_s));
}

int highest_rung_held(const RateTrace& trace, const SessionPlan& plan, double start_s) {
    Bounds bounds{trace, plan, start_s};
    for (std::size_t rung = plan.rung_count(); rung-- > 0;) {
        if (bounds.must_fail(rung)) continue;
        if (bounds.must_succeed(rung) || plays_through(trace, plan, rung, start_s)) return static_cast<int>(rung);
    }
    return -1;
}

}  // namespace d2c
