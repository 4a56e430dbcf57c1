#include "constellation/patterns/footprint.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"

namespace d2c {
namespace {

/// Meets the sphere along a unit vector from the satellite: x along, y across, z away from the Earth's centre.
std::optional<GroundPoint> ground_point(Metres altitude, double x, double y, double z) {
    const double radius = kMeanEarthRadius.value, from = radius + altitude.value;
    const double middle = -z * from, rest = middle * middle - (from * from - radius * radius);
    if (!(z < 0.0 && rest >= 0.0)) return std::nullopt;
    const double range = middle - std::sqrt(rest);
    const double px = range * x, py = range * y, pz = from + range * z;
    return GroundPoint{Metres{radius * std::atan2(px, pz)}, Metres{radius * std::asin(py / radius)}};
}

}  // namespace

Metres beam_centre_distance(Metres altitude, Angle scan) {
    const auto centre = ground_point(altitude, sin(scan), 0.0, -cos(scan));
    return centre ? centre->along : Metres{std::numeric_limits<double>::quiet_NaN()};
}

std::vector<std::optional<GroundPoint>> footprint_contour(Metres altitude, Angle scan, Angle off_axis, int points) {
    std::vector<std::optional<GroundPoint>> contour;
    for (int i = 0; i < points; ++i) {
        const double turn = 2.0 * std::numbers::pi * i / points;
        const double outward = sin(off_axis) * std::cos(turn), across = sin(off_axis) * std::sin(turn), inward = cos(off_axis);
        // The axis is (sin scan, 0, -cos scan); outward in the steering plane (cos scan, 0, sin scan).
        contour.push_back(
            ground_point(altitude, inward * sin(scan) + outward * cos(scan), across, -inward * cos(scan) + outward * sin(scan)));
    }
    return contour;
}

}  // namespace d2c
