#include "constellation/launches/attrition.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "base/require.h"

namespace d2c {
namespace {

constexpr double kSecondsPerDay = 86400.0, kSecondsPerYear = 365.25 * kSecondsPerDay;
/// Longer than any study: a life that ends later has no end.
constexpr double kLongestLifeYears = 100.0;

/// Draws of one satellite: which of them.
enum : std::uint32_t { kInfant = 0, kLife = 1 };

/// Satellites on board of one launch at most, so that each has a number of its own.
constexpr std::uint32_t kMostOnBoard = 1U << 12;

double exponential_years(double per_year, double uniform) {
    return per_year > 0.0 ? -std::log1p(-uniform) / per_year : std::numeric_limits<double>::infinity();
}

/// Ends the service of a satellite that works from `from` on, after `life_years` or at its design life.
void end_service(SatelliteFate& fate, const Attrition& attrition, Instant in_service_from, Instant from, double life_years) {
    const auto years_after = [](Instant at, double years) { return at + nanoseconds_from_seconds(years * kSecondsPerYear); };
    if (life_years < kLongestLifeYears) {
        fate.end = EndOfService::kFailed;
        fate.in_service_until = years_after(from, life_years);
    }
    if (attrition.design_life_years) {
        const Instant retired = std::max(from, years_after(in_service_from, *attrition.design_life_years));
        if (!fate.in_service_until || retired <= *fate.in_service_until) {
            fate.end = EndOfService::kRetired;
            fate.in_service_until = retired;
        }
    }
    if (fate.in_service_until) fate.decayed = *fate.in_service_until + nanoseconds_from_seconds(attrition.deorbit_days * kSecondsPerDay);
}

}  // namespace

Faults validate(const Attrition& a, const std::string& where) {
    Faults faults;
    require(faults, within(a.launch_failure_share, 0.0, 1.0), where + ".launch_failure_share", a.launch_failure_share, "0 to 1");
    require(faults, within(a.infant_share, 0.0, 1.0), where + ".infant_share", a.infant_share, "0 to 1");
    require(faults, within(a.failures_per_year, 0.0, 10.0), where + ".failures_per_year", a.failures_per_year, "0 to 10 [1/year]");
    if (a.design_life_years)
        require(faults, within(*a.design_life_years, 0.1, 100.0), where + ".design_life_years", *a.design_life_years, "0.1 to 100 [years]");
    require(faults, within(a.deorbit_days, 0.0, 36500.0), where + ".deorbit_days", a.deorbit_days, "0 to 36500 [days]");
    return faults;
}

std::uint64_t fleet_key(std::string_view id) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : id) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

SatelliteFate fate_of(const Attrition& attrition, const FleetDraws& draws, std::uint32_t launch, std::uint32_t on_board, Instant launched,
                      Instant in_service_from) {
    SatelliteFate fate;
    fate.launched = launched;
    const auto never_serves = [&](EndOfService end, Instant gone) {
        fate.end = end;
        fate.in_service_until = in_service_from;
        fate.decayed = gone;
        return fate;
    };
    if (uniform01({draws.seed, Purpose::kLaunchLost, draws.fleet, launch}) < attrition.launch_failure_share)
        return never_serves(EndOfService::kLostWithLaunch, launched);
    const std::uint32_t satellite = launch * kMostOnBoard + on_board;
    if (uniform01({draws.seed, Purpose::kSatelliteLost, draws.fleet, satellite, kInfant}) < attrition.infant_share)
        return never_serves(EndOfService::kLostEarly, in_service_from + nanoseconds_from_seconds(attrition.deorbit_days * kSecondsPerDay));
    const double uniform = uniform01({draws.seed, Purpose::kSatelliteLost, draws.fleet, satellite, kLife});
    end_service(fate, attrition, in_service_from, in_service_from, exponential_years(attrition.failures_per_year, uniform));
    return fate;
}

SatelliteFate fate_after(const Attrition& attrition, const FleetDraws& draws, std::uint32_t norad_id, Instant launched,
                         Instant in_service_from, Instant seen) {
    SatelliteFate fate;
    fate.launched = launched;
    const double uniform = uniform01({draws.seed, Purpose::kSatelliteLost, draws.fleet, norad_id, kLife});
    end_service(fate, attrition, in_service_from, std::max(seen, in_service_from), exponential_years(attrition.failures_per_year, uniform));
    return fate;
}

double expected_serving_share(const Attrition& attrition, double years) {
    if (!(years >= 0.0)) return std::numeric_limits<double>::quiet_NaN();
    if (attrition.design_life_years && years >= *attrition.design_life_years) return 0.0;
    return (1.0 - attrition.launch_failure_share) * (1.0 - attrition.infant_share) * std::exp(-attrition.failures_per_year * years);
}

void FleetCount::add(Instant in_service_from, const SatelliteFate& fate, Instant at) {
    if (fate.launched > at) return;
    ++launched;
    if (fate.decayed && *fate.decayed <= at) ++decayed;
    if (fate.end == EndOfService::kLostWithLaunch) {
        ++lost_with_launch;
    } else if (in_service_from > at) {
        ++on_the_way;
    } else if (!fate.in_service_until || *fate.in_service_until > at) {
        ++in_service;
    } else if (fate.end == EndOfService::kLostEarly) {
        ++lost_early;
    } else if (fate.end == EndOfService::kFailed) {
        ++failed;
    } else {
        ++retired;
    }
}

}  // namespace d2c
