// Two runs of one seed see the same sky, failures, shadowing and viewers, whatever policy, limit or bandwidth differs.

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

struct Seen {
    std::vector<results::PlaceSeriesRow> series;
    std::vector<double> held;  ///< per window: light data carried at all spots
    std::uint64_t phone_ms = 0;
};

constexpr int kWindows = 12;

Seen seen(const std::vector<std::string>& differing, int seed = 1) {
    std::vector<std::string> sets{"geography.grid_order=2", "run.windows_per_quarter=" + std::to_string(kWindows), "run.step_s=60",
                                  "run.seed=" + std::to_string(seed)};
    sets.insert(sets.end(), differing.begin(), differing.end());
    const SmallWorld small = small_world("today.yaml", sets);
    Seen all;
    if (!small.world) return all;
    const Quarter quarter = small.study->rollout.first;
    const DemandMap demand = build_demand(small.earth->fine, small.world->zones, small.world->trend, small.study->demand,
                                          middle_of(quarter), small.world->moving);
    for (const WindowSlot& slot : window_slots(quarter, kWindows, small.world->seed)) {
        Tallies tallies(small.world->phones.spots.size() * small.study->handsets.size());
        const WindowOutcome outcome = simulate_window(*small.world, demand, slot, tallies);
        all.series.insert(all.series.end(), outcome.place_series.begin(), outcome.place_series.end());
        double held = 0.0;
        for (const auto& tally : tallies) {
            if (!tally) continue;
            held += tally->successes[kLightData];
            all.phone_ms += tally->window_ms;
        }
        all.held.push_back(held);
    }
    return all;
}

/// Steps at which both serve a place by the same satellite, with the difference of their RSRP [dB].
std::vector<double> rsrp_differences(const Seen& a, const Seen& b) {
    using Key = std::tuple<int, int, std::int64_t>;
    std::map<Key, const results::PlaceSeriesRow*> rows;
    for (const auto& row : a.series) rows[{row.place, row.handset_class, row.utc_s}] = &row;
    std::vector<double> differences;
    for (const auto& row : b.series) {
        const auto found = rows.find({row.place, row.handset_class, row.utc_s});
        if (found == rows.end() || !row.satellite || found->second->satellite != row.satellite) continue;
        differences.push_back(*row.rsrp_dbm - *found->second->rsrp_dbm);
    }
    return differences;
}

class Paired : public testing::TestWithParam<std::pair<std::string, double>> {};

TEST_P(Paired, SeesTheSameSkyAndTheSameShadows) {
    const Seen base = seen({}), other = seen({GetParam().first});
    ASSERT_EQ(base.series.size(), other.series.size());
    EXPECT_EQ(base.phone_ms, other.phone_ms);  // the same phones, windows and rights
    for (std::size_t i = 0; i < base.series.size(); ++i) {
        EXPECT_EQ(base.series[i].utc_s, other.series[i].utc_s);
        EXPECT_EQ(base.series[i].satellites_in_view, other.series[i].satellites_in_view);
    }
    const std::vector<double> differences = rsrp_differences(base, other);
    EXPECT_GT(differences.size(), 20u);
    for (const double difference : differences) EXPECT_NEAR(difference, GetParam().second, 1e-4);
}

INSTANTIATE_TEST_SUITE_P(WhateverDiffers, Paired,
                         testing::Values(std::pair{std::string{"world.handover_hysteresis_db=0"}, 0.0},
                                         std::pair{std::string{"world.policy=highest-elevation"}, 0.0},
                                         std::pair{std::string{"world.fixed_lit_beams=24"}, 0.0},
                                         std::pair{std::string{"world.acknowledgement_kbps=0"}, 0.0},
                                         std::pair{std::string{"constellation.starlink-v1.payload.eirp_density_dbw_per_mhz=25.5"}, -3.0}));

TEST(PairedDifferences, VaryLessThanThoseOfIndependentSeeds) {
    const std::string limit = "world.fixed_lit_beams=40";
    const Seen base = seen({}), limited = seen({limit}), elsewhere = seen({limit}, 2);
    const auto variance = [&](const Seen& other) {
        double sum = 0.0, squares = 0.0;
        for (std::size_t w = 0; w < base.held.size(); ++w) {
            const double difference = base.held[w] - other.held[w];
            sum += difference;
            squares += difference * difference;
        }
        const auto n = static_cast<double>(base.held.size());
        return (squares - sum * sum / n) / (n - 1.0);
    };
    EXPECT_GT(variance(elsewhere), 0.0);
    EXPECT_LT(variance(limited), 0.5 * variance(elsewhere));
}

}  // namespace
}  // namespace d2c
