#include "world/watch/viewers.h"

#include <algorithm>
#include <cmath>

#include "base/random.h"
#include "video/player/player.h"
#include "video/player/throughput_rule.h"

namespace d2c {
namespace {

/// `count` tries at drawn moments between 0 and `last_start_s`; how many of them succeed.
template <class Try>
std::uint32_t successes(int count, double last_start_s, Purpose purpose, const Viewer& viewer, Try succeeds) {
    std::uint32_t held = 0;
    for (int i = 0; i < count; ++i) {
        const double draw = uniform01({viewer.seed, purpose, viewer.phone_draw_id, viewer.window_key, static_cast<std::uint32_t>(i)});
        held += succeeds(std::max(0.0, last_start_s) * draw) ? 1u : 0u;
    }
    return held;
}

}  // namespace

std::array<std::uint32_t, kMaximumServices> tries_in_window(const ServicesConfig& services, double window_s) {
    std::array<std::uint32_t, kMaximumServices> tries{};
    tries[kText] = static_cast<std::uint32_t>(services.text.messages);
    tries[kLightData] = static_cast<std::uint32_t>(services.light_data.transfers);
    tries[kVoice] = static_cast<std::uint32_t>(services.voice.calls);
    const auto sessions = static_cast<std::uint32_t>(std::floor(window_s / services.video.session_s + 1e-9));
    std::fill_n(tries.begin() + kFirstRung, services.ladder.rungs.size(), sessions);
    return tries;
}

void try_services(const PhoneLink& link, const SessionPlan& sessions, const ServicesConfig& services, double window_s, const Viewer& viewer,
                  SpotTally& tally) {
    const auto tries = tries_in_window(services, window_s);
    for (std::size_t i = 0; i < kMaximumServices; ++i) tally.tries[i] += tries[i];
    const VoiceService& voice = services.voice;
    if (!link.voice_down.empty()) {
        const double slack = slack_s(voice, link.longest_range);
        tally.successes[kVoice] += successes(voice.calls, window_s - voice.call_s, Purpose::kCallStart, viewer, [&](double at_s) {
            return call_succeeds(link.voice_down, link.voice_up, voice, at_s, slack);
        });
    }
    const double session_s = services.video.session_s;
    const std::uint32_t count = tries[kFirstRung];
    tally.session_ms += count * static_cast<std::uint64_t>(std::llround(session_s * 1000.0));
    const RateTrace& trace = *link.data;
    if (!(trace.total_bits() > 0.0)) return;
    tally.successes[kText] += successes(services.text.messages, window_s - services.text.each_within_s, Purpose::kMessageStart, viewer,
                                        [&](double at_s) { return message_succeeds(trace, services.text, at_s); });
    tally.successes[kLightData] +=
        successes(services.light_data.transfers, window_s - services.light_data.each_within_s, Purpose::kTransferStart, viewer,
                  [&](double at_s) { return transfer_succeeds(trace, services.light_data, at_s); });
    for (std::uint32_t i = 0; i < count; ++i) {
        const double start_s = i * session_s;
        const int held = highest_rung_held(trace, sessions, start_s);
        for (int rung = 0; rung <= held; ++rung) ++tally.successes[kFirstRung + static_cast<std::size_t>(rung)];
        const SessionResult adaptive = play_adaptive(trace, sessions, ThroughputRule{}, start_s, {sessions.verdict_wall_s(), false});
        tally.played_ms += static_cast<std::uint64_t>(std::llround(adaptive.played_s * 1000.0));
        tally.played_bits +=
            static_cast<std::uint64_t>(std::llround(adaptive.mean_played_kbps * 1e3 * (adaptive.played_s + adaptive.stall_s)));
    }
}

}  // namespace d2c
