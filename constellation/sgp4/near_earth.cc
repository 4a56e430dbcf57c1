// Mean elements at epoch, and their secular change by zonal harmonics and drag: Spacetrack Report 3, section 6.

#include <algorithm>
#include <cmath>
#include <numbers>

#include "constellation/sgp4/model.h"

namespace d2c::sgp4 {
namespace {

constexpr double kTwoThirds = 2.0 / 3.0;
constexpr double kDegenerateEccentricity = 1e-4;  ///< drag terms with e in the denominator are dropped below (AIAA 2006-6753)
constexpr double kSimpleDragPerigeeKm = 220.0;    ///< and all but the leading drag terms below this height of perigee
constexpr double kDeepSpacePeriodMin = 225.0;

/// The mean motion Brouwer's theory means, from Kozai's, which catalogues carry.
double brouwer_mean_motion(double kozai, double e, double cos_i, const Gravity& g) {
    const double beta2 = 1.0 - e * e;
    const double a1 = std::pow(g.xke / kozai, kTwoThirds);
    const double d = 0.75 * g.j2 * (3.0 * cos_i * cos_i - 1.0) / (std::sqrt(beta2) * beta2);
    const double delta1 = d / (a1 * a1);
    const double a0 = a1 * (1.0 - delta1 * delta1 - delta1 * (1.0 / 3.0 + 134.0 * delta1 * delta1 / 81.0));
    return kozai / (1.0 + d / (a0 * a0));
}

SecularRates zonal_rates(const MeanElements& el, double a, double cos_i, const Gravity& g) {
    const double theta2 = cos_i * cos_i, theta4 = theta2 * theta2;
    const double beta2 = 1.0 - el.e * el.e, beta = std::sqrt(beta2);
    const double p = a * beta2, p_inv2 = 1.0 / (p * p);
    const double k1 = 1.5 * g.j2 * p_inv2 * el.n;
    const double k2 = 0.5 * k1 * g.j2 * p_inv2;
    const double k4 = -0.46875 * g.j4 * p_inv2 * p_inv2 * el.n;
    return {.m_dot = el.n + 0.5 * k1 * beta * (3.0 * theta2 - 1.0) + 0.0625 * k2 * beta * (13.0 - 78.0 * theta2 + 137.0 * theta4),
            .omega_dot = -0.5 * k1 * (1.0 - 5.0 * theta2) + 0.0625 * k2 * (7.0 - 114.0 * theta2 + 395.0 * theta4) +
                         k4 * (3.0 - 36.0 * theta2 + 49.0 * theta4),
            .node_dot = -k1 * cos_i + (0.5 * k2 * (4.0 - 19.0 * theta2) + 2.0 * k4 * (3.0 - 7.0 * theta2)) * cos_i};
}

/// Parameters s and (q0 - s)^4 of the density function, lowered for perigees under 156 km.
struct Density {
    double s, q0_minus_s_4;
};
Density density(double perigee_height_km, const Gravity& g) {
    double s_km = 78.0;
    if (perigee_height_km < 98.0)
        s_km = 20.0;
    else if (perigee_height_km < 156.0)
        s_km = perigee_height_km - 78.0;
    const double q = (120.0 - s_km) / g.radius_km;
    return {s_km / g.radius_km + 1.0, q * q * q * q};
}

Drag drag_terms(const MeanElements& el, double a, double bstar, bool deep_space, const InclinationTerms& inc, const Gravity& g) {
    const double perigee = a * (1.0 - el.e);
    const Density air = density((perigee - 1.0) * g.radius_km, g);
    const double e = el.e, beta2 = 1.0 - e * e;
    const double xi = 1.0 / (a - air.s), eta = a * e * xi, eta2 = eta * eta, e_eta = e * eta;
    const double psi2 = std::fabs(1.0 - eta2);
    const double coef = air.q0_minus_s_4 * (xi * xi) * (xi * xi), coef1 = coef / std::pow(psi2, 3.5);
    const double c2 =
        coef1 * el.n *
        (a * (1.0 + 1.5 * eta2 + e_eta * (4.0 + eta2)) + 0.375 * g.j2 * xi / psi2 * inc.x3thm1 * (8.0 + 3.0 * eta2 * (8.0 + eta2)));
    const double c1 = bstar * c2;
    const double c4 = 2.0 * el.n * coef1 * a * beta2 *
                      (eta * (2.0 + 0.5 * eta2) + e * (0.5 + 2.0 * eta2) -
                       g.j2 * xi / (a * psi2) *
                           (-3.0 * inc.x3thm1 * (1.0 - 2.0 * e_eta + eta2 * (1.5 - 0.5 * e_eta)) +
                            0.75 * inc.x1mth2 * (2.0 * eta2 - e_eta * (1.0 + eta2)) * std::cos(2.0 * el.omega)));
    const double p = a * beta2;
    Drag drag{
        .c1 = c1, .bstar_c4 = bstar * c4, .t2cof = 1.5 * c1, .node_t2 = 3.5 * beta2 * (-1.5 * g.j2 / (p * p) * el.n * inc.cos_i) * c1};
    if (deep_space || perigee < kSimpleDragPerigeeKm / g.radius_km + 1.0) return drag;

    drag.bstar_c5 = bstar * 2.0 * coef1 * a * beta2 * (1.0 + 2.75 * (eta2 + e_eta) + e_eta * eta2);
    drag.eta = eta;
    drag.sin_m0 = std::sin(el.m);
    const double at_epoch = 1.0 + eta * std::cos(el.m);
    drag.m_cubed_0 = at_epoch * at_epoch * at_epoch;
    if (e > kDegenerateEccentricity) {
        const double c3 = -2.0 * coef * xi * (g.j3 / g.j2) * el.n * inc.sin_i / e;
        drag.omega_t = bstar * c3 * std::cos(el.omega);
        drag.m_cubed = -kTwoThirds * coef * bstar / e_eta;
    }
    const double c1_2 = c1 * c1;
    drag.d2 = 4.0 * a * xi * c1_2;
    const double d = drag.d2 * xi * c1 / 3.0;
    drag.d3 = (17.0 * a + air.s) * d;
    drag.d4 = 0.5 * d * a * xi * (221.0 * a + 31.0 * air.s) * c1;
    drag.t3cof = drag.d2 + 2.0 * c1_2;
    drag.t4cof = 0.25 * (3.0 * drag.d3 + c1 * (12.0 * drag.d2 + 10.0 * c1_2));
    drag.t5cof = 0.2 * (3.0 * drag.d4 + 12.0 * c1 * drag.d3 + 6.0 * drag.d2 * drag.d2 + 15.0 * c1_2 * (2.0 * drag.d2 + c1_2));
    return drag;
}

/// Takes whole turns off node, perigee and mean longitude, as the published programs do: Lyddane's terms need the node within a turn, and
/// orbits that graze the Earth amplify the rounding of a large mean anomaly (0.2 mm after 3.5 years).
void wrap_angles(MeanElements& mean) {
    constexpr double kTurn = 2.0 * std::numbers::pi;
    const double longitude = std::fmod(mean.m + mean.omega + mean.node, kTurn);
    mean.node = std::fmod(mean.node, kTurn);
    mean.omega = std::fmod(mean.omega, kTurn);
    mean.m = std::fmod(longitude - mean.omega - mean.node, kTurn);
}

bool finite(const Sgp4Elements& el) {
    return std::isfinite(el.bstar_per_earth_radius) && std::isfinite(el.inclination.in_radians()) && std::isfinite(el.raan.in_radians()) &&
           std::isfinite(el.argument_of_perigee.in_radians()) && std::isfinite(el.mean_anomaly.in_radians()) &&
           std::isfinite(el.eccentricity) && std::isfinite(el.mean_motion_rev_per_day);
}

}  // namespace

InclinationTerms::InclinationTerms(double i, const Gravity& g) : sin_i{std::sin(i)}, cos_i{std::cos(i)} {
    const double theta2 = cos_i * cos_i;
    x3thm1 = 3.0 * theta2 - 1.0;
    x1mth2 = 1.0 - theta2;
    x7thm1 = 7.0 * theta2 - 1.0;
    aycof = -0.5 * (g.j3 / g.j2) * sin_i;
    // At 180 degrees the term is singular: held at a small denominator (AIAA 2006-6753).
    constexpr double kSmallest = 1.5e-12;
    xlcof = 0.5 * aycof * (3.0 + 5.0 * cos_i) / (std::fabs(1.0 + cos_i) > kSmallest ? 1.0 + cos_i : kSmallest);
}

Model::Model(const Sgp4Elements& el, GravityModel gravity_model) : epoch{el.epoch}, gravity{gravity_constants(gravity_model)} {
    if (!finite(el))
        error = Sgp4Error::kNotANumber;
    else if (!(el.eccentricity >= 0.0 && el.eccentricity < 1.0))
        error = Sgp4Error::kMeanElements;
    else if (!(el.mean_motion_rev_per_day > 0.0))
        error = Sgp4Error::kMeanMotion;
    if (error != Sgp4Error::kNone) return;

    inclination = InclinationTerms{el.inclination.in_radians(), gravity};
    const double kozai = el.mean_motion_rev_per_day * (2.0 * std::numbers::pi / 1440.0);
    at_epoch = {.e = el.eccentricity,
                .i = el.inclination.in_radians(),
                .node = el.raan.in_radians(),
                .omega = el.argument_of_perigee.in_radians(),
                .m = el.mean_anomaly.in_radians(),
                .n = brouwer_mean_motion(kozai, el.eccentricity, inclination.cos_i, gravity)};
    if (!(at_epoch.n > 0.0)) {
        error = Sgp4Error::kMeanMotion;
        return;
    }
    const double a = std::pow(gravity.xke / at_epoch.n, kTwoThirds);
    zonal = zonal_rates(at_epoch, a, inclination.cos_i, gravity);
    const bool deep = 2.0 * std::numbers::pi / at_epoch.n >= kDeepSpacePeriodMin;
    drag = drag_terms(at_epoch, a, el.bstar_per_earth_radius, deep, inclination, gravity);
    if (deep) {
        const LuniSolar perturbers{at_epoch, epoch};
        deep_space = DeepSpace{perturbers, Resonance{at_epoch, zonal, perturbers.secular_rates(), gravity.xke, epoch}};
    }
}

SecularState secular(const Model& model, double t) {
    const MeanElements& start = model.at_epoch;
    const Drag& drag = model.drag;
    const double t2 = t * t;
    SecularState state{.mean = start};
    MeanElements& mean = state.mean;
    mean.m = start.m + model.zonal.m_dot * t;
    mean.omega = start.omega + model.zonal.omega_dot * t;
    mean.node = start.node + model.zonal.node_dot * t + drag.node_t2 * t2;

    const double around = 1.0 + drag.eta * std::cos(mean.m);
    const double shift = drag.omega_t * t + drag.m_cubed * (around * around * around - drag.m_cubed_0);
    mean.m += shift;
    mean.omega -= shift;
    const double shrink = 1.0 - drag.c1 * t - t2 * (drag.d2 + t * (drag.d3 + t * drag.d4));
    const double e_loss = drag.bstar_c4 * t + drag.bstar_c5 * (std::sin(mean.m) - drag.sin_m0);
    const double longitude_gain = t2 * (drag.t2cof + t * (drag.t3cof + t * (drag.t4cof + t * drag.t5cof)));

    if (model.deep_space) {
        model.deep_space->perturbers.add_secular(mean, t);
        model.deep_space->resonance.apply(mean, t);
    }
    if (!(mean.n > 0.0)) {
        state.error = Sgp4Error::kMeanMotion;
        return state;
    }
    state.a = std::pow(model.gravity.xke / mean.n, kTwoThirds) * shrink * shrink;
    mean.e -= e_loss;
    if (!(mean.e < 1.0 && mean.e >= -0.001))
        state.error = Sgp4Error::kMeanElements;
    else if (!(shrink > 0.0 && state.a >= 0.95))
        state.error = Sgp4Error::kDecayed;
    if (state.error != Sgp4Error::kNone) return state;
    mean.e = std::max(mean.e, 1e-6);  // a circle has no perigee: the report's floor
    mean.m += start.n * longitude_gain;
    if (model.deep_space) wrap_angles(mean);
    return state;
}

}  // namespace d2c::sgp4
