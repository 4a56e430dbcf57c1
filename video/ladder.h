#pragma once
// Video ladders and the rule for "held here", as plain values.

#include <string>
#include <utility>
#include <vector>

#include "base/quantity.h"

namespace d2c {

struct Rung {
    std::string id;  ///< `360p`
    int height_px = 0;
    BitsPerSecond bitrate{0.0};  ///< mean over the film, audio included
    double peak_to_mean = 1.0;   ///< largest segment over the mean one
};

/// Encoded qualities of one film, lowest first.
struct Ladder {
    std::string id;
    std::string title;
    double segment_s = 4.0;
    std::vector<Rung> rungs;
    std::string source;
};

/// A height [px] and a bit rate [kbit/s], audio included.
struct SimpleRung {
    int height_px;
    double kbps;
};
/// A ladder for a study or a test: rungs without peaks, named after their heights.
inline Ladder simple_ladder(double segment_s, const std::vector<SimpleRung>& rungs) {
    Ladder ladder;
    ladder.segment_s = segment_s;
    for (const SimpleRung& rung : rungs) {
        std::string id = std::to_string(rung.height_px);
        id += 'p';
        ladder.rungs.push_back({std::move(id), rung.height_px, BitsPerSecond{rung.kbps * 1e3}, 1.0});
    }
    return ladder;
}

/// A session and when it counts as a success.
struct VideoService {
    double session_s = 300.0;
    double max_stall_share = 0.01;
    double max_startup_s = 5.0;
    double min_success_share = 0.95;
    double startup_buffer_s = 4.0;   ///< media buffered before the first picture, and again after a stall
    double maximum_buffer_s = 30.0;  ///< the player pauses downloading above this
};

/// The lowest service: a message gets through within a time.
struct TextService {
    int messages = 10;  ///< tries per window and phone
    double message_bytes = 300.0;
    double each_within_s = 60.0;
    double min_success_share = 0.95;
};

}  // namespace d2c
