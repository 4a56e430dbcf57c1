#include "world/radio/reception.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "base/constants.h"
#include "base/float_math.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/link_budget.h"

namespace d2c {
namespace {

/// Bandwidth that holds 25 resource blocks of a 5 MHz channel.
constexpr Hertz kReferenceBandwidth = 25.0 * kResourceBlock;

/// Share of a channel that its resource blocks fill: 0.9 from 3 MHz on, TS 36.101 table 5.6-1.
constexpr double kFilledShare = 0.9;

struct OnCarrier {
    double bits_per_element;
    std::size_t carrier;
};

/// To 1e-6 dB: powers in W and W/Hz are far inside the range of single precision only as ratios.
double decibel(double ratio) { return 3.0102999566398120 * static_cast<double>(log2_f32(static_cast<float>(ratio))); }

}  // namespace

void place_gains(const RadioModel& radio, const PhoneColumns& phones, std::size_t phone, const EnvironmentRadio& environment,
                 std::span<double> gain) {
    constexpr double kReferenceElevationDeg = 45.0;
    const Geodetic place{Angle::degrees(phones.latitude_deg[phone]), Angle::degrees(phones.longitude_deg[phone])};
    for (std::size_t k = 0; k < radio.downlink.size(); ++k) {
        const Db nearer{environment.near_loss(0, kReferenceElevationDeg) - environment.near_loss(k, kReferenceElevationDeg)};
        gain[k] = ratio_from_db(nearer - ionospheric_scintillation_at(radio.downlink[k], place));
    }
}

ReceivedPath::ReceivedPath(const ServingLink& link, const RadioModel& radio, const PhoneColumns& phones, std::size_t phone)
    : payload{link.payload} {
    const SatelliteColumns& s = link.columns;
    const double sx = s.x_itrf_m[link.satellite], sy = s.y_itrf_m[link.satellite], sz = s.z_itrf_m[link.satellite];
    const double dx = phones.x_itrf_m[phone] - sx, dy = phones.y_itrf_m[phone] - sy, dz = phones.z_itrf_m[phone] - sz;
    range2_m2 = dx * dx + dy * dy + dz * dz;
    range_m = std::sqrt(range2_m2);
    const double cos_scan = -(dx * sx + dy * sy + dz * sz) / (range_m * std::sqrt(sx * sx + sy * sy + sz * sz));
    const double ax = dx + link.aim_x_m, ay = dy + link.aim_y_m, az = dz + link.aim_z_m;
    cos_off_axis = (dx * ax + dy * ay + dz * az) / std::sqrt(range2_m2 * (ax * ax + ay * ay + az * az));
    steered_per_m2 = RadioModel::scan_gain(radio.payloads[payload], cos_scan) * link.gain_per_m2;
}

Reception receive(const ReceivedPath& path, const RadioModel& radio, const SpectrumUse& spectrum, std::size_t handset, CarrierMask carriers,
                  std::span<const double> interference, std::span<const double> place_gain) {
    const PayloadRadio& payload = radio.payloads[path.payload];
    const HandsetRadio& phone_radio = radio.handsets[handset];
    const double isotropic = ratio_from_db(Db{phone_radio.gain_db});

    std::array<OnCarrier, kMaximumCarriers> usable;
    std::size_t count = 0;
    Reception best;
    double best_ratio = -1.0, best_signal = 0.0;
    for (CarrierMask left = carriers; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        const double signal = payload.eirp_w_per_hz * path.steered_per_m2 * radio.relative_gain(path.payload, k, path.cos_off_axis) *
                              radio.downlink_gain_at_1m[k] * place_gain[k] * isotropic;
        double others = 0.0;
        for (CarrierMask overlapping = spectrum.overlapping(k); overlapping != 0; overlapping &= overlapping - 1) {
            const auto j = static_cast<std::size_t>(std::countr_zero(overlapping));
            others += spectrum.overlap(k, j) * interference[j] * place_gain[j];
        }
        const double ratio = signal / (others * isotropic + phone_radio.noise_w_per_hz);
        const double combined_db = decibel(ratio * phone_radio.branches);
        const double bits = phone_radio.rates[path.payload].bits_per_re(combined_db);
        usable[count++] = {bits, k};
        if (ratio > best_ratio) {
            best_ratio = ratio;
            best_signal = signal;
            best.reference_rate_bps = bits * phone_radio.elements_per_hz[path.payload] * kReferenceBandwidth.value;
        }
    }
    best.sinr_db = static_cast<float>(decibel(best_ratio));
    // Against the noise of the branch, which is near enough to it for single precision.
    best.rsrp_dbm = static_cast<float>(decibel(best_signal / phone_radio.noise_w_per_hz) + phone_radio.noise_dbm_per_element);
    // The uplink of the best carrier: the same path, the phone's whole power in one resource block.
    std::sort(usable.begin(), usable.begin() + static_cast<std::ptrdiff_t>(count), [](const OnCarrier& a, const OnCarrier& b) {
        return a.bits_per_element != b.bits_per_element ? a.bits_per_element > b.bits_per_element : a.carrier < b.carrier;
    });
    const std::size_t first = usable[0].carrier;
    const double up_path =
        path.steered_per_m2 * path.range2_m2 * radio.relative_gain(path.payload, first, path.cos_off_axis) * place_gain[first];
    best.uplink_snr_db =
        phone_radio.uplink_snr_at_1m_db[path.payload * radio.uplink.size() + first] + decibel(up_path) - decibel(path.range2_m2);
    best.uplink_blocks = kFilledShare * (spectrum.carrier(first).uplink.width() / kResourceBlock);
    best.acknowledged = best.uplink_snr_db >= phone_radio.least_uplink_snr_db;

    Hertz room = spectrum.maximum_bandwidth(handset);
    for (std::size_t i = 0; i < count && room.value > 0.0; ++i) {
        const Hertz channel = spectrum.carrier(usable[i].carrier).downlink.width();
        const double part = std::min(1.0, room / channel);
        best.downlink_bps += usable[i].bits_per_element * phone_radio.elements_per_hz[path.payload] *
                             spectrum.occupied_bandwidth(usable[i].carrier, phone_radio.air_interface).value * part;
        room = room - part * channel;
    }
    return best;
}

}  // namespace d2c
