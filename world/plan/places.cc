#include "world/plan/places.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "base/constants.h"
#include "base/random.h"
#include "constellation/frames.h"
#include "geography/cell.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

AimPoint point_at(const Geodetic& place) {
    const Position<Itrf> p = itrf_of(place);
    return {p.x.value, p.y.value, p.z.value};
}

AimPoint in_hexagon(const HexPattern& hexagons, const Geodetic& place) {
    const HexPattern::Hexagon hexagon = hexagons.at(place);
    AimPoint point = point_at(hexagon.centre);
    point.part = hexagon.colour;
    return point;
}

}  // namespace

AimPoint own_aim(const PhoneColumns& p, std::size_t phone, const PayloadRadio& payload) {
    if (payload.hexagons)
        return in_hexagon(*payload.hexagons, {Angle::degrees(p.latitude_deg[phone]), Angle::degrees(p.longitude_deg[phone])});
    const double offset_m = p.footprint_radius_share[phone] * payload.footprint_diameter_m / 2.0;
    const double north = offset_m * std::cos(p.footprint_azimuth_rad[phone]);
    const double east = offset_m * std::sin(p.footprint_azimuth_rad[phone]);
    const double sin_lat = p.up_z[phone];
    const double cos_lat = std::sqrt(std::max(0.0, 1.0 - sin_lat * sin_lat));
    const double cos_lon = cos_lat > 0.0 ? p.up_x[phone] / cos_lat : 1.0;
    const double sin_lon = cos_lat > 0.0 ? p.up_y[phone] / cos_lat : 0.0;
    return {p.x_itrf_m[phone] - north * sin_lat * cos_lon - east * sin_lon, p.y_itrf_m[phone] - north * sin_lat * sin_lon + east * cos_lon,
            p.z_itrf_m[phone] + north * cos_lat};
}

bool can_aim(const AimPoint& aim, double x, double y, double z, double least_sin_elevation) {
    constexpr double kPolar = 1.0 / ((1.0 - kWgs84Flattening) * (1.0 - kWgs84Flattening));  // the gradient of the ellipsoid
    const double dx = x - aim.x_itrf_m, dy = y - aim.y_itrf_m, dz = z - aim.z_itrf_m;
    const double ux = aim.x_itrf_m, uy = aim.y_itrf_m, uz = aim.z_itrf_m * kPolar;
    const double along = dx * ux + dy * uy + dz * uz;
    return along >= least_sin_elevation * std::sqrt((dx * dx + dy * dy + dz * dz) * (ux * ux + uy * uy + uz * uz));
}

BeamSpacing spacing_of(const PayloadRadio& payload, unsigned parts, const FineEarth& earth) {
    return {payload.reuse_distance_m, payload.apart_m, parts, payload.hexagons.get(), &earth};
}

BeamPlaces::BeamPlaces(std::span<const std::int64_t> fine, std::span<const double> cumulative, BeamSpacing spacing, std::uint64_t seed,
                       std::uint64_t key, std::uint32_t window_key)
    : fine_{fine},
      cumulative_{cumulative},
      spacing_{spacing},
      seed_{seed},
      key_{key},
      window_key_{window_key},
      full_{fine.empty() || !(cumulative.back() > 0.0)} {}

AimPoint BeamPlaces::draw() {
    static const Grid grid{kFineOrder};
    // Beams side by side can be nearer than fine cells: within one the place is drawn to 200 m.
    constexpr int kWithin = 6;
    static const Grid finer{kFineOrder + kWithin};
    constexpr std::uint32_t kWithinDraw = 0x80000000;
    const std::uint32_t number = 2 + draws_++;
    const double mark = uniform01({seed_, Purpose::kBeamPlace, key_, window_key_, number}) * cumulative_.back();
    const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end(), mark) - cumulative_.begin();
    const CellId cell{kFineOrder, fine_[std::min(static_cast<std::size_t>(at), fine_.size() - 1)]};
    if (spacing_.parts == 1) return point_at(grid.centre(cell));
    const double within = uniform01({seed_, Purpose::kBeamPlace, key_, window_key_, kWithinDraw + number});
    const std::int64_t child = first_child(cell, kFineOrder + kWithin) + static_cast<std::int64_t>(within * (1 << (2 * kWithin)));
    const Geodetic drawn = finer.centre({kFineOrder + kWithin, child});
    if (!spacing_.hexagons) return point_at(drawn);
    const HexPattern::Hexagon hexagon = spacing_.hexagons->at(drawn);
    const auto middle = static_cast<std::size_t>(grid.cell_of(hexagon.centre).pixel), own = static_cast<std::size_t>(cell.pixel);
    const bool same = !spacing_.earth || (spacing_.earth->area[middle] == spacing_.earth->area[own] &&
                                          spacing_.earth->on_land[middle] == spacing_.earth->on_land[own]);
    AimPoint point = point_at(same ? hexagon.centre : drawn);
    point.part = hexagon.colour;
    return point;
}

bool BeamPlaces::fits(AimPoint& point) const {
    const double same_m2 = spacing_.same_part_m * spacing_.same_part_m, any_m2 = spacing_.any_part_m * spacing_.any_part_m;
    const std::uint32_t all = (1u << spacing_.parts) - 1;
    std::uint32_t taken = 0;
    for (const AimPoint& other : points_) {
        const double m2 = squared_distance_m2(point, other);
        if (m2 < same_m2) taken |= 1u << other.part;
        if (m2 < any_m2 || taken == all) return false;
    }
    if (!spacing_.hexagons) point.part = static_cast<unsigned>(std::countr_one(taken));
    return point.part < spacing_.parts && (taken >> point.part & 1u) == 0;
}

std::span<const AimPoint> BeamPlaces::first(std::size_t wanted) {
    const unsigned give_up_after = 24 * spacing_.parts;
    unsigned misses = 0;
    while (!full_ && points_.size() < wanted) {
        AimPoint point = draw();
        if (fits(point)) {
            points_.push_back(point);
            misses = 0;
        } else {
            full_ = ++misses >= give_up_after;
        }
    }
    return std::span<const AimPoint>{points_}.first(std::min(wanted, points_.size()));
}

}  // namespace d2c
