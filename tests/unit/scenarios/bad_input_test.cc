#include "scenarios/read_study.h"
#include "tests/unit/scenarios/fixture.h"

namespace d2c::testing_scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class BadInput : public ScenarioTest {};

TEST_F(BadInput, AnUnknownKeyComesWithTheNearest) {
    rewrite("  step_s: 10", "  step_sec: 10");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:7: run.step_sec: unknown key; the nearest is step_s"));
}

TEST_F(BadInput, AKeyOfALaterIssueIsUnknown) {
    rewrite("demand:", "store: {}\ndemand:");
    EXPECT_THAT(faults(), ElementsAre(StartsWith("small.yaml:20: store: unknown key")));
}

TEST_F(BadInput, ADuplicateKeyIsNamedWithBothLines) {
    rewrite("  step_s: 10", "  window_s: 600\n  step_s: 10");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:7: run.window_s: 600: a key stands once; the first one is in line 6"));
}

TEST_F(BadInput, NanAndInfinityAreNotNumbersInRange) {
    for (const char* bad :
         {".nan", ".NaN", "nan", ".inf", "-.inf", "inf", "1e999", "0x10", "1_000", "\"300\"", "", "five", "[300]", "{a: 1}", "true"}) {
        const std::vector<std::string> found = faults({std::string{"run.window_s="} + bad});
        if (std::string{bad}.empty()) {
            EXPECT_THAT(found, IsEmpty());  // nothing is the default
            continue;
        }
        ASSERT_EQ(found.size(), 1U) << bad;
        EXPECT_THAT(found[0], StartsWith("--set: run.window_s: ")) << bad;
        EXPECT_THAT(found[0], HasSubstr("a number 60 to 86400 [s]")) << bad;
    }
}

TEST_F(BadInput, ANanInACatalogueIsFoundThere) {
    write("data/handset_phy/catalogue/chipsets.yaml", R"(schema: d2c.catalogue.chipsets/1
entries:
  plain: { title: Plain, air_interface: lte, release: 15, bands: [n1], maximum_bandwidth_mhz: -20, receive_branches: 2, antenna_gain_dbi: -3,
           polarisation_loss_db: 3, body_loss_db: 0, noise_figure_db: .nan, transmit_power_dbm: 23, highest_modulation_order: 6, layers: 1,
           overhead_share: 0.27, in_service_from_utc: 2019-01-01, source: TS 36.101 }
)");
    EXPECT_THAT(faults(), ElementsAre("data/handset_phy/catalogue/chipsets.yaml:3: handset_phy.classes.phone.maximum_bandwidth_mhz: -20: "
                                      "a number 0.18 to 400 [MHz]",
                                      "data/handset_phy/catalogue/chipsets.yaml:4: handset_phy.classes.phone.noise_figure_db: .nan: "
                                      "a number 0 to 20 [dB]"));
}

TEST_F(BadInput, AMissingCatalogueComesWithTheNearest) {
    rewrite("constellation/payloads#alpha", "constellation/payload#alpha");
    const auto found = faults();
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0], StartsWith("small.yaml:12: constellation.one.payload: constellation/payload#alpha: "));
    EXPECT_THAT(found[0], HasSubstr("the nearest is constellation/payloads"));
}

TEST_F(BadInput, AMissingEntryComesWithTheNearest) {
    rewrite("chipsets#plain", "chipsets#plane");
    EXPECT_THAT(faults(),
                ElementsAre("small.yaml:19: handset_phy.classes.phone: handset_phy/chipsets#plane: an entry of handset_phy/chipsets; "
                            "the nearest is handset_phy/chipsets#plain"));
}

TEST_F(BadInput, ACatalogueOfAnotherKindIsRefused) {
    rewrite("constellation/payloads#alpha", "handset_phy/chipsets#plain");
    EXPECT_THAT(faults(), ::testing::Contains(
                              "data/handset_phy/catalogue/chipsets.yaml:1: schema: d2c.catalogue.chipsets/1: d2c.catalogue.payloads/1"));
}

TEST_F(BadInput, AFileThatIsNotThereAndAFolderAreFaults) {
    EXPECT_FALSE(read_study({path("absent.yaml"), {}, {}, path("data")}));
    EXPECT_FALSE(read_study({path("data"), {}, {}, path("data")}));
    EXPECT_FALSE(read_study({path("small.yaml"), {}, {}, path("no-such-data")}));
}

