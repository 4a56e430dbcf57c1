// Runs the example program as a user does and checks every line it prints against constellation/, called here without ns-3.
// D2C_EXAMPLE_ONE_PASS is the program's path, a compile definition.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

#include "base/constants.h"
#include "constellation/look.h"
#include "constellation/propagate.h"
#include "constellation/walker.h"
#include "ns3-modules/d2c-mobility/test/run-program.h"

namespace {

using testing::HasSubstr;

Outcome RunExample(const std::string& arguments) { return RunProgram(D2C_EXAMPLE_ONE_PASS, arguments); }

struct Row {
    std::uint32_t packet = 0;
    std::string way;
    double sent = 0, received = 0, elevationDeg = 0, slantRange = 0, delayUs = 0, residualNs = 0, x = 0, y = 0, z = 0;
};

std::vector<Row> RowsOf(const std::string& text) {
    std::vector<Row> rows;
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream fields{line};
        Row r;
        fields >> r.packet >> r.way >> r.sent >> r.received >> r.elevationDeg >> r.slantRange >> r.delayUs >> r.residualNs >> r.x >> r.y >>
            r.z;
        EXPECT_TRUE(fields) << line;
        rows.push_back(r);
    }
    return rows;
}

constexpr const char* kOrbit =
    "--semiMajorAxis=6734077 --inclination=53 --raan=75.5 --argumentOfLatitude=12.25 --epoch=2026-05-30T12:00:00Z "
    "--start=2026-05-31T06:00:00.25Z --latitude=10 --longitude=20 --height=300 --minimumElevation=10 --interval=1 --duration=86400 "
    "--size=250 --rate=2e6";

TEST(OnePass, EveryPacketOfADayMatchesConstellationTo1MillimetreAnd1Microsecond) {
    const Outcome outcome = RunExample(kOrbit);
    ASSERT_EQ(outcome.exitCode, 0) << outcome.text;
    const std::vector<Row> rows = RowsOf(outcome.text);
    ASSERT_GT(rows.size(), 100U) << outcome.text;

    const d2c::MeanState orbit = d2c::circular_state({6734077.0}, d2c::Angle::degrees(53.0), d2c::Angle::degrees(75.5),
                                                     d2c::Angle::degrees(12.25), *d2c::parse_instant("2026-05-30T12:00:00Z"));
    const d2c::Instant start = *d2c::parse_instant("2026-05-31T06:00:00.25Z");
    const d2c::Geodetic phone{d2c::Angle::degrees(10.0), d2c::Angle::degrees(20.0), {300.0}};
    // 250 octets, UDP 8, IPv4 20 and PPP 2 at 2 Mbit/s.
    const double serialisation = 280 * 8 / 2e6;
    double worstDelayUs = 0.0;
    double worstPositionMetres = 0.0;
    std::size_t up = 0;
    for (const Row& r : rows) {
        const d2c::Instant sent = start + d2c::nanoseconds_from_seconds(r.sent);
        const d2c::Look look = d2c::look_at(phone, d2c::position_itrf(orbit, sent), d2c::velocity_itrf(orbit, sent));
        const double delayUs = (r.received - r.sent - serialisation) * 1e6;
        worstDelayUs = std::max(worstDelayUs, std::abs(delayUs - look.slant_range.value / d2c::kSpeedOfLightMPerS * 1e6));
        EXPECT_NEAR(r.delayUs, delayUs, 0.002);
        EXPECT_NEAR(r.slantRange, look.slant_range.value, 1e-3);
        EXPECT_NEAR(r.elevationDeg, look.elevation.in_degrees(), 1e-6);
        EXPECT_GE(r.elevationDeg, 9.9);
        const d2c::Position<d2c::Itrf> p = d2c::position_itrf(orbit, start + d2c::nanoseconds_from_seconds(r.received));
        worstPositionMetres = std::max(worstPositionMetres, std::hypot(r.x - p.x.value, r.y - p.y.value, r.z - p.z.value));
        up += r.way == "up" ? 1 : 0;
    }
    RecordProperty("worst_delay_us", std::to_string(worstDelayUs));
    RecordProperty("worst_position_m", std::to_string(worstPositionMetres));
    EXPECT_LT(worstDelayUs, 1.0);
    EXPECT_LT(worstPositionMetres, 1e-3);
    EXPECT_EQ(2 * up, rows.size()) << "each question has its answer";
}

TEST(OnePass, TheDefaultsShowOnePassWithAChangingDelay) {
    const Outcome outcome = RunExample("");
    ASSERT_EQ(outcome.exitCode, 0) << outcome.text;
    const std::vector<Row> rows = RowsOf(outcome.text);
    ASSERT_GT(rows.size(), 40U);
    double shortest = 1e9;
    double longest = 0.0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i > 0) {
            EXPECT_LT(rows[i].received - rows[i - 1].received, 6.0) << "a gap: more than one pass";
        }
        shortest = std::min(shortest, rows[i].delayUs);
        longest = std::max(longest, rows[i].delayUs);
    }
    EXPECT_GT(shortest, 1000.0) << "light needs 1.2 ms for 360 km";
    EXPECT_GT(longest, 1.5 * shortest);
}

TEST(OnePass, HelpNamesEveryOptionWithItsUnit) {
    const Outcome outcome = RunExample("--help");
    EXPECT_EQ(outcome.exitCode, 0);
    for (const char* option : {"--semiMajorAxis", "--inclination", "--raan", "--argumentOfLatitude", "--epoch", "--start", "--latitude",
                               "--longitude", "--height", "--minimumElevation", "--interval", "--duration", "--size", "--rate"})
        EXPECT_THAT(outcome.text, HasSubstr(option));
    EXPECT_THAT(outcome.text, HasSubstr("[deg]"));
}

TEST(OnePass, ASatelliteThatNeverRisesIsSaidAndExits3) {
    const Outcome outcome = RunExample("--latitude=-89");
    EXPECT_EQ(outcome.exitCode, 3);
    EXPECT_THAT(outcome.text, HasSubstr("never rose"));
}

TEST(OnePass, NaNAndAnUnknownOptionAreNamedAndExit1) {
    for (const char* argument : {"--latitude=nan", "--lattitude=46"}) {
        const Outcome outcome = RunExample(argument);
        EXPECT_EQ(outcome.exitCode, 1);
        EXPECT_THAT(outcome.text, HasSubstr(std::string{"Invalid command-line argument: "} + argument));
    }
}

TEST(OnePass, AllFaultsOfBadInputAreSaidAtOnceAndExit2) {
    const Outcome outcome = RunExample("--latitude=91 --semiMajorAxis=360000 --interval=-5 --size=4 --start=noon");
    EXPECT_EQ(outcome.exitCode, 2);
    for (const char* part : {"--latitude=91", "--semiMajorAxis=360000", "--interval=-5", "--size=4", "--start=noon", "[m]"})
        EXPECT_THAT(outcome.text, HasSubstr(part));
}

}  // namespace
