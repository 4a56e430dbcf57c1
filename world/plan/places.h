#pragma once
// Where beams are aimed: footprints at places of a zone that can be lit together, and the footprint a phone stands in.

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "geography/zones.h"
#include "world/input/phones.h"
#include "world/radio/radio_model.h"

namespace d2c {

/// Aim point, ITRF metres.
struct AimPoint {
    double x_itrf_m, y_itrf_m, z_itrf_m;
    unsigned part = 0;  ///< of the carriers, that a beam uses there
};
/// Between two points that have ITRF coordinates as an AimPoint has.
template <class One, class Other>
double squared_distance_m2(const One& a, const Other& b) {
    const double dx = a.x_itrf_m - b.x_itrf_m, dy = a.y_itrf_m - b.y_itrf_m, dz = a.z_itrf_m - b.z_itrf_m;
    return dx * dx + dy * dy + dz * dz;
}

/// The footprint that a phone stands in: its centre, off the phone by the phone's own draw, at most half a footprint away; under a fixed
/// pattern its hexagon.
AimPoint own_aim(const PhoneColumns& phones, std::size_t phone, const PayloadRadio& payload);

/// Whether a satellite stands above that elevation at a point on the ground. The vertical is that of WGS 84 at height 0: within 0.01
/// degrees up to 100 km above it.
bool can_aim(const AimPoint& aim, double x_itrf_m, double y_itrf_m, double z_itrf_m, double least_sin_elevation);

/// How near to each other beams can be lit together.
struct BeamSpacing {
    double same_part_m = 0.0;  ///< using the same part of the carriers
    double any_part_m = 0.0;   ///< whatever they use
    unsigned parts = 1;
    /// Where not null, beams stand in the middles of these and on the parts that are their colours; but for those whose middle lies in
    /// another country (or on the other side of the coast) than what was drawn, which `earth` tells.
    const HexPattern* hexagons = nullptr;
    const FineEarth* earth = nullptr;
};
BeamSpacing spacing_of(const PayloadRadio& payload, unsigned parts, const FineEarth& earth);

/// Where a zone's beams stand over a window: points that can be lit together, drawn by weight from the zone's fine cells, each on the
/// first part that is free there or that of its hexagon; the same list whoever serves the zone. It grows when asked, by the same draws in
/// the same order, so it does not depend on who asks.
class BeamPlaces {
  public:
    /// `fine`: cells to draw from; `cumulative`: running sum of their weights. Both must outlive the list.
    BeamPlaces(std::span<const std::int64_t> fine, std::span<const double> cumulative, BeamSpacing spacing, std::uint64_t seed,
               std::uint64_t key, std::uint32_t window_key);
    /// The first `wanted` points, fewer where no more were found to fit (after 24 draws in a row, times parts, that stood too near).
    std::span<const AimPoint> first(std::size_t wanted);

  private:
    AimPoint draw();
    /// Gives the point the first part on which no other is too near; false where it has none.
    bool fits(AimPoint& point) const;

    std::span<const std::int64_t> fine_;
    std::span<const double> cumulative_;
    BeamSpacing spacing_;
    std::uint64_t seed_, key_;
    std::uint32_t window_key_, draws_ = 0;
    bool full_ = false;
    std::vector<AimPoint> points_;
};

/// A spot's places for a payload, and how many beams can be lit there together.
struct SpotPlaces {
    BeamPlaces* list = nullptr;
    double most_beams = 0.0;
};
/// Asked from several threads at once, for one spot by one thread at a time.
using PlaceSource = std::function<SpotPlaces(std::uint32_t spot, std::size_t payload)>;

}  // namespace d2c
