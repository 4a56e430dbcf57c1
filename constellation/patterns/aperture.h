#pragma once
// A uniformly lit circular aperture (3GPP TR 38.811 clause 6.4.1), its beamwidth, footprint and gain; loss of a steered beam.

#include "base/quantity.h"

namespace d2c {

/// Amplitude of that aperture relative to its axis: 2 J1(x)/x with x = ka sin t; signed, 1 at 0.
double disc_amplitude(double x);
/// Its derivative by x^2: -J2(x)/x^2.
double disc_amplitude_slope(double x);
/// ka of an aperture: pi D f / c.
double aperture_ka(Metres diameter, Hertz frequency);

/// Gain relative to the peak of a uniformly lit circular aperture, 3GPP TR 38.811 clause 6.4.1:
/// 4 |J1(ka sin t) / (ka sin t)|^2, a the radius, 1 on the axis. Off-axis angles up to 90 degrees either side; NaN beyond.
double circular_aperture_gain_ratio(Angle off_axis, Metres diameter, Hertz frequency);
/// Full width between the directions of -3.00 dB of that pattern, the beamwidth of TR 38.821 tables 6.1.1.1-1/-2: 2 asin(1.61374 / ka); 180
/// degrees where the aperture is too small to have them.
Angle half_power_beamwidth(Metres diameter, Hertz frequency);
/// Width on a flat Earth of a beam of that width that points straight down: 2 h tan(beamwidth / 2).
Metres footprint_diameter_at_nadir(Metres altitude, Angle beamwidth);
/// Peak gain of an aperture: efficiency (pi D / lambda)^2.
Dbi aperture_gain(Metres diameter, Hertz frequency, double efficiency);
/// Loss [dB, positive] of a planar array steered `scan` off its normal: gain falls with cos(scan)^exponent. Infinite from 90 degrees.
Db scan_loss(Angle scan, double exponent);
/// The same as a power ratio, from the cosine of the scan angle: cos^exponent; 0 from 90 degrees.
double scan_gain_ratio(double cos_scan, double exponent);

}  // namespace d2c
