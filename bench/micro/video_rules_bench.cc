// Time of a session's score by P.1203 and of a film streamed by each rule.

#include <benchmark/benchmark.h>

#include <cmath>
#include <vector>

#include "base/random.h"
#include "video/abr/stream.h"
#include "video/p1203/integration.h"

namespace {

using namespace d2c;

/// Five minutes in segments of 4 s, rungs at random, four stalls.
p1203::Session session() {
    p1203::Session s;
    const double kbps[] = {300, 700, 1200, 2500, 5000};
    const double lines[] = {240, 360, 480, 720, 1080};
    for (std::uint32_t i = 0; i < 75; ++i) {
        const auto rung = static_cast<std::size_t>(5.0 * uniform01({1, Purpose::kTest, 0, i}));
        p1203::VideoSegment& segment = s.video.emplace_back();
        segment.duration_s = 4.0;
        segment.bitrate_kbps = kbps[rung];
        segment.frame_rate_hz = 25.0;
        segment.coded_px = lines[rung] * lines[rung] * 16.0 / 9.0;
    }
    s.audio.emplace_back().duration_s = 300.0;
    s.audio.back().bitrate_kbps = 96.0;
    s.stalls = {{0.0, 2.0}, {60.0, 1.0}, {61.0, 3.0}, {200.0, 0.5}};
    return s;
}

void P1203Score(benchmark::State& state) {
    const p1203::Session s = session();
    for (auto _ : state) benchmark::DoNotOptimize(p1203::score(s).value().o35);
}
BENCHMARK(P1203Score)->Unit(benchmark::kMicrosecond);

/// 200 segments of 3 s, ten rungs, sizes and network varying.
void StreamByRule(benchmark::State& state) {
    abr::Movie movie{3000.0, {}, {}};
    for (int q = 0; q < 10; ++q) movie.bitrates_kbps.push_back(230.0 * std::pow(1.44, q));
    for (std::uint64_t i = 0; i < 200; ++i) {
        auto& sizes = movie.sizes_bits.emplace_back();
        for (std::uint32_t q = 0; q < 10; ++q)
            sizes.push_back(3000.0 * movie.bitrates_kbps[q] * (0.6 + 0.8 * uniform01({2, Purpose::kTest, i, q})));
    }
    std::vector<abr::NetworkPeriod> trace;
    for (std::uint64_t i = 0; i < 600; ++i) trace.push_back({1000.0, 4000.0 * uniform01({3, Purpose::kTest, i}), 100.0});
    const auto rule = static_cast<abr::RuleKind>(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(abr::stream(movie, trace, rule, {25'000.0, true}).value().play_ms);
}
BENCHMARK(StreamByRule)->ArgName("rule")->DenseRange(0, 4)->Unit(benchmark::kMicrosecond);

}  // namespace
