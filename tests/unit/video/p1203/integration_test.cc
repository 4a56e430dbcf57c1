#include "video/p1203/integration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace d2c::p1203 {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::UnorderedElementsAre;

/// Segments of 4 s at 30 frames/s on the ladder of p1203_mode0_sessions.json, shown at 1920x1080, one digit for each.
Session ladder_session(const std::string& levels, Device device, double audio_kbps, std::vector<Stall> stalls = {}) {
    struct Level {
        double kbps, width, height;
    };
    static const Level kLadder[] = {{145, 426, 240},   {365, 640, 360},    {730, 854, 480},   {1500, 1280, 720},
                                    {3000, 1280, 720}, {4500, 1920, 1080}, {6000, 1920, 1080}};
    Session s;
    s.device = device;
    s.stalls = std::move(stalls);
    for (const char c : levels) {
        const Level& level = kLadder[c - '0'];
        VideoSegment& segment = s.video.emplace_back();
        segment.duration_s = 4.0;
        segment.bitrate_kbps = level.kbps;
        segment.frame_rate_hz = 30.0;
        segment.coded_px = level.width * level.height;
    }
    AudioSegment& audio = s.audio.emplace_back();
    audio.duration_s = 4.0 * static_cast<double>(levels.size());
    audio.bitrate_kbps = audio_kbps;
    return s;
}

TEST(P1203Session, FiguresOfTheReferenceImplementation) {
    // itu-p1203 1.10.0 on these sessions, figures of p1203_mode0_sessions.json; 1e-3 is asked for.
    const Scores up = score(ladder_session("0011223344556666", Device::kPc, 128, {{0, 1.5}})).value();
    EXPECT_NEAR(up.o23, 4.549677419, 1e-8);
    EXPECT_NEAR(up.o35, 3.726787287, 3e-5);
    const Scores down = score(ladder_session("6666554433221100", Device::kPc, 128, {{0, 1.5}})).value();
    EXPECT_NEAR(down.o35, 2.76742574, 3e-5);
    const Scores phone = score(ladder_session("000000100000001112234544445666", Device::kMobile, 64,
                                              {{0, 2.4}, {24, 6.59}, {31, 7.81}, {40, 2.38}, {41, 3.36}}))
                             .value();
    EXPECT_NEAR(phone.o23, 3.105834425, 1e-8);
    EXPECT_NEAR(phone.o35, 3.068385987, 3e-5);
    const Scores to_and_fro =
        score(ladder_session("050505050505050505050505050505050505050505050505050505050505", Device::kPc, 128, {{0, 1.0}})).value();
    EXPECT_NEAR(to_and_fro.o35, 0.835827174, 3e-5);  // O.35 is not held to 1
    EXPECT_EQ(to_and_fro.oscillation, 1.5);
}

TEST(P1203Session, WhatIsNotScoredIsSaid) {
    Session whole = ladder_session("4444", Device::kPc, 128, {{2, 1.0}});
    EXPECT_TRUE(left_out(whole, score(whole).value()).empty());
    whole.stalls = {{2, 1.0}, {17, 2.0}, {18, 0.0}};  // 16 s of film; a stall of no length is none
    EXPECT_THAT(left_out(whole, score(whole).value()), ElementsAre(::testing::StartsWith("stalls that begin after the 16 s scored: 1")));
    Session short_sound = ladder_session("4444", Device::kPc, 128);
    short_sound.audio.front().duration_s = 10.0;
    EXPECT_THAT(left_out(short_sound, score(short_sound).value()), ElementsAre(::testing::HasSubstr("audio of 10 s, video of 16 s")));
}

TEST(P1203Session, AConstantSessionIsItsSeconds) {
    const Scores s = score(ladder_session("333333333333333", Device::kPc, 128)).value();
    EXPECT_EQ(s.o34.size(), 60u);
    EXPECT_NEAR(s.o35, s.o34.front(), 1e-12);
    EXPECT_EQ(s.o23, 5.0);
    EXPECT_EQ(s.oscillation, 0.0);
    EXPECT_EQ(s.adaptation, 0.0);
    EXPECT_NEAR(s.negative_bias, 0.0, 1e-12);
}

