#include "scenarios/read_study.h"

#include "base/sha256.h"
#include "tests/unit/scenarios/fixture.h"

namespace d2c::testing_scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ReadStudy : public ScenarioTest {};

TEST_F(ReadStudy, ValuesArriveInTheUnitsOfTheirTypes) {
    const Study study = good();
    EXPECT_EQ(study.id, "small");
    EXPECT_EQ(study.profile, "full");
    EXPECT_EQ(study.rollout.first, Quarter::of(2026, 1));
    EXPECT_EQ(study.rollout.last, Quarter::of(2027, 4));
    EXPECT_EQ(study.run.window_s, 300.0);
    ASSERT_EQ(study.generations.size(), 2U);
    const PayloadGeneration& payload = study.generations[0].payload;
    EXPECT_EQ(payload.id, "alpha");
    EXPECT_EQ(payload.eirp_density.level.value, 28.5);
    EXPECT_EQ(payload.eirp_density.reference_bandwidth.value, 1e6);
    EXPECT_EQ(payload.rf_power.value, 68.0);
    EXPECT_NEAR(payload.minimum_elevation.in_degrees(), 20.0, 1e-12);
    EXPECT_EQ(payload.in_service_from, instant_of_date(2024, 1, 2));
    ASSERT_EQ(study.generations[1].shells.size(), 1U);
    EXPECT_EQ(study.generations[1].shells[0].id, "low");
    EXPECT_EQ(study.generations[1].shells[0].altitude.value, 330e3);
    ASSERT_TRUE(study.generations[1].pace);
    EXPECT_EQ(study.generations[1].pace->from, instant_of_date(2027, 6, 15));
    EXPECT_EQ(study.generations[1].pace->raising_days, 60.0);
    ASSERT_EQ(study.handsets.size(), 1U);
    EXPECT_EQ(study.handsets[0].id, "phone");
    EXPECT_EQ(study.handsets[0].maximum_bandwidth.value, 20e6);
    ASSERT_EQ(study.rights.size(), 1U);
    EXPECT_EQ(study.rights[0].area.str(), "CL");
    EXPECT_EQ(study.rights[0].downlink.low.value, 2110e6);
    EXPECT_FALSE(study.rights[0].until);
    ASSERT_EQ(study.services.ladder.rungs.size(), 2U);
    EXPECT_EQ(study.services.ladder.id, "default");
    EXPECT_EQ(study.services.ladder.rungs[1].bitrate.value, 700e3);
    EXPECT_EQ(study.demand.eligible_share_default, 1.0);
    EXPECT_EQ(study.demand.eligible_share.at(AreaCode::literal("CL")), 0.3);
    EXPECT_EQ(study.demand.active_share_by_local_hour[23], 0.23);
    ASSERT_EQ(study.geography.places.size(), 1U);
    EXPECT_NEAR(study.geography.places[0].location.latitude.in_degrees(), -33.45, 1e-12);
    EXPECT_EQ(study.geography.population.near_town_share, 0.8);
}

TEST_F(ReadStudy, ObservedSatellitesFlyAtTheirMeanMotion) {
    const Study study = good();
    ASSERT_EQ(study.generations[0].observed.size(), 2U);
    const auto& satellite = study.generations[0].observed[1];
    EXPECT_EQ(satellite.norad_id, 101);
    EXPECT_EQ(satellite.launch, "2025-006");
    EXPECT_EQ(satellite.state.epoch, *parse_instant("2026-05-30T12:00:00Z"));
    EXPECT_NEAR(satellite.state.argument_of_latitude.in_degrees(), 50.0, 1e-9);
    // Oracle: Kepler's third law, a = cbrt(GM / n^2) = 6,736.2 km at 15.7 revolutions a day; J2 moves it by less than 10 km.
    EXPECT_NEAR(satellite.state.semi_major_axis.in_kilo(), 6736.2, 10.0);
}

TEST_F(ReadStudy, EveryValueInForceHasASource) {
    const Study study = good({"world.interruption_s=0.2"});
    for (const ResolvedParameter& p : study.parameters) EXPECT_NE(p.source, "") << p.name;
    EXPECT_EQ(parameter(study, "run.step_s")->source, "assumption: for the test");
    EXPECT_EQ(parameter(study, "run.step_s")->unit, "s");
    EXPECT_EQ(parameter(study, "run.window_s")->source, "small.yaml:6");
    EXPECT_EQ(parameter(study, "constellation.one.payload.max_beams")->source, "the filing");
    EXPECT_EQ(parameter(study, "constellation.one.payload")->value, "constellation/payloads#alpha");
    EXPECT_EQ(parameter(study, "world.interruption_s")->source, "--set");
    EXPECT_THAT(parameter(study, "world.handover_hysteresis_db")->source, StartsWith("assumption"));
    EXPECT_EQ(parameter(study, "spectrum.portfolio.cl-n1")->source, "decree");
    EXPECT_EQ(parameter(study, "geography.places.santiago")->value, "{kind: capital, latitude_deg: -33.45, longitude_deg: -70.67}");
    EXPECT_EQ(parameter(study, "constellation.one.orbits.mean_states.entries")->value, "2 entries");
    EXPECT_EQ(parameter(study, "constellation.one.orbits.mean_states.entries.100.raan_deg"), nullptr);
}

