#include "video/quality.h"

#include <gtest/gtest.h>

#include <limits>

#include "films.h"
#include "video/services.h"

namespace d2c {
namespace {

using test::steps;

TEST(WilsonInterval, GivesNewcombesPublishedExamples) {  // R. G. Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3
    const struct {
        int successes, tries;
        double low, high;
    } cases[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0, 0.1611}, {1, 29, 0.0061, 0.1718}};
    for (const auto& c : cases) {
        const auto interval = wilson_interval(c.successes, c.tries);
        ASSERT_TRUE(interval);
        EXPECT_NEAR(interval->low, c.low, 0.00005);
        EXPECT_NEAR(interval->high, c.high, 0.00005);
    }
    EXPECT_EQ(wilson_interval(20, 20)->high, 1.0);
}

TEST(WilsonInterval, WithoutTriesThereIsNone) {
    EXPECT_FALSE(wilson_interval(0, 0));
    EXPECT_FALSE(wilson_interval(-1, 10));
    EXPECT_FALSE(wilson_interval(11, 10));
}

TEST(HeldVerdict, NeedsSixtyTriesAndCountsExactly) {
    EXPECT_EQ(held_verdict(59, 59, 0.95), std::nullopt);
    EXPECT_EQ(held_verdict(57, 60, 0.95), true);
    EXPECT_EQ(held_verdict(56, 60, 0.95), false);
    EXPECT_EQ(held_verdict(76, 80, 0.95), true);
    EXPECT_EQ(held_verdict(75, 80, 0.95), false);
    EXPECT_EQ(held_verdict(0, 60, 0.0), true);
    EXPECT_EQ(held_verdict(61, 60, 0.95), std::nullopt);
    EXPECT_EQ(held_verdict(60, 60, std::numeric_limits<double>::quiet_NaN()), std::nullopt);
}

TEST(Text, AMessageOf300BytesWithItsHeadersTakes2Point976SecondsAtOneKilobit) {  // oracle: 372 * 8 / 1000
    const RateTrace trace = steps({{0, 0.001}}, 100);
    EXPECT_NEAR(message_delivery_s(trace, TextService{}, 10.0), 2.976, 1e-9);
    EXPECT_NEAR(message_delivery_s(trace, TextService{}, 10.0, 0.0), 2.4, 1e-9);
}

TEST(Text, AMessageWaitsForTheNextSatelliteUpToItsTime) {
    const RateTrace trace = steps({{0, 0}, {59.0, 1}}, 200);
    EXPECT_TRUE(message_succeeds(trace, TextService{}, 0.0));
    EXPECT_FALSE(message_succeeds(steps({{0, 0}, {60.0, 1}}, 200), TextService{}, 0.0));
    EXPECT_FALSE(message_succeeds(steps({{0, 0}}, 200), TextService{}, 0.0));
    EXPECT_FALSE(message_succeeds(trace, TextService{}, std::numeric_limits<double>::quiet_NaN()));
    TextService bad;
    bad.message_bytes = std::numeric_limits<double>::quiet_NaN();
    EXPECT_EQ(validate(bad, "text").at(0).field, "text.message_bytes");
}

}  // namespace
}  // namespace d2c
