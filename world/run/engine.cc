#include "world/run/engine.h"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <tuple>

#include "geography/grid/grid.h"
#include "world/outcome/unit_sums.h"
#include "world/outcome/verdicts.h"
#include "world/run/rows.h"
#include "world/run/strata_rows.h"
#include "world/watch/place_gaps.h"
#include "world/watch/viewers.h"

namespace d2c {
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
        place_gaps(*world.study, world.fleet, world.phones, world.spectrum, world.radio, world.outages, world.seed, quarter);
    for (results::PlaceQualityRow& row : rows) {
        const std::size_t entry =
            static_cast<std::size_t>(row.place) * world.study->handsets.size() + static_cast<std::size_t>(row.handset_class);
        if (!gaps[entry]) continue;
        row.longest_gap_s = gaps[entry]->longest_s;
        row.gap_p95_s = gaps[entry]->p95_s;
        row.mean_wait_s = gaps[entry]->mean_wait_s;
    }
}

/// Windows [0, count) that no range holds, as ranges in order.
std::vector<UnitRange> missing_ranges(int quarter, int count, std::vector<UnitRange> held) {
    std::sort(held.begin(), held.end());
    std::vector<UnitRange> missing;
    int next = 0;
    const auto up_to = [&](int end) {
        if (end > next) missing.push_back({quarter, next, end - next});
    };
    for (const UnitRange& range : held) {
        if (range.quarter != quarter || range.first_window >= count) continue;
        up_to(range.first_window);
        next = std::max(next, range.first_window + range.windows);
    }
    up_to(count);
    return missing;
}

/// Windows added at a time where a precision is asked for: one for each group, so that groups stay of a size.
constexpr int kBatchWindows = static_cast<int>(kWindowGroups);

/// Whether the interval of what is asked for is narrow enough; not without an interval, and not before a place of which every try succeeded
/// is known to hold the service: until then an interval is narrow because verdicts are steps, and not because they are sure.
bool precise_enough(const Study& study, const PrecisionConfig& asked, const QuarterOutcome& outcome, int windows) {
    const std::vector<results::ServiceRow> services = service_rows(study);
    const std::vector<results::HandsetClassRow> classes = handset_rows(study);
    for (const results::GlobalQualityRow& row : outcome.global) {
        if (services[static_cast<std::size_t>(row.service)].id != asked.service ||
            classes[static_cast<std::size_t>(row.handset_class)].id != asked.handset)
            continue;
        const std::optional<int> least = least_windows_for_certainty(study, static_cast<std::size_t>(row.service));
        if (!least || windows < *least) return false;
        const auto [share, low, high] = [&] {
            switch (asked.measure) {
                case HeldMeasure::kLand:
                    return std::tuple{row.held_land_share, row.held.land_low, row.held.land_high};
                case HeldMeasure::kPeople:
                    return std::tuple{row.held_people_share, row.held.people_low, row.held.people_high};
                default:
                    return std::tuple{row.held_area_share, row.held.area_low, row.held.area_high};
            }
        }();
        if (!low || !high) return false;
        // Where 0 or 1 cuts one side off, the other side is the half.
        const auto degrees = static_cast<int>(WindowGroups{windows}.count()) - 1;
        const double scale = student_t(degrees, asked.confidence) / student_t(degrees, 0.95);
        return scale * std::max(share - *low, *high - share) <= asked.half_width_share;
    }
    return false;
}

class Run {
  public:
    Run(const WorldModel& world, const RunOptions& options, const ProgressCallback& progress, RunStore& store)
        : world_{world},
          study_{*world.study},
          options_{options},
          progress_{progress},
          store_{store},
          quarters_{sampled_quarters(study_.rollout)},
          cells_{static_cast<double>(Grid{study_.geography.grid_order}.cell_count())},
          arena_{options.threads} {}

    Result<RunEnd> all() {
        const auto finished = store_.finished_quarters();
        if (!finished) return finished.faults();
        auto units = store_.finished_units();
        if (!units) return units.faults();
        units_ = std::move(*units);
        report(ProgressEvent::Kind::kStart, to_string(quarters_.front()), 0.0);
        for (std::size_t q = 0; q < quarters_.size() && !end_.interrupted; ++q) {
            if (std::find(finished->begin(), finished->end(), quarters_[q].index) != finished->end()) continue;
            if (Faults faults = quarter(q); !faults.empty()) return faults;
        }
        if (!end_.interrupted && end_.failed.empty())
            report(ProgressEvent::Kind::kDone, to_string(quarters_.back()), static_cast<double>(quarters_.size()));
        return std::move(end_);
    }

  private:
    void report(ProgressEvent::Kind kind, const std::string& label, double done) {
        if (!progress_({kind, "quarter", label, done, static_cast<double>(quarters_.size())})) end_.interrupted = true;
    }

