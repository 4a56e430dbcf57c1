#pragma once
// How long signalling and data take from each satellite to the ground behind it.

#include <array>
#include <chrono>
#include <optional>
#include <vector>

#include "roaming/transport/user_plane.h"
#include "scenarios/study.h"
#include "world/input/fleet.h"

namespace d2c {

/// Delays by the shortest way through the mesh of satellites in service, found anew where those of the last time are older than
/// `keep_s` [s]; satellites without inter-satellite links need a gateway in view.
class GroundPaths {
  public:
    struct Way {
        std::chrono::nanoseconds feeder{};  ///< satellite to gateway, inter-satellite links included
        std::chrono::nanoseconds core{};    ///< to the network that serves
        std::chrono::nanoseconds home{};    ///< from there to the home core; nothing with local breakout
        std::uint32_t gateway = 0;          ///< of the ground segment
    };
    /// Both must outlive it. `home_core`: of the traveller's operator. `transport`: which links there are.
    GroundPaths(const Fleet& fleet, const GroundSegment& ground, const TransportConfig& transport, Geodetic home_core, double keep_s);

    /// Nothing where no gateway can be reached. `satellite`: row of the fleet.
    std::optional<Way> way(std::uint32_t satellite, UserPlane user_plane, Instant at);

  private:
    struct Tree {
        std::vector<GroundTail> tails;
        PathTree paths;
        bool ready = false;
    };
    void renew(Instant at);
    Tree& tree(UserPlane user_plane, Instant at);

    const Fleet* fleet_;
    const GroundSegment* ground_;
    MeshRule mesh_;
    LinkLimits limits_;
    double keep_s_;
    std::optional<Instant> found_;
    std::vector<std::uint32_t> rows_;      ///< in service, rows of the fleet
    std::vector<std::uint32_t> place_of_;  ///< by row of the fleet: its place in `rows_`
    std::vector<MeanState> states_;
    std::vector<std::uint8_t> linked_;
    LinkGraph graph_;
    SatelliteColumns now_;
    std::vector<double> length_m_;
    std::array<Tree, 2> trees_;
};

}  // namespace d2c
