#include "video/online/live_player.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/video/films.h"

namespace d2c {
namespace {

constexpr LiveService kService{.target_latency_s = 12.0, .catch_up = 0.05, .skip_above_s = 30.0};

SessionPlan event_of(double length_s) {  // segments of 4 s and 4 Mbit
    return SessionPlan::create(test::ladder_of({1000}), test::service_of(length_s)).value();
}
LiveResult watch(LivePlayer& player, const RateTrace& trace, double until_s) {
    while (const auto request = player.next()) {
        const double at_s = trace.time_when_received(request->at_s, request->bits);
        if (!(at_s < until_s)) break;
        player.received(at_s);
    }
    player.advance(until_s);
    return player.result();
}

TEST(LivePlayer,
     KeepsItsTargetWhileTheLinkHolds) {  // by hand: joins at 102 s, shows second 90 (segment 22) from 88 s + 12 s on, so at once
    const SessionPlan event = event_of(200);
    LivePlayer player{event, kService, {}, 0.0, 102.0};
    const LiveResult seen = watch(player, test::steps({{0, 8}}, 1000), 500.0);
    // Segment 22 begins at 88 s and takes 0.5 s to come: 14.5 s behind, caught up at 5 %.
    EXPECT_NEAR(seen.startup_s, 0.5, 1e-9);
    EXPECT_NEAR(seen.most_latency_s, 14.5, 1e-6);
    EXPECT_EQ(seen.stall_events, 0);
    EXPECT_NEAR(seen.played_s, 200.0 - 88.0, 1e-6);
    EXPECT_NEAR(player.latency_s(), 500.0 - 200.0, 1e-6) << "the event is over";
    EXPECT_TRUE(player.over());
    // 2.5 s are caught up in 50 s; then 112 - 52.5 s of film at the target. The mean is the area under the latency.
    EXPECT_NEAR(seen.mean_latency_s, (50.0 * 13.25 + 59.5 * 12.0) / 109.5, 1e-6);
}

TEST(LivePlayer, WaitsForItsTargetAtTheEventsBegin) {
    const SessionPlan event = event_of(60);
    LivePlayer player{event, kService, {}, 0.0, 0.0};
    const LiveResult seen = watch(player, test::steps({{0, 8}}, 1000), 100.0);
    EXPECT_NEAR(seen.startup_s, 12.0, 1e-9);
    EXPECT_NEAR(seen.mean_latency_s, 12.0, 1e-6);
    EXPECT_NEAR(seen.played_s, 60.0, 1e-6);
}

TEST(LivePlayer, StallsInAnOutageAndCatchesUpAfterwards) {
    // By hand: at 40 s segments up to 36 s have come (the ninth at 36.5 s); the tenth, to be had at 40 s, comes at 56.5 s. What is held is
    // shown until 36 + 12 = 48 s. Stall 8.5 s; the latency is 20.5 s then, back at 12 s after 170 s.
    const SessionPlan event = event_of(400);
    LivePlayer player{event, kService, {}, 0.0, 0.0};
    const RateTrace link = test::steps({{0, 8}, {40, 0}, {56, 8}}, 1000);
    const LiveResult half_way = watch(player, link, 56.5 + 85.0);
    EXPECT_NEAR(half_way.stall_s, 8.5, 1e-6);
    EXPECT_EQ(half_way.stall_events, 1);
    EXPECT_NEAR(half_way.most_latency_s, 20.5, 1e-6);
    EXPECT_NEAR(player.latency_s(), 20.5 - 85.0 * 0.05, 1e-6);
    EXPECT_EQ(half_way.skips, 0);
}

TEST(LivePlayer, SkipsToItsTargetWhenTooFarBehind) {
    // By hand: as above with 40 s of darkness: the tenth comes at 80.5 s, 44.5 s behind. The next is that of second 80.5 - 12: the 18th,
    // 68 to 72 s. It comes at 81 s; 36.5 s to 68 s are left out, and the latency is 13 s.
    const SessionPlan event = event_of(400);
    LivePlayer player{event, kService, {}, 0.0, 0.0};
    const LiveResult seen = watch(player, test::steps({{0, 8}, {40, 0}, {80, 8}}, 1000), 80.9);
    EXPECT_EQ(seen.skips, 0);
    const LiveResult after = watch(player, test::steps({{0, 8}, {40, 0}, {80, 8}}, 1000), 200.0);
    EXPECT_EQ(after.skips, 1);
    EXPECT_NEAR(after.skipped_s, 68.0 - 36.525, 1e-6) << "half a second was shown at 5 % more";
    EXPECT_NEAR(player.latency_s(), 12.0, 1e-6);
}

TEST(LivePlayer, NamesEveryFaultOfItsService) {
    EXPECT_TRUE(validate(kService, 4.0, "live").empty());
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(validate(LiveService{nan, nan, nan}, 4.0, "live").size(), 3U);
    EXPECT_EQ(validate(LiveService{3.0, 0.6, 2.0}, 4.0, "live").size(), 3U);
}

}  // namespace
}  // namespace d2c
