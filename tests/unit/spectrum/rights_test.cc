#include "spectrum/rights.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>

#include "tests/unit/spectrum/example_rights.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;
using test::example_rights;
using test::kAllBands;

constexpr AreaCode kUs = AreaCode::literal("US");
constexpr AreaCode kPe = AreaCode::literal("PE");
const LinkBands kBoth{kAllBands, kAllBands};
const Instant kMid2026 = instant_of_date(2026, 7, 1);

TEST(Rights, BeginWithTheirFirstInstantAndEndBeforeTheirLast) {
    const std::vector<Right> rights{test::pe_n2()};
    const Instant from = instant_of_date(2025, 12, 1), until = instant_of_date(2027, 12, 1);
    EXPECT_TRUE(rights_at(rights, kPe, true, from - 1ns).empty());
    EXPECT_EQ(rights_at(rights, kPe, true, from).size(), 1U);
    EXPECT_EQ(rights_at(rights, kPe, true, until - 1ns).size(), 1U);
    EXPECT_TRUE(rights_at(rights, kPe, true, until).empty());
}

TEST(Rights, OfLandOnlyStopAtTheCoastAndOthersReachTheTerritorialSea) {
    const std::vector<Right> rights = example_rights();
    EXPECT_EQ(rights_at(rights, kPe, true, kMid2026).size(), 1U);
    EXPECT_TRUE(rights_at(rights, kPe, false, kMid2026).empty());
    EXPECT_EQ(rights_at(rights, kUs, false, kMid2026).size(), 1U);
}

TEST(Rights, OfOneCountryNeverReachAnotherTheHighSeasOrAntarctica) {
    const std::vector<Right> rights = example_rights();
    const Instant in_2027 = instant_of_date(2027, 1, 1);
    for (const AreaCode elsewhere : {AreaCode::literal("CA"), kHighSeas, kAntarctica, AreaCode{}})
        for (const bool on_land : {true, false}) EXPECT_FALSE(may_light(rights, {elsewhere, on_land}, in_2027, kBoth)) << elsewhere.str();
}

TEST(Rights, OfAnEmptyAreaLightNothing) {
    Right nowhere = test::us_pcs_g();
    nowhere.area = AreaCode{};
    EXPECT_FALSE(may_light(nowhere, {AreaCode{}, true}, kMid2026, kBoth));
}

TEST(Rights, LightTheHighSeasOnlyFromTheDateOfTheMobileSatelliteRight) {
    const std::vector<Right> rights = example_rights();
    EXPECT_FALSE(may_light(rights, {kHighSeas, false}, instant_of_date(2027, 12, 31), kBoth));
    EXPECT_TRUE(may_light(rights, {kHighSeas, false}, instant_of_date(2028, 1, 1), kBoth));
}

TEST(Rights, NeedTheirBandInBothSatelliteAndPhone) {
    const std::vector<Right> rights = example_rights();
    const std::vector<std::string> without{"n2", "n256"}, with{"pcs-g"}, none;
    EXPECT_TRUE(may_light(rights, {kUs, true}, kMid2026, {with, with}));
    EXPECT_FALSE(may_light(rights, {kUs, true}, kMid2026, {with, without}));
    EXPECT_FALSE(may_light(rights, {kUs, true}, kMid2026, {without, with}));
    EXPECT_FALSE(may_light(rights, {kUs, true}, kMid2026, {none, none}));
    ASSERT_EQ(usable_rights(rights, {kUs, true}, kMid2026, kBoth).size(), 1U);
    EXPECT_EQ(usable_rights(rights, {kUs, true}, kMid2026, kBoth)[0]->id, "us-pcs-g");
}

TEST(NoRightReason, IsEmptyWhereARightCanBeUsed) { EXPECT_EQ(no_right_reason(example_rights(), {kUs, true}, kMid2026, kBoth), ""); }

TEST(NoRightReason, SaysThatThereIsNone) {
    EXPECT_EQ(no_right_reason(example_rights(), {kAntarctica, true}, kMid2026, kBoth), "no right: none in AQ");
    EXPECT_EQ(no_right_reason(example_rights(), {AreaCode{}, true}, kMid2026, kBoth), "no right: no area");
}

TEST(NoRightReason, NamesTheDateToComeAndTheDatePast) {
    EXPECT_EQ(no_right_reason(example_rights(), {kHighSeas, false}, kMid2026, kBoth), "no right: n256 from 2028-01-01");
    EXPECT_EQ(no_right_reason(example_rights(), {kPe, true}, instant_of_date(2030, 1, 1), kBoth), "no right: n2 ended 2027-12-01");
}

TEST(NoRightReason, NamesTheEarliestDateInABandThatSatelliteAndPhoneShare) {
    std::vector<Right> rights{test::xz_mss(), test::xz_mss()};
    rights[0].band = "n254";
    rights[0].from = instant_of_date(2027, 1, 1);
    EXPECT_EQ(no_right_reason(rights, {kHighSeas, false}, kMid2026, kBoth), "no right: n256 from 2028-01-01");
    const std::vector<std::string> neither;
    EXPECT_EQ(no_right_reason(rights, {kHighSeas, false}, kMid2026, {neither, neither}), "no right: n254 from 2027-01-01");
}

TEST(NoRightReason, NamesTheBandThatIsMissingAndWhere) {
    const std::vector<std::string> without{"n2"};
    EXPECT_EQ(no_right_reason(example_rights(), {kUs, true}, kMid2026, {kAllBands, without}), "no right: pcs-g not in the phone");
    EXPECT_EQ(no_right_reason(example_rights(), {kUs, true}, kMid2026, {without, kAllBands}), "no right: pcs-g not in the satellite");
}

TEST(NoRightReason, SaysThatTheRightStopsAtTheCoast) {
    EXPECT_EQ(no_right_reason(example_rights(), {kPe, false}, kMid2026, kBoth), "no right: PE on land only");
}

TEST(RightWords, AreReadBackAsTheyArePrinted) {
    for (const RightStatus status : {RightStatus::kPrimary, RightStatus::kSecondary, RightStatus::kNonInterference})
        EXPECT_EQ(parse_right_status(to_string(status)), status);
    for (const RightService service : {RightService::kSupplementalCoverage, RightService::kMobileSatellite})
        EXPECT_EQ(parse_right_service(to_string(service)), service);
    for (const RightExtent extent : {RightExtent::kLandOnly, RightExtent::kLandAndTerritorialSea})
        EXPECT_EQ(parse_right_extent(to_string(extent)), extent);
    EXPECT_EQ(to_string(RightStatus::kNonInterference), "non-interference");
    EXPECT_EQ(to_string(RightExtent::kLandAndTerritorialSea), "land-and-territorial-sea");
}

TEST(RightWords, OfAnotherSpellingAreRefused) {
    EXPECT_EQ(parse_right_status("Primary"), std::nullopt);
    EXPECT_EQ(parse_right_service(""), std::nullopt);
    EXPECT_EQ(parse_right_extent("sea"), std::nullopt);
}

}  // namespace
}  // namespace d2c
