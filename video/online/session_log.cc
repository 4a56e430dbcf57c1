#include "video/online/session_log.h"

#include <algorithm>

namespace d2c {

p1203::Session p1203_session(const OnlinePlayer& player, const Ladder& ladder, double leaves_s, const FilmFormat& format) {
    p1203::Session session;
    session.device = format.device;
    session.displayed_px = format.displayed_px;
    const SessionResult seen = player.result(leaves_s);
    if (!seen.started) return session;
    const SessionPlan& plan = player.plan();
    double left_s = seen.played_s;
    for (std::size_t i = 0; i < player.segments().size() && left_s > 0.0; ++i) {
        const Rung& rung = ladder.rungs[player.segments()[i].rung];
        const double duration_s = std::min(left_s, plan.media_s(i + 1) - plan.media_s(i));
        left_s -= duration_s;
        const double height_px = rung.height_px;
        session.video.push_back({.duration_s = duration_s,
                                 .bitrate_kbps = std::max(1.0, rung.bitrate.value * 1e-3 - format.audio_kbps),
                                 .frame_rate_hz = format.frame_rate_hz,
                                 .coded_px = height_px * height_px * format.width_over_height,
                                 .representation = rung.id});
        if (format.audio_kbps > 0.0) session.audio.push_back({.duration_s = duration_s, .bitrate_kbps = format.audio_kbps});
    }
    session.stalls.push_back({0.0, seen.startup_s});
    for (const OnlinePlayer::Stall& stall : player.stalls(leaves_s)) session.stalls.push_back({stall.media_s, stall.to_s - stall.from_s});
    return session;
}

}  // namespace d2c
