#pragma once
// Tallies into rows: shares of cells, places, countries and the Earth.

#include "world/run/engine.h"
#include "world/run/window.h"

namespace d2c {

/// All rows of a quarter but the time series, of tallies in which every entry has the tries of all its windows.
QuarterOutcome quarter_rows(const WorldModel& world, Quarter quarter, const Tallies& tallies, int windows);

}  // namespace d2c
