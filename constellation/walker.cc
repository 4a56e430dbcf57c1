#include "constellation/walker.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"

namespace d2c {
namespace {

constexpr double kTwoPi = 2.0 * std::numbers::pi;

/// k = 1.5 J2 (Re/a)^2
double oblateness(double a_m) {
    const double ratio = kWgs84SemiMajorAxis.value / a_m;
    return 1.5 * kEarthJ2 * ratio * ratio;
}

/// 1 - 1.5 sin^2 i, equal to (3 cos^2 i - 1) / 2.
double anomaly_factor(Angle inclination) { return 1.0 - 1.5 * sin(inclination) * sin(inclination); }

/// In [0, 2 pi); a rounding up to 2 pi counts as 0.
double wrapped(double rad) {
    const double w = rad - kTwoPi * std::floor(rad / kTwoPi);
    return w < kTwoPi ? w : 0.0;
}

}  // namespace

J2Rates j2_rates(Metres brouwer_semi_major_axis, Angle inclination) {
    const double a = brouwer_semi_major_axis.value;
    const double n0 = std::sqrt(kEarthGmM3PerS2 / (a * a * a));
    const double k = oblateness(a);
    const double sin2 = sin(inclination) * sin(inclination);
    return {
        .raan_rad_per_s = -k * n0 * cos(inclination),
        .perigee_rad_per_s = k * n0 * (2.0 - 2.5 * sin2),
        .anomaly_rad_per_s = n0 * (1.0 + k * anomaly_factor(inclination)),
    };
}

Metres brouwer_semi_major_axis_of(double kozai_mean_motion_rev_per_day, Angle inclination) {
    constexpr Metres kNone{std::numeric_limits<double>::quiet_NaN()};
    if (!(kozai_mean_motion_rev_per_day > 0.0)) return kNone;
    const double n = kozai_mean_motion_rev_per_day * kTwoPi / 86400.0;
    const double two_body = std::cbrt(kEarthGmM3PerS2 / (n * n));
    double a = two_body;
    // a = two_body (1 + k f)^(2/3): a contraction by about 1e-3 a step, so six steps reach the last digit.
    for (int step = 0; step < 6; ++step) {
        const double correction = std::cbrt(1.0 + oblateness(a) * anomaly_factor(inclination));
        a = two_body * correction * correction;
    }
    return a > kWgs84SemiMajorAxis.value ? Metres{a} : kNone;
}

Metres mean_radius_of(Metres brouwer_semi_major_axis, Angle inclination) {
    return (1.0 - oblateness(brouwer_semi_major_axis.value) * anomaly_factor(inclination)) * brouwer_semi_major_axis;
}

Metres brouwer_semi_major_axis_of_radius(Metres mean_radius, Angle inclination) {
    double a = mean_radius.value;
    for (int step = 0; step < 6; ++step) a = mean_radius.value / (1.0 - oblateness(a) * anomaly_factor(inclination));
    return {a};
}

MeanState observed_state(Angle inclination, Angle raan, Angle argument_of_latitude, double kozai_mean_motion_rev_per_day, Instant epoch) {
    const Metres a = brouwer_semi_major_axis_of(kozai_mean_motion_rev_per_day, inclination);
    const J2Rates rates = j2_rates(a, inclination);
    return {mean_radius_of(a, inclination), inclination, raan,
            argument_of_latitude,           epoch,       kozai_mean_motion_rev_per_day * kTwoPi / 86400.0 + rates.perigee_rad_per_s,
            rates.raan_rad_per_s,           true};
}

MeanState circular_state(Metres mean_radius, Angle inclination, Angle raan, Angle argument_of_latitude, Instant epoch) {
    const J2Rates rates = j2_rates(brouwer_semi_major_axis_of_radius(mean_radius, inclination), inclination);
    return {mean_radius,          inclination, raan, argument_of_latitude, epoch, rates.argument_of_latitude_rad_per_s(),
            rates.raan_rad_per_s, false};
}

MeanState at_epoch(const MeanState& state, Instant epoch) {
    const double dt_s = seconds_between(epoch, state.epoch);
    MeanState moved = state;
    moved.epoch = epoch;
    moved.raan = Angle::radians(wrapped(state.raan.in_radians() + state.raan_rate_rad_per_s * dt_s));
    moved.argument_of_latitude = Angle::radians(wrapped(state.argument_of_latitude.in_radians() + state.argument_rate_rad_per_s * dt_s));
    return moved;
}

std::vector<MeanState> walker_states(const Shell& shell, Instant epoch) {
    std::vector<MeanState> states;
    if (shell.planes <= 0 || shell.satellites_per_plane <= 0) return states;
    const double total = static_cast<double>(shell.planes) * shell.satellites_per_plane;
    states.reserve(static_cast<std::size_t>(total));
    const MeanState first =
        circular_state(kWgs84SemiMajorAxis + shell.altitude, shell.inclination, Angle::radians(0.0), Angle::radians(0.0), epoch);
    for (int plane = 0; plane < shell.planes; ++plane) {
        const double phase = static_cast<double>(plane) * shell.phasing / total;
        for (int slot = 0; slot < shell.satellites_per_plane; ++slot) {
            MeanState state = first;
            state.raan = Angle::radians(kTwoPi * plane / shell.planes);
            state.argument_of_latitude = Angle::radians(wrapped(kTwoPi * (static_cast<double>(slot) / shell.satellites_per_plane + phase)));
            states.push_back(state);
        }
    }
    return states;
}

}  // namespace d2c
