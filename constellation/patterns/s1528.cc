#include "constellation/patterns/s1528.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <string>

#include "base/constants.h"
#include "constellation/patterns/aperture.h"

namespace d2c {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Table 1: the main beam ends at 2.58 psi_b sqrt(1 - c log z); c by LN.
struct NearIn {
    double level_db, c;
};
constexpr NearIn kNearIn[] = {{-15.0, 1.4}, {-20.0, 1.0}, {-25.0, 0.6}, {-30.0, 0.4}};
constexpr double kA = 2.58, kB = 6.32, kAlpha = 1.5;

/// Table 2: size in wavelengths times the sine of the beam's half axis, by roll-off.
struct RollOff {
    double db, k;
};
constexpr RollOff kRollOff[] = {{0.0, 1.2}, {3.0, 0.51}, {5.0, 0.64}, {7.0, 0.74}};

const NearIn* near_in_row(Db level) {
    const auto* row = std::find_if(std::begin(kNearIn), std::end(kNearIn), [&](const NearIn& r) { return r.level_db == level.value; });
    return row == std::end(kNearIn) ? nullptr : row;
}

void range(Faults& faults, const char* field, double value, double low, double high, const std::string& unit) {
    if (!(value >= low && value <= high)) {
        const auto number = [](double v) {
            std::string text = std::to_string(v);
            text.erase(text.find_last_not_of('0') + 1);
            if (text.back() == '.') text.pop_back();
            return text;
        };
        faults.push_back({"", 0, field, number(value), number(low) + " to " + number(high) + (unit.empty() ? "" : " [" + unit + "]")});
    }
}

void common(Faults& faults, Dbi peak, Angle half_beamwidth, Dbi far_out) {
    range(faults, "peak_gain_dbi", peak.value, -50.0, 80.0, "dBi");
    range(faults, "psi_b_deg", half_beamwidth.in_degrees(), 1e-3, 45.0, "deg");
    range(faults, "lf_dbi", far_out.value, -50.0, 80.0, "dBi");
}

/// The k-th positive zero of J1, by Newton from McMahon's expansion (Abramowitz and Stegun 9.5.12).
double j1_zero(int k) {
    const double beta = (k + 0.25) * std::numbers::pi;
    double x = beta - 3.0 / (8.0 * beta);
    for (int i = 0; i < 8; ++i) {
        const double j1 = std::cyl_bessel_j(1.0, x);
        x -= j1 / (std::cyl_bessel_j(0.0, x) - j1 / x);
    }
    return x;
}

}  // namespace

Angle s1528_half_beamwidth(Metres diameter, Hertz frequency) {
    return Angle::degrees(std::sqrt(1200.0) * kSpeedOfLightMPerS / (frequency.value * diameter.value));
}

Faults check(const S1528Rec12& p) {
    Faults faults;
    common(faults, p.peak, p.half_beamwidth, p.far_out);
    if (near_in_row(p.near_in) == nullptr) faults.push_back({"", 0, "ln_db", std::to_string(p.near_in.value), "-15, -20, -25 or -30 [dB]"});
    range(faults, "z", p.axis_ratio, 1.0, 5.0, "");
    if (p.back) range(faults, "lb_dbi", p.back->value, -50.0, 80.0, "dBi");
    return faults;
}

Dbi back_lobe(const S1528Rec12& p) {
    return p.back.value_or(Dbi{std::max(0.0, 15.0 + p.near_in.value + 0.25 * p.peak.value + 5.0 * std::log10(p.axis_ratio))});
}

Dbi gain(const S1528Rec12& p, Angle off_axis) {
    const double psi = std::abs(off_axis.in_degrees()), psi_b = p.half_beamwidth.in_degrees();
    const NearIn* row = near_in_row(p.near_in);
    if (!(psi <= 180.0) || row == nullptr) return {kNan};
    if (psi > 90.0) return back_lobe(p);
    const double log_z = std::log10(p.axis_ratio), near_in = p.peak.value + p.near_in.value;
    if (psi <= kA * psi_b * std::sqrt(1.0 - row->c * log_z)) return {p.peak.value - 3.0 * std::pow(psi / psi_b, kAlpha)};
    if (psi <= 0.5 * kB * psi_b) return {near_in + 20.0 * log_z};
    if (psi <= kB * psi_b) return {near_in};
    const double far = kB * psi_b * std::pow(10.0, 0.04 * (near_in - p.far_out.value));
    if (psi <= far) return {near_in + 25.0 * std::log10(kB * psi_b) - 25.0 * std::log10(psi)};
    return p.far_out;
}

