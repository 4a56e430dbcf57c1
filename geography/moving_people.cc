#include "geography/moving_people.h"

#include <cstdint>

#include "base/constants.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

constexpr int kCoastOrder = 7;  // cells of 51 km
constexpr std::uint8_t kNowhere = 255;

/// `people` evenly over the cells of each part, parts by their shares; `part_of[i]` is kNowhere where nobody is.
std::vector<float> spread(const std::vector<std::uint8_t>& part_of, const std::vector<double>& shares, double people) {
    std::vector<double> cells(shares.size(), 0.0);
    for (const std::uint8_t part : part_of)
        if (part != kNowhere) cells[part] += 1.0;
    double placed = 0.0;
    for (std::size_t part = 0; part < shares.size(); ++part) placed += cells[part] > 0.0 ? shares[part] : 0.0;
    std::vector<float> column(part_of.size(), 0.0F);
    if (!(placed > 0.0)) return column;
    for (std::size_t i = 0; i < column.size(); ++i)
        if (part_of[i] != kNowhere) column[i] = static_cast<float>(people * shares[part_of[i]] / placed / cells[part_of[i]]);
    return column;
}

/// Cells of kCoastOrder whose centres lie within `distance` of that of one that holds land.
std::vector<std::uint8_t> near_land(const FineEarth& earth, Metres distance) {
    const Grid grid{kCoastOrder};
    const std::size_t children = std::size_t{1} << (2 * (kFineOrder - kCoastOrder));
    std::vector<std::uint8_t> land(static_cast<std::size_t>(grid.cell_count()), 0), all_land = land;
    for (std::size_t cell = 0; cell < land.size(); ++cell) {
        std::size_t count = 0;
        for (std::size_t i = cell * children; i < (cell + 1) * children; ++i) count += earth.on_land[i] != 0 ? 1 : 0;
        land[cell] = count > 0 ? 1 : 0;
        all_land[cell] = count == children ? 1 : 0;
    }
    std::vector<std::uint8_t> near = land;
    std::vector<std::int64_t> disc;
    const Angle radius = Angle::radians(distance.value / kMeanEarthRadius.value);
    for (std::size_t cell = 0; cell < land.size(); ++cell) {
        // Land around which there is land alone has no coast that another cell of it has not.
        if (land[cell] == 0 || all_land[cell] != 0) continue;
        grid.centres_in_disc(grid.centre({kCoastOrder, static_cast<std::int64_t>(cell)}), radius, disc);
        for (const std::int64_t other : disc) near[static_cast<std::size_t>(other)] = 1;
    }
    return near;
}

/// z of the unit vector of every fine cell, by calls of `take(cell, z)`.
template <class Take>
void for_each_height(std::size_t cells, Take take) {
    const Grid grid{kFineOrder};
    for (std::size_t i = 0; i < cells; ++i) {
        double unit[3];
        grid.centre_vector(static_cast<std::int64_t>(i), unit);
        take(i, unit[2]);
    }
}

}  // namespace

std::vector<float> people_on_ships(const FineEarth& earth, const ShipRule& rule) {
    const std::vector<std::uint8_t> near = near_land(earth, rule.near_coast);
    const std::size_t children = std::size_t{1} << (2 * (kFineOrder - kCoastOrder));
    const double north = sin(kShipsNorth), south = sin(kShipsSouth);
    std::vector<std::uint8_t> part(earth.on_land.size(), kNowhere);
    for_each_height(part.size(), [&](std::size_t i, double z) {
        if (earth.on_land[i] != 0 || z > north || z < south) return;
        part[i] = static_cast<std::uint8_t>((z < 0.0 ? 2 : 0) + (near[i / children] != 0 ? 0 : 1));
    });
    const double n = rule.northern_share, c = rule.near_coast_share;
    return spread(part, {n * c, n * (1.0 - c), (1.0 - n) * c, (1.0 - n) * (1.0 - c)}, rule.people);
}

std::vector<float> people_in_aircraft(const FineEarth& earth, const AircraftRule& rule) {
    const double north = sin(kAircraftNorth), south = sin(kAircraftSouth);
    std::vector<std::uint8_t> part(earth.on_land.size(), kNowhere);
    for_each_height(part.size(), [&](std::size_t i, double z) {
        if (z > north || z < south) return;
        const bool middle = z >= sin(Angle::degrees(30.0)) && z < sin(Angle::degrees(60.0));
        part[i] = static_cast<std::uint8_t>(z < 0.0 ? 2 : middle ? 0 : 1);
    });
    return spread(part, {rule.middle_north_share, rule.northern_share - rule.middle_north_share, 1.0 - rule.northern_share}, rule.people);
}

}  // namespace d2c