TEST_F(ReadStudy, NoSourceNamesAFolderOfTheMachine) {  // else two machines would store different results
    const Study study = good();
    for (const ResolvedParameter& p : study.parameters)
        EXPECT_THAT(p.value + p.source, ::testing::Not(HasSubstr(folder_.string()))) << p.name;
}

TEST_F(ReadStudy, EveryFileReadIsListedWithItsDigestAndLicence) {
    const Study study = good();
    ASSERT_EQ(study.inputs.size(), 18U);
    EXPECT_EQ(study.inputs[0].name, "small.yaml");
    EXPECT_EQ(study.inputs[0].sha256, sha256_hex(kScenario));
    for (const InputFile& input : study.inputs) {
        EXPECT_EQ(input.sha256.size(), 64U) << input.name;
        EXPECT_EQ(input.licence, input.name == "constellation/payloads" ? "CC0-1.0" : "") << input.name;
    }
    EXPECT_EQ(study.scenario_text, kScenario);
}

TEST_F(ReadStudy, AFileOfOnesOwnIsFoundBesideTheFileThatNamesIt) {
    write("inputs/mine.yaml", R"(schema: d2c.catalogue.ladders/1
entries:
  only: { title: One rung, segment_s: 2, rungs: { sd: { height_px: 480, bitrate_kbps: 900, peak_to_mean: 1.5 } }, source: own }
)");
    rewrite("session_s: 200", "session_s: 200, ladder: inputs/mine.yaml");
    const Study study = good();
    EXPECT_EQ(study.services.ladder.id, "default");
    EXPECT_EQ(study.services.ladder.segment_s, 2.0);
    EXPECT_THAT(study.inputs, ::testing::Contains(::testing::Field(&InputFile::name, "inputs/mine.yaml")));
}

TEST_F(ReadStudy, AnInlineObjectReplacesACatalogueEntry) {
    rewrite("session_s: 200",
            "session_s: 200, ladder: { title: x, segment_s: 2, rungs: { sd: { height_px: 480, bitrate_kbps: 900, peak_to_mean: 1.5 } }, "
            "source: me }");
    const Study study = good();
    EXPECT_EQ(study.services.ladder.id, "inline");
    EXPECT_EQ(parameter(study, "services.video.ladder.rungs.sd.bitrate_kbps")->source, "me");
}

TEST_F(ReadStudy, SeveralPortfoliosAddedRightsAndEventsComeTogether) {
    rewrite("{ portfolio: spectrum/portfolios#today }", R"(
  portfolio: [spectrum/portfolios#today, spectrum/portfolios#later]
  rights:
    ar-n1: { area: AR, extent: land, band: n1, uplink_mhz: [1925, 1930], downlink_mhz: [2115, 2120], holder: C, service: supplemental-coverage,
             status: primary, from_utc: 2026-01-01, source: "assumption: x" }
  events:
    bo: { at: 2027-01-01, source: press, add: { bo-n1: { area: BO, extent: land, band: n1, uplink_mhz: [1920, 1925], downlink_mhz: [2110, 2115],
          holder: D, service: supplemental-coverage, status: primary, from_utc: 2026-01-01, source: press } } })");
    const Study study = good();
    std::vector<std::string> ids;
    for (const Right& right : study.rights) ids.push_back(right.id);
    EXPECT_THAT(ids, ElementsAre("cl-n1", "pe-n1", "ar-n1", "bo-n1"));
    EXPECT_EQ(study.rights[1].until, instant_of_date(2030, 1, 1));
    EXPECT_EQ(study.rights[3].from, instant_of_date(2027, 1, 1));  // the event's date, later than the right's own
}

TEST_F(ReadStudy, AFixedGeometryNeedsNoOrbitAndNoCatalogueOfPlaces) {
    write("small.yaml", R"(schema: d2c.scenario/1
id: fixed
title: Fixed
geometry: { altitude_km: 600, elevation_deg: 30 }
constellation: { leo: { payload: constellation/payloads#alpha } }
handset_phy: { classes: { phone: handset_phy/chipsets#plain } }
link: { downlink_frequency_mhz: 2000, uplink_frequency_mhz: 1990, downlink_bandwidth_mhz: 30, uplink_bandwidth_mhz: 0.36, gas_loss_db: 0.1 }
)");
    const Study study = good();
    ASSERT_TRUE(study.geometry);
    EXPECT_EQ(study.geometry->altitude.value, 600e3);
    EXPECT_NEAR(study.geometry->elevation.in_degrees(), 30, 1e-12);
    EXPECT_EQ(study.link.uplink_bandwidth->value, 0.36e6);
    EXPECT_EQ(study.link.gas_loss->value, 0.1);
    EXPECT_FALSE(study.link.shadow_margin);
    EXPECT_EQ(study.inputs.size(), 3U);
}

}  // namespace
}  // namespace d2c::testing_scenarios
