#pragma once
// From powers at the phone to what a person knows: RSRP, SINR, a rate.

#include <span>

#include "world/radio/interference.h"

namespace d2c {

/// One phone, class and step, while a beam is on it.
struct Reception {
    double rsrp_dbm = 0.0;            ///< one branch, best carrier
    double sinr_db = 0.0;             ///< one branch, best carrier
    double rate_bps = 0.0;            ///< alone in the beam, all carriers that the class can aggregate; 0 if the uplink cannot acknowledge
    double downlink_bps = 0.0;        ///< the same whatever the uplink
    double uplink_snr_db = 0.0;       ///< of the best carrier, the phone's whole power in one resource block
    double uplink_blocks = 0.0;       ///< resource blocks that this carrier's uplink has
    double reference_rate_bps = 0.0;  ///< of 4.5 MHz (a 5 MHz channel) at that SINR, branches combined
};

/// Losses that belong to the place of the phone: ionospheric scintillation, per carrier [dB].
std::vector<double> scintillation_of(const RadioModel& radio, const PhoneColumns& phones, std::size_t phone);

/// `interference_w_per_hz`: per carrier, isotropic phone, all other beams (overlaps not yet weighed, scintillation not yet taken off).
Reception receive(const Sky& sky, const SkyStep& step, const Fleet& fleet, const RadioModel& radio, const SpectrumUse& spectrum,
                  const PhoneColumns& phones, std::size_t phone, std::uint32_t satellite, std::size_t handset, CarrierMask carriers,
                  std::span<const double> interference_w_per_hz, std::span<const double> scintillation_db, WindowDraws& draws);

}  // namespace d2c
