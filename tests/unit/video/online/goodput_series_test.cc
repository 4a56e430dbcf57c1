#include "video/online/goodput_series.h"

#include <gtest/gtest.h>

namespace d2c {
namespace {

TEST(GoodputSeries, CountsWhatCameInEachInterval) {
    GoodputSeries series{0.5, 10.0};
    series.add(10.0, 100);
    series.add(10.49, 25);
    series.add(11.2, 1000);
    ASSERT_EQ(series.intervals(), 3U);
    EXPECT_EQ(series.bits_per_second(0), 2000.0);
    EXPECT_EQ(series.bits_per_second(1), 0.0);
    EXPECT_EQ(series.bits_per_second(2), 16000.0);
    EXPECT_EQ(series.bits_per_second(9), 0.0);
    EXPECT_EQ(series.mean_bits_per_second(0, 3), 6000.0);
    EXPECT_EQ(series.total_octets(), 1125U);
}

}  // namespace
}  // namespace d2c
