#include "geography/grid/grid.h"

#include <gtest/gtest.h>

#include <GeographicLib/PolygonArea.hpp>
#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "geography/cell.h"

namespace d2c {
namespace {

const double kNan = std::numeric_limits<double>::quiet_NaN();
Geodetic at(double latitude_deg, double longitude_deg) {
    return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg), Metres{0.0}};
}

// Area on WGS 84 by Karney's geodesic polygons, independent of HEALPix.
double ellipsoid_area_km2(const Grid& grid, CellId cell) {
    GeographicLib::PolygonArea polygon(GeographicLib::Geodesic::WGS84());
    for (const Geodetic& corner : grid.boundary(cell, 32)) polygon.AddPoint(corner.latitude.in_degrees(), corner.longitude.in_degrees());
    double perimeter = 0.0, area = 0.0;
    polygon.Compute(false, true, perimeter, area);
    return std::abs(area) * 1e-6;
}

// Angle between two places on the sphere of geodetic latitudes.
double angle_deg(const Geodetic& a, const Geodetic& b) {
    const double h = std::pow(std::sin(0.5 * (a.latitude - b.latitude).in_radians()), 2) +
                     cos(a.latitude) * cos(b.latitude) * std::pow(std::sin(0.5 * (a.longitude - b.longitude).in_radians()), 2);
    return Angle::radians(2.0 * std::asin(std::min(1.0, std::sqrt(h)))).in_degrees();
}

TEST(Grid, BasePixelsAreWhereThePaperPutsThem) {
    // Gorski et al. 2005, figures 3 and 4: 0-3 round the north pole from longitude 45, 4-7 on the equator from 0, 8-11 in the south.
    const Grid grid(0);
    EXPECT_EQ(grid.cell_count(), 12);
    EXPECT_EQ(grid.cell_of(at(41.8, 45.0)).pixel, 0);
    EXPECT_EQ(grid.cell_of(at(89.0, 100.0)).pixel, 1);
    EXPECT_EQ(grid.cell_of(at(0.0, 0.0)).pixel, 4);
    EXPECT_EQ(grid.cell_of(at(0.0, -90.0)).pixel, 7);
    EXPECT_EQ(grid.cell_of(at(-90.0, 45.0)).pixel, 8);
    EXPECT_NEAR(grid.centre({0, 0}).latitude.in_degrees(), std::asin(2.0 / 3.0) * 180.0 / std::numbers::pi, 1e-12);
    EXPECT_NEAR(grid.centre({0, 6}).longitude.in_degrees(), 180.0, 1e-12);
}

TEST(Grid, TheCentreOfACellIsInItAtEveryOrder) {
    for (int order = 0; order <= 29; ++order) {
        const Grid grid(order);
        for (std::int64_t i = 0; i < 200; ++i) {
            const CellId cell{order, (grid.cell_count() - 1) / 199 * i};
            EXPECT_EQ(grid.cell_of(grid.centre(cell)), cell) << order << '/' << cell.pixel;
        }
    }
}

TEST(Grid, FourChildrenLieWithinTheirParent) {
    const Grid coarse(4), fine(9);
    for (std::int64_t pixel = 0; pixel < fine.cell_count(); pixel += 1013) {
        const CellId cell{9, pixel};
        EXPECT_EQ(coarse.cell_of(fine.centre(cell)), parent(cell, 4));
        EXPECT_LE(first_child(parent(cell, 4), 9), pixel);
        EXPECT_LT(pixel, first_child({4, parent(cell, 4).pixel + 1}, 9));
    }
}

TEST(Grid, CellsOfTheEllipsoidDifferFromTheMeanByLessThanOnePercent) {
    const Grid grid(6);
    // (1 - e^2) a^2 / R_A^2 at the equator, a^2 / ((1 - e^2) R_A^2) at the poles: -0.447 % and +0.899 %.
    EXPECT_NEAR(ellipsoid_area_km2(grid, grid.cell_of(at(0.0, 10.0))) / grid.cell_area_km2() - 1.0, -0.00447, 2e-4);
    EXPECT_NEAR(ellipsoid_area_km2(grid, grid.cell_of(at(89.5, 10.0))) / grid.cell_area_km2() - 1.0, 0.00899, 2e-4);
    EXPECT_NEAR(grid.cell_area_km2(), 10377.4, 0.1);
}

TEST(Grid, AllCellsTogetherAreTheEarth) {
    const Grid grid(2);
    double sum = 0.0;
    for (std::int64_t i = 0; i < grid.cell_count(); ++i) sum += ellipsoid_area_km2(grid, {2, i});
    EXPECT_NEAR(sum / kEarthSurfaceKm2, 1.0, 1e-3);  // corners joined by geodesics instead of HEALPix's curves
}

TEST(Grid, BoundaryGoesOnBeyond180Degrees) {
    const Grid grid(3);
    for (std::int64_t i = 0; i < grid.cell_count(); ++i) {
        const auto around = grid.boundary({3, i}, 4);
        ASSERT_EQ(around.size(), 16U);
        const double middle = grid.centre({3, i}).longitude.in_degrees();
        for (const Geodetic& p : around) EXPECT_LE(std::abs(p.longitude.in_degrees() - middle), 90.0) << i;
    }
}

