// What handovers cost in a run, and whose network it is. Oracles: hand calculation with the geometry's bounds, the announced partners.

#include <gtest/gtest.h>

#include "tests/unit/world/world_fixture.h"
#include "world/outcome/serving_operator.h"
#include "world/run/window.h"

namespace d2c {
namespace {

const std::vector<std::string> kSmall{"geography.grid_order=3", "run.windows_per_quarter=1"};

/// Everything that one window counts, pooled.
SpotTally pooled(const SmallWorld& small) {
    const WorldModel& world = *small.world;
    const Quarter quarter = small.study->rollout.last;
    const DemandMap demand = build_demand(small.earth->fine, world.zones, world.trend, small.study->demand, middle_of(quarter));
    Tallies tallies(world.phones.spots.size() * small.study->handsets.size());
    simulate_window(world, demand, window_slots(quarter, 1, world.seed)[0], tallies);
    SpotTally all;
    for (const auto& tally : tallies)
        if (tally) all.merge(*tally);
    return all;
}

TEST(Interruption, OfARunIsThatOfTheProcedureOverItsDelays) {
    const SmallWorld small = small_world("today.yaml", kSmall);
    ASSERT_TRUE(small.world);
    HandoverConfig& handover = small.study->roaming.handover;
    const auto counted = [&](HandoverMethod method) {
        handover.method = method;
        return pooled(small);
    };
    const SpotTally usual = counted(HandoverMethod::kBreakBeforeMake), conditional = counted(HandoverMethod::kConditional),
                    rach_less = counted(HandoverMethod::kRachLess);
    ASSERT_GT(usual.handovers, 300u);
    std::uint64_t entries = 0;
    for (const std::uint32_t count : usual.interruptions.counts()) entries += count;
    EXPECT_EQ(entries, usual.handovers);
    // docs/models/roaming.md: 55 ms (conditional 50, RACH-less 44) and three (one) ways of 330 km (1.1 ms) to 1,400 km (4.7 ms).
    EXPECT_GT(*usual.interruptions.quantile(0.5), 55.0 + 3.3 - 1.0);
    EXPECT_LT(*usual.interruptions.quantile(0.5), 55.0 + 14.1 + 1.0);
    EXPECT_NEAR(*usual.interruptions.quantile(0.5) - *conditional.interruptions.quantile(0.5), 5.0, 1.5);
    EXPECT_GT(*rach_less.interruptions.quantile(0.5), 44.0 + 1.1 - 1.0);
    EXPECT_LT(*rach_less.interruptions.quantile(0.5), 44.0 + 4.7 + 1.0);
    // The phones and their satellites are the same, whatever a change costs.
    EXPECT_EQ(usual.handovers, conditional.handovers);
    EXPECT_EQ(usual.ping_pongs, conditional.ping_pongs);
    EXPECT_EQ(usual.without_service_ms, rach_less.without_service_ms);

    small.study->world.interruption_s = 0.08;
    const SpotTally given = pooled(small);
    EXPECT_NEAR(*given.interruptions.quantile(0.25), 81.0, 1.0) << "in the bin that begins at 80 ms";
    EXPECT_EQ(given.handovers, usual.handovers);
}

TEST(ServingOperators, AreThePartnersWhoseRightsAreUsed) {
    const SmallWorld small = small_world("today.yaml", {"geography.grid_order=2", "run.windows_per_quarter=1"});
    ASSERT_TRUE(small.world);
    ServingOperators operators{*small.world, Quarter::of(2026, 2)};
    const auto of = [&](const char* area, bool on_land = true) {
        const auto row = operators.of({*AreaCode::parse(area), on_land}, 0);
        return row ? operators.id(*row) : std::string{};
    };
    EXPECT_EQ(of("US"), "t-mobile-us");
    EXPECT_EQ(of("NZ"), "one-nz");
    EXPECT_EQ(of("NZ", false), "one-nz");
    EXPECT_EQ(of("AU"), "telstra");
    EXPECT_EQ(of("CA"), "rogers");
    EXPECT_EQ(of("FR"), "");
    EXPECT_EQ(of("XZ", false), "");
    ServingOperators earlier{*small.world, Quarter::of(2023, 1)};
    EXPECT_FALSE(earlier.of({*AreaCode::parse("US"), true}, 0));
}

}  // namespace
}  // namespace d2c
