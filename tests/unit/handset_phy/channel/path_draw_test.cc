#include "handset_phy/channel/environment/path_draw.h"

#include <gtest/gtest.h>

#include <cmath>

namespace d2c {
namespace {

Instant at_second(double seconds) { return Instant{static_cast<std::int64_t>(seconds * 1e9)}; }

TEST(PathDraw, IsAStandardNormalAtEveryInstant) {
    constexpr int kPairs = 40'000;
    for (const double second : {0.0, 4.0, 15.0, 22.0}) {
        const PathDrawTime time{5, at_second(8e8 + second)};
        double sum = 0.0, squares = 0.0, beyond = 0.0;
        for (std::uint32_t i = 0; i < kPairs; ++i) {
            const auto z = static_cast<double>(path_draw(time, path_draw_word(i), i % 700).shadow);
            sum += z;
            squares += z * z;
            beyond += std::abs(z) > 1.959964 ? 1.0 : 0.0;
        }
        EXPECT_NEAR(sum / kPairs, 0.0, 0.025);  // five standard deviations of the mean
        EXPECT_NEAR(squares / kPairs, 1.0, 0.035);
        EXPECT_NEAR(beyond / kPairs, 0.05, 0.006);
    }
}

TEST(PathDraw, IsClearAsOftenAsItsProbabilitySays) {
    constexpr int kPairs = 40'000;
    for (const double second : {0.0, 7.0, 15.0}) {
        const PathDrawTime time{9, at_second(8e8 + second)};
        for (const double probability : {0.0, 0.03, 0.5, 0.782, 0.998, 1.0}) {
            const double below = time.clearness_below(probability);
            int clear = 0;
            for (std::uint32_t i = 0; i < kPairs; ++i)
                clear += static_cast<double>(path_draw(time, path_draw_word(i), 3).clearness) < below ? 1 : 0;
            EXPECT_NEAR(clear / static_cast<double>(kPairs), probability,
                        5.0 * std::sqrt(probability * (1.0 - probability) / kPairs) + 1e-9)
                << second << " s, " << probability;
        }
    }
}

/// Little by little over seconds, anew after a minute; whichever other phone and satellite are independent.
TEST(PathDraw, ChangesLittleByLittle) {
    constexpr int kPairs = 20'000;
    const auto correlation = [&](double first_s, double second_s, std::uint32_t other_satellite) {
        const PathDrawTime one{1, at_second(first_s)}, two{1, at_second(second_s)};
        double sum = 0.0;
        for (std::uint32_t i = 0; i < kPairs; ++i)
            sum += static_cast<double>(path_draw(one, path_draw_word(i), 5).shadow) *
                   static_cast<double>(path_draw(two, path_draw_word(i), 5 + other_satellite).shadow);
        return sum / kPairs;
    };
    EXPECT_GT(correlation(9e8, 9e8 + 3.0, 0), 0.95);
    EXPECT_NEAR(correlation(9e8, 9e8 + 15.0, 0), std::sqrt(0.5), 0.035);  // from a knot to half-way: one weight of 1 / sqrt 2
    EXPECT_NEAR(correlation(9e8, 9e8 + 60.0, 0), 0.0, 0.035);
    EXPECT_NEAR(correlation(9e8, 9e8, 1), 0.0, 0.035);
}

}  // namespace
}  // namespace d2c
