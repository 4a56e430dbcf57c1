#include "roaming/transport/user_plane.h"

#include <cmath>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

double distance_m(const SatelliteColumns& now, std::uint32_t a, std::uint32_t b) {
    return std::hypot(now.x_itrf_m[a] - now.x_itrf_m[b], now.y_itrf_m[a] - now.y_itrf_m[b], now.z_itrf_m[a] - now.z_itrf_m[b]);
}
double distance_m(const SatelliteColumns& now, std::uint32_t a, const Geodetic& place) {
    const Position<Itrf> p = itrf_of(place);
    return std::hypot(now.x_itrf_m[a] - p.x.value, now.y_itrf_m[a] - p.y.value, now.z_itrf_m[a] - p.z.value);
}
double light_s(double metres) { return metres / kSpeedOfLightMPerS; }

std::uint32_t handover_point(const GroundSegment& ground, const Gateway& gateway) {
    std::uint32_t best = kNoWay;
    double nearest_m = 0.0;
    for (std::uint32_t i = 0; i < ground.points_of_presence.size(); ++i) {
        const PointOfPresence& point = ground.points_of_presence[i];
        if (!gateway.point_of_presence.empty() && point.id == gateway.point_of_presence) return i;
        const double d = great_circle(gateway.location, point.location).value;
        if (best == kNoWay || d < nearest_m) {
            best = i;
            nearest_m = d;
        }
    }
    return best;
}

}  // namespace

Metres great_circle(const Geodetic& a, const Geodetic& b) {
    const double half_lat = 0.5 * (b.latitude - a.latitude).in_radians(), half_lon = 0.5 * (b.longitude - a.longitude).in_radians();
    const double s = std::sin(half_lat) * std::sin(half_lat) + cos(a.latitude) * cos(b.latitude) * std::sin(half_lon) * std::sin(half_lon);
    return {2.0 * kMeanEarthRadius.value * std::asin(std::sqrt(std::fmin(1.0, s)))};
}

double fibre_delay_s(Metres great_circle, const Fibre& fibre) {
    return great_circle.value * fibre.stretch_ratio / (fibre.speed_ratio * kSpeedOfLightMPerS);
}

std::vector<GroundTail> ground_tails(const GroundSegment& ground, const CoreAnchor& anchor) {
    std::vector<GroundTail> tails;
    tails.reserve(ground.gateways.size());
    for (const Gateway& gateway : ground.gateways) {
        GroundTail tail;
        tail.point_of_presence = handover_point(ground, gateway);
        const Geodetic& out =
            tail.point_of_presence == kNoWay ? gateway.location : ground.points_of_presence[tail.point_of_presence].location;
        tail.to_point_of_presence = great_circle(gateway.location, out);
        if (anchor.user_plane == UserPlane::kHomeRouted) tail.to_core = great_circle(out, anchor.home_core.value());
        tail.core_s = ground.forwarding.gateway_s + fibre_delay_s(tail.to_point_of_presence, ground.fibre);
        tail.home_s = fibre_delay_s(tail.to_core, ground.fibre);
        tail.delay_s = tail.core_s + tail.home_s + ground.forwarding.core_s + anchor.content_s;
        tails.push_back(tail);
    }
    return tails;
}

void ways_to_content(const GroundSegment& ground, std::span<const GroundTail> tails, std::span<const std::uint8_t> gateway_up,
                     const SatelliteColumns& now, const LinkGraph& graph, std::span<const double> length_m, PathTree& tree) {
    std::vector<PathEnd> ends;
    for (std::uint32_t g = 0; g < ground.gateways.size(); ++g) {
        if (!gateway_up.empty() && !gateway_up[g]) continue;
        for (const GroundLink& link : ground_links(ground.gateways[g].location, now, LeastElevation{ground.gateways[g].minimum_elevation}))
            ends.push_back({link.satellite, link.length.value + tails[g].delay_s * kSpeedOfLightMPerS, g});
    }
    shortest_paths(graph, length_m, ground.forwarding.satellite_s * kSpeedOfLightMPerS, ends, tree);
}

double delay_from_satellite_s(const PathTree& tree, const ForwardingDelays& forwarding, std::uint32_t satellite) {
    return light_s(tree.cost_m[satellite]) + forwarding.satellite_s;
}

double delay_in_space_s(const PathTree& tree, std::span<const GroundTail> tails, const ForwardingDelays& forwarding,
                        std::uint32_t satellite) {
    const double whole_s = delay_from_satellite_s(tree, forwarding, satellite);
    return tree.station[satellite] == kNoWay ? whole_s : whole_s - tails[tree.station[satellite]].delay_s;
}

std::vector<DelayComponent> delay_components(const GroundSegment& ground, std::span<const GroundTail> tails, const CoreAnchor& anchor,
                                             const SatelliteColumns& now, const PathTree& tree, std::uint32_t satellite,
                                             Metres service_link) {
    const std::vector<std::uint32_t> way = way_from(tree, satellite);
    std::vector<DelayComponent> parts;
    if (way.empty()) return parts;
    const std::uint32_t g = tree.station[satellite];
    const Gateway& gateway = ground.gateways[g];
    const GroundTail& tail = tails[g];
    const auto light = [&](std::string_view name, std::string from, std::string to, double metres) {
        parts.push_back({name, std::move(from), std::move(to), {metres}, light_s(metres)});
    };
    const auto fibre = [&](std::string_view name, const std::string& from, const std::string& to, Metres arc) {
        parts.push_back({name, from, to, ground.fibre.stretch_ratio * arc, fibre_delay_s(arc, ground.fibre)});
    };
    light("service link", "phone", std::to_string(satellite), service_link.value);
    for (std::size_t i = 0; i + 1 < way.size(); ++i)
        light("inter-satellite link", std::to_string(way[i]), std::to_string(way[i + 1]), distance_m(now, way[i], way[i + 1]));
    parts.push_back({"in satellites", "", "", {0.0}, ground.forwarding.satellite_s * static_cast<double>(way.size())});
    light("feeder link", std::to_string(way.back()), gateway.id, distance_m(now, way.back(), gateway.location));
    parts.push_back({"in the gateway", gateway.id, gateway.id, {0.0}, ground.forwarding.gateway_s});
    const std::string out = tail.point_of_presence == kNoWay ? gateway.id : ground.points_of_presence[tail.point_of_presence].id;
    fibre("gateway to point of presence", gateway.id, out, tail.to_point_of_presence);
    if (anchor.user_plane == UserPlane::kHomeRouted) fibre("point of presence to home core", out, "home core", tail.to_core);
    const std::string meets = anchor.user_plane == UserPlane::kHomeRouted ? "home core" : out;
    parts.push_back({"in the core", meets, meets, {0.0}, ground.forwarding.core_s});
    parts.push_back({"to the content", meets, "content", {0.0}, anchor.content_s});
    return parts;
}

double total_s(std::span<const DelayComponent> components) {
    double sum = 0.0;
    for (const DelayComponent& part : components) sum += part.delay_s;
    return sum;
}

}  // namespace d2c
