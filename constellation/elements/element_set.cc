#include "constellation/elements/element_set.h"

#include "constellation/walker.h"

namespace d2c {

MeanState mean_state(const ElementSet& elements) {
    const MeanState state = observed_state(elements.inclination, elements.raan, elements.argument_of_perigee + elements.mean_anomaly,
                                           elements.mean_motion_rev_per_day, elements.epoch);
    return at_epoch(state, elements.epoch);  // wraps the angle
}

}  // namespace d2c
