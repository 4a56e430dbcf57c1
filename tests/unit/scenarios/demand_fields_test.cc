#include "tests/unit/scenarios/fixture.h"

namespace d2c::testing_scenarios {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class DemandFields : public ScenarioTest {
  protected:
    void SetUp() override {
        ScenarioTest::SetUp();
        write("data/handset_phy/catalogue/environments.yaml", R"(schema: d2c.catalogue.environments/1
entries:
  open: { title: Open, surroundings: open, enclosure: none, grip: free, source: own }
  car: { title: Car, surroundings: urban, enclosure: car, grip: free, source: own }
  held: { title: Held, surroundings: suburban-rural, enclosure: none, grip: hand, source: own }
)");
        write("data/scenarios/catalogue/weekday.yaml", R"(schema: d2c.catalogue.weekday/1
entries:
  week: { factor_by_weekday: [1.1, 1.1, 1, 1, 1, 0.9, 0.9], source: own }
)");
    }
    static std::string where(const std::string& shares) { return "handset_phy.where_the_phone_is=" + shares; }
};

TEST_F(DemandFields, WithoutThemEveryHourAndDayCountsAndThePhoneIsOutdoors) {
    const Study study = good();
    EXPECT_TRUE(study.where.empty());
    EXPECT_EQ(study.demand.hours, LoadHour::kAny);
    for (const double factor : study.demand.factor_by_weekday) EXPECT_EQ(factor, 1.0);
    EXPECT_EQ(parameter(study, "demand.hours")->value, "any");
    EXPECT_EQ(parameter(study, "demand.weekday"), nullptr);
}

TEST_F(DemandFields, HoursAreAWordOrALocalHour) {
    EXPECT_EQ(good({"demand.hours=busy"}).demand.hours, LoadHour::kBusy);
    const Study fixed = good({"demand.hours=21"});
    EXPECT_EQ(fixed.demand.hours, LoadHour::kFixed);
    EXPECT_EQ(fixed.demand.fixed_hour, 21);
    for (const char* bad : {"24", "-1", "noon", "7.5", ".nan"})
        EXPECT_THAT(faults({std::string{"demand.hours="} + bad}),
                    ElementsAre(std::string{"--set: demand.hours: "} + bad + ": any, busy, or a local hour 0 to 23"));
}

TEST_F(DemandFields, AWeekIsSevenFactorsOfMeanOne) {
    EXPECT_EQ(good({"demand.weekday=scenarios/weekday#week"}).demand.factor_by_weekday[6], 0.9);
    EXPECT_THAT(faults({"demand.weekday={factor_by_weekday: [1, 1, 1, 1, 1, 1.5, 1.5], source: own}"}),
                ElementsAre(HasSubstr("demand.weekday.factor_by_weekday: a mean of 1.14")));
    EXPECT_THAT(faults({"demand.weekday={factor_by_weekday: [1, 1, 1, 1, 1, 1], source: own}"}),
                ElementsAre(HasSubstr("factor_by_weekday")));
    EXPECT_THAT(faults({"demand.weekday={factor_by_weekday: [1, 1, 1, .nan, 1, 1, 1], source: own}"}),
                ElementsAre(HasSubstr("factor_by_weekday")));
}

TEST_F(DemandFields, StrataKeepTheirOrderAndAddUpToOne) {
    const Study study = good({where("{ car: 0.25, open: 0.5, held: 0.25 }")});
    ASSERT_EQ(study.where.size(), 3u);
    EXPECT_EQ(study.where[0].environment.id, "car");
    EXPECT_EQ(study.where[0].environment.enclosure, Enclosure::kCar);
    EXPECT_EQ(study.where[0].environment.channel, ChannelEnvironment::kUrban);
    EXPECT_EQ(study.where[1].environment.channel, std::nullopt);
    EXPECT_EQ(study.where[1].share, 0.5);
    EXPECT_EQ(study.where[2].environment.grip, Grip::kHand);
    EXPECT_EQ(good({where("{ car: 0, open: 1 }")}).where.size(), 1u);
    EXPECT_EQ(
        good({where("{ own: 1, environments: { own: { title: Own, surroundings: open, enclosure: none, grip: free, source: own } } }")})
            .where[0]
            .environment.title,
        "Own");
}

TEST_F(DemandFields, SharesThatAreNoSharesAreFaults) {
    EXPECT_THAT(faults({where("{ car: 0.25, open: 0.5 }")}),
                ElementsAre("--set: handset_phy.where_the_phone_is: a sum of 0.75: shares that add up to 1 [1]"));
    EXPECT_THAT(faults({where("{ caar: 1 }")}),
                Contains(HasSubstr("handset_phy.where_the_phone_is.caar: caar: an environment; the nearest is car")));
    EXPECT_THAT(faults({where("{ car: 0.01, open: 0.99 }")}),
                ElementsAre(HasSubstr("where_the_phone_is.car: 0.01: 0, or at least 0.025, so that each spot has a try of it")));
    EXPECT_THAT(faults({where("{ car: 0.01, open: 0.99 }"), "run.windows_per_quarter=50"}), IsEmpty());
    EXPECT_THAT(faults({where("{ car: 1.5 }")}), Contains(HasSubstr("where_the_phone_is.car: 1.5: a number 0 to 1")));
    EXPECT_THAT(faults({where("{ car: .nan }")}), Contains(HasSubstr("where_the_phone_is.car: .nan: a number 0 to 1")));
    EXPECT_THAT(faults({where("{}")}), ElementsAre(HasSubstr("where_the_phone_is: no shares: shares that add up to 1")));
}

TEST_F(DemandFields, ALossToTheBodyCountsOnce) {
    EXPECT_THAT(faults({where("{ held: 1 }"), "handset_phy.classes.phone.body_loss_db=4"}),
                ElementsAre(HasSubstr("where_the_phone_is.held: a grip: classes with a body_loss_db of 0, unlike phone")));
    EXPECT_THAT(faults({where("{ open: 1 }"), "handset_phy.classes.phone.body_loss_db=4"}), IsEmpty());
}

TEST_F(DemandFields, ShipsAndAircraftAreWholeOrAbsent) {
    EXPECT_FALSE(good().demand.ships);
    const std::string ships =
        "demand.ships={number: 100, at_sea_share: 0.5, persons_per_ship: 20, eligible_share: 1, northern_share: 0.8, near_coast_share: "
        "0.7, "
        "near_coast_km: 400}";
    const Study study = good({ships});
    ASSERT_TRUE(study.demand.ships);
    EXPECT_EQ(study.demand.ships->persons_per_ship, 20.0);
    EXPECT_EQ(study.demand.ships->near_coast.in_kilo(), 400.0);
    EXPECT_THAT(faults({"demand.ships={number: 100}"}), Contains(HasSubstr("demand.ships.at_sea_share: missing: a number 0 to 1")));
    EXPECT_THAT(faults({ships, "demand.ships.number=.nan"}), ElementsAre(StartsWith("--set: demand.ships.number: .nan: a number 0 to")));
    EXPECT_THAT(faults({"demand.aircraft={in_the_air: 1, persons_per_aircraft: 1, phones_on_share: 0, northern_share: 0.5, "
                        "middle_north_share: 0.6}"}),
                ElementsAre(HasSubstr("demand.aircraft.middle_north_share: 0.6: at most northern_share, 0.5")));
}

}  // namespace
}  // namespace d2c::testing_scenarios
