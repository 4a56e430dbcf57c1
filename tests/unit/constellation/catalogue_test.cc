#include "catalogue.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "constellation/patterns/aperture.h"
#include "tests/reference/reference.h"

namespace d2c {
namespace {

TEST(Catalogues, EveryEntrySaysItsSource) {
    for (const char* name : {"payloads", "shells-v2", "launches-history"})
        for (const auto& entry : catalogue(name)["entries"])
            EXPECT_GT(entry.second["source"].as<std::string>().size(), 10u) << name << " " << entry.first;
    EXPECT_GT(catalogue("starlink-d2c-2026-05-30")["source"].as<std::string>().size(), 10u);
    EXPECT_EQ(catalogue("payloads")["schema"].as<std::string>(), "d2c.catalogue.payloads/1");
}

TEST(Catalogues, TheRfPowerIsThatOfAllBeamsAtTheirEirpDensity) {
    for (const auto& entry : catalogue("payloads")["entries"]) {
        const YAML::Node& p = entry.second;
        // 4.5 MHz occupied of each 5 MHz (25 resource blocks of 180 kHz, TS 36.101 table 5.6-1)
        const double watts = std::pow(10.0, (p["eirp_density_dbw_per_mhz"].as<double>() - p["peak_gain_dbi"].as<double>()) / 10.0) *
                             p["beam_unit_mhz"].as<double>() * 0.9 * p["max_beams"].as<double>();
        EXPECT_GE(p["rf_power_w"].as<double>(), watts) << entry.first;
        EXPECT_LT(p["rf_power_w"].as<double>(), watts * 1.005) << entry.first;
    }
}

TEST(Catalogues, TheDiscOfEachPayloadHasItsPeakGainAt65Percent) {
    for (const auto& [id, mhz] : {std::pair{"starlink-d2c-v1", 1992.0}, {"starlink-d2c-v2", 2190.0}}) {
        const YAML::Node p = catalogue("payloads")["entries"][id];
        EXPECT_NEAR(aperture_gain(Metres{p["aperture_diameter_m"].as<double>()}, Hertz::mega(mhz), 0.65).value,
                    p["peak_gain_dbi"].as<double>(), 0.05);
        const double system_temperature_k = 290.0 * std::pow(10.0, 0.2);  // noise figure 2 dB at 290 K: 26.6 dBK
        EXPECT_NEAR(p["g_over_t_db_per_k"].as<double>(), p["peak_gain_dbi"].as<double>() - 10.0 * std::log10(system_temperature_k), 0.05);
    }
}

TEST(Catalogues, TheNextGenerationHas15000SlotsWithinTheAnnouncedAltitudes) {
    int total = 0;
    for (const Shell& shell : next_generation_shells()) {
        total += shell.planes * shell.satellites_per_plane;
        EXPECT_GE(shell.altitude.in_kilo(), 326.0);
        EXPECT_LE(shell.altitude.in_kilo(), 335.0);
    }
    EXPECT_EQ(total, 15000);
}

TEST(Catalogues, The642ObservedSatellitesAreTheReferencesRowForRow) {
    const auto observed = observed_satellites();
    ASSERT_EQ(observed.size(), 642u);
    const auto rows = reference::rows("satellites/starlink_dtc_mean_states_2026-05-30.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    const YAML::Node entries = catalogue("starlink-d2c-2026-05-30")["entries"];
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const YAML::Node s = entries[rows[i][0]];
        EXPECT_EQ(s["launch"].as<std::string>(), "20" + rows[i][1].substr(0, 2) + "-" + rows[i][1].substr(2));
        EXPECT_EQ(s["inclination_deg"].as<double>(), std::stod(rows[i][2]));
        EXPECT_EQ(s["raan_deg"].as<double>(), std::stod(rows[i][3]));
        EXPECT_EQ(s["argument_of_latitude_deg"].as<double>(), std::stod(rows[i][4]));
        EXPECT_EQ(s["mean_motion_rev_per_day"].as<double>(), std::stod(rows[i][6]));
    }
}

TEST(Catalogues, SurvivorsPerLaunchAreTheReferencesCount) {
    std::map<std::string, int> survivors;
    for (const LaunchedSatellite& s : observed_satellites()) ++survivors[s.launch];
    const auto rows = reference::rows("satellites/starlink_dtc_launches_surviving_2026-05-30.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    for (std::size_t i = 1; i < rows.size(); ++i) EXPECT_EQ(survivors[rows[i][0]], std::stoi(rows[i][1])) << rows[i][0];
}

}  // namespace
}  // namespace d2c
