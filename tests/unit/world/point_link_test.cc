#include "world/link/point_link.h"

#include <gtest/gtest.h>

#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

double item(const LinkLedger& ledger, const std::string& part_of_name) {
    for (const LedgerItem& line : ledger.items) {
        if (line.name.find(part_of_name) != std::string::npos) return line.value;
    }
    ADD_FAILURE() << "no line " << part_of_name;
    return 0.0;
}

TEST(ReferenceLink, Leo600Set1IsAsPublishedInTr38821) {  // table 6.1.3.3-1, SC9: 6.6 dB down, 2.8 dB up
    const auto study = shipped_study("reference/tr38821-leo600-set1.yaml", {});
    ASSERT_TRUE(study);
    const auto link = point_link(*study, nullptr, {});
    ASSERT_TRUE(link);
    EXPECT_NEAR(link->downlink->cnr.value, 6.6, 0.1);
    EXPECT_NEAR(link->uplink->cnr.value, 2.8, 0.1);
    EXPECT_NEAR(item(*link->downlink, "free space"), 159.1, 0.05);
    EXPECT_NEAR(item(*link->downlink, "atmospheric"), 0.1, 0.05);  // printed to one decimal
    EXPECT_NEAR(item(*link->downlink, "scintillation"), 2.2, 1e-9);
    EXPECT_NEAR(item(*link->downlink, "shadow"), 3.0, 1e-9);
    EXPECT_NEAR(link->context.slant_range.in_kilo(), 1075.0, 0.5);
}

TEST(ReferenceLink, Leo1200Set1IsAsPublishedInTr38821) {  // 7.2 dB down, -2.6 dB up
    const auto study = shipped_study("reference/tr38821-leo1200-set1.yaml", {});
    ASSERT_TRUE(study);
    const auto link = point_link(*study, nullptr, {});
    ASSERT_TRUE(link);
    EXPECT_NEAR(link->downlink->cnr.value, 7.2, 0.1);
    EXPECT_NEAR(link->uplink->cnr.value, -2.6, 0.1);
}

TEST(PointLink, SaysNoRightInTheMidPacificAndAtAnAntarcticStation) {
    const auto study = shipped_study("today.yaml", {});
    ASSERT_TRUE(study);
    const auto borders = Borders::load(from_environment("D2C_DATA_DIR") + "/geography/countries-50m.json");
    ASSERT_TRUE(borders);
    for (const auto& [latitude, longitude] : {std::pair{30.0, -150.0}, std::pair{-77.85, 166.67}}) {
        PointLinkQuery query;
        query.at = Geodetic{Angle::degrees(latitude), Angle::degrees(longitude), Metres{0.0}};
        const auto link = point_link(*study, &*borders, query);
        ASSERT_TRUE(link);
        EXPECT_FALSE(link->downlink);
        EXPECT_EQ(link->why_dark.rfind("no right", 0), 0u) << link->why_dark;
    }
}

TEST(PointLink, InMontanaNamesSatelliteCarrierAndRight) {
    const auto study = shipped_study("today.yaml", {});
    ASSERT_TRUE(study);
    const auto borders = Borders::load(from_environment("D2C_DATA_DIR") + "/geography/countries-50m.json");
    ASSERT_TRUE(borders);
    PointLinkQuery query;
    query.at = Geodetic{Angle::degrees(47.32), Angle::degrees(-106.91), Metres{0.0}};
    query.time = parse_instant("2026-05-30T12:00:00Z");
    const auto link = point_link(*study, &*borders, query);
    ASSERT_TRUE(link);
    ASSERT_TRUE(link->downlink) << link->why_dark;
    EXPECT_EQ(link->context.area, "US");
    EXPECT_GE(link->context.elevation.in_degrees(), 20.0);
    // RSRP of a lit phone on one branch lies near the field's median of -121 dBm: within 10 dB for any geometry above the mask.
    EXPECT_NEAR(item(*link->downlink, "RSRP"), -121.0, 10.0);
}

TEST(PointLink, NamesTheClassesWhenOneIsUnknown) {
    const auto study = shipped_study("today.yaml", {});
    ASSERT_TRUE(study);
    PointLinkQuery query;
    query.handset = "nokia-3310";
    const auto link = point_link(*study, nullptr, query);
    ASSERT_FALSE(link);
    EXPECT_EQ(link.faults().front().field, "--handset");
    EXPECT_NE(link.faults().front().allowed.find("lte-today"), std::string::npos);
}

}  // namespace
}  // namespace d2c
