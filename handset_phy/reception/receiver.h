#pragma once
// What a class of phones makes of powers: gain, noise, SINR, RSRP; and what its own power makes at a satellite.

#include "base/vector.h"
#include "handset_phy/handset.h"
#include "spectrum/channelisation.h"

namespace d2c {

/// A class as ratios and levels.
struct ReceiverFigures {
    double gain_db = 0.0;                ///< antenna less polarisation and body loss, per branch
    double gain = 1.0;                   ///< the same as a ratio
    double noise_w_per_hz = 0.0;         ///< at the branch's port
    double noise_dbm_per_element = 0.0;  ///< the same in a resource element
    double branches_db = 0.0;            ///< gain of combining them
    double uplink_eirp_dbm = 0.0;        ///< towards the satellite, polarisation and body loss taken off
};
ReceiverFigures receiver_figures(const HandsetClass& handset);
/// SNR of the uplink with the whole power in one resource block over a path gain of 1 / m^2, all other losses at nothing.
Db uplink_snr_at_1m(Dbm eirp, DbPerKelvin g_over_t, Hertz uplink);
/// Free-space power gain between isotropic antennas 1 m apart.
double free_space_gain_at_1m(Hertz frequency);

/// A steered beam as a phone stands in it.
struct BeamAngles {
    double cos_scan = 1.0;      ///< off the satellite's nadir, of the phone
    double cos_off_axis = 1.0;  ///< between the phone and the point at which the beam is aimed
};
BeamAngles beam_angles(const Position<Itrf>& satellite, const Position<Itrf>& phone, const Position<Itrf>& aim);

/// One carrier of one beam at an isotropic phone.
struct CarrierPower {
    double eirp_w_per_hz = 0.0;        ///< at the beam's peak, steered to nadir
    double gain_at_1m = 0.0;           ///< free_space_gain_at_1m
    double steered_per_m2 = 0.0;       ///< path gain times scan gain, pattern and place gain
    double others_w_per_hz = 0.0;      ///< from all other beams, place gain applied
    double uplink_snr_at_1m_db = 0.0;  ///< uplink_snr_at_1m
    double uplink_others = 0.0;        ///< other phones' power over the noise in a resource block, at the beam
};
struct CarrierReception {
    Db sinr{0.0};         ///< branches combined
    Dbm rsrp{0.0};        ///< of one resource element, one branch
    Db uplink_sinr{0.0};  ///< the phone's whole power in one resource block
};
CarrierReception receive_on_carrier(const CarrierPower& power, const ReceiverFigures& phone);

}  // namespace d2c
