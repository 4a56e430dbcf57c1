// Time to store and digest one quarter of the whole Earth: three classes, nine services, a row of cells for each cell and class.

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/random.h"
#include "geography/grid/grid.h"
#include "results/writer.h"

namespace {

using namespace d2c;
using namespace d2c::results;

constexpr int kClasses = 3, kServices = 9;

double drawn(std::int64_t cell, std::uint32_t figure) { return uniform01({1, Purpose::kTest, static_cast<std::uint64_t>(cell), figure}); }

QuarterResults quarter_of(const Grid& grid) {
    QuarterResults quarter;
    quarter.quarter.quarter = 120;
    quarter.quarter.label = "2030Q1";
    for (std::int64_t cell = 0; cell < grid.cell_count(); ++cell) {
        for (int c = 0; c < kClasses; ++c) {
            CellQualityRow row;
            row.cell = cell;
            row.quarter = 120;
            row.handset_class = c;
            row.state = "right";
            std::uint32_t figure = static_cast<std::uint32_t>(c) * 256;
            for (auto* one : {&row.lit_share, &row.rsrp_dbm, &row.sinr_db, &row.rate_kbps, &row.satellites_in_view, &row.handovers_per_hour,
                              &row.watched_share, &row.played_kbps})
                *one = drawn(cell, ++figure);
            for (int s = 0; s < kServices; ++s) {
                ServiceFigures& service = row.services.emplace_back();
                service.held_area_share = service.held_land_share = drawn(cell, ++figure);
                for (auto* one : {&service.success_share, &service.success_low, &service.success_high, &service.held.area_low,
                                  &service.held.area_high, &service.held.land_low, &service.held.land_high})
                    *one = drawn(cell, ++figure);
            }
            quarter.cells.push_back(std::move(row));
        }
    }
    return quarter;
}

void StoreAQuarter(benchmark::State& state) {
    const QuarterResults quarter = quarter_of(Grid{static_cast<int>(state.range(0))});
    std::string folder = (std::filesystem::temp_directory_path() / "d2c-results-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) return state.SkipWithError("no folder for the file");
    std::vector<HandsetClassRow> classes;
    for (int c = 0; c < kClasses; ++c) classes.push_back({c, "class-" + std::to_string(c), "", "", "own"});
    std::vector<ServiceRow> services;
    for (int s = 0; s < kServices; ++s) services.push_back({s, "service-" + std::to_string(s), "", 0.95, 0.0});
    for (auto _ : state) {
        state.PauseTiming();
        auto writer = ResultWriter::create(folder + "/run.gpkg", true);
        const bool ready = writer && writer->write(std::span<const HandsetClassRow>{classes}).empty() &&
                           writer->write(std::span<const ServiceRow>{services}).empty() && writer->write(RunRow{}).empty();
        state.ResumeTiming();
        if (!ready || !writer->finish_quarter(quarter).empty() || !writer->finish(RunRow{})) {
            state.SkipWithError("not stored");
            break;
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(quarter.cells.size()));
    std::filesystem::remove_all(folder);
}
BENCHMARK(StoreAQuarter)->DenseRange(4, 6)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
