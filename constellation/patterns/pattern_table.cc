#include "constellation/patterns/pattern_table.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "constellation/patterns/aperture.h"

namespace d2c {
namespace {

/// Spacing of the disc's knots in x^2. The cubic's error is spacing^4/384 times the fourth derivative of 2 J1(x)/x by x^2, which is
/// largest on the axis, 1/30720: below 1.4e-6 of the peak amplitude, 0.0012 dB at a floor of -40 dB, and less away from the axis.
constexpr double kDiscKnot = 2.0;

double disc_power(double x) {
    const double a = disc_amplitude(x);
    return a * a;
}

/// The largest x up to `limit` at which the disc's pattern still reaches `floor`; 0 if it never does.
double last_crossing(double floor, double limit) {
    // |J1(x)| <= sqrt(2/(pi x)) (1 + 0.2/x) for x >= 2, so the pattern stays under 8/(pi x^3) (1 + 0.2/x)^2: from here outward it is below
    // the floor.
    const double beyond = std::max(2.0, 1.1 * std::cbrt(8.0 / (std::numbers::pi * floor)));
    const double start = std::min(limit, beyond);
    if (disc_power(start) >= floor) return start;
    constexpr double kStep = 0.01;  // lobes are about pi wide
    double low = start;
    while (low > 0.0 && disc_power(low) < floor) low -= kStep;
    if (!(low > 0.0)) low = 0.0;
    double high = std::min(low + kStep, start);
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = 0.5 * (low + high);
        (disc_power(middle) >= floor ? low : high) = middle;
    }
    return high;
}

}  // namespace

PatternTable PatternTable::disc(Metres diameter, Hertz frequency, Db floor) {
    PatternTable table;
    table.floor_ = ratio_from_db(floor);
    const double scale = aperture_ka(diameter, frequency);
    const double edge = last_crossing(table.floor_, scale);
    table.floor_angle_ = Angle::radians(std::asin(std::min(1.0, edge / scale)));
    table.scale_ = scale * scale / kDiscKnot;
    // An aperture whose pattern reaches the floor nowhere keeps its value up to 90 degrees, that angle included.
    table.end_ = edge >= scale ? std::nextafter(table.scale_, std::numeric_limits<double>::infinity()) : edge * edge / kDiscKnot;
    const auto count = static_cast<std::size_t>(table.end_) + 2;
    table.knots_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double x = std::sqrt(kDiscKnot * static_cast<double>(i));
        table.knots_.push_back({disc_amplitude(x), kDiscKnot * disc_amplitude_slope(x)});
    }
    return table;
}

void PatternTable::close(double floor, double knot) {
    floor_ = floor;
    scale_ = 1.0 / knot;
    const double least = std::sqrt(floor);
    std::size_t last = 0;
    for (std::size_t i = 0; i < knots_.size(); ++i) {
        if (std::abs(knots_[i].value) > least) last = i + 1;
    }
    if (static_cast<double>(last) * knot >= 1.0) {
        end_ = std::nextafter(scale_, std::numeric_limits<double>::infinity());
        floor_angle_ = Angle::radians(std::numbers::pi / 2.0);
        return;
    }
    end_ = static_cast<double>(last);
    floor_angle_ = Angle::radians(std::asin(std::sqrt(end_ * knot)));
    knots_.resize(last + 1);
    knots_.shrink_to_fit();
}

PatternTable PatternTable::smooth(const std::function<double(double)>& amplitude, double knot, Db floor) {
    PatternTable table;
    const auto count = static_cast<std::size_t>(std::ceil(1.0 / knot)) + 2;
    const double step = 1e-3 * knot;
    for (std::size_t i = 0; i < count; ++i) {
        const double at = std::min(1.0, knot * static_cast<double>(i));
        const double low = std::max(0.0, at - step), high = std::min(1.0, at + step);
        table.knots_.push_back({amplitude(at), knot * (amplitude(high) - amplitude(low)) / (high - low)});
    }
    table.close(ratio_from_db(floor), knot);
    return table;
}

PatternTable PatternTable::envelope(const std::function<double(double)>& amplitude, double knot, Db floor) {
    PatternTable table;
    const auto count = static_cast<std::size_t>(std::ceil(1.0 / knot)) + 2;
    for (std::size_t i = 0; i < count; ++i) table.knots_.push_back({amplitude(std::min(1.0, knot * static_cast<double>(i))), 0.0});
    for (std::size_t i = 0; i + 1 < count; ++i) {
        const double after = table.knots_[i + 1].value - table.knots_[i].value;
        const double before = i == 0 ? after : table.knots_[i].value - table.knots_[i - 1].value;
        // The harmonic mean of the two secants, 0 at a turn: a monotone cubic (Fritsch and Butland 1984).
        table.knots_[i].slope = before * after > 0.0 ? 2.0 * before * after / (before + after) : 0.0;
    }
    table.close(ratio_from_db(floor), knot);
    return table;
}

Angle PatternTable::angle_of_level(Db level) const {
    const double wanted = ratio_from_db(-level);
    const double steps = std::max(1e4, 8.0 * scale_);
    double high = 0.0;
    while (high < 1.0 && gain_ratio_of_squared_sine(high) > wanted) high += 1.0 / steps;
    if (!(high < 1.0)) return Angle::radians(std::numbers::pi / 2.0);
    double low = std::max(0.0, high - 1.0 / steps);
    for (int halving = 0; halving < 60; ++halving) {
        const double middle = 0.5 * (low + high);
        (gain_ratio_of_squared_sine(middle) > wanted ? low : high) = middle;
    }
    return Angle::radians(std::asin(std::sqrt(high)));
}

}  // namespace d2c
