#pragma once
// Who uses the network: people outside terrestrial coverage, by local hour, on the fine grid; and where beams are wanted for them.

#include <cstdint>
#include <vector>

#include "base/instant.h"
#include "base/vector.h"
#include "geography/population/population.h"
#include "geography/zones.h"
#include "scenarios/study.h"

namespace d2c {

/// People who live nowhere on the grid, by fine cell. An empty column: none.
struct MovingPeople {
    std::vector<float> on_ships;     ///< outside terrestrial coverage
    std::vector<float> in_aircraft;  ///< with a phone that is on; no terrestrial network reaches them
};
MovingPeople place_moving_people(const FineEarth& earth, const DemandConfig& config);

/// The populated, uncovered fine cells of every zone, with what does not change over a quarter.
struct DemandMap {
    std::vector<std::uint32_t> first;  ///< per zone, plus one past the end: range in the columns below
    std::vector<std::int64_t> fine;
    std::vector<float> eligible_people;   ///< outside coverage, of the quarter, eligible
    std::vector<float> by_fine_cell;      ///< the same for every cell of the fine grid
    std::vector<double> people_outside;   ///< per zone: living there outside terrestrial coverage in the quarter, eligible or not
    std::vector<double> people_on_ships;  ///< per zone, outside terrestrial coverage; in no other figure of people
};

/// Of the quarter around `at`: people scaled to the year, times the share that is eligible in their country; with those who move, whose
/// number is the same in every year.
DemandMap build_demand(const FineEarth& earth, const ZoneTable& zones, const PopulationTrend& trend, const DemandConfig& config, Instant at,
                       const MovingPeople& moving = {});

/// Eligible people of one fine cell outside coverage; 0 where nobody is.
double eligible_people_at(const DemandMap& map, std::int64_t fine_cell);

/// Weekday of the local solar day at `at`, Monday 0.
int local_weekday(double longitude_deg, Instant at);

/// Share of eligible people who use the link at `at` and that longitude: the table's value at the local solar hour, interpolated (or that
/// of the busiest hour, or of a fixed one, where the study asks for it), times the factor of the local weekday.
double active_share(const DemandConfig& config, double longitude_deg, Instant at);

/// What one zone asks for at one instant.
struct ZoneDemand {
    double active_users = 0.0;
    double active_footprints = 0.0;  ///< expected number of footprints with at least one user
};
/// Users are spread over footprints of `footprint_area_km2` as Poisson counts, fine cell by fine cell.
/// `cumulative` (resized) receives the running sum of the expected active footprints over the zone's fine cells: the law by which beams are
/// placed.
ZoneDemand zone_demand(const DemandMap& map, std::uint32_t zone, double active_share, double footprint_area_km2,
                       std::vector<double>& cumulative);

/// Area of one fine cell: the Earth's surface (sphere of 6371 km) over 12 * 4^kFineOrder.
double fine_cell_area_km2();

}  // namespace d2c