TEST_F(BadInput, TextThatIsNoMapIsOneFault) {
    for (const char* text : {"", "just words\n", "[1, 2]\n", "a: [1\n", "\xff\xfe\x00\x01"}) {
        write("small.yaml", text);
        EXPECT_EQ(faults().size(), 1U) << text;
    }
}

TEST_F(BadInput, WrongTypesAreNamed) {
    EXPECT_THAT(faults({"run.windows_per_quarter=2.5"}), ElementsAre("--set: run.windows_per_quarter: 2.5: a whole number 1 to 4096"));
    EXPECT_THAT(faults({"demand.probe_user_in_every_cell=yes"}), ElementsAre("--set: demand.probe_user_in_every_cell: yes: true or false"));
    EXPECT_THAT(faults({"rollout.last_quarter=2027"}), ElementsAre("--set: rollout.last_quarter: 2027: a quarter, as 2026Q2"));
    EXPECT_THAT(faults({"constellation.two.launches.from=2027-13-01"}), ElementsAre(HasSubstr("2027-13-01: a date or a time")));
    EXPECT_THAT(faults({"run=7"}), ElementsAre("--set: run: 7: a block of fields"));
    EXPECT_THAT(faults({"world.load=demands"}),
                ElementsAre("--set: world.load: demands: one of demand, fixed, worst; the nearest is demand"));
}

TEST_F(BadInput, AllFaultsComeAtOnceInTheOrderOfTheLines) {
    rewrite("id: small", "id: Small!");
    rewrite("  window_s: 300", "  window_s: -5\n  colour: red");
    rewrite("per_month: 1,", "per_month: .nan,");
    rewrite("    payload: constellation/payloads#alpha\n    launches: { from", "    launches: { from");
    rewrite("CL: 0.3", "CL: 1.3, chile: 0.3");
    rewrite("run.step_s: 30", "run.step: 30");
    EXPECT_THAT(faults(),
                ElementsAre("small.yaml:2: id: Small!: lower-case letters, digits and hyphens",
                            "small.yaml:6: run.window_s: -5: a number 60 to 86400 [s]", StartsWith("small.yaml:7: run.colour: unknown key"),
                            StartsWith("small.yaml:16: constellation.two.payload: missing: a catalogue entry"),
                            "small.yaml:17: constellation.two.launches.per_month: .nan: a number 0.001 to 1000 [1/month]",
                            StartsWith("small.yaml:20: demand.eligible_share.chile: a key here is a country's two letters"),
                            "small.yaml:20: demand.eligible_share.CL: 1.3: a number 0 to 1",
                            "small.yaml:22: run.step: 30: no such field; the nearest is run.step_s"));
}

TEST_F(BadInput, OneOfTwoWaysMustBeChosen) {
    rewrite("orbits: { mean_states: constellation/states }", "orbits: {}");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:11: constellation.one.orbits: missing: either mean_states, or shells"));
    rewrite("orbits: {}", "orbits: { mean_states: constellation/states, shells: { } }");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:11: constellation.one.orbits: both: either mean_states, or shells"));
}

TEST_F(BadInput, APaceNeedsAllItsFields) {
    rewrite("per_month: 1, ", "");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:17: constellation.two.launches.per_month: missing: a number 0.001 to 1000 [1/month]"));
}

TEST_F(BadInput, FieldsThatContradictEachOtherAreNamed) {
    EXPECT_THAT(faults({"rollout.last_quarter=2025Q1"}), ElementsAre(HasSubstr("not before rollout.first_quarter, 2026Q1")));
    EXPECT_THAT(faults({"run.step_s=7"}), ElementsAre("--set: run.step_s: 7: a whole part of run.window_s, 300 [s]"));
    EXPECT_THAT(faults({"services.video.session_s=301"}),
                ElementsAre("--set: services.video.session_s: 301: at most run.window_s, 300 [s]"));
    EXPECT_THAT(faults({"world.load=fixed"}), ElementsAre(HasSubstr("world.fixed_lit_beams: missing: a whole number")));
    EXPECT_THAT(faults({"world.fixed_lit_beams=3"}), ElementsAre(HasSubstr("nothing, unless world.load is fixed")));
    EXPECT_THAT(faults({"constellation.two.launches.maximum_satellites=21"}), ElementsAre(HasSubstr("at most what the shells hold, 20")));
    EXPECT_THAT(faults({"services.video.ladder.rungs.360p.bitrate_kbps=200"}),
                ElementsAre(HasSubstr("more than that of the rung before, 300")));
    EXPECT_THAT(faults({"services.video.maximum_buffer_s=7"}),
                ElementsAre(HasSubstr("at least startup_buffer_s and one segment of the ladder, 8 [s]")));
}

