#include "constellation/look.h"

#include <gtest/gtest.h>

#include <GeographicLib/LocalCartesian.hpp>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/propagate.h"
#include "constellation/walker.h"

namespace d2c {
namespace {

constexpr double kDeg = 180.0 / std::numbers::pi;

TEST(Look, AnglesAndRangeAgreeWithGeographicLibsLocalFrame) {
    const Position<Itrf> satellite = itrf_of({Angle::degrees(31.0), Angle::degrees(-97.0), Metres::kilo(360.0)});
    for (const double latitude : {-89.9, -33.4, 0.0, 30.0, 45.0, 64.0})
        for (const double longitude : {-179.0, -100.0, -97.0, 12.0}) {
            const Geodetic observer{Angle::degrees(latitude), Angle::degrees(longitude), Metres{1500.0}};
            const GeographicLib::LocalCartesian local{latitude, longitude, 1500.0, GeographicLib::Geocentric::WGS84()};
            double east, north, up;
            local.Forward(31.0, -97.0, 360e3, east, north, up);
            const Look look = look_at(observer, satellite, {{0.0}, {0.0}, {0.0}});
            EXPECT_NEAR(look.slant_range.value, std::sqrt(east * east + north * north + up * up), 1e-5);
            EXPECT_NEAR(look.elevation.in_degrees(), kDeg * std::asin(up / look.slant_range.value), 1e-9);
            EXPECT_NEAR(std::remainder(look.azimuth.in_degrees() - kDeg * std::atan2(east, north), 360.0), 0.0, 1e-9);
            EXPECT_GE(look.azimuth.in_degrees(), 0.0);
            EXPECT_LT(look.azimuth.in_degrees(), 360.0);
            EXPECT_EQ(elevation(observer, satellite), look.elevation);
        }
}

TEST(Look, ASatelliteAlongTheEllipsoidsNormalStandsInTheZenith) {
    const Geodetic observer{Angle::degrees(45.0), Angle::degrees(10.0), {}};
    const Look look = look_at(observer, itrf_of({observer.latitude, observer.longitude, Metres::kilo(360.0)}), {{0.0}, {0.0}, {0.0}});
    EXPECT_NEAR(look.elevation.in_degrees(), 90.0, 1e-6);
    EXPECT_NEAR(look.slant_range.value, 360e3, 1e-6);
}

TEST(Look, RangeRateAndDopplerAreTheDerivativeOfTheRange) {
    const MeanState state = circular_state(kWgs84SemiMajorAxis + Metres::kilo(360.0), Angle::degrees(53.0), Angle::degrees(10.0),
                                           Angle::degrees(0.0), parse_instant("2026-05-30T12:00:00Z").value());
    const Geodetic observer{Angle::degrees(20.0), Angle::degrees(-60.0), {}};
    for (int minute = 0; minute < 95; minute += 3) {
        const Instant t = state.epoch + std::chrono::minutes{minute};
        const auto range = [&](Instant at) {
            return look_at(observer, position_itrf(state, at), velocity_itrf(state, at)).slant_range.value;
        };
        // Central difference over 20 ms: overhead the third derivative of the range, 3 m/s^3, makes it err by 5e-5 m/s.
        const double numeric = (range(t + std::chrono::milliseconds{10}) - range(t - std::chrono::milliseconds{10})) / 0.02;
        const Look look = look_at(observer, position_itrf(state, t), velocity_itrf(state, t));
        EXPECT_NEAR(look.range_rate_m_per_s, numeric, 1e-4);
        EXPECT_NEAR(doppler_shift(Hertz::mega(1992.5), look.range_rate_m_per_s).value, -numeric * 1992.5e6 / 299792458.0, 1e-3);
    }
}

TEST(Doppler, AnApproachAt7KmPerSecondRaises2GhzBy46Point7Khz) {
    EXPECT_NEAR(doppler_shift(Hertz::mega(2000.0), -7000.0).value, 46699.0, 1.0);
}

TEST(SlantRange, Tr38821TableValuesComeOut) {
    // 3GPP TR 38.811 table 5.3.4.1-1 and TR 38.821: 600 km at 10 degrees 1,932 km; 1,200 km at 10 degrees 3,131 km; GEO at 10 degrees
    // 40,586 km.
    EXPECT_NEAR(slant_range(Metres::kilo(600.0), Angle::degrees(10.0)).in_kilo(), 1932.0, 1.0);
    EXPECT_NEAR(slant_range(Metres::kilo(1200.0), Angle::degrees(10.0)).in_kilo(), 3131.0, 1.0);
    EXPECT_NEAR(slant_range(Metres::kilo(35786.0), Angle::degrees(10.0)).in_kilo(), 40586.0, 6.0);  // theirs with another Earth radius
    EXPECT_DOUBLE_EQ(slant_range(Metres::kilo(600.0), Angle::degrees(90.0)).in_kilo(), 600.0);
}

TEST(SlantRange, ClosesTheTriangleOfEarthCentreGroundAndSatellite) {
    for (const double altitude_km : {330.0, 600.0, 1200.0, 35786.0})
        for (double e = 0.0; e < 90.0; e += 5.0) {
            const Angle elevation = Angle::degrees(e);
            const Metres h = Metres::kilo(altitude_km);
            const double radius = 6371e3, orbit = radius + h.value;
            const double central = earth_central_angle(h, elevation).in_radians(), nadir = nadir_angle(h, elevation).in_radians();
            // law of cosines and law of sines: other formulas than the code's
            EXPECT_NEAR(slant_range(h, elevation).value,
                        std::sqrt(radius * radius + orbit * orbit - 2.0 * radius * orbit * std::cos(central)), 0.02);
            EXPECT_NEAR(std::sin(nadir) * slant_range(h, elevation).value, radius * std::sin(central), 0.02);
            EXPECT_NEAR(elevation_of_nadir_angle(h, Angle::radians(nadir)).in_degrees(), e, 1e-5);
        }
}

TEST(SlantRange, TheNextGenerationsFiguresOfTheReferenceComeOut) {  // 330 km: 10.6 deg, 1,247 km at 10; 6.7, 831 at 20; 4.6, 617 at 30
    const Metres h = Metres::kilo(330.0);
    EXPECT_NEAR(earth_central_angle(h, Angle::degrees(10.0)).in_degrees(), 10.6, 0.1);
    EXPECT_NEAR(slant_range(h, Angle::degrees(10.0)).in_kilo(), 1247.0, 3.0);
    EXPECT_NEAR(earth_central_angle(h, Angle::degrees(20.0)).in_degrees(), 6.7, 0.1);
    EXPECT_NEAR(slant_range(h, Angle::degrees(20.0)).in_kilo(), 831.0, 2.0);
    EXPECT_NEAR(slant_range(h, Angle::degrees(30.0)).in_kilo(), 617.0, 2.0);
    EXPECT_NEAR(nadir_angle(h, Angle::degrees(20.0)).in_degrees(), 63.0, 0.5);
}

TEST(SlantRange, IsWithin0Point15PercentOfWgs84At600KmAnd10Degrees) {
    // From the ellipsoid: a satellite 600 km above the point whose geodetic elevation is 10 degrees, at the equator and near the pole.
    for (const double latitude : {0.0, 45.0, 80.0}) {
        const Geodetic observer{Angle::degrees(latitude), Angle::degrees(0.0), {}};
        double low = 0.0, high = 25.0;  // degrees of longitude eastward along the parallel, searched for 10 degrees of elevation
        if (latitude > 60.0) high = 120.0;
        for (int i = 0; i < 60; ++i) {
            const double middle = 0.5 * (low + high);
            (elevation(observer, itrf_of({observer.latitude, Angle::degrees(middle), Metres::kilo(600.0)})).in_degrees() > 10.0 ? low
                                                                                                                                : high) =
                middle;
        }
        const Look look = look_at(observer, itrf_of({observer.latitude, Angle::degrees(low), Metres::kilo(600.0)}), {{0.0}, {0.0}, {0.0}});
        EXPECT_NEAR(slant_range(Metres::kilo(600.0), Angle::degrees(10.0)) / look.slant_range, 1.0, 0.0015) << latitude;
    }
}

TEST(Geometry, NanStaysNanAndBeyondTheLimbThereIsNoElevation) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(std::isnan(slant_range(Metres{nan}, Angle::degrees(10.0)).value));
    EXPECT_TRUE(std::isnan(slant_range(Metres::kilo(330.0), Angle::radians(nan)).value));
    EXPECT_TRUE(std::isnan(nadir_angle(Metres::kilo(330.0), Angle::radians(nan)).in_radians()));
    EXPECT_TRUE(std::isnan(
        elevation_of_nadir_angle(Metres::kilo(330.0), Angle::degrees(75.0)).in_radians()));  // the limb is 71.9 degrees off nadir
}

}  // namespace
}  // namespace d2c
