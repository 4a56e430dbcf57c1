#include "roaming/procedures/sequence.h"
#include "scenarios/read_study.h"
#include "tests/unit/scenarios/fixture.h"

namespace d2c::testing_scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class RoamingFields : public ScenarioTest {
  protected:
    /// The block `roaming`, which begins at line 21 of the scenario.
    void roaming(const std::string& lines) { rewrite("profiles:", "roaming:\n" + lines + "profiles:"); }
    void operators(const std::string& more) {
        write("data/roaming/catalogue/operators.yaml", R"(schema: d2c.catalogue.operators/1
entries:
  starlink: { title: Plan, home_core_place: Here, home_core_latitude_deg: 33.9, home_core_longitude_deg: -118.4, source: test }
  entel: { title: Entel, countries: [CL], plmns: ["73001"], home_core_place: Santiago, home_core_latitude_deg: -33.5, home_core_longitude_deg: -70.7, source: test }
)" + more);
    }
};

TEST_F(RoamingFields, GatewaysComeFromACatalogueOrStandInline) {
    rewrite("profiles:", "world: { gateways: roaming/gateways }\nprofiles:");
    const Study study = good();
    ASSERT_EQ(study.world.gateways.size(), 2U);
    EXPECT_EQ(study.world.gateways[0].id, "santiago");
    EXPECT_EQ(study.world.gateways[0].area, AreaCode::literal("CL"));
    EXPECT_NEAR(study.world.gateways[0].location.latitude.in_degrees(), -33.4, 1e-12);
    EXPECT_EQ(study.world.gateways[1].point_of_presence, "centre");
    EXPECT_EQ(
        good({"world.gateways={one: {latitude_deg: 1, longitude_deg: 2, minimum_elevation_deg: 3, source: test}}"}).world.gateways.size(),
        1U);
    EXPECT_THAT(faults({"world.gateways.lima.latitude_deg=91"}),
                ElementsAre("--set: world.gateways.lima.latitude_deg: 91: a number -90 to 90 [deg]"));
    EXPECT_THAT(faults({"world.gateways.lima.point_of_presence=center"}),
                ElementsAre("--set: world.gateways.lima.point_of_presence: center: an id of roaming.transport.points_of_presence; "
                            "the nearest is centre"));
}

TEST_F(RoamingFields, AScenarioThatSaysNothingHasTheCatalogues) {
    const RoamingConfig roaming = good().roaming;
    EXPECT_EQ(roaming.home, "starlink");
    ASSERT_EQ(roaming.market.operators.size(), 2U);
    const Operator& entel = roaming.market.operators[1];
    EXPECT_EQ(entel.plmn(), Plmn::parse("73001"));
    EXPECT_TRUE(entel.at_home_in(AreaCode::literal("CL")));
    EXPECT_EQ(entel.satellite_from, parse_instant("2025-12-01"));
    EXPECT_TRUE(roaming.market.operators[0].plmn().empty());
    ASSERT_EQ(roaming.market.agreements.size(), 1U);
    EXPECT_TRUE(roaming.market.agreements[0].accesses.has(Access::kSatellite));
    EXPECT_FALSE(roaming.market.agreements[0].accesses.has(Access::kTerrestrial));
    EXPECT_TRUE(roaming.market.agreements[0].aboard.has(Aboard::kShip));
    ASSERT_EQ(roaming.market.barring.size(), 1U);
    EXPECT_FALSE(roaming.market.barring[0].aboard.has(Aboard::kShip));
    EXPECT_TRUE(roaming.market.barring[0].accesses.has(Access::kHomeWifi));
    EXPECT_THAT(roaming.market.order, ElementsAre(Access::kHomeWifi, Access::kTerrestrial, Access::kSatellite));
    EXPECT_EQ(roaming.market.user_plane, UserPlane::kHomeRouted);
    EXPECT_EQ(roaming.transport.gateways.size(), 2U);
    EXPECT_EQ(roaming.transport.points_of_presence.size(), 1U);
    EXPECT_EQ(roaming.transport.fibre.stretch_ratio, 2.1);
    EXPECT_EQ(roaming.handover.trigger.trigger, Trigger::kA3);
    EXPECT_EQ(roaming.handover.method, HandoverMethod::kBreakBeforeMake);
    const TriggerParameters usual;  // the library's own
    EXPECT_EQ(roaming.handover.trigger.hysteresis, usual.hysteresis);
    EXPECT_EQ(roaming.handover.trigger.a3_offset, usual.a3_offset);
    EXPECT_EQ(roaming.handover.trigger.a4_threshold, usual.a4_threshold);
    EXPECT_EQ(roaming.handover.trigger.a5_threshold1, usual.a5_threshold1);
    EXPECT_EQ(roaming.handover.trigger.a5_threshold2, usual.a5_threshold2);
    EXPECT_EQ(roaming.handover.trigger.d1_threshold1, usual.d1_threshold1);
    EXPECT_EQ(roaming.handover.trigger.d1_threshold2, usual.d1_threshold2);
    EXPECT_EQ(roaming.handover.trigger.d1_hysteresis, usual.d1_hysteresis);
    EXPECT_EQ(roaming.handover.trigger.t1_lead, usual.t1_lead);
    EXPECT_EQ(roaming.handover.trigger.t1_duration, usual.t1_duration);
    EXPECT_EQ(roaming.handover.trigger.least_sinr, usual.least_sinr);
    EXPECT_EQ(roaming.handover.trigger.time_to_trigger, usual.time_to_trigger);
}

