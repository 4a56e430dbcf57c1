#pragma once
// For how much of a window at least one of several satellites is there.

#include <chrono>
#include <vector>

#include "base/instant.h"

namespace d2c {

struct ServingInterval {
    Instant from{}, to{};
};
struct ServedTime {
    double share = 0.0;                      ///< of the window, 0 to 1
    std::chrono::nanoseconds longest_gap{};  ///< 0 where there is none
    Instant longest_gap_from{};
};
/// Union of the intervals, in any order, cut to the window [from, to]. An empty window is served with share 0.
ServedTime served_time(std::vector<ServingInterval> intervals, Instant from, Instant to);

}  // namespace d2c
