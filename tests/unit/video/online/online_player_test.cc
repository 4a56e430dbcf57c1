#include "video/online/online_player.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/random.h"
#include "tests/unit/video/abr/films.h"
#include "tests/unit/video/films.h"
#include "video/player/rule_player.h"

namespace d2c {
namespace {

/// A link with dark times, keyed.
RateTrace link(std::uint64_t k) {
    std::vector<test::Step> steps;
    for (std::uint32_t i = 0; i < 300; ++i)
        steps.push_back({5.0 * i, uniform01({1, Purpose::kTest, k, i}) < 0.1 ? 0.0 : 3.0 * uniform01({2, Purpose::kTest, k, i})});
    return test::steps(steps, 1500.0);
}

/// Brings the player what the trace brings, as a network of no latency would.
std::unique_ptr<OnlinePlayer> feed(const RateTrace& trace, const SessionPlan& plan, const RungPolicy& policy) {
    auto player = std::move(OnlinePlayer::create(plan, policy, 0.0).value());
    while (const auto request = player->next()) {
        const double at_s = trace.time_when_received(request->at_s, request->bits);
        if (!(at_s < RateTrace::kNever)) break;
        player->received(at_s, request->at_s);
    }
    return player;
}

void expect_same(const SessionResult& online, const SessionResult& offline) {
    EXPECT_EQ(online.started, offline.started);
    EXPECT_EQ(online.finished, offline.finished);
    EXPECT_NEAR(online.startup_s, offline.startup_s, 1e-9);
    EXPECT_NEAR(online.stall_s, offline.stall_s, 1e-9);
    EXPECT_EQ(online.stall_events, offline.stall_events);
    EXPECT_NEAR(online.played_s, offline.played_s, 1e-9);
    EXPECT_EQ(online.switches, offline.switches);
    EXPECT_NEAR(online.mean_played_kbps, offline.mean_played_kbps, 1e-6);
}

class OnlinePlayers : public testing::TestWithParam<double> {};  // start-up buffer [s]

TEST_P(OnlinePlayers, ShowWhatTheOfflinePlayersShowForTheSameDownloads) {
    VideoService service = test::service_of(120.0);
    service.maximum_buffer_s = 20.0;
    service.startup_buffer_s = GetParam();
    const SessionPlan plan = SessionPlan::create(test::five_rungs(), service).value();
    for (std::uint64_t k = 0; k < 20; ++k) {
        const RateTrace trace = link(k);
        expect_same(feed(trace, plan, FixedRung{1})->result(1e4), play_fixed_rung(trace, plan, 1, 0.0));
        expect_same(feed(trace, plan, ThroughputRule{})->result(1e4), play_adaptive(trace, plan, {}, 0.0));
        for (const abr::RuleKind rule : abr::test::kAllRules)
            expect_same(feed(trace, plan, rule)->result(1e4), play_by_rule(trace, plan, rule, 0.0).value());
        // A viewer who leaves half-way.
        expect_same(feed(trace, plan, ThroughputRule{})->result(60.0), play_adaptive(trace, plan, {}, 0.0, {.give_up_after_s = 60.0}));
    }
}
INSTANTIATE_TEST_SUITE_P(StartUp, OnlinePlayers, testing::Values(4.0, 8.0));

TEST_P(OnlinePlayers, TheirStallsAddUpToTheSessionsStallTime) {
    VideoService service = test::service_of(120.0);
    service.startup_buffer_s = GetParam();
    const SessionPlan plan = SessionPlan::create(test::five_rungs(), service).value();
    int stalled = 0;
    for (std::uint64_t k = 0; k < 20; ++k) {
        const auto player = feed(link(k), plan, FixedRung{2});
        for (const double leaves_s : {30.0, 77.7, 1e4}) {
            const SessionResult seen = player->result(leaves_s);
            double sum_s = 0.0;
            for (const OnlinePlayer::Stall& s : player->stalls(leaves_s)) sum_s += s.to_s - s.from_s;
            EXPECT_NEAR(sum_s, seen.stall_s, 1e-9);
            EXPECT_EQ(player->stalls(leaves_s).size(), static_cast<std::size_t>(seen.stall_events));
            stalled += seen.stall_events;
        }
    }
    EXPECT_GT(stalled, 20);
}

TEST(OnlinePlayer, CountsTheBufferDownFromWhatItHolds) {  // by hand: segments of 4 s at 2 Mbit/s and 1 Mbit/s take 2 s each
    const SessionPlan plan = SessionPlan::create(test::ladder_of({1000}), test::service_of(60)).value();
    auto player = std::move(OnlinePlayer::create(plan, FixedRung{0}, 10.0).value());
    EXPECT_EQ(player->buffer_s(11.0), 0.0);
    ASSERT_EQ(player->next()->at_s, 10.0);
    player->received(12.0, 10.5);
    EXPECT_NEAR(player->buffer_s(12.0), 4.0, 1e-12);
    EXPECT_NEAR(player->buffer_s(13.5), 2.5, 1e-12);
    ASSERT_EQ(player->next()->at_s, 12.0);
    player->received(14.0, 12.5);
    EXPECT_NEAR(player->buffer_s(14.0), 6.0, 1e-12);
    EXPECT_EQ(player->buffer_s(30.0), 0.0);
    EXPECT_FALSE(player->film_ends_s());
}

TEST(OnlinePlayer, AGivenUpDownloadIsAskedForAgainAtOnceAndLower) {
    VideoService service = test::service_of(120.0);
    const SessionPlan plan = SessionPlan::create(test::ladder_of({300, 700, 1200, 2500, 5000}), service).value();
    auto player = std::move(OnlinePlayer::create(plan, abr::RuleKind::kThroughput, 0.0).value());
    double now_s = 0.0;
    std::optional<OnlinePlayer::Request> request;
    for (int i = 0; i < 4; ++i) {  // 8 Mbit/s
        request = player->next();
        now_s = request->at_s + request->bits / 8e6;
        player->received(now_s, request->at_s);
    }
    request = player->next();
    EXPECT_EQ(request->segment, 4U);
    EXPECT_GE(request->rung, 3U);
    // 100 kbit/s from here: by the rule (1.8 times what a segment plays) this never ends in time.
    now_s = request->at_s + 1.0;
    const auto lower = player->progress(100e3, now_s, request->at_s);
    ASSERT_TRUE(lower);
    EXPECT_LT(*lower, request->rung);
    EXPECT_EQ(player->given_up(), 1);
    const std::size_t given_up_rung = request->rung;
    request = player->next();
    EXPECT_EQ(request->segment, 4U);
    EXPECT_GE(request->at_s, now_s);
    player->received(request->at_s + 1.0, request->at_s);
    EXPECT_EQ(player->segments().size(), 5U);
    EXPECT_LE(player->segments()[4].rung, given_up_rung);
}

TEST(OnlinePlayer, NeverGivesUpItsFirstSegmentNorWithoutARule) {
    const SessionPlan plan = SessionPlan::create(test::five_rungs(), test::service_of(60)).value();
    for (const RungPolicy& policy : {RungPolicy{FixedRung{4}}, RungPolicy{ThroughputRule{}}, RungPolicy{abr::RuleKind::kThroughput}}) {
        auto player = std::move(OnlinePlayer::create(plan, policy, 0.0).value());
        player->next();
        EXPECT_FALSE(player->progress(10.0, 50.0, 49.0));
    }
}

TEST(OnlinePlayer, TakesARuleOfTheCallersOwn) {
    class Highest final : public abr::Rule {
      public:
        explicit Highest(const abr::Movie& movie) : movie_{movie} {}
        abr::Choice choose(const abr::Situation&) override { return {movie_.rungs() + 7, 0.0}; }

      private:
        const abr::Movie& movie_;
    };
    const SessionPlan plan = SessionPlan::create(test::five_rungs(), test::service_of(40)).value();
    const RuleFactory factory = [](const abr::Movie& movie, double) { return std::make_unique<Highest>(movie); };
    const auto player = feed(test::steps({{0, 8}}, 1000), plan, factory);
    ASSERT_EQ(player->segments().size(), 10U);
    EXPECT_EQ(player->segments()[0].rung, 0U);
    for (std::size_t i = 1; i < 10; ++i) EXPECT_EQ(player->segments()[i].rung, 4U) << "held to the ladder";
}

TEST(OnlinePlayer, RefusesWhatCannotBePlayed) {
    const SessionPlan plan = SessionPlan::create(test::five_rungs(), test::service_of(40)).value();
    EXPECT_FALSE(OnlinePlayer::create(plan, FixedRung{5}, 0.0));
    EXPECT_FALSE(OnlinePlayer::create(plan, FixedRung{0}, std::numeric_limits<double>::quiet_NaN()));
    EXPECT_FALSE(OnlinePlayer::create(plan, ThroughputRule{.window = 0}, 0.0));
    EXPECT_FALSE(OnlinePlayer::create(plan, RuleFactory{}, 0.0));
}

}  // namespace
}  // namespace d2c
