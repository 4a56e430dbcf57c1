#include "video/p1203/measurement_window.h"

#include <gtest/gtest.h>

#include <numeric>
#include <vector>

namespace d2c::p1203 {
namespace {

std::vector<std::size_t> segments_of(const std::vector<SegmentFrames>& segments) {
    std::vector<std::size_t> all;
    for (const WindowSample& w : sample_windows(segments)) all.push_back(w.segment);
    return all;
}

TEST(MeasurementWindow, ASecondBelongsToTheSegmentAtItsEnd) {
    // 2.5 s and 2.5 s at 32 frames/s (exact in binary): the third second ends in the second segment.
    EXPECT_EQ(segments_of({{2.5, 32.0, 0}, {2.5, 32.0, 1}}), (std::vector<std::size_t>{0, 0, 1, 1, 1}));
}

TEST(MeasurementWindow, ABorderOnAWholeSecondFallsAsTheSumOfFramesDoes) {
    // 128 frames of 1/32 s end at exactly 4: the fourth second is still the first segment's. 120 of 1/30 s end at 3.99999999999999: it is
    // not.
    EXPECT_EQ(segments_of({{4.0, 32.0, 0}, {4.0, 32.0, 1}}), (std::vector<std::size_t>{0, 0, 0, 0, 1, 1, 1, 1}));
    EXPECT_EQ(segments_of({{4.0, 30.0, 0}, {4.0, 30.0, 1}}), (std::vector<std::size_t>{0, 0, 0, 1, 1, 1, 1, 1}));
}

TEST(MeasurementWindow, NoSampleForFramesThatMakeNoWholeSecond) {
    EXPECT_EQ(sample_windows({{3.75, 32.0, 0}}).size(), 3u);
    EXPECT_EQ(sample_windows({{0.96875, 32.0, 0}}).size(), 0u);
    EXPECT_EQ(sample_windows({{0.01, 32.0, 0}}).size(), 0u);
    EXPECT_EQ(sample_windows({}).size(), 0u);
    // The sum of 6000 frames of 1/30 s is not quite 200.
    EXPECT_EQ(sample_windows({{200.0, 30.0, 0}}).size(), 200u);
}

TEST(MeasurementWindow, OfOneLevelReachesTenSecondsBothWays) {
    // Five segments of 8 s of one level: at 20 s the window is 10 to 30 s, so 6/20 of it in segment 1, 8/20 in 2, 6/20 in 3.
    const auto samples = sample_windows(std::vector<SegmentFrames>(5, {8.0, 32.0, 0}));
    ASSERT_EQ(samples.size(), 40u);
    const WindowSample& w = samples[19];
    EXPECT_EQ(w.segment, 2u);
    EXPECT_EQ(w.first_segment, 1u);
    ASSERT_EQ(w.shares.size(), 3u);
    EXPECT_NEAR(w.shares[0], 0.3, 2.0 / 640.0);  // two frames of 640
    EXPECT_NEAR(w.shares[1], 0.4, 2.0 / 640.0);
    EXPECT_NEAR(w.shares[2], 0.3, 2.0 / 640.0);
    for (const WindowSample& sample : samples) EXPECT_NEAR(std::accumulate(sample.shares.begin(), sample.shares.end(), 0.0), 1.0, 1e-9);
}

TEST(MeasurementWindow, EndsWhereTheLevelChanges) {
    const auto samples = sample_windows({{4.0, 32.0, 0}, {4.0, 32.0, 1}, {4.0, 32.0, 0}});
    for (const WindowSample& w : samples) EXPECT_EQ(w.shares.size(), 1u);
    EXPECT_EQ(samples[1].segment, 0u);
    EXPECT_EQ(samples[5].first_segment, 1u);
    EXPECT_EQ(samples[10].first_segment, 2u);
}

}  // namespace
}  // namespace d2c::p1203
