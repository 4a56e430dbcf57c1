#include "video/p1203/session.h"

#include <algorithm>
#include <cmath>

#include "video/checks.h"

namespace d2c::p1203 {
namespace {

using detail::Checks;
using detail::printed;

constexpr double kLongest_s = 6.0 * 3600.0;

void check_duration(Checks& checks, const std::string& field, double value) {
    if (!(value > 0.0 && value <= kLongest_s)) checks.refuse(field, printed(value), "above 0, up to 21600 [s]");
}

void check_scores(Checks& checks, const std::string& field, const std::vector<double>& scores) {
    for (std::size_t i = 0; i < scores.size(); ++i) checks.range(field + "." + std::to_string(i), scores[i], 1.0, 5.0, "1 to 5");
}

template <class Segment>
double total_s(const std::vector<Segment>& segments) {
    double sum = 0.0;
    for (const Segment& s : segments) sum += s.duration_s;
    return sum;
}

}  // namespace

Faults validate(const Session& session, const std::string& where) {
    Checks checks{where};
    if (session.video.empty() && session.video_scores.empty()) checks.refuse("I13.segments", "none", "a video segment, or O22");
    checks.range("IGen.displaySize", session.displayed_px, 1.0, 268435456.0, "1 to 2^28 pixels");
    for (std::size_t i = 0; i < session.video.size(); ++i) {
        const VideoSegment& s = session.video[i];
        const std::string at = "I13.segments." + std::to_string(i) + ".";
        check_duration(checks, at + "duration", s.duration_s);
        checks.range(at + "bitrate", s.bitrate_kbps, 1.0, 1e6, "1 to 1000000 [kbit/s]");
        checks.range(at + "fps", s.frame_rate_hz, 1.0, 240.0, "1 to 240 [frames/s]");
        checks.range(at + "resolution", s.coded_px, 1.0, 268435456.0, "1 to 2^28 pixels");
        if (s.displayed_px) checks.range(at + "displaySize", *s.displayed_px, 1.0, 268435456.0, "1 to 2^28 pixels");
    }
    for (std::size_t i = 0; i < session.audio.size(); ++i) {
        const std::string at = "I11.segments." + std::to_string(i) + ".";
        check_duration(checks, at + "duration", session.audio[i].duration_s);
        checks.range(at + "bitrate", session.audio[i].bitrate_kbps, 1.0, 1e6, "1 to 1000000 [kbit/s]");
    }
    for (std::size_t i = 0; i < session.stalls.size(); ++i) {
        const std::string at = "I23.stalling." + std::to_string(i) + ".";
        checks.range(at + "0", session.stalls[i].media_s, 0.0, kLongest_s, "0 to 21600 [s]");
        checks.range(at + "1", session.stalls[i].duration_s, 0.0, kLongest_s, "0 to 21600 [s]");
    }
    check_scores(checks, "O21", session.audio_scores);
    check_scores(checks, "O22", session.video_scores);
    // A sum is told of where its parts are well.
    Faults faults = checks.take();
    if (faults.empty() && (!(total_s(session.video) <= kLongest_s) || !(total_s(session.audio) <= kLongest_s)))
        faults.push_back({"", 0, where, printed(std::max(total_s(session.video), total_s(session.audio))), "up to 21600 s of film"});
    return faults;
}

std::vector<std::string> remarks(const Session& session) {
    std::vector<std::string> all;
    if (session.audio.empty() && session.audio_scores.empty()) all.push_back("no audio: constant high quality (O21 = 5) is assumed");
    const double length_s = session.video_scores.empty() ? total_s(session.video) : static_cast<double>(session.video_scores.size());
    if (length_s < 60.0 || length_s > 300.0)
        all.push_back("session of " + printed(length_s) +
                      " s: P.1203 was made from sessions of 1 to 5 min (clause 8), and says 30 s to 5 min");
    const auto any_video = [&](auto&& test) { return std::any_of(session.video.begin(), session.video.end(), test); };
    if (any_video([](const VideoSegment& s) { return s.frame_rate_hz < 8.0 || s.frame_rate_hz > 30.0; }))
        all.push_back("frame rates outside 8 to 30 frames/s: not validated (P.1203 table 1)");
    if (any_video([](const VideoSegment& s) { return s.bitrate_kbps < 75.0 || s.bitrate_kbps > 12500.0; }))
        all.push_back("video outside 75 to 12500 kbit/s: not validated (P.1203 table 1)");
    if (session.displayed_px != 1920.0 * 1080.0 || any_video([](const VideoSegment& s) { return s.displayed_px.has_value(); }))
        all.push_back("display other than 1920x1080: not validated (P.1203 table 1)");
    if (std::any_of(session.audio.begin(), session.audio.end(),
                    [](const AudioSegment& s) { return s.bitrate_kbps < 24.0 || s.bitrate_kbps > 196.0; }))
        all.push_back("audio outside 24 to 196 kbit/s: not validated (P.1203 table 1)");
    return all;
}

}  // namespace d2c::p1203
