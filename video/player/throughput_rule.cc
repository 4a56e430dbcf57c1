#include "video/player/throughput_rule.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "video/player/player_engine.h"
#include "video/player/session_summary.h"

namespace d2c {

Faults validate(const ThroughputRule& rule, const std::string& where) {
    Faults faults;
    if (!(rule.window >= 1 && rule.window <= ThroughputRule::kLargestWindow))
        faults.push_back({"", 0, where + ".window", std::to_string(rule.window), "1 to 32"});
    if (!(rule.safety_factor > 0.0 && rule.safety_factor <= 1.0))
        faults.push_back({"", 0, where + ".safety_factor", std::to_string(rule.safety_factor), "above 0, up to 1"});
    return faults;
}

SessionResult play_adaptive(const RateTrace& trace, const SessionPlan& plan, const ThroughputRule& rule, double start_s,
                            const PlayOptions& options) {
    detail::Playback playback{plan, start_s};
    ThroughputEstimate estimate{rule};
    std::array<std::uint16_t, detail::Playback::kMostSegments> rungs;
    const double leaves_s = start_s + options.give_up_after_s;
    const detail::Ending ending = detail::run(
        playback, trace, plan, start_s, leaves_s, options.stop_when_failed,
        [&](std::size_t i, double&) { return static_cast<std::size_t>(rungs[i] = static_cast<std::uint16_t>(estimate.choose(plan))); },
        [&](double bits, double seconds) { estimate.add(bits, seconds); }, options.trace_segment);
    return detail::summarise(trace.end_s(), plan, playback, ending, rungs, start_s, leaves_s);
}

}  // namespace d2c
