#include "constellation/sgp4/deep_space/luni_solar.h"

#include <cmath>
#include <numbers>

namespace d2c::sgp4 {
namespace {

constexpr double kPi = std::numbers::pi, kTwoPi = 2.0 * kPi;

// Sun and Moon, Spacetrack Report 3, section 10 and its program listing (DEEP).
constexpr double kSunRate = 1.19459e-5, kMoonRate = 1.5835218e-4;  // mean motion [rad/min]
constexpr double kSunEccentricity = 0.01675, kMoonEccentricity = 0.05490;
constexpr double kSunStrength = 2.9864797e-6, kMoonStrength = 4.7968065e-7;  // perturbation coefficients C_s, C_l [rad/min]
constexpr double kSinEcliptic = 0.39785416, kCosEcliptic = 0.91744867;       // obliquity
constexpr double kCosSunPerigee = 0.1945905, kSinSunPerigee = -0.98088458;   // longitude of the Sun's perigee
constexpr double kLowInclination = 5.2359877e-2;                             // 3 deg: node rates are dropped next to the equator
constexpr double kLyddaneInclination = 0.2;                                  // [rad]

/// Days since 1899-12-31T12:00, from which the report counts the motion of Sun and Moon. By way of the Julian date, whose resolution of
/// 40 microseconds is that of the published programs: taken exactly, the Moon would move an orbit of 13.7 days by 4 mm.
double days_since_1900(Instant t) { return julian_date(t) - 2415020.0; }

}  // namespace

LuniSolar::LuniSolar(const MeanElements& el, Instant epoch) {
    const double day = days_since_1900(epoch);
    const double cos_node = std::cos(el.node), sin_node = std::sin(el.node);

    const Geometry sun{kCosSunPerigee, kSinSunPerigee, kCosEcliptic, kSinEcliptic, cos_node, sin_node};
    sun_ = add_body({kSunStrength, kSunRate, kSunEccentricity, std::fmod(6.2565837 + 0.017201977 * day, kTwoPi)}, sun, el);

    // The Moon's orbit against the equator, from its node on the ecliptic.
    const double ecliptic_node = std::fmod(4.5236020 - 9.2422029e-4 * day, kTwoPi);
    const double s = std::sin(ecliptic_node), c = std::cos(ecliptic_node);
    const double cos_i = 0.91375164 - 0.03568096 * c, sin_i = std::sqrt(1.0 - cos_i * cos_i);
    const double sin_h = 0.089683511 * s / sin_i, cos_h = std::sqrt(1.0 - sin_h * sin_h);
    const double perigee_longitude = 5.8351514 + 0.0019443680 * day;
    const double g = perigee_longitude - ecliptic_node + std::atan2(kSinEcliptic * s / sin_i, cos_h * c + kCosEcliptic * sin_h * s);
    const Geometry moon{std::cos(g), std::sin(g), cos_i, sin_i, cos_h * cos_node + sin_h * sin_node, sin_node * cos_h - cos_node * sin_h};
    const double moon_anomaly = std::fmod(4.7199672 + 0.22997150 * day - perigee_longitude, kTwoPi);
    moon_ = add_body({kMoonStrength, kMoonRate, kMoonEccentricity, moon_anomaly}, moon, el);
}

LuniSolar::Periodic LuniSolar::add_body(const Body& body, const Geometry& o, const MeanElements& el) {
    const double cos_i = std::cos(el.i), sin_i = std::sin(el.i), cos_w = std::cos(el.omega), sin_w = std::sin(el.omega);
    const double e2 = el.e * el.e, beta2 = 1.0 - e2, beta = std::sqrt(beta2);

    // Direction cosines of the body's orbit in the satellite's frame.
    const double a1 = o.cos_g * o.cos_h + o.sin_g * o.cos_i * o.sin_h, a3 = -o.sin_g * o.cos_h + o.cos_g * o.cos_i * o.sin_h;
    const double a7 = -o.cos_g * o.sin_h + o.sin_g * o.cos_i * o.cos_h, a8 = o.sin_g * o.sin_i;
    const double a9 = o.sin_g * o.sin_h + o.cos_g * o.cos_i * o.cos_h, a10 = o.cos_g * o.sin_i;
    const double a2 = cos_i * a7 + sin_i * a8, a4 = cos_i * a9 + sin_i * a10;
    const double a5 = -sin_i * a7 + cos_i * a8, a6 = -sin_i * a9 + cos_i * a10;
    const double x1 = a1 * cos_w + a2 * sin_w, x2 = a3 * cos_w + a4 * sin_w;
    const double x3 = -a1 * sin_w + a2 * cos_w, x4 = -a3 * sin_w + a4 * cos_w;
    const double x5 = a5 * sin_w, x6 = a6 * sin_w, x7 = a5 * cos_w, x8 = a6 * cos_w;

    const double z31 = 12.0 * x1 * x1 - 3.0 * x3 * x3, z32 = 24.0 * x1 * x2 - 6.0 * x3 * x4, z33 = 12.0 * x2 * x2 - 3.0 * x4 * x4;
    const double z1 = 2.0 * (3.0 * (a1 * a1 + a2 * a2) + z31 * e2) + beta2 * z31;
    const double z2 = 2.0 * (6.0 * (a1 * a3 + a2 * a4) + z32 * e2) + beta2 * z32;
    const double z3 = 2.0 * (3.0 * (a3 * a3 + a4 * a4) + z33 * e2) + beta2 * z33;
    const double z11 = -6.0 * a1 * a5 + e2 * (-24.0 * x1 * x7 - 6.0 * x3 * x5);
    const double z12 = -6.0 * (a1 * a6 + a3 * a5) + e2 * (-24.0 * (x2 * x7 + x1 * x8) - 6.0 * (x3 * x6 + x4 * x5));
    const double z13 = -6.0 * a3 * a6 + e2 * (-24.0 * x2 * x8 - 6.0 * x4 * x6);
    const double z21 = 6.0 * a2 * a5 + e2 * (24.0 * x1 * x5 - 6.0 * x3 * x7);
    const double z22 = 6.0 * (a4 * a5 + a2 * a6) + e2 * (24.0 * (x2 * x5 + x1 * x6) - 6.0 * (x4 * x7 + x3 * x8));
    const double z23 = 6.0 * a4 * a6 + e2 * (24.0 * x2 * x6 - 6.0 * x4 * x8);

    const double s3 = body.strength / el.n, s2 = -0.5 * s3 / beta, s4 = s3 * beta, s1 = -15.0 * el.e * s4;
    const double s5 = x1 * x3 + x2 * x4, s6 = x2 * x3 + x1 * x4, s7 = x2 * x4 - x1 * x3;

    const double rate = body.rate_rad_per_min;
    rates_.e_dot += rate * s1 * s5;
    rates_.i_dot += rate * s2 * (z11 + z13);
    rates_.m_dot -= rate * s3 * (z1 + z3 - 14.0 - 6.0 * e2);
    rates_.omega_dot += rate * s4 * (z31 + z33 - 6.0);
    if (el.i >= kLowInclination && el.i <= kPi - kLowInclination && sin_i != 0.0) {
        const double node_dot = -rate * s2 * (z21 + z23) / sin_i;
        rates_.node_dot += node_dot;
        rates_.omega_dot -= cos_i * node_dot;
    }
    return {.mean_anomaly_at_epoch = body.mean_anomaly_at_epoch,
            .rate_rad_per_min = rate,
            .eccentricity = body.eccentricity,
            .e2 = 2.0 * s1 * s6,
            .e3 = 2.0 * s1 * s7,
            .i2 = 2.0 * s2 * z12,
            .i3 = 2.0 * s2 * (z13 - z11),
            .l2 = -2.0 * s3 * z2,
            .l3 = -2.0 * s3 * (z3 - z1),
            .l4 = -2.0 * s3 * (-21.0 - 9.0 * e2) * body.eccentricity,
            .gh2 = 2.0 * s4 * z32,
            .gh3 = 2.0 * s4 * (z33 - z31),
            .gh4 = -18.0 * s4 * body.eccentricity,
            .h2 = -2.0 * s2 * z22,
            .h3 = -2.0 * s2 * (z23 - z21)};
}

void LuniSolar::add_secular(MeanElements& mean, double t) const {
    mean.e += rates_.e_dot * t;
    mean.i += rates_.i_dot * t;
    mean.m += rates_.m_dot * t;
    mean.omega += rates_.omega_dot * t;
    mean.node += rates_.node_dot * t;
}

void LuniSolar::add_periodics(MeanElements& mean, double t) const {
    double de = 0.0, di = 0.0, dl = 0.0, dgh = 0.0, dh = 0.0;
    for (const Periodic* body : {&sun_, &moon_}) {
        const double m = body->mean_anomaly_at_epoch + body->rate_rad_per_min * t;
        const double f = m + 2.0 * body->eccentricity * std::sin(m);
        const double sin_f = std::sin(f);
        const double f2 = 0.5 * sin_f * sin_f - 0.25, f3 = -0.5 * sin_f * std::cos(f);
        de += body->e2 * f2 + body->e3 * f3;
        di += body->i2 * f2 + body->i3 * f3;
        dl += body->l2 * f2 + body->l3 * f3 + body->l4 * sin_f;
        dgh += body->gh2 * f2 + body->gh3 * f3 + body->gh4 * sin_f;
        dh += body->h2 * f2 + body->h3 * f3;
    }
    mean.e += de;
    mean.i += di;
    const double sin_i = std::sin(mean.i), cos_i = std::cos(mean.i);
    if (mean.i >= kLyddaneInclination) {
        dh /= sin_i;
        mean.omega += dgh - cos_i * dh;
        mean.node += dh;
        mean.m += dl;
    } else {
        // Lyddane: node and inclination as the vector sin i (sin node, cos node), which has no singularity at the equator.
        const double node = mean.node, sin_node = std::sin(node), cos_node = std::cos(node);
        const double alpha = sin_i * sin_node + dh * cos_node + di * cos_i * sin_node;
        const double beta = sin_i * cos_node - dh * sin_node + di * cos_i * cos_node;
        const double longitude = mean.m + mean.omega + cos_i * node + dl + dgh - di * node * sin_i;
        mean.node = std::atan2(alpha, beta);
        if (std::fabs(node - mean.node) > kPi) mean.node += mean.node < node ? kTwoPi : -kTwoPi;
        mean.m += dl;
        mean.omega = longitude - mean.m - cos_i * mean.node;
    }
    if (mean.i < 0.0) {
        mean.i = -mean.i;
        mean.node += kPi;
        mean.omega -= kPi;
    }
}

}  // namespace d2c::sgp4
