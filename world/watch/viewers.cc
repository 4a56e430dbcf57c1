#include "world/watch/viewers.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "video/player/player.h"
#include "video/player/throughput_rule.h"
#include "video/text.h"

namespace d2c {

void watch_and_text(const RateTrace& trace, const SessionPlan& sessions, const ServicesConfig& services, double window_s,
                    std::uint64_t seed, std::uint64_t phone_draw_id, std::uint32_t window_key, SpotTally& tally) {
    const bool dark = !(trace.total_bits() > 0.0);
    const double last_message_s = std::max(0.0, window_s - services.text.each_within_s);
    for (int m = 0; m < services.text.messages; ++m) {
        ++tally.text_tries;
        if (dark) continue;
        const double at =
            last_message_s * uniform01({seed, Purpose::kMessageStart, phone_draw_id, window_key, static_cast<std::uint32_t>(m)});
        tally.successes[0] += message_succeeds(trace, services.text, at) ? 1u : 0u;
    }
    const double session_s = services.video.session_s;
    const auto count = static_cast<int>(std::floor(window_s / session_s + 1e-9));
    for (int i = 0; i < count; ++i) {
        ++tally.video_tries;
        tally.session_ms += static_cast<std::uint64_t>(std::llround(session_s * 1000.0));
        if (dark) continue;
        const double start_s = i * session_s;
        const int held = highest_rung_held(trace, sessions, start_s);
        for (int rung = 0; rung <= held; ++rung) ++tally.successes[static_cast<std::size_t>(rung) + 1];
        const SessionResult adaptive = play_adaptive(trace, sessions, ThroughputRule{}, start_s, {sessions.verdict_wall_s(), false});
        tally.played_ms += static_cast<std::uint64_t>(std::llround(adaptive.played_s * 1000.0));
        tally.played_bits +=
            static_cast<std::uint64_t>(std::llround(adaptive.mean_played_kbps * 1e3 * (adaptive.played_s + adaptive.stall_s)));
    }
}

}  // namespace d2c
