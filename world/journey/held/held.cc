#include "world/journey/held/held.h"

#include "video/player/session_verdict.h"
#include "video/services.h"

namespace d2c {
HeldServices held_services(const LinkRecord& record, const SessionPlan& sessions, const ServicesConfig& services, double every_s,
                           double end_s, Metres longest_range) {
    HeldServices held;
    held.session_s = services.video.session_s;
    RateTrace trace;
    trace.assign(record.data());
    const double slack = slack_s(services.voice, longest_range);
    const auto count = static_cast<std::size_t>(end_s / every_s - 1e-9) + 1;
    for (std::size_t i = 0; i < count; ++i) {
        TryAt one;
        one.at_s = static_cast<double>(i) * every_s;
        if (trace.total_bits() > 0.0) {
            one.text = message_succeeds(trace, services.text, one.at_s);
            one.light_data = transfer_succeeds(trace, services.light_data, one.at_s);
            one.highest_rung = highest_rung_held(trace, sessions, one.at_s);
        }
        one.voice = call_succeeds(record.voice_down(), record.voice_up(), services.voice, one.at_s, slack);
        held.tries.push_back(one);
    }
    for (double at_s = 0.0; at_s < end_s; at_s += held.session_s) {
        const bool any = trace.total_bits() > 0.0;
        held.watched_s.push_back(any ? judge_session(trace, sessions, ThroughputRule{}, at_s).played_s : 0.0);
    }
    return held;
}

}  // namespace d2c
