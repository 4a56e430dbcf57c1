#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "films.h"
#include "video/player/player.h"

namespace d2c {
namespace {

using test::five_rungs;
using test::ladder_of;
using test::service_of;
using test::steps;

/// Full range from the first case on; rapidcheck's own grows with the case number.
int between(int least, int most) { return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1)); }

RateTrace any_trace(double length_s) {
    std::vector<RateSegment> segments;
    const double step_s = *rc::gen::element(15.0, 30.0);
    const double scale = *rc::gen::element(0.1e6, 0.5e6, 1.5e6, 3e6);
    for (double at_s = 0.0; at_s < length_s; at_s += step_s) {
        const bool dark = between(0, 19) == 0;
        const double from = dark ? 0.0 : scale * between(1, 9);
        const double to = dark ? 0.0 : scale * between(1, 9);
        segments.push_back({at_s, at_s + step_s, from, to});
    }
    return RateTrace::create(segments).value();
}

RC_GTEST_PROP(HighestRungHeld, IsTheHighestThatSucceedsWhenPlayedToTheEnd, ()) {
    VideoService service = service_of(*rc::gen::element(60.0, 300.0));
    service.startup_buffer_s = *rc::gen::element(2.0, 4.0, 8.0);
    const SessionPlan plan = SessionPlan::create(five_rungs(), service).value();
    const RateTrace trace = any_trace(450.0);
    const double start_s = between(0, 1499) * 0.1;
    int highest = -1;
    for (std::size_t rung = 0; rung < plan.rung_count(); ++rung) {
        const bool succeeds = session_succeeds(play_fixed_rung(trace, plan, rung, start_s), service);
        RC_ASSERT(rung_succeeds(trace, plan, rung, start_s) == succeeds);
        if (succeeds) highest = static_cast<int>(rung);
    }
    RC_ASSERT(highest_rung_held(trace, plan, start_s) == highest);
    RC_TAG(highest);
}

RC_GTEST_PROP(FixedRungs, AHigherRungNeverStartsNorEndsEarlier, ()) {
    // With a start-up buffer of one segment each time of playing is a maximum of sums of earlier ones and of downloads, so it cannot fall
    // when a download grows.
    const VideoService service = service_of(120);
    const SessionPlan plan = SessionPlan::create(five_rungs(), service).value();
    const RateTrace trace = any_trace(2000.0);
    double startup_s = 0.0, end_s = 0.0;
    for (std::size_t rung = 0; rung < plan.rung_count(); ++rung) {
        const SessionResult r = play_fixed_rung(trace, plan, rung, 0.0);
        if (!r.finished) break;
        RC_ASSERT(r.startup_s >= startup_s);
        RC_ASSERT(r.startup_s + r.stall_s >= end_s - 1e-9);
        startup_s = r.startup_s;
        end_s = r.startup_s + r.stall_s;
    }
}

RC_GTEST_PROP(FixedRungs, AFasterLinkNeverStartsNorEndsASessionLater, ()) {
    const SessionPlan plan = SessionPlan::create(ladder_of({1000}, 1.9), service_of(120)).value();
    std::vector<RateSegment> slow, fast;
    for (int i = 0; i < 60; ++i) {
        const double from = between(0, 7) * 0.3e6, to = between(0, 7) * 0.3e6;
        const double more = between(0, 3) * 0.2e6;
        slow.push_back({i * 10.0, i * 10.0 + 10.0, from, to});
        fast.push_back({i * 10.0, i * 10.0 + 10.0, from + more, to + more});
    }
    slow.push_back({600.0, 2000.0, 2e6, 2e6});
    fast.push_back({600.0, 2000.0, 2e6, 2e6});
    const SessionResult a = play_fixed_rung(RateTrace::create(slow).value(), plan, 0, 0.0);
    const SessionResult b = play_fixed_rung(RateTrace::create(fast).value(), plan, 0, 0.0);
    RC_ASSERT(a.finished && b.finished);
    RC_ASSERT(b.startup_s <= a.startup_s + 1e-9);
    RC_ASSERT(b.startup_s + b.stall_s <= a.startup_s + a.stall_s + 1e-9);
}

TEST(HighestRungHeldExample, AHigherRungMayPassWhereALowerOneJustFails) {
    // By hand: starts at 4.0 and 4.4 s; the second segment comes just after 11.2 s: a stall of 3.24 s, over the 3.03 allowed, and one
    // of 2.84 s.
    const SessionPlan plan = SessionPlan::create(ladder_of({1000, 1100}), service_of(300)).value();
    const RateTrace trace = steps({{0, 1}, {4.4, 0}, {11.2, 100}}, 600);
    EXPECT_NEAR(play_fixed_rung(trace, plan, 0, 0.0).stall_s, 3.236, 1e-9);
    EXPECT_NEAR(play_fixed_rung(trace, plan, 1, 0.0).stall_s, 2.844, 1e-9);
    EXPECT_FALSE(rung_succeeds(trace, plan, 0, 0.0));
    EXPECT_EQ(highest_rung_held(trace, plan, 0.0), 1);
}

TEST(HighestRungHeldExample, ConstantRatesHoldTheRungJustBelowThem) {
    const SessionPlan plan = SessionPlan::create(ladder_of({300, 700, 1200, 2500, 5000}), service_of(300)).value();
    const double mbps[] = {0.29, 0.31, 0.71, 1.21, 2.51, 5.01};
    for (int i = 0; i < 6; ++i) EXPECT_EQ(highest_rung_held(steps({{0, mbps[i]}}, 700), plan, 100.0), i - 1) << mbps[i];
    EXPECT_EQ(highest_rung_held(RateTrace{}, plan, 0.0), -1);
    EXPECT_EQ(highest_rung_held(steps({{0, 9}}, 700), plan, std::numeric_limits<double>::quiet_NaN()), -1);
}

}  // namespace
}  // namespace d2c
