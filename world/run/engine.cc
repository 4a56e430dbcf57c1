#include "world/run/engine.h"

#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <cmath>
#include <mutex>

#include "geography/grid/grid.h"
#include "world/run/rows.h"
#include "world/run/strata_rows.h"
#include "world/run/window.h"
#include "world/watch/place_gaps.h"
#include "world/watch/viewers.h"

namespace d2c {
namespace {

struct ThreadState {
    explicit ThreadState(std::size_t entries) : tallies(entries) {}
    Tallies tallies;
};

void merge_into(Tallies& all, const Tallies& part) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!part[i]) continue;
        if (!all[i]) all[i] = std::make_unique<SpotTally>();
        all[i]->merge(*part[i]);
    }
}

}  // namespace

namespace {

/// Where a right or a sale began or ended within the quarter, its other windows are tries that failed: a quarter is held as a whole.
void count_dark_windows(const Study& study, int windows, SpotTally& tally) {
    const auto window_ms = static_cast<std::uint64_t>(std::llround(study.run.window_s * 1000.0));
    const auto missing = static_cast<std::uint32_t>(static_cast<std::uint64_t>(windows) * kPhonesPerSpot - tally.window_ms / window_ms);
    const auto tries = tries_in_window(study.services, study.run.window_s);
    for (std::size_t i = 0; i < kMaximumServices; ++i) tally.tries[i] += missing * tries[i];
    tally.steps += missing * static_cast<std::uint32_t>(std::ceil(study.run.window_s / study.run.step_s - 1e-9));
    tally.window_ms += missing * window_ms;
    tally.session_ms += static_cast<std::uint64_t>(missing) * tries[kFirstRung] *
                        static_cast<std::uint64_t>(std::llround(study.services.video.session_s * 1000.0));
}

void add_gaps(const WorldModel& world, Quarter quarter, std::vector<results::PlaceQualityRow>& rows) {
    const std::vector<PlaceGaps> gaps =
        place_gaps(*world.study, world.fleet, world.phones, world.spectrum, world.radio, world.seed, quarter);
    for (results::PlaceQualityRow& row : rows) {
        const std::size_t entry =
            static_cast<std::size_t>(row.place) * world.study->handsets.size() + static_cast<std::size_t>(row.handset_class);
        if (!gaps[entry]) continue;
        row.longest_gap_s = gaps[entry]->longest_s;
        row.gap_p95_s = gaps[entry]->p95_s;
        row.mean_wait_s = gaps[entry]->mean_wait_s;
    }
}

}  // namespace

std::vector<Quarter> sampled_quarters(const RolloutConfig& rollout) {
    std::vector<Quarter> quarters;
    for (Quarter q = rollout.first; q <= rollout.last; q.index += rollout.every_quarters) quarters.push_back(q);
    return quarters;
}

Result<RunFigures> run_world(const WorldModel& world, int threads, const ProgressCallback& progress,
                             const std::function<Faults(QuarterOutcome&&)>& on_quarter) {
    const Study& study = *world.study;
    const std::vector<Quarter> quarters = sampled_quarters(study.rollout);
    const auto cells = static_cast<double>(Grid{study.geography.grid_order}.cell_count());
    RunFigures figures;
    tbb::task_arena arena{threads};
    std::mutex reporting;
    std::atomic<bool> stop{false};
    const auto report = [&](ProgressEvent::Kind kind, const std::string& label, double done) {
        const std::lock_guard lock{reporting};
        if (!progress({kind, "quarter", label, done, static_cast<double>(quarters.size())})) stop = true;
    };

    report(ProgressEvent::Kind::kStart, to_string(quarters.front()), 0.0);
    for (std::size_t q = 0; q < quarters.size(); ++q) {
        const DemandMap demand =
            build_demand(world.earth->fine, world.zones, world.trend, study.demand, middle_of(quarters[q]), world.moving);
        const std::vector<WindowSlot> slots = window_slots(quarters[q], study.run.windows_per_quarter, world.seed);
        const std::size_t entries = world.phones.spots.size() * study.handsets.size();
        tbb::enumerable_thread_specific<ThreadState> states{[entries] { return ThreadState{entries}; }};
        std::vector<WindowOutcome> outcomes(slots.size());
        std::atomic<int> finished{0};
        arena.execute([&] {
            tbb::parallel_for(
                std::size_t{0}, slots.size(),
                [&](std::size_t w) {
                    if (stop) return;
                    outcomes[w] = simulate_window(world, demand, slots[w], states.local().tallies);
                    const double part = static_cast<double>(++finished) / static_cast<double>(slots.size());
                    report(ProgressEvent::Kind::kProgress, to_string(quarters[q]), static_cast<double>(q) + part);
                },
                tbb::simple_partitioner{});
        });
        if (stop) {
            figures.interrupted = true;
            break;
        }

        Tallies tallies(entries);
        for (const ThreadState& state : states) merge_into(tallies, state.tallies);
        for (std::size_t i = 0; i < tallies.size(); ++i) {
            if (tallies[i]) count_dark_windows(study, static_cast<int>(slots.size()), *tallies[i]);
        }
        QuarterOutcome outcome = quarter_rows(world, quarters[q], tallies);
        add_gaps(world, quarters[q], outcome.places);
        EnvironmentTally environments;
        for (const WindowOutcome& window : outcomes) environments.merge(window.environments);
        outcome.environments = environment_rows(world, quarters[q], environments);
        outcome.ships = ship_rows(world, quarters[q], demand, tallies);
        double satellites = 0.0;
        for (WindowOutcome& window : outcomes) {
            satellites += static_cast<double>(window.satellites);
            figures.links += window.links;
            figures.satellite_cell_steps += static_cast<double>(window.satellites) * cells * static_cast<double>(world.step_count);
            figures.satellites_at_end = window.satellites;
            outcome.place_series.insert(outcome.place_series.end(), window.place_series.begin(), window.place_series.end());
        }
        outcome.quarter.satellites_in_service = satellites / static_cast<double>(slots.size());
        if (Faults faults = on_quarter(std::move(outcome)); !faults.empty()) return faults;
        report(ProgressEvent::Kind::kUnit, to_string(quarters[q]), static_cast<double>(q + 1));
    }
    if (!figures.interrupted) report(ProgressEvent::Kind::kDone, to_string(quarters.back()), static_cast<double>(quarters.size()));
    return figures;
}

}  // namespace d2c
