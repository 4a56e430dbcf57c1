#include "roaming/operators/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/roaming/operators/example_market.h"

namespace d2c::testing_operators {
namespace {

using testing::ElementsAre;

const Instant kNow = day(2027);

class Accesses : public testing::Test {
  protected:
    /// `ACCESS OPERATOR` of each option, the reason behind it where it is not allowed.
    std::vector<std::string> of(const char* home, const PhoneSpot& where, Instant at = kNow) {
        std::vector<std::string> lines;
        for (const AccessOption& o : access_options(market_, *market_.find(home), rights_, where, at)) {
            std::string line{to_string(o.access)};
            line += ' ' + (o.serving ? o.serving->id : std::string{"-"});
            if (!o.allowed) line += ": " + o.reason;
            EXPECT_EQ(o.allowed, o.reason.empty());
            lines.push_back(line);
        }
        return lines;
    }
    Market market_ = example_market();
    std::vector<Right> rights_ = example_rights();
};

TEST_F(Accesses, AtHomeTheGroundComesBeforeTheSkyAndWifiBeforeBoth) {
    PhoneSpot home = spot("CL");
    home.terrestrial_cell = home.home_wifi = true;
    EXPECT_THAT(of("chilean", home), ElementsAre("home-wifi chilean", "terrestrial chilean", "satellite chilean"));
    home.home_wifi = home.terrestrial_cell = false;
    EXPECT_THAT(of("chilean", home),
                ElementsAre("satellite chilean", "home-wifi chilean: no home Wi-Fi here", "terrestrial chilean: no terrestrial cell here"));
    market_.order = {Access::kSatellite, Access::kTerrestrial};
    home.terrestrial_cell = true;
    EXPECT_THAT(of("chilean", home), ElementsAre("satellite chilean", "terrestrial chilean"));
}

TEST_F(Accesses, BeyondTheBorderTheNeighboursNetworkServesByAgreementAndOwnSatelliteServiceEnds) {
    PhoneSpot abroad = spot("AR");
    EXPECT_THAT(of("chilean", abroad), ElementsAre("satellite argentine", "home-wifi chilean: no home Wi-Fi here",
                                                   "terrestrial argentine: no terrestrial cell here",
                                                   "terrestrial -: no terrestrial cell here", "satellite chilean: no right: none in AR"));
    abroad.terrestrial_cell = true;
    EXPECT_EQ(of("chilean", abroad).front(), "terrestrial argentine");
    EXPECT_EQ(of("kiwi", abroad).front(), "terrestrial -");  // roaming without a name
    market_.terrestrial_everywhere = false;
    EXPECT_THAT(of("kiwi", abroad), ElementsAre("home-wifi kiwi: no home Wi-Fi here",
                                                "terrestrial -: no network of this access in AR takes subscribers of kiwi",
                                                "satellite kiwi: no right: none in AR"));
}

TEST_F(Accesses, AtSeaTheRightsExtentDecides) {
    EXPECT_EQ(of("chilean", spot("CL", false)).front(), "satellite chilean");
    EXPECT_THAT(of("argentine", spot("AR", false)).back(), "satellite argentine: no right: AR on land only");
    EXPECT_THAT(of("plan", spot("XZ", false)).back(), "satellite plan: no right: n1 from 2028-01-01");
    EXPECT_EQ(of("plan", spot("XZ", false), day(2028)).front(), "satellite plan");
}

TEST_F(Accesses, AnAircraftHasNoCellOnTheGroundAndIsUnderTheLawBelow) {
    PhoneSpot aloft = spot("CL");
    aloft.aboard = Aboard::kAircraft;
    aloft.terrestrial_cell = true;
    EXPECT_THAT(of("chilean", aloft), ElementsAre("satellite chilean", "home-wifi chilean: no home Wi-Fi here",
                                                  "terrestrial chilean: no terrestrial cell in an aircraft"));
    Barring& barring = market_.barring.emplace_back();
    barring.areas = {AreaCode::literal("CL")};
    barring.aboard = {Aboard::kAircraft};
    barring.reason = "phones off";
    EXPECT_EQ(of("chilean", aloft).back(), "satellite chilean: barred: phones off");
    aloft.aboard = Aboard::kLand;
    EXPECT_EQ(of("chilean", aloft).front(), "terrestrial chilean");
}

TEST_F(Accesses, AnAgreementMayLeaveOutShipsAndHasItsDates) {
    market_.agreements[0].aboard = {Aboard::kLand};
    market_.agreements[0].until = day(2027, 6);
    PhoneSpot ship = spot("NZ", false);
    EXPECT_EQ(of("chilean", ship)[0], "satellite kiwi");
    ship.aboard = Aboard::kShip;
    EXPECT_EQ(of("chilean", ship).back(), "satellite kiwi: agreement cl-nz not aboard ship");
    EXPECT_EQ(of("chilean", spot("NZ"), day(2027, 6)).back(), "satellite kiwi: agreement cl-nz ended 2027-06-01");
    EXPECT_EQ(of("chilean", spot("NZ"), day(2025, 6)).back(), "satellite kiwi: agreement cl-nz from 2026-01-01");
}

TEST_F(Accesses, TheSteeringListOrdersPartnersOfOneCountry) {
    market_.operators.push_back(made("second", "NZ", "53005"));
    rights_.push_back(right("nz2", "NZ", "second", RightExtent::kLandOnly));
    market_.agreements.push_back(agreed("cl-nz2", "chilean", "second", {Access::kSatellite}));
    market_.agreements.back().preference = 5;
    auto found = of("chilean", spot("NZ"));
    EXPECT_EQ(found[0], "satellite second");
    EXPECT_EQ(found[1], "satellite kiwi");
    const auto options = access_options(market_, market_.operators[0], rights_, spot("NZ"), kNow);
    EXPECT_EQ(options[0].rank, 0);
    EXPECT_EQ(options[1].rank, 1);
    EXPECT_EQ(first_allowed(options, Access::kSatellite), &options[0]);
    EXPECT_EQ(first_allowed(options, Access::kTerrestrial), nullptr);
}

TEST_F(Accesses, AServiceThatHasNotBegunServesNobodyWhateverTheRight) {
    market_.operators[2].satellite_from = day(2029);
    EXPECT_EQ(of("chilean", spot("NZ")).back(), "satellite kiwi: kiwi serves by satellite from 2029-01-01");
    market_.operators[2].satellite_from.reset();
    EXPECT_EQ(of("chilean", spot("NZ")).back(), "satellite kiwi: kiwi has no service by satellite");
}

TEST_F(Accesses, ABoxOfADisputedPlaceBarsWhateverTheDrawnCountry) {
    Barring& barring = market_.barring.emplace_back();
    barring.areas = {AreaCode::literal("CL"), AreaCode::literal("AR")};
    barring.box = LatLonBox{Angle::degrees(-41.0), Angle::degrees(-39.0), Angle::degrees(-73.0), Angle::degrees(-71.0)};
    barring.accesses = {Access::kSatellite};
    barring.reason = "disputed";
    EXPECT_EQ(of("chilean", spot("CL")).back(), "satellite chilean: barred: disputed");
    PhoneSpot aside = spot("CL");
    aside.place.latitude = Angle::degrees(-38.9);
    EXPECT_EQ(of("chilean", aside).front(), "satellite chilean");
}

TEST_F(Accesses, LocalBreakoutIsTheAgreementsOrTheStudysWord) {
    market_.agreements[0].user_plane = UserPlane::kLocalBreakout;
    PhoneSpot where = spot("NZ");
    where.home_wifi = true;
    const auto options = access_options(market_, market_.operators[0], rights_, where, kNow);
    EXPECT_EQ(first_allowed(options, Access::kSatellite)->user_plane, UserPlane::kLocalBreakout);
    market_.user_plane = UserPlane::kLocalBreakout;
    EXPECT_EQ(first_allowed(access_options(market_, market_.operators[0], rights_, spot("CL"), kNow), Access::kSatellite)->user_plane,
              UserPlane::kLocalBreakout);
    EXPECT_EQ(first_allowed(options, Access::kHomeWifi)->user_plane, UserPlane::kHomeRouted);
}

TEST_F(Accesses, HandoverBetweenNetworksNeedsAnAgreementThatHasIt) {
    const auto of_two = [&](const char* a, const char* b, Instant at) { return hands_over(market_, market_.find(a), market_.find(b), at); };
    EXPECT_TRUE(of_two("chilean", "chilean", kNow));
    EXPECT_TRUE(of_two("chilean", "argentine", kNow));
    EXPECT_TRUE(of_two("argentine", "chilean", kNow));
    EXPECT_FALSE(of_two("argentine", "chilean", day(2025)));
    EXPECT_FALSE(of_two("chilean", "kiwi", kNow));
    EXPECT_FALSE(hands_over(market_, nullptr, market_.find("kiwi"), kNow));
}

TEST(Box, MayLieAcross180Degrees) {
    const LatLonBox box{Angle::degrees(-20.0), Angle::degrees(-15.0), Angle::degrees(175.0), Angle::degrees(-178.0)};
    for (const double inside : {175.0, 179.9, -180.0, -178.0})
        EXPECT_TRUE(box.holds({Angle::degrees(-18.0), Angle::degrees(inside)})) << inside;
    for (const double outside : {174.9, -177.9, 0.0}) EXPECT_FALSE(box.holds({Angle::degrees(-18.0), Angle::degrees(outside)})) << outside;
    EXPECT_FALSE(box.holds({Angle::degrees(-14.9), Angle::degrees(179.0)}));
}

}  // namespace
}  // namespace d2c::testing_operators
