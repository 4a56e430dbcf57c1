#include "studies/crosscheck/pairing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace d2c {
namespace {

constexpr auto kGoodput = static_cast<std::size_t>(CrosscheckFigure::kGoodput);
constexpr auto kStall = static_cast<std::size_t>(CrosscheckFigure::kStallShare);

SamplePair pair_of(int sample, const std::string& stratum, double world, double packets) {
    SamplePair pair;
    pair.sample = sample;
    pair.stratum = stratum;
    pair.world[kGoodput] = world;
    pair.packets[kGoodput] = packets;
    return pair;
}

// Oracle: by hand. World 10, 20, 30 (mean 20), differences 1, 0, 2 (mean 1, deviation 1): error 5 %, t(2) = 4.302653 (printed tables),
// half width 4.302653 / sqrt(3) / 20 = 12.4207 %.
TEST(PairedError, OfThreePairsIsThatWorkedOutByHand) {
    const std::vector<SamplePair> pairs{pair_of(0, "a", 10, 11), pair_of(1, "a", 20, 20), pair_of(2, "a", 30, 32)};
    const PairedError error = paired_error(pairs, CrosscheckFigure::kGoodput);
    EXPECT_EQ(error.pairs, 3U);
    EXPECT_DOUBLE_EQ(error.world_mean, 20.0);
    EXPECT_DOUBLE_EQ(error.packets_mean, 21.0);
    ASSERT_TRUE(error.error && error.interval);
    EXPECT_NEAR(*error.error, 0.05, 1e-12);
    EXPECT_NEAR(error.interval->low, 0.05 - 0.124207, 1e-6);
    EXPECT_NEAR(error.interval->high, 0.05 + 0.124207, 1e-6);
}

TEST(PairedError, LeavesOutPairsInWhichOneEngineHasNoFigure) {
    std::vector<SamplePair> pairs{pair_of(0, "a", 10, 11), pair_of(1, "a", 99, 1)};
    pairs[1].packets[kGoodput].reset();
    const PairedError error = paired_error(pairs, CrosscheckFigure::kGoodput);
    EXPECT_EQ(error.pairs, 1U);
    EXPECT_NEAR(*error.error, 0.1, 1e-12);
    EXPECT_FALSE(error.interval) << "one pair has no spread";
}

TEST(PairedError, OfASharesDifferenceIsNotRelative) {
    SamplePair pair;
    pair.world[kStall] = 0.0;
    pair.packets[kStall] = 0.02;
    const PairedError error = paired_error(std::span{&pair, 1}, CrosscheckFigure::kStallShare);
    EXPECT_DOUBLE_EQ(*error.error, 0.02);
}

TEST(Verdicts, HoldEachStratumToItsOwnTolerance) {
    // Stratum b is 20 % off, yet all together 4 %: only b fails.
    const std::vector<SamplePair> pairs{pair_of(0, "a", 100, 100), pair_of(1, "b", 20, 24), pair_of(2, "a", 100, 100)};
    std::size_t failed = 0;
    for (const FigureVerdict& verdict : verdicts_of(pairs, {})) {
        if (verdict.figure == CrosscheckFigure::kWatched) continue;  // no figures of it here
        if (!verdict.within) {
            ++failed;
            EXPECT_EQ(verdict.stratum, "b");
            EXPECT_EQ(verdict.figure, CrosscheckFigure::kGoodput);
        }
    }
    EXPECT_EQ(failed, 1U);
}

TEST(Verdicts, WithoutAFigureToCompareAreNotWithin) {
    SamplePair pair;
    const std::vector<FigureVerdict> verdicts = verdicts_of(std::span{&pair, 1}, {});
    EXPECT_FALSE(verdicts[kGoodput].within);
    EXPECT_TRUE(verdicts[kStall].within) << "no tolerance is stated for stalls";
}

TEST(WorstSamples, AreThoseFarthestApart) {
    const std::vector<SamplePair> pairs{pair_of(7, "a", 10, 11), pair_of(8, "a", 10, 5), pair_of(9, "b", 10, 12)};
    EXPECT_THAT(worst_samples(pairs, 2), testing::ElementsAre(1, 2));
}

}  // namespace
}  // namespace d2c
