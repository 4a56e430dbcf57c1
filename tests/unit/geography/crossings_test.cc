#include "geography/routes/crossings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data.h"

namespace d2c {
namespace {

Waypoint point(double latitude_deg, double longitude_deg, double speed_kmh) {
    Waypoint w;
    w.place = {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg)};
    w.speed = MetresPerSecond{speed_kmh / 3.6};
    return w;
}

TEST(Crossings, FromGermanyOverTheNorthSeaToBritain) {
    const auto borders = Borders::load(data_file("countries-50m.json"));
    ASSERT_TRUE(borders);
    RouteConfig config;
    config.carrier = Conveyance::kAircraft;
    config.waypoints = {point(53.55, 10.0, 720.0), point(55.95, -3.19, 0.0)};  // Hamburg to Edinburgh
    config.waypoints.back().speed.reset();
    std::vector<RouteFault> faults;
    const auto route = Route::make(config, faults);
    ASSERT_TRUE(route);
    const std::vector<RouteStep> steps = steps_along(*route, *borders, 7.0);
    EXPECT_EQ(steps.size(), static_cast<std::size_t>(route->duration_s() / 7.0) + 2);
    EXPECT_EQ(steps.back().elapsed_s, route->duration_s());
    const std::vector<RouteStretch> way = stretches(steps);
    EXPECT_EQ(way.front().area.str(), "DE");
    EXPECT_TRUE(way.front().on_land);
    EXPECT_EQ(way.back().area.str(), "GB");
    EXPECT_TRUE(way.back().on_land);
    double high_seas_km = 0.0, total_km = 0.0;
    for (std::size_t i = 0; i < way.size(); ++i) {
        total_km += (way[i].end.value - way[i].begin.value) / 1e3;
        if (way[i].area == kHighSeas) high_seas_km += (way[i].end.value - way[i].begin.value) / 1e3;
        if (i > 0) {
            EXPECT_EQ(way[i].begin_s, way[i - 1].end_s);
        }
        EXPECT_FALSE(way[i].area == kHighSeas && way[i].on_land);
    }
    EXPECT_NEAR(total_km, route->length().in_kilo(), 1e-6);
    // From the coast near 54.0 N 8.85 E to that near 55.8 N 2.1 W the line is 729 km; 22 km at each end are territorial sea, and up to 44
    // around Heligoland, which lies near it.
    EXPECT_NEAR(high_seas_km, 663.0, 25.0);
    // Independently of the classifier's search state.
    for (std::size_t i = 0; i < steps.size(); i += 50) EXPECT_EQ(borders->classify(steps[i].state.place).area, steps[i].area) << i;
}

}  // namespace
}  // namespace d2c