    Faults quarter(std::size_t q) {
        const Quarter quarter = quarters_[q];
        std::vector<WindowSlot> slots = window_slots(quarter, study_.run.windows_per_quarter, world_.seed);
        const DemandMap demand =
            build_demand(world_.earth->fine, world_.zones, world_.trend, study_.demand, middle_of(quarter), world_.moving);
        const std::size_t failed_before = end_.failed.size();
        QuarterOutcome outcome;
        while (true) {
            const auto count = static_cast<int>(slots.size());
            for (UnitRange left : missing_ranges(quarter.index, count, units_)) {
                while (left.windows > 0 && !end_.interrupted) {
                    const auto done = unit(q, left, slots, demand);
                    if (!done) return done.faults();
                    left.first_window += *done;
                    left.windows -= *done;
                }
            }
            if (end_.interrupted || end_.failed.size() > failed_before) return {};
            if (Faults faults = sum_up(quarter.index, count); !faults.empty()) return faults;
            for (const std::unique_ptr<SpotTally>& tally : sums_.tallies) {
                if (tally) count_dark_windows(study_, count, *tally);
            }
            outcome = quarter_rows(world_, quarter, sums_.tallies, count);
            const int more = windows_to_add(outcome, count);
            if (more == 0) break;
            const std::vector<WindowSlot> batch = window_slots(quarter, more, world_.seed, slots);
            slots.insert(slots.end(), batch.begin(), batch.end());
        }
        const auto count = static_cast<int>(slots.size());
        add_gaps(world_, quarter, outcome.places);
        outcome.ships = ship_rows(world_, quarter, demand, sums_.tallies, count);
        outcome.environments = environment_rows(world_, quarter, sums_.environments, count);
        outcome.place_series = std::move(sums_.place_series);
        outcome.quarter.windows = count;
        outcome.quarter.satellites_in_service = static_cast<double>(sums_.satellites) / static_cast<double>(count);
        if (Faults faults = store_.finish_quarter(std::move(outcome)); !faults.empty()) return faults;
        report(ProgressEvent::Kind::kUnit, to_string(quarter), static_cast<double>(q + 1));
        return {};
    }

    /// How many windows the quarter's precision still asks for.
    int windows_to_add(const QuarterOutcome& outcome, int count) const {
        if (!study_.run.precision) return 0;
        const PrecisionConfig& asked = *study_.run.precision;
        const int left = std::min(kBatchWindows, asked.maximum_windows - count);
        return left > 0 && !precise_enough(study_, asked, outcome, count) ? left : 0;
    }

    /// One unit from the beginning of `left`, finished or failed; how many windows it took.
    Result<int> unit(std::size_t q, const UnitRange& left, const std::vector<WindowSlot>& slots, const DemandMap& demand) {
        clear_sums();
        FinishedUnit unit{{left.quarter, left.first_window, 0}, {}, 0, 0.0};
        while (unit.range.windows < left.windows) {
            const int number = left.first_window + unit.range.windows++;
            try {
                window(slots[static_cast<std::size_t>(number)], demand, unit);
            } catch (const std::exception& failure) {
                end_.failed.push_back({unit.range, failure.what()});
                if (Faults faults = store_.fail_unit(end_.failed.back()); !faults.empty()) return faults;
                report(ProgressEvent::Kind::kWarning, to_string(quarters_[q]) + ": " + failure.what(), static_cast<double>(q));
                return unit.range.windows;
            }
            report(ProgressEvent::Kind::kProgress, to_string(quarters_[q]),
                   static_cast<double>(q) + static_cast<double>(number + 1) / static_cast<double>(slots.size()));
            if (end_.interrupted || options_.unit_is_full(unit.range.windows)) break;
        }
        unit.sums = encode(sums_);
        if (Faults faults = store_.finish_unit(unit); !faults.empty()) return faults;
        units_.push_back(unit.range);
        return unit.range.windows;
    }

    void window(const WindowSlot& slot, const DemandMap& demand, FinishedUnit& unit) {
        arena_.execute([&] {
            WindowOutcome outcome = options_.simulate(world_, demand, slot, sums_.tallies);
            tbb::parallel_for(tbb::blocked_range<std::size_t>{0, sums_.tallies.size(), 1024}, [&](const auto& range) {
                for (std::size_t i = range.begin(); i < range.end(); ++i) {
                    if (sums_.tallies[i]) sums_.tallies[i]->close_window(slot.number);
                }
            });
            sums_.environments[static_cast<std::size_t>(slot.number) % kWindowGroups].merge(outcome.environments);
            sums_.satellites += outcome.satellites;
            sums_.place_series.insert(sums_.place_series.end(), outcome.place_series.begin(), outcome.place_series.end());
            unit.links += outcome.links;
            unit.satellite_cell_steps += static_cast<double>(outcome.satellites) * cells_ * static_cast<double>(world_.step_count);
        });
    }

    void clear_sums() {
        sums_.tallies.clear();
        sums_.tallies.resize(world_.phones.spots.size() * study_.handsets.size());
        sums_.environments = {};
        sums_.place_series.clear();
        sums_.satellites = 0;
    }

    /// The quarter's units into `sums_`: always from what is stored, so that a resumed run takes no path of its own.
    Faults sum_up(int quarter, int count) {
        clear_sums();
        for (const UnitRange& unit : units_) {
            if (unit.quarter != quarter || unit.first_window >= count) continue;
            const auto bytes = store_.sums(unit);
            if (!bytes) return bytes.faults();
            if (Faults faults = add_encoded(*bytes, sums_); !faults.empty()) return faults;
        }
        return {};
    }

    const WorldModel& world_;
    const Study& study_;
    const RunOptions& options_;
    const ProgressCallback& progress_;
    RunStore& store_;
    std::vector<Quarter> quarters_;
    double cells_;
    tbb::task_arena arena_;
    std::vector<UnitRange> units_;  ///< finished
    WindowSums sums_;
    RunEnd end_;
};

}  // namespace

std::vector<Quarter> sampled_quarters(const RolloutConfig& rollout) {
    std::vector<Quarter> quarters;
    for (Quarter q = rollout.first; q <= rollout.last; q.index += rollout.every_quarters) quarters.push_back(q);
    return quarters;
}

Result<RunEnd> run_world(const WorldModel& world, const RunOptions& options, const ProgressCallback& progress, RunStore& store) {
    return Run{world, options, progress, store}.all();
}

}  // namespace d2c
