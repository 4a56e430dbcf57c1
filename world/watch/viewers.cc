#include "world/watch/viewers.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/random.h"
#include "video/player/session_verdict.h"

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

constexpr double kSlack = 1e-9;  // far above rounding: a close case is tried

/// Whether all tries or none succeed that need `bits`, `waits_s` beside, within `each_within_s`, at whatever moment they begin: by the
/// range of the rate over a window that the trace covers. Nothing where that does not tell.
std::optional<bool> all_alike(const RateTrace& trace, double window_s, double bits, double waits_s, double each_within_s) {
    if (trace.highest_bps() * each_within_s < bits * (1.0 - kSlack)) return false;
    const bool covered = trace.start_s() <= 0.0 && trace.end_s() >= window_s && each_within_s <= window_s;
    if (covered && trace.dark_s() + waits_s + bits / trace.lowest_lit_bps() < each_within_s * (1.0 - kSlack)) return true;
    return std::nullopt;
}

/// Whether the line carries the stream but for less than `spare_s` of the window and what a call may need beyond it.
bool carries(std::span<const RateSegment> line, double until_s, BitsPerSecond stream, double spare_s) {
    double short_s = std::max(0.0, line.front().start_s) + std::max(0.0, until_s - line.back().end_s);
    for (const RateSegment& s : line) short_s += std::min(s.start_bps, s.end_bps) < stream.value ? s.end_s - s.start_s : 0.0;
    return short_s < spare_s * (1.0 - kSlack);
}

/// Calls of the window that succeed. Frames are lost only while a line falls short of the stream, at most all of those moments.
std::uint32_t calls_held(const PhoneLink& link, const VoiceService& voice, double window_s, const Viewer& viewer) {
    const double slack = slack_s(voice, link.longest_range);
    const double spare_s = (voice.max_loss_share - voice.residual_loss_share) * voice.call_s;
    if (slack >= 0.0 && window_s >= voice.call_s && !link.voice_up.empty()) {
        const BitsPerSecond stream = radio_rate(voice);
        if (carries(link.voice_down, window_s + slack, stream, spare_s) && carries(link.voice_up, window_s + slack, stream, spare_s))
            return static_cast<std::uint32_t>(voice.calls);
    }
    return successes(voice.calls, window_s - voice.call_s, Purpose::kCallStart, viewer,
                     [&](double at_s) { return call_succeeds(link.voice_down, link.voice_up, voice, at_s, slack); });
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
    if (!link.voice_down.empty()) tally.successes[kVoice] += calls_held(link, services.voice, window_s, viewer);
    const double session_s = services.video.session_s;
    const std::uint32_t count = tries[kFirstRung];
    tally.session_ms += count * static_cast<std::uint64_t>(std::llround(session_s * 1000.0));
    const RateTrace& trace = *link.data;
    if (!(trace.total_bits() > 0.0)) return;
    const TextService& text = services.text;
    if (const auto all = all_alike(trace, window_s, message_bits(text), 0.0, text.each_within_s)) {
        tally.successes[kText] += *all ? tries[kText] : 0u;
    } else {
        tally.successes[kText] += successes(text.messages, window_s - text.each_within_s, Purpose::kMessageStart, viewer,
                                            [&](double at_s) { return message_succeeds(trace, text, at_s); });
    }
    const LightDataService& light = services.light_data;
    const double bits = transfer_bits(light);
    // A bit to see that there is a link, the round trips, then all of the transfer.
    if (const auto all = all_alike(trace, window_s, bits + 1.0, light.round_trips * light.round_trip_s, light.each_within_s)) {
        tally.successes[kLightData] += *all ? tries[kLightData] : 0u;
    } else {
        tally.successes[kLightData] += successes(light.transfers, window_s - light.each_within_s, Purpose::kTransferStart, viewer,
                                                 [&](double at_s) { return transfer_succeeds(trace, light, at_s); });
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        const double start_s = i * session_s;
        const SessionVerdict seen = judge_session(trace, sessions, ThroughputRule{}, start_s);
        for (int rung = 0; rung <= seen.highest_rung; ++rung) ++tally.successes[kFirstRung + static_cast<std::size_t>(rung)];
        tally.played_ms += static_cast<std::uint64_t>(std::llround(seen.played_s * 1000.0));
        tally.played_bits += static_cast<std::uint64_t>(std::llround(seen.mean_played_kbps * 1e3 * (seen.played_s + seen.stall_s)));
    }
}

}  // namespace d2c
