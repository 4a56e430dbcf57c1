#include "roaming/transport/mesh.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "constellation/walker.h"
#include "tests/unit/constellation/catalogue.h"

namespace d2c {
namespace {

const Instant kDay = instant_of_date(2026, 5, 30);

std::vector<SatelliteLink> ordered(std::vector<SatelliteLink> links) {
    for (SatelliteLink& link : links)
        if (link.b < link.a) std::swap(link.a, link.b);
    std::sort(links.begin(), links.end());
    return links;
}
Shell walker(int planes, int per_plane, int phasing, double inclination_deg = 53.0, double altitude_km = 550.0) {
    Shell shell;
    shell.id = "test";
    shell.altitude = Metres::kilo(altitude_km);
    shell.inclination = Angle::degrees(inclination_deg);
    shell.planes = planes;
    shell.satellites_per_plane = per_plane;
    shell.phasing = phasing;
    return shell;
}
std::vector<std::size_t> degrees(std::size_t satellites, const std::vector<SatelliteLink>& links) {
    std::vector<std::size_t> count(satellites);
    for (const SatelliteLink& link : links) {
        ++count[link.a];
        ++count[link.b];
    }
    return count;
}

TEST(Mesh, OfAnEvenShellWithoutPhasingIsTheGridOfSlots) {  // oracle: the grid by slots, which knows no angles
    EXPECT_EQ(ordered(nearest_grid(walker_states(walker(12, 10, 0), kDay), kDay)), ordered(same_slot_grid(12, 10)));
    EXPECT_EQ(ordered(nearest_grid(walker_states(walker(12, 10, 0), kDay), kDay, {.closing = false, .planes = {}})),
              ordered(same_slot_grid(12, 10, false)));
}

TEST(Mesh, HasFourLinksOfEachSatelliteOfAnEvenShellWhateverThePhasing) {
    for (int phasing : {0, 1, 5, 11})
        for (const std::size_t degree : degrees(240, nearest_grid(walker_states(walker(12, 20, phasing), kDay), kDay)))
            EXPECT_EQ(degree, 4U);
}

TEST(Mesh, HoldsWhileAShellTurnsAndItsNodesDrift) {
    const auto states = walker_states(walker(9, 8, 3), kDay);
    const auto links = ordered(nearest_grid(states, kDay));
    for (int hours : {1, 7, 24, 24 * 90}) EXPECT_EQ(ordered(nearest_grid(states, kDay + std::chrono::hours{hours})), links) << hours;
}

TEST(Mesh, LeavesTheSeamOfAStarOpen) {  // planes over half a turn: nodes 0, 30, … 150 degrees
    std::vector<MeanState> star;
    for (int p = 0; p < 6; ++p)
        for (int s = 0; s < 8; ++s)
            star.push_back(circular_state(Metres{7151e3}, Angle::degrees(86.4), Angle::degrees(30.0 * p), Angle::degrees(45.0 * s), kDay));
    const auto links = nearest_grid(star, kDay, {.closing = false, .planes = {}});
    EXPECT_EQ(links.size(), 6U * 8U + 5U * 8U);
    EXPECT_TRUE(std::none_of(links.begin(), links.end(),
                             [](const SatelliteLink& l) { return (l.a / 8 == 0 && l.b / 8 == 5) || (l.a / 8 == 5 && l.b / 8 == 0); }));
}

TEST(Mesh, LinksUnevenPlanesOnceEachAndTheClosestFirst) {
    std::vector<MeanState> states;
    const auto add = [&](double raan_deg, double argument_deg) {
        states.push_back(
            circular_state(Metres{6731e3}, Angle::degrees(53.0), Angle::degrees(raan_deg), Angle::degrees(argument_deg), kDay));
    };
    for (double u : {0.0, 120.0, 240.0}) add(10.0, u);                // rows 0 to 2
    for (double u : {5.0, 130.0, 200.0, 232.0, 300.0}) add(30.0, u);  // rows 3 to 7
    const auto links = ordered(nearest_grid(states, kDay, {.closing = false, .planes = {}}));
    for (const SatelliteLink& expected : {SatelliteLink{0, 3}, SatelliteLink{1, 4}, SatelliteLink{2, 6}})  // by hand: 5, 10 and 8 degrees
        EXPECT_TRUE(std::find(links.begin(), links.end(), expected) != links.end()) << expected.a << ' ' << expected.b;
    EXPECT_EQ(links.size(), 3U + 5U + 3U);
}

TEST(Mesh, APlaneMayLieAcrossTheZeroOfRightAscension) {
    std::vector<MeanState> states;
    for (double raan_deg : {359.8, 0.3, 359.9, 0.1, 90.0, 90.2})
        states.push_back(circular_state(Metres{6731e3}, Angle::degrees(53.0), Angle::degrees(raan_deg),
                                        Angle::degrees(static_cast<double>(states.size()) * 50.0), kDay));
    const auto planes = group_planes(states, kDay);
    ASSERT_EQ(planes.size(), 2U);
    std::multiset<std::size_t> sizes;
    for (const Plane& plane : planes) sizes.insert(plane.satellites.size());
    EXPECT_EQ(sizes, (std::multiset<std::size_t>{2, 4}));
}

TEST(Mesh, OfTheObservedConstellationHasItsPlanesAndAtMostFourLinksEach) {  // 26 + 27 planes: docs/models/orbits.md, from launches
    const auto states = observed_states();
    const auto planes = group_planes(states, kDay);
    std::map<std::uint32_t, std::size_t> planes_of, satellites_of;
    for (const Plane& plane : planes) {
        ++planes_of[plane.shell];
        satellites_of[plane.shell] += plane.satellites.size();
    }
    // One satellite flies 37 km below the others (15.84 instead of 15.71 revolutions a day): it keeps step with none.
    std::multiset<std::size_t> planes_by_shell, satellites_by_shell;
    for (const auto& [shell, count] : planes_of) planes_by_shell.insert(count);
    for (const auto& [shell, count] : satellites_of) satellites_by_shell.insert(count);
    EXPECT_EQ(planes_by_shell, (std::multiset<std::size_t>{1, 26, 27}));
    EXPECT_EQ(satellites_by_shell, (std::multiset<std::size_t>{1, 312, 329}));
    const auto links = nearest_grid(states, kDay);
    std::size_t sum = 0, alone = 0;
    for (const std::size_t degree : degrees(states.size(), links)) {
        EXPECT_LE(degree, 4U);
        sum += degree;
        alone += degree == 0;
    }
    EXPECT_EQ(alone, 1U);
    EXPECT_GT(sum, states.size() * 37 / 10);  // few are left without a partner: the planes hold 11 to 13
    std::set<SatelliteLink> once;
    for (const SatelliteLink& link : ordered(links)) EXPECT_TRUE(once.insert(link).second);
}

TEST(Mesh, OfTheShellsToComeKeepsThemApart) {
    std::vector<MeanState> states;
    std::vector<std::size_t> shell_of;
    const auto shells = next_generation_shells();
    for (std::size_t s = 0; s < shells.size(); ++s)
        for (const MeanState& state : walker_states(shells[s], kDay)) {
            states.push_back(state);
            shell_of.push_back(s);
        }
    const auto links = nearest_grid(states, kDay);
    for (const SatelliteLink& link : links) EXPECT_EQ(shell_of[link.a], shell_of[link.b]);
    for (const std::size_t degree : degrees(states.size(), links)) ASSERT_EQ(degree, 4U);
}

}  // namespace
}  // namespace d2c
