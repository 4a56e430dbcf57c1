#include "base/random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace d2c {
namespace {

TEST(Philox, ReproducesThePublishedKnownAnswers) {  // oracle: kat_vectors of Random123, philox4x32 10
    const std::array<std::uint32_t, 4> zeros = philox4x32_10({0, 0, 0, 0}, {0, 0});
    EXPECT_EQ(zeros, (std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
    const std::array<std::uint32_t, 4> ones = philox4x32_10({~0u, ~0u, ~0u, ~0u}, {~0u, ~0u});
    EXPECT_EQ(ones, (std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
    const std::array<std::uint32_t, 4> pi = philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0});
    EXPECT_EQ(pi, (std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(KeyedDraw, EveryPartOfTheKeyMatters) {
    const DrawKey base{1, Purpose::kTest, 2, 3, 4};
    std::set<double> draws{uniform01(base)};
    draws.insert(uniform01({2, Purpose::kTest, 2, 3, 4}));
    draws.insert(uniform01({1, Purpose::kShadowing, 2, 3, 4}));
    draws.insert(uniform01({1, Purpose::kTest, 2 + (std::uint64_t{1} << 40), 3, 4}));
    draws.insert(uniform01({1, Purpose::kTest, 2, 4, 4}));
    draws.insert(uniform01({1, Purpose::kTest, 2, 3, 5}));
    EXPECT_EQ(draws.size(), 6u);
    EXPECT_EQ(uniform01(base), uniform01(base));
}

TEST(KeyedDraw, NormalHasZeroMeanAndUnitVariance) {  // 1e5 draws: standard errors 0.0032 and 0.0045; bounds are 4 of them
    double sum = 0.0, squares = 0.0;
    constexpr int kDraws = 100000;
    for (std::uint32_t i = 0; i < kDraws; ++i) {
        const double z = standard_normal({7, Purpose::kTest, i});
        sum += z;
        squares += z * z;
    }
    EXPECT_NEAR(sum / kDraws, 0.0, 0.0127);
    EXPECT_NEAR(squares / kDraws, 1.0, 0.018);
}

TEST(InversePoisson, IsTheSmallestCountThatReachesTheProbability) {  // oracle: the distribution by log-gamma
    for (const double mean : {0.0, 0.01, 0.7, 3.0, 42.0, 480.0}) {
        for (const double p : {1e-6, 0.1, 0.5, 0.9, 0.999}) {
            double below = 0.0;
            const std::uint32_t n = inverse_poisson_cdf(mean, p);
            for (std::uint32_t k = 0; k < n; ++k) below += std::exp(k * std::log(mean) - mean - std::lgamma(k + 1.0));
            EXPECT_LT(below, p + 1e-12);
            EXPECT_GE(below + (mean > 0.0 ? std::exp(n * std::log(mean) - mean - std::lgamma(n + 1.0)) : 1.0), p - 1e-12);
        }
    }
    EXPECT_NEAR(inverse_poisson_cdf(10000.0, 0.5), 10000.0, 1.0);
}

TEST(ReplicationSeed, RunOneIsTheSeedAndOthersDiffer) {
    EXPECT_EQ(replication_seed(7, 1), 7u);
    EXPECT_NE(replication_seed(7, 2), replication_seed(7, 3));
    EXPECT_NE(replication_seed(7, 2), replication_seed(8, 2));
}

TEST(InverseNormal, RoundTripsThroughErfc) {  // oracle: the C library's erfc
    for (const double p : {1e-9, 1e-4, 0.02, 0.3, 0.5, 0.84134474606854, 0.975, 1.0 - 1e-9}) {
        const double x = inverse_normal_cdf(p);
        EXPECT_NEAR(0.5 * std::erfc(-x / std::sqrt(2.0)) / p, 1.0, 1e-7) << p;
    }
}

}  // namespace
}  // namespace d2c
