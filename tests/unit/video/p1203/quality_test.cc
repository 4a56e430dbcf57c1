#include "video/p1203/quality.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace d2c::p1203 {
namespace {

constexpr double kFullHd = 1920.0 * 1080.0;

TEST(P1203Rating, ScoresRunFrom1Point05To4Point9) {
    // P.1203.1 annex E at its ends, and 1.05 + 3.85 r/100 + 7e-6 r (r - 60)(100 - r) at 50 and 80 by hand.
    EXPECT_DOUBLE_EQ(mos_from_r(0.0), 1.05);
    EXPECT_DOUBLE_EQ(mos_from_r(-5.0), 1.05);
    EXPECT_DOUBLE_EQ(mos_from_r(100.0), 4.9);
    EXPECT_DOUBLE_EQ(mos_from_r(130.0), 4.9);
    EXPECT_NEAR(mos_from_r(50.0), 1.05 + 1.925 - 0.175, 1e-12);
    EXPECT_NEAR(mos_from_r(80.0), 1.05 + 3.08 + 0.224, 1e-12);
    EXPECT_TRUE(std::isnan(mos_from_r(std::numeric_limits<double>::quiet_NaN())));
}

TEST(P1203Rating, RatingOfAScoreIsTheOneThatHasIt) {
    for (double r = 2.0; r <= 100.0; r += 0.25) EXPECT_NEAR(r_from_mos(mos_from_r(r)), r, 1e-6) << r;
    EXPECT_EQ(r_from_mos(5.0), 100.0);
    EXPECT_NEAR(r_from_mos(1.0), 1.586, 0.001);  // the foot of the rising branch: root of -3 r^2 + 320 r - 500
    EXPECT_TRUE(std::isnan(r_from_mos(std::numeric_limits<double>::quiet_NaN())));
}

TEST(P1203Video, PointsOfTheReferenceGrid) {
    // itu-p1203 1.10.0, mode 0, figures of p1203_mode0_video_grid.csv. Its own rating of a score is off by up to 2e-5 in the result.
    const double hd = 1280.0 * 720.0;
    EXPECT_NEAR(video_quality({100.0, 15.0, hd, kFullHd, Device::kMobile}).score, 3.037041836, 3e-5);
    EXPECT_NEAR(video_quality({6000.0, 15.0, hd, kFullHd, Device::kMobile}).score, 3.761378079, 3e-5);
    EXPECT_NEAR(video_quality({145.0, 24.0, hd, kFullHd, Device::kMobile}).score, 3.504191538, 3e-5);
    EXPECT_NEAR(video_quality({8000.0, 24.0, hd, kFullHd, Device::kMobile}).score, 4.214787973, 3e-5);
    EXPECT_NEAR(video_quality({15000.0, 30.0, 854.0 * 480.0, kFullHd, Device::kPc}).score, 3.339999390, 3e-5);
    EXPECT_NEAR(video_quality({6000.0, 60.0, 640.0 * 360.0, kFullHd, Device::kPc}).score, 2.449083504, 3e-5);
}

TEST(P1203Video, UpscalingIsTheLogarithmOfTheScale) {
    // 72.61 log10(0.32 (4 - 1) + 1) with four times the pixels shown, by hand.
    EXPECT_NEAR(video_quality({3000.0, 30.0, kFullHd / 4.0, kFullHd, Device::kPc}).upscaling, 72.61 * std::log10(1.96), 1e-9);
    EXPECT_EQ(video_quality({3000.0, 30.0, kFullHd, kFullHd / 4.0, Device::kPc}).upscaling, 0.0);
}

TEST(P1203Video, FewFramesCostOnlyBelow24PerSecond) {
    const VideoQuality at_24 = video_quality({3000.0, 24.0, kFullHd, kFullHd, Device::kPc});
    const VideoQuality at_12 = video_quality({3000.0, 12.0, kFullHd, kFullHd, Device::kPc});
    EXPECT_EQ(at_24.temporal, 0.0);
    // (30.98 - 1.29 * 12) / (64.65 + 12) of what quantisation leaves, by hand.
    EXPECT_NEAR(at_12.temporal, 15.5 / 76.65 * (100.0 - at_12.quantisation), 1e-9);
}

TEST(P1203Video, NeverFallsWithBitRate) {
    for (const Device device : {Device::kPc, Device::kMobile}) {
        double last = 0.0;
        for (double kbps = 10.0; kbps < 20000.0; kbps *= 1.1) {
            const double score = video_quality({kbps, 25.0, 1280.0 * 720.0, kFullHd, device}).score;
            EXPECT_GE(score, last - 1e-9) << kbps;
            last = score;
        }
    }
}

TEST(P1203Audio, PointsOfTheReferenceGrid) {
    // itu-p1203 1.10.0, figures of p1203_audio_grid.csv.
    EXPECT_NEAR(audio_quality(AudioCodec::kAacLc, 32.0), 3.643341430, 1e-9);
    EXPECT_NEAR(audio_quality(AudioCodec::kAacLc, 128.0), 4.553814018, 1e-9);
    EXPECT_NEAR(audio_quality(AudioCodec::kHeAac, 24.0), 4.030409302, 1e-9);
    EXPECT_NEAR(audio_quality(AudioCodec::kAc3, 64.0), 3.873775704, 1e-9);
    EXPECT_NEAR(audio_quality(AudioCodec::kMp2, 192.0), 4.448667004, 1e-9);
}

}  // namespace
}  // namespace d2c::p1203
