#include "world/radio/reception.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

#include "base/constants.h"
#include "base/float_math.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/link_budget.h"
#include "handset_phy/reception/path_gain.h"

namespace d2c {
namespace {

/// Bandwidth that holds 25 resource blocks of a 5 MHz channel.
constexpr Hertz kReferenceBandwidth = 25.0 * kResourceBlock;

/// A carrier as a class can use it.
struct Usable {
    double bits_per_element;
    std::size_t carrier;
};

/// To 1e-6 dB: powers in W and W/Hz are far inside the range of single precision only as ratios.
double decibel(double ratio) { return 3.0102999566398120 * static_cast<double>(log2_f32(static_cast<float>(ratio))); }

}  // namespace

void place_gains(const RadioModel& radio, const PhoneColumns& phones, std::size_t phone, const EnvironmentRadio& environment,
                 std::span<double> gain) {
    const Geodetic place{Angle::degrees(phones.latitude_deg[phone]), Angle::degrees(phones.longitude_deg[phone])};
    for (std::size_t k = 0; k < radio.downlink.size(); ++k) {
        gain[k] = place_gain(radio.downlink[k], place, Db{environment.near_loss(0, kPlaceElevationDeg)},
                             Db{environment.near_loss(k, kPlaceElevationDeg)});
    }
}

ReceivedPath::ReceivedPath(const ServingLink& link, const RadioModel& radio, const SpectrumUse& spectrum, const PhoneColumns& phones,
                           std::size_t phone, std::span<const double> interference, std::span<const double> place_gain)
    : radio_{&radio}, spectrum_{&spectrum}, interference_{interference}, place_gain_{place_gain}, payload_{link.payload} {
    const SatelliteColumns& s = link.columns;
    const double sx = s.x_itrf_m[link.satellite], sy = s.y_itrf_m[link.satellite], sz = s.z_itrf_m[link.satellite];
    const double dx = phones.x_itrf_m[phone] - sx, dy = phones.y_itrf_m[phone] - sy, dz = phones.z_itrf_m[phone] - sz;
    const double range2_m2 = dx * dx + dy * dy + dz * dz;
    const double cos_scan = -(dx * sx + dy * sy + dz * sz) / std::sqrt(range2_m2 * (sx * sx + sy * sy + sz * sz));
    const double ax = dx + link.aim_x_m, ay = dy + link.aim_y_m, az = dz + link.aim_z_m;
    cos_off_axis_ = (dx * ax + dy * ay + dz * az) / std::sqrt(range2_m2 * (ax * ax + ay * ay + az * az));
    scan_gain_ = RadioModel::scan_gain(radio.payloads[payload_], cos_scan);
    steered_per_m2_ = scan_gain_ * link.gain_per_m2;
}

void ReceivedPath::hear(std::size_t k) {
    heard_ |= CarrierMask{1} << k;
    const double beam = steered_per_m2_ * radio_->relative_gain(payload_, k, cos_off_axis_) * place_gain_[k];
    double others = 0.0;
    for (CarrierMask overlapping = spectrum_->overlapping(k); overlapping != 0; overlapping &= overlapping - 1) {
        const auto j = static_cast<std::size_t>(std::countr_zero(overlapping));
        others += spectrum_->overlap(k, j) * interference_[j] * place_gain_[j];
    }
    on_[k] = {radio_->payloads[payload_].eirp_w_per_hz * beam * radio_->downlink_gain_at_1m[k], others, beam};
}

Reception ReceivedPath::receive(std::size_t handset, CarrierMask carriers) {
    const HandsetRadio& phone = radio_->handsets[handset];
    for (CarrierMask left = carriers & ~heard_; left != 0; left &= left - 1) hear(static_cast<std::size_t>(std::countr_zero(left)));
    std::array<Usable, kMaximumCarriers> usable;  // the most bits first, then in the table's order
    std::size_t count = 0, best_carrier = 0;
    double best_ratio = -1.0, best_db = 0.0, best_bits = 0.0;
    for (CarrierMask left = carriers; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        const double ratio = on_[k].signal_w_per_hz * phone.gain / (on_[k].others_w_per_hz * phone.gain + phone.noise_w_per_hz);
        const double db = decibel(ratio);
        const double bits = phone.rates[payload_].bits_per_re(db + phone.branches_db);
        std::size_t at = count++;
        for (; at > 0 && usable[at - 1].bits_per_element < bits; --at) usable[at] = usable[at - 1];
        usable[at] = {bits, k};
        if (ratio > best_ratio) {
            best_ratio = ratio;
            best_carrier = k;
            best_db = db;
            best_bits = bits;
        }
    }
    Reception reception;
    reception.sinr_db = static_cast<float>(best_db);
    // Against the noise of the branch, which is near enough to it for single precision.
    reception.rsrp_dbm =
        static_cast<float>(decibel(on_[best_carrier].signal_w_per_hz * phone.gain / phone.noise_w_per_hz) + phone.noise_dbm_per_element);
    reception.reference_rate_bps = best_bits * phone.elements_per_hz[payload_] * kReferenceBandwidth.value;
    // The uplink of the best carrier: the same path, the phone's whole power in one resource block.
    const std::size_t first = usable[0].carrier;
    reception.uplink_snr_db = phone.uplink_snr_at_1m_db[payload_ * radio_->uplink.size() + first] + decibel(on_[first].uplink_per_m2);
    reception.uplink_carrier = first;
    reception.uplink_blocks = spectrum_->uplink_blocks(first);
    disturb_uplink(reception, 0.0, phone);

    Hertz room = spectrum_->maximum_bandwidth(handset);
    for (std::size_t i = 0; i < count && room.value > 0.0; ++i) {
        const Hertz channel = spectrum_->channel(usable[i].carrier);
        const double part = std::min(1.0, room / channel);
        reception.downlink_bps += usable[i].bits_per_element * phone.elements_per_hz[payload_] *
                                  spectrum_->occupied_bandwidth(usable[i].carrier, phone.air_interface).value * part;
        room = room - part * channel;
    }
    return reception;
}

Reception ReceivedPath::receive_on_best_part(std::size_t handset, CarrierMask carriers) {
    std::optional<Reception> best;
    for (unsigned part = 0; part < spectrum_->parts(); ++part) {
        const CarrierMask used = carriers & spectrum_->of_part(part);
        if (used == 0) continue;
        const Reception here = receive(handset, used);
        if (!best || here.sinr_db > best->sinr_db) best = here;
    }
    return *best;
}

double uplink_margin_db(const Reception& reception, BitsPerSecond rate, double dwell, double beside) {
    const double share = dwell * std::min(1.0, reception.uplink_blocks * beside);
    const auto least = least_uplink_snr(BitsPerSecond{rate.value / share});
    return least ? reception.uplink_sinr_db - least->value : kNoMarginDb;
}

void disturb_uplink(Reception& reception, double interference_over_noise, const HandsetRadio& handset) {
    reception.uplink_sinr_db = reception.uplink_snr_db;
    if (interference_over_noise > 0.0) reception.uplink_sinr_db -= decibel(1.0 + interference_over_noise);
    reception.acknowledged = reception.uplink_sinr_db >= handset.least_uplink_snr_db;
}

}  // namespace d2c
