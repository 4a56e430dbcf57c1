// A day's passes of one satellite over one place, or an hour's; items are satellites.

#include <benchmark/benchmark.h>

#include <vector>

#include "constellation/passes/pass.h"
#include "constellation/walker.h"

namespace {

using namespace d2c;

const Instant kBegin = instant_of_date(2026, 5, 30);
const Geodetic kPlace{Angle::degrees(47.0), Angle::degrees(8.0), {400.0}};

std::vector<Track> shell(bool sgp4) {
    std::vector<Track> tracks;
    for (const MeanState& state : walker_states({"w", Metres::kilo(360.0), Angle::degrees(53.0), 24, 13, 1, 0}, kBegin)) {
        if (!sgp4) {
            tracks.emplace_back(state);
            continue;
        }
        ElementSet set;
        set.epoch = kBegin;
        set.mean_motion_rev_per_day = 15.7;
        set.eccentricity = 2e-4;
        set.inclination = state.inclination;
        set.raan = state.raan;
        set.mean_anomaly = state.argument_of_latitude;
        tracks.emplace_back(set);
    }
    return tracks;
}

void PassesOfADay(benchmark::State& state) {
    const std::vector<Track> tracks = shell(state.range(0) != 0);
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            find_passes(tracks[i++ % tracks.size()], kPlace, Angle::degrees(10.0), kBegin, kBegin + std::chrono::hours{24}));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(PassesOfADay)->ArgName("sgp4")->Arg(0)->Arg(1);

void PassesOfAnHour(benchmark::State& state) {
    const std::vector<Track> tracks = shell(state.range(0) != 0);
    std::size_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            find_passes(tracks[i++ % tracks.size()], kPlace, Angle::degrees(10.0), kBegin, kBegin + std::chrono::hours{1}));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(PassesOfAnHour)->ArgName("sgp4")->Arg(0)->Arg(1);

}  // namespace
