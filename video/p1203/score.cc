// Pv and Pa over the measurement windows of a session, then Pq.

#include <map>
#include <string>
#include <tuple>

#include "video/p1203/integration.h"
#include "video/p1203/measurement_window.h"
#include "video/p1203/quality.h"

namespace d2c::p1203 {
namespace {

/// Numbers equal things alike, in the order of their first appearance.
template <class Key>
class Numbering {
  public:
    std::size_t number(const Key& key) { return numbers_.emplace(key, numbers_.size()).first->second; }

  private:
    std::map<Key, std::size_t> numbers_;
};

/// Audio has no frame rate in mode 0. Assumption: frames of 10 ms; another length matters only to a second at whose end quality changes.
constexpr double kAudioFrames_hz = 100.0;

/// Bit rate of a window: the mean over its frames, each with its segment's.
template <class Segment>
double bitrate_kbps(const WindowSample& window, const std::vector<Segment>& segments) {
    if (window.shares.size() == 1) return segments[window.first_segment].bitrate_kbps;
    double mean = 0.0;
    for (std::size_t i = 0; i < window.shares.size(); ++i) mean += window.shares[i] * segments[window.first_segment + i].bitrate_kbps;
    return mean;
}

std::vector<double> video_scores(const Session& session) {
    Numbering<std::tuple<std::string, double, double, double>> levels;
    std::vector<SegmentFrames> frames;
    for (const VideoSegment& s : session.video) {
        const auto level = s.representation ? levels.number({*s.representation, 0.0, 0.0, 0.0})
                                            : levels.number({"", s.bitrate_kbps, s.frame_rate_hz, s.coded_px});
        frames.push_back({s.duration_s, s.frame_rate_hz, level});
    }
    std::vector<double> o22;
    for (const WindowSample& window : sample_windows(frames)) {
        const VideoSegment& s = session.video[window.segment];
        o22.push_back(video_quality({bitrate_kbps(window, session.video), s.frame_rate_hz, s.coded_px,
                                     s.displayed_px.value_or(session.displayed_px), session.device})
                          .score);
    }
    return o22;
}

std::vector<double> audio_scores(const Session& session) {
    Numbering<std::tuple<std::string, AudioCodec, double>> levels;
    std::vector<SegmentFrames> frames;
    for (const AudioSegment& s : session.audio) {
        const auto level =
            s.representation ? levels.number({*s.representation, AudioCodec::kMp2, 0.0}) : levels.number({"", s.codec, s.bitrate_kbps});
        frames.push_back({s.duration_s, kAudioFrames_hz, level});
    }
    std::vector<double> o21;
    for (const WindowSample& window : sample_windows(frames))
        o21.push_back(audio_quality(session.audio[window.segment].codec, bitrate_kbps(window, session.audio)));
    return o21;
}

}  // namespace

Result<Scores> score(const Session& session) {
    if (Faults faults = validate(session, ""); !faults.empty()) return faults;
    std::vector<double> o22 = session.video_scores.empty() ? video_scores(session) : session.video_scores;
    std::vector<double> o21 = session.audio_scores.empty() ? audio_scores(session) : session.audio_scores;
    Faults faults;
    if (o22.empty()) faults.push_back({"", 0, "I13.segments", "less than a second", "at least one whole second of video"});
    if (o21.empty() && !session.audio.empty())
        faults.push_back({"", 0, "I11.segments", "less than a second", "none, or at least one whole second of audio"});
    if (!faults.empty()) return faults;
    return integrate(std::move(o21), std::move(o22), session.stalls);
}

}  // namespace d2c::p1203
