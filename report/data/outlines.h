#pragma once
// Borders as thin lines for drawing.

#include <span>

#include "geography/borders/borders.h"
#include "report/data/pack.h"

namespace d2c::report {

/// Points left after thinning lie within this of the drawn line [degrees of longitude or latitude]: a quarter of a pixel of a world map of
/// 1,600 pixels.
inline constexpr double kOutlineToleranceDeg = 0.06;
/// Rings that are smaller than this both ways are left out.
inline constexpr double kLeastOutlineDeg = 0.25;

/// The points of a ring that keep every left-out point within the tolerance of the line (Douglas and Peucker 1973), as indices, ascending.
std::vector<std::size_t> thinned(const std::vector<double>& longitude_deg, const std::vector<double>& latitude_deg, double tolerance_deg);

/// For each ring a u16 with the number of points, then each point's longitude and latitude as i16 in hundredths of a degree, little-endian.
Bytes encode_outlines(std::span<const Borders::Outline> outlines);

}  // namespace d2c::report
