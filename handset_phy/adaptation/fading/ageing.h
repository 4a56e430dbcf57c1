#pragma once
// CQI ageing: the channel that a report describes is one round trip old when the block that it chose arrives.

#include <optional>

#include "base/quantity.h"

namespace d2c {

/// Slow fading in dB (shadowing) as a Gauss-Markov process: standard deviation, and the time after which its correlation has fallen to 1/e.
struct SlowFading {
    Db deviation;
    double decorrelation_s;
    /// exp(-age / decorrelation time); 1 at age 0. NaN unless the age is 0 or more and the time above 0.
    double correlation(double age_s) const;
    /// Standard deviation of the change within `age_s`: deviation x sqrt(2 (1 - correlation)).
    Db change(double age_s) const;
};

/// Margin below a report that keeps block errors at `target` when the SNR in dB has since moved by a normal deviate of `change`: what an
/// outer loop settles at. An error curve in AWGN is taken as normal in dB with deviation `curve_deviation`, placed to have `target` at
/// margin 0. Mean errors at margin m are Q((z s + m) / sqrt(s^2 + change^2)), z = Q^-1(target), so m = z (sqrt(s^2 + change^2) - s).
/// `target` above 0 and at most 0.5, deviations 0 or more; else nothing.
std::optional<Db> outer_loop_margin(double target, Db curve_deviation, Db change);
/// Mean block errors at `margin`, by the same formula. NaN as above.
double aged_error_rate(double target, Db curve_deviation, Db change, Db margin);

/// Correlation of the scattered part after `age_s` with isotropic scattering (Jakes): J0(2 pi Doppler age). NaN unless both are 0 or more.
double jakes_correlation(Hertz doppler, double age_s);

/// Ricean fading, reported and used: probability that the power at use lies below `relative` to that in the report. `correlation` is that
/// of the complex scattered part, -1 to 1; the direct path stays. Closed form for a difference of two correlated Ricean powers (Proakis,
/// Digital Communications, 4th ed., appendix B, L = 1). `k` -40 to 25 dB; NaN outside.
double power_below_report(Db k, double correlation, Db relative);
/// Margin below the report that `target` of the blocks then fall through: minus the `relative` above. `target` 1e-6 to 0.5, else nothing. 0
/// where nothing changed.
std::optional<Db> fast_fading_margin(Db k, double correlation, double target);

}  // namespace d2c
