#include "handset_phy/antenna.h"

#include <cmath>
#include <limits>
#include <numbers>

#include "constellation/patterns/aperture.h"

namespace d2c {
namespace {

constexpr Metres kVsatDiameter{0.6};
constexpr double kVsatEfficiency = 0.59;
constexpr double kDipoleDirectivity = 1.64092;  // 4 / Cin(2 pi)

}  // namespace

Dbi terminal_peak_gain(TerminalPattern pattern, Hertz frequency) {
    switch (pattern) {
        case TerminalPattern::kDipole:
            return {db_from_ratio(kDipoleDirectivity).value};
        case TerminalPattern::kVsat:
            return aperture_gain(kVsatDiameter, frequency, kVsatEfficiency);
        case TerminalPattern::kOmni:
            break;
    }
    return {0.0};
}

Db terminal_relative_gain(TerminalPattern pattern, Angle off_axis, Hertz frequency) {
    if (pattern == TerminalPattern::kVsat) return db_from_ratio(circular_aperture_gain_ratio(off_axis, kVsatDiameter, frequency));
    if (std::isnan(off_axis.in_radians())) return {off_axis.in_radians()};
    if (pattern == TerminalPattern::kOmni) return {0.0};
    if (std::abs(off_axis.in_degrees()) > 90.0) return {std::numeric_limits<double>::quiet_NaN()};
    // cos(pi/2 cos t) / sin t, t from the wire.
    const double along = sin(off_axis), across = cos(off_axis);
    const double field = across > 1e-9 ? std::cos(0.5 * std::numbers::pi * along) / across : 0.0;
    return {20.0 * std::log10(std::abs(field))};
}

}  // namespace d2c
