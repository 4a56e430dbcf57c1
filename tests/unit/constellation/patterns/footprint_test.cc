#include "constellation/patterns/footprint.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "constellation/look.h"
#include "constellation/patterns/aperture.h"

namespace d2c {
namespace {

TEST(Footprint, UnderTheSatelliteIsTheCircleOfTr38821) {  // LEO-600 set 1, S band: beam diameter 50 km (46.2 on a flat Earth), 2 m at 2 GHz
    const Angle half = 0.5 * half_power_beamwidth(Metres{2.0}, Hertz::mega(2000.0));
    const auto contour = footprint_contour(Metres::kilo(600.0), Angle{}, half, 36);
    ASSERT_EQ(contour.size(), 36U);
    for (const auto& p : contour) EXPECT_NEAR(std::hypot(p.value().along.in_kilo(), p.value().across.in_kilo()), 23.1, 0.03);
}

TEST(Footprint, TheMiddleOfASteeredBeamStandsAtTheEarthCentralAngleOfItsElevation) {  // constellation/look.h, another formula
    for (const double elevation_deg : {20.0, 35.0, 70.0}) {
        const Angle e = Angle::degrees(elevation_deg);
        const Metres h = Metres::kilo(360.0);
        EXPECT_NEAR(beam_centre_distance(h, nadir_angle(h, e)).in_kilo(), 6371.0 * earth_central_angle(h, e).in_radians(), 1e-6);
    }
    EXPECT_TRUE(std::isnan(beam_centre_distance(Metres::kilo(360.0), Angle::degrees(75.0)).value));
}

TEST(Footprint, ASteeredBeamIsLongerThanWide) {
    const Metres h = Metres::kilo(360.0);
    const Angle scan = nadir_angle(h, Angle::degrees(20.0)), half = Angle::degrees(1.575);
    const auto contour = footprint_contour(h, scan, half, 4);  // far, right, near, left
    ASSERT_EQ(contour.size(), 4U);
    const double length = contour[0].value().along.in_kilo() - contour[2].value().along.in_kilo();
    const double width = contour[1].value().across.in_kilo() - contour[3].value().across.in_kilo();
    EXPECT_NEAR(width, 2.0 * slant_range(h, Angle::degrees(20.0)).in_kilo() * std::tan(half.in_radians()), 0.2);
    EXPECT_NEAR(length, width / std::sin(20.0 * std::numbers::pi / 180.0), 0.05 * length);  // a cylinder cut at the elevation
    EXPECT_NEAR(contour[1].value().across.value, -contour[3].value().across.value, 1e-6);
}

TEST(Footprint, DirectionsThatMissTheEarthHaveNoPoint) {
    const auto contour = footprint_contour(Metres::kilo(360.0), Angle::degrees(70.0), Angle::degrees(5.0), 72);
    const auto met = std::count_if(contour.begin(), contour.end(), [](const auto& p) { return p.has_value(); });
    EXPECT_EQ(contour.size(), 72U);
    EXPECT_GT(met, 10);
    EXPECT_LT(met, 72);
}

}  // namespace
}  // namespace d2c
