#pragma once
// Rows of the quarter beside the map: tries by environment, people on ships.

#include <array>
#include <vector>

#include "results/rows.h"
#include "world/run/window.h"

namespace d2c {

/// What a try in a zone stands for, of a grid whose cells have that area, with that many people outside terrestrial coverage.
TryWeights weights_of(const Zone& zone, double cell_area_km2, double people_outside);

/// Of tallies by group of windows. Empty where they are.
std::vector<results::EnvironmentQualityRow> environment_rows(const WorldModel& world, Quarter quarter,
                                                             const std::array<EnvironmentTally, kWindowGroups>& tallies, int windows);

/// People on ships who hold each service: those of the zones that hold it. Empty where the study has no ships.
std::vector<results::ShipQualityRow> ship_rows(const WorldModel& world, Quarter quarter, const DemandMap& demand, const Tallies& tallies,
                                               int windows);

}  // namespace d2c
