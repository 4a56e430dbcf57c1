// From mean elements at a time to a place: long-period terms, Kepler's equation, short-period terms. Spacetrack Report 3, section 6.

#include <algorithm>
#include <cmath>

#include "constellation/sgp4/model.h"

namespace d2c::sgp4 {
namespace {

/// sin and cos of the eccentric longitude E with U = E + ayn cos E - axn sin E.
struct EccentricLongitude {
    double s, c;
};
EccentricLongitude solve_kepler(double u, double axn, double ayn) {
    constexpr double kTolerance = 1e-12;  // radians; 10 steps and steps of at most 0.95 as in AIAA 2006-6753
    constexpr int kMostSteps = 10;
    double e_plus_omega = u, s = std::sin(u), c = std::cos(u);
    for (int k = 0; k < kMostSteps; ++k) {
        const double step = (u - ayn * c + axn * s - e_plus_omega) / (1.0 - c * axn - s * ayn);
        e_plus_omega += std::clamp(step, -0.95, 0.95);
        if (!(std::fabs(step) >= kTolerance)) return {s + c * step, c - s * step};  // the last step to first order
        s = std::sin(e_plus_omega);
        c = std::cos(e_plus_omega);
    }
    return {s, c};
}

}  // namespace

Sgp4State state_of(const MeanElements& mean, double a, const InclinationTerms& inc, const Gravity& g) {
    const double axn = mean.e * std::cos(mean.omega);
    const double p_inv = 1.0 / (a * (1.0 - mean.e * mean.e));
    const double ayn = mean.e * std::sin(mean.omega) + p_inv * inc.aycof;
    const double u_mean = mean.m + mean.omega + p_inv * inc.xlcof * axn;
    const auto [sin_e, cos_e] = solve_kepler(u_mean, axn, ayn);

    const double e_cos = axn * cos_e + ayn * sin_e, e_sin = axn * sin_e - ayn * cos_e;
    const double e2 = axn * axn + ayn * ayn, p = a * (1.0 - e2);
    if (!(p >= 0.0)) return {.error = Sgp4Error::kSemiLatusRectum};
    const double r = a * (1.0 - e_cos);
    const double r_dot = std::sqrt(a) * e_sin / r, rv_dot = std::sqrt(p) / r;  // in units of xke
    const double beta = std::sqrt(1.0 - e2), q = e_sin / (1.0 + beta);
    const double sin_u = a / r * (sin_e - ayn - axn * q), cos_u = a / r * (cos_e - axn + ayn * q);
    const double sin_2u = 2.0 * sin_u * cos_u, cos_2u = 1.0 - 2.0 * sin_u * sin_u;

    const double k1 = 0.5 * g.j2 / p, k2 = k1 / p;
    const double n = 1.0 / (a * std::sqrt(a));  // in units of xke
    const double rk = r * (1.0 - 1.5 * k2 * beta * inc.x3thm1) + 0.5 * k1 * inc.x1mth2 * cos_2u;
    if (!(rk >= 1.0)) return {.error = Sgp4Error::kDecayed};
    const double uk = std::atan2(sin_u, cos_u) - 0.25 * k2 * inc.x7thm1 * sin_2u;
    const double node = mean.node + 1.5 * k2 * inc.cos_i * sin_2u;
    const double i = mean.i + 1.5 * k2 * inc.cos_i * inc.sin_i * cos_2u;
    const double rk_dot = r_dot - n * k1 * inc.x1mth2 * sin_2u;
    const double rvk_dot = rv_dot + n * k1 * (inc.x1mth2 * cos_2u + 1.5 * inc.x3thm1);

    const double su = std::sin(uk), cu = std::cos(uk), sn = std::sin(node), cn = std::cos(node), si = std::sin(i), ci = std::cos(i);
    // Unit vectors outward and along the motion.
    const double ux = cn * cu - sn * ci * su, uy = sn * cu + cn * ci * su, uz = si * su;
    const double vx = -cn * su - sn * ci * cu, vy = -sn * su + cn * ci * cu, vz = si * cu;
    const double metres = rk * g.radius_km * 1000.0, speed = g.radius_km * 1000.0 * g.xke / 60.0;
    return {{{metres * ux}, {metres * uy}, {metres * uz}},
            {{speed * (rk_dot * ux + rvk_dot * vx)}, {speed * (rk_dot * uy + rvk_dot * vy)}, {speed * (rk_dot * uz + rvk_dot * vz)}},
            Sgp4Error::kNone};
}

Sgp4State state_at(const Model& model, double minutes) {
    constexpr double kFarthestMin = 3.1e8;  // 589 years: more than an Instant spans
    if (model.error != Sgp4Error::kNone) return {.error = model.error};
    if (!(std::fabs(minutes) <= kFarthestMin)) return {.error = Sgp4Error::kNotANumber};
    SecularState now = secular(model, minutes);
    if (now.error != Sgp4Error::kNone) return {.error = now.error};
    if (!model.deep_space) return state_of(now.mean, now.a, model.inclination, model.gravity);

    model.deep_space->perturbers.add_periodics(now.mean, minutes);
    if (!(now.mean.e >= 0.0 && now.mean.e <= 1.0)) return {.error = Sgp4Error::kPerturbedEccentricity};
    return state_of(now.mean, now.a, InclinationTerms{now.mean.i, model.gravity}, model.gravity);
}

}  // namespace d2c::sgp4
