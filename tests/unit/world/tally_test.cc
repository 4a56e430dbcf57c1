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

TEST(DecibelHistogram, HasNoMedianWithoutSamples) { EXPECT_FALSE(DecibelHistogram{0.0}.quantile(0.5)); }

TEST(DecibelHistogram, KeepsWhatLiesOutsideInItsEnds) {
    DecibelHistogram histogram{-10.0};
    histogram.add(-500.0);
    histogram.add(500.0);
    EXPECT_EQ(histogram.counts().front(), 1u);
    EXPECT_EQ(histogram.counts().back(), 1u);
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
