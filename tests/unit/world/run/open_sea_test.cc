#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

struct Seen {
    SmallWorld small;
    QuarterOutcome outcome;
};

Seen seen_with(const std::string& open_sea_order) {
    Seen seen{small_world("video-anywhere.yaml",
                          {"geography.grid_order=6", "geography.open_sea_order=" + open_sea_order, "rollout.first_quarter=2030Q2",
                           "rollout.last_quarter=2030Q2", "run.windows_per_quarter=4", "run.step_s=60"}),
              {}};
    EXPECT_TRUE(seen.small.world);
    if (!seen.small.world) return seen;
    MemoryStore store;
    RunOptions options;
    options.threads = 2;
    EXPECT_TRUE(run_world(*seen.small.world, options, go_on, store));
    seen.outcome = std::move(store.outcomes.at(0));
    return seen;
}

/// Every cell has its row, with the rights that it has; cells of one zone have one answer; and what is found at sea is the same on
/// average, with a quarter of the phones.
TEST(OpenSea, SharesTriesAmongCellsAndLosesNone) {
    const Seen fine = seen_with("9"), coarse = seen_with("5");
    ASSERT_TRUE(fine.small.world && coarse.small.world);
    const std::vector<results::CellRow> fine_heads = cell_rows(*fine.small.world), heads = cell_rows(*coarse.small.world);
    ASSERT_EQ(heads.size(), 49152u);
    ASSERT_EQ(fine_heads.size(), 49152u);
    for (std::size_t i = 0; i < heads.size(); ++i) {
        ASSERT_EQ(heads[i].cell, static_cast<std::int64_t>(i));
        EXPECT_EQ(heads[i].main_area, fine_heads[i].main_area);
        EXPECT_NEAR(heads[i].land_share, fine_heads[i].land_share, 1e-12);
        EXPECT_NEAR(heads[i].covered_area_share, fine_heads[i].covered_area_share, 1e-6);
    }
    const std::size_t classes = fine.small.study->handsets.size();
    ASSERT_EQ(coarse.outcome.cells.size(), classes * heads.size());
    const std::size_t service = kFirstRung + 1;
    double fine_sum = 0.0, coarse_sum = 0.0, cells = 0.0;
    for (std::size_t i = 0; i < coarse.outcome.cells.size(); ++i) {
        const results::CellQualityRow &one = fine.outcome.cells[i], &other = coarse.outcome.cells[i];
        ASSERT_EQ(other.cell, one.cell);
        EXPECT_NEAR(other.right_area_share, one.right_area_share, 1e-12);
        EXPECT_EQ(other.state, one.state);
        EXPECT_EQ(other.services[service].success_share.has_value(), one.services[service].success_share.has_value());
        const results::CellRow& head = heads[static_cast<std::size_t>(other.cell)];
        if (!other.services[service].success_share || head.main_area != "XZ" || head.land_share > 0.0) continue;
        fine_sum += *one.services[service].success_share;
        coarse_sum += *other.services[service].success_share;
        ++cells;
    }
    ASSERT_GT(cells, 20000.0);
    std::size_t shared = 0;
    const ZoneTable& zones = coarse.small.world->zones;
    for (const Zone& zone : zones.zones) {
        if (zones.cell_count(zone) == 1) continue;
        ASSERT_EQ(zones.cell_count(zone), 4);
        const auto first = static_cast<std::size_t>(zones.first_cell(zone));
        for (std::size_t c = 0; c < classes; ++c) {
            const results::CellQualityRow& of_first = coarse.outcome.cells[c * heads.size() + first];
            for (std::size_t i = 1; i < 4; ++i) {
                const results::CellQualityRow& beside = coarse.outcome.cells[c * heads.size() + first + i];
                EXPECT_EQ(beside.sinr_db, of_first.sinr_db);
                EXPECT_EQ(beside.services[service].success_share, of_first.services[service].success_share);
                EXPECT_LE(beside.right_area_share, 1.0);
            }
        }
        ++shared;
    }
    EXPECT_GT(shared, 7000u);
    EXPECT_NEAR(coarse_sum / cells, fine_sum / cells, 0.01);
    EXPECT_LT(coarse.small.world->zones.zones.size(), fine.small.world->zones.zones.size() - 20000);
}

}  // namespace
}  // namespace d2c
