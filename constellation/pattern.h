#pragma once
// Satellite antenna patterns in closed form (3GPP TR 38.811), and the same as a fast table with a side-lobe floor.

#include <cstddef>
#include <vector>

#include "base/quantity.h"

namespace d2c {

/// Gain relative to the peak of a uniformly lit circular aperture, 3GPP TR 38.811 clause 6.4.1:
/// 4 |J1(ka sin t) / (ka sin t)|^2, a the radius, 1 on the axis. Off-axis angles up to 90 degrees either side; NaN beyond.
double circular_aperture_gain_ratio(Angle off_axis, Metres diameter, Hertz frequency);
/// Full width between the directions of -3.00 dB of that pattern, the beamwidth of TR 38.821 tables 6.1.1.1-1/-2: 2 asin(1.61374 / ka); 180
/// degrees where the aperture is too small to have them.
Angle half_power_beamwidth(Metres diameter, Hertz frequency);
/// Width on a flat Earth of the -3 dB beam that points straight down: 2 h tan(beamwidth / 2).
Metres footprint_diameter_at_nadir(Metres altitude, Metres diameter, Hertz frequency);
/// Peak gain of an aperture: efficiency (pi D / lambda)^2.
Dbi aperture_gain(Metres diameter, Hertz frequency, double efficiency);
/// Loss [dB, positive] of a planar array steered `scan` off its normal: gain falls with cos(scan)^exponent. Infinite from 90 degrees.
Db scan_loss(Angle scan, double exponent);
/// The same as a power ratio, from the cosine of the scan angle: cos^exponent; 0 from 90 degrees.
double scan_gain_ratio(double cos_scan, double exponent);

/// The TR 38.811 pattern, never below `floor`, from a table of about 10 kB: cubic Hermite over the squared sine of the off-axis angle.
/// Error against the closed form: < 0.001 dB wherever that is above a floor of -40 dB.
class ApertureTable {
  public:
    /// Precondition: diameter and frequency positive, floor at most 0 dB.
    ApertureTable(Metres diameter, Hertz frequency, Db floor);
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

  private:
    struct Knot {
        double value, slope;  ///< of 2 J1(x)/x and its derivative per knot spacing
    };
    double scale_ = 0.0;  ///< knots per unit of squared sine
    double end_ = 0.0;    ///< position of the floor angle
    double floor_ = 0.0;
    Angle floor_angle_;
    std::vector<Knot> knots_;
};

}  // namespace d2c
