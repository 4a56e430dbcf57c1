#pragma once
// The run: quarter by quarter, window by window; finished units of work go out as they finish, rows when a quarter is whole.

#include <functional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "results/rows.h"
#include "world/run/window.h"
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

/// A unit of work: consecutive windows of a quarter, however many.
struct UnitRange {
    int quarter = 0, first_window = 0, windows = 0;
    auto operator<=>(const UnitRange&) const = default;
};
struct FinishedUnit {
    UnitRange range;
    std::string sums;                   ///< unit_sums.h
    std::uint64_t links = 0;            ///< satellite x phone pairs looked at
    double satellite_cell_steps = 0.0;  ///< satellites x cells x steps
};
struct FailedUnit {
    UnitRange range;
    std::string message;
};

/// Where a run keeps what it finishes, and learns what was finished before: the digest does not depend on how often a run stopped in
/// between, nor on how its windows were cut into units. A call with faults ends the run.
class RunStore {
  public:
    virtual ~RunStore() = default;
    virtual Result<std::vector<int>> finished_quarters() = 0;
    /// Finished units of unfinished quarters.
    virtual Result<std::vector<UnitRange>> finished_units() = 0;
    virtual Result<std::string> sums(const UnitRange& unit) = 0;
    [[nodiscard]] virtual Faults finish_unit(const FinishedUnit& unit) = 0;
    [[nodiscard]] virtual Faults fail_unit(const FailedUnit& unit) = 0;
    /// The quarter's units are needed no more.
    [[nodiscard]] virtual Faults finish_quarter(QuarterOutcome&& outcome) = 0;
};

using WindowSimulation = std::function<WindowOutcome(const WorldModel&, const DemandMap&, const WindowSlot&, Tallies&)>;
struct RunOptions {
    int threads = 1;
    /// Asked after each window: whether a unit of so many is large enough.
    std::function<bool(int windows)> unit_is_full = [](int) { return false; };
    WindowSimulation simulate = simulate_window;
};
struct RunEnd {
    bool interrupted = false;
    std::vector<FailedUnit> failed;
};

std::vector<Quarter> sampled_quarters(const RolloutConfig& rollout);

/// Rows that do not change over the rollout.
std::vector<results::CellRow> cell_rows(const WorldModel& world);
std::vector<results::PlaceRow> place_rows(const WorldModel& world);
std::vector<results::HandsetClassRow> handset_rows(const Study& study);
std::vector<results::ServiceRow> service_rows(const Study& study);

/// Runs what `store` does not have yet of all sampled quarters. A unit that throws is handed to `store` as failed, the others go on, and
/// its quarter stays unfinished. Where `progress` returns false, the window in hand ends the run and what was counted is stored as a unit.
/// The rows depend neither on threads nor on units.
Result<RunEnd> run_world(const WorldModel& world, const RunOptions& options, const ProgressCallback& progress, RunStore& store);

}  // namespace d2c
