#pragma once
// What SGP4 derives from mean elements once, and the steps from there to a state. Symbols are those of Spacetrack Report 3; lengths in
// Earth radii, times in minutes, angles in radians.

#include <optional>

#include "constellation/sgp4/deep_space/luni_solar.h"
#include "constellation/sgp4/deep_space/resonance.h"
#include "constellation/sgp4/elements.h"
#include "constellation/sgp4/gravity.h"

namespace d2c::sgp4 {

/// What depends on the inclination alone; deep-space orbits need it anew at every time.
struct InclinationTerms {
    InclinationTerms() = default;
    InclinationTerms(double inclination, const Gravity& gravity);
    double sin_i = 0.0, cos_i = 1.0;
    double x3thm1 = 0.0;  ///< 3 cos^2 i - 1
    double x1mth2 = 0.0;  ///< 1 - cos^2 i
    double x7thm1 = 0.0;  ///< 7 cos^2 i - 1
    double aycof = 0.0;   ///< long-period term of e sin(omega), J3
    double xlcof = 0.0;   ///< long-period term of the mean longitude, J3
};

/// Atmospheric drag (power density function of fourth order) on mean elements; zero where the report drops a term.
struct Drag {
    double c1 = 0.0, d2 = 0.0, d3 = 0.0, d4 = 0.0;                   ///< semi-major axis: powers of time
    double bstar_c4 = 0.0, bstar_c5 = 0.0;                           ///< eccentricity
    double t2cof = 0.0, t3cof = 0.0, t4cof = 0.0, t5cof = 0.0;       ///< mean longitude: powers of time, times n0
    double node_t2 = 0.0;                                            ///< node
    double omega_t = 0.0;                                            ///< perigee against mean anomaly, linear
    double m_cubed = 0.0, eta = 0.0, m_cubed_0 = 0.0, sin_m0 = 0.0;  ///< perigee against mean anomaly, (1 + eta cos M)^3; values at epoch
};

struct DeepSpace {
    LuniSolar perturbers;
    Resonance resonance;
};

struct Model {
    Model(const Sgp4Elements& elements, GravityModel gravity_model);

    Instant epoch;
    Sgp4Error error = Sgp4Error::kNone;  ///< nothing below holds where there is one
    Gravity gravity{};
    MeanElements at_epoch;  ///< mean motion un-Kozai'd
    SecularRates zonal;     ///< J2, J4
    Drag drag;
    InclinationTerms inclination;
    std::optional<DeepSpace> deep_space;
};

/// Mean elements after drag, zonal and luni-solar secular terms and resonance; `a` is the mean semi-major axis.
struct SecularState {
    MeanElements mean;
    double a = 0.0;
    Sgp4Error error = Sgp4Error::kNone;
};
SecularState secular(const Model& model, double minutes);

/// Long-period terms, Kepler's equation, short-period terms, and the state in space.
/// `mean` after the luni-solar periodics, where there are any.
Sgp4State state_of(const MeanElements& mean, double a, const InclinationTerms& inclination, const Gravity& gravity);

Sgp4State state_at(const Model& model, double minutes);

}  // namespace d2c::sgp4
