#include "constellation/sgp4/deep_space/resonance.h"

#include <cmath>
#include <numbers>

#include "constellation/frames.h"

namespace d2c::sgp4 {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;
constexpr double kEarthRate = 4.37526908801129966e-3;  // sidereal [rad/min]
constexpr double kStepMin = 720.0;                     // of the integration

// Mean motions counted as resonant [rad/min]: 1200 to 1800 min, and 680 to 760 min with e >= 0.5.
constexpr double kOneDayLow = 0.0034906585, kOneDayHigh = 0.0052359877;
constexpr double kHalfDayLow = 8.26e-3, kHalfDayHigh = 9.24e-3, kHalfDayEccentricity = 0.5;

// Products of tesseral coefficients, and phases, of Spacetrack Report 3's program listing (DEEP).
constexpr double kQ22 = 1.7891679e-6, kQ31 = 2.1460748e-6, kQ33 = 2.2123015e-7;
constexpr double kLambda31 = 0.13130908, kLambda22 = 2.8843198, kLambda33 = 0.37448087;
constexpr double kRoot22 = 1.7891679e-6, kRoot32 = 3.7393792e-7, kRoot44 = 7.3636953e-9, kRoot52 = 1.1428639e-7, kRoot54 = 2.1765803e-9;
constexpr double kG22 = 5.7686396, kG32 = 0.95240898, kG44 = 1.8014998, kG52 = 1.0508330, kG54 = 4.4108898;

/// c0 + c1 e + c2 e^2 + c3 e^3
struct Cubic {
    double c0, c1, c2, c3;
    double operator()(double e) const { return c0 + c1 * e + c2 * e * e + c3 * e * e * e; }
};

/// Eccentricity functions G of the half-day resonance, fitted piecewise.
struct EccentricityFunctions {
    double g201, g211, g310, g322, g410, g422, g520, g521, g532, g533;
};
EccentricityFunctions eccentricity_functions(double e) {
    EccentricityFunctions g{};
    g.g201 = -0.306 - (e - 0.64) * 0.440;
    if (e <= 0.65) {
        g.g211 = Cubic{3.616, -13.2470, 16.2900, 0.0}(e);
        g.g310 = Cubic{-19.302, 117.3900, -228.4190, 156.5910}(e);
        g.g322 = Cubic{-18.9068, 109.7927, -214.6334, 146.5816}(e);
        g.g410 = Cubic{-41.122, 242.6940, -471.0940, 313.9530}(e);
        g.g422 = Cubic{-146.407, 841.8800, -1629.014, 1083.4350}(e);
        g.g520 = Cubic{-532.114, 3017.977, -5740.032, 3708.2760}(e);
    } else {
        g.g211 = Cubic{-72.099, 331.819, -508.738, 266.724}(e);
        g.g310 = Cubic{-346.844, 1582.851, -2415.925, 1246.113}(e);
        g.g322 = Cubic{-342.585, 1554.908, -2366.899, 1215.972}(e);
        g.g410 = Cubic{-1052.797, 4758.686, -7193.992, 3651.957}(e);
        g.g422 = Cubic{-3581.690, 16178.110, -24462.770, 12422.520}(e);
        g.g520 = e > 0.715 ? Cubic{-5149.66, 29936.92, -54087.36, 31324.56}(e) : Cubic{1464.74, -4664.75, 3763.64, 0.0}(e);
    }
    if (e < 0.7) {
        g.g533 = Cubic{-919.22770, 4988.6100, -9064.7700, 5542.21}(e);
        g.g521 = Cubic{-822.71072, 4568.6173, -8491.4146, 5337.524}(e);
        g.g532 = Cubic{-853.66600, 4690.2500, -8624.7700, 5341.4}(e);
    } else {
        g.g533 = Cubic{-37995.780, 161616.52, -229838.20, 109377.94}(e);
        g.g521 = Cubic{-51752.104, 218913.95, -309468.16, 146349.42}(e);
        g.g532 = Cubic{-40023.880, 170470.89, -242699.48, 115605.82}(e);
    }
    return g;
}

}  // namespace

Resonance::Resonance(const MeanElements& el, const SecularRates& zonal, const LuniSolarRates& luni_solar, double xke, Instant epoch)
    : n_0_{el.n}, omega_0_{el.omega}, omega_dot_{zonal.omega_dot}, gmst_0_{gmst_iau82(epoch).in_radians()} {
    const double a = std::pow(xke / el.n, 2.0 / 3.0);
    if (el.n > kOneDayLow && el.n < kOneDayHigh) {
        kind_ = Kind::kOneDay;
        prepare_one_day(el, a);
        lambda_0_ = std::fmod(el.m + el.node + el.omega - gmst_0_, kTwoPi);
        lambda_rate_ = zonal.m_dot + zonal.omega_dot + zonal.node_dot - kEarthRate + luni_solar.m_dot + luni_solar.omega_dot +
                       luni_solar.node_dot - el.n;
    } else if (el.n >= kHalfDayLow && el.n <= kHalfDayHigh && el.e >= kHalfDayEccentricity) {
        kind_ = Kind::kHalfDay;
        prepare_half_day(el, a);
        lambda_0_ = std::fmod(el.m + 2.0 * (el.node - gmst_0_), kTwoPi);
        lambda_rate_ = zonal.m_dot + luni_solar.m_dot + 2.0 * (zonal.node_dot + luni_solar.node_dot - kEarthRate) - el.n;
    }
}

