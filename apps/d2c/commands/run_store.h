#pragma once
// A run's finished work in a result file, with the time that it took.

#include <chrono>

#include "results/writer.h"
#include "world/run/engine.h"

namespace d2c::apps {

class FileStore : public RunStore {
  public:
    /// `writer` must outlive the store. `unit_windows` 0: units of about ten seconds.
    FileStore(results::ResultWriter& writer, int unit_windows) : writer_{writer}, unit_windows_{unit_windows} {}

    /// For the engine: whether the unit in hand is large enough.
    bool unit_is_full(int windows) const;

    Result<std::vector<int>> finished_quarters() override { return writer_.finished_quarters(); }
    Result<std::vector<UnitRange>> finished_units() override;
    Result<std::string> sums(const UnitRange& unit) override { return writer_.sums(unit.quarter, unit.first_window); }
    Faults finish_unit(const FinishedUnit& unit) override;
    Faults fail_unit(const FailedUnit& unit) override;
    Faults finish_quarter(QuarterOutcome&& outcome) override;

  private:
    using Clock = std::chrono::steady_clock;
    double seconds_since_last();
    results::ResultWriter& writer_;
    int unit_windows_;
    Clock::time_point last_ = Clock::now();
};

}  // namespace d2c::apps
