#pragma once
// A pattern of one cut as a fast table with a floor: what the hot loops read.

#include <cstddef>
#include <functional>
#include <vector>

#include "base/quantity.h"

namespace d2c {

/// Relative gain by the off-axis angle, never below a floor: cubic Hermite over the squared sine of the angle, of the amplitude (square
/// root of the gain, signed where the closed form has a sign), squared. A few kB to 100 kB.
class PatternTable {
  public:
    /// The TR 38.811 disc. Error against the closed form: < 0.001 dB wherever that is above a floor of -40 dB.
    /// Precondition: diameter and frequency positive, floor at most 0 dB.
    static PatternTable disc(Metres diameter, Hertz frequency, Db floor);
    /// Any amplitude that is smooth in the squared sine (Taylor illumination): `amplitude(s2)`, signed, 1 at 0, for s2 from 0 to 1; `knot`
    /// is the spacing in squared sine, best a twentieth of the main beam's or less.
    static PatternTable smooth(const std::function<double(double squared_sine)>& amplitude, double knot, Db floor);
    /// An envelope with corners and steps (S.1528 recommends 1.2 and 1.3, mean cuts): slopes limited so that nothing overshoots; a step is
    /// smeared over the one knot spacing in which it lies.
    static PatternTable envelope(const std::function<double(double squared_sine)>& amplitude, double knot, Db floor);

    /// From the cosine of the off-axis angle: the scalar product of two unit vectors. Behind the aperture (cosine <= 0): the floor.
    double gain_ratio_of_cosine(double cosine) const {
        if (!(cosine > 0.0)) return cosine <= 0.0 ? floor_ : cosine;  // NaN stays NaN
        return gain_ratio_of_squared_sine(1.0 - cosine * cosine);
    }
    /// From sin^2 of an off-axis angle within 90 degrees.
    double gain_ratio_of_squared_sine(double squared_sine) const {
        const double position = squared_sine * scale_;
        if (!(position < end_)) return position >= end_ ? floor_ : position;
        const double clamped = position > 0.0 ? position : 0.0;  // rounding of 1 - cos^2
        const auto i = static_cast<std::size_t>(clamped);
        const double t = clamped - static_cast<double>(i);
        const Knot& a = knots_[i];
        const Knot& b = knots_[i + 1];
        const double rise = b.value - a.value;
        const double amplitude =
            a.value + t * (a.slope + t * ((3.0 * rise - 2.0 * a.slope - b.slope) + t * (a.slope + b.slope - 2.0 * rise)));
        const double ratio = amplitude * amplitude;
        return ratio > floor_ ? ratio : floor_;
    }
    double gain_ratio(Angle off_axis) const { return gain_ratio_of_cosine(cos(off_axis)); }
    /// From here on, up to 180 degrees, the gain is exactly the floor; 90 degrees at most.
    Angle floor_angle() const { return floor_angle_; }
    double floor_ratio() const { return floor_; }
    /// The first angle at which the gain is `level` below the peak; 90 degrees where it never is.
    Angle angle_of_level(Db level) const;

  private:
    struct Knot {
        double value, slope;  ///< of the amplitude, and its derivative per knot spacing
    };
    /// Cuts the table after the last knot above the floor.
    void close(double floor, double knot);

    double scale_ = 0.0;  ///< knots per unit of squared sine
    double end_ = 0.0;    ///< position of the floor angle
    double floor_ = 0.0;
    Angle floor_angle_;
    std::vector<Knot> knots_;
};

}  // namespace d2c
