#include "geography/population/coverage.h"

#include <gtest/gtest.h>

#include <limits>

namespace d2c {
namespace {

constexpr CoverageRule kRule{20.0, 10000.0, 0.25, 50.0, 60.0};

TEST(Coverage, RangeGrowsWithThePowerOfPeopleUpToTheMaximum) {
    EXPECT_NEAR(served_radius(kRule, 10000.0).in_kilo(), 20.0, 1e-12);
    EXPECT_NEAR(served_radius(kRule, 160000.0).in_kilo(), 40.0, 1e-12);  // 16^(1/4) = 2
    EXPECT_NEAR(served_radius(kRule, 625.0).in_kilo(), 10.0, 1e-12);     // (1/16)^(1/4) = 1/2
    EXPECT_NEAR(served_radius(kRule, 1e8).in_kilo(), 50.0, 1e-12);
    EXPECT_EQ(served_radius(kRule, 0.0).value, 0.0);
    EXPECT_EQ(served_radius(kRule, std::numeric_limits<double>::quiet_NaN()).value, 0.0);
}

TEST(Coverage, HalfACellIsCoveredWhereTheDiscEndsAtItsCentre) {
    const Metres width = Metres::kilo(12.7);
    EXPECT_DOUBLE_EQ(covered_share(kRule, Metres{0.0}, width, 0.0), 0.5);
    EXPECT_DOUBLE_EQ(covered_share(kRule, Metres::kilo(6.4), width, 0.0), 1.0);
    EXPECT_DOUBLE_EQ(covered_share(kRule, Metres::kilo(-6.4), width, 0.0), 0.0);
    EXPECT_NEAR(covered_share(kRule, Metres::kilo(3.175), width, 0.0), 0.75, 1e-12);
}

TEST(Coverage, DenseCountryIsCoveredAnywhere) {
    EXPECT_EQ(covered_share(kRule, Metres{-1e9}, Metres::kilo(12.7), 60.0), 1.0);
    EXPECT_EQ(covered_share(kRule, Metres{-1e9}, Metres::kilo(12.7), 59.9), 0.0);
}

TEST(Coverage, RangesAreShorterSouthOfTheSahara) {
    EXPECT_EQ(range_factor(AreaCode::literal("CD")), kSubSaharanRangeFactor);
    EXPECT_EQ(range_factor(AreaCode::literal("EG")), 1.0);
    EXPECT_EQ(range_factor(AreaCode{}), 1.0);
}

}  // namespace
}  // namespace d2c
