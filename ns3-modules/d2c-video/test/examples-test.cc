// The examples as a user runs them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "ns3-modules/d2c-mobility/test/run-program.h"

namespace {

using testing::HasSubstr;

/// The numbers of the row that begins with `name`.
std::vector<double> RowOf(const std::string& text, const std::string& name) {
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);) {
        std::istringstream fields{line};
        std::string first;
        if (!(fields >> first) || first != name) continue;
        std::vector<double> numbers;
        for (double number = 0.0; fields >> number;) numbers.push_back(number);
        return numbers;
    }
    return {};
}

TEST(OwnAbrRule, PlaysByTheUsersRuleAndWritesAPlot) {
    const std::filesystem::path prefix = std::filesystem::path(testing::TempDir()) / "d2c-own-abr-rule";
    const Outcome own = RunProgram(D2C_EXAMPLE_OWN_ABR_RULE, "--plot=" + prefix.string());
    ASSERT_EQ(own.exitCode, 0) << own.text;
    EXPECT_THAT(own.text, HasSubstr("# RngSeed 1, RngRun 1: d2c-example-own-abr-rule --plot="));
    const Outcome bold = RunProgram(D2C_EXAMPLE_OWN_ABR_RULE, "--rule=fixed:3");
    const auto careful = RowOf(own.text, "own"), fixed = RowOf(bold.text, "fixed:3");
    ASSERT_EQ(careful.size(), 5U);
    ASSERT_EQ(fixed.size(), 5U);
    EXPECT_EQ(careful[1], 0.0) << "a careful rule never stalls here";
    EXPECT_GT(fixed[1], 1.0) << "the highest rung does, at 1 Mbit/s";
    EXPECT_GT(careful[4], 2.0) << "it changes with the link";
    std::ifstream table(prefix.string() + ".csv");
    std::size_t lines = 0;
    for (std::string line; std::getline(table, line);) ++lines;
    EXPECT_EQ(lines, 76U) << "a heading and a line for each segment of 300 s";
    EXPECT_TRUE(std::filesystem::exists(prefix.string() + ".gp"));
}

TEST(VoiceRoaming, LosesTheGapAndLittleMore) {
    const Outcome outcome = RunProgram(D2C_EXAMPLE_VOICE_ROAMING, "--gap=1.5 --toldAfter=0.2");
    ASSERT_EQ(outcome.exitCode, 0) << outcome.text;
    const auto down = RowOf(outcome.text, "down");
    ASSERT_EQ(down.size(), 5U) << outcome.text;
    // 1.5 s of 60 s, less what waits no longer than the budget, and up to a second around the new address.
    EXPECT_GT(down[3], (1.5 - 0.2) / 60.0);
    EXPECT_LT(down[3], (1.5 + 1.0) / 60.0);
    EXPECT_EQ(RunProgram(D2C_EXAMPLE_VOICE_ROAMING, "--gap=9").exitCode, 2);
}

}  // namespace
