#include "constellation/passes/service.h"

#include <gtest/gtest.h>

namespace d2c {
namespace {

using std::chrono::seconds;

Instant at(int s) { return Instant{s * 1'000'000'000LL}; }

TEST(ServedTime, IsTheUnionOfOverlappingIntervalsInAnyOrder) {
    const ServedTime served =
        served_time({{at(50), at(70)}, {at(-10), at(20)}, {at(15), at(30)}, {at(18), at(19)}, {at(90), at(200)}}, at(0), at(100));
    EXPECT_DOUBLE_EQ(served.share, 0.6);  // 0-30, 50-70, 90-100
    EXPECT_EQ(served.longest_gap, seconds{20});
    EXPECT_EQ(served.longest_gap_from, at(30));
}

TEST(ServedTime, WithoutIntervalsTheWindowIsTheGapAndAnEmptyWindowIsNotServed) {
    EXPECT_DOUBLE_EQ(served_time({}, at(0), at(100)).share, 0.0);
    EXPECT_EQ(served_time({}, at(0), at(100)).longest_gap, seconds{100});
    EXPECT_DOUBLE_EQ(served_time({{at(0), at(1)}}, at(5), at(5)).share, 0.0);
    EXPECT_DOUBLE_EQ(served_time({{at(-5), at(500)}}, at(0), at(100)).share, 1.0);
    EXPECT_EQ(served_time({{at(-5), at(500)}}, at(0), at(100)).longest_gap, seconds{0});
}

}  // namespace
}  // namespace d2c
