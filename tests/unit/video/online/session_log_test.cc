#include "video/online/session_log.h"

#include <gtest/gtest.h>

#include "tests/unit/video/films.h"

namespace d2c {
namespace {

/// Twenty seconds of one rung, segments at 5, 10, 15, 20 and 25 s: a stall of one second before each but the first.
std::unique_ptr<OnlinePlayer> slow_session(const SessionPlan& plan) {
    auto player = std::move(OnlinePlayer::create(plan, FixedRung{0}, 0.0).value());
    for (double at_s = 5.0; const auto request = player->next(); at_s += 5.0) player->received(at_s, request->at_s);
    return player;
}

TEST(SessionLog, HoldsTheFilmTheStartUpAndEachStallAtItsPlace) {
    const Ladder ladder = test::ladder_of({1000});
    const SessionPlan plan = SessionPlan::create(ladder, test::service_of(20)).value();
    const auto player = slow_session(plan);
    const p1203::Session log = p1203_session(*player, ladder, 100.0);
    EXPECT_TRUE(p1203::validate(log, "").empty());
    ASSERT_EQ(log.video.size(), 5U);
    EXPECT_NEAR(log.video[0].bitrate_kbps, 904.0, 1e-9);
    EXPECT_NEAR(log.video[0].coded_px, 640.0 * 360.0, 1e-6);
    EXPECT_NEAR(log.audio[4].duration_s, 4.0, 1e-9);
    ASSERT_EQ(log.stalls.size(), 5U);
    EXPECT_EQ(log.stalls[0].media_s, 0.0);
    EXPECT_NEAR(log.stalls[0].duration_s, 5.0, 1e-9);
    for (std::size_t i = 1; i < 5; ++i) {
        EXPECT_NEAR(log.stalls[i].media_s, 4.0 * static_cast<double>(i), 1e-9);
        EXPECT_NEAR(log.stalls[i].duration_s, 1.0, 1e-9);
    }
}

TEST(SimpleLadder, IsALadderNamedAfterItsHeights) {
    const Ladder ladder = simple_ladder(2.0, {{240, 300.0}, {720, 2500.0}});
    EXPECT_TRUE(validate(ladder, "ladder").empty());
    ASSERT_EQ(ladder.rungs.size(), 2U);
    EXPECT_EQ(ladder.rungs[1].id, "720p");
    EXPECT_EQ(ladder.rungs[1].bitrate.value, 2.5e6);
    EXPECT_EQ(ladder.segment_s, 2.0);
}

TEST(SessionLog, EndsWhereTheViewerLeaves) {  // at 12 s: 4 s shown, a stall to 10 s, 2 s shown
    const Ladder ladder = test::ladder_of({1000});
    const SessionPlan plan = SessionPlan::create(ladder, test::service_of(20)).value();
    const p1203::Session log = p1203_session(*slow_session(plan), ladder, 12.0);
    ASSERT_EQ(log.video.size(), 2U);
    EXPECT_NEAR(log.video[1].duration_s, 2.0, 1e-9);
    EXPECT_EQ(log.stalls.size(), 2U);
    EXPECT_TRUE(p1203_session(*slow_session(plan), ladder, 3.0).video.empty());
}

}  // namespace
}  // namespace d2c
