#pragma once
// A run that is kept in memory: for programs of one's own.

#include <string>
#include <utility>
#include <vector>

#include "world/run/engine.h"

namespace d2c {

/// What a run finishes, in memory; another run may go on with it.
class MemoryStore : public RunStore {
  public:
    Result<std::vector<int>> finished_quarters() override {
        std::vector<int> quarters;
        for (const QuarterOutcome& outcome : outcomes) quarters.push_back(outcome.quarter.quarter);
        return quarters;
    }
    Result<std::vector<UnitRange>> finished_units() override {
        std::vector<UnitRange> ranges;
        for (const FinishedUnit& unit : units) ranges.push_back(unit.range);
        return ranges;
    }
    Result<std::string> sums(const UnitRange& range) override {
        for (const FinishedUnit& unit : units)
            if (unit.range == range) return unit.sums;
        return Fault{"memory", 0, "unit", "", "a finished unit"};
    }
    Faults finish_unit(const FinishedUnit& unit) override {
        units.push_back(unit);
        return {};
    }
    Faults fail_unit(const FailedUnit&) override { return {}; }
    Faults finish_quarter(QuarterOutcome&& outcome) override {
        std::erase_if(units, [&](const FinishedUnit& unit) { return unit.range.quarter == outcome.quarter.quarter; });
        outcomes.push_back(std::move(outcome));
        return {};
    }
    std::vector<QuarterOutcome> outcomes;
    std::vector<FinishedUnit> units;
};

}  // namespace d2c
