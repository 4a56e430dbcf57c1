#include "world/watch/rate_line.h"

#include <gtest/gtest.h>

namespace d2c {
namespace {

double bits_of(const std::vector<RateSegment>& segments) {  // trapezoids, by hand
    double bits = 0.0;
    for (const RateSegment& s : segments) bits += (s.end_s - s.start_s) * (s.start_bps + s.end_bps) / 2.0;
    return bits;
}

TEST(RateLine, IsLinearWhileOneSatelliteServes) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0}, {5, 300.0}}, 10.0, 0.1, segments);
    ASSERT_EQ(segments.size(), 1u);
    EXPECT_DOUBLE_EQ(bits_of(segments), 2000.0);
}

TEST(RateLine, EndsWhereTheSatelliteCrossesItsMask) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 0.3}, {-1, 0.0, 1.0, 0.8}, {7, 50.0}}, 10.0, 0.1, segments);
    EXPECT_DOUBLE_EQ(bits_of(segments), 100.0 * 3.0 + 50.0 * 2.0);
    EXPECT_DOUBLE_EQ(segments.front().end_s, 3.0);
    EXPECT_DOUBLE_EQ(segments.back().start_s, 18.0);
}

TEST(RateLine, LosesTheInterruptionAtAHandover) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0}, {6, 200.0}}, 10.0, 0.4, segments);
    EXPECT_NEAR(bits_of(segments), 100.0 * 4.8 + 200.0 * 4.8, 1e-9);
}

TEST(RateLine, HandsOverWhileBothAreThere) {  // the first sets after 2 s, the second is up all the time: the change is at 2 s
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 0.2}, {6, 200.0}}, 10.0, 0.0, segments);
    EXPECT_NEAR(bits_of(segments), 100.0 * 2.0 + 200.0 * 8.0, 1e-9);
    rate_segments(std::vector<LinkSample>{{5, 100.0, 1.0, 0.9}, {6, 200.0}}, 10.0, 0.0, segments);  // the second rises after 9 s
    EXPECT_NEAR(bits_of(segments), 100.0 * 9.0 + 200.0 * 1.0, 1e-9);
}

TEST(RateLine, KeepsAGapBetweenSettingAndRising) {
    std::vector<RateSegment> segments;
    rate_segments(std::vector<LinkSample>{{5, 100.0, 0.1, 0.9}, {6, 200.0}}, 30.0, 0.1, segments);
    EXPECT_NEAR(bits_of(segments), 100.0 * 3.0 + 200.0 * 3.0, 1e-9);  // 24 s without
}

TEST(RateLine, CoversTheWholeTimeWithoutAGap) {
    for (const double interruption_s : {0.0, 0.1, 29.0, 60.0}) {
        std::vector<RateSegment> segments;
        rate_segments(std::vector<LinkSample>{{-1, 0, 1.0, 1.0},
                                              {2, 9.0, 0.0},
                                              {-1, 0, 1.0, 0.4},
                                              {-1, 0},
                                              {3, 5.0, 0.01, 0.0},
                                              {4, 6.0, 0.7, 0.2},
                                              {5, 1.0, 0.3, 0.99},
                                              {6, 1.0}},
                      30.0, interruption_s, segments);
        double at = 0.0;
        for (const RateSegment& s : segments) {
            EXPECT_DOUBLE_EQ(s.start_s, at);
            EXPECT_GT(s.end_s, s.start_s);
            at = s.end_s;
        }
        EXPECT_DOUBLE_EQ(at, 210.0);
    }
}

}  // namespace
}  // namespace d2c
