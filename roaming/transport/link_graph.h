#pragma once
// The links of a constellation as columns: neighbours of each satellite, and how long each link is at an instant.

#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "base/constants.h"
#include "base/quantity.h"
#include "base/vector.h"
#include "constellation/propagate.h"
#include "roaming/transport/mesh.h"

namespace d2c {

/// Compressed rows: the neighbours of satellite s are neighbour[first[s]] to neighbour[first[s + 1] - 1], ascending.
struct LinkGraph {
    std::vector<std::uint32_t> first{0};
    std::vector<std::uint32_t> neighbour;
    std::size_t satellites() const { return first.size() - 1; }
};
/// Precondition: every row of `links` is below `satellites`. A link that stands twice counts once.
LinkGraph graph_of(std::size_t satellites, std::span<const SatelliteLink> links);

struct LinkLimits {
    /// Least height of the straight line over a sphere of `earth_radius`; 80 km keeps it out of the weather (Kassing et al., IMC 2020:
    /// their program Hypatia, satellite_networks_state/main_kuiper_630.py).
    Metres grazing_height{80e3};
    Metres earth_radius = kWgs84SemiMajorAxis;
    Metres maximum_length{1e9};  ///< of the terminals; assumption: none but the line of sight
};

/// Fills `length_m` with the length of each link of `graph` [m], in the order of its neighbours; infinite where the Earth is in the way,
/// the link is too long, or either satellite has no part in the mesh (`linked` is 0; empty: all have). Preconditions: now.size() >=
/// satellites.
void link_lengths(const LinkGraph& graph, const SatelliteColumns& now, const LinkLimits& limits, std::span<const std::uint8_t> linked,
                  std::vector<double>& length_m);

/// What lets a station on the ground work a satellite: its elevation above the ellipsoid's horizon, or the distance alone (a flat-Earth
/// cone, as some published studies have it).
struct LeastElevation {
    Angle elevation;
};
struct GreatestRange {
    Metres range;
};
using GroundLinkRule = std::variant<LeastElevation, GreatestRange>;

struct GroundLink {
    std::uint32_t satellite = 0;
    Metres length{0.0};
};
/// Satellites that a place can work, ascending. Appends nothing else; `now` in Earth-fixed metres.
std::vector<GroundLink> ground_links(const Geodetic& place, const SatelliteColumns& now, const GroundLinkRule& rule);

}  // namespace d2c
