// The whole grids and sessions of the reference folder (`D2C_REFERENCE_DIR`).

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "video/p1203/integration.h"
#include "video/p1203/quality.h"

namespace d2c::p1203 {
namespace {

/// A file of the reference folder; none where there is no such folder.
std::optional<std::string> reference(const std::string& name) {
    const char* folder = std::getenv("D2C_REFERENCE_DIR");
    if (folder == nullptr) return std::nullopt;
    std::ifstream file{std::string{folder} + "/qoe/" + name};
    if (!file) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}
#define REFERENCE(text, name)          \
    const auto text = reference(name); \
    if (!text) GTEST_SKIP() << "skipped: no reference data"

std::vector<std::vector<std::string>> rows(const std::string& csv) {
    std::vector<std::vector<std::string>> all;
    std::istringstream lines{csv};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream cells{line};
        std::vector<std::string>& row = all.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
    }
    all.erase(all.begin());  // the header
    return all;
}
double pixels(const std::string& size) { return std::stod(size) * std::stod(size.substr(size.find('x') + 1)); }

TEST(P1203Reference, VideoGrid) {
    REFERENCE(csv, "p1203_mode0_video_grid.csv");
    std::size_t points = 0;
    for (const auto& r : rows(*csv)) {
        const Device device = r[0] == "mobile" ? Device::kMobile : Device::kPc;
        const double ours = video_quality({std::stod(r[4]), std::stod(r[3]), pixels(r[2]), pixels(r[1]), device}).score;
        EXPECT_NEAR(ours, std::stod(r[5]), 1e-4) << r[0] << ' ' << r[1] << ' ' << r[2] << ' ' << r[3] << ' ' << r[4];
        ++points;
    }
    EXPECT_GE(points, 700u);
}

TEST(P1203Reference, AudioGrid) {
    REFERENCE(csv, "p1203_audio_grid.csv");
    for (const auto& r : rows(*csv)) {
        const AudioCodec codec = r[0] == "mp2"     ? AudioCodec::kMp2
                                 : r[0] == "ac3"   ? AudioCodec::kAc3
                                 : r[0] == "aaclc" ? AudioCodec::kAacLc
                                                   : AudioCodec::kHeAac;
        EXPECT_NEAR(audio_quality(codec, std::stod(r[1])), std::stod(r[2]), 1e-8) << r[0] << ' ' << r[1];
    }
}

TEST(P1203Reference, Sessions) {
    REFERENCE(text, "p1203_mode0_sessions.json");
    const nlohmann::json file = nlohmann::json::parse(*text);
    std::size_t sessions = 0;
    for (const auto& entry : file["sessions"]) {
        Session s;
        s.device = entry["device"] == "mobile" ? Device::kMobile : Device::kPc;
        s.displayed_px = pixels(entry["display"]);
        const double segment_s = entry["segment_s"];
        for (const std::size_t level : entry["ladder_level_per_segment"]) {
            const auto& rung = file["ladder"][level];
            VideoSegment& segment = s.video.emplace_back();
            segment.duration_s = segment_s;
            segment.bitrate_kbps = rung["bitrate_kbps"];
            segment.frame_rate_hz = entry["fps"];
            segment.coded_px = pixels(rung["resolution"]);
        }
        AudioSegment& audio = s.audio.emplace_back();
        audio.duration_s = segment_s * static_cast<double>(s.video.size());
        audio.bitrate_kbps = entry["audio_aaclc_kbps"];
        for (const auto& stall : entry["stalling_pos_len_s"]) s.stalls.push_back({stall[0], stall[1]});
        const Scores scores = score(s).value();
        EXPECT_NEAR(scores.o23, entry["O23"], 1e-8) << entry["name"];
        EXPECT_NEAR(scores.o35, entry["O35"], 1e-4) << entry["name"];
        ++sessions;
    }
    EXPECT_GE(sessions, 30u);
}

}  // namespace
}  // namespace d2c::p1203
