#include "scenarios/rollout.h"

#include <cmath>

#include "tests/unit/scenarios/fixture.h"

namespace d2c {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Rollout = testing_scenarios::ScenarioTest;

const char* const kClasses = "handset_phy: { classes: { phone: handset_phy/chipsets#plain } }";
const char* const kAdoption = R"(handset_phy:
  classes: { phone: handset_phy/chipsets#plain, next: handset_phy/chipsets#plain }
  adoption:
    classes: { next: { midpoint_years: 3, ten_to_ninety_years: 2, ceiling_share: 0.8 } }
    groups:
      first: { countries: [CL, PE], mean_phone_life_years: 3, delay_years: 0 }
      others: { mean_phone_life_years: 5, delay_years: 2 }
)";

TEST_F(Rollout, ServicesComeFromTheCatalogueAndInlineValuesKeepTheRest) {
    rewrite("services: {", "services: { voice: { call_s: 30 }, ");
    const Study study = good({"services.light_data.round_trip_ms=200"});
    EXPECT_EQ(study.services.text.messages, 7);
    EXPECT_EQ(study.services.voice.call_s, 30.0);
    EXPECT_EQ(study.services.voice.calls, 2);
    EXPECT_EQ(study.services.voice.codec_rate.value, 12200.0);
    EXPECT_EQ(study.services.voice.max_delay_s, 0.3);
    EXPECT_EQ(study.services.light_data.content_bytes, 40000.0);
    EXPECT_EQ(study.services.light_data.round_trip_s, 0.2);
    EXPECT_EQ(parameter(study, "services.voice.call_s")->unit, "s");
    EXPECT_EQ(parameter(study, "services.voice.calls")->value, "2");
    EXPECT_THAT(parameter(study, "services.voice.calls")->source, HasSubstr("services"));
}

TEST_F(Rollout, ServicesThatDoNotFitAreRefused) {
    EXPECT_THAT(faults({"services.voice.call_s=400"}), ElementsAre(HasSubstr("at most run.window_s, 300 [s]")));
    EXPECT_THAT(faults({"services.voice.max_delay_ms=178"}), ElementsAre(HasSubstr("scheduling and repetitions together, 178 [ms]")));
    EXPECT_THAT(faults({"services.light_data.each_within_s=.nan"}), ElementsAre(HasSubstr("services.light_data.each_within_s")));
    EXPECT_THAT(faults({"services.voice=video/services#voise"}), ElementsAre(HasSubstr("the nearest is video/services#voice")));
}

TEST_F(Rollout, FailuresAreReadAndWithoutThemNothingFails) {
    EXPECT_EQ(good().generations[0].attrition.failures_per_year, 0.0);
    EXPECT_FALSE(good().generations[1].attrition.design_life_years);
    rewrite("maximum_satellites: 20",
            "maximum_satellites: 20, failures: { infant_share: 0.02, per_year: 0.01, design_life_years: 5, replace: true }");
    const Study study = good();
    EXPECT_EQ(study.generations[1].attrition.infant_share, 0.02);
    EXPECT_EQ(study.generations[1].attrition.design_life_years, 5.0);
    EXPECT_TRUE(study.generations[1].attrition.replace);
    EXPECT_EQ(study.generations[1].attrition.deorbit_days, 180.0);
    EXPECT_EQ(faults({"constellation.two.launches.failures.infant_share=1.5"}).size(), 1U);
    EXPECT_EQ(faults({"constellation.two.launches.failures.per_year=.nan"}).size(), 1U);
}

TEST_F(Rollout, LaunchesOfThePastNeitherFailNorReplace) {
    rewrite("history: constellation/launches }",
            "history: constellation/launches, failures: { infant_share: 0.1, per_year: 0.01, replace: true } }");
    EXPECT_THAT(faults(), testing::UnorderedElementsAre(HasSubstr("failures.infant_share: 0.1: 0 for launches of the past"),
                                                        HasSubstr("failures.replace: true: false, unless a pace")));
}

TEST_F(Rollout, WithoutAdoptionThereIsNone) { EXPECT_FALSE(good().adoption); }

TEST_F(Rollout, PhonesInUseFollowTheirCountriesGroup) {  // oracle: shares_in_use with the group's life and delay
    rewrite(kClasses, kAdoption);
    const Study study = good({"handset_phy.classes.next.in_service_from_utc=2028-01-01"});
    ASSERT_TRUE(study.adoption);
    const PhoneMix mix{study, Quarter::of(2032, 2)};
    const double year = decimal_year(middle_of(Quarter::of(2032, 2)));
    std::vector<std::optional<SalesCurve>> curves{std::nullopt, SalesCurve{LogisticCurve{3.0, 2.0}, 0.8, 2028.0}};
    EXPECT_NEAR(mix.share(*AreaCode::parse("PE"), 1), shares_in_use(curves, 3.0, year)[1], 1e-9);
    curves[1]->start_year = 2030.0;
    EXPECT_NEAR(mix.share(*AreaCode::parse("BR"), 1), shares_in_use(curves, 5.0, year)[1], 1e-9);
    EXPECT_GT(mix.share(*AreaCode::parse("CL"), 1), mix.share(kHighSeas, 1));
    EXPECT_NEAR(mix.share(kHighSeas, 0) + mix.share(kHighSeas, 1), 1.0, 1e-12);
}

TEST_F(Rollout, AdoptionThatDoesNotFitTheClassesIsRefusedAllAtOnce) {
    rewrite(kClasses, R"(handset_phy:
  classes: { phone: handset_phy/chipsets#plain, next: handset_phy/chipsets#plain }
  adoption:
    classes: { phone: { midpoint_years: 3, ten_to_ninety_years: 2, ceiling_share: 0.8 }, nxt: { midpoint_years: 3, ten_to_ninety_years: 2, ceiling_share: 0.8 } }
    groups:
      a: { countries: [CL, CL], mean_phone_life_years: 3, delay_years: 0 }
      b: { countries: [Chile], mean_phone_life_years: 3, delay_years: 0 }
)");
    const auto found = faults();
    EXPECT_EQ(found.size(), 6U);
    for (const char* words : {"a class of handset_phy.classes", "none for the first class", "a curve for every class but the first",
                              "each country in one group", "ISO 3166-1 alpha-2", "one group without countries"})
        EXPECT_THAT(found, testing::Contains(HasSubstr(words)));
}

TEST_F(Rollout, ACurveIsBassOrLogistic) {
    rewrite(kClasses, kAdoption);
    rewrite("midpoint_years: 3, ten_to_ninety_years: 2,", "midpoint_years: 3, innovation_per_year: 0.03,");
    EXPECT_THAT(faults(), ElementsAre(HasSubstr("either innovation_per_year, imitation_per_year, or midpoint_years, ten_to_ninety_years")));
}

}  // namespace
}  // namespace d2c
