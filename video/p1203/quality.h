#pragma once
// Short-term quality of coded video (P.1203.1, mode 0) and audio (P.1203.2), on the scale 1 (bad) to 5 (excellent).

#include "video/p1203/session.h"

namespace d2c::p1203 {

/// Mean opinion score of a transmission rating R, 0 to 100: 1.05 to 4.9. P.1203.1 annex E. Not monotone: it dips by 0.003 around R = 1.6.
double mos_from_r(double r);
/// Transmission rating whose score is `mos`; the upper one of two. 100 above 4.9, the foot of the rising branch (1.6) below 1.047.
double r_from_mos(double mos);

struct VideoInput {
    double bitrate_kbps;
    double frame_rate_hz;
    double coded_px, displayed_px;
    Device device;
};
/// Degradations of the rating, 0 to 100 each, and the score.
struct VideoQuality {
    double quantisation, upscaling, temporal;
    double score;  ///< O.22
};
/// P.1203.1 clause 8 with the quantisation term of annex A (mode 0). Validated for H.264 at 8 to 30 frames per second and bit rates of 75
/// to 150 kbit/s (240p), 220 to 450 (360p), 375 to 750 (480p), 1050 to 2100 (720p), 1875 to 12500 (1080p): extrapolates outside.
VideoQuality video_quality(const VideoInput& input);

/// O.21, P.1203.2 clause 8. Validated for 24 to 196 kbit/s.
double audio_quality(AudioCodec codec, double bitrate_kbps);

}  // namespace d2c::p1203
