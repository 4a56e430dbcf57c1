#include "handset_phy/channel/environment/large_scale.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr ChannelEnvironment kAll[] = {ChannelEnvironment::kDenseUrban, ChannelEnvironment::kUrban, ChannelEnvironment::kSuburban,
                                       ChannelEnvironment::kRural};
constexpr auto kRural = ChannelEnvironment::kRural;
constexpr auto kS = ChannelBand::kS;

TEST(LineOfSight, RisesWithElevationInEveryEnvironment) {
    for (const ChannelEnvironment e : kAll) {
        double last = 0.0;
        for (int tenths = 0; tenths <= 900; ++tenths) {
            const double p = line_of_sight_probability(e, Angle::degrees(tenths / 10.0));
            EXPECT_GE(p, last);
            EXPECT_LE(p, 1.0);
            last = p;
        }
    }
}

TEST(Channel, IsLinearBetweenRowsAndFlatBelowTheFirst) {  // oracle: means of the published rows
    EXPECT_NEAR(line_of_sight_probability(kRural, Angle::degrees(25)), (0.869 + 0.919) / 2, 1e-9);
    EXPECT_NEAR(shadow_fading(kRural, kS, Angle::degrees(12)).clutter_loss_nlos.value, 0.8 * 19.52 + 0.2 * 18.17, 1e-9);
    EXPECT_NEAR(line_of_sight_probability(kRural, Angle::degrees(3)), 0.782, 1e-12);
    EXPECT_NEAR(line_of_sight_probability(kRural, Angle::degrees(-3)), 0.782, 1e-12);
}

TEST(Channel, RefusesNaNAndImpossibleElevations) {
    for (const double bad : {kNaN, 91.0, -91.0, std::numeric_limits<double>::infinity()}) {
        EXPECT_TRUE(std::isnan(line_of_sight_probability(kRural, Angle::degrees(bad)))) << bad;
        EXPECT_TRUE(std::isnan(shadow_fading(kRural, kS, Angle::degrees(bad)).sigma_los.value)) << bad;
        EXPECT_TRUE(std::isnan(excess_loss(kRural, kS, Angle::degrees(bad), {0.5f, 0.1f}).value)) << bad;
    }
}

TEST(ExcessLoss, KeepsLineOfSightOnceARisingSatelliteHasIt) {
    for (const ChannelEnvironment e : kAll) {
        bool seen = false;
        for (int elevation = 0; elevation <= 90; ++elevation) {
            const bool clear = excess_loss(e, kS, Angle::degrees(elevation), {0.6f, 0.0f}).value == 0.0;
            EXPECT_TRUE(clear || !seen) << elevation;
            seen = seen || clear;
        }
        EXPECT_TRUE(seen);
    }
}

TEST(ExcessLoss, HasTheTablesMeanAndSpreadOverManyPhones) {
    // 30 degrees, suburban: P 0.919; LOS N(0, 1.14), NLOS N(18.42, 8.78) dB. Mean 0.081 x 18.42 = 1.492; variance
    // 0.919 x 1.14^2 + 0.081 x (8.78^2 + 18.42^2) - 1.492^2 = 32.70. Over 200,000 draws the standard error of the mean is 0.0128: bound
    // of 4.
    constexpr int kDraws = 200000;
    double sum = 0.0, squares = 0.0;
    int clear = 0;
    for (std::uint64_t phone = 0; phone < kDraws; ++phone) {
        const ChannelDraw draw = channel_draw(42, phone, 7, 3);
        clear += draw.los_uniform < 0.919f ? 1 : 0;
        const double loss = excess_loss(kRural, kS, Angle::degrees(30), draw).value;
        sum += loss;
        squares += loss * loss;
    }
    const double mean = sum / kDraws;
    EXPECT_NEAR(mean, 1.492, 0.052);
    EXPECT_NEAR(std::sqrt(squares / kDraws - mean * mean), std::sqrt(32.70), 0.12);
    EXPECT_NEAR(static_cast<double>(clear) / kDraws, 0.919, 0.0025);
}

TEST(ChannelDraw, IsTheSameForTheSameKeyAndAnotherForAnyOtherPart) {
    const ChannelDraw base = channel_draw(1, 2, 3, 4);
    const ChannelDraw again = channel_draw(1, 2, 3, 4);
    EXPECT_EQ(base.los_uniform, again.los_uniform);
    EXPECT_EQ(base.shadow_normal, again.shadow_normal);
    for (const ChannelDraw& other : {channel_draw(9, 2, 3, 4), channel_draw(1, 9, 3, 4), channel_draw(1, 2, 9, 4), channel_draw(1, 2, 3, 9),
                                     channel_draw(1, 2 + (std::uint64_t{1} << 40), 3, 4)}) {
        EXPECT_NE(base.los_uniform, other.los_uniform);
        EXPECT_NE(base.shadow_normal, other.shadow_normal);
    }
}

TEST(ChannelDraw, LineOfSightAndShadowingAreIndependent) {  // correlation of 50,000 pairs: standard error 0.0045, bound of 4
    constexpr int kDraws = 50000;
    double product = 0.0;
    for (std::uint64_t phone = 0; phone < kDraws; ++phone) {
        const ChannelDraw d = channel_draw(5, phone, 1, 0);
        product += (d.los_uniform - 0.5) * std::sqrt(12.0) * d.shadow_normal;
    }
    EXPECT_NEAR(product / kDraws, 0.0, 0.018);
}

TEST(ChannelTable, GivesTheSameLossAsTheFunctionWithUnits) {
    for (const ChannelEnvironment e : kAll) {
        const ChannelTable table{e};
        for (double elevation_deg = -5.0; elevation_deg <= 90.0; elevation_deg += 0.37)
            for (const float u : {0.01f, 0.5f, 0.93f, 0.9999f}) {
                const ChannelDraw draw{u, -0.7f};
                EXPECT_NEAR(table.excess_loss_db(elevation_deg, draw), excess_loss(e, kS, Angle::degrees(elevation_deg), draw).value, 1e-9);
            }
    }
}

}  // namespace
}  // namespace d2c
