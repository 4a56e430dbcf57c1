#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "spectrum/rights.h"
#include "tests/unit/spectrum/example_rights.h"

namespace d2c {
namespace {

using test::mhz;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> fields(const Faults& faults) {
    std::vector<std::string> names;
    for (const Fault& fault : faults) names.push_back(fault.field);
    return names;
}
std::vector<std::string> fields_of(const Right& right) { return fields(check_rights(test::example_bands(), std::vector<Right>{right})); }

TEST(CheckRights, FindsNoFaultInASoundTable) { EXPECT_THAT(check_rights(test::example_bands(), test::example_rights()), IsEmpty()); }

TEST(CheckRights, RefusesAnUnknownAndAnUnpairedBand) {
    Right right = test::us_pcs_g();
    right.band = "n99";
    EXPECT_THAT(fields_of(right), ElementsAre("us-pcs-g.band"));
    right.band = "aws-3-unpaired";
    EXPECT_THAT(fields_of(right), ElementsAre("us-pcs-g.band"));
}

TEST(CheckRights, RefusesARangeThatLeavesItsBandByATenthOfAMegahertz) {
    Right right = test::us_pcs_g();
    right.downlink = mhz(1990.1, 1995.1);
    right.uplink = mhz(1910.1, 1915.1);
    const Faults faults = check_rights(test::example_bands(), std::vector<Right>{right});
    EXPECT_THAT(fields(faults), ElementsAre("us-pcs-g.downlink_mhz", "us-pcs-g.uplink_mhz"));
    EXPECT_EQ(faults[0].value, "1990.1 MHz to 1995.1 MHz");
    EXPECT_EQ(faults[0].allowed, "inside 1990 MHz to 1995 MHz of pcs-g");
}

TEST(CheckRights, RefusesAWidthThatIsNotAboveZero) {
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    for (const FrequencyRange bad :
         {mhz(1995, 1990), mhz(1990, 1990), mhz(nan, 1995), mhz(1990, nan), mhz(-5, 1995), mhz(1990, infinity)}) {
        Right right = test::us_pcs_g();
        right.downlink = bad;
        EXPECT_THAT(fields_of(right), ElementsAre("us-pcs-g.downlink_mhz"));
    }
}

TEST(CheckRights, RefusesAnotherDuplexDistanceThanTheBands) {
    Right right = test::pe_n2();
    right.uplink = mhz(1855, 1860);  // 75 MHz below the downlink; PCS has 80 (TS 36.101 table 5.7.4-1)
    EXPECT_THAT(fields_of(right), ElementsAre("pe-n2.uplink_mhz"));
}

TEST(CheckRights, AllowsAnyDuplexDistanceWhereTheDirectionsDifferInWidth) {
    Right right = test::us_pcs_g();
    right.band = "n70";  // 15 MHz up, 25 MHz down
    right.uplink = mhz(1695, 1710);
    right.downlink = mhz(2000, 2020);
    EXPECT_THAT(fields_of(right), IsEmpty());
}

TEST(CheckRights, RefusesSupplementalCoverageWhereNoCountryHasTheSay) {
    for (const AreaCode area : {kHighSeas, kAntarctica}) {
        Right right = test::us_pcs_g();
        right.area = area;
        EXPECT_THAT(fields_of(right), ElementsAre("us-pcs-g.service")) << area.str();
    }
}

TEST(CheckRights, RefusesLandOfTheHighSeas) {
    Right right = test::xz_mss();
    right.extent = RightExtent::kLandOnly;
    EXPECT_THAT(fields_of(right), ElementsAre("xz-mss.extent"));
}

TEST(CheckRights, RefusesAnEndThatIsNotAfterTheBeginning) {
    Right right = test::pe_n2();
    right.until = right.from;
    EXPECT_THAT(fields_of(right), ElementsAre("pe-n2.until_utc"));
}

TEST(CheckRights, ReportsEverythingThatIsMissingAtOnce) {
    Right right = test::us_pcs_g();
    right.area = AreaCode{};
    right.holder.clear();
    right.source.clear();
    EXPECT_THAT(fields_of(right), ElementsAre("us-pcs-g.area", "us-pcs-g.holder", "us-pcs-g.source"));
}

TEST(CheckRights, RefusesTheSameSpectrumTwiceInOneAreaAtOneTime) {
    Right again = test::pe_n2();
    again.id = "pe-again";
    const std::vector<Right> both{test::pe_n2(), again};
    EXPECT_THAT(fields(check_rights(test::example_bands(), both)), ElementsAre("pe-again.downlink_mhz"));

    std::vector<Right> in_turn = both;
    in_turn[1].from = *in_turn[0].until;
    in_turn[1].until.reset();
    EXPECT_THAT(check_rights(test::example_bands(), in_turn), IsEmpty());
}

TEST(CheckRights, RefusesOneIdTwice) {
    std::vector<Right> rights{test::pe_n2(), test::us_pcs_g()};
    rights[1].id = "pe-n2";
    EXPECT_THAT(fields(check_rights(test::example_bands(), rights)), ElementsAre("pe-n2.id"));
}

TEST(CheckBands, FindsNoFaultInASoundTable) { EXPECT_THAT(check_bands(test::example_bands()), IsEmpty()); }

TEST(CheckBands, RefusesABandWithoutEdgesOrWithEdgesOutOfOrder) {
    const std::vector<Band> bands{
        {.id = "empty", .title = "", .kind = "", .uplink = std::nullopt, .downlink = std::nullopt, .source = "test"},
        {.id = "turned", .title = "", .kind = "", .uplink = mhz(1915, 1910), .downlink = std::nullopt, .source = "test"},
        {.id = "turned", .title = "", .kind = "", .uplink = mhz(1910, 1915), .downlink = std::nullopt, .source = ""}};
    EXPECT_THAT(fields(check_bands(bands)), ElementsAre("empty.downlink_mhz", "turned.uplink_mhz", "turned.id", "turned.source"));
}

}  // namespace
}  // namespace d2c