TEST(P1203Session, OneSecondIsEnough) {
    Session s = ladder_session("3", Device::kPc, 128);
    s.video[0].duration_s = s.audio[0].duration_s = 1.01;
    const Scores scores = score(s).value();
    EXPECT_EQ(scores.o34.size(), 1u);
    EXPECT_EQ(scores.o35, scores.o34[0]);
    s.video[0].duration_s = 0.9;
    EXPECT_THAT(score(s).faults(), ElementsAre(Field(&Fault::field, "I13.segments")));
}

TEST(P1203Session, WithoutAudioItIsTakenAsExcellent) {
    Session s = ladder_session("33", Device::kPc, 128);
    s.audio.clear();
    const Scores scores = score(s).value();
    EXPECT_EQ(scores.o21, std::vector<double>(8, 5.0));
    EXPECT_GT(scores.o35, score(ladder_session("33", Device::kPc, 32)).value().o35);
}

TEST(P1203Session, IsAsLongAsTheShorterOfAudioAndVideo) {
    Session s = ladder_session("3333", Device::kPc, 128);
    s.audio[0].duration_s = 9.0;
    EXPECT_EQ(score(s).value().o34.size(), 9u);
    s.audio[0].duration_s = 90.0;
    EXPECT_EQ(score(s).value().o34.size(), 16u);
}

TEST(P1203Stalling, InitialLoadingByHand) {
    // One event of 8 s at 0 in 60 s: exp(-1/9.35158684) exp(-8 w/60/0.91890815), w = 0.48412879 + 0.51587121 * 2^-6.
    const Scores s = integrate(std::vector<double>(60, 4.5), std::vector<double>(60, 4.0), {{0.0, 8.0}});
    const double w = 0.48412879 + 0.51587121 / 64.0;
    EXPECT_NEAR(s.o23, 1.0 + 4.0 * std::exp(-1.0 / 9.35158684 - 8.0 * w / 60.0 / 0.91890815), 1e-12);
}

TEST(P1203Stalling, EventsWithoutLengthOrBeyondTheEndDoNotCount) {
    const std::vector<double> flat(60, 4.0);
    EXPECT_EQ(integrate(flat, flat, {{10.0, 0.0}, {61.0, 5.0}}).o23, 5.0);
    EXPECT_EQ(integrate(flat, flat, {{10.0, 1.0}, {30.0, 0.0}, {61.0, 5.0}}).o23, integrate(flat, flat, {{10.0, 1.0}}).o23);
    EXPECT_LT(integrate(flat, flat, {{50.0, 2.0}}).o23, integrate(flat, flat, {{5.0, 2.0}}).o23);  // late ones weigh more
}

TEST(P1203Session, NamesAllThatIsWrongAtOnce) {
    Session s = ladder_session("33", Device::kPc, 128, {{-1.0, 2.0}});
    const double nan = std::numeric_limits<double>::quiet_NaN();
    s.video[1].bitrate_kbps = nan;
    s.video[0].frame_rate_hz = 0.0;
    s.audio[0].duration_s = nan;
    s.displayed_px = nan;
    s.video_scores = {4.0, 5.5};
    EXPECT_THAT(validate(s, ""),
                UnorderedElementsAre(Field(&Fault::field, "I13.segments.1.bitrate"), Field(&Fault::field, "I13.segments.0.fps"),
                                     Field(&Fault::field, "I11.segments.0.duration"), Field(&Fault::field, "IGen.displaySize"),
                                     Field(&Fault::field, "I23.stalling.0.0"), Field(&Fault::field, "O22.1")));
    EXPECT_FALSE(score(s));
    EXPECT_FALSE(score(Session{}));
}

TEST(P1203Session, ScoresFromElsewhereAreTaken) {
    Session s;
    s.audio_scores = {4.0, 4.0, 4.0};
    s.video_scores = {3.0, 3.0, 3.0};
    // -0.00069084 + 0.15374283 * 4 + 0.97153861 * 3 + 0.02461776 * 12, by hand.
    EXPECT_NEAR(score(s).value().o35, 3.82430943, 1e-8);
}

}  // namespace
}  // namespace d2c::p1203
