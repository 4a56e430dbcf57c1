#pragma once
// People at sea and in the air, by rules that keep totals. Library d2c_earth.

#include <vector>

#include "base/quantity.h"
#include "geography/zones.h"

namespace d2c {

/// Ships under way, spread evenly over each of four parts of the sea: north and south of the equator, near land and far from it; none
/// beyond kShipsNorth and kShipsSouth.
struct ShipRule {
    double people = 0.0;            ///< aboard, at sea
    double northern_share = 0.0;    ///< of them, north of the equator
    double near_coast_share = 0.0;  ///< of those of a hemisphere, within `near_coast` of land
    Metres near_coast{0.0};
};
/// Aircraft, spread evenly over each of three belts, land and sea alike: 30 to 60 degrees north, the rest of the north to kAircraftNorth,
/// the south to kAircraftSouth.
struct AircraftRule {
    double people = 0.0;  ///< aboard, in the air
    double northern_share = 0.0;
    double middle_north_share = 0.0;  ///< of all, between 30 and 60 degrees north; at most northern_share
};
/// Assumption: the edge of the ice for most of the year, and where the southern routes end.
inline constexpr Angle kShipsNorth = Angle::degrees(75.0), kShipsSouth = Angle::degrees(-60.0);
inline constexpr Angle kAircraftNorth = Angle::degrees(75.0), kAircraftSouth = Angle::degrees(-50.0);

/// People by fine cell (all columns have 12 * 4^kFineOrder entries), 0 on land. Their sum is the rule's `people`, to rounding of the
/// columns; people of a part of the sea without a cell go to the others. What is near land is decided on cells of 51 km.
std::vector<float> people_on_ships(const FineEarth& earth, const ShipRule& rule);
std::vector<float> people_in_aircraft(const FineEarth& earth, const AircraftRule& rule);

}  // namespace d2c
