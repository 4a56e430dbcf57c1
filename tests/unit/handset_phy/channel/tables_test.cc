// Every table of the channel against the reference files, cell by cell; skipped, aloud, where they are absent.

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/channel/environment/small_scale.h"
#include "tests/reference/reference.h"

namespace d2c {
namespace {

const std::map<std::string, ChannelEnvironment> kEnvironments = {{"dense_urban", ChannelEnvironment::kDenseUrban},
                                                                 {"urban", ChannelEnvironment::kUrban},
                                                                 {"suburban_rural", ChannelEnvironment::kSuburban}};

ChannelBand band_of(const reference::Row& row) { return row.at("band") == "S" ? ChannelBand::kS : ChannelBand::kKa; }
Angle elevation_of(const reference::Row& row) { return Angle::degrees(reference::number(row, "elevation_deg")); }

TEST(Tr38811, LineOfSightRowsAreThePublishedOnes) {  // oracle: table 6.6.1-1, in two public implementations alike
    const auto rows = reference::table("channel/tr38811_los_probability.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    ASSERT_EQ(rows.size(), 9u);
    for (const reference::Row& row : rows)
        for (const auto& [name, environment] : kEnvironments)
            EXPECT_NEAR(line_of_sight_probability(environment, elevation_of(row)), reference::number(row, name), 1e-9) << name;
}

TEST(Tr38811, ShadowingAndClutterRowsOfBothBandsAreThePublishedOnesTo0Point01Db) {  // oracle: tables 6.6.2-1 to -3
    const auto rows = reference::table("channel/tr38811_shadowing_clutter.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    ASSERT_EQ(rows.size(), 54u);
    for (const reference::Row& row : rows) {
        const ShadowFading s = shadow_fading(kEnvironments.at(row.at("scenario")), band_of(row), elevation_of(row));
        EXPECT_NEAR(s.sigma_los.value, reference::number(row, "los_sigma_sf_db"), 0.01);
        EXPECT_NEAR(s.sigma_nlos.value, reference::number(row, "nlos_sigma_sf_db"), 0.01);
        EXPECT_NEAR(s.clutter_loss_nlos.value, reference::number(row, "nlos_clutter_loss_db"), 0.01);
    }
}

TEST(Tr38811, ZenithGasLossIsThePublishedOneAtEveryGigahertzTo100) {
    const auto rows = reference::table("channel/tr38811_zenith_gas_attenuation.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    ASSERT_EQ(rows.size(), 100u);
    for (const reference::Row& row : rows)
        EXPECT_NEAR(zenith_gas_loss(Hertz{reference::number(row, "frequency_ghz") * 1e9}).value,
                    reference::number(row, "zenith_attenuation_db"), 0.01);
}

TEST(Tr38811, TroposphericScintillationRowsAreThePublishedOnes) {
    const auto rows = reference::table("channel/tr38811_tropospheric_scintillation_20ghz_toulouse.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    ASSERT_EQ(rows.size(), 9u);
    for (const reference::Row& row : rows)
        EXPECT_NEAR(tropospheric_scintillation(Hertz{20e9}, elevation_of(row)).value, reference::number(row, "attenuation_99pct_db"), 0.01);
}

TEST(Tr38811, SmallScaleRowsAreThoseOfOpenNtn) {
    const auto rows = reference::table("channel/tr38811_small_scale_openntn_dl.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    const std::map<std::string, ChannelEnvironment> environments = {{"Dense_Urban", ChannelEnvironment::kDenseUrban},
                                                                    {"Urban", ChannelEnvironment::kUrban},
                                                                    {"Sub_Urban", ChannelEnvironment::kSuburban}};
    ASSERT_EQ(rows.size(), 108u);
    for (const reference::Row& row : rows) {
        const ChannelEnvironment e = environments.at(row.at("scenario"));
        const PathState state = row.at("condition") == "LOS" ? PathState::kLineOfSight : PathState::kBlocked;
        const DelaySpread d = delay_spread(e, band_of(row), state, elevation_of(row));
        EXPECT_NEAR(d.median_log10_s, reference::number(row, "muDS"), 1e-9);
        EXPECT_NEAR(d.sigma_log10_s, reference::number(row, "sigmaDS"), 1e-9);
        const CorrelationDistances c = correlation_distances(e, state);
        EXPECT_EQ(c.shadow_fading.value, reference::number(row, "corrDistSF"));
        EXPECT_EQ(c.delay_spread.value, reference::number(row, "corrDistDS"));
        if (state == PathState::kBlocked) continue;
        const RiceanK k = ricean_k(e, band_of(row), elevation_of(row));
        EXPECT_NEAR(k.mean.value, reference::number(row, "muK"), 1e-9);
        EXPECT_NEAR(k.sigma.value, reference::number(row, "sigmaK"), 1e-9);
        EXPECT_EQ(c.ricean_k.value().value, reference::number(row, "corrDistK"));
    }
}

TEST(SmallScale, RuralHasRowsOfItsOwn) {  // oracle: OpenNTN's Rural_*_DL.json, first and last rows
    constexpr auto kRural = ChannelEnvironment::kRural;
    EXPECT_NEAR(ricean_k(kRural, ChannelBand::kS, Angle::degrees(10)).mean.value, 24.72, 1e-9);
    EXPECT_NEAR(ricean_k(kRural, ChannelBand::kKa, Angle::degrees(90)).sigma.value, 2.28, 1e-9);
    EXPECT_NEAR(delay_spread(kRural, ChannelBand::kS, PathState::kLineOfSight, Angle::degrees(90)).median_log10_s, -8.19, 1e-9);
    EXPECT_NEAR(delay_spread(kRural, ChannelBand::kKa, PathState::kBlocked, Angle::degrees(10)).sigma_log10_s, 1.91, 1e-9);
    EXPECT_EQ(correlation_distances(kRural, PathState::kBlocked).shadow_fading.value, 120.0);
    EXPECT_FALSE(correlation_distances(kRural, PathState::kBlocked).ricean_k.has_value());
}

TEST(SmallScale, IsLinearBetweenRowsHoldsTheFirstBelowAndRefusesNaN) {  // oracle: means of the typed rows
    constexpr auto kUrban = ChannelEnvironment::kUrban;
    EXPECT_NEAR(ricean_k(kUrban, ChannelBand::kS, Angle::degrees(35)).mean.value, (10.49 + 7.46) / 2.0, 1e-9);
    EXPECT_NEAR(ricean_k(kUrban, ChannelBand::kS, Angle::degrees(2)).mean.value, 31.83, 1e-9);
    EXPECT_NEAR(delay_spread(kUrban, ChannelBand::kS, PathState::kBlocked, Angle::degrees(10)).median_s() * 1e9, 61.66,
                0.01);  // 10^-7.21 s
    const Angle nan = Angle::degrees(std::numeric_limits<double>::quiet_NaN());
    EXPECT_TRUE(std::isnan(ricean_k(kUrban, ChannelBand::kS, nan).mean.value));
    EXPECT_TRUE(std::isnan(delay_spread(kUrban, ChannelBand::kS, PathState::kBlocked, nan).median_s()));
}

}  // namespace
}  // namespace d2c
