#pragma once
// Which services a traveller's link held along the way.

#include <cstdint>
#include <vector>

#include "scenarios/study.h"
#include "video/player/session_plan.h"
#include "world/journey/held/link_record.h"

namespace d2c {

/// One moment at which every service was tried.
struct TryAt {
    double at_s = 0.0;
    bool text = false, light_data = false, voice = false;
    int highest_rung = -1;  ///< of the ladder; -1: no video
};

struct HeldServices {
    std::vector<TryAt> tries;       ///< in order of time
    std::vector<double> watched_s;  ///< of the sessions one after the other from the departure on: film played in each
    double session_s = 0.0;
};

/// Tries every `every_s` [s] from 0 to before `end_s`: a message, a transfer, a call and a video session begun then, judged by the link
/// after it; a try that the record ends before its end counts by what came until then. Beside them somebody watches all the time, one
/// session after the other, by the throughput rule. `longest_range`: to a satellite that serves.
HeldServices held_services(const LinkRecord& record, const SessionPlan& sessions, const ServicesConfig& services, double every_s,
                           double end_s, Metres longest_range);

}  // namespace d2c
