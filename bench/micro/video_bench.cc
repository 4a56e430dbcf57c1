// Time of one verdict "highest rung held" on traces like those of the world engine: 600 s in steps of 15 or 30 s.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/random.h"
#include "video/player/player.h"
#include "video/player/throughput_rule.h"

namespace {

using namespace d2c;

Ladder ladder() {
    Ladder l;
    const double kbps[] = {300, 700, 1200, 2500, 5000};
    const double peak[] = {1.84, 1.95, 1.98, 1.91, 1.68};
    for (int i = 0; i < 5; ++i) l.rungs.push_back({"r", 360, BitsPerSecond{kbps[i] * 1e3}, peak[i]});
    return l;
}

/// Rates from nearly nothing to 8 Mbit/s, a tenth of the steps dark.
std::vector<std::vector<RateSegment>> windows(double step_s) {
    std::vector<std::vector<RateSegment>> all;
    for (std::uint64_t w = 0; w < 1000; ++w) {
        const double scale = 8e6 * uniform01({1, Purpose::kTest, w}) * uniform01({2, Purpose::kTest, w});
        std::vector<RateSegment> segments;
        for (std::uint32_t k = 0; k * step_s < 600.0; ++k) {
            const bool dark = uniform01({3, Purpose::kTest, w, k}) < 0.1;
            const auto rate = [&](std::uint32_t i) { return dark ? 0.0 : scale * (0.5 + uniform01({4, Purpose::kTest, w, i})); };
            segments.push_back({k * step_s, (k + 1) * step_s, rate(k), rate(k + 1)});
        }
        all.push_back(segments);
    }
    return all;
}

void HighestRungHeld(benchmark::State& state) {
    const SessionPlan plan = SessionPlan::create(ladder(), VideoService{}).value();
    std::vector<RateTrace> traces;
    for (const auto& w : windows(static_cast<double>(state.range(0)))) traces.push_back(RateTrace::create(w).value());
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(highest_rung_held(traces[i % traces.size()], plan, static_cast<double>(i % 290)));
        ++i;
    }
}
BENCHMARK(HighestRungHeld)->Arg(15)->Arg(30);

void AssignTrace(benchmark::State& state) {
    const auto all = windows(static_cast<double>(state.range(0)));
    RateTrace trace;
    std::size_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(trace.assign(all[i++ % all.size()]));
}
BENCHMARK(AssignTrace)->Arg(15)->Arg(30);

void PlayAdaptive(benchmark::State& state) {
    const SessionPlan plan = SessionPlan::create(ladder(), VideoService{}).value();
    std::vector<RateTrace> traces;
    for (const auto& w : windows(static_cast<double>(state.range(0)))) traces.push_back(RateTrace::create(w).value());
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            play_adaptive(traces[i % traces.size()], plan, {}, static_cast<double>(i % 290), {.give_up_after_s = plan.verdict_wall_s()}));
        ++i;
    }
}
BENCHMARK(PlayAdaptive)->Arg(15)->Arg(30);

}  // namespace
