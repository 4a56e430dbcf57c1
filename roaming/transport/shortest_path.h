#pragma once
// Shortest paths through the mesh, from the satellites that gateways work to all others.

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "roaming/transport/link_graph.h"

namespace d2c {

/// Where a path may end: a satellite that station `station` works, with what the rest costs from there.
struct PathEnd {
    std::uint32_t satellite = 0;
    double cost_m = 0.0;  ///< not negative
    std::uint32_t station = 0;
};

inline constexpr std::uint32_t kNoWay = std::numeric_limits<std::uint32_t>::max();

/// For each satellite the cheapest way to an end. Columns by row.
struct PathTree {
    std::vector<double> cost_m;                          ///< links, hops and the end's own cost; infinite where there is no way
    std::vector<std::uint32_t> next;                     ///< satellite after this one; its own row where it is the last
    std::vector<std::uint32_t> station;                  ///< where the way ends; kNoWay where there is none
    std::vector<std::pair<double, std::uint32_t>> heap;  ///< room for the search, kept between calls
};

/// Dijkstra 1959 with a binary heap from all ends at once. `length_m` as link_lengths fills it; each link costs its length and `per_hop_m`
/// (the time in a satellite, as the way that light goes in it). Of equal ways the one found over the lower row. Precondition: costs and
/// lengths are not negative (NaN is no way).
void shortest_paths(const LinkGraph& graph, std::span<const double> length_m, double per_hop_m, std::span<const PathEnd> ends,
                    PathTree& tree);

/// Rows from `satellite` to the last satellite; empty where there is no way.
std::vector<std::uint32_t> way_from(const PathTree& tree, std::uint32_t satellite);

}  // namespace d2c
