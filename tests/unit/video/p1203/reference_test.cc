// The whole grids and sessions of the reference folder (`D2C_REFERENCE_DIR`).

#include "tests/reference/reference.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "video/p1203/integration.h"
#include "video/p1203/quality.h"

namespace d2c::p1203 {
namespace {

double pixels(const std::string& size) { return std::stod(size) * std::stod(size.substr(size.find('x') + 1)); }

TEST(P1203Reference, VideoGrid) {
    auto grid = reference::table("qoe/p1203_mode0_video_grid.csv");
    if (grid.empty()) GTEST_SKIP() << "skipped: no reference data";
    std::size_t points = 0;
    for (auto& r : grid) {
        const Device device = r["device"] == "mobile" ? Device::kMobile : Device::kPc;
        const double ours = video_quality({std::stod(r["bitrate_kbps"]), std::stod(r["fps"]), pixels(r["coding_resolution"]),
                                           pixels(r["display_resolution"]), device})
                                .score;
        EXPECT_NEAR(ours, std::stod(r["o22"]), 1e-4) << r["device"] << ' ' << r["display_resolution"] << ' ' << r["coding_resolution"]
                                                     << ' ' << r["fps"] << ' ' << r["bitrate_kbps"];
        ++points;
    }
    EXPECT_GE(points, 700u);
}

TEST(P1203Reference, AudioGrid) {
    auto grid = reference::table("qoe/p1203_audio_grid.csv");
    if (grid.empty()) GTEST_SKIP() << "skipped: no reference data";
    for (auto& r : grid) {
        const AudioCodec codec = r["codec"] == "mp2"     ? AudioCodec::kMp2
                                 : r["codec"] == "ac3"   ? AudioCodec::kAc3
                                 : r["codec"] == "aaclc" ? AudioCodec::kAacLc
                                                         : AudioCodec::kHeAac;
        EXPECT_NEAR(audio_quality(codec, std::stod(r["bitrate_kbps"])), std::stod(r["o21"]), 1e-8)
            << r["codec"] << ' ' << r["bitrate_kbps"];
    }
}

TEST(P1203Reference, Sessions) {
    const std::string text = reference::text("qoe/p1203_mode0_sessions.json");
    if (text.empty()) GTEST_SKIP() << "skipped: no reference data";
    const nlohmann::json file = nlohmann::json::parse(text);
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