TEST(Grid, ADiscHasEveryCellThatItTouches) {
    const Grid grid(5);
    for (const Geodetic& centre : {at(0, 0), at(89.9, 30), at(-52, 179.9), at(41.8, 45), at(-90, 0), at(17, -122)})
        for (const double radius_deg : {0.05, 1.0, 8.0, 40.0}) {
            const auto found = grid.cells_in_disc(centre, Angle::degrees(radius_deg));
            EXPECT_TRUE(std::is_sorted(found.begin(), found.end()));
            const std::set<std::int64_t> set(found.begin(), found.end());
            EXPECT_EQ(set.size(), found.size());
            EXPECT_TRUE(set.contains(grid.cell_of(centre).pixel));
            std::size_t touched = 0;
            for (std::int64_t i = 0; i < grid.cell_count(); ++i) {
                bool touches = angle_deg(grid.centre({5, i}), centre) <= radius_deg;
                for (const Geodetic& p : grid.boundary({5, i}, 8)) touches = touches || angle_deg(p, centre) <= radius_deg;
                touched += touches;
                EXPECT_TRUE(!touches || set.contains(i)) << radius_deg << ' ' << i;
            }
            // Few that it just misses: within a ring of 1.5 cells (1.8 degrees each) around.
            EXPECT_LE(static_cast<double>(set.size()),
                      static_cast<double>(touched) + 6.0 + 2.0 * std::numbers::pi * (radius_deg + 2.0) * 2.7 / (1.83 * 1.83));
        }
}

TEST(Grid, CentresInADiscAreThoseWithinItsRadius) {
    const Grid grid(5);
    std::vector<std::int64_t> found;
    for (const Geodetic& centre : {at(60, 10), at(-89, 100), at(3, 179.5)}) {
        grid.centres_in_disc(centre, Angle::degrees(7.0), found);
        std::vector<std::int64_t> expected;
        for (std::int64_t i = 0; i < grid.cell_count(); ++i)
            if (angle_deg(grid.centre({5, i}), centre) <= 7.0) expected.push_back(i);
        EXPECT_EQ(found, expected);
    }
}

TEST(Grid, ASquareOfCellsIsTheNeighbourhoodWithinABasePixel) {
    const Grid grid(6);
    const CellId cell = grid.cell_of(at(4.0, 3.0));
    std::vector<std::int64_t> square;
    ASSERT_TRUE(append_square_around(cell, 2, square));
    ASSERT_EQ(square.size(), 25U);
    // Two rows of 1.0-degree cells: nothing beyond two diagonals (1.56 degrees of longitude each), all of one cell's width within.
    std::vector<std::int64_t> near;
    grid.centres_in_disc(grid.centre(cell), Angle::degrees(1.1), near);
    for (const std::int64_t pixel : near) EXPECT_NE(std::find(square.begin(), square.end(), pixel), square.end());
    for (const std::int64_t pixel : square) EXPECT_LT(angle_deg(grid.centre({6, pixel}), grid.centre(cell)), 3.2);
    square.clear();
    EXPECT_FALSE(append_square_around(grid.cell_of(at(89.9, 45.0)), 2, square));
    EXPECT_TRUE(square.empty());
}

TEST(Grid, CellRadiusIsTheFarthestCorner) {
    const Grid grid(4);
    double farthest = 0.0;
    for (std::int64_t i = 0; i < grid.cell_count(); ++i)
        for (const Geodetic& p : grid.boundary({4, i})) farthest = std::max(farthest, angle_deg(p, grid.centre({4, i})));
    EXPECT_NEAR(grid.cell_radius().in_degrees(), farthest, 1e-6);
}

TEST(Grid, RefusesWhatIsNoPlaceOrCell) {
    EXPECT_THROW(Grid(-1), std::invalid_argument);
    EXPECT_THROW(Grid(30), std::invalid_argument);
    const Grid grid(4);
    EXPECT_THROW(grid.cell_of(at(90.1, 0)), std::invalid_argument);
    EXPECT_THROW(grid.cell_of(at(kNan, 0)), std::invalid_argument);
    EXPECT_THROW(grid.cell_of(at(0, kNan)), std::invalid_argument);
    EXPECT_THROW(grid.centre({5, 0}), std::invalid_argument);
    EXPECT_THROW(grid.centre({4, 3072}), std::invalid_argument);
    EXPECT_THROW(grid.centre({4, -1}), std::invalid_argument);
    EXPECT_THROW(grid.boundary({4, 0}, 0), std::invalid_argument);
    EXPECT_THROW(grid.cells_in_disc(at(0, 0), Angle::degrees(kNan)), std::invalid_argument);
    EXPECT_THROW(grid.cells_in_disc(at(0, 0), Angle::degrees(-1)), std::invalid_argument);
    EXPECT_EQ(grid.cells_in_disc(at(0, 0), Angle::degrees(180)).size(), 3072U);
}

}  // namespace
}  // namespace d2c
