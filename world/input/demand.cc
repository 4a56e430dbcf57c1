#include "world/input/demand.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "geography/grid/grid.h"
#include "geography/moving_people.h"

namespace d2c {

MovingPeople place_moving_people(const FineEarth& earth, const DemandConfig& config) {
    MovingPeople moving;
    if (config.ships) {
        const ShipsConfig& s = *config.ships;
        moving.on_ships =
            people_on_ships(earth, {s.number * s.at_sea_share * s.persons_per_ship, s.northern_share, s.near_coast_share, s.near_coast});
        for (std::size_t i = 0; i < moving.on_ships.size(); ++i) moving.on_ships[i] *= 1.0f - earth.covered_share[i];
    }
    if (config.aircraft && config.aircraft->phones_on_share > 0.0) {
        const AircraftConfig& a = *config.aircraft;
        moving.in_aircraft =
            people_in_aircraft(earth, {a.in_the_air * a.persons_per_aircraft * a.phones_on_share, a.northern_share, a.middle_north_share});
    }
    return moving;
}

DemandMap build_demand(const FineEarth& earth, const ZoneTable& zones, const PopulationTrend& trend, const DemandConfig& config, Instant at,
                       const MovingPeople& moving) {
    DemandMap map;
    map.first.reserve(zones.zones.size() + 1);
    map.by_fine_cell.assign(earth.people.size(), 0.0f);
    map.people_outside.assign(zones.zones.size(), 0.0);
    map.people_on_ships.assign(zones.zones.size(), 0.0);
    const double year = decimal_year(at);
    const bool anybody_moves = !moving.on_ships.empty() || !moving.in_aircraft.empty();
    const double eligible_on_ships = config.ships ? config.ships->eligible_share : 0.0;
    for (std::size_t z = 0; z < zones.zones.size(); ++z) {
        const Zone& zone = zones.zones[z];
        map.first.push_back(static_cast<std::uint32_t>(map.fine.size()));
        const bool lived_in = zone.people_uncovered > 0.0;
        if (!lived_in && !anybody_moves) continue;
        double scale = 0.0;
        if (lived_in) {
            const auto special = config.eligible_share.find(zone.area);
            const double eligible = special == config.eligible_share.end() ? config.eligible_share_default : special->second;
            const double growth = trend.scale(zone.area, year);
            map.people_outside[z] = zone.people_uncovered * growth;
            scale = eligible * growth;
        }
        for (std::uint32_t i = zone.first_fine; i < zone.first_fine + zone.fine_count; ++i) {
            const auto f = static_cast<std::size_t>(zones.fine[i]);
            double people = lived_in ? static_cast<double>(earth.people_uncovered[f]) * scale : 0.0;
            if (!moving.on_ships.empty()) {
                const auto aboard = static_cast<double>(moving.on_ships[f]);
                map.people_on_ships[z] += aboard;
                people += aboard * eligible_on_ships;
            }
            if (!moving.in_aircraft.empty()) people += static_cast<double>(moving.in_aircraft[f]);
            if (!(people > 0.0)) continue;
            map.fine.push_back(zones.fine[i]);
            map.eligible_people.push_back(static_cast<float>(people));
            map.by_fine_cell[f] = static_cast<float>(people);
        }
    }
    map.first.push_back(static_cast<std::uint32_t>(map.fine.size()));
    return map;
}

double eligible_people_at(const DemandMap& map, std::int64_t fine_cell) {
    return static_cast<double>(map.by_fine_cell[static_cast<std::size_t>(fine_cell)]);
}

namespace {

double share_by_hour(const DemandConfig& config, double longitude_deg, Instant at) {
    const std::array<double, 24>& table = config.active_share_by_local_hour;
    if (config.hours == LoadHour::kBusy) return *std::max_element(table.begin(), table.end());
    if (config.hours == LoadHour::kFixed) return table[static_cast<std::size_t>(config.fixed_hour)];
    const double local_hour = seconds_of_day(at) / 3600.0 + longitude_deg / 15.0 + 48.0;
    const double whole = std::floor(local_hour);
    const auto hour = static_cast<std::size_t>(whole) % 24;
    const double part = local_hour - whole;
    return table[hour] * (1.0 - part) + table[(hour + 1) % 24] * part;
}

}  // namespace

int local_weekday(double longitude_deg, Instant at) {
    const double local_days = (static_cast<double>(at.utc_ns) * 1e-9 + longitude_deg * 240.0) / 86400.0;
    constexpr int kSaturday = 5;  // 1 January 2000, on which instants begin
    const int day = (static_cast<int>(std::floor(local_days)) + kSaturday) % 7;
    return day < 0 ? day + 7 : day;
}

double active_share(const DemandConfig& config, double longitude_deg, Instant at) {
    return share_by_hour(config, longitude_deg, at) * config.factor_by_weekday[static_cast<std::size_t>(local_weekday(longitude_deg, at))];
}

ZoneDemand zone_demand(const DemandMap& map, std::uint32_t zone, double active_share, double footprint_area_km2,
                       std::vector<double>& cumulative) {
    const double footprints_per_cell = fine_cell_area_km2() / footprint_area_km2;
    ZoneDemand demand;
    cumulative.clear();
    for (std::uint32_t i = map.first[zone]; i < map.first[zone + 1]; ++i) {
        const double users = static_cast<double>(map.eligible_people[i]) * active_share;
        demand.active_users += users;
        demand.active_footprints += -std::expm1(-users / footprints_per_cell) * footprints_per_cell;
        cumulative.push_back(demand.active_footprints);
    }
    return demand;
}

double fine_cell_area_km2() { return Grid{kFineOrder}.cell_area_km2(); }

}  // namespace d2c
