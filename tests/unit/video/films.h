#pragma once
// Films and rates whose sessions can be worked out by hand.

#include <string>
#include <vector>

#include "video/player/player.h"

namespace d2c::test {

/// Rungs without peaks, unless said: 1 Mbit/s and 4 s make segments of 4 Mbit.
inline Ladder ladder_of(const std::vector<double>& kbps, double peak_to_mean = 1.0) {
    Ladder ladder;
    ladder.segment_s = 4.0;
    for (const double k : kbps) {
        std::string id{"r"};
        id += std::to_string(ladder.rungs.size());
        ladder.rungs.push_back({id, 360, BitsPerSecond{k * 1e3}, peak_to_mean});
    }
    return ladder;
}
inline VideoService service_of(double session_s) {
    VideoService service;
    service.session_s = session_s;
    return service;
}
/// Rates [Mbit/s], each from its time on, the last to `end_s`.
struct Step {
    double from_s, mbps;
};
inline RateTrace steps(const std::vector<Step>& list, double end_s) {
    std::vector<RateSegment> segments;
    for (std::size_t i = 0; i < list.size(); ++i) {
        segments.push_back({list[i].from_s, i + 1 < list.size() ? list[i + 1].from_s : end_s, list[i].mbps * 1e6, list[i].mbps * 1e6});
    }
    return RateTrace::create(segments).value();
}

/// Five rungs whose segments swing as those of a film do.
inline Ladder five_rungs() {
    Ladder ladder = ladder_of({300, 700, 1200, 2500, 5000});
    const double peaks[] = {1.84, 1.95, 1.98, 1.91, 1.68};
    for (std::size_t i = 0; i < 5; ++i) ladder.rungs[i].peak_to_mean = peaks[i];
    return ladder;
}

}  // namespace d2c::test
