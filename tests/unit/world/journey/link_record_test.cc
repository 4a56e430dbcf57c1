#include "world/journey/held/link_record.h"

#include <gtest/gtest.h>

#include <cmath>

#include "video/rate_trace.h"
#include "world/watch/rate_line.h"

namespace d2c {
namespace {

double bits(const std::vector<RateSegment>& line) {
    double sum = 0.0;
    for (const RateSegment& s : line) sum += 0.5 * (s.start_bps + s.end_bps) * (s.end_s - s.start_s);
    return sum;
}

/// Segments follow each other without gap or overlap.
void expect_whole(const std::vector<RateSegment>& line, double from_s, double to_s) {
    ASSERT_FALSE(line.empty());
    EXPECT_DOUBLE_EQ(line.front().start_s, from_s);
    EXPECT_DOUBLE_EQ(line.back().end_s, to_s);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) EXPECT_DOUBLE_EQ(line[i].end_s, line[i + 1].start_s);
}

TEST(LinkRecord, IsLinearBetweenSamplesOfOneCell) {
    LinkRecord record;
    record.add({0.0, 7, 1e6, 1e6, 1.0});
    record.add({1.0, 7, 3e6, 3e6, -1.0});
    expect_whole(record.data(), 0.0, 1.0);
    EXPECT_DOUBLE_EQ(bits(record.data()), 2e6);
    EXPECT_DOUBLE_EQ(bits(record.voice_up()), 0.5 * kOpenBps);  // the margin crosses nothing half-way
}

TEST(LinkRecord, CarriesNothingWhileDataStandStill) {
    LinkRecord record;
    record.add({0.0, 7, 1e6, 1e6, 5.0});
    record.interrupt(0.25, 0.35);
    record.add({1.0, 8, 2e6, 2e6, 5.0});
    expect_whole(record.data(), 0.0, 1.0);
    EXPECT_NEAR(bits(record.data()), 0.25 * 1e6 + 0.65 * 2e6, 1e-3);  // each cell's rate on its side
    EXPECT_NEAR(bits(record.voice_up()), 0.9 * kOpenBps, 1.0);
}

TEST(LinkRecord, InterruptionsOverlapReachBackAndGoOn) {
    LinkRecord record;
    record.add({0.0, 7, 1e6, 1e6, 5.0});
    record.interrupt(0.2, 0.5);
    record.interrupt(0.4, 0.6);
    record.add({1.0, 7, 1e6, 1e6, 5.0});
    EXPECT_NEAR(bits(record.data()), 0.6e6, 1e-3);
    record.interrupt(0.5, 1.5);  // what began before the last sample is counted from it
    record.interrupt(1.8, 2.5);  // and what lasts beyond the next goes on after it
    record.add({2.0, 7, 1e6, 1e6, 5.0});
    EXPECT_NEAR(bits(record.data()), 0.6e6 + 0.3e6, 1e-3);
    record.add({3.0, 7, 1e6, 1e6, 5.0});
    EXPECT_NEAR(bits(record.data()), 0.6e6 + 0.3e6 + 0.5e6, 1e-3);
    expect_whole(record.data(), 0.0, 3.0);
}

TEST(LinkRecord, ChangesInTheMiddleWhereNothingWasInterrupted) {
    LinkRecord record;
    record.add({0.0, 7, 1e6, 1e6, 5.0});
    record.add({1.0, 8, 3e6, 3e6, 5.0});
    EXPECT_NEAR(bits(record.data()), 2e6, 1e-3);
    record.add({2.0, 0, 0.0, 0.0, -300.0});
    record.add({3.0, 0, 0.0, 0.0, -300.0});
    EXPECT_NEAR(bits(record.data()), 2e6 + 1.5e6, 1e-3);
    expect_whole(record.data(), 0.0, 3.0);
    RateTrace trace;
    EXPECT_TRUE(trace.assign(record.data()));  // a trace that the player takes
}

}  // namespace
}  // namespace d2c