void Resonance::prepare_one_day(const MeanElements& el, double a) {
    const double e2 = el.e * el.e, c = std::cos(el.i), s = std::sin(el.i);
    const double g200 = 1.0 + e2 * (-2.5 + 0.8125 * e2), g310 = 1.0 + 2.0 * e2, g300 = 1.0 + e2 * (-6.0 + 6.60937 * e2);
    const double f220 = 0.75 * (1.0 + c) * (1.0 + c), f311 = 0.9375 * s * s * (1.0 + 3.0 * c) - 0.75 * (1.0 + c);
    const double f330 = 1.875 * (1.0 + c) * (1.0 + c) * (1.0 + c);
    const double k = 3.0 * el.n * el.n / (a * a);
    harmonics_[0] = {k * f311 * g310 * kQ31 / a, 1, 0, kLambda31};
    harmonics_[1] = {2.0 * k * f220 * g200 * kQ22, 2, 0, 2.0 * kLambda22};
    harmonics_[2] = {3.0 * k * f330 * g300 * kQ33 / a, 3, 0, 3.0 * kLambda33};
    harmonic_count_ = 3;
}

void Resonance::prepare_half_day(const MeanElements& el, double a) {
    const EccentricityFunctions g = eccentricity_functions(el.e);
    const double c = std::cos(el.i), c2 = c * c, s = std::sin(el.i), s2 = s * s;
    const double f220 = 0.75 * (1.0 + 2.0 * c + c2), f221 = 1.5 * s2;
    const double f321 = 1.875 * s * (1.0 - 2.0 * c - 3.0 * c2), f322 = -1.875 * s * (1.0 + 2.0 * c - 3.0 * c2);
    const double f441 = 35.0 * s2 * f220, f442 = 39.3750 * s2 * s2;
    const double f522 = 9.84375 * s * (s2 * (1.0 - 2.0 * c - 5.0 * c2) + 0.33333333 * (-2.0 + 4.0 * c + 6.0 * c2));
    const double f523 = s * (4.92187512 * s2 * (-2.0 - 4.0 * c + 10.0 * c2) + 6.56250012 * (1.0 + 2.0 * c - 3.0 * c2));
    const double f542 = 29.53125 * s * (2.0 - 8.0 * c + c2 * (-12.0 + 8.0 * c + 10.0 * c2));
    const double f543 = 29.53125 * s * (-2.0 - 8.0 * c + c2 * (12.0 + 8.0 * c - 10.0 * c2));
    const double k2 = 3.0 * el.n * el.n / (a * a), k3 = k2 / a, k4 = k3 / a, k5 = k4 / a;
    harmonics_ = {{{k2 * kRoot22 * f220 * g.g201, 1, 2, kG22},
                   {k2 * kRoot22 * f221 * g.g211, 1, 0, kG22},
                   {k3 * kRoot32 * f321 * g.g310, 1, 1, kG32},
                   {k3 * kRoot32 * f322 * g.g322, 1, -1, kG32},
                   {2.0 * k4 * kRoot44 * f441 * g.g410, 2, 2, kG44},
                   {2.0 * k4 * kRoot44 * f442 * g.g422, 2, 0, kG44},
                   {k5 * kRoot52 * f522 * g.g520, 1, 1, kG52},
                   {k5 * kRoot52 * f523 * g.g532, 1, -1, kG52},
                   {2.0 * k5 * kRoot54 * f542 * g.g521, 2, 1, kG54},
                   {2.0 * k5 * kRoot54 * f543 * g.g533, 2, -1, kG54}}};
    harmonic_count_ = 10;
}

Resonance::Acceleration Resonance::acceleration(double lambda, double minutes) const {
    const double omega = omega_0_ + omega_dot_ * minutes;
    Acceleration sum{0.0, 0.0};
    for (std::size_t k = 0; k < harmonic_count_; ++k) {
        const Harmonic& h = harmonics_[k];
        const double angle = h.lambda * lambda + h.omega * omega - h.phase;
        sum.n_dot += h.amplitude * std::sin(angle);
        sum.n_ddot_per_lambda_dot += h.lambda * h.amplitude * std::cos(angle);
    }
    return sum;
}

void Resonance::apply(MeanElements& mean, double minutes) const {
    if (kind_ == Kind::kNone) return;
    double at = 0.0, lambda = lambda_0_, n = n_0_;
    const double direction = minutes < 0.0 ? -kStepMin : kStepMin;
    for (;;) {
        const auto [n_dot, slope] = acceleration(lambda, at);
        const double lambda_dot = n + lambda_rate_, n_ddot = slope * lambda_dot;
        const bool last = !(std::fabs(minutes - at) >= kStepMin);
        const double step = last ? minutes - at : direction;
        lambda += lambda_dot * step + 0.5 * n_dot * step * step;
        n += n_dot * step + 0.5 * n_ddot * step * step;
        if (last) break;
        at += step;
    }
    const double gmst = gmst_0_ + kEarthRate * minutes;
    mean.m = kind_ == Kind::kOneDay ? lambda - mean.node - mean.omega + gmst : lambda - 2.0 * mean.node + 2.0 * gmst;
    mean.n = n;
}

}  // namespace d2c::sgp4