TEST_F(RoamingFields, WhatAScenarioSaysIsTaken) {
    roaming(R"(  operator: entel
  order: [satellite, terrestrial]
  user_plane: local-breakout
  tracking_area_order: 3
  handover: { trigger: conditional, prefer: longest-remaining, hysteresis_db: 3.5, time_to_trigger_ms: 320, d1_threshold1_m: 25000 }
  transport: { content_ms: 5, satellite_ms: 0.2, mesh_closing: false }
)");
    const RoamingConfig roaming = good().roaming;
    EXPECT_EQ(roaming.home, "entel");
    EXPECT_THAT(roaming.market.order, ElementsAre(Access::kSatellite, Access::kTerrestrial));
    EXPECT_EQ(roaming.market.user_plane, UserPlane::kLocalBreakout);
    EXPECT_EQ(roaming.tracking_area_order, 3);
    EXPECT_EQ(roaming.handover.trigger.trigger, Trigger::kA4AndT1);
    EXPECT_EQ(roaming.handover.method, HandoverMethod::kConditional);
    EXPECT_EQ(roaming.handover.trigger.prefer, Preference::kLongestRemaining);
    EXPECT_EQ(roaming.handover.trigger.hysteresis.value, 3.5);
    EXPECT_EQ(roaming.handover.trigger.time_to_trigger, std::chrono::milliseconds{320});
    EXPECT_EQ(roaming.handover.trigger.d1_threshold1.value, 25000.0);
    EXPECT_EQ(good({"roaming.handover.procedure=rach-less"}).roaming.handover.method, HandoverMethod::kRachLess);
    EXPECT_NEAR(roaming.transport.content_s, 0.005, 1e-15);
    EXPECT_NEAR(roaming.transport.forwarding.satellite_s, 0.0002, 1e-15);
    EXPECT_FALSE(roaming.transport.mesh_closing);
}

TEST_F(RoamingFields, AnEntryOfAgreementsStandsForEveryPairOfItsLists) {
    write("data/roaming/catalogue/agreements.yaml", R"(schema: d2c.catalogue.agreements/1
entries:
  all: { home: [starlink, entel], visited: [starlink, entel], accesses: [satellite], from_utc: 2026-01-01, source: test }
)");
    const auto agreements = good().roaming.market.agreements;
    ASSERT_EQ(agreements.size(), 2U);
    EXPECT_EQ(agreements[0].home + ' ' + agreements[0].visited, "starlink entel");
    EXPECT_EQ(agreements[1].home + ' ' + agreements[1].visited, "entel starlink");
}

TEST_F(RoamingFields, AnUnknownOperatorIsOneErrorWithTheNearest) {
    roaming("  operator: entl\n");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:22: roaming.operator: entl: an id of roaming.operators; the nearest is entel"));
}

