#include "world/radio/reception.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "base/constants.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/link_budget.h"
#include "world/radio/path.h"

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

/// Cosine, at the satellite, of the angle between the phone and the middle of the footprint it stands in.
double own_cosine(const PhoneColumns& phones, std::size_t phone, const SatelliteColumns& s, std::size_t satellite,
                  const PayloadRadio& payload) {
    const AimPoint aim = own_aim(phones, phone, payload);
    const double px = phones.x_itrf_m[phone] - s.x_itrf_m[satellite], py = phones.y_itrf_m[phone] - s.y_itrf_m[satellite],
                 pz = phones.z_itrf_m[phone] - s.z_itrf_m[satellite];
    const double ax = aim.x_itrf_m - s.x_itrf_m[satellite], ay = aim.y_itrf_m - s.y_itrf_m[satellite],
                 az = aim.z_itrf_m - s.z_itrf_m[satellite];
    return (px * ax + py * ay + pz * az) / std::sqrt((px * px + py * py + pz * pz) * (ax * ax + ay * ay + az * az));
}

}  // namespace

std::vector<double> scintillation_of(const RadioModel& radio, const PhoneColumns& phones, std::size_t phone) {
    const Geodetic place{Angle::degrees(phones.latitude_deg[phone]), Angle::degrees(phones.longitude_deg[phone])};
    std::vector<double> loss_db;
    for (const Hertz frequency : radio.downlink) loss_db.push_back(ionospheric_scintillation_at(frequency, place).value);
    return loss_db;
}

Reception receive(const Sky& sky, const SkyStep& step, const Fleet& fleet, const RadioModel& radio, const SpectrumUse& spectrum,
                  const PhoneColumns& phones, std::size_t phone, std::uint32_t satellite, std::size_t handset, CarrierMask carriers,
                  std::span<const double> interference, std::span<const double> scintillation_db, WindowDraws& draws) {
    const std::size_t payload_row = fleet.payload[sky.satellites[satellite]];
    const PayloadRadio& payload = radio.payloads[payload_row];
    const HandsetRadio& phone_radio = radio.handsets[handset];
    const Sight line = sight(phones, phone, step.columns, satellite);
    const double range_m = std::sqrt(line.range_m2);
    const ChannelDraw& draw = draws.draw(satellite);
    const double scan = RadioModel::scan_gain(payload, cos_scan(phones, phone, step.columns, satellite, range_m));
    const double cosine = own_cosine(phones, phone, step.columns, satellite, payload);
    const double gain_ratio = ratio_from_db(Db{phone_radio.gain_db});

    std::array<OnCarrier, kMaximumCarriers> usable{};
    std::size_t count = 0;
    Reception best;
    best.rsrp_dbm = best.sinr_db = -1e9;
    for (CarrierMask left = carriers; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        const double losses = ratio_by_exp(-path_excess_db(radio, draws.environment(), k, line.sin_elevation, draw) - scintillation_db[k]);
        const double signal = payload.eirp_w_per_hz * scan * radio.relative_gain(payload_row, k, cosine) * radio.downlink_gain_at_1m[k] /
                              line.range_m2 * losses * gain_ratio;
        double others = 0.0;
        for (std::size_t j = 0; j < interference.size(); ++j) {
            if (interference[j] > 0.0) others += spectrum.overlap(k, j) * interference[j] * ratio_by_exp(-scintillation_db[j]);
        }
        const double sinr_db = 10.0 * std::log10(signal / (others * gain_ratio + phone_radio.noise_w_per_hz));
        const Db combined = combine_branches(Db{sinr_db}, phone_radio.branches);
        const double bits = phone_radio.rates[payload_row].bits_per_re(combined.value);
        usable[count++] = {bits, k};
        if (sinr_db > best.sinr_db) {
            best.rsrp_dbm = 10.0 * std::log10(signal * kSubcarrierSpacing.value) + 30.0;
            best.sinr_db = sinr_db;
            best.reference_rate_bps = bits * phone_radio.elements_per_hz[payload_row] * kReferenceBandwidth.value;
        }
    }
    // The uplink of the best carrier: the same path, the phone's whole power in one resource block.
    std::sort(usable.begin(), usable.begin() + static_cast<std::ptrdiff_t>(count), [](const OnCarrier& a, const OnCarrier& b) {
        return a.bits_per_element != b.bits_per_element ? a.bits_per_element > b.bits_per_element : a.carrier < b.carrier;
    });
    const std::size_t first = usable[0].carrier;
    UplinkInputs up;
    up.transmit_power = Dbm{phone_radio.uplink_eirp_dbm};
    up.bandwidth = kResourceBlock;
    up.frequency = radio.uplink[first];
    up.slant_range = Metres{range_m};
    up.losses.scan = Db{-10.0 * std::log10(scan)};
    up.losses.off_axis = Db{-10.0 * std::log10(radio.relative_gain(payload_row, first, cosine))};
    up.losses.shadow = Db{path_excess_db(radio, draws.environment(), first, line.sin_elevation, draw)};
    up.losses.scintillation = Db{scintillation_db[first]};
    up.g_over_t = DbPerKelvin{payload.g_over_t_db_per_k};
    best.uplink_snr_db = uplink_snr_in_one_block(up).value;
    best.uplink_blocks = kFilledShare * (spectrum.carrier(first).uplink.width() / kResourceBlock);

    Hertz room = spectrum.maximum_bandwidth(handset);
    for (std::size_t i = 0; i < count && room.value > 0.0; ++i) {
        const Hertz channel = spectrum.carrier(usable[i].carrier).downlink.width();
        const double part = std::min(1.0, room / channel);
        best.downlink_bps += usable[i].bits_per_element * phone_radio.elements_per_hz[payload_row] *
                             spectrum.occupied_bandwidth(usable[i].carrier, phone_radio.air_interface).value * part;
        room = room - part * channel;
    }
    if (best.uplink_snr_db >= phone_radio.least_uplink_snr_db) best.rate_bps = best.downlink_bps;
    return best;
}

}  // namespace d2c
