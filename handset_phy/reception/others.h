#pragma once
// What a phone hears of beams that are lit for others.

#include <span>

#include "base/vector.h"

namespace d2c {

/// A lit beam of another's, on one carrier, as it weighs at a phone: relative to its satellite's floor, which is counted apart.
struct LitBeamAtPhone {
    double eirp_w_per_hz = 0.0;   ///< at its peak, scan gain and share of time applied
    double gain_ratio = 0.0;      ///< of its pattern towards the phone
    double floor_ratio = 0.0;     ///< least of its pattern
    Metres aim_from_phone{0.0};   ///< straight line
    Metres silent_distance{0.0};  ///< a beam aimed nearer to the phone is dark while the phone's own is lit
};
/// EIRP towards the phone less the floor's [W/Hz]; of a dark beam the floor's, taken off.
double above_floor_w_per_hz(const LitBeamAtPhone& beam);

/// Power of one satellite's beams on a carrier at an isotropic phone [W/Hz]: the sum of floors and of what is above, over the path.
inline double density_w_per_hz(double floor_w_per_hz, double above_floor_w_per_hz, double path_gain_per_m2, double gain_at_1m) {
    return (floor_w_per_hz + above_floor_w_per_hz) * path_gain_per_m2 * gain_at_1m;
}

/// Between two steps of the network, `part` of the way: linear, unless only one end knows anything, as at a border; then that one.
double between_steps(double before, bool before_known, double after, bool after_known, double part);

}  // namespace d2c
