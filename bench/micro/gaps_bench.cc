// Time of a day's gaps at thirty places under three thousand satellites.

#include <benchmark/benchmark.h>

#include <vector>

#include "base/random.h"
#include "constellation/walker.h"
#include "world/watch/gaps.h"

namespace {

using namespace d2c;

void GapsOfADay(benchmark::State& state) {
    Shell shell;
    shell.altitude = Metres::kilo(360.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = 60;
    shell.satellites_per_plane = 50;
    shell.phasing = 7;
    const Instant start = instant_of_date(2030, 5, 1);
    const std::vector<MeanState> states = walker_states(shell, start);
    const std::vector<std::uint16_t> group(states.size(), 0);
    std::vector<WatchedPlace> places;
    for (std::uint64_t p = 0; p < 30; ++p) {
        const Geodetic at{Angle::degrees(-60.0 + 120.0 * uniform01({1, Purpose::kTest, p, 0})),
                          Angle::degrees(-180.0 + 360.0 * uniform01({1, Purpose::kTest, p, 1})), Metres{0.0}};
        places.push_back({at, {{{sin(Angle::degrees(20.0))}}, {{sin(Angle::degrees(35.0))}}}});
    }
    for (auto _ : state) {
        for (const auto& place : served_spans({states, group, start}, places)) {
            for (const auto& watcher : place) benchmark::DoNotOptimize(gap_figures(watcher, 86400.0));
        }
    }
}
BENCHMARK(GapsOfADay)->Unit(benchmark::kMillisecond);

}  // namespace
