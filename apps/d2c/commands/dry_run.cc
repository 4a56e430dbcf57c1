#include "apps/d2c/commands/dry_run.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <vector>

#include "apps/d2c/machine.h"
#include "geography/grid/grid.h"
#include "world/run/engine.h"

namespace d2c::apps {
namespace {

using Clock = std::chrono::steady_clock;

/// A window longer than this is tried in coarser steps [s].
constexpr double kLongTrialSeconds = 2.0;
/// By how much coarser: two trials tell what a step takes and what a window takes beside its steps.
constexpr int kCoarsest = 8, kCoarser = 4;
/// Writing and digesting a row of cells and all that goes with it [s]. Measured for three classes of nine services with intervals: 42, 29
/// and 33 us at grid orders 4, 5 and 6 (24,000 to 35,000 rows a second), the best of seven runs of bench/micro/results_bench.cc.
constexpr double kSecondsPerCellRow = 33e-6;

struct QuarterSize {
    Quarter quarter{};
    double satellites = 0.0, beams = 0.0;
    double window_s = 0.0;
};

std::vector<QuarterSize> sizes(const WorldModel& world) {
    std::vector<QuarterSize> all;
    for (const Quarter quarter : sampled_quarters(world.study->rollout)) {
        QuarterSize size{quarter, 0.0, 0.0, 0.0};
        for (std::size_t p = 0; p < world.fleet.payloads.size(); ++p) {
            const double satellites = count_fleet(world.fleet, p, middle_of(quarter)).in_service;
            size.satellites += satellites;
            size.beams += satellites * world.radio.payloads[p].beam_units;
        }
        all.push_back(size);
    }
    return all;
}

/// Keeps nothing; notes how long the windows of the one quarter took.
class Trial : public RunStore {
  public:
    Result<std::vector<int>> finished_quarters() override { return std::vector<int>{}; }
    Result<std::vector<UnitRange>> finished_units() override { return std::vector<UnitRange>{}; }
    Result<std::string> sums(const UnitRange&) override { return sums_; }
    Faults finish_unit(const FinishedUnit& unit) override {
        sums_ = unit.sums;
        return {};
    }
    Faults fail_unit(const FailedUnit&) override { return {}; }
    Faults finish_quarter(QuarterOutcome&&) override { return {}; }

  private:
    std::string sums_;
};

/// Seconds of one window of so many steps, and of what a quarter takes beside its windows.
struct TrialTime {
    double window_s = 0.0, steps = 0.0, rest_s = 0.0;
};

/// Some windows of that quarter, in steps `coarser` times as long, with the rows that they make.
TrialTime try_quarter(const WorldModel& world, Quarter quarter, int windows, int coarser, int threads) {
    Study study = *world.study;
    study.rollout = {quarter, quarter, 1};
    study.run.windows_per_quarter = windows;
    study.run.precision.reset();
    study.run.step_s *= coarser;
    WorldModel trial = world;
    trial.study = &study;
    trial.step_count = (world.step_count + static_cast<std::size_t>(coarser) - 2) / static_cast<std::size_t>(coarser) + 1;
    TrialTime time;
    const auto seconds_since = [](Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); };
    RunOptions options;
    options.threads = threads;
    options.simulate = [&](const WorldModel& w, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies) {
        const Clock::time_point started = Clock::now();
        WindowOutcome outcome = simulate_window(w, demand, slot, tallies);
        time.window_s += seconds_since(started);
        return outcome;
    };
    Trial store;
    const Clock::time_point started = Clock::now();
    (void)run_world(
        trial, options, [](const ProgressEvent&) { return true; }, store);
    time.rest_s = seconds_since(started) - time.window_s;
    time.window_s /= static_cast<double>(windows);
    time.steps = static_cast<double>(trial.step_count);
    return time;
}

/// One window of that quarter and what the quarter takes beside its windows. What is short is tried as it is.
TrialTime time_of_quarter(const WorldModel& world, Quarter quarter, int threads) {
    const TrialTime coarsest = try_quarter(world, quarter, 1, kCoarsest, threads);
    const auto steps = static_cast<double>(world.step_count);
    if (coarsest.window_s * steps / coarsest.steps < kLongTrialSeconds) {
        const int windows = static_cast<int>(std::clamp(0.25 * kLongTrialSeconds / std::max(1e-3, coarsest.window_s), 1.0, 4.0));
        return try_quarter(world, quarter, windows, 1, threads);
    }
    TrialTime time = try_quarter(world, quarter, 1, kCoarser, threads);
    if (!(time.steps > coarsest.steps)) return try_quarter(world, quarter, 1, 1, threads);
    const double step_s = std::max(0.0, (time.window_s - coarsest.window_s) / (time.steps - coarsest.steps));
    time.window_s += step_s * (steps - time.steps);
    return time;
}

/// Linear in the satellites between the quarters tried, in proportion beyond them.
double window_s(const std::vector<QuarterSize>& tried, double satellites) {
    const auto above = std::find_if(tried.begin(), tried.end(), [&](const QuarterSize& t) { return t.satellites >= satellites; });
    if (above == tried.end()) return tried.back().window_s * std::max(1.0, satellites / std::max(1.0, tried.back().satellites));
    if (above == tried.begin()) return above->window_s;
    const QuarterSize &low = *(above - 1), &high = *above;
    return low.window_s + (high.window_s - low.window_s) * (satellites - low.satellites) / (high.satellites - low.satellites);
}

}  // namespace

RunSize size_of(const WorldModel& world) {
    RunSize size;
    size.cells = static_cast<double>(Grid{world.study->geography.grid_order}.cell_count());
    size.steps_per_window = static_cast<double>(world.step_count);
    const double steps = size.steps_per_window * world.study->run.windows_per_quarter;
    for (const QuarterSize& quarter : sizes(world)) {
        size.windows += world.study->run.windows_per_quarter;
        size.satellites_at_end = quarter.satellites;
        size.satellite_cell_steps += quarter.satellites * size.cells * steps;
        size.beam_steps += quarter.beams * steps;
        size.cell_beam_steps += size.cells * quarter.beams * steps;
    }
    return size;
}

RunEstimate estimate(const WorldModel& world, int threads, double ready_s) {
    const std::vector<QuarterSize> all = sizes(world);
    std::vector<QuarterSize> by_size = all;
    std::stable_sort(by_size.begin(), by_size.end(), [](const auto& a, const auto& b) { return a.satellites < b.satellites; });
    std::vector<QuarterSize> tried;
    double rest_s = 0.0;
    (void)try_quarter(world, by_size.back().quarter, 1, kCoarsest, threads);  // meets the cold caches
    for (const std::size_t at : {by_size.size() - 1, by_size.size() / 2, std::size_t{0}}) {
        if (!tried.empty() && by_size[at].satellites >= tried.front().satellites) continue;
        const TrialTime time = time_of_quarter(world, by_size[at].quarter, threads);
        tried.insert(tried.begin(), by_size[at]);
        tried.front().window_s = time.window_s;
        rest_s = std::max(rest_s, time.rest_s);
    }
    const double rows =
        static_cast<double>(Grid{world.study->geography.grid_order}.cell_count()) * static_cast<double>(world.study->handsets.size());
    RunEstimate estimate{ready_s, 0.0};
    for (const QuarterSize& quarter : all)
        estimate.wall_s += window_s(tried, quarter.satellites) * world.study->run.windows_per_quarter + rest_s + rows * kSecondsPerCellRow;
    // The trials held a quarter's sums and rows as the run does.
    estimate.memory_mib = peak_memory_mib();
    return estimate;
}

}  // namespace d2c::apps
