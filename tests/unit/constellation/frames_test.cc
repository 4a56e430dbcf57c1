#include "constellation/frames.h"

#include <erfa.h>
#include <gtest/gtest.h>

#include <GeographicLib/Geocentric.hpp>
#include <cmath>
#include <numbers>

#include "base/constants.h"

namespace d2c {
namespace {

TEST(Gmst,
     ValladosExample3Dash5Is152Point578788Degrees) {  // Vallado, Fundamentals of Astrodynamics, 4th ed., example 3-5: 1992-08-20T12:14 UT1
    EXPECT_NEAR(gmst_iau82(parse_instant("1992-08-20T12:14:00Z").value()).in_degrees(), 152.57878781, 1e-7);
}

TEST(Gmst, AgreesWithErfaTo1e10RadiansFrom1960To2060) {
    for (int year = 1960; year <= 2060; year += 4) {
        const Instant t = instant_of_date(year, 3, 7) + std::chrono::milliseconds{40'123'456};
        const double erfa = eraGmst82(2451544.5, days_since_2000(t));
        EXPECT_NEAR(std::remainder(gmst_iau82(t).in_radians() - erfa, 2.0 * std::numbers::pi), 0.0, 1e-10) << year;
    }
}

TEST(Gmst, TheEarthTurnsOnceIn86164Point0905Seconds) {  // mean sidereal day, Explanatory Supplement to the Astronomical Almanac
    const Instant t = parse_instant("2026-05-30T00:00:00Z").value();
    const double after = gmst_iau82(t + nanoseconds_from_seconds(86164.0905)).in_radians();
    EXPECT_NEAR(std::remainder(after - gmst_iau82(t).in_radians(), 2.0 * std::numbers::pi), 0.0, 5e-9);  // 0.07 ms of rotation
}

TEST(Itrf, APointFixedInSpaceDriftsWestAndKeepsItsHeight) {
    const Position<Teme> p{{7e6}, {1e6}, {2e6}};
    const Instant t = parse_instant("2026-05-30T00:00:00Z").value();
    const Geodetic a = geodetic_of(to_itrf(p, t)), b = geodetic_of(to_itrf(p, t + std::chrono::hours{1}));
    EXPECT_NEAR(std::remainder((b.longitude - a.longitude).in_degrees(), 360.0), -15.0410686, 1e-6);  // sidereal hour
    EXPECT_NEAR(b.latitude.in_degrees(), a.latitude.in_degrees(), 1e-9);
}

TEST(Itrf, VelocityIsTheDerivativeOfPosition) {
    const Instant t = parse_instant("2027-01-02T03:04:05Z").value();
    const auto at = [](double s) { return Position<Teme>{{6.7e6 - 3000 * s}, {1e6 + 5000 * s}, {-2e6 + 4000 * s}}; };
    const Velocity<Itrf> v = to_itrf(Velocity<Teme>{{-3000}, {5000}, {4000}}, at(0), t);
    const auto before = to_itrf(at(-0.5), t - std::chrono::milliseconds{500}), after = to_itrf(at(0.5), t + std::chrono::milliseconds{500});
    const Displacement<Itrf> moved = after - before;  // over 1 s; the central difference errs by 1e-5 m/s here
    EXPECT_NEAR(moved.x.value, v.x.value, 1e-4);
    EXPECT_NEAR(moved.y.value, v.y.value, 1e-4);
    EXPECT_NEAR(moved.z.value, v.z.value, 1e-4);
}

TEST(Geodesy, ForwardAgreesWithGeographicLibToAMicrometre) {
    const GeographicLib::Geocentric earth{6378137.0, 1.0 / 298.257223563};
    for (double latitude = -90.0; latitude <= 90.0; latitude += 7.5)
        for (double longitude = -180.0; longitude <= 180.0; longitude += 45.0)
            for (const double height : {-400.0, 0.0, 8848.0, 360e3}) {
                double x, y, z;
                earth.Forward(latitude, longitude, height, x, y, z);
                const auto p = itrf_of({Angle::degrees(latitude), Angle::degrees(longitude), Metres{height}});
                EXPECT_NEAR(p.x.value, x, 1e-6);
                EXPECT_NEAR(p.y.value, y, 1e-6);
                EXPECT_NEAR(p.z.value, z, 1e-6);
            }
}

TEST(Geodesy, ThereAndBackIsExactToANanometreOfArcAndHeight) {
    for (double latitude = -89.0; latitude <= 89.0; latitude += 8.9)
        for (const double height : {0.0, 334e3, 1.2e6}) {
            const Geodetic back = geodetic_of(itrf_of({Angle::degrees(latitude), Angle::degrees(-123.4), Metres{height}}));
            EXPECT_NEAR(back.latitude.in_degrees(), latitude, 1e-12);
            EXPECT_NEAR(back.longitude.in_degrees(), -123.4, 1e-12);
            EXPECT_NEAR(back.height.value, height, 1e-8);
        }
}

TEST(Geodesy,
     ValladosExample3Dash3ComesOut) {  // Vallado, example 3-3: r = (6524.834, 6862.875, 6448.296) km -> 34.352496, 46.4464 deg, 5085.22 km
    const Geodetic g = geodetic_of({Metres::kilo(6524.834), Metres::kilo(6862.875), Metres::kilo(6448.296)});
    EXPECT_NEAR(g.latitude.in_degrees(), 34.352496, 1e-5);
    EXPECT_NEAR(g.longitude.in_degrees(), 46.4464, 1e-4);
    EXPECT_NEAR(g.height.in_kilo(), 5085.22, 0.01);
}

}  // namespace
}  // namespace d2c
