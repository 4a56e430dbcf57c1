#include "results/geometry.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace d2c::results {
namespace {

double area(const std::vector<Ring>& rings) {
    double twice = 0.0;
    for (const Ring& ring : rings)
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) twice += ring[i].first * ring[i + 1].second - ring[i + 1].first * ring[i].second;
    return 0.5 * twice;
}
bool on_map(const std::vector<Ring>& rings) {
    for (const Ring& ring : rings) {
        if (ring.size() < 4 || ring.front() != ring.back()) return false;
        for (const auto& [lon, lat] : ring)
            if (!(std::abs(lon) <= 180.0 && std::abs(lat) <= 90.0)) return false;
    }
    return true;
}

TEST(RingsOnMap, APlainCellIsOneCounterClockwiseRing) {
    const auto rings = rings_on_map({{10, 0}, {6, 4}, {10, 8}, {14, 4}});  // given clockwise
    ASSERT_EQ(rings.size(), 1u);
    EXPECT_TRUE(on_map(rings));
    EXPECT_DOUBLE_EQ(area(rings), 32.0);  // oracle: diagonals 8 x 8 / 2
}

TEST(RingsOnMap, ACellAcross180DegreesIsTwoRingsOfTheSameArea) {
    const auto rings = rings_on_map({{180, 0}, {-176, 4}, {180, 8}, {176, 4}});
    ASSERT_EQ(rings.size(), 2u);
    EXPECT_TRUE(on_map(rings));
    EXPECT_DOUBLE_EQ(area({rings[0]}), 16.0);
    EXPECT_DOUBLE_EQ(area({rings[1]}), 16.0);
    EXPECT_EQ(rings_on_map({{540, 0}, {184, 4}, {180, 8}, {536, 4}}), rings);
}

TEST(RingsOnMap, ACellThatOnlyTouches180DegreesIsOneRing) {
    EXPECT_EQ(rings_on_map({{176, 0}, {180, 4}, {176, 8}, {172, 4}}).size(), 1u);
    EXPECT_EQ(rings_on_map({{-176, 0}, {180, 4}, {-176, 8}, {-172, 4}}).size(), 1u);
    EXPECT_TRUE(on_map(rings_on_map({{-176, 0}, {180, 4}, {-176, 8}, {-172, 4}})));
}

TEST(RingsOnMap, ACornerAtThePoleIsTheMapsEdgeWhateverItsLongitude) {
    // Oracle: 90 x 5 degrees below the edge, and a triangle of 90 x 5 / 2 below that.
    for (const double lon : {0.0, 45.0, -170.0}) {
        const auto north = rings_on_map({{45, 80}, {90, 85}, {lon, 90}, {0, 85}});
        ASSERT_EQ(north.size(), 1u);
        EXPECT_TRUE(on_map(north));
        EXPECT_DOUBLE_EQ(area(north), 675.0);
        const auto south = rings_on_map({{lon, -90}, {180, -85}, {135, -80}, {90, -85}});
        ASSERT_EQ(south.size(), 1u);
        EXPECT_TRUE(on_map(south));
        EXPECT_DOUBLE_EQ(area(south), 675.0);
    }
}

TEST(RingsOnMap, AnAreaAroundAPoleReachesTheMapsEdgeAllAlong) {  // oracle: 360 x 10 degrees
    const auto north = rings_on_map({{0, 80}, {90, 80}, {180, 80}, {-90, 80}});
    EXPECT_TRUE(on_map(north));
    EXPECT_NEAR(area(north), 3600.0, 1e-9);
    const auto south = rings_on_map({{0, -80}, {-90, -80}, {180, -80}, {90, -80}});
    EXPECT_TRUE(on_map(south));
    EXPECT_NEAR(area(south), 3600.0, 1e-9);
}

TEST(RingsOnMap, LinesNanAndPlacesOffTheEarthHaveNone) {
    constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(rings_on_map({{0, 0}, {1, 1}}).empty());
    EXPECT_TRUE(rings_on_map({{0, 0}, {1, 1}, {2, 2}}).empty());
    EXPECT_TRUE(rings_on_map({{0, 0}, {1, 0}, {kNan, 2}}).empty());
    EXPECT_TRUE(rings_on_map({{0, 0}, {1, 0}, {0, 91}}).empty());
    EXPECT_TRUE(rings_on_map({{0, 90}, {1, 90}, {2, 90}}).empty());
}

TEST(Blob, RingsComeBackAsTheyWereAndCutBlobsDoNot) {
    const auto rings = rings_on_map({{180, 0}, {-176, 4}, {180, 8}, {176, 4}});
    const std::string blob = multipolygon_blob(rings);
    EXPECT_EQ(rings_of_blob(blob.data(), blob.size()), rings);
    for (std::size_t size = 0; size < blob.size(); ++size) EXPECT_TRUE(rings_of_blob(blob.data(), size).empty());
}

}  // namespace
}  // namespace d2c::results
