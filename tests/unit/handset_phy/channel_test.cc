#include "handset_phy/channel.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr ChannelEnvironment kAll[] = {ChannelEnvironment::kDenseUrban, ChannelEnvironment::kUrban, ChannelEnvironment::kSuburbanRural};
constexpr auto kRural = ChannelEnvironment::kSuburbanRural;

Geodetic place(double latitude_deg, double longitude_deg) { return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg)}; }

TEST(FreeSpaceLoss, At600KmAnd2GHzIs154Point03Db) {  // oracle: 20 log10(4 pi d f / c) by hand, ITU-R P.525
    EXPECT_NEAR(free_space_loss(Metres{600e3}, Hertz{2e9}).value, 154.03, 0.01);
}

TEST(FreeSpaceLoss, Is0Point0022DbUnderTheRoundedConstantOfTr38811) {  // oracle: equation 6.6-2
    const double printed = 32.45 + 20.0 * std::log10(2.185) + 20.0 * std::log10(831e3);
    EXPECT_NEAR(printed - free_space_loss(Metres{831e3}, Hertz{2.185e9}).value, 0.0022, 0.0001);
}

TEST(FreeSpaceLoss, GrowsBy6DbPerDoublingOfRangeAndOfFrequency) {
    const double base = free_space_loss(Metres{500e3}, Hertz{2e9}).value;
    EXPECT_NEAR(free_space_loss(Metres{1000e3}, Hertz{2e9}).value - base, 6.0206, 1e-4);
    EXPECT_NEAR(free_space_loss(Metres{500e3}, Hertz{4e9}).value - base, 6.0206, 1e-4);
    EXPECT_TRUE(std::isnan(free_space_loss(Metres{kNaN}, Hertz{2e9}).value));
}

TEST(GasLoss, At30DegreesAnd2GHzIsThePublished0Point1Db) {  // oracle: TR 38.821 table 6.1.3.3-1, SC9, one decimal
    EXPECT_NEAR(gas_loss(Hertz{2e9}, Angle::degrees(30)).value, 0.1, 0.05);
    EXPECT_NEAR(gas_loss(Hertz{2e9}, Angle::degrees(90)).value, 0.035, 1e-9);
}

TEST(GasLoss, StaysUnderHalfADecibelAtEveryElevationAndRefusesOtherFrequencies) {
    double last = 1.0;
    for (double elevation_deg = -10.0; elevation_deg <= 90.0; elevation_deg += 0.5) {
        const double loss = gas_loss(Hertz{2e9}, Angle::degrees(elevation_deg)).value;
        EXPECT_LE(loss, last + 1e-12) << elevation_deg;
        EXPECT_LT(loss, 0.5);
        last = loss;
    }
    EXPECT_TRUE(std::isnan(gas_loss(Hertz{20e9}, Angle::degrees(30)).value));
    EXPECT_TRUE(std::isnan(gas_loss(Hertz{kNaN}, Angle::degrees(30)).value));
    EXPECT_TRUE(std::isnan(gas_loss(Hertz{2e9}, Angle::degrees(kNaN)).value));
    EXPECT_DOUBLE_EQ(gas_loss(Hertz{0.8e9}, Angle::degrees(90)).value, 0.03);
}

TEST(IonosphericScintillation, At2GHzIsThePublished2Point2Db) {  // oracle: TR 38.821 table 6.1.3.3-1 and 6.22 / f^1.5
    EXPECT_NEAR(ionospheric_scintillation(Hertz{2e9}).value, 2.2, 0.005);
    EXPECT_NEAR(ionospheric_scintillation(Hertz{1.5e9}).value, 6.22 / std::pow(1.5, 1.5), 0.003);
    EXPECT_EQ(ionospheric_scintillation(Hertz{7e9}).value, 0.0);
    EXPECT_TRUE(std::isnan(ionospheric_scintillation(Hertz{kNaN}).value));
    EXPECT_TRUE(std::isnan(ionospheric_scintillation(Hertz{0.1e9}).value));
}

TEST(GeomagneticLatitude, IsNinetyDegreesAtThePublishedPole) {  // oracle: Alken et al. 2021, table 4: 80.65 N 72.68 W, geodetic, 2020.0
    EXPECT_GT(geomagnetic_latitude(place(80.65, -72.68)).in_degrees(), 89.98);
    EXPECT_LT(geomagnetic_latitude(place(-80.65, 107.32)).in_degrees(), -89.98);
    // 90 degrees away along the pole's meridian the dipole equator is crossed: 9.41 degrees south at 72.68 W (geocentric).
    EXPECT_NEAR(geomagnetic_latitude(place(-9.47, -72.68)).in_degrees(), 0.0, 0.03);
}

TEST(IonosphericScintillation, OccursInTheTropicsAndNearThePolesOnly) {
    const Hertz f{2e9};
    EXPECT_NEAR(ionospheric_scintillation_at(f, place(-3.1, -60.0)).value, 2.2, 0.005);    // Amazon
    EXPECT_NEAR(ionospheric_scintillation_at(f, place(-77.85, 166.7)).value, 2.2, 0.005);  // Ross Island: 79 S geomagnetic
    EXPECT_EQ(ionospheric_scintillation_at(f, place(47.0, -109.0)).value, 0.0);            // Montana: 55 N geomagnetic
    EXPECT_EQ(ionospheric_scintillation_at(f, place(48.9, 2.35)).value, 0.0);              // Paris
    EXPECT_TRUE(std::isnan(ionospheric_scintillation_at(f, place(kNaN, 0.0)).value));
    EXPECT_TRUE(std::isnan(ionospheric_scintillation_at(Hertz{kNaN}, place(45.0, 0.0)).value));
}

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
    EXPECT_NEAR(shadow_fading(kRural, Angle::degrees(12)).clutter_loss_nlos.value, 0.8 * 19.52 + 0.2 * 18.17, 1e-9);
    EXPECT_NEAR(line_of_sight_probability(kRural, Angle::degrees(3)), 0.782, 1e-12);
    EXPECT_NEAR(line_of_sight_probability(kRural, Angle::degrees(-3)), 0.782, 1e-12);
}

TEST(Channel, RefusesNaNAndImpossibleElevations) {
    for (const double bad : {kNaN, 91.0, -91.0, std::numeric_limits<double>::infinity()}) {
        EXPECT_TRUE(std::isnan(line_of_sight_probability(kRural, Angle::degrees(bad)))) << bad;
        EXPECT_TRUE(std::isnan(shadow_fading(kRural, Angle::degrees(bad)).sigma_los.value)) << bad;
        EXPECT_TRUE(std::isnan(excess_loss(kRural, Angle::degrees(bad), {0.5f, 0.1f}).value)) << bad;
    }
}

TEST(ExcessLoss, KeepsLineOfSightOnceARisingSatelliteHasIt) {
    for (const ChannelEnvironment e : kAll) {
        bool seen = false;
        for (int elevation = 0; elevation <= 90; ++elevation) {
            const bool clear = excess_loss(e, Angle::degrees(elevation), {0.6f, 0.0f}).value == 0.0;
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
        const double loss = excess_loss(kRural, Angle::degrees(30), draw).value;
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
                EXPECT_NEAR(table.excess_loss_db(elevation_deg, draw), excess_loss(e, Angle::degrees(elevation_deg), draw).value, 1e-9);
            }
    }
}

}  // namespace
}  // namespace d2c
