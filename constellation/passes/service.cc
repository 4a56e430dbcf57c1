#include "constellation/passes/service.h"

#include <algorithm>

namespace d2c {

ServedTime served_time(std::vector<ServingInterval> intervals, Instant from, Instant to) {
    std::sort(intervals.begin(), intervals.end(), [](const ServingInterval& a, const ServingInterval& b) { return a.from < b.from; });
    ServedTime served;
    std::chrono::nanoseconds dark{};
    Instant reached = from;  // served, or counted as a gap, up to here
    const auto gap_until = [&](Instant end) {
        end = std::min(end, to);
        if (end <= reached) return;
        dark += end - reached;
        if (end - reached > served.longest_gap) {
            served.longest_gap = end - reached;
            served.longest_gap_from = reached;
        }
    };
    for (const ServingInterval& interval : intervals) {
        gap_until(interval.from);
        reached = std::max(reached, interval.to);
    }
    gap_until(to);
    if (to > from) served.share = 1.0 - static_cast<double>(dark.count()) / static_cast<double>((to - from).count());
    return served;
}

}  // namespace d2c
