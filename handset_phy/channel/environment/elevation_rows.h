#pragma once
// TR 38.811 tabulates by elevation: a row every 10 degrees from 10 to 90.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace d2c {

inline constexpr std::size_t kElevationRows = 9;
using ElevationColumn = std::array<double, kElevationRows>;

/// Where an elevation stands among the rows. Linear between rows is ours (other implementations take the nearest row); the 10 degree row
/// holds below it.
struct BetweenRows {
    std::size_t lower;
    double share;  ///< of the way to the row above
    explicit BetweenRows(double elevation_deg) {
        const double position = std::clamp(elevation_deg * 0.1 - 1.0, 0.0, static_cast<double>(kElevationRows - 1));
        lower = std::min(static_cast<std::size_t>(position), kElevationRows - 2);
        share = position - static_cast<double>(lower);
    }
    double of(const ElevationColumn& column) const { return column[lower] + share * (column[lower + 1] - column[lower]); }
};

/// Within -90 to 90 degrees, with slack for the last bits of a conversion from radians. False for NaN.
inline bool is_elevation(double elevation_deg) { return std::abs(elevation_deg) <= 90.0 + 1e-9; }

}  // namespace d2c
