#include "video/player/throughput_rule.h"

#include <gtest/gtest.h>

#include <limits>

#include "films.h"

namespace d2c {
namespace {

using test::ladder_of;
using test::service_of;
using test::steps;

TEST(ThroughputEstimate, IsTheHarmonicMeanOfTheLastFourDownloads) {  // oracle: 4 / (1/1 + 1/2 + 1/4 + 1/4) = 2 Mbit/s
    ThroughputEstimate estimate{ThroughputRule{}};
    EXPECT_EQ(estimate.harmonic_mean_bps(), 0.0);
    estimate.add(7e6, 100.0);
    EXPECT_NEAR(estimate.harmonic_mean_bps(), 7e4, 1e-6);
    for (const double mbps : {1.0, 2.0, 4.0, 4.0}) estimate.add(mbps * 3e6, 3.0);
    EXPECT_NEAR(estimate.harmonic_mean_bps(), 2e6, 1e-3);
}

TEST(ThroughputRule, AConstantRateGivesTheHighestRungBelowNineTenthsOfIt) {
    const SessionPlan plan = SessionPlan::create(ladder_of({300, 700, 1200}), service_of(100)).value();
    const SessionResult below = play_adaptive(steps({{0, 1.3}}, 300), plan, {}, 0.0);  // 0.9 * 1.3 = 1.17
    EXPECT_EQ(below.switches, 1);
    EXPECT_NEAR(below.startup_s, 1.2 / 1.3, 1e-12);  // the first segment is of the lowest rung
    EXPECT_NEAR(below.mean_played_kbps, (4 * 300.0 + 96 * 700.0) / 100.0, 1e-9);
    const SessionResult above = play_adaptive(steps({{0, 1.34}}, 300), plan, {}, 0.0);  // 1.206
    EXPECT_NEAR(above.mean_played_kbps, (4 * 300.0 + 96 * 1200.0) / 100.0, 1e-9);
    EXPECT_EQ(above.stall_s, 0.0);
}

TEST(ThroughputRule, ADropInRateIsFollowedDownAndPlaysOnWhereTheTopRungStalls) {
    const SessionPlan plan = SessionPlan::create(ladder_of({300, 700, 1200}), service_of(300)).value();
    const RateTrace trace = steps({{0, 2}, {60, 0.5}}, 1000);
    const SessionResult adaptive = play_adaptive(trace, plan, {}, 0.0);
    EXPECT_LT(adaptive.stall_s, 3.0);
    EXPECT_GT(play_fixed_rung(trace, plan, 2, 0.0).stall_s, 200.0);  // 240 s at 1.2 through 0.5 Mbit/s take 576 s, less 30 s of buffer
    EXPECT_GT(adaptive.mean_played_kbps, 300.0);
    EXPECT_LT(adaptive.mean_played_kbps, 700.0);
}

TEST(ThroughputRule, WithOneRungItIsTheFixedPlayer) {
    const SessionPlan plan = SessionPlan::create(ladder_of({1000}, 1.9), service_of(100)).value();
    const RateTrace trace = steps({{0, 2}, {30, 0}, {70, 0.8}}, 1000);
    const SessionResult adaptive = play_adaptive(trace, plan, {}, 0.0);
    const SessionResult fixed = play_fixed_rung(trace, plan, 0, 0.0);
    EXPECT_EQ(adaptive.stall_s, fixed.stall_s);
    EXPECT_EQ(adaptive.startup_s, fixed.startup_s);
    EXPECT_EQ(adaptive.mean_played_kbps, fixed.mean_played_kbps);
    EXPECT_EQ(adaptive.switches, 0);
    EXPECT_GT(fixed.stall_s, 0.0);
}

TEST(ThroughputRule, ZeroWindowsAndNanFactorsAreRefused) {
    EXPECT_TRUE(validate(ThroughputRule{}, "rule").empty());
    EXPECT_EQ(validate({.window = 0}, "rule").at(0).field, "rule.window");
    EXPECT_EQ(validate({.window = 33}, "rule").at(0).field, "rule.window");
    EXPECT_EQ(validate({.safety_factor = std::numeric_limits<double>::quiet_NaN()}, "rule").at(0).field, "rule.safety_factor");
    EXPECT_EQ(validate({.safety_factor = 0.0}, "rule").at(0).field, "rule.safety_factor");
}

}  // namespace
}  // namespace d2c
