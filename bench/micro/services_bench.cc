// Time of one try of the services below video, and of a launch plan with losses.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/random.h"
#include "constellation/launches/launch_plan.h"
#include "video/services.h"

namespace {

using namespace d2c;

/// Windows of 600 s in steps of 15 s like those of the world engine, a tenth of the steps dark.
std::vector<std::vector<RateSegment>> windows() {
    std::vector<std::vector<RateSegment>> all;
    for (std::uint64_t w = 0; w < 500; ++w) {
        const double scale = 2e6 * uniform01({1, Purpose::kTest, w}) * uniform01({2, Purpose::kTest, w});
        std::vector<RateSegment> segments;
        for (std::uint32_t k = 0; k < 40; ++k) {
            const bool dark = uniform01({3, Purpose::kTest, w, k}) < 0.1;
            const auto rate = [&](std::uint32_t i) { return dark ? 0.0 : scale * (0.5 + uniform01({4, Purpose::kTest, w, i})); };
            segments.push_back({k * 15.0, (k + 1) * 15.0, rate(k), rate(k + 1)});
        }
        all.push_back(segments);
    }
    return all;
}

void Call(benchmark::State& state) {
    const auto all = windows();
    const VoiceService voice;
    const double slack = slack_s(voice, Metres::kilo(600.0));
    std::size_t i = 0;
    for (auto _ : state) {
        const auto& link = all[i % all.size()];
        benchmark::DoNotOptimize(call_succeeds(link, link, voice, static_cast<double>(i % 540), slack));
        ++i;
    }
}
BENCHMARK(Call);

void LightDataTransfer(benchmark::State& state) {
    std::vector<RateTrace> traces;
    for (const auto& w : windows()) traces.push_back(RateTrace::create(w).value());
    const LightDataService service;
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(transfer_succeeds(traces[i % traces.size()], service, static_cast<double>(i % 585)));
        ++i;
    }
}
BENCHMARK(LightDataTransfer);

void LaunchPlanWithLosses(benchmark::State& state) {
    Shell shell;
    shell.id = "a";
    shell.altitude = Metres::kilo(330.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = 120;
    shell.satellites_per_plane = 125;
    Attrition attrition{0.02, 0.02, 0.01, 6.0, 60.0, true};
    const LaunchPace pace{instant_of_date(2027, 6, 15), 50, 5.0, 60.0, 0};
    for (auto _ : state)
        benchmark::DoNotOptimize(
            fill_shells(std::vector<Shell>{shell}, pace, instant_of_date(2038, 1, 1), attrition, {1, 1}).value().size());
}
BENCHMARK(LaunchPlanWithLosses)->Unit(benchmark::kMillisecond);

}  // namespace
