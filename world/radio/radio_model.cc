#include "world/radio/radio_model.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"
#include "constellation/look.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/free_space.h"
#include "handset_phy/reception/receiver.h"
#include "world/radio/beam_shape.h"

namespace d2c {
namespace {

/// Share of the plane that discs cover which are placed at random, each where it still fits, until none does: 0.547 (Feder 1980, Hinrichsen
/// et al. 1986). A planner with foresight packs more (hexagons 0.907), one under changing demand hardly so.
constexpr double kPackedShare = 0.547;

/// Beams on one of `parts` that can be lit together, over those without parts: `parts` at most, and no more than fit `apart` reuse
/// distances from each other whatever their part. Fitted to random placing with beams two footprints apart on a part and one otherwise:
/// 2.59, 3.23 and 3.90 for 3, 4 and 7 parts; within 5 %.
double parts_gain(unsigned parts, double apart) {
    constexpr double kPower = 3.23;
    return std::pow(std::pow(parts, -kPower) + std::pow(apart, 2.0 * kPower), -1.0 / kPower);
}

/// How near beams may stand to each other under what shares the channels. Reads the footprint, writes what follows from it.
void space_beams(PayloadRadio& radio, double reuse_distance, const ChannelsConfig& channels) {
    const double footprint_m = radio.footprint_diameter_m;
    radio.reuse_distance_m = reuse_distance * footprint_m;
    if (channels.reuse == ChannelReuse::kPattern && footprint_m > 0.0) {
        radio.hexagons = std::make_shared<HexPattern>(Metres{std::clamp(footprint_m, 1e3, 1e6)}, channels.parts);
        const double distance_m = radio.hexagons->co_channel_distance().value;
        // Within a band of the pattern hexagons are up to 5 % narrower than drawn; nearer ones are of two bands.
        radio.reuse_distance_m = 0.9 * distance_m;
        radio.apart_m = 0.5 * footprint_m;
        // What no phone hears of the co-channel hexagons beside its own.
        radio.silent_distance_m = distance_m - footprint_m / std::sqrt(3.0);
        radio.beams_per_km2 = 1.0 / radio.footprint_area_km2;
        return;
    }
    radio.silent_distance_m = radio.reuse_distance_m;
    radio.beams_per_km2 = radio.reuse_distance_m > 0.0
                              ? 4.0 * kPackedShare / (std::numbers::pi * radio.reuse_distance_m * radio.reuse_distance_m * 1e-6)
                              : std::numeric_limits<double>::infinity();
    if (channels.reuse == ChannelReuse::kFull) return;
    radio.apart_m = std::min(footprint_m, radio.reuse_distance_m);
    if (radio.reuse_distance_m > 0.0) radio.beams_per_km2 *= parts_gain(channels.parts, radio.apart_m / radio.reuse_distance_m);
}

PayloadRadio payload_radio(const PayloadGeneration& payload, Metres altitude, Angle width, const ChannelsConfig& channels) {
    PayloadRadio radio;
    const Hertz one{1.0};
    radio.eirp_w_per_hz = to_watts(level_within(payload.eirp_density, one)).value;
    radio.eirp_dbw_per_hz = static_cast<float>(10.0 * std::log10(radio.eirp_w_per_hz));
    radio.transmit_w_per_hz = radio.eirp_w_per_hz / ratio_from_db(as_ratio(payload.peak_gain));
    radio.rf_power_w = payload.rf_power.value;
    radio.scan_loss_exponent = payload.scan_loss_exponent;
    radio.least_sin_elevation = sin(payload.minimum_elevation);
    radio.footprint_diameter_m = footprint_diameter_at_nadir(altitude, width).value;
    radio.footprint_area_km2 = std::sqrt(3.0) / 2.0 * radio.footprint_diameter_m * radio.footprint_diameter_m * 1e-6;
    space_beams(radio, payload.reuse_distance, channels);
    radio.g_over_t_db_per_k = payload.g_over_t.value;
    radio.beam_unit_hz = payload.beam_unit_mhz * 1e6;
    radio.beam_units = payload.max_beams;
    radio.near_angle_rad = std::asin(std::min(1.0, radio.silent_distance_m / std::max(altitude.value, 1.0)));
    radio.floor_ratio = ratio_from_db(payload.side_lobe_floor);
    return radio;
}

}  // namespace

HandsetRadio::HandsetRadio(const HandsetClass& handset, std::span<const PayloadGeneration> payloads)
    : air_interface{handset.air_interface}, branches{handset.receive_branches} {
    const ReceiverFigures figures = receiver_figures(handset);
    gain_db = figures.gain_db;
    gain = figures.gain;
    noise_w_per_hz = figures.noise_w_per_hz;
    noise_dbm_per_element = figures.noise_dbm_per_element;
    branches_db = figures.branches_db;
    uplink_eirp_dbm = figures.uplink_eirp_dbm;
    for (const PayloadGeneration& payload : payloads) {
        HandsetClass together = handset;
        together.highest_modulation_order = std::min(handset.highest_modulation_order, payload.highest_modulation_order);
        together.layers = std::min(handset.layers, payload.layers);
        together.overhead_share = std::max(handset.overhead_share, payload.overhead_share);
        rates.emplace_back(together);
        elements_per_hz.push_back(resource_elements_per_second(Hertz{1.0}, together));
    }
}

Result<RadioModel> RadioModel::build(const Study& study, const Fleet& fleet, const SpectrumUse& spectrum) {
    RadioModel model;
    for (std::size_t k = 0; k < spectrum.carrier_count(); ++k) {
        model.downlink.push_back(spectrum.carrier(k).downlink.centre());
        model.uplink.push_back(spectrum.carrier(k).uplink.centre());
        model.zenith_gas.push_back(zenith_gas_loss(model.downlink.back()));
        const Db gain = -free_space_loss(Metres{1.0}, model.downlink.back());
        model.downlink_gain_at_1m.push_back(ratio_from_db(gain));
        model.downlink_gain_at_1m_db.push_back(gain.value);
    }
    for (std::size_t p = 0; p < fleet.payloads.size(); ++p) {
        const PayloadGeneration& payload = fleet.payloads[p];
        const Hertz principal = principal_frequency(study, payload);
        const auto at_principal = beam_table(payload, principal);
        if (!at_principal) return at_principal.faults();
        model.payloads.push_back(
            payload_radio(payload, mean_altitude(fleet, p), beamwidth(payload, principal, *at_principal), study.world.channels));
        for (const Hertz frequency : model.downlink) {
            auto table = beam_table(payload, frequency);
            if (!table) return table.faults();
            model.patterns_.push_back(std::move(*table));
            PayloadRadio& radio = model.payloads.back();
            radio.floor_ratio = model.patterns_.back().floor_ratio();
            radio.near_angle_rad = std::max(radio.near_angle_rad, model.patterns_.back().floor_angle().in_radians());
        }
    }
    for (std::size_t p = 0; p < model.payloads.size(); ++p) {
        // Up to the near angle, and a knot beyond it, so that the last interval ends at nothing.
        const double reach = 2.0 * std::sin(0.5 * model.payloads[p].near_angle_rad);
        ChordTable table{static_cast<float>((kChordKnots - 1) / (reach * reach)), {}};
        for (std::size_t k = 0; k < model.downlink.size(); ++k) {
            for (std::size_t i = 0; i <= kChordKnots; ++i) {
                const double cosine = 1.0 - 0.5 * reach * reach * static_cast<double>(i) / (kChordKnots - 1);
                table.above_floor.push_back(static_cast<float>(model.relative_gain(p, k, cosine) - model.payloads[p].floor_ratio));
            }
        }
        model.chords_.push_back(std::move(table));
    }
    auto environments = build_environments(study, model.downlink);
    if (!environments) return environments.faults();
    if (environments->size() > kMostEnvironments) {
        return Fault{"", 0, "handset_phy.where_the_phone_is", std::to_string(environments->size()) + " rows (an enclosure has five)",
                     "at most " + std::to_string(kMostEnvironments)};
    }
    model.environments = std::move(*environments);
    for (const EnvironmentRadio& environment : model.environments) {
        const auto near =
            environment.near_loss_db.empty() ? std::span<const float>{} : std::span<const float>{environment.near_loss_db.front()};
        model.columns.push_back(channel_columns(environment.channel, model.zenith_gas.empty() ? Db{0.0} : model.zenith_gas.front(), near));
    }
    Faults faults;
    const auto least = least_uplink_snr(BitsPerSecond{study.world.acknowledgement_kbps * 1e3});
    if (!least) {
        faults.push_back({"", 0, "world.acknowledgement_kbps", std::to_string(study.world.acknowledgement_kbps),
                          "a rate that one resource block can carry up [kbit/s]"});
    }
    for (const HandsetClass& handset : study.handsets) {
        model.handsets.emplace_back(handset, fleet.payloads);
        HandsetRadio& phone = model.handsets.back();
        if (least) phone.least_uplink_snr_db = least->value;
        for (const PayloadGeneration& payload : fleet.payloads)
            for (const Hertz frequency : model.uplink)
                phone.uplink_snr_at_1m_db.push_back(uplink_snr_at_1m(Dbm{phone.uplink_eirp_dbm}, payload.g_over_t, frequency).value);
    }
    if (!faults.empty()) return faults;
    return model;
}

}  // namespace d2c
