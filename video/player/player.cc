#include "video/player/player.h"

#include <cstdint>
#include <string>

#include "video/player/player_engine.h"
#include "video/player/session_summary.h"

namespace d2c {
namespace {

/// Facts about the trace that settle most verdicts without playing.
class Bounds {
  public:
    Bounds(const RateTrace& trace, const SessionPlan& plan, double start_s) : trace_{trace}, plan_{plan}, start_s_{start_s} {}

    /// Rungs, from `candidates` of the lowest on, for which too few bits come in time whatever the player does, are left out; returns how
    /// many are left. At time t a session that will succeed has played up to t less start-up and stall limits, so it has the segment there.
    std::size_t left_over(std::size_t candidates) const {
        if (trace_.empty() || !std::isfinite(start_s_)) return 0;
        const double limit_s = plan_.service().max_startup_s + plan_.stall_budget_s();
        const double startup_bits = trace_.bits_between(start_s_, start_s_ + plan_.service().max_startup_s);
        while (candidates > 0 && startup_bits < plan_.startup_bits(candidates - 1) * (1.0 - kSlack)) --candidates;
        if (candidates == 0) return 0;
        const double all_bits = trace_.bits_between(start_s_, start_s_ + plan_.media_s(plan_.segment_count() - 1) + limit_s);
        while (candidates > 0 && all_bits < plan_.total_bits(candidates - 1) * (1.0 - kSlack)) --candidates;
        const std::span<const double> times_s = trace_.times_s();
        const double bits_at_start = trace_.bits_between(times_s[0], start_s_);
        auto time = std::upper_bound(times_s.begin(), times_s.end(), start_s_ + limit_s);
        for (; candidates > 0 && time != times_s.end(); ++time) {
            // A slack of a microsecond keeps rounding from asking for the next segment too soon.
            const double played_s = *time - start_s_ - limit_s - 1e-6;
            if (played_s < 0.0) continue;
            const auto segment = static_cast<std::size_t>(played_s / plan_.segment_s());
            if (segment + 1 >= plan_.segment_count()) break;
            const double bits = trace_.bits_until_times()[static_cast<std::size_t>(time - times_s.begin())] - bits_at_start;
            while (candidates > 0 && bits < plan_.bits_before(candidates - 1, segment + 1) * (1.0 - kSlack)) --candidates;
        }
        return candidates;
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
    double start_s_, lowest_bps_ = -1.0;
};

bool share_is_within(double stall_s, double played_s, double max_stall_share) { return stall_s / (stall_s + played_s) <= max_stall_share; }

bool plays_through(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s) {
    detail::Playback playback{plan, start_s};
    const detail::Ending ending = detail::run(
        playback, trace, plan, start_s, RateTrace::kNever, true, [rung](std::size_t, double&) { return rung; }, [](double, double) {});
    return ending.received && !ending.failed && playback.startup_s() <= plan.service().max_startup_s &&
           share_is_within(playback.stall_s(), plan.service().session_s, plan.service().max_stall_share);
}

}  // namespace

SessionResult play_fixed_rung(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s,
                              const PlayOptions& options) {
    detail::Playback playback{plan, start_s};
    const double leaves_s = start_s + options.give_up_after_s;
    const detail::Ending ending = detail::run(
        playback, trace, plan, start_s, leaves_s, options.stop_when_failed, [rung](std::size_t, double&) { return rung; },
        [](double, double) {});
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
    return bounds.left_over(rung + 1) > rung && (bounds.must_succeed(rung) || plays_through(trace, plan, rung, start_s));
}

int highest_rung_held(const RateTrace& trace, const SessionPlan& plan, double start_s) {
    Bounds bounds{trace, plan, start_s};
    for (std::size_t rung = bounds.left_over(plan.rung_count()); rung-- > 0;) {
        if (bounds.must_succeed(rung) || plays_through(trace, plan, rung, start_s)) return static_cast<int>(rung);
    }
    return -1;
}

}  // namespace d2c
