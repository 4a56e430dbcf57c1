#pragma once
// Ricean fading: how far the power falls, what that costs, and what stands behind a margin.

#include <functional>
#include <optional>

#include "base/quantity.h"

namespace d2c {

/// Marcum's Q function of order 1, Q1(a, b): probability that a Ricean amplitude of unit deviation and mean `a` lies above `b`. And its
/// complement, with its own small values kept. `a`, `b` 0 to 300, else NaN. Relative error below 1e-9 (sum over two Poisson distributions).
double marcum_q1(double a, double b);
double marcum_q1_complement(double a, double b);

/// Small-scale fading of one branch about a constant mean: `k` is the ratio of the direct path's power to the scattered power (TR 38.811
/// clause 6.7.2 gives its mean by environment and elevation). -40 dB is Rayleigh fading for every practical purpose.
class RiceFading {
  public:
    /// Nothing unless `k` lies within -40 to 40 dB.
    static std::optional<RiceFading> create(Db k);
    Db k() const { return k_; }
    /// Probability that the power lies below `relative` to its mean: 1 - Q1(sqrt(2 K), sqrt(2 (1 + K) x)). NaN for NaN.
    double power_below(Db relative) const;
    /// How far below its mean the power lies with probability `outage`; negative where `outage` is beyond the mean's own probability.
    /// `outage` 1e-6 to 1 - 1e-6, else nothing. To 1e-6 dB.
    std::optional<Db> margin(double outage) const;
    /// Mean of `f(power / mean)` over the fading: over the Ricean amplitude by Simpson's rule, 24 points to each deviation, 8 deviations to
    /// each side. For smooth `f` to 1e-6, for a step to about 1 %.
    double mean_of(const std::function<double(Db)>& f) const;

  private:
    explicit RiceFading(Db k);
    Db k_;
    double direct_;  ///< amplitude of the direct path over the deviation of one quadrature
};

/// Loss by fast fading within each code word: mean SNR less the SNR of a steady channel that gives the same mean mutual information per bit
/// (`bit_mutual_information`). 0 or more. Nothing where the mean information is outside 1e-4 to 0.99999 bit.
std::optional<Db> ergodic_loss(const RiceFading& fading, Db mean_snr, int modulation_order);

}  // namespace d2c
