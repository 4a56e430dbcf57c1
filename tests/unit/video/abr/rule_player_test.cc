#include "video/player/rule_player.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/random.h"
#include "tests/unit/video/abr/films.h"
#include "tests/unit/video/films.h"

namespace d2c {
namespace {

VideoService service() {
    VideoService s = test::service_of(120.0);
    s.maximum_buffer_s = 20.0;
    s.startup_buffer_s = 4.0;  // one segment, as in abr/stream.h
    return s;
}

TEST(PlayByRule, AgreesWithTheSessionOfAbrWithoutLatency) {
    // The same decisions in two players written apart: one in event time on a rate trace, one walking through network periods.
    const Ladder ladder = test::ladder_of({300.0, 700.0, 1200.0, 2500.0, 5000.0});
    const SessionPlan plan = SessionPlan::create(ladder, service()).value();
    for (std::uint64_t k = 0; k < 30; ++k) {
        std::vector<test::Step> steps;
        std::vector<abr::NetworkPeriod> periods;
        for (std::uint32_t i = 0; i < 200; ++i) {
            const double kbps = uniform01({1, Purpose::kTest, k, i}) < 0.1 ? 0.0 : 4000.0 * uniform01({2, Purpose::kTest, k, i});
            steps.push_back({5.0 * i, kbps * 1e-3});
            periods.push_back({5000.0, kbps, 0.0});
        }
        const RateTrace trace = test::steps(steps, 1000.0);
        for (const abr::RuleKind rule : abr::test::kAllRules) {
            const SessionResult ours = play_by_rule(trace, plan, rule, 0.0).value();
            const abr::StreamResult theirs = abr::stream(movie_of(plan), periods, rule, {20'000.0, false}).value();
            ASSERT_TRUE(ours.finished);
            EXPECT_NEAR(ours.startup_s, theirs.startup_ms * 1e-3, 1e-6) << k;
            EXPECT_NEAR(ours.stall_s, theirs.rebuffer_ms * 1e-3, 1e-6) << k;
            EXPECT_EQ(ours.stall_events, theirs.rebuffer_events) << k;
            EXPECT_EQ(ours.switches, theirs.bitrate_changes) << k;
            EXPECT_NEAR(ours.mean_played_kbps, theirs.average_bitrate_kbps * theirs.play_ms / (theirs.play_ms - theirs.startup_ms), 1e-6)
                << k;
        }
    }
}

TEST(PlayByRule, RefusesATimeThatIsNone) {
    const SessionPlan plan = SessionPlan::create(test::ladder_of({300.0, 700.0}), service()).value();
    EXPECT_FALSE(play_by_rule(RateTrace{}, plan, abr::RuleKind::kBola, std::numeric_limits<double>::quiet_NaN()));
    EXPECT_FALSE(play_by_rule(RateTrace{}, plan, abr::RuleKind::kBola, 0.0).value().started);
}

}  // namespace
}  // namespace d2c
