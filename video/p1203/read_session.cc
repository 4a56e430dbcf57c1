#include "video/p1203/read_session.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

#include "video/json/node.h"

namespace d2c::p1203 {
namespace {

using json::Node;

constexpr const char* kDuration = "above 0, up to 21600 [s]";
constexpr const char* kBitrate = "1 to 1000000 [kbit/s]";
constexpr double kShortest_s = 1e-9, kLongest_s = 21600.0;
/// Two segments that should touch may differ by this much before it is said.
constexpr double kContinuity_s = 0.02;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return c < 128 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c); });
    return text;
}

/// `1920x1080` as a number of pixels.
std::optional<double> pixels(const std::string& text) {
    const char* end = text.data() + text.size();
    std::int32_t width = 0, height = 0;
    const auto [x, bad_width] = std::from_chars(text.data(), end, width);
    if (bad_width != std::errc{} || x == end || (*x != 'x' && *x != 'X')) return std::nullopt;
    const auto [stop, bad_height] = std::from_chars(x + 1, end, height);
    if (bad_height != std::errc{} || stop != end) return std::nullopt;
    if (width < 1 || height < 1 || width > 16384 || height > 16384) return std::nullopt;
    return static_cast<double>(width) * static_cast<double>(height);
}

class Reader {
  public:
    Result<ReadSession> read(const Node& root) {
        if (!root.is_object()) {
            root.refuse(faults_, "an object with I13 (and IGen, I11, I23), or with O21 and O22");
            return faults_;
        }
        read_general(root["IGen"]);
        read_scores(root["O21"], session().audio_scores);
        read_scores(root["O22"], session().video_scores);
        read_audio(root["I11"]);
        read_video(root["I13"], session().video_scores.empty());
        read_stalls(root["I23"]);
        if (!faults_.empty()) return faults_;
        if (frames_seen_) out_.remarks.push_back("frame lists (modes 1 to 3) are left aside: scored in mode 0");
        if (gap_seen_) out_.remarks.push_back("segments do not follow one another by start and duration: durations were taken");
        return std::move(out_);
    }

  private:
    Session& session() { return out_.session; }

