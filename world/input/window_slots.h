#pragma once
// When the windows of a quarter are: strata of its days, of the hours of the day and of the days of the week.

#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.h"
#include "scenarios/rollout.h"

namespace d2c {

struct WindowSlot {
    Quarter quarter{};
    int number = 0;  ///< 0 to windows_per_quarter - 1
    Instant start{};
    /// Identity in keyed draws: the same window has the same draws whichever quarters a profile samples.
    std::uint32_t key() const { return static_cast<std::uint32_t>(quarter.index) * 4096u + static_cast<std::uint32_t>(number); }
};

/// Stratified over the quarter: window w of `count` lies in the w-th part of its days, at a time of day in the stratum (7 w) mod count of
/// count, drawn within it. UTC strata are strata of local hour everywhere; 7 is replaced by the next number without a common divisor with
/// the count. Windows are numbered after those `before` them, and each batch is stratified by itself.
///
/// Days are drawn, then as few of them as need be are moved within their parts of the quarter, until the days of the week (UTC) of `before`
/// and these together are as even as those parts allow: with up to 13 windows in a batch (parts of a week or more) and with 20, counts
/// differ by at most one.
std::vector<WindowSlot> window_slots(Quarter quarter, int count, std::uint64_t seed, std::span<const WindowSlot> before = {});

}  // namespace d2c
