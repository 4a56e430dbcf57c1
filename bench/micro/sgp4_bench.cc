// SGP4 over columns: 10,395 low orbits, position and velocity, by every path through the kernel; items are satellites
// at one time, per second of processor time (of the clock with two threads).

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "base/random.h"
#include "constellation/elements/tle.h"
#include "constellation/sgp4/columns.h"

namespace {

using namespace d2c;

constexpr std::uint32_t kCatalogueSize = 10395;
constexpr std::size_t kMinutesADay = 1440;
const Instant kStart = instant_of_date(2026, 5, 30);

/// Elements like those of Starlink's shells: 43 to 97.6 degrees, near-circular, epochs of the last day.
std::vector<Sgp4Elements> synthetic_catalogue() {
    const auto uniform = [](std::uint64_t key, std::uint32_t k, double low, double high) {
        return low + (high - low) * uniform01({key, Purpose::kTest, k});
    };
    const double inclinations[] = {53.0, 53.2, 43.0, 70.0, 97.6};
    std::vector<Sgp4Elements> all;
    for (std::uint32_t k = 0; k < kCatalogueSize; ++k)
        all.push_back({.epoch = kStart - std::chrono::nanoseconds{static_cast<std::int64_t>(uniform(1, k, 0.0, 8.64e13))},
                       .bstar_per_earth_radius = uniform(2, k, -2e-4, 8e-4),
                       .inclination = Angle::degrees(inclinations[k % 5]),
                       .raan = Angle::degrees(uniform(3, k, 0.0, 360.0)),
                       .argument_of_perigee = Angle::degrees(uniform(4, k, 0.0, 360.0)),
                       .mean_anomaly = Angle::degrees(uniform(5, k, 0.0, 360.0)),
                       .eccentricity = uniform(6, k, 2e-5, 1e-3),
                       .mean_motion_rev_per_day = uniform(7, k, 15.05, 15.75)});
    return all;
}
/// The public catalogue, where the folder of reference data is at hand.
std::vector<Sgp4Elements> real_catalogue() {
    const char* folder = std::getenv("D2C_REFERENCE_DIR");
    if (folder == nullptr) return {};
    std::ifstream file{std::string{folder} + "/tle/starlink_celestrak_2026-05-30.tle", std::ios::binary};
    std::ostringstream text;
    if (file) text << file.rdbuf();
    std::vector<Sgp4Elements> all;
    if (const auto sets = read_tle(text.str(), "starlink"))
        for (const ElementSet& set : *sets) all.push_back(sgp4_elements(set));
    return all;
}

const Sgp4Columns& synthetic() {
    static const Sgp4Columns kColumns{synthetic_catalogue()};
    return kColumns;
}
const Sgp4Columns& real() {
    static const Sgp4Columns kColumns{real_catalogue()};
    return kColumns;
}

struct Rows {
    TemeColumns states;
    std::vector<Sgp4Error> errors;
    explicit Rows(std::size_t count) : errors(count) { states.resize(count); }
};

bool ready(benchmark::State& state, const Sgp4Columns& columns, VectorPath path) {
    if (columns.size() == 0)
        state.SkipWithError("skipped: no reference data");
    else if (!can_run(path))
        state.SkipWithError("skipped: not on this processor");
    else
        return true;
    return false;
}

/// The whole catalogue, one instant after the other: what a time step of the world engine does.
void Instants(benchmark::State& state, const Sgp4Columns& (*catalogue)(), VectorPath path) {
    const Sgp4Columns& columns = catalogue();
    if (!ready(state, columns, path)) return;
    Rows rows{columns.size()};
    std::size_t minute = 0;
    for (auto _ : state) {
        columns.propagate(kStart + std::chrono::minutes{minute++ % kMinutesADay}, 0, columns.size(), rows.states, rows.errors, path);
        benchmark::DoNotOptimize(rows.states.x_teme_m.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.size()));
}

/// Satellites [first, last) through a day of minutes, in blocks that stay in the cache.
void day(const Sgp4Columns& columns, std::size_t first, std::size_t last, VectorPath path) {
    constexpr std::size_t kBlock = 64, kSteps = 60;
    Rows rows{kBlock * kSteps};
    std::vector<Instant> hour(kSteps);
    for (std::size_t block = first; block < last; block += kBlock)
        for (std::size_t start = 0; start < kMinutesADay; start += kSteps) {
            for (std::size_t k = 0; k < kSteps; ++k) hour[k] = kStart + std::chrono::minutes{start + k};
            columns.propagate(hour, block, std::min(last, block + kBlock), rows.states, rows.errors, path);
            benchmark::DoNotOptimize(rows.states.x_teme_m.data());
            benchmark::ClobberMemory();
        }
}
void ADayOfMinutes(benchmark::State& state, const Sgp4Columns& (*catalogue)(), VectorPath path, std::size_t threads) {
    const Sgp4Columns& columns = catalogue();
    if (!ready(state, columns, path)) return;
    for (auto _ : state) {
        std::vector<std::thread> others;
        const auto part = [&](std::size_t k) { return columns.size() * k / threads; };
        for (std::size_t k = 1; k < threads; ++k) others.emplace_back(day, std::cref(columns), part(k), part(k + 1), path);
        day(columns, 0, part(1), path);
        for (std::thread& other : others) other.join();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(columns.size() * kMinutesADay));
}

void Initialise(benchmark::State& state) {
    const auto elements = synthetic_catalogue();
    for (auto _ : state) benchmark::DoNotOptimize(Sgp4Columns{elements});
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(elements.size()));
}

const int kRegistered = [] {
    using benchmark::RegisterBenchmark;
    struct {
        const char* name;
        const Sgp4Columns& (*columns)();
    } const catalogues[] = {{"synthetic", synthetic}, {"real", real}};
    for (const auto& catalogue : catalogues) {
        const std::string of = std::string{"/"} + catalogue.name;
        for (const VectorPath path : {VectorPath::kScalar, VectorPath::kBaseline, VectorPath::kAvx2, VectorPath::kAvx512}) {
            const std::string suffix = std::string{"/"} + name(path) + of;
            RegisterBenchmark(("Sgp4Instants" + suffix).c_str(), Instants, catalogue.columns, path)->Unit(benchmark::kMillisecond);
            RegisterBenchmark(("Sgp4Day" + suffix).c_str(), ADayOfMinutes, catalogue.columns, path, 1)->Unit(benchmark::kMillisecond);
        }
        RegisterBenchmark(("Sgp4Day/best/two threads" + of).c_str(), ADayOfMinutes, catalogue.columns, best_vector_path(), 2)
            ->Unit(benchmark::kMillisecond)
            ->MeasureProcessCPUTime()
            ->UseRealTime();
    }
    RegisterBenchmark("Sgp4Initialise", Initialise)->Unit(benchmark::kMillisecond);
    return 0;
}();

}  // namespace
