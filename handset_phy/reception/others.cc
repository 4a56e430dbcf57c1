#include "handset_phy/reception/others.h"

namespace d2c {

double above_floor_w_per_hz(const LitBeamAtPhone& beam) {
    if (beam.aim_from_phone < beam.silent_distance) return -beam.eirp_w_per_hz * beam.floor_ratio;
    return beam.eirp_w_per_hz * (beam.gain_ratio - beam.floor_ratio);
}

double between_steps(double before, bool before_known, double after, bool after_known, double part) {
    if (before_known != after_known) return before_known ? before : after;
    return before + part * (after - before);
}

}  // namespace d2c
