#include "world/journey/around/local_world.h"

#include <algorithm>
#include <cmath>

#include "base/constants.h"
#include "constellation/look.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

/// How far a traveller goes before its surroundings are made anew.
constexpr Metres kRoom{200e3};
/// Of an aircraft's horizon: 4 degrees at 15 km of height.
constexpr Angle kHeight = Angle::degrees(4.0);
/// Radii of orbits about the mean one (propagate.h).
constexpr Metres kRadialMargin{8e3};

/// Angle between two places, latitudes taken as geocentric: within 0.2 degrees.
Angle between(const Geodetic& a, const Geodetic& b) {
    const double cosine = sin(a.latitude) * sin(b.latitude) + cos(a.latitude) * cos(b.latitude) * cos(a.longitude - b.longitude);
    return Angle::radians(std::acos(std::clamp(cosine, -1.0, 1.0)));
}

Angle angle_of(Metres on_ground) { return Angle::radians(on_ground.value / kMeanEarthRadius.value); }

ZoneTable zones_within(const ZoneTable& all, const Geodetic& centre, Angle radius) {
    ZoneTable some;
    some.order = all.order;
    CellId cell{-1, -1};
    bool inside = false;
    for (const Zone& zone : all.zones) {
        if (zone.cell != cell) {
            cell = zone.cell;
            const Grid grid{cell.order};
            inside = between(grid.centre(cell), centre) <= radius + grid.cell_radius();
        }
        if (!inside) continue;
        Zone copy = zone;
        copy.first_fine = static_cast<std::uint32_t>(some.fine.size());
        const auto first = all.fine.begin() + zone.first_fine;
        some.fine.insert(some.fine.end(), first, first + zone.fine_count);
        some.zones.push_back(copy);
    }
    return some;
}

WorldModel part_of(const WorldModel& world, const Geodetic& centre, std::uint32_t environment, std::uint64_t draw_id) {
    ZoneTable zones = zones_within(world.zones, centre, reach_of_sky(world.fleet) + angle_of(kRoom) + kHeight);
    Phones phones = place_phones(world.earth->fine, zones, {}, {}, world.seed);
    const std::uint32_t spot = add_traveller(phones, draw_id, world.seed);
    phones.spots[spot].environment = environment;
    move_traveller(phones, spot, centre, {}, zones.order);
    PhoneTiles tiles{phones, zones.order, world.fleet};
    return {world.study, world.earth,      world.fleet,     std::move(zones), std::move(phones), world.spectrum,
            world.radio, std::move(tiles), world.sessions,  world.policy,     world.outages,     world.trend,
            {},          world.seed,       world.step_count};
}

}  // namespace

Angle reach_of_sky(const Fleet& fleet) {
    Angle farthest{};
    for (std::size_t s = 0; s < fleet.size(); ++s) {
        const Metres altitude{fleet.states[s].semi_major_axis.value + kRadialMargin.value - kMeanEarthRadius.value};
        const PayloadGeneration& payload = fleet.payloads[fleet.payload[s]];
        farthest = std::max(farthest, earth_central_angle(altitude, Angle{}) + earth_central_angle(altitude, payload.minimum_elevation));
    }
    return farthest;
}

LocalWorld::LocalWorld(const WorldModel& world, Quarter quarter, const Geodetic& centre, std::uint32_t environment, std::uint64_t draw_id)
    : centre_{centre},
      quarter_{quarter},
      model_{part_of(world, centre, environment, draw_id)},
      demand_{build_demand(world.earth->fine, model_.zones, world.trend, world.study->demand, middle_of(quarter), world.moving)},
      spot_{static_cast<std::uint32_t>(model_.phones.spots.size() - 1)} {}

bool LocalWorld::holds(const Geodetic& at, Quarter quarter) const { return quarter == quarter_ && between(at, centre_) <= angle_of(kRoom); }

void LocalWorld::stand(const Geodetic& at, Jurisdiction jurisdiction) {
    move_traveller(model_.phones, spot_, at, jurisdiction, model_.zones.order);
}

void LocalWorld::move(const Geodetic& to, Jurisdiction jurisdiction) {
    stand(to, jurisdiction);
    model_.tiles.follow(model_.phones, spot_);
}

}  // namespace d2c
