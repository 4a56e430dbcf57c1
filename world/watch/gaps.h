#pragma once
// For how long nobody serves a place: satellites above the least elevations of its watchers, over a whole day, and the gaps between.

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "base/instant.h"
#include "base/vector.h"
#include "constellation/orbit.h"

namespace d2c {

/// A stretch of time [s since the day's begin].
struct TimeSpan {
    double from_s, to_s;
};

struct GapFigures {
    double longest_s = 0.0;             ///< 0 where there is none
    double p95_s = 0.0;                 ///< nearest rank: at least 95 % of the gaps are no longer
    std::optional<double> mean_wait_s;  ///< from any moment to the next service; nothing where there was none all the time
};
/// Gaps between `served` (in order, apart from each other) in [0, `length_s`]. Mean wait: the sum of gap^2 / (2 length). Right-censored: a
/// gap that goes on beyond the ends counts as long as it is within, so that longest gap and wait are at least what is told.
GapFigures gap_figures(std::span<const TimeSpan> served, double length_s);

/// Somebody who is served by a satellite that stands at least so high.
struct Watcher {
    std::vector<double> least_sin_elevation;  ///< per group of satellites; above 1: never
};
struct WatchedPlace {
    Geodetic at;
    std::vector<Watcher> watchers;
};
/// Satellites over a stretch of time; `group[i]` is that of state i.
struct DaySky {
    std::span<const MeanState> states;
    std::span<const std::uint16_t> group;
    Instant start{};
    double length_s = 86400.0;
    /// Whether a state's satellite serves at a moment [s since the start], being there [m]; always where it is empty.
    std::function<bool(std::size_t state, double at_s, const std::array<double, 3>& itrf_m)> serves{};
};

/// When each place's watchers (outer index: place) are served: the union over the satellites, in order. Orbits are propagated every 240 s
/// and cubic between (position and velocity at both ends, and the circle's own fourth derivative; within 20 m), looked at every 30 s, and
/// the crossings of the least elevation are roots, within 0.1 s, as are the moments at which a satellite serves again or no more. A pass
/// that stays shorter than 30 s may be missed, and so may what ends a service for less than that.
std::vector<std::vector<std::vector<TimeSpan>>> served_spans(const DaySky& sky, std::span<const WatchedPlace> places);

}  // namespace d2c
