#include "constellation/passes/sun.h"

#include <erfa.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

constexpr double kDeg = 180.0 / std::numbers::pi;

TEST(Sun, StandsWithin0Point015DegreesOfErfasFrom1960To2050) {
    // Oracle: ERFA's Earth ephemeris (epv00, VSOP2000 based), light time and aberration by its apparent-place routine (pmpx-free: the Sun's
    // own direction, ab), precession and nutation IAU 2000B to the true equator and equinox of date.
    double worst_deg = 0.0, worst_au = 0.0;
    for (double day = -14600.0; day < 18260.0; day += 13.37) {
        const Instant t = instant_of_date(2000, 1, 1) + nanoseconds_from_seconds(day * 86400.0);
        double pvh[2][3], pvb[2][3], rnpb[3][3];
        const double tt = day + 65.0 / 86400.0;
        eraEpv00(2451544.5, tt, pvh, pvb);
        double sun[3] = {-pvh[0][0], -pvh[0][1], -pvh[0][2]}, unit[3], apparent[3], of_date[3], distance;
        eraPn(sun, &distance, unit);
        double beta[3];
        for (int i = 0; i < 3; ++i) beta[i] = pvb[1][i] * (149597870700.0 / 86400.0) / 299792458.0;
        const double beta2 = beta[0] * beta[0] + beta[1] * beta[1] + beta[2] * beta[2];
        eraAb(unit, beta, distance, std::sqrt(1.0 - beta2), apparent);
        eraPnm00b(2451544.5, tt, rnpb);
        eraRxp(rnpb, apparent, of_date);
        const Position<Teme> ours = sun_teme(t);
        const double r = radius(ours).value;
        double direction[3] = {ours.x.value / r, ours.y.value / r, ours.z.value / r};
        worst_deg = std::max(worst_deg, eraSepp(of_date, direction) * kDeg);
        worst_au = std::max(worst_au, std::abs(r / 149597870700.0 - distance));
    }
    EXPECT_LT(worst_deg, 0.015);
    EXPECT_LT(worst_au, 3e-4);
    std::printf("direction within %.4f degrees, distance within %.6f au\n", worst_deg, worst_au);
}

TEST(Sun, StandsAtTheAlmanacsSolsticeAndEquinox) {
    // 2026: equinox 20 March 14:46 UT, solstice 21 June 08:24 UT (Astronomical Almanac, phenomena): longitude 0 and 90 degrees.
    const auto longitude = [](const char* t) {
        const Position<Teme> s = sun_teme(parse_instant(t).value());
        const double e = 23.4366 / kDeg;
        return std::atan2(s.y.value * std::cos(e) + s.z.value * std::sin(e), s.x.value) * kDeg;
    };
    EXPECT_NEAR(longitude("2026-03-20T14:46:00Z"), 0.0, 0.01);
    EXPECT_NEAR(longitude("2026-06-21T08:24:00Z"), 90.0, 0.01);
}

/// A satellite `back` metres behind the Earth as the Sun sees it and `off` metres beside the axis of the shadow, in the equator's plane of
/// an equinox, where the Sun stands over the equator.
Position<Itrf> behind(Instant t, double back_m, double off_m) {
    const Position<Itrf> sun = to_itrf(sun_teme(t), t);
    const double r = std::hypot(sun.x.value, sun.y.value), ux = sun.x.value / r, uy = sun.y.value / r;
    return {{-back_m * ux - off_m * uy}, {-back_m * uy + off_m * ux}, {0.0}};
}

TEST(Shadow, UmbraNarrowsAndPenumbraWidensBehindTheEarthByTheSunsRadius) {
    const Instant t = parse_instant("2026-03-20T14:46:00Z").value();
    // Similar triangles: the umbra's cone ends d R / (Rs - R) = 1.384 million km behind the Earth's centre; the penumbra's opens from
    // d R / (Rs + R) before it. Radii at x behind, for R 6378.137 km, Rs 695,700 km, d 148.99 million km (20 March).
    const double d = radius(sun_teme(t)).value, earth = 6378137.0, sun = 6.957e8;
    const double umbra_half_angle = std::asin((sun - earth) / d), penumbra_half_angle = std::asin((sun + earth) / d);
    for (const double back : {2e6, 7e6, 42.164e6}) {
        const double umbra = earth / std::cos(umbra_half_angle) - back * std::tan(umbra_half_angle);
        const double penumbra = earth / std::cos(penumbra_half_angle) + back * std::tan(penumbra_half_angle);
        if (back > earth) {  // else inside the Earth beside the axis
            EXPECT_EQ(light_at(behind(t, back, 0.0), t), Light::kUmbra);
        }
        EXPECT_EQ(light_at(behind(t, back, umbra - 300.0), t), Light::kUmbra) << back;
        EXPECT_EQ(light_at(behind(t, back, umbra + 300.0), t), Light::kPenumbra) << back;
        EXPECT_EQ(light_at(behind(t, back, penumbra - 300.0), t), Light::kPenumbra) << back;
        EXPECT_EQ(light_at(behind(t, back, penumbra + 300.0), t), Light::kSunlit) << back;
    }
    EXPECT_EQ(light_at(behind(t, -7e6, 0.0), t), Light::kSunlit);  // between Earth and Sun
}

TEST(Shadow, IsAsFlatAsTheEarth) {
    // Over the pole of an equinox the limb is the polar radius, 6356.752 km: 21 km nearer than at the equator.
    const Instant t = parse_instant("2026-03-20T14:46:00Z").value();
    const auto over_pole = [&](double height_m) {
        Position<Itrf> p = behind(t, 1e5, 0.0);
        p.z = {height_m};
        return light_at(p, t);
    };
    EXPECT_EQ(over_pole(6356752.0 + 2000.0), Light::kSunlit);
    EXPECT_EQ(over_pole(6356752.0 - 2000.0), Light::kUmbra);
}

}  // namespace
}  // namespace d2c
