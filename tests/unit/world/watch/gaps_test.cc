#include "world/watch/gaps.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "constellation/look.h"
#include "constellation/passes/pass.h"
#include "constellation/passes/service.h"
#include "constellation/walker.h"

namespace d2c {
namespace {

const Instant kStart = instant_of_date(2029, 3, 1);

Geodetic at(double latitude_deg, double longitude_deg) { return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg)}; }

std::vector<TimeSpan> spans_of(const std::vector<MeanState>& states, const Geodetic& place, Angle mask, double length_s = 86400.0) {
    const std::vector<std::uint16_t> group(states.size(), 0);
    const WatchedPlace watched{place, {{{sin(mask)}}}};
    return served_spans({states, group, kStart, length_s}, std::span{&watched, 1})[0][0];
}

TEST(GapFigures, AreThoseOfGapsCountedByHand) {  // 100 s: gaps of 10, 20 and 40 s; (100 + 400 + 1600) / 200
    const std::vector<TimeSpan> served{{10, 30}, {50, 60}};
    const GapFigures figures = gap_figures(served, 100.0);
    EXPECT_DOUBLE_EQ(figures.longest_s, 40.0);
    EXPECT_DOUBLE_EQ(figures.p95_s, 40.0);
    EXPECT_DOUBLE_EQ(figures.mean_wait_s.value(), 10.5);
}

TEST(GapFigures, NoServiceHasNoWaitAndNoGapNone) {
    const GapFigures never = gap_figures({}, 86400.0);
    EXPECT_DOUBLE_EQ(never.longest_s, 86400.0);
    EXPECT_DOUBLE_EQ(never.p95_s, 86400.0);
    EXPECT_FALSE(never.mean_wait_s);
    const std::vector<TimeSpan> all{{0, 86400}};
    const GapFigures always = gap_figures(all, 86400.0);
    EXPECT_EQ(always.longest_s, 0.0);
    EXPECT_EQ(always.mean_wait_s, 0.0);
}

TEST(GapFigures, NineteenOfTwentyGapsAreNoLongerThanTheP95) {
    std::vector<TimeSpan> served;
    double now_s = 0.0;
    for (int i = 1; i <= 20; ++i) {  // gaps of 1 to 20 s
        now_s += i;
        served.push_back({now_s, now_s + 5.0});
        now_s += 5.0;
    }
    EXPECT_NEAR(gap_figures(served, now_s).p95_s, 19.0, 1e-9);
}

TEST(Gaps, OneSatelliteRisesAndSetsWhenThePassSearchSays) {  // oracle: roots of the elevation by constellation/passes
    int compared = 0;
    for (const double altitude_km : {330.0, 525.0, 1200.0}) {
        for (const double mask_deg : {5.0, 25.0, 40.0}) {
            for (const double latitude_deg : {0.0, 38.0, -51.0}) {
                const MeanState state = circular_state(Metres::kilo(6371.0 + altitude_km), Angle::degrees(53.0), Angle::degrees(70.0),
                                                       Angle::degrees(120.0), kStart);
                const Geodetic place = at(latitude_deg, 12.0);
                const Instant end = kStart + std::chrono::hours{24};
                const auto passes = find_passes(Track{state}, place, Angle::degrees(mask_deg), kStart, end).value().passes;
                const std::vector<TimeSpan> spans = spans_of({state}, place, Angle::degrees(mask_deg));
                std::size_t next = 0;
                for (const Pass& pass : passes) {
                    const double rise_s = seconds_between(pass.rise.at, kStart), set_s = seconds_between(pass.set.at, kStart);
                    if (set_s - rise_s < 30.0) {  // may be missed
                        if (next < spans.size() && spans[next].from_s < set_s) ++next;
                        continue;
                    }
                    ASSERT_LT(next, spans.size());
                    EXPECT_NEAR(spans[next].from_s, rise_s, 0.1) << altitude_km << ' ' << mask_deg << ' ' << latitude_deg;
                    EXPECT_NEAR(spans[next].to_s, set_s, 0.1) << altitude_km << ' ' << mask_deg << ' ' << latitude_deg;
                    ++next, ++compared;
                }
                EXPECT_EQ(next, spans.size());
            }
        }
    }
    EXPECT_GT(compared, 60);
}

