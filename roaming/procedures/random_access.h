#pragma once
// How far off an uplink arrives, and what that makes of a random access preamble.

#include <string>

#include "base/quantity.h"
#include "roaming/measurement/cell.h"
#include "roaming/procedures/settings.h"
#include "roaming/procedures/step.h"

namespace d2c {

/// Who takes delay and Doppler out of the uplink before it is received: nobody; the network, for one point of the beam (phones as they
/// are); or the phone, from its own place and the broadcast ephemeris (TS 38.300 clause 16.14.2).
enum class PreCompensation : std::uint8_t { kNone, kNetwork, kPhone };

/// One-way delay and downlink Doppler shift of a place.
struct LinkOffset {
    std::chrono::nanoseconds one_way{};
    Hertz doppler{0.0};
};
/// What is left of them at the receiver. A phone without its own compensation follows the shifted downlink, so that the uplink arrives with
/// the shift twice (the two carriers taken as equal). kNetwork: against the beam's reference point. kPhone: nothing.
UplinkOffset uplink_offset(PreCompensation how, LinkOffset phone, LinkOffset reference);

/// Why a preamble cannot be received with this offset: its delay beyond the guard time, or the frequency beyond half the subcarrier
/// spacing; kNone where it can. An early preamble counts like a late one.
/// Half a subcarrier: assumption, beyond it a detector takes the shift for another preamble's.
Failure preamble_failure(const PreambleFormat& format, const UplinkOffset& offset);
/// In words, with the figures; empty where there is none.
std::string preamble_failure_text(const PreambleFormat& format, const UplinkOffset& offset);

}  // namespace d2c
