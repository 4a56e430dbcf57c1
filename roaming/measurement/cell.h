#pragma once
// What a phone knows of a cell at an instant: the rows that triggers and the state machine decide on.

#include <chrono>
#include <compare>
#include <cstdint>

#include "base/id.h"
#include "base/instant.h"
#include "base/quantity.h"

namespace d2c {

enum class Access : std::uint8_t { kNone, kSatellite, kTerrestrial, kHomeWifi };

/// A cell as a phone tells it from others: a beam of a satellite, a cell of a terrestrial network, or a home's Wi-Fi. Another satellite
/// that lights the same ground is another cell.
class RadioCellId {
  public:
    constexpr RadioCellId() = default;
    /// `beam` below 2^30.
    static constexpr RadioCellId of_beam(SatelliteId satellite, BeamId beam) { return {Access::kSatellite, satellite.value, beam.value}; }
    static constexpr RadioCellId terrestrial(std::uint32_t cell) { return {Access::kTerrestrial, cell, 0}; }
    static constexpr RadioCellId home_wifi(std::uint32_t home) { return {Access::kHomeWifi, home, 0}; }
    constexpr Access access() const { return static_cast<Access>(key_ >> 62); }
    constexpr bool empty() const { return key_ == 0; }
    /// Of a satellite's beam only.
    constexpr SatelliteId satellite() const { return {static_cast<std::uint32_t>(key_ >> 30)}; }
    constexpr BeamId beam() const { return {static_cast<std::uint32_t>(key_ & kBeamMask)}; }
    /// Of a terrestrial cell or a home.
    constexpr std::uint32_t number() const { return static_cast<std::uint32_t>(key_ >> 30); }
    /// Distinct for every cell, 0 for none.
    constexpr std::uint64_t key() const { return key_; }
    auto operator<=>(const RadioCellId&) const = default;

  private:
    static constexpr std::uint64_t kBeamMask = (std::uint64_t{1} << 30) - 1;
    constexpr RadioCellId(Access access, std::uint32_t major, std::uint32_t minor)
        : key_{static_cast<std::uint64_t>(access) << 62 | static_cast<std::uint64_t>(major) << 30 | (minor & kBeamMask)} {}
    std::uint64_t key_ = 0;
};

/// One-way delays from the phone outward; each is crossed by some messages only.
struct PathDelays {
    std::chrono::nanoseconds service_link{};  ///< phone to satellite or base station
    std::chrono::nanoseconds feeder{};        ///< satellite to gateway, inter-satellite links included; 0 for a terrestrial cell
    std::chrono::nanoseconds core{};          ///< gateway or base station to the serving network's core
    std::chrono::nanoseconds home{};          ///< that core to the subscriber's home core; 0 at home
    std::chrono::nanoseconds transfer{};      ///< the core of Machine::registered_network to that core (S10, N14); 0 within one network
};

/// How far off an uplink arrives after whatever compensation there is; procedures/random_access.h makes it.
struct UplinkOffset {
    std::chrono::nanoseconds round_trip{};
    Hertz frequency{0.0};
};

/// One cell at one instant.
struct Measurement {
    RadioCellId cell;
    Plmn plmn;
    bool allowed = true;         ///< false: barred or without agreement here and now; never served from
    bool shares_context = true;  ///< Machine::registered_network hands over to this one (the same, or S10/N14 between the two)
    /// Place in the order of accesses and networks, 0 first: a better one with a usable cell is taken, a worse one only where no better
    /// one has a usable cell (TS 38.304 clause 5.2.4.5 for priorities, TS 23.122 clause 4.4.3 for networks).
    std::uint8_t rank = 0;
    std::uint32_t tracking_area = 0;
    Dbm rsrp{0.0};
    Db sinr{0.0};
    Db event_offset{0.0};  ///< Ofn + Ocn of the events' inequalities, Ofp + Ocp while it serves (offsetMO, cellIndividualOffset)
    Angle elevation;
    Metres distance{0.0};       ///< over ground to the beam's reference point now (a moving one for Earth-moving beams), or to the mast
    Instant ceases{INT64_MAX};  ///< the cell is gone from this instant on, by ephemeris and plan
    double message_loss = 0.0;  ///< probability that one transmission of a signalling message is lost, 0 to 1
    UplinkOffset offset;
    PathDelays delays;
};

}  // namespace d2c
