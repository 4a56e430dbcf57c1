#include "base/quantity.h"

#include <gtest/gtest.h>

#include "base/constants.h"

namespace d2c {
namespace {

template <class A, class B>
concept Addable = requires(A a, B b) {
    a + b;
};
static_assert(!Addable<Dbm, Dbm>, "adding two levels must be a decision: power_sum");
static_assert(!Addable<Dbw, Dbm>);
static_assert(!Addable<Hertz, Metres>);
static_assert(Addable<Dbm, Db>);

TEST(Quantity, TenDbmAndTenDbmMake13Point01Dbm) { EXPECT_NEAR(power_sum(Dbm{10.0}, Dbm{10.0}).value, 13.0103, 1e-4); }

TEST(Quantity, ADensityPer4KhzIs24DbBelowTheSamePerMhz) {  // 10 log10(250) = 23.98
    const Pfd per_mhz{-120.0, Hertz::mega(1.0)};
    EXPECT_NEAR(restate(per_mhz, Hertz::kilo(4.0)).dbw_per_m2, -143.979, 1e-3);
}

TEST(Quantity, ThermalNoiseAt290KIsMinus174DbmPerHz) {  // ITU-R P.372: -174 dBm/Hz
    EXPECT_NEAR(to_dbm(Watts{kBoltzmannJPerK * kReferenceTemperature.value}).value, -173.975, 1e-3);
}

TEST(Quantity, J2FollowsFromTheNormalisedCoefficientOfWgs84) { EXPECT_NEAR(kEarthJ2, 0.484166774985e-3 * std::sqrt(5.0), 1e-11); }

}  // namespace
}  // namespace d2c
