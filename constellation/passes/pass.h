#pragma once
// When a satellite stands above an observer's mask, and what the observer then sees of it.

#include <optional>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "base/quantity.h"
#include "base/vector.h"
#include "constellation/look.h"
#include "constellation/passes/sun.h"
#include "constellation/passes/track.h"

namespace d2c {

/// One moment of a pass.
struct PassEvent {
    Instant at{};
    Look look;
    double range_acceleration_m_per_s2 = 0.0;  ///< derivative of look.range_rate_m_per_s
    Light light = Light::kSunlit;              ///< at the satellite
};
/// Of a satellite above the mask: `to` from `at` on.
struct LightChange {
    Instant at{};
    Light to = Light::kSunlit;
};

/// Above the mask from rise to set; culmination is the highest moment in between.
struct Pass {
    PassEvent rise, culmination, set;
    bool begins_before_window = false;       ///< then `rise` is the window's begin
    bool ends_after_window = false;          ///< then `set` is the window's end, or the moment at which the propagator gave up
    std::vector<LightChange> light_changes;  ///< in time order; shadows shorter than 10 s may be missed
};

struct PassSearch {
    std::vector<Pass> passes;  ///< in time order
    /// Where the propagator has no answer any more (a decayed satellite): nothing is known from there to the window's end.
    struct Lost {
        Instant at{};
        Sgp4Error error = Sgp4Error::kNone;
    };
    std::optional<Lost> lost;
};

/// What an event looks like at `utc`; nothing where the track has no answer.
std::optional<PassEvent> observe(const Track& track, const Geodetic& observer, Instant utc);

/// All passes above `mask` (elevation over the observer's WGS 84 horizon, geometric) that overlap [from, to]. Rise and set are roots of
/// the elevation to better than a millisecond, culmination its maximum to 0.1 s (a few ms in low orbits).
/// No pass longer than 0.01 s is missed: from every sample the next is taken no further than a bound on the acceleration allows the mask
/// to be crossed (docs/models/orbits.md).
/// Faults name `latitude`, `longitude`, `height`, `mask` or `window` where they are not finite or out of range (90 degrees of latitude; the
/// mask between -90 and 90, both excluded; -0.5 to 100 km of height; from <= to).
Result<PassSearch> find_passes(const Track& track, const Geodetic& observer, Angle mask, Instant from, Instant to);

/// Rate of change of the Doppler shift [Hz/s].
double doppler_rate_hz_per_s(Hertz carrier, double range_acceleration_m_per_s2);

}  // namespace d2c
