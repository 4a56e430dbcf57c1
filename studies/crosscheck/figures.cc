#include "studies/crosscheck/figures.h"

#include "roaming/machine/event.h"
#include "video/player/throughput_rule.h"

namespace d2c {

EngineFigures world_figures(std::span<const RateSegment> link, std::span<const results::JourneyEventRow> events, const SessionPlan& film,
                            double duration_s) {
    EngineFigures figures;
    const auto set = [&](CrosscheckFigure figure, double value) { figures[static_cast<std::size_t>(figure)] = value; };
    RateTrace trace;
    trace.assign(link);
    set(CrosscheckFigure::kGoodput, trace.bits_between(0.0, duration_s) / duration_s);
    PlayOptions options;
    options.give_up_after_s = duration_s;
    const SessionResult session = trace.empty() ? SessionResult{} : play_adaptive(trace, film, ThroughputRule{}, 0.0, options);
    set(CrosscheckFigure::kWatched, session.played_s);
    if (session.started) {
        set(CrosscheckFigure::kStallShare, session.stall_share);
        set(CrosscheckFigure::kStartup, session.startup_s);
    }
    int handovers = 0;
    double interrupted_s = 0.0;
    for (const results::JourneyEventRow& event : events) {
        if (event.kind != to_string(EventKind::kHandoverCompleted) || !event.interruption_ms) continue;
        ++handovers;
        interrupted_s += 1e-3 * *event.interruption_ms;
    }
    set(CrosscheckFigure::kHandovers, handovers);
    if (handovers > 0) set(CrosscheckFigure::kInterruption, interrupted_s / handovers);
    return figures;
}

}  // namespace d2c
