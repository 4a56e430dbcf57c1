#pragma once
// One window of one quarter: ten minutes of the whole Earth, from satellite positions to finished video sessions.

#include <cstdint>
#include <memory>
#include <vector>

#include "results/rows.h"
#include "world/run/tally.h"
#include "world/run/world_model.h"

namespace d2c {

struct WindowSlot {
    Quarter quarter{};
    int number = 0;  ///< 0 to windows_per_quarter - 1
    Instant start{};
    /// Identity in keyed draws: the same window has the same draws whichever quarters a profile samples.
    std::uint32_t key() const { return static_cast<std::uint32_t>(quarter.index) * 4096u + static_cast<std::uint32_t>(number); }
};
/// Stratified over the quarter: window w lies in the w-th part of its days, at a time of day in the stratum (7 w) mod n of n, drawn within
/// it. UTC strata are strata of local hour everywhere. 7 is replaced by the next number without a common divisor with n.
std::vector<WindowSlot> window_slots(Quarter quarter, int windows_per_quarter, std::uint64_t seed);

/// Tallies of spots and classes that had a right and a phone on sale; entry spot * classes + class, absent elsewhere.
using Tallies = std::vector<std::unique_ptr<SpotTally>>;

struct WindowOutcome {
    std::vector<results::PlaceSeriesRow> place_series;
    std::size_t satellites = 0;
    std::uint64_t links = 0;  ///< satellite x phone pairs looked at
};

/// Adds the window to `tallies`.
WindowOutcome simulate_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies);

}  // namespace d2c
