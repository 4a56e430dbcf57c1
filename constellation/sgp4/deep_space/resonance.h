#pragma once
// Periods of one day and of half a day: the satellite meets the same tesseral harmonics of the Earth again and again. Spacetrack Report 3,
// section 10; AIAA 2006-6753.

#include <array>

#include "base/instant.h"
#include "constellation/sgp4/deep_space/luni_solar.h"
#include "constellation/sgp4/elements.h"

namespace d2c::sgp4 {

class Resonance {
  public:
    /// `at_epoch` with the un-Kozai'd mean motion, `xke` as in gravity.h.
    Resonance(const MeanElements& at_epoch, const SecularRates& zonal, const LuniSolarRates& luni_solar, double xke, Instant epoch);
    /// Replaces mean anomaly and mean motion of a resonant orbit; `mean` has its secular terms. Integrates from the epoch, so the cost
    /// grows by about 0.1 microseconds for each 12 h.
    void apply(MeanElements& mean, double minutes) const;

  private:
    enum class Kind { kNone, kOneDay, kHalfDay };
    /// One harmonic of the disturbing function: amplitude sin(multiple of lambda + multiple of omega - phase).
    struct Harmonic {
        double amplitude;
        int lambda, omega;
        double phase;
    };
    struct Acceleration {
        double n_dot, n_ddot_per_lambda_dot;
    };
    void prepare_one_day(const MeanElements& at_epoch, double semi_major_axis);
    void prepare_half_day(const MeanElements& at_epoch, double semi_major_axis);
    Acceleration acceleration(double lambda, double minutes) const;

    Kind kind_ = Kind::kNone;
    std::array<Harmonic, 10> harmonics_{};
    std::size_t harmonic_count_ = 0;
    double lambda_0_ = 0.0;     ///< resonant longitude at epoch
    double lambda_rate_ = 0.0;  ///< its rate beside the mean motion
    double n_0_ = 0.0, omega_0_ = 0.0, omega_dot_ = 0.0;
    double gmst_0_ = 0.0;
};

}  // namespace d2c::sgp4
