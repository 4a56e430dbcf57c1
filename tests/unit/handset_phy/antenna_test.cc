#include "handset_phy/antenna.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace d2c {
namespace {

const Hertz k20GHz{20e9}, k30GHz{30e9};

TEST(TerminalAntenna, TheVsatHasTheGainsOfTr38821) {  // table 6.1.1.1-3: 39.7 dBi to receive at 20 GHz, 43.2 dBi to send at 30 GHz
    EXPECT_NEAR(terminal_peak_gain(TerminalPattern::kVsat, k20GHz).value, 39.7, 0.05);
    EXPECT_NEAR(terminal_peak_gain(TerminalPattern::kVsat, k30GHz).value, 43.2, 0.05);
    EXPECT_NEAR(terminal_relative_gain(TerminalPattern::kVsat, Angle::degrees(0.7356), k20GHz).value, -3.0, 0.01);
}

TEST(TerminalAntenna, ADipoleRadiatesAllThatItIsFed) {  // mean of the pattern over the sphere x its peak = 1
    double mean = 0.0;
    constexpr int kSteps = 20000;
    for (int i = 0; i < kSteps; ++i) {
        const double t = std::numbers::pi * ((i + 0.5) / kSteps - 0.5);
        mean += 0.5 * std::cos(t) * ratio_from_db(terminal_relative_gain(TerminalPattern::kDipole, Angle::radians(t), k20GHz)) *
                std::numbers::pi / kSteps;
    }
    EXPECT_NEAR(mean * ratio_from_db(as_ratio(terminal_peak_gain(TerminalPattern::kDipole, k20GHz))), 1.0, 1e-5);
    EXPECT_NEAR(terminal_relative_gain(TerminalPattern::kDipole, Angle::degrees(39.0), k20GHz).value, -3.0,
                0.05);  // 78 degrees wide (Balanis)
    EXPECT_TRUE(std::isinf(terminal_relative_gain(TerminalPattern::kDipole, Angle::degrees(90.0), k20GHz).value));
}

TEST(TerminalAntenna, AHandheldIsTheSameEverywhereAndNaNStaysNaN) {
    EXPECT_EQ(terminal_peak_gain(TerminalPattern::kOmni, k20GHz).value, 0.0);
    EXPECT_EQ(terminal_relative_gain(TerminalPattern::kOmni, Angle::degrees(170.0), k20GHz).value, 0.0);
    const Angle nan = Angle::radians(std::numeric_limits<double>::quiet_NaN());
    for (const auto pattern : {TerminalPattern::kOmni, TerminalPattern::kDipole, TerminalPattern::kVsat})
        EXPECT_TRUE(std::isnan(terminal_relative_gain(pattern, nan, k20GHz).value));
    EXPECT_TRUE(std::isnan(terminal_relative_gain(TerminalPattern::kDipole, Angle::degrees(91.0), k20GHz).value));
}

}  // namespace
}  // namespace d2c
