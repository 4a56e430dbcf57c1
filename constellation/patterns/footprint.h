#pragma once
// Where a beam falls on the ground: contours of equal gain.

#include <optional>
#include <vector>

#include "base/quantity.h"

namespace d2c {

/// Arcs on a sphere of 6371 km from the point under the satellite: along the plane in which the beam is steered, and across it.
struct GroundPoint {
    Metres along, across;
};

/// Distance on the ground from under the satellite to the middle of a beam steered `scan` off nadir; NaN where it misses the Earth.
Metres beam_centre_distance(Metres altitude, Angle scan);

/// The contour on which directions `off_axis` off the axis of that beam meet the ground, `points` of them evenly around the axis, from the
/// far side of the steering plane on. Nothing for a direction that misses the Earth: the contour is open there. Precondition: altitude and
/// points positive.
std::vector<std::optional<GroundPoint>> footprint_contour(Metres altitude, Angle scan, Angle off_axis, int points);

}  // namespace d2c