TEST(Gaps, TheUnionOverAShellHasTheGapsOfItsPasses) {  // oracle: served_time over the passes of every satellite
    Shell shell;
    shell.altitude = Metres::kilo(525.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = 6;
    shell.satellites_per_plane = 11;
    shell.phasing = 1;
    const std::vector<MeanState> states = walker_states(shell, kStart);
    for (const Geodetic& place : {at(45.0, 8.0), at(10.0, -60.0)}) {
        const Instant end = kStart + std::chrono::hours{10};
        std::vector<ServingInterval> intervals;
        double short_s = 0.0;
        for (const MeanState& state : states) {
            const PassSearch search = find_passes(Track{state}, place, Angle::degrees(20.0), kStart, end).value();
            for (const Pass& pass : search.passes) {
                const double length_s = seconds_between(pass.set.at, pass.rise.at);
                if (length_s < 30.0) short_s += length_s;
                intervals.push_back({pass.rise.at, pass.set.at});
            }
        }
        const ServedTime served = served_time(intervals, kStart, end);
        const std::vector<TimeSpan> spans = spans_of(states, place, Angle::degrees(20.0), 36000.0);
        double served_s = 0.0;
        for (const TimeSpan& span : spans) served_s += span.to_s - span.from_s;
        EXPECT_NEAR(served_s, served.share * 36000.0, 0.2 * static_cast<double>(spans.size()) + short_s);
        EXPECT_GT(served.longest_gap.count(), 0);
        EXPECT_NEAR(gap_figures(spans, 36000.0).longest_s, static_cast<double>(served.longest_gap.count()) * 1e-9, 0.1 + short_s);
    }
}

TEST(Gaps, WatchersOfOnePlaceAreServedEachFromItsOwnElevation) {
    Shell shell;
    shell.altitude = Metres::kilo(525.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = 4;
    shell.satellites_per_plane = 8;
    const std::vector<MeanState> states = walker_states(shell, kStart);
    const std::vector<std::uint16_t> group(states.size(), 0);
    const double low = sin(Angle::degrees(20.0)), high = sin(Angle::degrees(45.0));
    const std::vector<WatchedPlace> places{{at(50.0, 5.0), {{{low}}, {{high}}, {{2.0}}}}};
    const auto served = served_spans({states, group, kStart, 20000.0}, places)[0];
    const auto same = [](const std::vector<TimeSpan>& a, const std::vector<TimeSpan>& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                          [](const TimeSpan& x, const TimeSpan& y) { return x.from_s == y.from_s && x.to_s == y.to_s; });
    };
    EXPECT_TRUE(same(served[0], spans_of(states, places[0].at, Angle::degrees(20.0), 20000.0)));
    EXPECT_TRUE(same(served[1], spans_of(states, places[0].at, Angle::degrees(45.0), 20000.0)));
    EXPECT_TRUE(served[2].empty());
    EXPECT_LT(gap_figures(served[0], 20000.0).mean_wait_s.value(), gap_figures(served[1], 20000.0).mean_wait_s.value());
}

TEST(Gaps, WithAnOutageAreThoseOfTheSpansOutsideIt) {  // oracle: the spans without it, cut by hand
    Shell shell;
    shell.altitude = Metres::kilo(525.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = 6;
    shell.satellites_per_plane = 11;
    const std::vector<MeanState> states = walker_states(shell, kStart);
    const std::vector<std::uint16_t> group(states.size(), 0);
    const WatchedPlace place{at(45.0, 8.0), {{{sin(Angle::degrees(20.0))}}}};
    constexpr double kFrom_s = 5003.7, kUntil_s = 12345.6;
    DaySky sky{states, group, kStart, 36000.0};
    const std::vector<TimeSpan> whole = served_spans(sky, std::span{&place, 1})[0][0];
    sky.serves = [](std::size_t, double at_s, const auto&) { return !(kFrom_s <= at_s && at_s < kUntil_s); };
    const std::vector<TimeSpan> left = served_spans(sky, std::span{&place, 1})[0][0];
    std::vector<TimeSpan> expected;
    for (const TimeSpan& span : whole) {
        if (span.from_s < kFrom_s) expected.push_back({span.from_s, std::min(span.to_s, kFrom_s)});
        if (span.to_s > kUntil_s) expected.push_back({std::max(span.from_s, kUntil_s), span.to_s});
    }
    ASSERT_EQ(left.size(), expected.size());
    EXPECT_GT(left.size(), 5u);
    for (std::size_t i = 0; i < left.size(); ++i) {
        EXPECT_NEAR(left[i].from_s, expected[i].from_s, 0.1);
        EXPECT_NEAR(left[i].to_s, expected[i].to_s, 0.1);
    }
    EXPECT_GE(gap_figures(left, 36000.0).longest_s, kUntil_s - kFrom_s - 0.1);
    EXPECT_LT(gap_figures(whole, 36000.0).longest_s, kUntil_s - kFrom_s);
}

TEST(Gaps, ASatelliteThatNeedsAGatewayServesWhileBothSeeIt) {  // oracle: its passes over the one and over the other
    const MeanState state =
        circular_state(Metres::kilo(6371.0 + 525.0), Angle::degrees(53.0), Angle::degrees(70.0), Angle::degrees(120.0), kStart);
    const std::vector<MeanState> states{state};
    const std::vector<std::uint16_t> group{0};
    const Geodetic gateway = at(41.0, 20.0);
    const WatchedPlace place{at(45.0, 8.0), {{{sin(Angle::degrees(20.0))}}}};
    DaySky sky{states, group, kStart, 86400.0};
    sky.serves = [&](std::size_t, double, const std::array<double, 3>& m) {
        return elevation(gateway, Position<Itrf>{Metres{m[0]}, Metres{m[1]}, Metres{m[2]}}).in_degrees() >= 10.0;
    };
    const std::vector<TimeSpan> served = served_spans(sky, std::span{&place, 1})[0][0];
    std::vector<TimeSpan> both;
    int cut = 0;
    for (const TimeSpan& over_place : spans_of(states, place.at, Angle::degrees(20.0))) {
        for (const TimeSpan& over_gateway : spans_of(states, gateway, Angle::degrees(10.0))) {
            const TimeSpan span{std::max(over_place.from_s, over_gateway.from_s), std::min(over_place.to_s, over_gateway.to_s)};
            if (span.to_s - span.from_s > 30.0) both.push_back(span);
            cut += span.to_s > span.from_s && span.to_s - span.from_s < over_place.to_s - over_place.from_s ? 1 : 0;
        }
    }
    ASSERT_EQ(served.size(), both.size());
    EXPECT_GT(cut, 0);
    for (std::size_t i = 0; i < served.size(); ++i) {
        EXPECT_NEAR(served[i].from_s, both[i].from_s, 0.2);
        EXPECT_NEAR(served[i].to_s, both[i].to_s, 0.2);
    }
}

}  // namespace
}  // namespace d2c
