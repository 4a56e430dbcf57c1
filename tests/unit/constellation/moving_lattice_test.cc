#include "constellation/patterns/moving_lattice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

namespace d2c {
namespace {

constexpr double kAltitude_m = 360e3, kRadius_m = 6371e3 + kAltitude_m, kPitch = 24.0 / 360.0;

/// A satellite over the equator that goes north; places below it by metres ahead and to its left (west), in the plane under it.
const Position<Itrf> kSatellite{Metres{kRadius_m}, Metres{0.0}, Metres{0.0}};
const Velocity<Itrf> kVelocity{MetresPerSecond{0.0}, MetresPerSecond{0.0}, MetresPerSecond{7600.0}};
Position<Itrf> place(double ahead, double left) {  // in pitches
    return {Metres{kRadius_m - kAltitude_m}, Metres{-left * kPitch * kAltitude_m}, Metres{ahead * kPitch * kAltitude_m}};
}

TEST(MovingLattice, TheNearestAxisIsTakenAndItsOffsetsAreTold) {  // oracle: all axes of a patch, one by one
    const MovingLattice lattice{kPitch};
    std::mt19937_64 random{3};
    std::uniform_real_distribution<double> about{-6.0, 6.0};
    for (int i = 0; i < 5000; ++i) {
        const double ahead = about(random), left = about(random);
        const auto beam = lattice.at(kSatellite, kVelocity, place(ahead, left));
        ASSERT_TRUE(beam);
        double least = 1e9;
        for (int row = -9; row <= 9; ++row)
            for (int column = -9; column <= 9; ++column)
                least = std::min(least, std::hypot(ahead - row * std::sqrt(3.0) / 2.0, left - column - (row % 2 == 0 ? 0.0 : 0.5)));
        EXPECT_NEAR(std::hypot(beam->along, beam->across), least, 1e-9);
        // The axis, followed down to the plane, stands where the offsets say.
        const double depth = -beam->x;
        EXPECT_NEAR(beam->z / depth / kPitch, ahead - beam->along, 1e-9);
        EXPECT_NEAR(-beam->y / depth / kPitch, left - beam->across, 1e-9);
    }
}

TEST(MovingLattice, ANumberIsOneBeamAndFindsItAgain) {
    const MovingLattice lattice{kPitch};
    std::set<std::uint32_t> numbers;
    for (int row = -8; row <= 8; ++row) {
        for (int column = -8; column <= 8; ++column) {
            const Position<Itrf> middle = place(row * std::sqrt(3.0) / 2.0, column + (row % 2 == 0 ? 0.0 : 0.5));
            const auto beam = lattice.at(kSatellite, kVelocity, middle);
            ASSERT_TRUE(beam);
            EXPECT_NEAR(std::hypot(beam->along, beam->across), 0.0, 1e-9);
            numbers.insert(beam->number);
            const auto again = lattice.of_number(beam->number, kSatellite, kVelocity, place(0.2, 0.1));
            ASSERT_TRUE(again);
            EXPECT_EQ(again->number, beam->number);
            EXPECT_NEAR(again->z, beam->z, 1e-12);
            EXPECT_NEAR(again->y, beam->y, 1e-12);
        }
    }
    EXPECT_EQ(numbers.size(), 17u * 17u);
}

TEST(MovingLattice, BeamsKeepTheirDirectionsFromTheSatellite) {
    const MovingLattice lattice{kPitch};
    const auto before = lattice.at(kSatellite, kVelocity, place(0.0, 3.0));
    // A pitch further along its way the satellite has the place a pitch behind.
    const auto after = lattice.of_number(before->number, kSatellite, kVelocity, place(-1.0, 3.0));
    EXPECT_NEAR(after->along, before->along - 1.0, 1e-9);
    EXPECT_NEAR(after->across, before->across, 1e-9);
    EXPECT_NEAR(after->x, before->x, 1e-12);
}

TEST(MovingLattice, HasNoBeamBeyondTheHorizon) {
    EXPECT_FALSE(MovingLattice{kPitch}.at(kSatellite, kVelocity, {Metres{kRadius_m}, Metres{0.0}, Metres{1e6}}));
    EXPECT_FALSE(MovingLattice{kPitch}.at(kSatellite, kVelocity, {Metres{kRadius_m + 1e6}, Metres{0.0}, Metres{0.0}}));
}

}  // namespace
}  // namespace d2c
