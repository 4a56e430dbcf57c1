#pragma once
// Who is served by whom in a window, and what every satellite lights: the network's side, before anybody watches.

#include <cstdint>
#include <vector>

#include "world/plan/beam_plan.h"
#include "world/radio/association.h"
#include "world/run/world_model.h"

namespace d2c {

struct WindowSlot {
    Quarter quarter{};
    int number = 0;  ///< 0 to windows_per_quarter - 1
    Instant start{};
    /// Identity in keyed draws: the same window has the same draws whichever quarters a profile samples.
    std::uint32_t key() const { return static_cast<std::uint32_t>(quarter.index) * 4096u + static_cast<std::uint32_t>(number); }
};
/// Where a phone is in a window.
const EnvironmentRadio& environment_of(const WorldModel& world, const WindowSlot& slot, std::uint32_t phone);

/// Stratified over the quarter: window w lies in the w-th part of its days, at a time of day in the stratum (7 w) mod n of n, drawn within
/// it; w counts from `first_number`, so that each batch of windows is stratified by itself. UTC strata are strata of local hour everywhere.
/// 7 is replaced by the next number without a common divisor with n.
std::vector<WindowSlot> window_slots(Quarter quarter, int count, std::uint64_t seed, int first_number = 0);

/// A phone with a right, and the carriers open to each class of it: rights at its spot, known to the class, the class on sale.
struct ActivePhone {
    std::uint32_t phone = 0, spot = 0;
    std::vector<CarrierMask> carriers;
};

struct WindowPlan {
    std::size_t classes = 0, steps = 0;
    Sky sky;
    std::vector<ActivePhone> active;
    std::vector<std::int32_t> serving;  ///< active phone x class x step: row of the sky, or kNoSatellite
    std::vector<std::uint8_t> in_view;  ///< the same shape: usable satellites above their mask
    std::vector<float> dwell_share;     ///< the same shape: share of time that the phone's footprint is lit
    std::vector<BeamPlan> beams;        ///< per step
    std::uint64_t links = 0;            ///< satellite x phone pairs looked at

    std::size_t at(std::size_t a, std::size_t c, std::size_t k) const { return (a * classes + c) * steps + k; }
    /// Carriers on which the serving satellite lights active phone `a` for class `c`. Precondition: it is served.
    CarrierMask carriers_used(const WorldModel& world, std::size_t a, std::size_t c, std::size_t k) const {
        const auto row = static_cast<std::size_t>(serving[at(a, c, k)]);
        return world.spectrum.aggregated(active[a].carriers[c] & world.spectrum.of_payload(world.fleet.payload[sky.satellites[row]]), c);
    }
};

WindowPlan plan_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot);

}  // namespace d2c
