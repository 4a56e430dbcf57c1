// Tables against the reference files, cell by cell; skipped, aloud, where they are absent.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "handset_phy/channel.h"

namespace d2c {
namespace {

using Row = std::map<std::string, std::string>;

/// Rows of a CSV file without quoted fields; nothing where the file is absent.
std::vector<Row> read_csv(const std::string& name) {
    const char* folder = std::getenv("D2C_REFERENCE_DIR");
    std::ifstream in{std::string{folder ? folder : ""} + "/" + name};
    std::vector<Row> rows;
    std::vector<std::string> header;
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> fields;
        std::stringstream cells{line};
        for (std::string cell; std::getline(cells, cell, ',');) fields.push_back(cell);
        if (header.empty()) {
            header = fields;
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < header.size() && i < fields.size(); ++i) row[header[i]] = fields[i];
        rows.push_back(row);
    }
    return rows;
}

double number(const Row& row, const std::string& key) { return std::stod(row.at(key)); }

const std::map<std::string, ChannelEnvironment> kEnvironments = {{"dense_urban", ChannelEnvironment::kDenseUrban},
                                                                 {"urban", ChannelEnvironment::kUrban},
                                                                 {"suburban_rural", ChannelEnvironment::kSuburbanRural}};

TEST(Tr38811, LineOfSightRowsAreThePublishedOnes) {  // oracle: table 6.6.1-1, in two public implementations alike
    const auto rows = read_csv("channel/tr38811_los_probability.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    ASSERT_EQ(rows.size(), 9u);
    for (const Row& row : rows)
        for (const auto& [name, environment] : kEnvironments)
            EXPECT_NEAR(line_of_sight_probability(environment, Angle::degrees(number(row, "elevation_deg"))), number(row, name), 1e-9)
                << name << row.at("elevation_deg");
}

TEST(Tr38811, ShadowingAndClutterRowsAreThePublishedOnesTo0Point01Db) {  // oracle: tables 6.6.2-1 to -3, S band
    const auto rows = read_csv("channel/tr38811_shadowing_clutter.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    int compared = 0;
    for (const Row& row : rows) {
        if (row.at("band") != "S") continue;
        const ShadowFading s = shadow_fading(kEnvironments.at(row.at("scenario")), Angle::degrees(number(row, "elevation_deg")));
        EXPECT_NEAR(s.sigma_los.value, number(row, "los_sigma_sf_db"), 0.01);
        EXPECT_NEAR(s.sigma_nlos.value, number(row, "nlos_sigma_sf_db"), 0.01);
        EXPECT_NEAR(s.clutter_loss_nlos.value, number(row, "nlos_clutter_loss_db"), 0.01);
        ++compared;
    }
    EXPECT_EQ(compared, 27);
}

TEST(Tr38811, ZenithGasLossIsThePublishedOneTo10GHz) {
    const auto rows = read_csv("channel/tr38811_zenith_gas_attenuation.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    for (const Row& row : rows) {
        const double ghz = number(row, "frequency_ghz");
        if (ghz > 10.0) break;
        EXPECT_NEAR(gas_loss(Hertz{ghz * 1e9}, Angle::degrees(90)).value, number(row, "zenith_attenuation_db"), 1e-9) << ghz;
    }
}

}  // namespace
}  // namespace d2c
