#include "world/input/demand.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "base/random.h"
#include "geography/grid/grid.h"
#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

DemandMap one_zone(std::vector<float> people) {
    DemandMap map;
    map.first = {0, static_cast<std::uint32_t>(people.size())};
    for (std::size_t i = 0; i < people.size(); ++i) map.fine.push_back(static_cast<std::int64_t>(i));
    map.eligible_people = std::move(people);
    return map;
}

TEST(ZoneDemand, CountsTheFootprintsThatHaveAUser) {  // oracle: simulation of Poisson users in footprints as large as a fine cell
    const DemandMap map = one_zone({10.0f, 100.0f, 1000.0f});
    std::vector<double> cumulative;
    const double active = 0.01;
    const ZoneDemand demand = zone_demand(map, 0, active, fine_cell_area_km2(), cumulative);
    EXPECT_NEAR(demand.active_users, 11.1, 1e-6);
    double lit = 0.0;
    constexpr int kTrials = 40000;
    for (std::uint32_t t = 0; t < kTrials; ++t) {
        for (std::uint32_t f = 0; f < 3; ++f) {
            // A footprint is empty with probability e^-users.
            const double users = static_cast<double>(map.eligible_people[f]) * active;
            lit += -std::log(uniform01({1, Purpose::kTest, t, f})) < users ? 1.0 : 0.0;  // first arrival of a unit-rate process
        }
    }
    EXPECT_NEAR(demand.active_footprints, lit / kTrials, 0.012);  // four standard errors of the simulation
    EXPECT_DOUBLE_EQ(cumulative.back(), demand.active_footprints);
}

TEST(ZoneDemand, NeverExceedsTheFootprintsThatThereAre) {
    const DemandMap map = one_zone({1e7f, 1e7f});
    std::vector<double> cumulative;
    const double footprint_km2 = fine_cell_area_km2() * 2.5;
    EXPECT_NEAR(zone_demand(map, 0, 0.02, footprint_km2, cumulative).active_footprints, 2.0 / 2.5, 1e-9);
}

TEST(ActiveShare, FollowsTheSunRoundTheEarth) {
    DemandConfig config;
    for (std::size_t h = 0; h < 24; ++h) config.active_share_by_local_hour[h] = static_cast<double>(h);
    const Instant noon = *parse_instant("2026-05-30T12:00:00Z");
    EXPECT_DOUBLE_EQ(active_share(config, 0.0, noon), 12.0);
    EXPECT_DOUBLE_EQ(active_share(config, 90.0, noon), 18.0);
    EXPECT_DOUBLE_EQ(active_share(config, -97.5, noon), 5.5);  // half-way between two hours
    EXPECT_DOUBLE_EQ(active_share(config, 180.0, noon), active_share(config, -180.0, noon));
}

TEST(ActiveShare, OfTheBusyHourOrOfAFixedOneIsTheSameRoundTheEarth) {
    DemandConfig config;
    for (std::size_t h = 0; h < 24; ++h) config.active_share_by_local_hour[h] = h == 20 ? 0.9 : 0.01 * static_cast<double>(h);
    const Instant noon = *parse_instant("2026-05-30T12:00:00Z");
    for (const double longitude_deg : {-179.0, 0.0, 33.3, 180.0}) {
        config.hours = LoadHour::kBusy;
        EXPECT_EQ(active_share(config, longitude_deg, noon), 0.9);
        config.hours = LoadHour::kFixed;
        config.fixed_hour = 7;
        EXPECT_EQ(active_share(config, longitude_deg, noon), 0.07);
    }
}

