#include "spectrum/carrier.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/spectrum/example_rights.h"

namespace d2c {
namespace {

using test::mhz;
using ::testing::ElementsAre;

constexpr Carrier carrier(double down_low, double down_high, double up_low, double up_high) {
    return {{Hertz::mega(down_low), Hertz::mega(down_high)}, {Hertz::mega(up_low), Hertz::mega(up_high)}};
}
constexpr Carrier kAws4 = carrier(2180, 2200, 2000, 2020);
constexpr Carrier kSBand = carrier(2185, 2200, 1995, 2010);
constexpr Carrier kPcsG = carrier(1990, 1995, 1910, 1915);
constexpr Carrier kHBlock = carrier(1995, 2000, 1915, 1920);

TEST(Carriers, OfTwoCountriesWithTheSameChannelAreOne) {
    std::vector<Right> rights{test::xz_mss(), test::us_pcs_g(), test::us_pcs_g()};
    rights[2].area = AreaCode::literal("PR");
    const CarrierTable table = carriers_of(rights);
    EXPECT_THAT(table.carriers, ElementsAre(kPcsG, kSBand));
    EXPECT_THAT(table.of_right, ElementsAre(1U, 0U, 0U));
    EXPECT_EQ(distinct_carriers(rights), table.carriers);
}

TEST(Carriers, WithOneDownlinkAndTwoUplinksAreTwo) {
    std::vector<Right> rights{test::us_pcs_g(), test::us_pcs_g()};
    rights[1].uplink = mhz(1850, 1855);
    EXPECT_EQ(carriers_of(rights).carriers.size(), 2U);
}

TEST(Carriers, OfNoRightsAreNone) { EXPECT_TRUE(carriers_of({}).carriers.empty()); }

TEST(Overlap, IsTheSharedPartOfTheVictimsBandwidth) {
    EXPECT_DOUBLE_EQ(overlap_share(kAws4, kSBand), 0.75);  // 15 of 20 MHz
    EXPECT_DOUBLE_EQ(overlap_share(kSBand, kAws4), 1.0);
    EXPECT_DOUBLE_EQ(uplink_overlap_share(kAws4, kSBand), 0.5);          // 2000-2010 of 2000-2020 MHz
    EXPECT_NEAR(uplink_overlap_share(kSBand, kAws4), 2.0 / 3.0, 1e-12);  // 2000-2010 of 1995-2010 MHz
    EXPECT_DOUBLE_EQ(overlap_share(kPcsG, kPcsG), 1.0);
}

TEST(Overlap, IsNothingBetweenNeighboursThatTouch) {
    EXPECT_FALSE(co_channel(kPcsG, kHBlock));
    EXPECT_EQ(overlap_share(kPcsG, kHBlock), 0.0);
    EXPECT_EQ(overlap_share(kHBlock, kPcsG), 0.0);
    EXPECT_TRUE(co_channel(kAws4, kSBand));
    EXPECT_EQ(overlap_share(kPcsG, kAws4), 0.0);
}

}  // namespace
}  // namespace d2c
