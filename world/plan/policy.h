#pragma once
// Serving policies: which of the satellites in view serves a phone. Chosen by name in a scenario; a program adds its own before it builds
// the world.

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/quantity.h"

namespace d2c {

inline constexpr std::int32_t kNoSatellite = -1;
/// Name of the policy that takes the strongest reference signal.
inline constexpr const char* kStrongestPolicy = "strongest";

/// The usable satellites of one phone and class at one step, as columns of one length; rows of the sky ascending.
struct Candidates {
    std::span<const float> sin_elevation;
    std::span<const float> range_m;
    std::span<const float> rsrp_db;      ///< RSRP of a beam aimed at the phone, relative between candidates
    std::span<const float> remaining_s;  ///< until it sets below its mask; empty unless the policy asks
    /// What was asked of it the step before over what it can give: 0 idle, 1 full, above 1 overloaded; 0 where it was out of view of all.
    /// Empty unless the policy asks.
    std::span<const float> load;
};

/// The highest score serves, equal ones go to the lower row; a NaN never serves. Called from several threads at once. A policy reads no
/// clock and draws no numbers: what it sees is all that it may decide on.
using ScoreFunction = std::function<void(const Candidates&, std::span<float> score)>;

struct ServingPolicy {
    std::string name;         ///< lower-case letters, digits and hyphens
    std::string description;  ///< one line, as printed
    ScoreFunction score;
    double hysteresis_per_db = 1.0;  ///< units of the score that `world.handover_hysteresis_db` counts for, by the decibel
    bool needs_remaining = false, needs_load = false;

    /// By how much another satellite's score must be higher before the phone changes.
    float hysteresis_of(Db hysteresis) const { return static_cast<float>(hysteresis.value * hysteresis_per_db); }
};

/// The policies there are: those built in, then a program's own in the order in which it added them.
std::vector<std::string> policy_names();
/// Nothing where there is none of that name. Stays valid to the end of the program.
const ServingPolicy* find_policy(const std::string& name);
/// Adds one. A fault where the name is taken or of another form, the score is missing, or the hysteresis is negative or no number.
Faults register_policy(ServingPolicy policy);

/// The candidate of highest score, as its row; `serving` while no other is better by more than the hysteresis, kNoSatellite without
/// candidates. `row` ascends and is as long as `score`.
std::int32_t choose(std::span<const std::int32_t> row, std::span<const float> score, std::int32_t serving, float hysteresis);

}  // namespace d2c
