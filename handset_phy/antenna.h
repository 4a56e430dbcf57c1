#pragma once
// Antennas of phones and terminals. A phone's own pattern depends on case, hand and head, and its direction is unknown: studies take it as
// omnidirectional, and so does the link budget.

#include "base/quantity.h"

namespace d2c {

/// Gain of a terminal's antenna, relative to its peak, by form.
enum class TerminalPattern {
    kOmni,    ///< handheld of TR 38.821 table 6.1.1.1-3: the same everywhere, 0 dBi
    kDipole,  ///< half-wave dipole, angle from its wire's broadside plane (Balanis, Antenna Theory, eq. 4-84): 1.641 = 2.15 dBi
    kVsat,    ///< VSAT of TR 38.821 table 6.1.1.1-3: circular aperture of 0.6 m, the pattern of TR 38.811 clause 6.4.1
};

/// Peak gain: 0 dBi; 2.15 dBi; of the VSAT 59 % of 4 pi A / lambda^2, which gives the table's 39.7 dBi at 20 GHz and 43.2 dBi at 30 GHz.
Dbi terminal_peak_gain(TerminalPattern pattern, Hertz frequency);
/// Relative to the peak, by the angle off the axis (dipole: off the plane of largest gain). NaN beyond 90 degrees for dipole and VSAT.
Db terminal_relative_gain(TerminalPattern pattern, Angle off_axis, Hertz frequency);

}  // namespace d2c
