#pragma once
// The run: quarter by quarter, windows in parallel, rows out.

#include <functional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "results/rows.h"
#include "world/run/world_model.h"

namespace d2c {

/// What one quarter leaves behind, as rows of the result file.
struct QuarterOutcome {
    results::QuarterRow quarter;
    std::vector<results::CellQualityRow> cells;
    std::vector<results::PlaceQualityRow> places;
    std::vector<results::PlaceSeriesRow> place_series;
    std::vector<results::GlobalQualityRow> global;
    std::vector<results::AreaQualityRow> areas;
    std::vector<results::FleetRow> fleet;
    std::vector<results::PhoneShareRow> phones;  ///< these and the next: where the study says how phones are adopted
    std::vector<results::MixQualityRow> mix;
    std::vector<results::EnvironmentQualityRow> environments;
    std::vector<results::ShipQualityRow> ships;
};

struct RunFigures {
    std::uint64_t links = 0;            ///< satellite x phone pairs looked at
    double satellite_cell_steps = 0.0;  ///< satellites x cells x steps
    std::size_t satellites_at_end = 0;
    bool interrupted = false;
};

std::vector<Quarter> sampled_quarters(const RolloutConfig& rollout);

/// Rows that do not change over the rollout.
std::vector<results::CellRow> cell_rows(const WorldModel& world);
std::vector<results::PlaceRow> place_rows(const WorldModel& world);
std::vector<results::HandsetClassRow> handset_rows(const Study& study);
std::vector<results::ServiceRow> service_rows(const Study& study);

/// Runs all sampled quarters on `threads` threads and hands each finished one to `on_quarter`; stops at once where that returns faults, or
/// after the windows in work where `progress` returns false (the quarter in work is dropped). `progress` may be called from any of the
/// threads, one at a time. The rows do not depend on `threads`.
Result<RunFigures> run_world(const WorldModel& world, int threads, const ProgressCallback& progress,
                             const std::function<Faults(QuarterOutcome&&)>& on_quarter);

}  // namespace d2c
