#include "handset_phy/channel/environment/shadow_field.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

constexpr int kSeeds = 4000;  // a mean over them has a standard error of 1 / sqrt(4000) = 0.016; bounds of four
const Position<Itrf> kHere{Metres{4200e3}, Metres{300e3}, Metres{4780e3}};
const Displacement<Itrf> kUp{Metres{660.0}, Metres{47.0}, Metres{750.0}};

Position<Itrf> moved(double metres) { return {kHere.x, kHere.y + Metres{metres}, kHere.z}; }
/// kUp, turned by an angle about an axis at right angles to it.
Displacement<Itrf> turned(double degrees) {
    const double length = norm(kUp).value, a = degrees * 3.14159265358979 / 180.0;
    const double across = std::hypot(kUp.x.value, kUp.y.value);
    return {Metres{kUp.x.value * std::cos(a) - kUp.y.value / across * length * std::sin(a)},
            Metres{kUp.y.value * std::cos(a) + kUp.x.value / across * length * std::sin(a)}, Metres{kUp.z.value * std::cos(a)}};
}
/// Mean product of the field here and there, over seeds.
double correlation(const Position<Itrf>& place, const Displacement<Itrf>& direction) {
    double sum = 0.0;
    for (int seed = 0; seed < kSeeds; ++seed) {
        const ShadowField field{static_cast<std::uint64_t>(seed), 1, {Metres{37.0}, Angle::degrees(20)}};
        sum += field.at(kHere, kUp) * field.at(place, direction);
    }
    return sum / kSeeds;
}

TEST(ShadowField, HasUnitVarianceAndNoMeanOverSeeds) {
    double sum = 0.0, squares = 0.0, fourth = 0.0;
    for (int seed = 0; seed < kSeeds; ++seed) {
        const double z = ShadowField{static_cast<std::uint64_t>(seed), 1, {Metres{37.0}, Angle::degrees(20)}}.at(kHere, kUp);
        sum += z;
        squares += z * z;
        fourth += z * z * z * z;
    }
    EXPECT_NEAR(sum / kSeeds, 0.0, 0.064);
    EXPECT_NEAR(squares / kSeeds, 1.0, 4.0 * std::sqrt(2.0 / kSeeds));
    EXPECT_NEAR(fourth / kSeeds, 3.0, 4.0 * std::sqrt(96.0 / kSeeds));  // a normal law's fourth moment; variance of z^4 is 96
}

TEST(ShadowField, ForgetsExponentiallyOverDistance) {  // oracle: exp(-d / 37 m), TR 38.901 equation 7.4-5; variance of a product is 1 + r^2
    for (const double metres : {1.0, 10.0, 37.0, 74.0, 200.0}) {
        const double expected = std::exp(-metres / 37.0);
        EXPECT_NEAR(correlation(moved(metres), kUp), expected, 4.0 * std::sqrt((1.0 + expected * expected) / kSeeds)) << metres;
    }
    EXPECT_NEAR(correlation(moved(10e3), kUp), 0.0, 0.064);
}

TEST(ShadowField, ForgetsAsTheSatellitesDirectionTurns) {  // oracle: exp(-2 sin(angle / 2) / (20 degrees in radians))
    for (const double degrees : {2.0, 20.0, 60.0}) {
        const double chord = 2.0 * std::sin(degrees * 3.14159265358979 / 360.0), expected = std::exp(-chord / 0.34906585);
        EXPECT_NEAR(correlation(kHere, turned(degrees)), expected, 4.0 * std::sqrt((1.0 + expected * expected) / kSeeds)) << degrees;
    }
}

TEST(ShadowField, OfOneSeedHasUnitVarianceAndTheLawOverAnAreaWithinItsStatedError) {
    const ShadowField field{42, 1, {Metres{37.0}, Angle::degrees(20)}};
    double squares = 0.0, lagged = 0.0;
    int count = 0;
    for (int i = 0; i < 300; ++i)
        for (int j = 0; j < 300; ++j) {
            const auto at = [&](double dy) {
                return field.at({kHere.x + Metres{i * 61.0}, kHere.y + Metres{j * 67.0 + dy}, kHere.z}, kUp);
            };
            const double z = at(0.0);
            squares += z * z;
            lagged += z * at(37.0);
            ++count;
        }
    EXPECT_NEAR(squares / count, 1.0, 0.1);
    EXPECT_NEAR(lagged / squares, std::exp(-1.0), 3.0 * 0.09);
}

TEST(ShadowField, IsAPureFunctionOfSeedFieldPlaceAndDirection) {
    const FieldScale scale{Metres{37.0}, Angle::degrees(20)};
    const ShadowField a{7, 1, scale}, b{7, 1, scale}, other_seed{8, 1, scale}, other_field{7, 2, scale};
    const double first = a.at(kHere, kUp);
    b.at(moved(500.0), turned(30.0));
    EXPECT_EQ(b.at(kHere, kUp), first);
    EXPECT_NE(other_seed.at(kHere, kUp), first);
    EXPECT_NE(other_field.at(kHere, kUp), first);
    const Displacement<Itrf> twice{2.0 * kUp.x, 2.0 * kUp.y, 2.0 * kUp.z};
    EXPECT_NEAR(a.at(kHere, twice), first, 1e-9);  // the length of the direction does not matter
    EXPECT_TRUE(std::isnan(a.at(kHere, {Metres{0.0}, Metres{0.0}, Metres{0.0}})));
    EXPECT_TRUE(std::isnan(a.at({Metres{kNaN}, Metres{0.0}, Metres{0.0}}, kUp)));
}

TEST(CorrelatedChannel, HasTheTablesLineOfSightAndSpreadOverSeeds) {
    // suburban, 30 degrees: P 0.919; sigma 1.14 with line of sight
    int clear = 0;
    double squares = 0.0;
    for (int seed = 0; seed < kSeeds; ++seed) {
        const CorrelatedChannel channel{static_cast<std::uint64_t>(seed), ChannelEnvironment::kSuburban};
        const ChannelDraw d = channel.draw(kHere, kUp, Angle::degrees(30));
        clear += d.los_uniform < 0.919f ? 1 : 0;
        squares += d.shadow_normal * d.shadow_normal;
    }
    EXPECT_NEAR(static_cast<double>(clear) / kSeeds, 0.919, 4.0 * std::sqrt(0.919 * 0.081 / kSeeds));
    EXPECT_NEAR(squares / kSeeds, 1.0, 4.0 * std::sqrt(2.0 / kSeeds));
}

TEST(CorrelatedChannel, PhonesAStepApartSeeNearlyTheSameAndAWalkChangesSlowly) {
    const CorrelatedChannel channel{3, ChannelEnvironment::kRural};
    double last = channel.draw(kHere, kUp, Angle::degrees(90)).shadow_normal, greatest = 0.0;
    for (double metres = 0.1; metres <= 200.0; metres += 0.1) {
        const double z = channel.draw(moved(metres), kUp, Angle::degrees(90)).shadow_normal;
        greatest = std::max(greatest, std::abs(z - last));
        last = z;
    }
    EXPECT_LT(greatest, 6.0 * std::sqrt(2.0 * 0.1 / 37.0));  // standard deviation of a step of d: sqrt(2 d / 37 m)
}

}  // namespace
}  // namespace d2c
