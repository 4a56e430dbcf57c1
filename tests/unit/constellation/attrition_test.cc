#include "constellation/launches/attrition.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "constellation/launches/launch_plan.h"

namespace d2c {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Shell shell_of(int planes, int slots) {
    Shell shell;
    shell.id = "a";
    shell.altitude = Metres::kilo(330.0);
    shell.inclination = Angle::degrees(53.0);
    shell.planes = planes;
    shell.satellites_per_plane = slots;
    return shell;
}
LaunchPace pace_of(double per_month, int maximum = 0) { return {instant_of_date(2027, 6, 15), 50, per_month, 60.0, maximum}; }

Attrition typical() {
    Attrition a;
    a.launch_failure_share = 0.02;
    a.infant_share = 0.02;
    a.failures_per_year = 0.03;
    a.deorbit_days = 60.0;
    return a;
}

FleetCount count_at(const std::vector<PlannedSatellite>& plan, Instant at) {
    FleetCount count;
    for (const PlannedSatellite& s : plan) count.add(s.in_service_from, s.fate, at);
    return count;
}

TEST(Attrition, SurvivorsFollowTheClosedFormOfEachLaunch) {
    // oracle: sum over launches of n (1 - launch)(1 - infant) e^(-rate age); tolerance four standard deviations, where a launch failure
    // takes 50 at once
    const std::vector<Shell> shells{shell_of(100, 100)};
    const Instant at = instant_of_date(2033, 1, 1);
    const Attrition a = typical();
    double expected = 0.0, variance = 0.0;
    int serving = 0, launched = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        const auto plan = fill_shells(shells, pace_of(3.0, 9000), at, a, {seed, fleet_key("x")}).value();
        const FleetCount count = count_at(plan, at);
        serving += count.in_service;
        launched += count.launched;
        std::map<std::string, std::pair<int, double>> launches;
        for (const PlannedSatellite& s : plan) {
            ++launches[s.launch].first;
            launches[s.launch].second = expected_serving_share(a, seconds_between(at, s.in_service_from) / (365.25 * 86400.0));
        }
        for (const auto& [id, launch] : launches) {
            const double n = launch.first, p = launch.second, alone = p / (1.0 - a.launch_failure_share);
            expected += n * p;
            variance += n * alone * (1.0 - alone) * (1.0 - a.launch_failure_share) +
                        n * n * alone * alone * a.launch_failure_share * (1.0 - a.launch_failure_share);
        }
        EXPECT_EQ(count.launched,
                  count.on_the_way + count.in_service + count.lost_with_launch + count.lost_early + count.failed + count.retired);
    }
    EXPECT_EQ(launched, 8 * 9000);
    EXPECT_NEAR(serving, expected, 4.0 * std::sqrt(variance));
}

TEST(Attrition, EachLossHasItsShare) {
    Attrition a = typical();
    a.launch_failure_share = 0.1;
    a.infant_share = 0.05;
    const Instant launched = instant_of_date(2028, 1, 1), serving = instant_of_date(2028, 3, 1);
    int lost_launches = 0, early = 0, n = 0;
    for (std::uint32_t launch = 0; launch < 2000; ++launch) {
        const bool lost = fate_of(a, {5, 1}, launch, 0, launched, serving).end == EndOfService::kLostWithLaunch;
        lost_launches += lost;
        for (std::uint32_t k = 0; k < 20; ++k) {
            const SatelliteFate fate = fate_of(a, {5, 1}, launch, k, launched, serving);
            EXPECT_EQ(fate.end == EndOfService::kLostWithLaunch, lost);
            if (lost) continue;
            ++n;
            early += fate.end == EndOfService::kLostEarly;
        }
    }
    EXPECT_NEAR(lost_launches, 200.0, 4.0 * std::sqrt(2000 * 0.1 * 0.9));
    EXPECT_NEAR(early, 0.05 * n, 4.0 * std::sqrt(n * 0.05 * 0.95));
}

TEST(Attrition, DesignLifeEndsTheServiceOfAllThatLived) {
    Attrition a;
    a.design_life_years = 5.0;
    a.deorbit_days = 30.0;
    const Instant launched = instant_of_date(2028, 1, 1), serving = instant_of_date(2028, 3, 1);
    const SatelliteFate fate = fate_of(a, {1, 1}, 3, 4, launched, serving);
    EXPECT_EQ(fate.end, EndOfService::kRetired);
    EXPECT_NEAR(seconds_between(*fate.in_service_until, serving) / 86400.0, 5 * 365.25, 1e-3);
    EXPECT_NEAR(seconds_between(*fate.decayed, *fate.in_service_until) / 86400.0, 30.0, 1e-6);
    EXPECT_EQ(expected_serving_share(a, 4.999), 1.0);
    EXPECT_EQ(expected_serving_share(a, 5.0), 0.0);
    EXPECT_TRUE(std::isnan(expected_serving_share(a, kNan)));
}

