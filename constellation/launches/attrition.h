#pragma once
// How satellites are lost: with their launch, before they serve, in service, at the end of their design life; and what is left of a fleet.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/instant.h"

namespace d2c {

/// What may befall a generation. All nothing: satellites serve for ever.
struct Attrition {
    double launch_failure_share = 0.0;        ///< of launches that lose all on board
    double infant_share = 0.0;                ///< of the other satellites that never come into service
    double failures_per_year = 0.0;           ///< of those in service, at a constant rate (exponential lives)
    std::optional<double> design_life_years;  ///< in service, then taken out
    double deorbit_days = 0.0;                ///< from the end of service until it is gone from orbit
    bool replace = false;                     ///< later launches fill the slots of lost satellites
};
/// Every field out of range, NaN included, named `<where>.<field>`. Empty where all is well.
Faults validate(const Attrition& attrition, const std::string& where);

enum class EndOfService { kNone, kLostWithLaunch, kLostEarly, kFailed, kRetired };

/// How one satellite ends. `in_service_until` is its `in_service_from` where it never serves.
struct SatelliteFate {
    Instant launched{};
    EndOfService end = EndOfService::kNone;
    std::optional<Instant> in_service_until;  ///< it serves before, not at this instant
    std::optional<Instant> decayed;           ///< gone from orbit
};

/// Identity of a fleet in keyed draws: the same failures whatever else differs between two runs.
struct FleetDraws {
    std::uint64_t seed = 1;
    std::uint64_t fleet = 0;  ///< `fleet_key` of the generation's id
};
/// FNV-1a of the id, 64 bits.
std::uint64_t fleet_key(std::string_view id);

/// Fate of satellite `on_board` (from 0) of launch `launch` (from 0).
SatelliteFate fate_of(const Attrition& attrition, const FleetDraws& draws, std::uint32_t launch, std::uint32_t on_board, Instant launched,
                      Instant in_service_from);
/// Fate after `seen` of a satellite that was seen working then: exponential lives have no memory. `norad_id` is its identity in draws.
SatelliteFate fate_after(const Attrition& attrition, const FleetDraws& draws, std::uint32_t norad_id, Instant launched,
                         Instant in_service_from, Instant seen);

/// Expected share of the satellites launched that serve `years` after they could have begun: (1 - launch failures)(1 - infant losses)
/// exp(-rate years), and none from the design life on. NaN for a negative time or NaN.
double expected_serving_share(const Attrition& attrition, double years);

/// A fleet at one instant. Every satellite launched is in one of: on the way, in service, lost with its launch, lost early, failed,
/// retired; of the last four those that are gone from orbit count in `decayed` too.
struct FleetCount {
    int launched = 0, on_the_way = 0, in_service = 0;
    int lost_with_launch = 0, lost_early = 0, failed = 0, retired = 0;
    int decayed = 0;
    void add(Instant in_service_from, const SatelliteFate& fate, Instant at);
};

}  // namespace d2c
