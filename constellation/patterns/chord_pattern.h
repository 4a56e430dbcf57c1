#pragma once
// A pattern as few knots: what a slice carries of a beam's form.

#include <span>
#include <utility>
#include <vector>

#include "base/quantity.h"

namespace d2c {

/// Relative gain by the off-axis angle: between knots linear in the ratio over the squared chord 2 (1 - cos), beyond the last knot its
/// value, the pattern's floor. Immutable.
class ChordPattern {
  public:
    /// Off-axis angle and gain ratio; ascending from 0, at least one.
    explicit ChordPattern(std::span<const std::pair<Angle, double>> knots);
    /// From the cosine of the off-axis angle. NaN stays NaN.
    double gain_ratio_of_cosine(double cosine) const;
    double floor_ratio() const { return knots_.back().ratio; }

  private:
    struct Knot {
        double chord2, ratio;
    };
    std::vector<Knot> knots_;
};

}  // namespace d2c