TEST_F(RoamingFields, AnAgreementOfAnUnknownOperatorIsOneErrorInItsFile) {
    write("data/roaming/catalogue/agreements.yaml", R"(schema: d2c.catalogue.agreements/1
entries:
  plan: { home: [starlink], visited: [entel], accesses: [satellite], from_utc: 2026-01-01, source: test }
  lost: { home: [starlink], visited: [entell], accesses: [satellite], from_utc: 2026-01-01, source: test }
)");
    EXPECT_THAT(faults(), ElementsAre("data/roaming/catalogue/agreements.yaml:4: roaming.agreements.lost.visited: entell: "
                                      "an id of roaming.operators; the nearest is entel"));
}

TEST_F(RoamingFields, OverlappingAgreementsAreOneError) {
    write("data/roaming/catalogue/agreements.yaml", R"(schema: d2c.catalogue.agreements/1
entries:
  plan: { home: [starlink], visited: [entel], accesses: [satellite], from_utc: 2026-01-01, until_utc: 2027-01-01, source: test }
  next: { home: [starlink], visited: [entel], accesses: [satellite], from_utc: 2027-01-01, source: test }
  over: { home: [starlink], visited: [entel], accesses: [terrestrial, satellite], from_utc: 2026-06-01, until_utc: 2026-07-01, source: test }
)");
    EXPECT_THAT(faults(),
                ElementsAre("data/roaming/catalogue/agreements.yaml:5: roaming.agreements.over: starlink in entel: no overlap with "
                            "agreement plan, of the same two operators for the same access at the same time"));
}

TEST_F(RoamingFields, ANetworkCodeIsFiveOrSixDigits) {
    for (const char* bad : {"7300", "7300123", "7300A", "73 01", "-7300", "730-01"}) {
        operators(std::string{"  bad: { title: Bad, countries: [PE], plmns: [\""} + bad +
                  "\"], home_core_place: Lima, home_core_latitude_deg: -12, home_core_longitude_deg: -77, source: test }\n");
        EXPECT_THAT(faults(), ElementsAre(std::string{"data/roaming/catalogue/operators.yaml:5: roaming.operators.bad.plmns: "} + bad +
                                          ": five or six digits, quoted: country code and network code (ITU-T E.212)"))
            << bad;
    }
    operators(
        "  good: { title: Good, countries: [PE], plmns: [\"716017\", \"00101\"], home_core_place: Lima, home_core_latitude_deg: -12, "
        "home_core_longitude_deg: -77, source: test }\n");
    EXPECT_THAT(faults(), IsEmpty());
}

TEST_F(RoamingFields, ANetworkCodeHasOneOperator) {
    operators(
        "  twin: { title: Twin, countries: [PE], plmns: [\"73001\"], home_core_place: Lima, home_core_latitude_deg: -12, "
        "home_core_longitude_deg: -77, source: test }\n");
    EXPECT_THAT(faults(), ElementsAre("data/roaming/catalogue/operators.yaml:5: roaming.operators.twin.plmns: 73001: "
                                      "a network code of one operator; entel has it"));
}

TEST_F(RoamingFields, WordsAndAreasOutsideTheAllowedAreFaultsEach) {
    write("data/roaming/catalogue/barring.yaml", R"(schema: d2c.catalogue.barring/1
entries:
  words: { areas: [usa], accesses: [wifi], aboard: [train], from_utc: 2026-01-01, reason: r, source: test }
)");
    roaming("  order: [satellite, terrestial]\n");
    const std::string at = "data/roaming/catalogue/barring.yaml:3: roaming.barring.words.";
    EXPECT_THAT(faults(), testing::UnorderedElementsAre(
                              at + "areas: usa: a country's two letters (ISO 3166-1), XZ for the high seas, AQ for Antarctica",
                              at + "accesses: wifi: satellite, terrestrial or home-wifi", at + "aboard: train: land, ship or aircraft",
                              "small.yaml:22: roaming.order: terrestial: home-wifi, terrestrial or satellite"));
}

