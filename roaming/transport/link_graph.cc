#include "roaming/transport/link_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "constellation/frames.h"

namespace d2c {

LinkGraph graph_of(std::size_t satellites, std::span<const SatelliteLink> links) {
    std::vector<SatelliteLink> both;
    both.reserve(2 * links.size());
    for (const SatelliteLink& link : links) {
        both.push_back(link);
        both.push_back({link.b, link.a});
    }
    std::sort(both.begin(), both.end());
    both.erase(std::unique(both.begin(), both.end()), both.end());
    LinkGraph graph;
    graph.first.assign(satellites + 1, 0);
    graph.neighbour.reserve(both.size());
    for (const SatelliteLink& link : both) {
        ++graph.first[link.a + 1];
        graph.neighbour.push_back(link.b);
    }
    for (std::size_t s = 0; s < satellites; ++s) graph.first[s + 1] += graph.first[s];
    return graph;
}

void link_lengths(const LinkGraph& graph, const SatelliteColumns& now, const LinkLimits& limits, std::span<const std::uint8_t> linked,
                  std::vector<double>& length_m) {
    constexpr double kNone = std::numeric_limits<double>::infinity();
    const double least = limits.earth_radius.value + limits.grazing_height.value;
    const double least2 = least * least, longest2 = limits.maximum_length.value * limits.maximum_length.value;
    length_m.assign(graph.neighbour.size(), kNone);
    const auto &x = now.x_itrf_m, &y = now.y_itrf_m, &z = now.z_itrf_m;
    for (std::size_t a = 0; a < graph.satellites(); ++a) {
        if (!linked.empty() && !linked[a]) continue;
        const double a2 = x[a] * x[a] + y[a] * y[a] + z[a] * z[a];
        for (std::uint32_t k = graph.first[a]; k < graph.first[a + 1]; ++k) {
            const std::uint32_t b = graph.neighbour[k];
            if (!linked.empty() && !linked[b]) continue;
            const double dx = x[b] - x[a], dy = y[b] - y[a], dz = z[b] - z[a];
            const double d2 = dx * dx + dy * dy + dz * dz;
            // The line's nearest point to the Earth's centre lies between the two where each sees the other downwards.
            const double along = -(x[a] * dx + y[a] * dy + z[a] * dz);
            const bool between = along > 0.0 && along < d2;
            const double nearest2 = between ? a2 - along * along / d2 : least2;
            if (nearest2 >= least2 && d2 <= longest2) length_m[k] = std::sqrt(d2);
        }
    }
}

std::vector<GroundLink> ground_links(const Geodetic& place, const SatelliteColumns& now, const GroundLinkRule& rule) {
    const Position<Itrf> here = itrf_of(place);
    const double px = here.x.value, py = here.y.value, pz = here.z.value;
    const double up_x = cos(place.latitude) * cos(place.longitude), up_y = cos(place.latitude) * sin(place.longitude),
                 up_z = sin(place.latitude);
    const auto* by_elevation = std::get_if<LeastElevation>(&rule);
    const auto* by_range = std::get_if<GreatestRange>(&rule);
    const double least_sin = by_elevation ? sin(by_elevation->elevation) : 0.0;
    std::vector<GroundLink> links;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const double dx = now.x_itrf_m[i] - px, dy = now.y_itrf_m[i] - py, dz = now.z_itrf_m[i] - pz;
        const double up = dx * up_x + dy * up_y + dz * up_z;
        if (by_elevation && up < 0.0 && least_sin >= 0.0) continue;
        const double range = std::sqrt(dx * dx + dy * dy + dz * dz);
        const bool works = by_elevation ? up >= least_sin * range : range <= by_range->range.value;
        if (works) links.push_back({static_cast<std::uint32_t>(i), {range}});
    }
    return links;
}

}  // namespace d2c
