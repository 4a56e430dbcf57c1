#pragma once
// Two answers to the same questions, one against the other.

#include <optional>
#include <span>
#include <string>

namespace d2c::report {

struct ScatterPoint {
    double x = 0.0, y = 0.0;
    bool loaded = false;  ///< drawn as a square
    std::string name;     ///< of its tip
};
struct ScatterAxes {
    std::string x, y;                 ///< with units
    std::optional<double> tolerance;  ///< half width of the band around y = x, as a share of x
};
/// An SVG drawing with both axes alike, from nothing to a round number above all points, the line y = x, and a band where there is a
/// tolerance. Points are finite and 0 or more.
std::string scatter_svg(std::span<const ScatterPoint> points, const ScatterAxes& axes);

}  // namespace d2c::report
