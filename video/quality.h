#pragma once
// From tries to a share with its interval, and to a verdict.

#include <optional>

namespace d2c {

/// Tries below which a 95 % share cannot be told: even without a failure, 59 tries are needed to exclude a share under 0.95 at the 5 %
/// level (0.95^59 = 0.048).
inline constexpr int kLeastTriesForVerdict = 60;

struct ShareInterval {
    double share, low, high;
};
/// Share of successes with Wilson's 95 % score interval (E. B. Wilson, "Probable inference, the law of succession, and statistical
/// inference", JASA 22, 1927). Nothing without tries or if successes are not in 0 to tries.
std::optional<ShareInterval> wilson_interval(int successes, int tries);

/// Whether a place holds a service: at least `min_success_share` of tries succeeded. Nothing below 60 tries: no verdict.
std::optional<bool> held_verdict(int successes, int tries, double min_success_share);

}  // namespace d2c
