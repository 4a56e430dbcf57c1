#include "world/watch/rate_line.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace d2c {
namespace {

double bits_of(const std::vector<RateSegment>& segments) {  // trapezoids, by hand
    double bits = 0.0;
    for (const RateSegment& s : segments) bits += (s.end_s - s.start_s) * (s.start_bps + s.end_bps) / 2.0;
    return bits;
}

TEST(RateLine, IsLinearWhileOneSatelliteServes) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0}, {5, 300.0}}, 10.0, segments);
    ASSERT_EQ(segments.size(), 1u);
    EXPECT_DOUBLE_EQ(bits_of(segments), 2000.0);
}

TEST(RateLine, EndsWhereTheSatelliteCrossesItsMask) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 0.3}, {-1, 0.0, 1.0, 0.8}, {7, 50.0}}, 10.0, segments);
    EXPECT_DOUBLE_EQ(bits_of(segments), 100.0 * 3.0 + 50.0 * 2.0);
    EXPECT_DOUBLE_EQ(segments.front().end_s, 3.0);
    EXPECT_DOUBLE_EQ(segments.back().start_s, 18.0);
}

TEST(RateLine, LosesTheInterruptionAtAHandover) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 1.0, 0.0, 0.4}, {6, 200.0}}, 10.0, segments);
    EXPECT_NEAR(bits_of(segments), 100.0 * 4.8 + 200.0 * 4.8, 1e-9);
}

TEST(RateLine, LosesAtEachChangeItsOwnInterruption) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 1.0, 0.0, 0.4}, {6, 100.0, 1.0, 0.0, 2.0}, {7, 100.0, 1.0, 0.0, 99.0}}, 10.0,
                  segments);
    EXPECT_NEAR(bits_of(segments), 100.0 * (20.0 - 0.4 - 2.0), 1e-9);
}

TEST(RateLine, HandsOverWhileBothAreThere) {  // the first sets after 2 s, the second is up all the time: the change is at 2 s
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 0.2}, {6, 200.0}}, 10.0, segments);
    EXPECT_NEAR(bits_of(segments), 100.0 * 2.0 + 200.0 * 8.0, 1e-9);
    rate_segments(std::vector<LinkSample>{{5, 100.0, 1.0, 0.9}, {6, 200.0}}, 10.0, segments);  // the second rises after 9 s
    EXPECT_NEAR(bits_of(segments), 100.0 * 9.0 + 200.0 * 1.0, 1e-9);
}

TEST(RateLine, KeepsAGapBetweenSettingAndRising) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 0.1, 0.9, 0.1}, {6, 200.0}}, 30.0, segments);
    EXPECT_NEAR(bits_of(segments), 100.0 * 3.0 + 200.0 * 3.0, 1e-9);  // 24 s without
}

TEST(RateLine, CoversTheWholeTimeWithoutAGap) {
    for (const double interruption_s : {0.0, 0.1, 29.0, 60.0}) {
        std::vector<RateSegment> segments;
        std::vector<LinkSample> samples{{-1, 0, 1.0, 1.0},   {2, 9.0, 0.0},      {-1, 0, 1.0, 0.4},   {-1, 0},
                                        {3, 5.0, 0.01, 0.0}, {4, 6.0, 0.7, 0.2}, {5, 1.0, 0.3, 0.99}, {6, 1.0}};
        for (LinkSample& sample : samples) sample.interruption_s = interruption_s;
        rate_segments(samples, 30.0, segments);
        double at = 0.0;
        for (const RateSegment& s : segments) {
            EXPECT_DOUBLE_EQ(s.start_s, at);
            EXPECT_GT(s.end_s, s.start_s);
            at = s.end_s;
        }
        EXPECT_DOUBLE_EQ(at, 210.0);
    }
}

/// The rate at a moment; at a jump that of the later segment.
double rate_at(const std::vector<RateSegment>& segments, double at_s) {
    for (const RateSegment& s : segments) {
        if (at_s >= s.start_s && at_s < s.end_s)
            return s.start_bps + (s.end_bps - s.start_bps) * (at_s - s.start_s) / (s.end_s - s.start_s);
    }
    return -1.0;
}

TEST(RateLine, ACallsLinesAreThoseOfItsOwnSamples) {  // oracle: a line each for downlink and margin, made as that of the data
    for (std::uint64_t number = 0; number < 300; ++number) {
        const auto draw = [&](std::uint32_t what, std::uint32_t step) { return uniform01({8, Purpose::kTest, number, what, step}); };
        std::vector<LinkSample> samples(40), down_samples, up_samples;
        std::vector<VoiceSample> voice(40);
        for (std::uint32_t k = 0; k < 40; ++k) {
            LinkSample& sample = samples[k];
            sample.satellite = draw(0, k) < 0.6 && k > 0 ? samples[k - 1].satellite : static_cast<std::int32_t>(4.0 * draw(1, k)) - 1;
            sample.rate_bps = sample.satellite < 0 ? 0.0 : 1e6 * draw(2, k);
            sample.leaves = draw(3, k) < 0.5 ? 1.0 : draw(4, k);
            sample.next_arrives = draw(5, k) < 0.5 ? 0.0 : draw(6, k);
            sample.interruption_s = 0.2 * draw(9, k);
            if (sample.satellite >= 0) voice[k] = {2e4 * draw(7, k), 10.0 * draw(8, k) - 4.0};
        }
        down_samples = up_samples = samples;
        for (std::size_t k = 0; k < 40; ++k) {
            if (samples[k].satellite < 0) continue;
            down_samples[k].rate_bps = voice[k].down_bps;
            up_samples[k].rate_bps = voice[k].up_margin_db;
        }
        std::vector<RateSegment> down, up, expected_down, expected_up;
        rate_segments(down_samples, 10.0, expected_down);
        rate_segments(up_samples, 10.0, expected_up);
        open_where_positive(expected_up);
        voice_segments(samples, voice, 10.0, down, up);
        for (double at_s = 0.005; at_s < 390.0; at_s += 0.0931) {
            ASSERT_NEAR(rate_at(down, at_s), rate_at(expected_down, at_s), 1e-6) << number << ' ' << at_s;
            ASSERT_EQ(rate_at(up, at_s), rate_at(expected_up, at_s)) << number << ' ' << at_s;
        }
        EXPECT_DOUBLE_EQ(up.front().start_s, 0.0);
        EXPECT_DOUBLE_EQ(up.back().end_s, 390.0);
    }
}

}  // namespace
}  // namespace d2c
