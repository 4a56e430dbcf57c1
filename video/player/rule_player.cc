#include "video/player/rule_player.h"

#include <cstdint>
#include <string>

#include "video/abr/throughput_estimate.h"
#include "video/player/player_engine.h"
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
    abr::ThroughputEstimate estimate{movie.segment_ms};
    detail::Playback playback{plan, start_s};
    std::array<std::uint16_t, detail::Playback::kMostSegments> rungs;
    abr::Download download;
    double free_s = start_s;  // end of the download before
    const auto situation = [&](std::size_t segment, double at_s) {
        return abr::Situation{segment, (plan.media_s(segment) - playback.playhead_s(at_s)) * 1e3, estimate.throughput_kbps(),
                              estimate.latency_ms()};
    };
    const auto choose = [&](std::size_t i, double& request_s) {
        abr::Choice choice;
        if (i > 0) {
            // What is over is told of here, where the playhead is known.
            rule->downloaded(download, situation(i, free_s));
            estimate.add(download.elapsed_ms, download.received_bits / download.elapsed_ms, 0.0);
            if (request_s > free_s) rule->waited((request_s - free_s) * 1e3);
            choice = rule->choose(situation(i, request_s));
            request_s += choice.wait_ms * 1e-3;
        }
        download = {.segment = i, .rung = choice.rung, .size_bits = plan.sizes_bits(choice.rung)[i]};
        free_s = request_s;
        rungs[i] = static_cast<std::uint16_t>(choice.rung);
        return choice.rung;
    };
    const auto measured = [&](double bits, double seconds) {
        download.received_bits = bits;
        download.elapsed_ms = seconds * 1e3;
        free_s += seconds;
    };
    const double leaves_s = start_s + options.give_up_after_s;
    const detail::Ending ending = detail::run(playback, trace, plan, start_s, leaves_s, options.stop_when_failed, choose, measured);
    return detail::summarise(trace, plan, playback, ending, rungs, start_s, leaves_s);
}

}  // namespace d2c
