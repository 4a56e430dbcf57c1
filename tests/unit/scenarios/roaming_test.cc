#include "scenarios/read_study.h"
#include "tests/unit/scenarios/fixture.h"

namespace d2c::testing_scenarios {
namespace {

using ::testing::ElementsAre;

class RoamingFields : public ScenarioTest {};

TEST_F(RoamingFields, GatewaysComeFromACatalogueOrStandInline) {
    write("data/roaming/catalogue/gateways.yaml", R"(schema: d2c.catalogue.gateways/1
entries:
  santiago: { title: Santiago, area: CL, latitude_deg: -33.4, longitude_deg: -70.7, minimum_elevation_deg: 25, source: filing }
  lima: { latitude_deg: -12, longitude_deg: -77, minimum_elevation_deg: 25, point_of_presence: santiago, source: filing }
)");
    rewrite("profiles:", "world: { gateways: roaming/gateways }\nprofiles:");
    const Study study = good();
    ASSERT_EQ(study.world.gateways.size(), 2U);
    EXPECT_EQ(study.world.gateways[0].id, "santiago");
    EXPECT_EQ(study.world.gateways[0].area, AreaCode::literal("CL"));
    EXPECT_NEAR(study.world.gateways[0].location.latitude.in_degrees(), -33.4, 1e-12);
    EXPECT_EQ(study.world.gateways[1].point_of_presence, "santiago");
    EXPECT_EQ(
        good({"world.gateways={one: {latitude_deg: 1, longitude_deg: 2, minimum_elevation_deg: 3, source: test}}"}).world.gateways.size(),
        1U);
    EXPECT_THAT(faults({"world.gateways.lima.latitude_deg=91"}),
                ElementsAre("--set: world.gateways.lima.latitude_deg: 91: a number -90 to 90 [deg]"));
}

}  // namespace
}  // namespace d2c::testing_scenarios
