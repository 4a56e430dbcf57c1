#pragma once
// In which environment each try is made, and what that does to its radio path.

#include <cstdint>
#include <span>
#include <vector>

#include "base/error.h"
#include "base/instant.h"
#include "handset_phy/environment.h"
#include "handset_phy/reception/near_loss.h"
#include "scenarios/study.h"

namespace d2c {

/// An environment as the radio loops use it. One with an enclosure has kEnclosureParts rows, one for each equally likely part of the law
/// of its entry loss.
struct EnvironmentRadio {
    std::uint32_t stratum = 0;  ///< index in Study::where; 0 where the study has none
    double weight = 1.0;        ///< share of tries; the rows' add up to 1
    ChannelTable channel;
    /// Per carrier (downlink; the uplink's differ by less than 0.1 dB): loss by entry and grip [dB], by whole degree of elevation. Empty:
    /// none.
    std::vector<NearLossTable> near_loss_db;

    /// Loss near the phone on carrier `k`, linear between whole degrees, as at the horizon below it.
    double near_loss(std::size_t k, double elevation_deg) const;
};
inline constexpr int kEnclosureParts = 5;

/// The tables that a study names.
ChannelEnvironment channel_environment(RadioEnvironment environment);

/// Rows in the order of the study's environments; one row, from Study::environment, where it has none. A fault where a law does not reach
/// a carrier's frequency.
Result<std::vector<EnvironmentRadio>> build_environments(const Study& study, std::span<const Hertz> downlink);

/// A try's window and phone among those of its spot in a quarter.
struct TryPlace {
    Quarter quarter{};
    int windows = 0;             ///< in the quarter
    int window = 0;              ///< 0 to windows - 1
    std::uint32_t phone = 0;     ///< of the spot: 0 to kPhonesPerSpot - 1
    std::uint64_t spot_key = 0;  ///< draw id of the spot's first phone
};
/// The row in which it is made: over the windows and phones of a spot the rows are dealt in proportion to their weights, each as often as
/// its weight says or once more, in an order that is drawn for spot and quarter. No policy and no other draw has a part in it.
std::uint32_t environment_of(std::span<const EnvironmentRadio> environments, std::uint64_t seed, const TryPlace& place);

}  // namespace d2c
