#include "geography/routes/sampled_way.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace d2c {
namespace {

Geodetic at(double latitude, double longitude, double height = 0.0) {
    return {Angle::degrees(latitude), Angle::degrees(longitude), {height}};
}

TEST(SampledWay, HalfWayAlongAMeridianIsHalfTheLatitudeAndTheHeight) {
    const SampledWay way{2.0, {at(10.0, 20.0, 0.0), at(10.1, 20.0, 100.0)}};
    EXPECT_NEAR(way.at(1.0).latitude.in_degrees(), 10.05, 1e-9);
    EXPECT_NEAR(way.at(1.0).longitude.in_degrees(), 20.0, 1e-9);
    EXPECT_NEAR(way.at(1.0).height.value, 50.0, 1e-9);
    EXPECT_EQ(way.duration_s(), 2.0);
}

TEST(SampledWay, BeforeTheFirstAndAfterTheLastSampleThePhoneStands) {
    const SampledWay way{1.0, {at(1.0, 1.0), at(2.0, 2.0)}};
    EXPECT_EQ(way.at(-5.0).latitude.in_degrees(), at(1.0, 1.0).latitude.in_degrees());
    EXPECT_EQ(way.at(9.0).latitude.in_degrees(), at(2.0, 2.0).latitude.in_degrees());
    const SampledWay one{1.0, {at(1.0, 1.0)}};
    EXPECT_EQ(one.at(3.0).longitude.in_radians(), at(1.0, 1.0).longitude.in_radians());
}

TEST(SampledWay, ItCrosses180DegreesAndThePole) {
    const SampledWay date_line{1.0, {at(0.0, 179.9), at(0.0, -179.9)}};
    EXPECT_NEAR(std::abs(date_line.at(0.5).longitude.in_degrees()), 180.0, 1e-9);
    const SampledWay pole{1.0, {at(89.99, 0.0), at(89.99, 180.0)}};
    EXPECT_NEAR(pole.at(0.5).latitude.in_degrees(), 90.0, 1e-6);
}

TEST(SampledWay, WithoutSamplesOrAStepThereIsNone) {
    EXPECT_THROW(SampledWay(1.0, {}), std::invalid_argument);
    EXPECT_THROW(SampledWay(0.0, {at(1.0, 1.0)}), std::invalid_argument);
    EXPECT_THROW(SampledWay(std::numeric_limits<double>::quiet_NaN(), {at(1.0, 1.0)}), std::invalid_argument);
}

}  // namespace
}  // namespace d2c
