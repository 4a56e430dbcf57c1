#include "video/rate_trace.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>

namespace d2c {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

RateTrace trace_of(const std::vector<RateSegment>& segments) { return RateTrace::create(segments).value(); }

TEST(RateTrace, RisingRampGives2Point5MbitAfterFiveSeconds) {  // oracle: 0.1 Mbit/s^2 * t^2
    const RateTrace ramp = trace_of({{0, 10, 0, 2e6}});
    EXPECT_NEAR(ramp.time_when_received(0, 2.5e6), 5.0, 1e-12);
    EXPECT_NEAR(ramp.bits_between(0, 5), 2.5e6, 1e-6);
    EXPECT_NEAR(ramp.time_when_received(5, 7.5e6), 10.0, 1e-12);
    EXPECT_EQ(ramp.rate_bps(5), 1e6);
}

TEST(RateTrace, FallingRampGives7Point5MbitAfterFiveSecondsAndNeverMoreThanTen) {  // oracle: 2 t - 0.1 t^2
    const RateTrace ramp = trace_of({{0, 10, 2e6, 0}});
    EXPECT_NEAR(ramp.time_when_received(0, 7.5e6), 5.0, 1e-12);
    EXPECT_NEAR(ramp.time_when_received(0, 1e7), 10.0, 1e-6);
    EXPECT_EQ(ramp.time_when_received(0, 1.0000001e7), RateTrace::kNever);
}

TEST(RateTrace, AnOutageIsWaitedThroughAndAJumpCountsFromItsTime) {
    const RateTrace trace = trace_of({{10, 15, 1e6, 1e6}, {15, 25, 0, 0}, {25, 30, 4e6, 4e6}});
    EXPECT_NEAR(trace.time_when_received(12, 5e6), 25.5, 1e-12);  // 3 Mbit before the outage, 2 at 4 Mbit/s
    EXPECT_NEAR(trace.time_when_received(12, 3e6), 15.0, 1e-12);  // whole before the outage: no waiting
    EXPECT_NEAR(trace.time_when_received(0, 1e6), 11.0, 1e-12);   // nothing comes before the trace
    EXPECT_NEAR(trace.time_when_received(20, 4e6), 26.0, 1e-12);
    EXPECT_EQ(trace.time_when_received(12, 0), 12.0);
    EXPECT_EQ(trace.time_when_received(30, 1), RateTrace::kNever);
    EXPECT_EQ(trace.bits_between(14, 26), 5e6);
    EXPECT_EQ(trace.bits_between(-5, 100), 25e6);
    EXPECT_EQ(trace.bits_between(26, 14), 0.0);
    EXPECT_EQ(trace.lowest_bps(10, 15), 1e6);  // a jump belongs to what follows it
    EXPECT_EQ(trace.lowest_bps(15, 20), 0.0);
}

TEST(RateTrace, LowestRateIsThatWithinTheTimesAskedFor) {
    const RateTrace trace = trace_of({{0, 10, 4e6, 2e6}, {10, 20, 5e6, 5e6}});
    EXPECT_NEAR(trace.lowest_bps(0, 5), 3e6, 1e-6);
    EXPECT_NEAR(trace.lowest_bps(5, 20), 2e6, 1e-6);
    EXPECT_NEAR(trace.lowest_bps(10, 20), 5e6, 1e-6);
    EXPECT_EQ(trace.lowest_bps(15, 21), 0.0);
}

TEST(RateTrace, AnEmptyTraceBringsNothing) {
    const RateTrace trace = trace_of({});
    EXPECT_EQ(trace.time_when_received(1, 1), RateTrace::kNever);
    EXPECT_EQ(trace.bits_between(0, 9), 0.0);
}

TEST(RateTrace, BadSegmentsAreRefusedWithTheirNumber) {
    const std::vector<std::vector<RateSegment>> bad{{{0, 1, 1, 1}, {2, 3, 1, 1}},        {{0, 1, 1, 1}, {0.5, 3, 1, 1}},
                                                    {{0, 1, 1, 1}, {1, 1, 1, 1}},        {{0, 1, 1, 1}, {1, 2, -1, 1}},
                                                    {{0, 1, 1, 1}, {1, 2, kNan, 1}},     {{0, 1, 1, 1}, {1, kNan, 1, 1}},
                                                    {{0, 1, 1, 1}, {1, 2, 1, kInfinity}}};
    for (const auto& segments : bad) {
        const Result<RateTrace> trace = RateTrace::create(segments);
        ASSERT_FALSE(trace);
        EXPECT_EQ(trace.faults()[0].field, "segments.1");
        RateTrace reused = trace_of({{0, 1, 1, 1}});
        EXPECT_FALSE(reused.assign(segments));
        EXPECT_TRUE(reused.empty());
    }
    const RateTrace trace = trace_of({{0, 1, 1, 1}});
    EXPECT_TRUE(std::isnan(trace.time_when_received(kNan, 1)));
    EXPECT_TRUE(std::isnan(trace.time_when_received(0, kNan)));
    EXPECT_TRUE(std::isnan(trace.bits_between(0, kNan)));
}

std::vector<RateSegment> any_segments() {
    const auto lengths = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 40)));
    std::vector<RateSegment> segments;
    double at_s = 0.0;
    for (const int length : lengths) {
        const double from = *rc::gen::inRange(0, 6) * 0.7e6;
        const double to = *rc::gen::inRange(0, 6) * 0.7e6;
        segments.push_back({at_s, at_s + 0.25 * length, from, to});
        at_s += 0.25 * length;
    }
    return segments;
}

RC_GTEST_PROP(RateTraceProperty, BitsReceivedUntilTheAnswerAreThoseAskedFor, ()) {
    const RateTrace trace = trace_of(any_segments());
    const double from_s = trace.end_s() * *rc::gen::inRange(0, 1000) / 1000.0;
    const double bits = trace.bits_between(from_s, trace.end_s()) * *rc::gen::inRange(1, 1000) / 1000.0;
    const double at_s = trace.time_when_received(from_s, bits);
    RC_ASSERT(at_s >= from_s);
    RC_ASSERT(std::abs(trace.bits_between(from_s, at_s) - bits) <= 1e-9 * trace.total_bits());
}

RC_GTEST_PROP(RateTraceProperty, BitsAreTheMidpointSumOfTheRate, ()) {  // oracle: numerical quadrature, exact for a line
    const auto segments = any_segments();
    const RateTrace trace = trace_of(segments);
    double sum = 0.0;
    for (const RateSegment& s : segments)
        for (int k = 0; k < 8; ++k)
            sum += trace.rate_bps(s.start_s + (k + 0.5) * (s.end_s - s.start_s) / 8.0) * (s.end_s - s.start_s) / 8.0;
    RC_ASSERT(std::abs(trace.total_bits() - sum) <= 1e-9 * (1.0 + sum));
}

RC_GTEST_PROP(RateTraceProperty, AWalkGivesTheSameTimesAsSeparateQuestions, ()) {
    const RateTrace trace = trace_of(any_segments());
    RateTrace::Walk walk{trace};
    double at_s = 0.0;
    while (at_s < trace.end_s()) {
        const double bits = *rc::gen::inRange(0, 400) * 1e4;
        const double separate = trace.time_when_received(at_s, bits);
        RC_ASSERT(walk.time_when_received(at_s, bits) == separate);
        if (separate == RateTrace::kNever) break;
        at_s = separate + *rc::gen::inRange(1, 20) * 0.3;
    }
}

}  // namespace
}  // namespace d2c
