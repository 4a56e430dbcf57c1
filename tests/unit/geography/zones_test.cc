#include "geography/zones.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "geography/fine_earth.h"
#include "tests/unit/geography/data.h"

namespace d2c {
namespace {

FineEarth world() {
    const auto borders = Borders::load(data_file("countries-50m.json"));
    const auto population = load_population(data_file("cities.csv"), data_file("population.csv"));
    return build_fine_earth(borders.value(), population.value(), PopulationRule{}, CoverageRule{});
}

TEST(Zones, OrdersFourSixAndEightAgreeOnPeopleOutsideCoverage) {
    const FineEarth earth = world();
    double expected = 0.0, expected_sea = 0.0;
    for (std::size_t i = 0; i < earth.people.size(); ++i) {
        expected += static_cast<double>(earth.people_uncovered[i]);
        expected_sea += earth.area[i] == kHighSeas.index() ? 1.0 : 0.0;
    }
    for (const int order : {4, 6, 8}) {
        const ZoneTable table = build_zones(earth, order);
        double uncovered = 0.0, sea_cells = 0.0;
        std::vector<double> share(std::size_t{12} << (2 * order));
        std::vector<bool> seen(earth.people.size());
        for (std::size_t z = 0; z < table.zones.size(); ++z) {
            const Zone& zone = table.zones[z];
            uncovered += zone.people_uncovered;
            share[static_cast<std::size_t>(zone.cell.pixel)] += zone.area_share;
            if (zone.area == kHighSeas) sea_cells += zone.area_share;
            ASSERT_LE(zone.people_uncovered, zone.people * (1.0 + 1e-9));
            ASSERT_LE(zone.uncovered_area_share, zone.area_share + 1e-12);
            for (std::uint32_t k = 0; k < zone.fine_count; ++k) {
                const auto fine = static_cast<std::size_t>(table.fine[zone.first_fine + k]);
                ASSERT_FALSE(seen[fine]);
                seen[fine] = true;
                ASSERT_EQ(earth.area[fine], zone.area.index());
                ASSERT_EQ(earth.on_land[fine] != 0, zone.on_land);
                ASSERT_EQ(static_cast<std::int64_t>(fine) >> (2 * (kFineOrder - order)), zone.cell.pixel);
                if (k > 0) {
                    ASSERT_LT(table.fine[zone.first_fine + k - 1], table.fine[zone.first_fine + k]);
                }
            }
            if (z > 0) {
                const Zone& last = table.zones[z - 1];
                ASSERT_TRUE(std::tuple(last.cell.pixel, last.area, !last.on_land) < std::tuple(zone.cell.pixel, zone.area, !zone.on_land));
            }
        }
        EXPECT_NEAR(uncovered / expected, 1.0, 0.01) << order;
        EXPECT_NEAR(uncovered / expected, 1.0, 1e-9) << order;
        for (const double s : share) ASSERT_NEAR(s, 1.0, 1e-12);
        EXPECT_NEAR(sea_cells * static_cast<double>(3145728U / share.size()), expected_sea, 1e-3);
    }
}

/// The cells of order 6 under whole cells of order 5 on the high seas are one zone each time; nothing else changes, and nothing is lost.
TEST(Zones, OfTheOpenSeaMayBeCoarser) {
    const FineEarth earth = world();
    const ZoneTable fine = build_zones(earth, 6), coarse = build_zones(earth, 6, 5);
    std::vector<const Zone*> of_cell(std::size_t{12} << 12, nullptr);  // of cells that are one zone
    for (const Zone& zone : fine.zones)
        of_cell[static_cast<std::size_t>(zone.cell.pixel)] =
            zone.area_share == 1.0 && zone.area == kHighSeas && zone.people == 0.0 && zone.uncovered_area_share == 1.0 ? &zone : nullptr;
    std::size_t merged = 0, whole = 0;
    for (std::size_t cell = 0; cell < of_cell.size(); cell += 4)
        whole += std::all_of(&of_cell[cell], &of_cell[cell] + 4, [](const Zone* zone) { return zone != nullptr; }) ? 1u : 0u;
    double area = 0.0, uncovered = 0.0, uncovered_before = 0.0;
    std::int64_t next_cell = 0;
    std::uint32_t next_fine = 0;
    for (const Zone& zone : coarse.zones) {
        area += zone.area_share;
        uncovered += zone.uncovered_area_share;
        EXPECT_EQ(zone.first_fine, next_fine);
        next_fine += zone.fine_count;
        if (coarse.first_cell(zone) == next_cell) next_cell += coarse.cell_count(zone);
        if (zone.cell.order == 6) continue;
        ++merged;
        EXPECT_EQ(zone.area_share, 4.0);
        EXPECT_EQ(coarse.first_cell(zone), 4 * zone.cell.pixel);
        for (std::int64_t i = 0; i < 4; ++i) EXPECT_NE(of_cell[static_cast<std::size_t>(4 * zone.cell.pixel + i)], nullptr);
    }
    for (const Zone& zone : fine.zones) uncovered_before += zone.uncovered_area_share;
    EXPECT_EQ(merged, whole);
    EXPECT_GT(merged, 7000u);  // two thirds of the Earth
    EXPECT_EQ(coarse.zones.size() + 3 * merged, fine.zones.size());
    EXPECT_NEAR(area, 49152.0, 1e-6);
    EXPECT_NEAR(uncovered, uncovered_before, 1e-6);
    EXPECT_EQ(next_cell, 49152);
    EXPECT_THROW(build_zones(earth, 6, 10), std::invalid_argument);
}

TEST(Zones, RefuseOrdersAndColumnsThatDoNotFit) {
    FineEarth earth;
    EXPECT_THROW(build_zones(earth, 4), std::invalid_argument);
    earth.area.assign(3145728, kHighSeas.index());
    earth.on_land.assign(3145728, 0);
    earth.people.assign(3145728, 0.0F);
    earth.covered_share.assign(3145728, 0.0F);
    earth.people_uncovered.assign(3145728, 0.0F);
    EXPECT_THROW(build_zones(earth, 10), std::invalid_argument);
    EXPECT_THROW(build_zones(earth, -1), std::invalid_argument);
    EXPECT_EQ(build_zones(earth, 0).zones.size(), 12U);
    EXPECT_EQ(build_zones(earth, 9).zones.size(), 3145728U);
}

}  // namespace
}  // namespace d2c
