#include "video/quality.h"

#include <algorithm>
#include <cmath>

namespace d2c {

std::optional<ShareInterval> wilson_interval(int successes, int tries) {
    if (tries <= 0 || successes < 0 || successes > tries) return std::nullopt;
    constexpr double kZ = 1.959963984540054;  // 0.975 quantile of the standard normal distribution
    const double n = tries;
    const double share = successes / n;
    const double centre = (share + kZ * kZ / (2.0 * n)) / (1.0 + kZ * kZ / n);
    const double half = kZ / (1.0 + kZ * kZ / n) * std::sqrt(share * (1.0 - share) / n + kZ * kZ / (4.0 * n * n));
    // At 0 and n successes the bound is the share itself; only rounding says otherwise.
    return ShareInterval{share, successes == 0 ? 0.0 : std::max(0.0, centre - half),
                         successes == tries ? 1.0 : std::min(1.0, centre + half)};
}

std::optional<bool> held_verdict(int successes, int tries, double min_success_share) {
    if (tries < kLeastTriesForVerdict || successes < 0 || successes > tries || !(min_success_share >= 0.0 && min_success_share <= 1.0))
        return std::nullopt;
    // Compared as counts: 57 of 60 is 95 %, whatever 57.0 / 60.0 and 0.95 round to.
    return successes >= min_success_share * tries - 1e-9 * tries;
}

}  // namespace d2c
