// The examples run, say what makes their figures, and the figures are those of the events they tell.

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "ns3-modules/d2c-mobility/test/run-program.h"

namespace {

struct Said {
    std::string text;
    int status = -1;
    std::vector<std::string> lines;
    bool Has(const std::string& part) const { return text.find(part) != std::string::npos; }
    /// The number behind a word.
    double After(const std::string& word) const {
        const std::size_t at = text.find(word);
        return at == std::string::npos ? -1.0 : std::strtod(text.c_str() + at + word.size(), nullptr);
    }
};

Said Output(const std::string& program, const std::string& arguments = {}) {
    const Outcome outcome = RunProgram(program, arguments);
    Said said;
    said.text = outcome.text;
    said.status = outcome.exitCode;
    std::istringstream in(said.text);
    for (std::string line; std::getline(in, line);) said.lines.push_back(line);
    return said;
}

TEST(Examples, OnePassRisesAndSetsAndItsRateFollowsTheSinr) {
    const std::string prefix = testing::TempDir() + "slice-pass";
    const Said said = Output(D2C_EXAMPLE_SLICE_PASS, "--plot=" + prefix);
    ASSERT_EQ(said.status, 0) << said.text;
    EXPECT_TRUE(said.Has("# RngSeed 1, RngRun 1: "));
    double highest = 0.0, firstDoppler = 0.0, lastDoppler = 0.0, most = 0.0;
    int rows = 0;
    for (const std::string& line : said.lines) {
        double time, elevation, delay, doppler, sinr, up, kbps;
        if (std::sscanf(line.c_str(), "%lf,%lf,%lf,%lf,%lf,%lf,%lf", &time, &elevation, &delay, &doppler, &sinr, &up, &kbps) != 7) continue;
        ++rows;
        highest = std::max(highest, elevation);
        if (rows == 1) firstDoppler = doppler;
        lastDoppler = doppler;
        most = std::max(most, kbps);
        EXPECT_GE(delay, 360e3 / 299792458.0 * 1e3 - 0.03);
    }
    EXPECT_GT(rows, 10);
    EXPECT_GT(highest, 75.0);
    EXPECT_GT(firstDoppler, 30e3);
    EXPECT_LT(lastDoppler, -30e3);
    EXPECT_GT(most, 5e3);
    EXPECT_TRUE(std::filesystem::exists(prefix + ".csv"));
    EXPECT_TRUE(std::filesystem::exists(prefix + ".gnuplot"));
}

TEST(Examples, AStormHandsEveryPhoneOverAndNoFilmStalls) {
    const Said said = Output(D2C_EXAMPLE_HANDOVER_STORM, "--phones=5 --seconds=30");
    ASSERT_EQ(said.status, 0) << said.text;
    // A beam of 40 km at 7.3 km/s over ground: one handover in 5 s.
    EXPECT_GE(said.After("handovers "), 20.0);
    EXPECT_LE(said.After("handovers "), 40.0);
    EXPECT_GT(said.After("interruption mean "), 20.0);
    for (int phone = 0; phone < 5; ++phone) EXPECT_TRUE(said.Has(std::string{"\n"}.append(std::to_string(phone)).append(","))) << said.text;
}

TEST(Examples, ABorderIsANewAddressUnlessTheNetworksAgree) {
    const Said alone = Output(D2C_EXAMPLE_BORDER);
    ASSERT_EQ(alone.status, 0) << alone.text;
    EXPECT_TRUE(alone.Has("address,10.45.0.2,10.45.0.3"));
    EXPECT_TRUE(alone.Has("network-changed,99901,99902"));
    const Said local = Output(D2C_EXAMPLE_BORDER, "--homeRouted=0");
    EXPECT_TRUE(local.Has("address,10.45.0.2,10.46.0.2")) << local.text;
    const Said together = Output(D2C_EXAMPLE_BORDER, "--agreement=1");
    EXPECT_FALSE(together.Has("address"));
    EXPECT_TRUE(together.Has("handover-completed,99901,99902"));
    EXPECT_LT(together.After("frames up lost "), alone.After("frames up lost "));
}

TEST(Examples, AShipIsServedMostOfTwoHours) {
    const Said said = Output(D2C_EXAMPLE_SHIP_DAY, "--hours=2");
    ASSERT_EQ(said.status, 0) << said.text;
    EXPECT_GT(said.After("\n0,"), 0.5);
    EXPECT_LT(said.After("\n0,"), 1.0);
    EXPECT_GT(said.After("handovers "), 5.0);
    EXPECT_EQ(Output(D2C_EXAMPLE_SHIP_DAY, "--hours=2").text, said.text) << "the same run, the same figures";
}

TEST(Examples, AnOwnPolicyFitsFortyLinesAndIsFollowed) {
    const Said late = Output(D2C_EXAMPLE_OWN_POLICY, "--last=10"), early = Output(D2C_EXAMPLE_OWN_POLICY, "--last=100");
    ASSERT_EQ(late.status, 0) << late.text;
    EXPECT_GE(late.After("handovers "), 3.0);
    EXPECT_GT(early.After("handovers "), late.After("handovers ") - 1.0);
    std::ifstream source(std::string{std::getenv("D2C_SOURCE_DIR")} + "/ns3-modules/d2c-roaming/examples/d2c-example-own-policy.cc");
    int lines = 0;
    for (std::string line; std::getline(source, line);) ++lines;
    EXPECT_GT(lines, 10);
    EXPECT_LE(lines, 40);
}

TEST(Examples, BadOptionsAreRefusedWithTheirRange) {
    const Said storm = Output(D2C_EXAMPLE_HANDOVER_STORM, "--phones=0");
    EXPECT_NE(storm.status, 0);
    EXPECT_TRUE(storm.Has("--phones: 1 to 200"));
    const Said ship = Output(D2C_EXAMPLE_SHIP_DAY, "--hours=25");
    EXPECT_NE(ship.status, 0);
    EXPECT_TRUE(ship.Has("--hours: above 0, to 24"));
}

}  // namespace
