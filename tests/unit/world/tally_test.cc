#include "world/watch/tally.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "base/random.h"

namespace d2c {
namespace {

TEST(DecibelHistogram, MedianIsWithinATenthOfADecibelOfTheSamples) {  // oracle: sorting; 10,000 draws of N(-121, 6)
    DecibelHistogram histogram{kLowestRsrpDbm};
    std::vector<double> samples;
    for (std::uint32_t i = 0; i < 10000; ++i) {
        samples.push_back(-121.0 + 6.0 * standard_normal({3, Purpose::kTest, i}));
        histogram.add(samples.back());
    }
    std::nth_element(samples.begin(), samples.begin() + 5000, samples.end());
    EXPECT_NEAR(*histogram.quantile(0.5), samples[5000], 0.1);
}

/// Quantiles within half a decibel for narrow and wide spreads and for two heaps, as line of sight and shadow make them.
TEST(DecibelHistogram, QuantilesAreWithinHalfADecibelOfTheSamples) {  // oracle: sorting
    for (const double sigma : {0.5, 1.0, 2.0, 8.0}) {
        for (const double second_heap : {0.0, 0.3}) {
            DecibelHistogram histogram{kLowestRsrpDbm};
            std::vector<double> samples;
            for (std::uint32_t i = 0; i < 4000; ++i) {
                const bool low = uniform01({4, Purpose::kTest, i, 1}) < second_heap;
                samples.push_back((low ? -131.37 : -117.81) + sigma * standard_normal({4, Purpose::kTest, i}));
                histogram.add(samples.back());
            }
            std::sort(samples.begin(), samples.end());
            for (const double share : {0.05, 0.25, 0.5, 0.75, 0.95})
                EXPECT_NEAR(*histogram.quantile(share), samples[static_cast<std::size_t>(share * 4000.0)], 0.5) << sigma << ' ' << share;
        }
    }
}

TEST(DecibelHistogram, HasNoMedianWithoutSamples) { EXPECT_FALSE(DecibelHistogram{0.0}.quantile(0.5)); }

TEST(DecibelHistogram, KeepsWhatLiesOutsideInItsEnds) {
    DecibelHistogram histogram{-10.0};
    histogram.add(-500.0);
    histogram.add(500.0);
    EXPECT_EQ(histogram.counts().front(), 1u);
    EXPECT_EQ(histogram.counts().back(), 1u);
}

TEST(SpotTally, FitsTheMemoryOfASmallMachine) {  // 60,000 zones and three classes, with what the heap adds to each: beside half a GB of the
                                                 // rest below 1 GiB
    EXPECT_LT(60'000.0 * 3.0 * (sizeof(SpotTally) + sizeof(void*) + 16.0), 280e6);
}

TEST(SpotTally, ClosedWindowsPutTheirSuccessesIntoTheirGroups) {
    SpotTally tally;
    tally.successes[kText] = 3;
    tally.close_window(4);
    tally.successes[kText] += 2;
    tally.successes[kVoice] = 1;
    tally.close_window(14);
    tally.successes[kText] += 5;
    tally.close_window(7);
    EXPECT_EQ(tally.group_successes[4][kText], 5u);
    EXPECT_EQ(tally.group_successes[4][kVoice], 1u);
    EXPECT_EQ(tally.group_successes[7][kText], 5u);
    EXPECT_EQ(tally.group_successes[7][kVoice], 0u);
}

TEST(SpotTally, MergingIsTheSameInEitherOrder) {
    SpotTally a, b;
    a.tries[kFirstRung] = 3;
    a.successes[2] = 2;
    a.rate_bps = 10;
    a.rsrp_dbm.add(-120.0);
    b.tries[kFirstRung] = 5;
    b.rate_bps = 7;
    b.rsrp_dbm.add(-100.0);
    SpotTally ab = a, ba = b;
    ab.merge(b);
    ba.merge(a);
    EXPECT_EQ(ab.tries[kFirstRung], 8u);
    EXPECT_EQ(ab.rate_bps, ba.rate_bps);
    EXPECT_EQ(ab.successes, ba.successes);
    EXPECT_EQ(ab.rsrp_dbm.counts(), ba.rsrp_dbm.counts());
}

}  // namespace
}  // namespace d2c
