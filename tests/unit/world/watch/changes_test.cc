// Oracles: histories and sums by hand, and every handover of a drawn history looked at with all that went before it.

#include "world/watch/changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/random.h"

namespace d2c {
namespace {

/// A sample a step of 15 s; -1: nobody serves.
std::vector<LinkSample> history(const std::vector<std::int32_t>& satellites) {
    std::vector<LinkSample> samples;
    for (const std::int32_t satellite : satellites) samples.push_back({satellite, 1e6});
    samples.push_back(samples.back());
    return samples;
}

SpotTally counted(const std::vector<LinkSample>& samples, double ping_pong_s = 60.0) {
    SpotTally tally;
    count_changes(samples, samples.size() - 1, 15.0, ping_pong_s, tally);
    return tally;
}

TEST(Changes, ThereAndBackWithinTheTimeIsOnePingPong) {
    EXPECT_EQ(counted(history({1, 2, 1, 1})).ping_pongs, 1u);
    EXPECT_EQ(counted(history({1, 2, 1, 1})).handovers, 2u);
    EXPECT_EQ(counted(history({1, 2, 2, 2, 2, 1})).ping_pongs, 1u) << "60 s after it was left";
    EXPECT_EQ(counted(history({1, 2, 2, 2, 2, 2, 1})).ping_pongs, 0u) << "75 s";
    EXPECT_EQ(counted(history({1, 2, 1}), 14.9).ping_pongs, 0u);
    EXPECT_EQ(counted(history({1, 2, 1, 2, 1})).ping_pongs, 3u) << "each way back";
    EXPECT_EQ(counted(history({1, 2, 3, 1})).ping_pongs, 0u) << "by way of a third";
    EXPECT_EQ(counted(history({1, 2, -1, 1})).ping_pongs, 0u) << "found again, not handed over";
    EXPECT_EQ(counted(history({1, 2, -1, 2, 1})).ping_pongs, 0u) << "service was lost between";
}

TEST(Changes, AHandoverIsFromOneSatelliteToAnotherWithinTheCountedSteps) {
    EXPECT_EQ(counted(history({1, 1, 1})).handovers, 0u);
    EXPECT_EQ(counted(history({1, -1, 2})).handovers, 0u);
    std::vector<LinkSample> samples = history({1, 2});
    samples.back().satellite = 3;  // beyond the window
    EXPECT_EQ(counted(samples).handovers, 1u);
}

TEST(Changes, TimeWithoutServiceEndsAndBeginsWhereSatellitesCrossTheirMasks) {
    std::vector<LinkSample> samples = history({1, -1, -1, 2, 3, 3});
    samples[0].leaves = 0.2;        // 12 s dark of the first step, all of the second
    samples[2].next_arrives = 0.6;  // 9 s of the third
    samples[3].leaves = 0.5;        // 3 s between a setting and a rising satellite
    samples[3].next_arrives = 0.7;
    const SpotTally tally = counted(samples);
    EXPECT_EQ(tally.without_service_ms, 12'000u + 15'000u + 9'000u + 3'000u);
    ASSERT_EQ(tally.handovers, 1u);
    EXPECT_NEAR(*tally.interruptions.quantile(0.5), 3000.0, 0.5 * 3000.0) << "within its bin of half an octave";
}

TEST(Changes, TheInterruptionIsWhatTheRateLineLoses) {  // oracle: the bits missing from the line of a constant rate
    for (std::uint64_t number = 0; number < 500; ++number) {
        const auto draw = [&](std::uint32_t what) { return uniform01({3, Purpose::kTest, number, what}); };
        std::vector<LinkSample> samples{{1, 1000.0}, {2, 1000.0}};
        samples[0].interruption_s = draw(0) < 0.9 ? 0.2 * draw(1) : 30.0 * draw(1);
        if (draw(2) < 0.5) samples[0].leaves = draw(3);
        if (draw(4) < 0.5) samples[0].next_arrives = draw(5);
        std::vector<RateSegment> segments;
        rate_segments(samples, 15.0, segments);
        double bits = 0.0;
        for (const RateSegment& s : segments) bits += (s.end_s - s.start_s) * (s.start_bps + s.end_bps) / 2.0;
        ASSERT_NEAR(dark_at_change_s(samples[0], 15.0), 15.0 - bits / 1000.0, 1e-9) << number;
    }
}

TEST(Changes, OfDrawnHistoriesAreThoseThatAllOfThePastGives) {
    for (std::uint64_t number = 0; number < 300; ++number) {
        std::vector<std::int32_t> satellites;
        for (std::uint32_t k = 0; k < 60; ++k)
            satellites.push_back(static_cast<std::int32_t>(4.0 * uniform01({7, Purpose::kTest, number, 0, k})) - 1);
        std::vector<std::size_t> changes;
        for (std::size_t k = 1; k < satellites.size(); ++k)
            if (satellites[k] != satellites[k - 1] && satellites[k] >= 0 && satellites[k - 1] >= 0) changes.push_back(k);
        std::size_t back = 0;
        for (std::size_t i = 1; i < changes.size(); ++i) {
            const std::size_t left = changes[i - 1], now = changes[i];
            const bool held =
                std::all_of(satellites.begin() + static_cast<std::ptrdiff_t>(left), satellites.begin() + static_cast<std::ptrdiff_t>(now),
                            [&](std::int32_t s) { return s == satellites[left]; });
            back += held && satellites[left - 1] == satellites[now] && 15.0 * static_cast<double>(now - left) <= 30.0 ? 1 : 0;
        }
        const SpotTally tally = counted(history(satellites), 30.0);
        ASSERT_EQ(tally.handovers, changes.size()) << number;
        ASSERT_EQ(tally.ping_pongs, back) << number;
    }
}

TEST(InterruptionHistogram, IsAMillisecondOffAtMostWhereHandoversAre) {  // oracle: the sorted sample
    InterruptionHistogram histogram;
    std::vector<double> samples;
    for (std::uint32_t i = 0; i < 2001; ++i) {
        samples.push_back(55.0 + 12.0 * uniform01({2, Purpose::kTest, i}));
        histogram.add(samples.back());
    }
    std::sort(samples.begin(), samples.end());
    for (const double share : {0.05, 0.5, 0.95})
        EXPECT_NEAR(*histogram.quantile(share), samples[static_cast<std::size_t>(share * 2000.0)], 1.0);
    EXPECT_FALSE(InterruptionHistogram{}.quantile(0.5));
}

TEST(InterruptionHistogram, HoldsEveryDuration) {  // bins of half an octave: 41 % wide
    for (double ms = 96.5; ms < 90'000.0; ms *= 1.03) {
        InterruptionHistogram one;
        one.add(ms);
        const double found = *one.quantile(0.5);
        EXPECT_GT(found, ms / 1.25) << ms;
        EXPECT_LT(found, ms * 1.25) << ms;
    }
    for (std::size_t bin = 0; bin < InterruptionHistogram::kBins; ++bin) {
        InterruptionHistogram one;
        one.add(0.5 * (InterruptionHistogram::begin_ms(bin) + InterruptionHistogram::begin_ms(bin + 1)));
        EXPECT_EQ(one.counts()[bin], 1u) << bin;
    }
    InterruptionHistogram beyond;
    for (const double ms : {0.0, -1.0, 1e9}) beyond.add(ms);
    EXPECT_EQ(beyond.counts().front(), 2u);
    EXPECT_EQ(beyond.counts().back(), 1u);
}

}  // namespace
}  // namespace d2c
