#pragma once
// One-way delay of the user plane: phone, satellite, inter-satellite links, gateway, point of presence, core, content. Every part can be
// printed.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "roaming/transport/gateway.h"
#include "roaming/transport/shortest_path.h"

namespace d2c {

/// Where a phone's packets meet the internet: in its home operator's core, or at the network's own point of presence (3GPP TS 23.402
/// clause 4.2.3: home routed and local breakout).
enum class UserPlane { kHomeRouted, kLocalBreakout };

/// Fibre on the ground: the great circle on a sphere of 6371 km times `stretch_ratio`, at `speed_ratio` of the speed of light in vacuum.
struct Fibre {
    /// Bozkurt et al., "Dissecting Latency in the Internet's Fiber Infrastructure", arXiv 1811.10737, abstract: line of sight times 2.1
    /// over the speed of light in fibre is the rule of thumb of measurements; the shortest conduits would give 1.3.
    double stretch_ratio = 2.1;
    double speed_ratio = 2.0 / 3.0;  ///< assumption: a refractive index of 1.5; glass of group index 1.468 would be 2 % faster
};
Metres great_circle(const Geodetic& a, const Geodetic& b);
double fibre_delay_s(Metres great_circle, const Fibre& fibre);

/// Times spent in boxes, one way. assumption: propagation only; switching takes microseconds, and queues are the packet level's.
struct ForwardingDelays {
    double satellite_s = 0.0, gateway_s = 0.0, core_s = 0.0;
};

/// The ground as one sees it from space. Immutable for a study.
struct GroundSegment {
    std::vector<Gateway> gateways;
    std::vector<PointOfPresence> points_of_presence;
    Fibre fibre;
    ForwardingDelays forwarding;
};

/// Where the way on the ground leads.
struct CoreAnchor {
    UserPlane user_plane = UserPlane::kHomeRouted;
    std::optional<Geodetic> home_core;  ///< needed where home routed
    /// From where the packets meet the internet to the content [s]. assumption: content is cached in the same town, 20 km away, 1 ms of
    /// boxes.
    double content_s = 0.001;
};

/// One part of a way, one way.
struct DelayComponent {
    std::string_view name;  ///< such as `service link`, `inter-satellite link`, `gateway to point of presence`
    std::string from, to;   ///< rows of satellites as digits, ids of stations
    Metres length{0.0};     ///< of light or fibre as it lies; 0 in boxes
    double delay_s = 0.0;
};

/// What follows behind each gateway: the point of presence it names, or the nearest where it names none that is known; then, home routed,
/// the home core. Without points of presence the gateway itself is one. Precondition: home_core where home routed.
struct GroundTail {
    std::uint32_t point_of_presence = kNoWay;
    Metres to_point_of_presence{0.0}, to_core{0.0};  ///< great circles
    double core_s = 0.0;                             ///< through the gateway to the network that serves, at the point of presence
    double home_s = 0.0;                             ///< from there to the home core; 0 with local breakout
    double delay_s = 0.0;                            ///< gateway to content: both, the core's boxes and the rest of the way
};
std::vector<GroundTail> ground_tails(const GroundSegment& ground, const CoreAnchor& anchor);

/// Gateways, links and satellites at one instant: from every satellite the way of least delay to the content behind `tails`. A gateway
/// takes part where `gateway_up` is not 0 (empty: all); a satellite alone, without links, still reaches gateways in its view.
/// Preconditions: columns as in link_lengths; tails.size() is the number of gateways.
void ways_to_content(const GroundSegment& ground, std::span<const GroundTail> tails, std::span<const std::uint8_t> gateway_up,
                     const SatelliteColumns& now, const LinkGraph& graph, std::span<const double> length_m, PathTree& tree);

/// One-way delay from the satellite to the content [s]; infinite where there is no way.
double delay_from_satellite_s(const PathTree& tree, const ForwardingDelays& forwarding, std::uint32_t satellite);
/// Its part in space, satellite to gateway with inter-satellite links, boxes of satellites included [s]; infinite where there is no way.
double delay_in_space_s(const PathTree& tree, std::span<const GroundTail> tails, const ForwardingDelays& forwarding,
                        std::uint32_t satellite);

/// The same with the service link in front, part by part; their sum is the whole. Empty where there is no way.
std::vector<DelayComponent> delay_components(const GroundSegment& ground, std::span<const GroundTail> tails, const CoreAnchor& anchor,
                                             const SatelliteColumns& now, const PathTree& tree, std::uint32_t satellite,
                                             Metres service_link);
double total_s(std::span<const DelayComponent> components);

}  // namespace d2c
