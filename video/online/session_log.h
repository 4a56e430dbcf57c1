#pragma once
// A session that was played as ITU-T P.1203 reads it.

#include "video/ladder.h"
#include "video/online/online_player.h"
#include "video/p1203/session.h"

namespace d2c {

/// What a ladder does not say of its films, and who watches.
struct FilmFormat {
    double audio_kbps = 96.0;     ///< of each rung's bit rate: catalogue/ladders.yaml
    double frame_rate_hz = 25.0;  ///< assumption: a film for television in Europe
    double width_over_height = 16.0 / 9.0;
    p1203::Device device = p1203::Device::kMobile;
    double displayed_px = 1920.0 * 1080.0;  ///< assumption: a phone's screen, upright film of 1080 lines
};
/// Segments of which a part was shown by `leaves_s`, the start-up as a stall at the film's beginning, and the stalls. A session in which
/// nothing was shown has no segments. Rungs of less than the sound have a picture of 1 kbit/s. `ladder` is the plan's.
p1203::Session p1203_session(const OnlinePlayer& player, const Ladder& ladder, double leaves_s, const FilmFormat& format = {});

}  // namespace d2c
