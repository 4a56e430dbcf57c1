#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <cstdlib>
#include <set>
#include <string>

#include "base/instant.h"

namespace d2c {
namespace {

YAML::Node chipsets() {
    const char* data = std::getenv("D2C_DATA_DIR");
    return YAML::LoadFile(std::string{data ? data : "."} + "/handset_phy/catalogue/chipsets.yaml");
}

TEST(Chipsets, EachEntryHasEveryFieldInItsRangeAndASource) {
    const std::set<std::string> keys = {"title",
                                        "air_interface",
                                        "release",
                                        "bands",
                                        "maximum_bandwidth_mhz",
                                        "receive_branches",
                                        "antenna_gain_dbi",
                                        "body_loss_db",
                                        "noise_figure_db",
                                        "layers",
                                        "source",
                                        "polarisation_loss_db",
                                        "transmit_power_dbm",
                                        "overhead_share",
                                        "highest_modulation_order",
                                        "in_service_from_utc"};
    const YAML::Node file = chipsets();
    EXPECT_EQ(file["schema"].as<std::string>(), "d2c.catalogue.chipsets/1");
    std::set<std::string> ids;
    for (const auto& entry : file["entries"]) {
        const std::string id = entry.first.as<std::string>();
        ids.insert(id);
        std::set<std::string> found;
        for (const auto& field : entry.second) found.insert(field.first.as<std::string>());
        EXPECT_EQ(found, keys) << id;
        const YAML::Node& e = entry.second;
        EXPECT_GT(e["source"].as<std::string>().size(), 20u);
        EXPECT_TRUE(e["air_interface"].as<std::string>() == "lte" || e["air_interface"].as<std::string>() == "nr-ntn");
        const double overhead = e["overhead_share"].as<double>();
        EXPECT_TRUE(overhead > 0.0 && overhead < 1.0);
        EXPECT_EQ(e["receive_branches"].as<int>(), 2);
        const int order = e["highest_modulation_order"].as<int>();
        EXPECT_TRUE(order == 6 || order == 8);
        EXPECT_TRUE(parse_instant(e["in_service_from_utc"].as<std::string>()).has_value());
        EXPECT_FALSE(e["bands"].as<std::vector<std::string>>().empty());
    }
    EXPECT_EQ(ids, (std::set<std::string>{"lte-rel15-unmodified", "ntn-aws4-hblock-first", "ntn-second"}));
}

TEST(Chipsets, OnlyTheNewGenerationsKnowTheMobileSatelliteBands) {
    const YAML::Node entries = chipsets()["entries"];
    for (const auto& entry : entries) {
        const auto bands = entry.second["bands"].as<std::vector<std::string>>();
        const std::set<std::string> known{bands.begin(), bands.end()};
        EXPECT_EQ(known.size(), bands.size());
        EXPECT_TRUE(known.contains("pcs-g"));
        const bool is_lte = entry.second["air_interface"].as<std::string>() == "lte";
        for (const char* band : {"h-block", "aws-4", "n252", "n256"}) EXPECT_EQ(known.contains(band), !is_lte) << band;
    }
}

}  // namespace
}  // namespace d2c
