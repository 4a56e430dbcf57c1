#include "apps/d2c/commands/run_store.h"

#include <algorithm>
#include <utility>

namespace d2c::apps {
namespace {

/// Little to lose in a crash, and storing a unit (a few hundredths of a second) does not show.
constexpr double kUnitSeconds = 10.0;

}  // namespace

bool FileStore::unit_is_full(int windows) const {
    if (unit_windows_ > 0) return windows >= unit_windows_;
    return std::chrono::duration<double>(Clock::now() - last_).count() >= kUnitSeconds;
}

double FileStore::seconds_since_last() {
    const Clock::time_point now = Clock::now();
    return std::chrono::duration<double>(now - std::exchange(last_, now)).count();
}

Result<std::vector<UnitRange>> FileStore::finished_units() {
    const auto rows = writer_.units();
    const auto whole = writer_.finished_quarters();
    if (!rows) return rows.faults();
    if (!whole) return whole.faults();
    std::vector<UnitRange> units;
    for (const results::UnitRow& row : *rows) {
        if (row.state == "done" && std::find(whole->begin(), whole->end(), row.quarter) == whole->end())
            units.push_back({row.quarter, row.first_window, row.windows});
    }
    return units;
}

Faults FileStore::finish_unit(const FinishedUnit& unit) {
    results::UnitRow row{unit.range.quarter, unit.range.first_window, unit.range.windows, "done", "", 0.0, 0.0, 0.0};
    row.wall_s = seconds_since_last();
    row.link_count = static_cast<double>(unit.links);
    row.satellite_cell_steps = unit.satellite_cell_steps;
    return writer_.write(row, unit.sums);
}

Faults FileStore::fail_unit(const FailedUnit& unit) {
    results::UnitRow row{unit.range.quarter, unit.range.first_window, unit.range.windows, "failed", unit.message, 0.0, 0.0, 0.0};
    row.wall_s = seconds_since_last();
    return writer_.write(row, "");
}

Faults FileStore::finish_quarter(QuarterOutcome&& outcome) {
    results::QuarterResults results;
    results.quarter = std::move(outcome.quarter);
    results.cells = std::move(outcome.cells);
    results.places = std::move(outcome.places);
    results.place_series = std::move(outcome.place_series);
    results.global = std::move(outcome.global);
    results.areas = std::move(outcome.areas);
    results.fleet = std::move(outcome.fleet);
    results.phones = std::move(outcome.phones);
    results.mix = std::move(outcome.mix);
    results.environments = std::move(outcome.environments);
    results.ships = std::move(outcome.ships);
    Faults faults = writer_.finish_quarter(results);
    last_ = Clock::now();
    return faults;
}

}  // namespace d2c::apps
