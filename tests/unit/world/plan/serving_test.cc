// Policies and outages end to end: a window of the real network under each.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/world/world_fixture.h"
#include "world/run/window.h"

namespace d2c {
namespace {

/// What a run leaves of serving at the named places.
struct Outcome {
    std::size_t samples = 0, served = 0, by_second_generation = 0, changes = 0;
    double elevation_deg = 0.0;
    std::vector<std::optional<std::int64_t>> satellite;
};

Outcome outcome_of(std::vector<std::string> sets) {
    for (const char* set : {"geography.grid_order=2", "run.windows_per_quarter=2", "run.step_s=15", "rollout.first_quarter=2030Q1",
                            "rollout.last_quarter=2030Q1"})
        sets.push_back(set);
    const SmallWorld small = small_world("video-anywhere.yaml", sets);
    Outcome outcome;
    if (!small.world) return outcome;
    const WorldModel& world = *small.world;
    const Quarter quarter = Quarter::of(2030, 1);
    const DemandMap demand =
        build_demand(small.earth->fine, world.zones, world.trend, small.study->demand, middle_of(quarter), world.moving);
    Tallies tallies(world.phones.spots.size() * small.study->handsets.size());
    for (const WindowSlot& slot : window_slots(quarter, 2, world.seed)) {
        const WindowOutcome window = simulate_window(world, demand, slot, tallies);
        const results::PlaceSeriesRow* before = nullptr;
        for (const results::PlaceSeriesRow& row : window.place_series) {
            ++outcome.samples;
            outcome.satellite.push_back(row.satellite);
            if (row.satellite) {
                ++outcome.served;
                outcome.by_second_generation += world.fleet.payload[static_cast<std::size_t>(*row.satellite)];
                outcome.elevation_deg += *row.elevation_deg;
                if (before && before->satellite && before->place == row.place && before->handset_class == row.handset_class &&
                    row.utc_s > before->utc_s && row.utc_s - before->utc_s <= 15)
                    outcome.changes += *before->satellite != *row.satellite ? 1 : 0;
            }
            before = &row;
        }
    }
    if (outcome.served > 0) outcome.elevation_deg /= static_cast<double>(outcome.served);
    return outcome;
}

TEST(Serving, FollowsThePolicyOfTheScenario) {
    const Outcome strongest = outcome_of({}), highest = outcome_of({"world.policy=highest-elevation"}),
                  longest = outcome_of({"world.policy=longest-remaining"}), loaded = outcome_of({"world.policy=least-loaded"});
    ASSERT_GT(strongest.served, 500u);
    // Who is served at all is no matter of the policy.
    EXPECT_EQ(highest.served, strongest.served);
    EXPECT_EQ(longest.served, strongest.served);
    EXPECT_EQ(loaded.served, strongest.served);
    EXPECT_GT(highest.elevation_deg, strongest.elevation_deg);
    EXPECT_LT(longest.changes, strongest.changes);
    EXPECT_NE(loaded.satellite, strongest.satellite);
}

TEST(Serving, OfAGenerationThatIsOutStops) {
    const std::string storm =
        "world.events={storm: {at: 2029-12-01, duration_s: 1e8, source: test, lose: {generation: starlink-v2, satellites_share: 1}}}";
    const Outcome whole = outcome_of({}), out = outcome_of({storm});
    ASSERT_GT(whole.by_second_generation, 500u);
    EXPECT_EQ(out.by_second_generation, 0u);
    EXPECT_LT(out.served, whole.served);
    EXPECT_GT(out.served, 0u) << "the first generation flies on";
}

TEST(Serving, NeedsAGatewayOnlyWhereThereAreAny) {
    const std::string gateways = "world.gateways={far: {latitude_deg: 45, longitude_deg: 10, minimum_elevation_deg: 10, source: test}}";
    const Outcome linked = outcome_of({gateways});
    const Outcome bent = outcome_of({gateways, "constellation.starlink-v1.payload.inter_satellite_links=false",
                                     "constellation.starlink-v2.payload.inter_satellite_links=false"});
    EXPECT_EQ(linked.satellite, outcome_of({}).satellite);
    EXPECT_LT(bent.served, linked.served / 2);
}

}  // namespace
}  // namespace d2c
