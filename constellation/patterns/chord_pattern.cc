#include "constellation/patterns/chord_pattern.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace d2c {

ChordPattern::ChordPattern(std::span<const std::pair<Angle, double>> knots) {
    if (knots.empty()) throw std::invalid_argument{"ChordPattern: no knots: 1 or more"};
    for (const auto& [angle, ratio] : knots) {
        const double half = std::sin(0.5 * angle.in_radians());
        knots_.push_back({4.0 * half * half, ratio});
    }
}

double ChordPattern::gain_ratio_of_cosine(double cosine) const {
    const double chord2 = 2.0 * (1.0 - cosine);
    if (!(chord2 < knots_.back().chord2)) return std::isnan(chord2) ? chord2 : knots_.back().ratio;
    const auto after =
        std::upper_bound(knots_.begin(), knots_.end(), chord2, [](double value, const Knot& knot) { return value < knot.chord2; });
    if (after == knots_.begin()) return knots_.front().ratio;
    const Knot &a = *std::prev(after), &b = *after;
    return a.ratio + (chord2 - a.chord2) / (b.chord2 - a.chord2) * (b.ratio - a.ratio);
}

}  // namespace d2c
