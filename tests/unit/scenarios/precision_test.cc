#include "tests/unit/scenarios/fixture.h"

namespace d2c::testing_scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Precision : public ScenarioTest {
  protected:
    std::string handset() { return good().handsets.front().id; }
    std::string set(const std::string& more) { return "run.precision={handset: " + handset() + ", service: text" + more + "}"; }
};

TEST_F(Precision, IsNoneUnlessAskedFor) {
    EXPECT_FALSE(good().run.precision);
    const Study study = good({set(", half_width_share: 0.01, measure: people_share")});
    ASSERT_TRUE(study.run.precision);
    EXPECT_EQ(study.run.precision->service, "text");
    EXPECT_EQ(study.run.precision->half_width_share, 0.01);
    EXPECT_EQ(study.run.precision->measure, HeldMeasure::kPeople);
    EXPECT_EQ(study.run.precision->confidence, 0.95);
    EXPECT_EQ(study.run.precision->maximum_windows, 200);
}

TEST_F(Precision, NamesAServiceAndAClassOfThisScenario) {
    EXPECT_THAT(faults({"run.precision={handset: nobody, service: text}"}),
                ElementsAre(HasSubstr("run.precision.handset: nobody: a class")));
    EXPECT_THAT(faults({"run.precision={handset: " + handset() + ", service: video-9p}"}),
                ElementsAre(HasSubstr("run.precision.service: video-9p: a service")));
    EXPECT_THAT(faults({set(", maximum_windows: 1"), "run.windows_per_quarter=20"}),
                ElementsAre(HasSubstr("run.precision.maximum_windows: 1: at least run.windows_per_quarter, 20")));
    EXPECT_THAT(faults({set(", half_width_share: .nan")}), ElementsAre(HasSubstr("run.precision.half_width_share: .nan: a number")));
    EXPECT_THAT(faults({set(", half_width_share: 0.7")}), ElementsAre(HasSubstr("run.precision.half_width_share: 0.7")));
}

}  // namespace
}  // namespace d2c::testing_scenarios
