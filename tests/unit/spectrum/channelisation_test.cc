#include "spectrum/channelisation.h"

#include <gtest/gtest.h>

#include <limits>

namespace d2c {
namespace {

TEST(Channelisation, OfLteFillsNineTenthsFrom3MhzUpwards) {  // oracle: the rule of thumb behind TS 36.101 table 5.6-1
    for (const ChannelRow& row : lte_channels()) {
        if (row.bandwidth < Hertz::mega(2.0)) continue;
        EXPECT_NEAR(lte_occupied_bandwidth(row.bandwidth)->value / row.bandwidth.value, 0.9, 1e-12) << row.bandwidth.in_mega();
    }
    EXPECT_EQ(lte_resource_blocks(Hertz::mega(1.4)), 6);
}

TEST(Channelisation, OfA5MhzChannelIs25BlocksAnd4Point5Mhz) {
    EXPECT_EQ(lte_resource_blocks(Hertz::mega(5.0)), 25);
    EXPECT_EQ(nr_15khz_resource_blocks(Hertz::mega(5.0)), 25);
    EXPECT_EQ(lte_occupied_bandwidth(Hertz::mega(5.0)), Hertz::mega(4.5));
    EXPECT_EQ(nr_15khz_occupied_bandwidth(Hertz::mega(5.0)), Hertz::mega(4.5));
}

// Oracle: TS 38.101-1 table 5.3.3-1, minimum guard band at 15 kHz [kHz], which with N_RB obeys
// (channel - N_RB * 180 - 15) / 2 = guard.
TEST(Channelisation, OfNrLeavesTheGuardBandsOfTheStandard) {
    const struct {
        double channel_mhz, guard_khz;
    } rows[] = {{5, 242.5}, {10, 312.5}, {15, 382.5}, {20, 452.5}, {25, 522.5}, {30, 592.5}, {40, 552.5}, {50, 692.5}};
    for (const auto& row : rows) {
        const auto occupied = nr_15khz_occupied_bandwidth(Hertz::mega(row.channel_mhz));
        ASSERT_TRUE(occupied) << row.channel_mhz;
        EXPECT_DOUBLE_EQ((row.channel_mhz * 1e3 - occupied->value * 1e-3 - 15.0) / 2.0, row.guard_khz) << row.channel_mhz;
    }
    EXPECT_EQ(nr_15khz_channels().size(), std::size(rows));
}

TEST(Channelisation, KnowsNoChannelThatTheStandardHasNot) {
    for (const Hertz channel : {Hertz::mega(7.0), Hertz{0.0}, Hertz::mega(-5.0), Hertz{std::numeric_limits<double>::quiet_NaN()}}) {
        EXPECT_FALSE(lte_resource_blocks(channel)) << channel.value;
        EXPECT_FALSE(nr_15khz_resource_blocks(channel)) << channel.value;
        EXPECT_FALSE(lte_occupied_bandwidth(channel)) << channel.value;
    }
    EXPECT_FALSE(lte_resource_blocks(Hertz::mega(30.0)));
    EXPECT_FALSE(nr_15khz_resource_blocks(Hertz::mega(1.4)));
}

}  // namespace
}  // namespace d2c
