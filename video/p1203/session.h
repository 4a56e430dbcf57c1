#pragma once
// A media session as ITU-T P.1203 sees it in mode 0: what stood in the manifest, and when playing stalled.

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace d2c::p1203 {

/// I.GEN 1: a monitor or television of 24 inches and more, or a handheld device of 10 inches and less.
enum class Device { kPc, kMobile };
/// I.11 7; P.1203.2 table 1. Stereo.
enum class AudioCodec { kMp2, kAc3, kAacLc, kHeAac };

/// I.13 of one segment. Codec: H.264.
struct VideoSegment {
    double duration_s = 0.0;
    double bitrate_kbps = 0.0;
    double frame_rate_hz = 0.0;
    double coded_px = 0.0;                           ///< width times height of the coded picture
    std::optional<double> displayed_px = {};         ///< of the picture shown, where it differs from the session's
    std::optional<std::string> representation = {};  ///< media quality level; without it, bit rate, frame rate and resolution name it
};
/// I.11 of one segment.
struct AudioSegment {
    double duration_s = 0.0;
    double bitrate_kbps = 0.0;
    AudioCodec codec = AudioCodec::kAacLc;
    std::optional<std::string> representation = {};
};
/// I.14: initial loading (at 0) or a stall.
struct Stall {
    double media_s = 0.0;  ///< place in the film
    double duration_s = 0.0;
};

struct Session {
    Device device = Device::kPc;
    double displayed_px = 1920.0 * 1080.0;
    std::vector<VideoSegment> video;
    std::vector<AudioSegment> audio;  ///< none: constant high quality is assumed
    std::vector<Stall> stalls;        ///< in the order of their place
    /// O.21 and O.22 from elsewhere, taken instead of computed ones where there are any.
    std::vector<double> audio_scores, video_scores;
};

/// Faults of a session: no video, a number that is NaN or out of the range below. `where` is a prefix of the paths, or empty.
/// Ranges are wider than those P.1203 was validated for (`remarks`): durations above 0, in all up to 6 h; 1 to 1,000,000 kbit/s;
/// 1 to 240 frames per second; 1 to 2^28 pixels; stalls of 0 to 6 h; scores 1 to 5.
Faults validate(const Session& session, const std::string& where);

/// What of a session lies outside the range P.1203 was validated for, or was assumed; one sentence each.
std::vector<std::string> remarks(const Session& session);

}  // namespace d2c::p1203
