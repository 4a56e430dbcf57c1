#include "handset_phy/reception/receiver.h"

#include <cmath>

#include "base/constants.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/channel/free_space.h"
#include "handset_phy/link_budget.h"

namespace d2c {

ReceiverFigures receiver_figures(const HandsetClass& handset) {
    ReceiverFigures f;
    f.gain_db = handset.antenna_gain.value - handset.polarisation_loss.value - handset.body_loss.value;
    f.gain = ratio_from_db(Db{f.gain_db});
    f.noise_w_per_hz = kBoltzmannJPerK * kReferenceTemperature.value * ratio_from_db(handset.noise_figure);
    f.noise_dbm_per_element = 10.0 * std::log10(f.noise_w_per_hz * kSubcarrierSpacing.value) + 30.0;
    f.branches_db = combine_branches(Db{0.0}, handset.receive_branches).value;
    f.uplink_eirp_dbm = handset.transmit_power.value + f.gain_db;
    return f;
}

Db uplink_snr_at_1m(Dbm eirp, DbPerKelvin g_over_t, Hertz uplink) {
    UplinkInputs up;
    up.transmit_power = eirp;
    up.bandwidth = kResourceBlock;
    up.frequency = uplink;
    up.slant_range = Metres{1.0};
    up.g_over_t = g_over_t;
    return uplink_snr_in_one_block(up);
}

double free_space_gain_at_1m(Hertz frequency) { return ratio_from_db(-free_space_loss(Metres{1.0}, frequency)); }

BeamAngles beam_angles(const Position<Itrf>& satellite, const Position<Itrf>& phone, const Position<Itrf>& aim) {
    const Displacement<Itrf> down = phone - satellite, axis = aim - satellite;
    const double along = down.x.value * satellite.x.value + down.y.value * satellite.y.value + down.z.value * satellite.z.value;
    const double range = norm(down).value;
    return {-along / (range * radius(satellite).value), dot_m2(down, axis) / (range * norm(axis).value)};
}

CarrierReception receive_on_carrier(const CarrierPower& power, const ReceiverFigures& phone) {
    const double signal = power.eirp_w_per_hz * power.gain_at_1m * power.steered_per_m2 * phone.gain;
    CarrierReception out;
    out.sinr = db_from_ratio(signal / (power.others_w_per_hz * phone.gain + phone.noise_w_per_hz)) + Db{phone.branches_db};
    out.rsrp = Dbm{phone.noise_dbm_per_element} + db_from_ratio(signal / phone.noise_w_per_hz);
    out.uplink_sinr = Db{power.uplink_snr_at_1m_db} + db_from_ratio(power.steered_per_m2) - db_from_ratio(1.0 + power.uplink_others);
    return out;
}

}  // namespace d2c
