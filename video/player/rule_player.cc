#include "video/player/rule_player.h"

#include <cstdint>
#include <string>

#include "video/player/player_engine.h"
#include "video/player/rule_chooser.h"
#include "video/player/session_summary.h"

namespace d2c {

abr::Movie movie_of(const SessionPlan& plan) {
    abr::Movie movie;
    movie.segment_ms = plan.segment_s() * 1e3;
    for (std::size_t q = 0; q < plan.rung_count(); ++q) movie.bitrates_kbps.push_back(plan.bitrate_bps(q) * 1e-3);
    movie.sizes_bits.assign(plan.segment_count(), std::vector<double>(plan.rung_count()));
    for (std::size_t q = 0; q < plan.rung_count(); ++q) {
        for (std::size_t i = 0; i < plan.segment_count(); ++i) movie.sizes_bits[i][q] = plan.sizes_bits(q)[i];
    }
    return movie;
}

Result<SessionResult> play_by_rule(const RateTrace& trace, const SessionPlan& plan, abr::RuleKind kind, double start_s,
                                   const PlayOptions& options) {
    const abr::Movie movie = movie_of(plan);
    Faults faults = abr::validate(movie, "plan");
    if (!std::isfinite(start_s)) faults.push_back({"", 0, "start_s", std::to_string(start_s), "a finite time [s]"});
    if (!faults.empty()) return faults;

    const std::unique_ptr<abr::Rule> rule = abr::make_rule(kind, movie, plan.service().maximum_buffer_s * 1e3);
    detail::Playback playback{plan, start_s};
    detail::RuleChooser chooser{plan, movie, *rule, start_s};
    std::array<std::uint16_t, detail::Playback::kMostSegments> rungs;
    const auto choose = [&](std::size_t i, double& request_s) {
        const std::size_t rung = chooser.choose(playback, i, request_s);
        rungs[i] = static_cast<std::uint16_t>(rung);
        return rung;
    };
    const auto measured = [&](double bits, double seconds) { chooser.measured(bits, seconds, 0.0); };
    const double leaves_s = start_s + options.give_up_after_s;
    const detail::Ending ending = detail::run(playback, trace, plan, start_s, leaves_s, options.stop_when_failed, choose, measured);
    return detail::summarise(trace.end_s(), plan, playback, ending, rungs, start_s, leaves_s);
}

}  // namespace d2c
