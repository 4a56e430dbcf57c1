#pragma once
// Where waypoints stand along a track.

#include <cstddef>
#include <vector>

#include "geography/routes/route.h"

namespace d2c {

/// The place on a line of points nearest to another one.
struct Foot {
    std::size_t segment = 0;  ///< from point `segment` to the next
    double part = 0.0;        ///< of the segment, 0 to 1
    Metres beside{};          ///< from the line
};

/// For each waypoint the nearest place on the track that is not before that of the waypoint before; of several about as near (within
/// `kPositionError`), the first. Distances by chords on a sphere: within 0.4 %. Precondition: two track points or more.
std::vector<Foot> feet_on(const std::vector<TrackPoint>& track, const std::vector<Waypoint>& waypoints);

}  // namespace d2c
