#include "video/player/session_verdict.h"

#include <cmath>
#include <optional>

#include "video/player/player_engine.h"

namespace d2c {
namespace {

constexpr double kSlack = 1e-9;  // far above rounding: a close case is played

/// The rung of every segment but the first, where the range of the rate leaves only one, and brings all of them in time. A download's time
/// per bit lies between those at the highest and the lowest rate, plus what the dark moments add to a rung's smallest segment; a mean of
/// such times lies there too.
std::optional<std::size_t> steady_rung(const RateTrace& trace, const SessionPlan& plan, const ThroughputRule& rule, double start_s,
                                       const RateTrace::Range& range) {
    const double lowest_bps = range.lowest_lit_bps, dark_s = range.dark_s;
    if (!(lowest_bps > 0.0) || !(range.highest_bps > 0.0)) return std::nullopt;
    std::size_t rung = plan.rung_count();
    double longest_s_per_bit = 0.0;
    do {
        if (rung-- == 0) return std::nullopt;
        longest_s_per_bit = 1.0 / lowest_bps + dark_s / plan.least_bits(rung);
    } while (plan.bitrate_bps(rung) * longest_s_per_bit > rule.safety_factor * (1.0 - kSlack));
    const bool top = rung + 1 == plan.rung_count();
    if (!top && !(plan.bitrate_bps(rung + 1) > rule.safety_factor * range.highest_bps * (1.0 + kSlack))) return std::nullopt;
    if (!(lowest_bps > plan.sustaining_bps(rung, dark_s * (1.0 + kSlack))) ||
        !(plan.startup_bits(rung) < lowest_bps * (plan.service().max_startup_s * (1.0 - kSlack) - dark_s)))
        return std::nullopt;
    // The first download is so small that a dark moment may cost it a rung: it is played.
    const double bits = plan.sizes_bits(0)[0];
    const double received_s = RateTrace::Walk{trace, range.first}.time_when_received(start_s, bits);
    ThroughputEstimate first{rule};
    first.add(bits, received_s - start_s);
    return first.choose(plan) == rung ? std::optional{rung} : std::nullopt;
}

}  // namespace

SessionVerdict judge_session(const RateTrace& trace, const SessionPlan& plan, const ThroughputRule& rule, double start_s) {
    SessionVerdict verdict;
    if (trace.empty() || !std::isfinite(start_s)) return verdict;
    const RateTrace::Range range = trace.range(start_s, start_s + plan.verdict_wall_s());
    if (!(range.highest_bps > 0.0)) return verdict;
    verdict.highest_rung = detail::highest_rung_held(trace, plan, start_s, range);
    if (const auto rung = steady_rung(trace, plan, rule, start_s, range)) {
        verdict.played_s = plan.service().session_s;
        verdict.mean_played_kbps = plan.steady_kbps(*rung);
        return verdict;
    }
    const SessionResult seen = play_adaptive(
        trace, plan, rule, start_s, {.give_up_after_s = plan.verdict_wall_s(), .stop_when_failed = false, .trace_segment = range.first});
    verdict.played_s = seen.played_s;
    verdict.stall_s = seen.stall_s;
    verdict.mean_played_kbps = seen.mean_played_kbps;
    return verdict;
}

}  // namespace d2c
