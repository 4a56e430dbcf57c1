#pragma once
// Which satellites exist when: launches replayed from history, and launches assumed to come.

#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "base/quantity.h"

namespace d2c {

/// A Walker shell; planes share 360 degrees of RAAN evenly (delta pattern).
struct Shell {
    std::string id;
    Metres altitude{0.0};  ///< above the WGS 84 equatorial radius
    Angle inclination;
    int planes = 0;
    int satellites_per_plane = 0;
    int phasing = 0;     ///< Walker's F: satellite 0 of plane p+1 leads that of plane p by F * 360 / total degrees
    int fill_order = 0;  ///< shells of a lower order are filled first; equal orders fill in proportion
};

/// One launch of the past: its satellites still flying, by catalogue number, and when they began to serve.
struct HistoricLaunch {
    std::string id;  ///< COSPAR launch, `2024-002`
    Instant launched{};
    int satellites_launched = 0;  ///< D2C satellites on board
    std::string source;
};

/// Launches to come, at a steady pace.
struct LaunchPace {
    Instant from{};
    int satellites_per_launch = 0;
    double per_month = 0.0;
    double raising_days = 0.0;
    int maximum_satellites = 0;  ///< never more launched than this
};

}  // namespace d2c
