#include "constellation/launches/launch_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "catalogue.h"
#include "coverage.h"

namespace d2c {
namespace {

using ::testing::HasSubstr;

const Instant kFrom = parse_instant("2027-06-15").value();
const Instant kLater = parse_instant("2200-01-01").value();

LaunchPace central() { return {kFrom, 50, 1.0, 60.0, 15000}; }
std::vector<PlannedSatellite> filled(int satellites) {
    LaunchPace pace = central();
    pace.maximum_satellites = satellites;
    return fill_shells(next_generation_shells(), pace, kLater).value();
}
template <class T>
std::string faults_of(const Result<T>& result) {
    std::string all;
    for (const Fault& fault : result.faults()) all += to_string(fault) + "\n";
    return all;
}

TEST(History, TheReplayLandsOnThe642ObservedSatellitesAndTheirPlanes) {
    const auto observed = observed_satellites();
    const auto plan = replay_history(observed, historic_launches(), 60.0);
    ASSERT_TRUE(plan) << faults_of(plan);
    ASSERT_EQ(plan->size(), 642u);
    const Instant end = parse_instant("2026-05-30T12:00:00Z").value();
    EXPECT_EQ(std::count_if(plan->begin(), plan->end(), [&](const PlannedSatellite& s) { return s.in_service_from < end; }), 642);
    // Planes observed, by steps of more than 1 degree in RAAN among satellites within 8 km of 359.7 (53 degrees) or 356.3 km (43 degrees):
    // 27 and 26.
    std::map<long, std::vector<double>> nodes;
    for (const PlannedSatellite& s : *plan)
        if (s.state.semi_major_axis.in_kilo() > 6378.137 + 350.0)
            nodes[std::lround(s.state.inclination.in_degrees())].push_back(s.state.raan.in_degrees());
    const auto planes = [](std::vector<double> raan) {
        std::sort(raan.begin(), raan.end());
        int count = raan.back() - raan.front() < 359.0 ? 1 : 0;
        for (std::size_t i = 1; i < raan.size(); ++i) count += raan[i] - raan[i - 1] > 1.0 ? 1 : 0;
        return count;
    };
    EXPECT_EQ(planes(nodes[43]), 26);
    EXPECT_EQ(planes(nodes[53]), 27);
    EXPECT_EQ(nodes[43].size() + nodes[53].size(), 640u);
}

TEST(History, CountsOfPastDatesAreThoseOfThePress) {
    int by_september_25 = 0, by_january_8 = 0, by_september_16 = 0;
    for (const HistoricLaunch& launch : historic_launches()) {
        if (launch.launched <= parse_instant("2024-09-25T12:00:00Z").value()) by_september_25 += launch.satellites_launched;
        if (launch.launched <= parse_instant("2025-01-08T20:00:00Z").value()) by_january_8 += launch.satellites_launched;
        if (launch.launched <= parse_instant("2024-09-16T00:00:00Z").value()) by_september_16 += launch.satellites_launched;
    }
    EXPECT_EQ(by_september_25, 233);  // spaceflightnow.com on Starlink 9-8: "will bring the total DTC Starlink satellites launched to 233"
    EXPECT_EQ(by_january_8, 401);     // spaceflightnow.com 2025-01-08
    EXPECT_GT(by_september_16 - 13, 190);  // FCC filing of 2024-09-16: more than 190 deployed, 13 lost in July
    EXPECT_LT(by_september_16 - 13, 200);
}

TEST(History, LaunchDatesAscendWithTheirCosparNumbersAndAllSurvivorsWereLaunched) {
    auto launches = historic_launches();
    ASSERT_EQ(launches.size(), 53u);  // 52 with survivors, and Starlink 9-3
    for (std::size_t i = 1; i < launches.size(); ++i) {
        EXPECT_LT(launches[i - 1].id, launches[i].id);
        EXPECT_LT(launches[i - 1].launched, launches[i].launched) << launches[i].id;
    }
    std::set<std::string> with_survivors;
    for (const LaunchedSatellite& s : observed_satellites()) with_survivors.insert(s.launch);
    EXPECT_EQ(with_survivors.size(), 52u);
    EXPECT_EQ(with_survivors.count("2024-129"), 0u);
}

TEST(History, AMissingLaunchATwiceGivenOneAndTooManySurvivorsAreFaults) {
    const MeanState state = observed_states().front();
    const std::vector<LaunchedSatellite> observed{{1, "2024-002", state}, {2, "2024-002", state}, {3, "2024-999", state}};
    const std::vector<HistoricLaunch> launches{{"2024-002", kFrom, 1, ""}, {"2024-002", kFrom, 6, ""}};
    const std::string faults = faults_of(replay_history(observed, launches, -1.0));
    EXPECT_THAT(faults, HasSubstr("mean_states.3.launch: 2024-999: a launch of the history"));
    EXPECT_THAT(faults, HasSubstr("history.2024-002: given twice"));
    EXPECT_THAT(faults, HasSubstr("history.2024-002.satellites_launched: 1: 2 or more"));
    EXPECT_THAT(faults, HasSubstr("raising_days: -1"));
    EXPECT_FALSE(replay_history({}, {}, std::numeric_limits<double>::quiet_NaN()));
}

TEST(FillOrder, EverySlotOfAShellIsFilledOnce) {
    for (const Shell& shell : next_generation_shells()) {
        FillOrder order = fill_order_of(shell);
        ASSERT_EQ(order.slots.size(), static_cast<std::size_t>(shell.planes) * static_cast<std::size_t>(shell.satellites_per_plane));
        EXPECT_GE(order.first_lattice * 16, order.slots.size());
        std::sort(order.slots.begin(), order.slots.end());
        for (std::size_t i = 0; i < order.slots.size(); ++i) ASSERT_EQ(order.slots[i], i);
    }
    EXPECT_EQ(fill_order_of({"one", Metres::kilo(330.0), Angle::degrees(53.0), 1, 1, 0, 0}).slots, std::vector<std::size_t>{0});
    EXPECT_EQ(fill_order_of({"prime", Metres::kilo(330.0), Angle::degrees(53.0), 7, 11, 3, 0}).slots.size(), 77u);
}

TEST(FillOrder, TheFirstLatticeHasEvenlySpacedPlanesOfEvenlySpacedSatellites) {
    const Shell shell = next_generation_shells().front();
    const FillOrder order = fill_order_of(shell);
    ASSERT_EQ(order.first_lattice, 420u);  // 21 x 20
    std::map<std::size_t, std::set<std::size_t>> slots_of_plane;
    for (std::size_t k = 0; k < order.first_lattice; ++k) slots_of_plane[order.slots[k] / 80].insert(order.slots[k] % 80);
    ASSERT_EQ(slots_of_plane.size(), 21u);
    for (const auto& [plane, slots] : slots_of_plane) {
        EXPECT_EQ(plane % 4, 0u);
        ASSERT_EQ(slots.size(), 20u);
        std::size_t previous = *slots.rbegin() - 80;
        for (const std::size_t slot : slots) {
            EXPECT_EQ(slot - previous, 4u);
            previous = slot;
        }
    }
}

TEST(Fill, LaunchesLeaveAtThePaceAndServeAfterRaising) {
    const auto plan = fill_shells(next_generation_shells(), central(), parse_instant("2028-06-15").value());
    ASSERT_TRUE(plan);
    // Launches at 0, 30.4, ... days serve 60 days later: those of the first 366 - 60 days, 306 / 30.4375 = 10.05, so eleven with the first.
    EXPECT_EQ(plan->size(), 550u);
    EXPECT_EQ(date_string(plan->front().in_service_from), "2027-08-14");
    EXPECT_EQ(plan->front().launch, "launch-0001");
    EXPECT_EQ(plan->back().launch, "launch-0011");
    EXPECT_NEAR(seconds_between((*plan)[50].in_service_from, (*plan)[49].in_service_from) / 86400.0, 30.4375, 1e-6);
    EXPECT_TRUE(fill_shells(next_generation_shells(), central(), kFrom).value().empty());
}

TEST(Fill, EachLaunchServesOneInclinationOnly) {
    std::map<std::string, std::set<double>> inclinations;
    std::map<std::string, int> sizes;
    for (const PlannedSatellite& s : filled(15000)) {
        inclinations[s.launch].insert(s.state.inclination.in_degrees());
        ++sizes[s.launch];
    }
    for (const auto& [launch, found] : inclinations) EXPECT_EQ(found.size(), 1u) << launch;
    for (const auto& [launch, size] : sizes) EXPECT_LE(size, 50) << launch;
}

TEST(Fill, FirstAAndBThenDThenCThenAllInProportion) {
    const auto plan = filled(15000);
    ASSERT_EQ(plan.size(), 15000u);
    std::vector<std::string> order;
    std::map<std::string, std::size_t> count;
    const auto shell_of = [](std::size_t index) {
        return index < 6720 ? "a" : index < 6720 + 4320 ? "b" : index < 6720 + 4320 + 2160 ? "c" : "d";
    };
    std::set<std::size_t> used;
    for (std::size_t k = 0; k < plan.size(); ++k) {
        const std::string shell = shell_of(plan[k].source_index);
        ++count[shell];
        used.insert(plan[k].source_index);
        if (std::find(order.begin(), order.end(), shell) == order.end()) order.push_back(shell);
        if (k == 999) {  // d is complete with 225 of its first lattice (250 by whole launches) before c begins
            EXPECT_EQ(count["d"], 250u);
            EXPECT_EQ(count["a"] + count["b"], 750u);
        }
        if (k == 9999) {
            for (const auto& [id, size] : {std::pair{"a", 6720.0}, {"b", 4320.0}, {"c", 2160.0}, {"d", 1800.0}})
                EXPECT_NEAR(static_cast<double>(count[id]) / size, 10000.0 / 15000.0, 0.03) << id;
        }
    }
    EXPECT_EQ(order, (std::vector<std::string>{"a", "b", "d", "c"}));
    EXPECT_EQ(used.size(), 15000u);
    for (std::size_t k = 1; k < plan.size(); ++k) ASSERT_LE(plan[k - 1].in_service_from, plan[k].in_service_from);
}

TEST(Fill, TheLimitOfSatellitesHolds) {
    EXPECT_EQ(filled(1208).size(), 1208u);
    EXPECT_EQ(filled(0).size(), 15000u);
}

TEST(Fill, ASmallerPlanIsTheBeginningOfALargerOne) {
    const auto small = filled(1208), large = filled(5000);
    for (std::size_t i = 0; i < small.size(); ++i) ASSERT_EQ(small[i].source_index, large[i].source_index);
}

std::vector<MeanState> states_of(const std::vector<PlannedSatellite>& plan) {
    std::vector<MeanState> states;
    for (const PlannedSatellite& s : plan) states.push_back(s.state);
    return states;
}

struct Row {
    double latitude_deg, mean, share;
};
// ../reference/satellites/next_generation_assumptions.md, elevation 20 degrees, at 1,208 satellites
const std::vector<Row> kFirst1208{{0.0, 3.3, 1.0},    {30.0, 4.5, 1.0}, {50.0, 6.4, 1.0}, {60.0, 1.9, 0.88},
                                  {65.0, 2.8, 0.985}, {77.8, 2.4, 1.0}, {90.0, 1.7, 1.0}};

TEST(Coverage, TheReferencesSparseLatticeGivesTheReferencesTable) {
    // an oracle for Walker shells, drift and geometry together: another program's figures for A 28 x 20, B 24 x 14, C 12 x 14, D 12 x 12
    std::vector<MeanState> states;
    for (const Shell& shell : {Shell{"a", Metres::kilo(330.0), Angle::degrees(53.0), 28, 20, 1, 0},
                               Shell{"b", Metres::kilo(328.0), Angle::degrees(43.0), 24, 14, 1, 0},
                               Shell{"c", Metres::kilo(332.0), Angle::degrees(70.0), 12, 14, 5, 0},
                               Shell{"d", Metres::kilo(334.0), Angle::degrees(96.8), 12, 12, 5, 0}})
        for (const MeanState& state : walker_states(shell, kFrom)) states.push_back(state);
    ASSERT_EQ(states.size(), 1208u);
    for (const Row& row : kFirst1208) {
        const Coverage c = coverage(states, kFrom, row.latitude_deg, 20.0);
        EXPECT_NEAR(c.mean_in_view, row.mean, 0.07) << row.latitude_deg;
        EXPECT_NEAR(c.share_with_one, row.share, 0.01) << row.latitude_deg;
    }
}

TEST(Coverage, TheFirst1208OfThePlanCoverLikeTheReferencesSparseLattice) {
    const auto states = states_of(filled(1208));
    for (const Row& row : kFirst1208) {
        const Coverage c = coverage(states, kFrom, row.latitude_deg, 20.0);
        std::printf("latitude %4.1f: %.2f in view, %.1f %% of the time (sparse lattice of the reference: %.1f, %.1f)\n", row.latitude_deg,
                    c.mean_in_view, 100.0 * c.share_with_one, row.mean, 100.0 * row.share);
        EXPECT_GT(c.share_with_one, row.share - 0.03) << row.latitude_deg;
    }
}

TEST(Coverage, The5000AndThe15000MatchTheReferencesMeans) {
    for (const auto& [count, rows] :
         {std::pair{5000,
                    std::vector<Row>{
                        {0.0, 13.6, 1.0}, {30.0, 18.7, 1.0}, {50.0, 25.9, 1.0}, {60.0, 8.2, 1.0}, {77.8, 9.9, 1.0}, {90.0, 7.2, 1.0}}},
          {15000, std::vector<Row>{{0.0, 41.0, 1.0}, {60.0, 25.0, 1.0}, {77.8, 30.0, 1.0}}}}) {
        const auto states = states_of(filled(count));
        for (const Row& row : rows) {
            const Coverage c = coverage(states, kFrom, row.latitude_deg, 20.0);
            EXPECT_NEAR(c.mean_in_view / row.mean, 1.0, 0.03) << count << " at " << row.latitude_deg;
            EXPECT_EQ(c.share_with_one, 1.0) << count << " at " << row.latitude_deg;
        }
    }
}

TEST(Fill, BadShellsAndPacesAreRefusedAllAtOnce) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<Shell> shells{{"x", Metres::kilo(nan), Angle::degrees(200.0), 0, -1, 5, 0}};
    const std::string faults = faults_of(fill_shells(shells, {kFrom, 0, nan, nan, -1}, kLater));
    for (const char* field : {"shells.x.altitude_km: nan: 160 to 2000 [km]", "inclination_deg", "planes: 0", "satellites_per_plane: -1",
                              "satellites_per_launch: 0", "per_month: nan", "maximum_satellites: -1", "raising_days: nan"})
        EXPECT_THAT(faults, HasSubstr(field));
    LaunchPace backwards = central();
    backwards.per_month = -1.0;
    EXPECT_FALSE(fill_shells(next_generation_shells(), backwards, kLater));
}

}  // namespace
}  // namespace d2c
