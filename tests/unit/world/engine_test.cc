#include "world/run/engine.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <filesystem>

#include "results/writer.h"
#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

const std::vector<std::string> kTiny{"geography.grid_order=2",    "rollout.first_quarter=2026Q2", "rollout.last_quarter=2030Q2",
                                     "rollout.every_quarters=16", "run.windows_per_quarter=16",   "run.step_s=60"};

std::string digest_with(const SmallWorld& small, int threads) {
    const std::string path =
        (std::filesystem::temp_directory_path() / ("d2c-engine-" + std::to_string(threads) + "-" + std::to_string(::getpid()) + ".gpkg"))
            .string();
    auto writer = results::ResultWriter::create(path, true);
    EXPECT_TRUE(writer);
    EXPECT_TRUE(writer->write(std::span<const results::HandsetClassRow>{handset_rows(*small.study)}).empty());
    EXPECT_TRUE(writer->write(std::span<const results::ServiceRow>{service_rows(*small.study)}).empty());
    EXPECT_TRUE(writer->write(std::span<const results::CellRow>{cell_rows(*small.world)}).empty());
    EXPECT_TRUE(writer->write(std::span<const results::PlaceRow>{place_rows(*small.world)}).empty());
    const auto figures = run_world(
        *small.world, threads, [](const ProgressEvent&) { return true; },
        [&](QuarterOutcome&& outcome) {
            results::QuarterResults stored;
            stored.unit = {outcome.quarter.quarter, "done", 0.0};
            stored.quarter = outcome.quarter;
            stored.cells = outcome.cells;
            stored.places = outcome.places;
            stored.place_series = outcome.place_series;
            stored.global = outcome.global;
            stored.areas = outcome.areas;
            return writer->finish_quarter(stored);
        });
    EXPECT_TRUE(figures);
    const auto digest = writer->finish(results::RunRow{});
    EXPECT_TRUE(digest);
    std::filesystem::remove(path);
    return digest ? *digest : "";
}

TEST(Engine, GivesTheSameDigestOnOneAndOnTwoThreads) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    const std::string one = digest_with(small, 1);
    EXPECT_EQ(one.size(), 64u);
    EXPECT_EQ(one, digest_with(small, 2));
}

TEST(Engine, SharesAreSharesAndPeopleAddUp) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    std::vector<QuarterOutcome> outcomes;
    const auto figures = run_world(
        *small.world, 2, [](const ProgressEvent&) { return true; },
        [&](QuarterOutcome&& outcome) {
            outcomes.push_back(std::move(outcome));
            return Faults{};
        });
    ASSERT_TRUE(figures);
    ASSERT_EQ(outcomes.size(), 2u);
    for (const QuarterOutcome& outcome : outcomes) {
        EXPECT_EQ(outcome.cells.size(), 192u * small.study->handsets.size());
        double people = 0.0;
        for (const results::CellQualityRow& row : outcome.cells) {
            if (row.handset_class == 0) people += row.people_outside_coverage;
            EXPECT_TRUE(row.state == "right" || row.state == "no right" || row.state == "not in service");
            if (row.state != "right") EXPECT_FALSE(row.lit_share);
            double above = 1.0;
            for (std::size_t s = kFirstRung; s < row.services.size(); ++s) {  // a higher rung is never held where a lower one is not
                const double share = row.services[s].success_share.value_or(0.0);
                EXPECT_LE(share, above + 1e-12);
                above = share;
                EXPECT_GE(row.services[s].held_area_share, 0.0);
                EXPECT_LE(row.services[s].held_area_share, row.right_area_share + 1e-9);
                EXPECT_LE(row.services[s].held_people_share, row.right_people_share + 1e-9);
            }
        }
        for (const results::GlobalQualityRow& row : outcome.global) EXPECT_NEAR(row.people_outside_coverage / people, 1.0, 1e-9);
    }
    // Phones that are not sold yet have no results.
    for (const results::CellQualityRow& row : outcomes[0].cells) {
        if (row.handset_class > 0) EXPECT_EQ(row.state, "not in service");
    }
}

TEST(Engine, StopsWhenAskedAndDropsTheQuarterInWork) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    int quarters = 0;
    const auto figures = run_world(
        *small.world, 2, [&](const ProgressEvent& event) { return event.done < 1.1; },
        [&](QuarterOutcome&&) {
            ++quarters;
            return Faults{};
        });
    ASSERT_TRUE(figures);
    EXPECT_TRUE(figures->interrupted);
    EXPECT_EQ(quarters, 1);
}

}  // namespace
}  // namespace d2c
