#include "video/player/session_verdict.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "base/random.h"
#include "films.h"

namespace d2c {
namespace {

using test::five_rungs;
using test::ladder_of;
using test::service_of;
using test::steps;

/// Draws of one try.
class Draws {
  public:
    explicit Draws(std::uint64_t entity) : entity_{entity} {}
    double between(double low, double high) { return low + (high - low) * uniform01({5, Purpose::kTest, entity_, next_++}); }
    template <std::size_t N>
    double one_of(const std::array<double, N>& values) {
        return values[static_cast<std::size_t>(between(0.0, static_cast<double>(N)))];
    }

  private:
    std::uint64_t entity_;
    std::uint32_t next_ = 0;
};

/// Constant, stepped or sloped rates about a level, with handover gaps, and on some traces outages.
RateTrace any_trace(Draws& draw) {
    const double level_bps = 1e5 * std::pow(300.0, draw.between(0.0, 1.0));
    const double spread = draw.one_of(std::array{0.0, 0.02, 0.2, 0.9});
    const double gap_share = draw.one_of(std::array{0.0, 0.1, 0.3});
    const double outage_share = draw.one_of(std::array{0.0, 0.0, 0.05});
    const bool sloped = draw.between(0.0, 1.0) < 0.5;
    std::vector<RateSegment> segments;
    double at_s = draw.between(0.0, 1.0) < 0.1 ? 3.0 : 0.0;
    const auto rate = [&] { return level_bps * (1.0 + draw.between(-spread, spread)); };
    while (at_s < 500.0) {
        const double end_s = at_s + draw.between(0.5, 30.0);
        const double from_bps = rate();
        segments.push_back({at_s, end_s, from_bps, sloped ? rate() : from_bps});
        at_s = end_s;
        const double gap_s = draw.between(0.0, 1.0) < outage_share ? draw.between(1.0, 60.0)
                             : draw.between(0.0, 1.0) < gap_share  ? draw.one_of(std::array{0.02, 0.1, 0.45, 1.2})
                                                                   : 0.0;
        if (gap_s > 0.0) segments.push_back({at_s, at_s + gap_s, 0.0, 0.0});
        at_s += gap_s;
    }
    return RateTrace::create(segments).value();
}

VideoService any_service(Draws& draw) {
    VideoService service = service_of(draw.one_of(std::array{3.0, 61.0, 120.0, 300.0}));
    service.startup_buffer_s = draw.one_of(std::array{2.0, 4.0, 4.0, 8.0});
    service.maximum_buffer_s = draw.one_of(std::array{12.0, 13.0, 30.0, 30.0, 90.0});
    service.max_stall_share = draw.one_of(std::array{0.0, 0.01, 0.01, 0.1});
    service.max_startup_s = draw.one_of(std::array{0.5, 5.0, 5.0, 20.0});
    return service;
}

TEST(SessionVerdict, IsThatOfBothPlayersPlayedToTheEnd) {
    int sure = 0, dark_between = 0, stalled = 0;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        Draws draw{i};
        const VideoService service = any_service(draw);
        const SessionPlan plan = SessionPlan::create(five_rungs(), service).value();
        const RateTrace trace = any_trace(draw);
        const ThroughputRule rule{static_cast<std::size_t>(draw.between(1.0, 7.0)), draw.one_of(std::array{0.7, 0.9, 0.9, 1.0})};
        const double start_s = draw.between(0.0, 220.0);
        int highest = -1;
        for (std::size_t rung = 0; rung < plan.rung_count(); ++rung) {
            if (session_succeeds(play_fixed_rung(trace, plan, rung, start_s), service)) highest = static_cast<int>(rung);
        }
        const SessionResult seen = play_adaptive(trace, plan, rule, start_s, {.give_up_after_s = plan.verdict_wall_s()});
        const SessionVerdict verdict = judge_session(trace, plan, rule, start_s);
        ASSERT_EQ(verdict.highest_rung, highest) << i;
        ASSERT_EQ(verdict.played_s, seen.played_s) << i;
        ASSERT_EQ(verdict.stall_s, seen.stall_s) << i;
        ASSERT_NEAR(verdict.mean_played_kbps, seen.mean_played_kbps, 1e-12 * seen.mean_played_kbps) << i;
        const RateTrace::Range range = trace.range(start_s, start_s + plan.verdict_wall_s());
        sure += highest >= 0 && range.lowest_lit_bps > plan.sustaining_bps(static_cast<std::size_t>(highest), range.dark_s) ? 1 : 0;
        dark_between += highest >= 0 && range.dark_s > 0.0 ? 1 : 0;
        stalled += seen.stall_s > 0.0 ? 1 : 0;
    }
    EXPECT_GT(sure, 2000);  // each kind was among them
    EXPECT_GT(dark_between, 2000);
    EXPECT_GT(stalled, 2000);
}

TEST(SessionVerdict, ASustainingRateIsTightAndHoldsWhateverTheDarkMomentsAre) {
    // By hand, one rung of 1 Mbit/s without peaks: the second segment, 4 Mbit, has 4 s less the 0.5 s of darkness.
    const SessionPlan plan = SessionPlan::create(ladder_of({1000}), service_of(300)).value();
    // Darkness is rounded up to an eighth, a quarter, a half or three quarters of a segment.
    EXPECT_NEAR(plan.sustaining_bps(0, 0.0), 4e6 / 3.5, 10.0);
    EXPECT_NEAR(plan.sustaining_bps(0, 0.5), 4e6 / 3.0, 10.0);
    EXPECT_NEAR(plan.sustaining_bps(0, 1.9), 4e6 / 2.0, 10.0);
    EXPECT_NEAR(plan.sustaining_bps(0, 2.9), 4e6 / 1.0, 10.0);
    EXPECT_EQ(plan.sustaining_bps(0, 3.0), std::numeric_limits<double>::infinity());
    const auto stall_s = [&](double from_s, double dark_s, double rate_mbps) {
        return play_fixed_rung(steps({{0, rate_mbps}, {from_s, 0}, {from_s + dark_s, rate_mbps}}, 700), plan, 0, 0.0).stall_s;
    };
    for (const double dark_s : {0.4999, 0.9999, 1.9999, 2.9999}) {
        const double mbps = plan.sustaining_bps(0, dark_s) * 1e-6;
        for (double from_s = 0.1; from_s < 60.0; from_s += 0.1) EXPECT_EQ(stall_s(from_s, dark_s, mbps), 0.0) << from_s;
        const double second_s = 4.0 / mbps;  // when the second segment is requested
        EXPECT_GT(stall_s(second_s + 0.01, dark_s + 0.01, mbps), 0.0);
        EXPECT_GT(stall_s(second_s + 0.01, dark_s, 0.999 * mbps), 0.0);
    }
}

TEST(SessionVerdict, NoBufferForTheLargestSegmentMeansThatNoRateIsSure) {  // eight seconds of buffer less two segments leave no time at all
    VideoService service = service_of(300);
    service.maximum_buffer_s = 8.0;
    const SessionPlan plan = SessionPlan::create(ladder_of({1000}), service).value();
    EXPECT_GT(plan.sustaining_bps(0, 0.0), 1.1e6);
    const RateTrace trace = steps({{0, 0.9 * plan.sustaining_bps(0, 0.0) * 1e-6}}, 700);
    EXPECT_EQ(judge_session(trace, plan, {}, 0.0).highest_rung, session_succeeds(play_fixed_rung(trace, plan, 0, 0.0), service) ? 0 : -1);
}

TEST(SessionVerdict, DarknessAndNoTraceShowNothing) {
    const SessionPlan plan = SessionPlan::create(five_rungs(), service_of(300)).value();
    for (const RateTrace& trace : {RateTrace{}, steps({{0, 0}}, 700)}) {
        const SessionVerdict verdict = judge_session(trace, plan, {}, 10.0);
        EXPECT_EQ(verdict.highest_rung, -1);
        EXPECT_EQ(verdict.played_s, 0.0);
    }
    EXPECT_EQ(judge_session(steps({{0, 9}}, 700), plan, {}, std::numeric_limits<double>::quiet_NaN()).highest_rung, -1);
}

TEST(RateTraceRange, CountsDarknessAndTheRatesOfWhatItTouches) {
    const RateTrace trace = steps({{10, 2}, {20, 0}, {25, 5}, {30, 1}}, 40);
    const RateTrace::Range range = trace.range(15.0, 28.0);
    EXPECT_DOUBLE_EQ(range.dark_s, 5.0);
    EXPECT_EQ(range.lowest_lit_bps, 2e6);
    EXPECT_EQ(range.highest_bps, 5e6);
    EXPECT_EQ(range.first, 0u);
    EXPECT_DOUBLE_EQ(trace.range(4.0, 45.0).dark_s, 6.0 + 5.0 + 5.0);  // outside the trace too
    EXPECT_DOUBLE_EQ(trace.range(41.0, 45.0).dark_s, 4.0);
    EXPECT_DOUBLE_EQ(trace.range(1.0, 3.0).dark_s, 2.0);
    EXPECT_EQ(trace.range(1.0, 3.0).highest_bps, 0.0);
    EXPECT_DOUBLE_EQ(trace.dark_s(), 5.0);
    EXPECT_EQ(trace.lowest_lit_bps(), 1e6);
    EXPECT_EQ(trace.highest_bps(), 5e6);
}

}  // namespace
}  // namespace d2c
