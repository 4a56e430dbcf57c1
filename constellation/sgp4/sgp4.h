#pragma once
// SGP4 and SDP4: the analytic theory that the mean elements of public catalogues (TLE, OMM) belong to.
// Hoots and Roehrich, Spacetrack Report No. 3 (1980), with the corrections of Vallado, Crawford, Hujsak and Kelso, "Revisiting Spacetrack
// Report #3", AIAA 2006-6753. Scope, accuracy and error codes: docs/models/orbits.md.

#include <memory>

#include "base/instant.h"
#include "base/quantity.h"
#include "base/vector.h"
#include "constellation/elements/element_set.h"

namespace d2c {

/// Constants of the Earth's field. Catalogue elements are fitted with WGS-72: WGS 84 moves a low orbit by 30 m at once and by hundreds of
/// metres in a week, and not towards the truth.
enum class GravityModel {
    kWgs72Old,  ///< WGS-72 with the rounded constants of Spacetrack Report 3
    kWgs72,     ///< what catalogue elements and the published verification are made with
    kWgs84,
};

/// Brouwer-like mean elements at `epoch` in TEME, as a TLE or an OMM carries them. Meaningful with SGP4 alone: not osculating elements.
struct Sgp4Elements {
    Instant epoch{};                      ///< UTC
    double bstar_per_earth_radius = 0.0;  ///< drag term B*, negative too
    Angle inclination, raan, argument_of_perigee, mean_anomaly;
    double eccentricity = 0.0;             ///< 0 <= e < 1
    double mean_motion_rev_per_day = 0.0;  ///< Kozai's mean motion, above 0
};
Sgp4Elements sgp4_elements(const ElementSet& elements);

/// Why there is no state. 1 to 6 are the numbers of AIAA 2006-6753; 7 is ours.
enum class Sgp4Error {
    kNone = 0,
    kMeanElements = 1,             ///< mean eccentricity outside [-0.001, 1)
    kMeanMotion = 2,               ///< mean motion not above 0
    kPerturbedEccentricity = 3,    ///< eccentricity with lunar and solar terms outside [0, 1]
    kSemiLatusRectum = 4,          ///< semi-latus rectum below 0
    kEpochElementsSubOrbital = 5,  ///< kept for its number, never reported: such elements are propagated until they decay
    kDecayed = 6,                  ///< radius below one Earth radius; ours too: drag has taken the semi-major axis below 0.95 Earth radii
    kNotANumber = 7,               ///< an element or the time is not finite, or the time is more than 3.1e8 minutes from the epoch
};
/// A phrase for a message, `mean motion not above zero`; empty for kNone.
const char* what(Sgp4Error error);

/// In TEME; zeros where there is an error.
struct Sgp4State {
    Position<Teme> position{};
    Velocity<Teme> velocity{};
    Sgp4Error error = Sgp4Error::kNone;
};

namespace sgp4 {
struct Model;
}

/// One satellite's elements, made ready. Immutable, cheap to copy: the same time gives the same state, in whatever order times are asked
/// for.
class Sgp4Propagator {
  public:
    explicit Sgp4Propagator(const Sgp4Elements& elements, GravityModel gravity = GravityModel::kWgs72);
    /// Minutes of 60 s since the epoch, negative before it.
    Sgp4State at_minutes(double since_epoch_min) const;
    Sgp4State at(Instant utc) const;
    /// Periods of 225 minutes and more: lunar, solar and resonance terms (SDP4).
    bool deep_space() const;
    Instant epoch() const;
    /// What is wrong with the elements themselves: every time then has this error. kNone where there is nothing.
    Sgp4Error error() const;

  private:
    std::shared_ptr<const sgp4::Model> model_;
};

}  // namespace d2c
