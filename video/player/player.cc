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
    Bounds(const RateTrace& trace, const SessionPlan& plan, double start_s, const RateTrace::Range& range)
        : trace_{trace}, plan_{plan}, start_s_{start_s}, range_{range} {}

    /// Of the lowest `candidates` rungs those that the highest rate, if it held all the time, could bring.
    std::size_t within_highest_rate(std::size_t candidates) const {
        const double max_startup_s = plan_.service().max_startup_s;
        const double all_s = plan_.media_s(plan_.segment_count() - 1) + max_startup_s + plan_.stall_budget_s();
        while (candidates > 0 && (range_.highest_bps * max_startup_s < plan_.startup_bits(candidates - 1) * (1.0 - kSlack) ||
                                  range_.highest_bps * all_s < plan_.total_bits(candidates - 1) * (1.0 - kSlack)))
            --candidates;
        return candidates;
    }
    /// Rungs, from `candidates` of the lowest on, for which too few bits come in time whatever the player does, are left out; returns how
    /// many are left. At time t a session that will succeed has played up to t less start-up and stall limits, so it has the segment there.
    std::size_t left_over(std::size_t candidates) const {
        const double limit_s = plan_.service().max_startup_s + plan_.stall_budget_s();
        const double startup_bits = trace_.bits_between(start_s_, start_s_ + plan_.service().max_startup_s);
        while (candidates > 0 && startup_bits < plan_.startup_bits(candidates - 1) * (1.0 - kSlack)) --candidates;
        if (candidates == 0) return 0;
        const double all_bits = trace_.bits_between(start_s_, start_s_ + plan_.media_s(plan_.segment_count() - 1) + limit_s);
        while (candidates > 0 && all_bits < plan_.total_bits(candidates - 1) * (1.0 - kSlack)) --candidates;
        const std::span<const double> times_s = trace_.times_s();
        const double bits_at_start = trace_.bits_between(times_s[0], start_s_);
        const double segments_per_s = 1.0 / plan_.segment_s();
        for (std::size_t i = range_.first; candidates > 0 && i < times_s.size(); ++i) {
            // A slack of a microsecond keeps rounding from asking for the next segment too soon.
            const double played_s = times_s[i] - start_s_ - limit_s - 1e-6;
            if (played_s < 0.0) continue;
            const auto segment = static_cast<std::size_t>(played_s * segments_per_s);
            if (segment + 1 >= plan_.segment_count()) break;
            const double bits = trace_.bits_until_times()[i] - bits_at_start;
            while (candidates > 0 && bits < plan_.bits_before(candidates - 1, segment + 1) * (1.0 - kSlack)) --candidates;
        }
        return candidates;
    }
    /// The lowest rate brings the start-up in time and sustains the rung over the dark moments.
    bool must_succeed(std::size_t rung) const {
        return range_.lowest_lit_bps > plan_.sustaining_bps(rung, range_.dark_s * (1.0 + kSlack)) &&
               plan_.startup_bits(rung) < range_.lowest_lit_bps * (plan_.service().max_startup_s * (1.0 - kSlack) - range_.dark_s);
    }

  private:
    static constexpr double kSlack = 1e-9;  // far above rounding: a close case is played
    const RateTrace& trace_;
    const SessionPlan& plan_;
    double start_s_;
    const RateTrace::Range& range_;
};

bool share_is_within(double stall_s, double played_s, double max_stall_share) { return stall_s / (stall_s + played_s) <= max_stall_share; }

bool plays_through(const RateTrace& trace, const SessionPlan& plan, std::size_t rung, double start_s, std::size_t first) {
    detail::Playback playback{plan, start_s};
    const detail::Ending ending = detail::run(
        playback, trace, plan, start_s, RateTrace::kNever, true, [rung](std::size_t, double&) { return rung; }, [](double, double) {},
        first);
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
        [](double, double) {}, options.trace_segment);
    std::array<std::uint16_t, detail::Playback::kMostSegments> rungs;
    std::fill_n(rungs.begin(), plan.segment_count(), static_cast<std::uint16_t>(rung));
    return detail::summarise(trace.end_s(), plan, playback, ending, rungs, start_s, leaves_s);
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
    if (trace.empty() || !std::isfinite(start_s)) return false;
    const RateTrace::Range range = trace.range(start_s, start_s + plan.verdict_wall_s());
    const Bounds bounds{trace, plan, start_s, range};
    return bounds.left_over(rung + 1) > rung && (bounds.must_succeed(rung) || plays_through(trace, plan, rung, start_s, range.first));
}

int highest_rung_held(const RateTrace& trace, const SessionPlan& plan, double start_s) {
    if (trace.empty() || !std::isfinite(start_s)) return -1;
    return detail::highest_rung_held(trace, plan, start_s, trace.range(start_s, start_s + plan.verdict_wall_s()));
}

int detail::highest_rung_held(const RateTrace& trace, const SessionPlan& plan, double start_s, const RateTrace::Range& range) {
    const Bounds bounds{trace, plan, start_s, range};
    const std::size_t reachable = bounds.within_highest_rate(plan.rung_count());
    if (reachable > 0 && bounds.must_succeed(reachable - 1)) return static_cast<int>(reachable) - 1;
    for (std::size_t rung = reachable == 0 ? 0 : bounds.left_over(reachable); rung-- > 0;) {
        if (bounds.must_succeed(rung) || plays_through(trace, plan, rung, start_s, range.first)) return static_cast<int>(rung);
    }
    return -1;
}

}  // namespace d2c