TEST(ActiveShare, GoesWithTheWeekdayWhereThePhoneIs) {  // oracle: the calendar; 30 May 2026 is a Saturday
    const Instant late = *parse_instant("2026-05-30T23:00:00Z"), early = *parse_instant("2026-05-30T01:00:00Z");
    EXPECT_EQ(local_weekday(0.0, late), 5);
    EXPECT_EQ(local_weekday(30.0, late), 6);    // an hour past midnight
    EXPECT_EQ(local_weekday(-30.0, early), 4);  // an hour before
    EXPECT_EQ(local_weekday(0.0, *parse_instant("2000-01-01T00:00:00Z")), 5);
    EXPECT_EQ(local_weekday(-15.0, *parse_instant("2000-01-01T00:00:00Z")), 4);
    EXPECT_EQ(local_weekday(0.0, *parse_instant("2024-02-29T12:00:00Z")), 3);  // a Thursday
    DemandConfig config;
    config.active_share_by_local_hour.fill(0.1);
    config.factor_by_weekday = {1.0, 1.0, 1.0, 1.0, 1.0, 1.5, 0.5};
    EXPECT_DOUBLE_EQ(active_share(config, 0.0, late), 0.15);
    EXPECT_DOUBLE_EQ(active_share(config, 30.0, late), 0.05);
}

/// m E[1 / (1 + N)] = 1 - e^-m for a Poisson count N of mean m: as many users as a footprint has, each with an equal share of its time,
/// take it whenever somebody is there, and never more than once.
RC_GTEST_PROP(Capacity, SharesOfAFootprintsUsersAddUpToTheTimeThatItHasUsers, ()) {
    const double mean = 0.01 * *rc::gen::inRange(1, 3000);
    double share = 0.0;
    constexpr int kDraws = 20000;
    for (int i = 0; i < kDraws; ++i) share += 1.0 / (1.0 + inverse_poisson_cdf(mean, (i + 0.5) / kDraws)) / kDraws;
    RC_ASSERT(std::abs(mean * share + std::expm1(-mean)) < 2e-3);
    RC_ASSERT(mean * share <= 1.0 + 2e-3);
}

double total(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }
double total(const std::vector<float>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

TEST(MovingPeople, AskLikeOthersAndAreCountedApart) {
    const SmallWorld small = small_world("video-anywhere.yaml", {"geography.grid_order=3", "demand.ships.eligible_share=0.5",
                                                                 "demand.aircraft.phones_on_share=0.1", "rollout.last_quarter=2024Q1"});
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Instant at = middle_of(Quarter::of(2024, 1));
    const DemandMap still = build_demand(small.earth->fine, world.zones, world.trend, small.study->demand, at);
    const DemandMap all = build_demand(small.earth->fine, world.zones, world.trend, small.study->demand, at, world.moving);
    // oracle: the scenario's own numbers: 109,000 ships, half at sea, 12 aboard; 10,000 aircraft with 130 aboard, a tenth of the phones on.
    const double at_sea = total(all.people_on_ships);
    EXPECT_GT(at_sea, 0.9 * 109000 * 0.5 * 12);  // a part is within reach of the coast's networks
    EXPECT_LT(at_sea, 1.0 * 109000 * 0.5 * 12);
    EXPECT_NEAR(total(world.moving.on_ships) / at_sea, 1.0, 1e-9);
    EXPECT_NEAR(total(all.eligible_people) - total(still.eligible_people), 0.5 * at_sea + 0.1 * 130 * 10000, 2e3);
    EXPECT_NEAR(total(all.by_fine_cell), total(all.eligible_people), 1e-3);
    EXPECT_EQ(all.people_outside, still.people_outside);
    EXPECT_EQ(total(still.people_on_ships), 0.0);
    for (std::size_t z = 0; z < world.zones.zones.size(); ++z) {
        if (world.zones.zones[z].on_land) {
            EXPECT_EQ(all.people_on_ships[z], 0.0);
        }
    }
}

TEST(MovingPeople, WithoutShipsAndWithPhonesOffNobodyMoves) {
    const SmallWorld small = small_world("today.yaml", {"geography.grid_order=2"});
    ASSERT_TRUE(small.world);
    EXPECT_TRUE(small.world->moving.on_ships.empty());
    EXPECT_TRUE(small.world->moving.in_aircraft.empty());
    DemandConfig config = small.study->demand;
    config.aircraft = AircraftConfig{10000.0, 130.0, 0.0, 0.9, 0.7};
    EXPECT_TRUE(place_moving_people(small.earth->fine, config).in_aircraft.empty());
}

}  // namespace
}  // namespace d2c
