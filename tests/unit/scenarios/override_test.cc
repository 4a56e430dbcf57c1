#include "scenarios/read_study.h"
#include "tests/unit/scenarios/fixture.h"

namespace d2c::testing_scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Override : public ScenarioTest {};

TEST_F(Override, SetReachesIntoACatalogueEntryOfOneGenerationOnly) {
    const Study study = good({"constellation.two.payload.eirp_density_dbw_per_mhz=41"});
    EXPECT_EQ(study.generations[1].payload.eirp_density.level.value, 41.0);
    EXPECT_EQ(study.generations[0].payload.eirp_density.level.value, 28.5);
    EXPECT_EQ(parameter(study, "constellation.two.payload.eirp_density_dbw_per_mhz")->source, "--set");
    EXPECT_EQ(parameter(study, "constellation.two.payload.max_beams")->source, "the filing");
}

TEST_F(Override, SetReachesIntoADefaultThatTheFileDoesNotName) {
    const Study study = good(
        {"geography.population.near_town_share=0.5", "geography.places.santiago.latitude_deg=-33", "services.video.ladder.segment_s=2"});
    EXPECT_EQ(study.geography.population.near_town_share, 0.5);
    EXPECT_EQ(study.geography.population.near_town_scale_km, 15.0);
    EXPECT_NEAR(study.geography.places[0].location.latitude.in_degrees(), -33.0, 1e-12);
    EXPECT_EQ(study.services.ladder.segment_s, 2.0);
    EXPECT_EQ(parameter(study, "geography.places.santiago.latitude_deg")->source, "--set");
}

TEST_F(Override, SetReachesARightAndAShellById) {
    const Study study = good({"spectrum.portfolio.cl-n1.status=secondary", "constellation.two.orbits.shells.low.planes=8"});
    EXPECT_EQ(study.rights[0].status, RightStatus::kSecondary);
    EXPECT_EQ(study.generations[1].shells[0].planes, 8);
    EXPECT_EQ(parameter(study, "spectrum.portfolio.cl-n1.status")->value, "secondary");
}

TEST_F(Override, SetAddsAKeyToAMapAndTakesFlowValues) {
    const Study study = good({"demand.eligible_share.PE=0.4", "demand.eligible_share.default=0.9"});
    EXPECT_EQ(study.demand.eligible_share.at(AreaCode::literal("PE")), 0.4);
    EXPECT_EQ(study.demand.eligible_share.at(AreaCode::literal("CL")), 0.3);
    EXPECT_EQ(study.demand.eligible_share_default, 0.9);
    EXPECT_EQ(good({"demand.eligible_share={NO: 0.1}"}).demand.eligible_share.size(), 1U);
}

TEST_F(Override, SetTakesAnotherReference) {
    EXPECT_EQ(good({"spectrum.portfolio=spectrum/portfolios#later"}).rights[0].area.str(), "PE");
    EXPECT_EQ(good({"spectrum.portfolio=[spectrum/portfolios#later, spectrum/portfolios#today]"}).rights.size(), 2U);
}

TEST_F(Override, TheLastSetWinsAndComesAfterTheProfile) {
    EXPECT_EQ(good({"run.step_s=15", "run.step_s=20"}).run.step_s, 20.0);
    EXPECT_EQ(good({"run.step_s=15"}, "quick").run.step_s, 15.0);
}

TEST_F(Override, NullTakesTheDefault) { EXPECT_EQ(good({"run.window_s=null"}).run.window_s, 600.0); }

TEST_F(Override, ABadPathComesWithTheNearest) {
    EXPECT_THAT(faults({"run.step=15"}), ElementsAre("--set: run.step: 15: no such field; the nearest is run.step_s"));
    EXPECT_THAT(faults({"constellation.tow.payload.max_beams=1"}),
                ElementsAre("--set: constellation.tow.payload.max_beams: 1: no such field; the nearest is constellation.two"));
    EXPECT_THAT(faults({"constellation.two.payload.eirp=41"}), ElementsAre(HasSubstr("the nearest is constellation.two.payload.")));
    EXPECT_THAT(faults({"run.step_s.x=1"}), ElementsAre("--set: run.step_s.x: 1: no such field: run.step_s is a number"));
    EXPECT_THAT(faults({"=5"}), ElementsAre("--set: =5: path=value"));
    EXPECT_THAT(faults({"run.step_s"}), ElementsAre("--set: run.step_s: path=value"));
    EXPECT_THAT(faults({"run..step_s=1", ".=1"}), ::testing::SizeIs(2));
    EXPECT_THAT(faults({"profiles.quick={}"}), ElementsAre(HasSubstr("a field other than profiles")));
}

TEST_F(Override, ABrokenValueIsAFaultOfItsPath) { EXPECT_THAT(faults({"run.step_s=[1"}), ElementsAre(StartsWith("--set: run.step_s: "))); }

TEST_F(Override, AProfileReplacesValuesAndSaysSo) {
    const Study study = good({}, "quick");
    EXPECT_EQ(study.profile, "quick");
    EXPECT_EQ(study.run.step_s, 30.0);
    EXPECT_EQ(study.geography.grid_order, 4);
    EXPECT_EQ(parameter(study, "run.step_s")->source, "profile quick, small.yaml:22");
    EXPECT_EQ(good().run.step_s, 10.0);
    EXPECT_EQ(good().geography.grid_order, 6);
    EXPECT_EQ(good({}, "full").profile, "full");
}

TEST_F(Override, AnUnknownProfileComesWithTheNearest) {
    EXPECT_THAT(faults({}, "quik"), ElementsAre("--profile: quik: a profile of the scenario; the nearest is quick"));
}

TEST_F(Override, AProfileThatIsNotChosenIsCheckedToo) {
    rewrite("run.step_s: 30", "run.step_s: -30");
    EXPECT_THAT(faults(), ElementsAre("small.yaml:22: run.step_s: -30: a number 1 to 300 [s]"));
    EXPECT_THAT(faults({}, "quick"), ElementsAre("small.yaml:22: run.step_s: -30: a number 1 to 300 [s]"));
}

}  // namespace
}  // namespace d2c::testing_scenarios