TEST_F(RoamingFields, DatesBoxesAndNamesOfBarringAreChecked) {
    write("data/roaming/catalogue/barring.yaml", R"(schema: d2c.catalogue.barring/1
entries:
  dates: { from_utc: 2026-01-01, until_utc: 2026-01-01, reason: r, source: test }
  where: { box_deg: [10, -10, 0, 1], operators: [nobody], from_utc: 2026-01-01, reason: r, source: test }
)");
    const std::string file = "data/roaming/catalogue/barring.yaml:";
    EXPECT_THAT(faults(), testing::UnorderedElementsAre(
                              file + "3: roaming.barring.dates.until_utc: 2026-01-01T00:00:00Z: after from_utc, 2026-01-01T00:00:00Z",
                              file + "4: roaming.barring.where.operators: nobody: an id of roaming.operators; there are starlink, entel",
                              file + "4: roaming.barring.where.box: south not below north: south, north, west, east"));
}

TEST_F(RoamingFields, AHandoverValueBetweenTheStandardsStepsIsAFault) {
    roaming("  handover:\n    time_to_trigger_ms: 333\n    hysteresis_db: 1.2\n");
    EXPECT_THAT(faults(),
                ElementsAre("small.yaml:23: roaming.handover.time_to_trigger_ms: 333: 0, 40, 64, 80, 100, 128, 160, 256, 320, 480, 512, "
                            "640, 1024, 1280, 2560 or 5120 [ms] (TS 38.331, TimeToTrigger)",
                            "small.yaml:24: roaming.handover.hysteresis_db: 1.2: 0 to 15 in steps of 0.5 [dB] (TS 38.331, Hysteresis)"));
}

TEST_F(RoamingFields, ATriggerIsOneOfItsWordsAndNoNumberIsNan) {
    roaming("  handover: { trigger: a6, hysteresis_db: .nan }\n");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:22: roaming.handover.trigger: a6: one of strongest, a3, a4, a5, d1, t1, a4-and-d1, "
                                      "a4-and-t1, conditional; the nearest is a3",
                                      "small.yaml:22: roaming.handover.hysteresis_db: .nan: a number 0 to 15 [dB]"));
}

TEST_F(RoamingFields, HandoverAndTheWorldsHysteresisSayOneThing) {  // docs/decisions/0007
    const auto margin = [&](const std::vector<std::string>& sets) {
        const Study study = good(sets);
        return std::pair{study.world.handover_hysteresis.value, study.roaming.handover.trigger.a3_offset.value};
    };
    EXPECT_EQ(margin({}), (std::pair{3.0, 2.0}));
    EXPECT_EQ(margin({"roaming.handover.a3_offset_db=4"}), (std::pair{5.0, 4.0}));
    EXPECT_EQ(margin({"world.handover_hysteresis_db=0"}), (std::pair{0.0, -1.0}));
    EXPECT_EQ(margin({"world.handover_hysteresis_db=6", "roaming.handover.a3_offset_db=5"}), (std::pair{6.0, 5.0}));
    EXPECT_EQ(margin({"roaming.handover.trigger=strongest"}).first, 1.0);
    const Study study = good({"world.handover_hysteresis_db=5"});
    EXPECT_EQ(parameter(study, "roaming.handover.a3_offset_db")->value, "4");
    EXPECT_EQ(parameter(good({"roaming.handover.hysteresis_db=2"}), "world.handover_hysteresis_db")->value, "4");
    EXPECT_THAT(
        faults({"world.handover_hysteresis_db=3", "roaming.handover.a3_offset_db=5"}),
        ElementsAre("--set: world.handover_hysteresis_db: 3: 6, as roaming.handover says (hysteresis_db and a3_offset_db together), "
                    "or nothing [dB]"));
    EXPECT_THAT(
        faults({"world.handover_hysteresis_db=3", "roaming.handover.trigger=a4"}),
        ElementsAre("--set: world.handover_hysteresis_db: 3: nothing, since roaming.handover.trigger is a4: it is the sum of hysteresis "
                    "and offset of a3"));
    EXPECT_THAT(
        faults({"world.policy=nearest", "roaming.handover.prefer=longest-remaining"}),
        ElementsAre("--set: roaming.handover.prefer: longest-remaining: strongest, since world.policy nearest says which satellite is "
                    "taken"));
    EXPECT_FALSE(good().world.interruption_s);
    EXPECT_EQ(good({"world.interruption_s=0.2"}).world.interruption_s, 0.2);
}

}  // namespace
}  // namespace d2c::testing_scenarios