    void read_general(const Node& general) {
        if (!general.present()) {
            out_.remarks.push_back("no IGen: device pc and display 1920x1080 are assumed");
            return;
        }
        if (!general.is_object()) return general.refuse(faults_, "an object");
        if (const Node device = general["device"]; device.present()) {
            const std::string name = lower(device.string().value_or(""));
            if (name == "mobile" || name == "handheld") {
                session().device = Device::kMobile;
            } else if (name != "pc" && name != "tv") {
                device.refuse(faults_, "one of pc, tv, mobile, handheld");
            }
        } else {
            out_.remarks.push_back("no device: pc is assumed");
        }
        if (const Node size = general["displaySize"]; size.present()) {
            session().displayed_px = read_pixels(size);
        } else {
            out_.remarks.push_back("no displaySize: 1920x1080 is assumed");
        }
    }
    double read_pixels(const Node& node) {
        if (const auto text = node.string()) {
            if (const auto count = pixels(*text)) return *count;
        }
        node.refuse(faults_, "WIDTHxHEIGHT, each 1 to 16384 [pixels], as 1920x1080");
        return 1.0;
    }
    void read_scores(const Node& list, std::vector<double>& scores) {
        if (!list.present()) return;
        if (!list.is_array()) return list.refuse(faults_, "an array of scores");
        for (std::size_t i = 0; i < list.size(); ++i)
            scores.push_back(list.element(i).number_in(faults_, 1.0, 5.0, "1 to 5").value_or(1.0));
    }
    /// The segments of I11 or I13; missing ones where there are none to read.
    Node segments_of(const Node& input) {
        if (!input.present()) return input;
        if (!input.is_object()) {
            input.refuse(faults_, "an object with segments");
            return input["segments"];
        }
        const Node segments = input["segments"];
        if (segments.present() && !segments.is_array()) segments.refuse(faults_, "an array of segments");
        return segments;
    }
    double read_duration(const Node& segment, double& end_s) {
        const double duration_s = segment["duration"].number_in(faults_, kShortest_s, kLongest_s, kDuration).value_or(1.0);
        if (const Node start = segment["start"]; start.present()) {
            const auto start_s = start.number_in(faults_, 0.0, kLongest_s, "0 to 21600 [s]");
            if (start_s && std::abs(*start_s - end_s) > kContinuity_s) gap_seen_ = true;
            if (start_s) end_s = *start_s;
        }
        end_s += duration_s;
        return duration_s;
    }
    std::optional<std::string> read_representation(const Node& node) {
        if (!node.present()) return std::nullopt;
        if (const auto text = node.string()) return text;
        if (node.number()) return node.text();
        node.refuse(faults_, "a number or a name");
        return std::nullopt;
    }
    void read_audio(const Node& input) {
        const Node segments = segments_of(input);
        double end_s = 0.0;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const Node node = segments.element(i);
            if (!node.is_object()) {
                node.refuse(faults_, "a segment: codec, bitrate, duration, start");
                continue;
            }
            AudioSegment s;
            const std::string codec = lower(node["codec"].string().value_or(""));
            if (codec == "mp2") {
                s.codec = AudioCodec::kMp2;
            } else if (codec == "ac3") {
                s.codec = AudioCodec::kAc3;
            } else if (codec == "aaclc") {
                s.codec = AudioCodec::kAacLc;
            } else if (codec == "heaac") {
                s.codec = AudioCodec::kHeAac;
            } else {
                node["codec"].refuse(faults_, "one of mp2, ac3, aaclc, heaac");
            }
            s.bitrate_kbps = node["bitrate"].number_in(faults_, 1.0, 1e6, kBitrate).value_or(1.0);
            s.duration_s = read_duration(node, end_s);
            s.representation = read_representation(node["representation"]);
            frames_seen_ = frames_seen_ || node["frames"].size() > 0;
            session().audio.push_back(std::move(s));
        }
    }
    void read_video(const Node& input, bool needed) {
        const Node segments = segments_of(input);
        if (needed && segments.size() == 0 && (!segments.present() || segments.is_array()))
            segments.refuse(faults_, "at least one video segment, or O22");
        double end_s = 0.0;
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const Node node = segments.element(i);
            if (!node.is_object()) {
                node.refuse(faults_, "a segment: codec, bitrate, duration, start, fps, resolution");
                continue;
            }
            VideoSegment s;
            if (lower(node["codec"].string().value_or("")) != "h264")
                node["codec"].refuse(faults_, "h264 (P.1203.1 was validated for no other codec)");
            s.bitrate_kbps = node["bitrate"].number_in(faults_, 1.0, 1e6, kBitrate).value_or(1.0);
            s.duration_s = read_duration(node, end_s);
            s.frame_rate_hz = node["fps"].number_in(faults_, 1.0, 240.0, "1 to 240 [frames/s]").value_or(1.0);
            s.coded_px = read_pixels(node["resolution"].present() ? node["resolution"]
                                     : node["res"].present()      ? node["res"]
                                                                  : node["resolution"]);
            if (const Node size = node["displaySize"]; size.present()) s.displayed_px = read_pixels(size);
            s.representation = read_representation(node["representation"]);
            frames_seen_ = frames_seen_ || node["frames"].size() > 0;
            session().video.push_back(std::move(s));
        }
    }
    void read_stalls(const Node& input) {
        if (!input.present()) return;
        if (!input.is_object()) return input.refuse(faults_, "an object with stalling");
        const Node stalls = input["stalling"];
        if (stalls.present() && !stalls.is_array()) return stalls.refuse(faults_, "an array of [position, duration] in seconds");
        for (std::size_t i = 0; i < stalls.size(); ++i) {
            const Node pair = stalls.element(i);
            if (pair.size() != 2) {
                pair.refuse(faults_, "[position, duration] in seconds");
                continue;
            }
            const auto media_s = pair.element(0).number_in(faults_, 0.0, kLongest_s, "0 to 21600 [s]");
            const auto duration_s = pair.element(1).number_in(faults_, 0.0, kLongest_s, "0 to 21600 [s]");
            if (media_s && duration_s) session().stalls.push_back({*media_s, *duration_s});
        }
        std::stable_sort(session().stalls.begin(), session().stalls.end(),
                         [](const Stall& a, const Stall& b) { return a.media_s < b.media_s; });
    }

    ReadSession out_;
    Faults faults_;
    bool frames_seen_ = false, gap_seen_ = false;
};

}  // namespace

Result<ReadSession> read_session(std::string_view text, const std::string& file) {
    const Result<Node> root = json::parse(text, file);
    if (!root) return root.faults();
    Result<ReadSession> read = Reader{}.read(*root);
    if (!read) return read;
    Faults faults = validate(read->session, "");
    for (Fault& fault : faults) fault.file = file;
    if (!faults.empty()) return faults;
    std::vector<std::string> more = remarks(read->session);
    read->remarks.insert(read->remarks.end(), more.begin(), more.end());
    return read;
}

}  // namespace d2c::p1203
