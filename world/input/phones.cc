#include "world/input/phones.h"

#include <algorithm>
#include <numbers>

#include "base/random.h"
#include "constellation/frames.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

/// Area of an order-4 cell over that of an order-`order` cell: lone users are counted per area, so no result depends on the grid order.
double lone_users_per_cell(int order) { return std::pow(4.0, 4 - order); }

void put_phone(PhoneColumns& phones, std::size_t i, const Geodetic& place, std::int64_t fine_cell) {
    const Position<Itrf> p = itrf_of(place);
    phones.x_itrf_m[i] = p.x.value;
    phones.y_itrf_m[i] = p.y.value;
    phones.z_itrf_m[i] = p.z.value;
    phones.up_x[i] = cos(place.latitude) * cos(place.longitude);
    phones.up_y[i] = cos(place.latitude) * sin(place.longitude);
    phones.up_z[i] = sin(place.latitude);
    phones.latitude_deg[i] = place.latitude.in_degrees();
    phones.longitude_deg[i] = place.longitude.in_degrees();
    phones.fine_cell[i] = fine_cell;
}

void add_phone(PhoneColumns& phones, const Geodetic& place, std::int64_t fine_cell, std::uint64_t draw_id, std::uint64_t seed) {
    const std::size_t i = phones.size();
    for (auto* column : {&phones.x_itrf_m, &phones.y_itrf_m, &phones.z_itrf_m, &phones.up_x, &phones.up_y, &phones.up_z,
                         &phones.latitude_deg, &phones.longitude_deg})
        column->push_back(0.0);
    phones.fine_cell.push_back(fine_cell);
    phones.draw_id.push_back(draw_id);
    phones.footprint_radius_share.push_back(std::sqrt(uniform01({seed, Purpose::kBeamPlace, draw_id, 0})));
    phones.footprint_azimuth_rad.push_back(2.0 * std::numbers::pi * uniform01({seed, Purpose::kBeamPlace, draw_id, 1}));
    put_phone(phones, i, place, fine_cell);
}

/// One of the zone's fine cells, drawn in proportion to `weight(fine)`; uniformly where all weights are zero.
template <class Weight>
std::int64_t draw_fine_cell(const ZoneTable& table, const Zone& zone, double uniform, Weight weight) {
    const auto begin = table.fine.begin() + zone.first_fine;
    const auto end = begin + zone.fine_count;
    double total = 0.0;
    for (auto it = begin; it != end; ++it) total += weight(*it);
    if (!(total > 0.0)) return begin[static_cast<std::ptrdiff_t>(uniform * zone.fine_count)];
    double left = uniform * total;
    for (auto it = begin; it != end; ++it) {
        left -= weight(*it);
        if (left <= 0.0) return *it;
    }
    return *(end - 1);
}

}  // namespace

Phones place_phones(const FineEarth& earth, const ZoneTable& zones, std::span<const Place> places,
                    std::span<const Jurisdiction> place_jurisdiction, std::uint64_t seed) {
    const Grid fine_grid{kFineOrder};
    const Grid grid{zones.order};
    Phones phones;
    for (std::uint32_t z = 0; z < zones.zones.size(); ++z) {
        const Zone& zone = zones.zones[z];
        Spot spot;
        spot.jurisdiction = {zone.area, zone.on_land};
        spot.cell = zones.first_cell(zone);
        spot.zone = z;
        spot.lone_users = lone_users_per_cell(zones.order) * zone.area_share;
        phones.spots.push_back(spot);
        const auto uncovered_area = [&](std::int64_t f) {
            return 1.0 - static_cast<double>(earth.covered_share[static_cast<std::size_t>(f)]);
        };
        const auto uncovered_people = [&](std::int64_t f) {
            return static_cast<double>(earth.people_uncovered[static_cast<std::size_t>(f)]);
        };
        const std::uint64_t zone_key =
            static_cast<std::uint64_t>(zone.cell.pixel) * 2048u + zone.area.index() * 2u + (zone.on_land ? 1u : 0u);
        for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) {
            const double u = uniform01({seed, Purpose::kPhonePlace, zone_key, i, static_cast<std::uint32_t>(zone.cell.order)});
            const bool by_people = i == 1 && zone.people_uncovered > 0.0;
            const std::int64_t fine =
                by_people ? draw_fine_cell(zones, zone, u, uncovered_people) : draw_fine_cell(zones, zone, u, uncovered_area);
            add_phone(phones.columns, fine_grid.centre({kFineOrder, fine}), fine, static_cast<std::uint64_t>(fine) * 4 + i, seed);
        }
    }
    constexpr std::uint64_t kPlaceIds = std::uint64_t{1} << 40;
    for (std::uint32_t p = 0; p < places.size(); ++p) {
        Spot spot;
        spot.jurisdiction = place_jurisdiction[p];
        spot.cell = grid.cell_of(places[p].location).pixel;
        spot.place = p;
        for (std::uint32_t z = 0; z < zones.zones.size(); ++z) {
            const Zone& zone = zones.zones[z];
            const std::int64_t first = zones.first_cell(zone);
            if (spot.cell >= first && spot.cell < first + zones.cell_count(zone) &&
                Jurisdiction{zone.area, zone.on_land} == spot.jurisdiction)
                spot.zone_around = z;
        }
        phones.spots.push_back(spot);
        const std::int64_t fine = fine_grid.cell_of(places[p].location).pixel;
        for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) {
            add_phone(phones.columns, places[p].location, fine, kPlaceIds + static_cast<std::uint64_t>(fine) * 4 + i, seed);
        }
    }
    return phones;
}

std::uint32_t add_traveller(Phones& phones, std::uint64_t draw_id, std::uint64_t seed) {
    Spot spot;
    spot.moves = true;
    spot.cell = 0;
    phones.spots.push_back(spot);
    for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) add_phone(phones.columns, {}, 0, draw_id, seed);
    return static_cast<std::uint32_t>(phones.spots.size() - 1);
}

void move_traveller(Phones& phones, std::uint32_t spot, const Geodetic& to, Jurisdiction jurisdiction, int order) {
    phones.spots[spot].jurisdiction = jurisdiction;
    phones.spots[spot].cell = Grid{order}.cell_of(to).pixel;
    const std::int64_t fine = Grid{kFineOrder}.cell_of(to).pixel;
    for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) put_phone(phones.columns, spot * kPhonesPerSpot + i, to, fine);
}

}  // namespace d2c
