#pragma once
// What Sun and Moon do to an orbit: secular rates and long-period terms. Hujsak's theory (Spacetrack Report 1, 1979) as in Report 3,
// section 10. Symbols of AIAA 2006-6753.

#include "base/instant.h"
#include "constellation/sgp4/elements.h"

namespace d2c::sgp4 {

/// Rates by Sun and Moon [1/min, rad/min].
struct LuniSolarRates {
    double e_dot = 0.0, i_dot = 0.0, m_dot = 0.0, omega_dot = 0.0, node_dot = 0.0;
};

class LuniSolar {
  public:
    LuniSolar(const MeanElements& at_epoch, Instant epoch);
    const LuniSolarRates& secular_rates() const { return rates_; }
    void add_secular(MeanElements& mean, double minutes) const;
    /// Adds the long-period terms; below 0.2 rad of inclination by Lyddane's way, which needs a node within a turn. An inclination that
    /// became negative is turned over.
    void add_periodics(MeanElements& mean, double minutes) const;

  private:
    /// The body moves on a Kepler ellipse; amplitudes of sin and cos of its (double) anomaly.
    struct Periodic {
        double mean_anomaly_at_epoch, rate_rad_per_min, eccentricity;
        double e2, e3, i2, i3, l2, l3, l4, gh2, gh3, gh4, h2, h3;
    };
    /// Ascending node and orientation of the body's orbit, relative to the satellite's node.
    struct Geometry {
        double cos_g, sin_g, cos_i, sin_i, cos_h, sin_h;
    };
    struct Body {
        double strength, rate_rad_per_min, eccentricity, mean_anomaly_at_epoch;
    };
    Periodic add_body(const Body& body, const Geometry& orbit, const MeanElements& at_epoch);

    LuniSolarRates rates_;
    Periodic sun_{}, moon_{};
};

}  // namespace d2c::sgp4