TEST_F(BadInput, ABandThatNobodyKnowsAndARightOutsideItsBandAreFaults) {
    EXPECT_THAT(faults({"handset_phy.classes.phone.bands=[n1, n11]"}),
                ElementsAre("--set: handset_phy.classes.phone.bands: n11: a band of spectrum.bands; the nearest is n1"));
    const auto found = faults({"spectrum.portfolio.cl-n1.downlink_mhz=[2100, 2105]"});
    ASSERT_FALSE(found.empty());
    EXPECT_THAT(found[0], HasSubstr("spectrum.portfolio.cl-n1.downlink_mhz"));
    // A width below zero: edges in the wrong order.
    EXPECT_THAT(faults({"spectrum.portfolio.cl-n1.uplink_mhz=[1925, 1920]"}), ::testing::Not(IsEmpty()));
}

TEST_F(BadInput, ASatelliteWithoutItsLaunchIsAFault) {
    EXPECT_THAT(faults({"constellation.one.orbits.mean_states.entries.101.launch=2025-007"}),
                ElementsAre(HasSubstr("2025-007: a launch of launches.history; the nearest is 2025-006")));
}

TEST_F(BadInput, WhatHasNoMeaningBesideAFixedGeometrySaysWhy) {
    rewrite("demand:", "geometry: { altitude_km: 600, elevation_deg: 30 }\ndemand:");
    EXPECT_THAT(faults(), ::testing::Contains("small.yaml:4: rollout: nothing where geometry fixes the link"));
}

TEST_F(BadInput, ACatalogueIsCheckedWholeWhetherUsedOrNot) {
    EXPECT_THAT(check_catalogue(path("data/handset_phy/catalogue/chipsets.yaml")), IsEmpty());
    write("c.yaml",
          "schema: d2c.catalogue.places/1\nentries:\n  a: { title: A, kind: capital, latitude_deg: 91, longitude_deg: 0, source: x }\n  B: "
          "{}\n");
    const Faults found = check_catalogue(path("c.yaml"));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].field, "a.latitude_deg");
    EXPECT_EQ(found[0].line, 3);
    EXPECT_EQ(found[1].field, "B");
    write("c.yaml", "schema: d2c.catalogue.place/1\nentries: {}\n");
    ASSERT_EQ(check_catalogue(path("c.yaml")).size(), 1U);
    EXPECT_THAT(check_catalogue(path("c.yaml"))[0].allowed, HasSubstr("the nearest is d2c.catalogue.places/1"));
}

TEST_F(BadInput, AnEventNamesAGatewayAndAGenerationThatThereAre) {
    rewrite("profiles:", R"(world:
  gateways: { santiago: { latitude_deg: -33.4, longitude_deg: -70.7, minimum_elevation_deg: 10, source: filing } }
  events:
    storm: { at: 2027-03-01T00:00:00Z, duration_s: 3600, source: report, lose: { gateway: santigo } }
    flare: { at: 2027-04-01, duration_s: 60, source: report, lose: { generation: three, satellites_share: 0.5 } }
    nothing: { at: 2027-04-01, duration_s: 60, source: report, lose: {} }
    odd: { at: 2027-04-01, duration_s: 60, source: report, lose: { gateway: santiago, generation: one } }
    worse: { at: 2027-04-01, duration_s: 60, source: report, lose: { beams_share: .nan } }
profiles:)");
    EXPECT_THAT(faults(), ElementsAre(StartsWith("small.yaml:28: world.events.worse.lose.beams_share: .nan: a number 0 to 1")));
    rewrite("    worse: { at: 2027-04-01, duration_s: 60, source: report, lose: { beams_share: .nan } }\n", "");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:24: world.events.storm.lose.gateway: santigo: an id of world.gateways: santiago",
                                      "small.yaml:25: world.events.flare.lose.generation: three: an id of constellation: one, two",
                                      "small.yaml:26: world.events.nothing.lose: nothing: satellites_share, beams_share or gateway",
                                      "small.yaml:27: world.events.odd.lose.generation: one: with satellites_share or beams_share"));
}

}  // namespace
}  // namespace d2c::testing_scenarios
