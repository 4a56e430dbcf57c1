#include "geography/grid/hexagons.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace d2c {
namespace {

constexpr double kRadius_m = 6371e3;

/// Great-circle distance on the sphere of the pattern (haversine).
double distance_m(const Geodetic& a, const Geodetic& b) {
    const double north = (b.latitude - a.latitude).in_radians(), east = (b.longitude - a.longitude).in_radians();
    const double h = std::pow(std::sin(north / 2.0), 2) + cos(a.latitude) * cos(b.latitude) * std::pow(std::sin(east / 2.0), 2);
    return 2.0 * kRadius_m * std::asin(std::min(1.0, std::sqrt(h)));
}

Geodetic beside(const Geodetic& place, double metres, double azimuth_rad) {
    const double north = metres * std::cos(azimuth_rad) / kRadius_m, east = metres * std::sin(azimuth_rad) / kRadius_m;
    return {place.latitude + Angle::radians(north), place.longitude + Angle::radians(east / cos(place.latitude))};
}

bool same(const HexPattern::Hexagon& a, const HexPattern::Hexagon& b) { return distance_m(a.centre, b.centre) < 1.0; }

struct Pairs {
    int all = 0, one_colour = 0;
    double nearest_m = 1e9;
};

/// Pairs of a hexagon and its neighbours (those 1.2 pitches off), of hexagons under latitudes up to `most_deg` or near one longitude.
Pairs neighbours(const HexPattern& pattern, double pitch_m, int samples, double least_deg, double most_deg, double longitude_deg = 1e3) {
    std::mt19937_64 random{5};
    std::uniform_real_distribution<double> latitude{least_deg, most_deg}, longitude{-180.0, 180.0}, azimuth{0.0, 2.0 * std::numbers::pi};
    Pairs pairs;
    for (int i = 0; i < samples; ++i) {
        const double east = longitude_deg < 360.0 ? longitude_deg + 1e-3 * longitude(random) : longitude(random);
        const HexPattern::Hexagon own = pattern.at({Angle::degrees(latitude(random)), Angle::degrees(east)});
        const HexPattern::Hexagon other = pattern.at(beside(own.centre, pitch_m, azimuth(random)));
        if (same(own, other)) continue;
        ++pairs.all;
        if (own.colour == other.colour) ++pairs.one_colour;
        pairs.nearest_m = std::min(pairs.nearest_m, distance_m(own.centre, other.centre));
    }
    return pairs;
}

class Hexagons : public testing::TestWithParam<unsigned> {};

/// Within the equatorial band, which reaches to 24 degrees, and across the date line in it.
TEST_P(Hexagons, NeighboursNeverShareAColour) {
    constexpr double kPitch_m = 20e3;
    const HexPattern pattern{Metres{kPitch_m}, GetParam()};
    for (const double longitude_deg : {1e3, 180.0}) {
        const Pairs pairs = neighbours(pattern, kPitch_m, 20000, -23.0, 23.0, longitude_deg);
        EXPECT_GT(pairs.all, 19000);
        EXPECT_EQ(pairs.one_colour, 0);
        EXPECT_GT(pairs.nearest_m, 0.94 * kPitch_m);
    }
}

/// Where bands meet the lattices do not match: what share of all neighbours that is, to 65 degrees of latitude.
TEST_P(Hexagons, OfAllNeighboursOnPeoplesLatitudesLessThanAPercentShareAColour) {
    for (const double pitch_m : {10e3, 20e3}) {
        const HexPattern pattern{Metres{pitch_m}, GetParam()};
        const Pairs pairs = neighbours(pattern, pitch_m, 200000, -65.0, 65.0);
        std::printf("%u colours, pitch %g km: %.3f %% of neighbours share a colour\n", GetParam(), pitch_m / 1e3,
                    100.0 * pairs.one_colour / pairs.all);
        EXPECT_LT(pairs.one_colour, 0.01 * pairs.all);
    }
}

/// Oracle: D = sqrt(3 N) R with R = pitch / sqrt(3), in six directions; hexagons within 5 % of their width.
TEST_P(Hexagons, SixOfOneColourStandAroundEachAtTheDistanceOfTheCluster) {
    constexpr double kPitch_m = 20e3;
    const HexPattern pattern{Metres{kPitch_m}, GetParam()};
    const double expected_m = std::sqrt(3.0 * GetParam()) * kPitch_m / std::sqrt(3.0);
    EXPECT_NEAR(pattern.co_channel_distance().value, expected_m, 1.0);
    const HexPattern::Hexagon own = pattern.at({Angle::degrees(17.0), Angle::degrees(100.0)});
    std::vector<HexPattern::Hexagon> tier;
    for (int degree = 0; degree < 360; ++degree) {
        for (double metres = 0.5 * expected_m; metres < 1.4 * expected_m; metres += 0.1 * kPitch_m) {
            const HexPattern::Hexagon other = pattern.at(beside(own.centre, metres, degree * std::numbers::pi / 180.0));
            if (other.colour != own.colour || same(own, other) || distance_m(own.centre, other.centre) > 1.2 * expected_m) continue;
            bool is_new = true;
            for (const HexPattern::Hexagon& known : tier) is_new &= !same(known, other);
            if (is_new) tier.push_back(other);
        }
    }
    EXPECT_EQ(tier.size(), 6u);
    for (const HexPattern::Hexagon& other : tier) EXPECT_NEAR(distance_m(own.centre, other.centre) / expected_m, 1.0, 0.05);
}

/// A place's own hexagon is the nearest one, no more than a circumradius away, and the colours share the ground evenly.
TEST_P(Hexagons, TileTheGroundEvenly) {
    constexpr double kPitch_m = 15e3;
    const HexPattern pattern{Metres{kPitch_m}, GetParam()};
    std::mt19937_64 random{7};
    std::uniform_real_distribution<double> sine{-1.0, 1.0}, longitude{-180.0, 180.0};
    constexpr int kPlaces = 100000;
    std::vector<int> count(GetParam(), 0);
    double farthest_m = 0.0;
    for (int i = 0; i < kPlaces; ++i) {
        const Geodetic place{Angle::radians(std::asin(sine(random))), Angle::degrees(longitude(random))};
        const HexPattern::Hexagon own = pattern.at(place);
        ASSERT_LT(own.colour, GetParam());
        ++count[own.colour];
        if (std::abs(place.latitude.in_degrees()) < 80.0) farthest_m = std::max(farthest_m, distance_m(own.centre, place));
        EXPECT_TRUE(same(pattern.at(own.centre), own));
    }
    // Where bands meet a corner can lie outside all hexagons of its band: half a pitch up and half across.
    EXPECT_LT(farthest_m, 0.72 * kPitch_m);
    for (const int n : count) EXPECT_NEAR(n * static_cast<double>(GetParam()) / kPlaces, 1.0, 0.04);
}

TEST_P(Hexagons, HaveNumbersThatFindThemAgain) {
    const HexPattern pattern{Metres{200e3}, GetParam()};
    std::vector<int> seen(pattern.count(), 0);
    for (std::uint32_t number = 0; number < pattern.count(); ++number) {
        const HexPattern::Hexagon hexagon = pattern.of_number(number);
        EXPECT_EQ(hexagon.number, number);
        const HexPattern::Hexagon around = pattern.at(hexagon.centre);
        ASSERT_LT(around.number, pattern.count());
        ++seen[around.number];
        EXPECT_TRUE(same(around, hexagon)) << number;
        EXPECT_EQ(around.colour, hexagon.colour);
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), static_cast<std::ptrdiff_t>(seen.size()));  // each once
}

TEST_P(Hexagons, AreTheSameOnBothSidesOfTheDateLineAndAtThePoles) {
    const HexPattern pattern{Metres{20e3}, GetParam()};
    for (double latitude_deg = -90.0; latitude_deg <= 90.0; latitude_deg += 0.7) {
        const Angle latitude = Angle::degrees(latitude_deg);
        const HexPattern::Hexagon west = pattern.at({latitude, Angle::degrees(-180.0)}),
                                  east = pattern.at({latitude, Angle::degrees(180.0)});
        EXPECT_TRUE(same(west, east));
        EXPECT_EQ(west.colour, east.colour);
    }
}

INSTANTIATE_TEST_SUITE_P(Clusters, Hexagons, testing::Values(3u, 4u, 7u));

}  // namespace
}  // namespace d2c