Faults check(const S1528Rec13& p) {
    Faults faults;
    common(faults, p.peak, p.half_beamwidth, p.far_out);
    range(faults, "ls_db", p.cross_point.value, -40.0, -3.0, "dB");
    return faults;
}

Angle main_beam_edge(const S1528Rec13& p) { return std::sqrt(-p.cross_point.value / 3.0) * p.half_beamwidth; }

Angle far_out_edge(const S1528Rec13& p) {
    const double factor = std::pow(10.0, 0.04 * (p.peak.value + p.cross_point.value - p.far_out.value));
    return std::min(Angle::degrees(180.0), std::max(1.0, factor) * main_beam_edge(p));
}

Dbi gain(const S1528Rec13& p, Angle off_axis) {
    const Angle psi = Angle::radians(std::abs(off_axis.in_radians()));
    if (!(psi <= Angle::degrees(180.0))) return {kNan};
    if (psi <= main_beam_edge(p)) {
        const double ratio = psi.in_radians() / p.half_beamwidth.in_radians();
        return {p.peak.value - 3.0 * ratio * ratio};
    }
    if (psi <= far_out_edge(p))
        return {p.peak.value + p.cross_point.value - 25.0 * std::log10(psi.in_radians() / main_beam_edge(p).in_radians())};
    return p.far_out;
}

Result<S1528Rec14> S1528Rec14::create(const Parameters& p) {
    Faults faults;
    range(faults, "slr_db", p.side_lobe_ratio.value, 10.0, 60.0, "dB");
    range(faults, "side_lobes", p.side_lobes, 2.0, 20.0, "");
    range(faults, "lr_m", p.radial.value, 1e-3, 100.0, "m");
    range(faults, "lt_m", p.transverse.value, 1e-3, 100.0, "m");
    range(faults, "frequency_mhz", p.frequency.in_mega(), 100.0, 30000.0, "MHz");
    if (!faults.empty()) return faults;
    return S1528Rec14{p};
}

S1528Rec14::S1528Rec14(const Parameters& parameters) : parameters_{parameters} {
    const int l = parameters.side_lobes;
    for (int i = 1; i <= l; ++i) bessel_roots_.push_back(j1_zero(i));
    const double a = std::acosh(std::pow(10.0, parameters.side_lobe_ratio.value / 20.0)) / std::numbers::pi;
    const double pi_sigma = bessel_roots_.back() / std::hypot(a, l - 0.5);
    for (int i = 1; i < l; ++i) taylor_roots_.push_back(pi_sigma * std::hypot(a, i - 0.5));
}

double S1528Rec14::u(Angle off_axis, Angle phi) const {
    const double per_metre = std::numbers::pi * parameters_.frequency.value / kSpeedOfLightMPerS * std::abs(sin(off_axis));
    return per_metre * std::hypot(parameters_.radial.value * cos(phi), parameters_.transverse.value * sin(phi));
}

double S1528Rec14::amplitude(double u) const {
    u = std::abs(u);
    double product = 1.0;
    double kernel = disc_amplitude(u);
    for (std::size_t i = 0; i < taylor_roots_.size(); ++i) {
        const double zero = bessel_roots_[i], off = u - zero;
        const double numerator = 1.0 - (u / taylor_roots_[i]) * (u / taylor_roots_[i]);
        if (std::abs(off) < 1e-5) {
            // 2 J1(u)/u and 1 - (u/zero)^2 vanish together: J1(u) = J0(zero) off (1 - off / (2 zero) + ...), J1'' being -J1'/x there.
            kernel = -2.0 * std::cyl_bessel_j(0.0, zero) * (1.0 - off / (2.0 * zero)) * zero * zero / (u * (u + zero));
            product *= numerator;
        } else {
            product *= numerator / (1.0 - (u / zero) * (u / zero));
        }
    }
    return kernel * product;
}

Db S1528Rec14::relative_gain(Angle off_axis, Angle phi) const {
    if (!(std::abs(off_axis.in_radians()) <= std::numbers::pi / 2.0)) return {kNan};
    return {20.0 * std::log10(std::abs(amplitude(u(off_axis, phi))))};
}

std::optional<Metres> s1528_effective_size(Db roll_off, Angle half_axis, Hertz frequency) {
    const auto* row = std::find_if(std::begin(kRollOff), std::end(kRollOff), [&](const RollOff& r) { return r.db == roll_off.value; });
    if (row == std::end(kRollOff) || !(half_axis > Angle{} && half_axis <= Angle::degrees(90.0))) return std::nullopt;
    return Metres{kSpeedOfLightMPerS / frequency.value * row->k / sin(half_axis)};
}

}  // namespace d2c
