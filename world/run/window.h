#pragma once
// One window of one quarter: ten minutes of the whole Earth, from satellite positions to finished video sessions.

#include <cstdint>
#include <memory>
#include <vector>

#include "results/rows.h"
#include "world/run/window_plan.h"
#include "world/watch/environment_tally.h"
#include "world/watch/tally.h"

namespace d2c {

/// Tallies of spots and classes that had a right and a phone on sale; entry spot * classes + class, absent elsewhere.
using Tallies = std::vector<std::unique_ptr<SpotTally>>;

struct WindowOutcome {
    std::vector<results::PlaceSeriesRow> place_series;
    std::size_t satellites = 0;
    std::uint64_t links = 0;        ///< satellite x phone pairs looked at
    EnvironmentTally environments;  ///< empty where the study has no strata
};

/// Adds the window to `tallies`.
WindowOutcome simulate_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies);

}  // namespace d2c
