#include "video/abr/rules/throughput.h"

namespace d2c::abr {
namespace {

// Spiteri et al. 2019; dash.js 3, module Settings: bandwidthSafetyFactor and AbandonRequestsRule.
constexpr double kBandwidthSafety = 0.9, kGiveUpFactor = 1.8, kGrace_ms = 500.0;

}  // namespace

std::size_t rung_for_throughput(const Movie& movie, double throughput_kbps, double latency_ms) {
    std::size_t rung = 0;
    while (rung + 1 < movie.rungs() && latency_ms + movie.segment_ms * movie.bitrates_kbps[rung + 1] / throughput_kbps <= movie.segment_ms)
        ++rung;
    return rung;
}

std::size_t rung_for_buffer(const Movie& movie, std::size_t rung, const Situation& now, double safety) {
    const double safe_bits = safety * (now.buffer_ms - now.latency_ms) * now.throughput_kbps;
    for (std::size_t q = 0; q < rung; ++q) {
        if (movie.bitrates_kbps[q + 1] * movie.segment_ms > safe_bits) return q;
    }
    return rung;
}

Choice ThroughputRule::choose(const Situation& now) {
    const std::size_t rung = rung_for_throughput(movie_, now.throughput_kbps * kBandwidthSafety, now.latency_ms);
    return {rung_for_buffer(movie_, rung, now, safety_.use()), 0.0};
}

std::optional<std::size_t> ThroughputRule::give_up(const Download& d, const Situation& now) {
    const double download_ms = d.elapsed_ms - d.first_bit_ms;
    if (!(d.elapsed_ms >= kGrace_ms && download_ms > 0.0 && d.received_bits > 0.0)) return std::nullopt;
    const double throughput_kbps = d.received_bits / download_ms;
    const double left_bits = d.size_bits - d.received_bits;
    if (!(d.elapsed_ms + left_bits / throughput_kbps > kGiveUpFactor * movie_.segment_ms)) return std::nullopt;
    const std::size_t rung = rung_for_throughput(movie_, throughput_kbps * kBandwidthSafety, now.latency_ms);
    const double other_bits = d.size_bits * movie_.bitrates_kbps[rung] / movie_.bitrates_kbps[d.rung];
    if (rung >= d.rung || other_bits >= left_bits) return std::nullopt;
    return rung;
}

}  // namespace d2c::abr
