#pragma once
// One satellite's motion over the rotating Earth as a function of time, whichever model propagates it.

#include <optional>
#include <variant>

#include "base/instant.h"
#include "base/vector.h"
#include "constellation/elements/element_set.h"
#include "constellation/orbit.h"
#include "constellation/sgp4/sgp4.h"

namespace d2c {

struct ItrfMotion {
    Position<Itrf> position;
    Velocity<Itrf> velocity;  ///< relative to the rotating Earth
};

/// What an orbit keeps within, about its epoch.
struct OrbitBounds {
    Metres lowest_radius{0.0}, highest_radius{0.0};
};

/// Immutable; the same instant gives the same motion.
class Track {
  public:
    /// J2 closed form of propagate.h.
    explicit Track(const MeanState& state);
    /// SGP4/SDP4.
    explicit Track(const ElementSet& elements, GravityModel gravity = GravityModel::kWgs72);

    /// Nothing where SGP4 has no answer (`error_at` says why) or an element is not a number.
    std::optional<ItrfMotion> at(Instant utc) const;
    Sgp4Error error_at(Instant utc) const;
    /// Perigee and apogee by the mean elements, with a margin for periodic terms (60 km and 1 % of the semi-major axis).
    OrbitBounds bounds() const { return bounds_; }

  private:
    std::variant<MeanState, Sgp4Propagator> model_;
    OrbitBounds bounds_;
};

}  // namespace d2c