TEST(Attrition, AFleetIsTheSameWithoutFailures) {
    const std::vector<Shell> shells{shell_of(12, 12)};
    const Instant until = instant_of_date(2033, 1, 1);
    const auto plain = fill_shells(shells, pace_of(1.0), until).value();
    Attrition a;
    a.replace = true;
    const auto with = fill_shells(shells, pace_of(1.0), until, a, {7, 9}).value();
    ASSERT_EQ(plain.size(), with.size());
    for (std::size_t i = 0; i < plain.size(); ++i) {
        EXPECT_EQ(plain[i].source_index, with[i].source_index);
        EXPECT_EQ(plain[i].in_service_from, with[i].in_service_from);
        EXPECT_FALSE(with[i].fate.in_service_until);
    }
}

TEST(Attrition, FailuresDoNotDependOnPolicy) {  // another limit, pace or replacement: satellite k of launch n lives as long
    const std::vector<Shell> shells{shell_of(40, 40)};
    const Instant until = instant_of_date(2031, 1, 1);
    Attrition a = typical(), replacing = a;
    replacing.replace = true;
    const FleetDraws draws{3, fleet_key("starlink-v2")};
    const auto lives = [&](const std::vector<PlannedSatellite>& plan) {
        std::map<std::pair<std::string, int>, std::pair<EndOfService, double>> all;
        std::map<std::string, int> on_board;
        for (const PlannedSatellite& s : plan)
            all[{s.launch, on_board[s.launch]++}] = {
                s.fate.end, s.fate.in_service_until ? seconds_between(*s.fate.in_service_until, s.in_service_from) : -1.0};
        return all;
    };
    const auto base = lives(fill_shells(shells, pace_of(1.0), until, a, draws).value());
    std::size_t compared = 0;
    for (const auto& other :
         {fill_shells(shells, pace_of(2.0), until, a, draws).value(), fill_shells(shells, pace_of(1.0, 700), until, a, draws).value(),
          fill_shells(shells, pace_of(1.0), until, replacing, draws).value()})
        for (const auto& [who, life] : lives(other)) {
            const auto found = base.find(who);
            if (found == base.end()) continue;
            ++compared;
            EXPECT_EQ(found->second, life);
        }
    EXPECT_GT(compared, 3000u);
    EXPECT_NE(lives(fill_shells(shells, pace_of(1.0), until, a, {4, draws.fleet}).value()), base);
    EXPECT_NE(lives(fill_shells(shells, pace_of(1.0), until, a, {3, fleet_key("other")}).value()), base);
}

TEST(Attrition, ReplacementKeepsTheShellAtStrengthAndNoSlotTwice) {
    const std::vector<Shell> shells{shell_of(24, 25)};  // 600 slots, full after a year; design life of three, 10 % fail a year
    Attrition a = typical();
    a.failures_per_year = 0.1;
    a.design_life_years = 3.0;
    const Instant until = instant_of_date(2040, 1, 1);
    Attrition without = a;
    a.replace = true;
    const auto plan = fill_shells(shells, pace_of(2.0), until, a, {1, 2}).value();
    const auto bare = fill_shells(shells, pace_of(2.0), until, without, {1, 2}).value();
    EXPECT_EQ(bare.size(), 600u);
    for (int year = 2029; year < 2040; ++year) {
        const Instant at = instant_of_date(year, 6, 1);
        EXPECT_GE(count_at(plan, at).in_service, 540)
            << year;  // two launches of up to 50 a month against 600 * (0.1 + 1/3) a year and their 60 days
        EXPECT_LE(count_at(plan, at).in_service, 600) << year;
        std::set<std::size_t> slots;
        for (const PlannedSatellite& s : plan) {
            if (s.in_service_from > at || (s.fate.in_service_until && *s.fate.in_service_until <= at)) continue;
            EXPECT_TRUE(slots.insert(s.source_index).second) << year;
        }
    }
    EXPECT_EQ(count_at(bare, instant_of_date(2035, 1, 1)).in_service, 0);
}

TEST(Attrition, SatellitesSeenWorkingLiveOnWithoutMemory) {  // oracle: exponential lives from the day they were seen
    Attrition a;
    a.failures_per_year = 0.05;
    a.design_life_years = 8.0;
    const Instant launched = instant_of_date(2024, 1, 1), serving = instant_of_date(2024, 3, 1), seen = instant_of_date(2026, 5, 30);
    int alive = 0;
    for (std::uint32_t id = 0; id < 4000; ++id) {
        const SatelliteFate fate = fate_after(a, {1, 1}, 50000 + id, launched, serving, seen);
        EXPECT_GT(*fate.in_service_until, seen);
        alive += *fate.in_service_until > seen + nanoseconds_from_seconds(4.0 * 365.25 * 86400.0);
    }
    EXPECT_NEAR(alive, 4000 * std::exp(-0.2), 4.0 * std::sqrt(4000 * std::exp(-0.2) * (1 - std::exp(-0.2))));
}

TEST(Attrition, RefusesWhatIsOutOfRangeAndNan) {
    Attrition a;
    a.launch_failure_share = kNan;
    a.infant_share = 1.1;
    a.failures_per_year = -1.0;
    a.design_life_years = 0.0;
    a.deorbit_days = kNan;
    EXPECT_EQ(validate(a, "failures").size(), 5u);
    EXPECT_EQ(fill_shells(std::vector<Shell>{shell_of(2, 2)}, pace_of(1.0), instant_of_date(2030, 1, 1), a, {}).faults().size(), 5u);
}

}  // namespace
}  // namespace d2c
