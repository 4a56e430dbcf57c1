#include "geography/moving_people.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "base/constants.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

constexpr std::size_t kCells = std::size_t{12} << (2 * kFineOrder);
constexpr double kCapDeg = 30.0;

/// An Earth with one round continent, 30 degrees around the point 10 N, 0 E: distances from its coast are known.
struct RoundContinent {
    FineEarth earth;
    std::vector<float> from_coast_km, latitude_deg;
    RoundContinent() : from_coast_km(kCells), latitude_deg(kCells) {
        earth.area.assign(kCells, kHighSeas.index());
        earth.on_land.assign(kCells, 0);
        const Grid grid{kFineOrder};
        const double x = std::cos(10.0 * std::numbers::pi / 180.0), z = std::sin(10.0 * std::numbers::pi / 180.0);
        for (std::size_t i = 0; i < kCells; ++i) {
            double unit[3];
            grid.centre_vector(static_cast<std::int64_t>(i), unit);
            const double angle_deg = std::acos(std::clamp(unit[0] * x + unit[2] * z, -1.0, 1.0)) * 180.0 / std::numbers::pi;
            earth.on_land[i] = angle_deg < kCapDeg ? 1 : 0;
            from_coast_km[i] = static_cast<float>((angle_deg - kCapDeg) * std::numbers::pi / 180.0 * kMeanEarthRadius.in_kilo());
            latitude_deg[i] = static_cast<float>(std::asin(unit[2]) * 180.0 / std::numbers::pi);
        }
    }
};
const RoundContinent& round_continent() {
    static const RoundContinent made;
    return made;
}
double sum(const std::vector<float>& people, auto&& counts) {
    double total = 0.0;
    for (std::size_t i = 0; i < people.size(); ++i)
        if (counts(i)) total += static_cast<double>(people[i]);
    return total;
}

TEST(Ships, AreAllAtSeaInTheSharesOfTheRule) {  // oracle: distances from a round coast
    const RoundContinent& c = round_continent();
    const auto people = people_on_ships(c.earth, {6.5e5, 0.85, 0.7, Metres::kilo(400.0)});
    const double all = sum(people, [](std::size_t) { return true; });
    EXPECT_NEAR(all / 6.5e5, 1.0, 1e-5);  // rounding of 2 million floats
    EXPECT_EQ(sum(people, [&](std::size_t i) { return c.earth.on_land[i] != 0; }), 0.0);
    EXPECT_EQ(sum(people, [&](std::size_t i) { return c.latitude_deg[i] > 75.01f || c.latitude_deg[i] < -60.01f; }), 0.0);
    EXPECT_NEAR(sum(people, [&](std::size_t i) { return c.latitude_deg[i] >= 0.0f; }) / all, 0.85, 1e-3);
    // Coast and sea are told apart on cells of 51 km: nobody who is well within one of them is counted in the other.
    const double within = sum(people, [&](std::size_t i) { return c.from_coast_km[i] < 330.0f; });
    const double about = sum(people, [&](std::size_t i) { return c.from_coast_km[i] < 470.0f; });
    EXPECT_LT(within / all, 0.7);
    EXPECT_GT(about / all, 0.7);
    EXPECT_LT((about - within) / all, 0.3);
}

TEST(Ships, StandEvenlyInEachPartOfTheSea) {
    const RoundContinent& c = round_continent();
    const auto people = people_on_ships(c.earth, {1e6, 0.85, 0.7, Metres::kilo(400.0)});
    float least = 1e9f, most = 0.0f;
    for (std::size_t i = 0; i < kCells; ++i) {
        if (!(c.from_coast_km[i] > 500.0f && c.latitude_deg[i] > 1.0f && c.latitude_deg[i] < 74.0f)) continue;
        least = std::min(least, people[i]);
        most = std::max(most, people[i]);
    }
    EXPECT_GT(least, 0.0f);
    EXPECT_EQ(least, most);
}

TEST(Ships, OfAPartWithoutSeaGoToTheOthers) {
    FineEarth dry = round_continent().earth;
    for (std::size_t i = 0; i < kCells; ++i)
        if (round_continent().latitude_deg[i] > 0.0f) dry.on_land[i] = 1;
    const auto people = people_on_ships(dry, {1e6, 0.85, 0.7, Metres::kilo(400.0)});
    EXPECT_NEAR(sum(people, [](std::size_t) { return true; }), 1e6, 20.0);
    for (std::size_t i = 0; i < kCells; ++i) dry.on_land[i] = 1;
    EXPECT_EQ(sum(people_on_ships(dry, {1e6, 0.85, 0.7, Metres::kilo(400.0)}), [](std::size_t) { return true; }), 0.0);
}

TEST(Aircraft, FlyOverLandAndSeaInTheirBelts) {
    const RoundContinent& c = round_continent();
    const auto people = people_in_aircraft(c.earth, {1.3e6, 0.925, 0.69});
    const auto between = [&](float low, float high) {
        return sum(people, [&](std::size_t i) { return c.latitude_deg[i] >= low && c.latitude_deg[i] < high; }) / 1.3e6;
    };
    EXPECT_NEAR(between(-90.0f, 90.0f), 1.0, 1e-5);
    EXPECT_NEAR(between(0.0f, 90.0f), 0.925, 1e-3);
    EXPECT_NEAR(between(30.0f, 60.0f), 0.69, 2e-3);
    EXPECT_EQ(between(75.1f, 90.0f), 0.0);
    EXPECT_EQ(between(-90.0f, -50.1f), 0.0);
    EXPECT_GT(sum(people, [&](std::size_t i) { return c.earth.on_land[i] != 0; }), 0.0);
}

}  // namespace
}  // namespace d2c
