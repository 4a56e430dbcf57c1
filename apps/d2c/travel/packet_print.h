#pragma once
// What `d2c packet` says of its runs.

#include <string>

#include "apps/d2c/travel/packet_runs.h"
#include "results/journeys/rows.h"

namespace d2c::apps {

struct PacketAnswerText {
    std::string scenario, title;                 ///< of the scenario; of the place or route
    const results::JourneyRow* world = nullptr;  ///< the world engine's answer for user 0
    std::string result, digest;                  ///< path; empty digest where runs failed
    std::string slice;
};

/// One table: a column per class and application with the mean of its phones, and over runs, where there are two or more, their mean with
/// its 95 % interval; then what each run cost.
std::string packet_text(const PacketAnswers& answers, const PacketAnswerText& about);
/// `d2c.packet/1`.
std::string packet_json(const PacketAnswers& answers, const PacketAnswerText& about);
/// One block per failed run: how it ended, its last lines.
std::string failures_text(const PacketAnswers& answers);

}  // namespace d2c::apps
