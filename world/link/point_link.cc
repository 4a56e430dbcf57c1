#include "world/link/point_link.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/patterns/aperture.h"
#include "constellation/propagate.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "spectrum/rights.h"
#include "world/input/fleet.h"
#include "world/input/spectrum_use.h"

namespace d2c {
namespace {

std::string source_or(const std::string& source, const std::string& otherwise) { return source.empty() ? otherwise : source; }

/// Where the scenario says that a value comes from: the parameter of that path, else what was given.
std::string source_of(const Study& study, const std::string& path, const std::string& otherwise) {
    const auto it =
        std::find_if(study.parameters.begin(), study.parameters.end(), [&](const ResolvedParameter& p) { return p.name == path; });
    return it == study.parameters.end() ? otherwise : source_or(it->source, otherwise);
}

struct Ends {
    const PayloadGeneration* payload;
    const HandsetClass* handset;
    std::string payload_path, handset_path;
};

/// Lines that come from the payload and the phone alone.
void fill_ends(const Study& study, const Ends& ends, DownlinkInputs& down, DownlinkSources& down_sources, UplinkInputs& up,
               UplinkSources& up_sources) {
    const PayloadGeneration& payload = *ends.payload;
    const HandsetClass& handset = *ends.handset;
    const auto payload_source = [&](const char* key) { return source_of(study, ends.payload_path + key, payload.source); };
    const auto handset_source = [&](const char* key) { return source_of(study, ends.handset_path + key, handset.source); };
    down.eirp_density = payload.eirp_density;
    down.antenna_gain = up.antenna_gain = handset.antenna_gain;
    down.noise_figure = handset.noise_figure;
    down.losses.polarisation = up.losses.polarisation = handset.polarisation_loss;
    down.losses.body = up.losses.body = handset.body_loss;
    up.transmit_power = handset.transmit_power;
    up.g_over_t = payload.g_over_t;
    down_sources.eirp_density = payload_source(".eirp_density_dbw_per_mhz");
    up_sources.g_over_t = payload_source(".g_over_t_db_per_k");
    down_sources.antenna_gain = up_sources.antenna_gain = handset_source(".antenna_gain_dbi");
    down_sources.noise_figure = handset_source(".noise_figure_db");
    down_sources.antenna_temperature = "IEEE reference temperature of a noise figure";
    down_sources.losses.polarisation = up_sources.losses.polarisation = handset_source(".polarisation_loss_db");
    down_sources.losses.body = up_sources.losses.body = handset_source(".body_loss_db");
    up_sources.transmit_power = handset_source(".transmit_power_dbm");
}

Result<PointLink> fixed_geometry(const Study& study, const Ends& ends) {
    const FixedGeometry& geometry = *study.geometry;
    const LinkOverrides& link = study.link;
    DownlinkInputs down;
    UplinkInputs up;
    DownlinkSources down_sources;
    UplinkSources up_sources;
    fill_ends(study, ends, down, down_sources, up, up_sources);
    const std::string spherical = "TR 38.811 eq. 6.6-3, sphere of 6371 km";
    down.slant_range = up.slant_range = slant_range(geometry.altitude, geometry.elevation);
    down_sources.slant_range = up_sources.slant_range = spherical;
    down.frequency = link.downlink_frequency.value_or(Hertz::mega(2000.0));
    up.frequency = link.uplink_frequency.value_or(down.frequency);
    down.bandwidth = link.downlink_bandwidth.value_or(ends.handset->maximum_bandwidth);
    up.bandwidth = link.uplink_bandwidth.value_or(kResourceBlock);
    down_sources.frequency = source_of(study, "link.downlink_frequency_mhz", "assumption: 2 GHz, no frequency given");
    up_sources.frequency = source_of(study, "link.uplink_frequency_mhz", "as the downlink");
    down_sources.bandwidth = source_of(study, "link.downlink_bandwidth_mhz", "the phone's largest");
    up_sources.bandwidth = source_of(study, "link.uplink_bandwidth_mhz", "one resource block");
    const Angle scan = nadir_angle(geometry.altitude, geometry.elevation);
    down.losses.scan = up.losses.scan = scan_loss(scan, ends.payload->scan_loss_exponent);
    down.losses.gas = link.gas_loss.value_or(gas_loss(down.frequency, geometry.elevation));
    down.losses.scintillation = link.scintillation_loss.value_or(scintillation(down.frequency, geometry.elevation));
    down.losses.shadow = link.shadow_margin.value_or(Db{0.0});
    down.losses.additional = link.additional_loss.value_or(Db{0.0});
    up.losses.gas = link.gas_loss.value_or(gas_loss(up.frequency, geometry.elevation));
    up.losses.scintillation = link.scintillation_loss.value_or(scintillation(up.frequency, geometry.elevation));
    up.losses.shadow = down.losses.shadow;
    up.losses.additional = down.losses.additional;
    PathSources& path = down_sources.losses;
    path.scan = source_of(study, ends.payload_path + ".scan_loss_exponent", ends.payload->source);
    path.off_axis = "the phone is in the middle of the beam";
    path.gas = source_of(study, "link.gas_loss_db", "TR 38.811 eq. 6.6-8, ITU-R P.676");
    path.scintillation = source_of(study, "link.scintillation_loss_db", "TR 38.811 clause 6.6.6: ionospheric to 6 GHz, tropospheric above");
    path.shadow = source_of(study, "link.shadow_margin_db", "none asked for");
    path.additional = source_of(study, "link.additional_loss_db", "none asked for");
    const PathSources ends_of_up = up_sources.losses;
    up_sources.losses = path;
    up_sources.losses.polarisation = ends_of_up.polarisation;
    up_sources.losses.body = ends_of_up.body;

    Faults faults;
    for (const auto& [key, frequency] :
         {std::pair{"link.downlink_frequency_mhz", down.frequency}, {"link.uplink_frequency_mhz", up.frequency}}) {
        if (!(frequency.in_mega() >= 400.0 && frequency.in_mega() <= 100000.0))
            faults.push_back(
                {"", 0, key, fmt::format("{:g}", frequency.in_mega()), "400 to 100000, where the channel's models hold [MHz]"});
    }
    if (faults.empty()) {
        faults = validate(down);
        for (Fault& fault : validate(up)) faults.push_back(std::move(fault));
    }
    if (!faults.empty()) return faults;

    PointLink answer;
    answer.context.handset = ends.handset->id;
    answer.context.generation = study.generations.front().id;
    answer.context.elevation = geometry.elevation;
    answer.context.slant_range = down.slant_range;
    answer.downlink = downlink_ledger(down, down_sources);
    answer.uplink = uplink_ledger(up, up_sources);
    return answer;
}

/// The usable satellite with the strongest beam: line of sight, no shadowing.
struct Best {
    std::uint32_t satellite = 0;
    Look look;
    Angle scan;
    double strength_db = -std::numeric_limits<double>::infinity();
    int in_view = 0;
};

Best strongest(const Fleet& fleet, const SpectrumUse& spectrum, CarrierMask carriers, const Geodetic& at, Instant time) {
    Best best;
    for (const std::uint32_t s : in_service(fleet, time)) {
        const PayloadGeneration& payload = fleet.payloads[fleet.payload[s]];
        if ((carriers & spectrum.of_payload(fleet.payload[s])) == 0) continue;
        const Position<Itrf> position = position_itrf(fleet.states[s], time);
        const Look look = look_at(at, position, velocity_itrf(fleet.states[s], time));
        if (look.elevation < payload.minimum_elevation) continue;
        ++best.in_view;
        const Displacement<Itrf> down = itrf_of(at) - position;
        const double along = -(down.x.value * position.x.value + down.y.value * position.y.value + down.z.value * position.z.value);
        const Angle scan = Angle::radians(std::acos(std::clamp(along / (norm(down).value * radius(position).value), -1.0, 1.0)));
        const double strength = payload.eirp_density.level.value - scan_loss(scan, payload.scan_loss_exponent).value -
                                20.0 * std::log10(look.slant_range.value);
        if (strength > best.strength_db) {
            best.satellite = s;
            best.look = look;
            best.scan = scan;
            best.strength_db = strength;
        }
    }
    return best;
}

std::string carrier_name(const Carrier& carrier) {
    return fmt::format("{:g}-{:g} MHz down, {:g}-{:g} MHz up", carrier.downlink.low.in_mega(), carrier.downlink.high.in_mega(),
                       carrier.uplink.low.in_mega(), carrier.uplink.high.in_mega());
}

Result<PointLink> on_orbit(const Study& study, const Borders& borders, const Geodetic& at, AreaCode area, Instant time,
                           std::size_t handset_row) {
    auto fleet = build_fleet(study, time + std::chrono::hours{1});
    if (!fleet) return fleet.faults();
    auto spectrum = SpectrumUse::build(study.rights, fleet->payloads, study.handsets);
    if (!spectrum) return spectrum.faults();
    const HandsetClass& handset = study.handsets[handset_row];
    const Borders::Where drawn = borders.classify(at);
    const Jurisdiction spot = area.empty() ? Jurisdiction{drawn.area, drawn.on_land} : Jurisdiction{area, true};

    PointLink answer;
    answer.context.handset = handset.id;
    answer.context.at = at;
    answer.context.time = time;
    answer.context.area = spot.area.str();
    if (time < handset.in_service_from) {
        answer.why_dark = fmt::format("no phone: {} is sold from {}", handset.id, date_string(handset.in_service_from));
        return answer;
    }
    const CarrierMask open = spectrum->open_at(spot, time) & spectrum->of_handset(handset_row);
    CarrierMask flown = 0;
    std::vector<std::string> payload_bands;
    for (std::size_t p = 0; p < fleet->payloads.size(); ++p) {
        flown |= spectrum->of_payload(p);
        payload_bands.insert(payload_bands.end(), fleet->payloads[p].bands.begin(), fleet->payloads[p].bands.end());
    }
    if ((open & flown) == 0) {
        answer.why_dark = no_right_reason(study.rights, spot, time, {payload_bands, handset.bands});
        return answer;
    }
    const Best best = strongest(*fleet, *spectrum, open, at, time);
    answer.context.satellites_in_view = best.in_view;
    if (best.in_view == 0) {
        answer.why_dark = "no satellite: none that may serve here is above its elevation mask";
        return answer;
    }
    const std::uint16_t payload_row = fleet->payload[best.satellite];
    const PayloadGeneration& payload = fleet->payloads[payload_row];
    CarrierMask usable = open & spectrum->of_payload(payload_row);
    auto widest = static_cast<std::size_t>(std::countr_zero(usable));
    for (; usable != 0; usable &= usable - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(usable));
        if (spectrum->occupied_bandwidth(k, handset.air_interface) > spectrum->occupied_bandwidth(widest, handset.air_interface))
            widest = k;
    }
    const Carrier& carrier = spectrum->carrier(widest);
    answer.context.generation = study.generations[payload_row].id;
    // A beam has one part of each carrier; which one moves the frequency by less than 0.1 dB of free space.
    const unsigned parts = study.world.channels.parts;
    answer.context.carrier = carrier_name(carrier) + (parts == 1 ? "" : fmt::format(", one part of {}", parts));
    answer.context.satellite = best.satellite;
    answer.context.elevation = best.look.elevation;
    answer.context.azimuth = best.look.azimuth;
    answer.context.slant_range = best.look.slant_range;
    answer.context.doppler = doppler_shift(carrier.downlink.centre(), best.look.range_rate_m_per_s);
    for (const Right* right : usable_rights(study.rights, spot, time, {payload.bands, handset.bands})) {
        if (right->downlink == carrier.downlink && right->uplink == carrier.uplink) {
            answer.context.right = fmt::format("{} ({}, {}): {}", right->id, right->holder, to_string(right->status), right->source);
            break;
        }
    }

    DownlinkInputs down;
    UplinkInputs up;
    DownlinkSources down_sources;
    UplinkSources up_sources;
    const Ends ends{&payload, &handset, "constellation." + answer.context.generation + ".payload", "handset_phy.classes." + handset.id};
    fill_ends(study, ends, down, down_sources, up, up_sources);
    const std::string orbit = "mean state with J2, docs/models/orbits.md";
    down.slant_range = up.slant_range = best.look.slant_range;
    down_sources.slant_range = up_sources.slant_range = orbit;
    down.frequency = carrier.downlink.centre();
    up.frequency = carrier.uplink.centre();
    down_sources.frequency = up_sources.frequency = "right: " + answer.context.right;
    down.bandwidth = (1.0 / parts) * spectrum->occupied_bandwidth(widest, handset.air_interface);
    up.bandwidth = kResourceBlock;
    down_sources.bandwidth = "resource blocks of the channel, TS 36.101 table 5.6-1 or TS 38.101-1 table 5.3.2-1";
    if (parts > 1) down_sources.bandwidth += fmt::format("; one part of {} (world.channels)", parts);
    up_sources.bandwidth = "the phone's whole power in one resource block; no other phone sends in it";
    down.losses.scan = up.losses.scan = scan_loss(best.scan, payload.scan_loss_exponent);
    down.losses.gas = gas_loss(down.frequency, best.look.elevation);
    up.losses.gas = gas_loss(up.frequency, best.look.elevation);
    down.losses.scintillation = ionospheric_scintillation_at(down.frequency, at);
    up.losses.scintillation = ionospheric_scintillation_at(up.frequency, at);
    for (PathSources* path : {&down_sources.losses, &up_sources.losses}) {
        path->scan = fmt::format("{:.1f} deg off nadir; {}", best.scan.in_degrees(),
                                 source_of(study, ends.payload_path + ".scan_loss_exponent", payload.source));
        path->off_axis = "the phone is in the middle of the beam";
        path->gas = "TR 38.811 eq. 6.6-8, ITU-R P.676";
        path->scintillation = "TR 38.811 clause 6.6.6.1, by geomagnetic latitude";
        path->shadow = "line of sight, median";
        path->additional = "none";
    }
    answer.downlink = downlink_ledger(down, down_sources);
    answer.uplink = uplink_ledger(up, up_sources);
    return answer;
}

}  // namespace

Result<PointLink> point_link(const Study& study, const Borders* borders, const PointLinkQuery& query) {
    std::size_t handset = 0;
    if (query.handset) {
        const auto it =
            std::find_if(study.handsets.begin(), study.handsets.end(), [&](const HandsetClass& h) { return h.id == *query.handset; });
        if (it == study.handsets.end()) {
            std::string ids;
            for (const HandsetClass& h : study.handsets) ids += (ids.empty() ? "" : ", ") + h.id;
            return Fault{"", 0, "--handset", *query.handset, "one of " + ids};
        }
        handset = static_cast<std::size_t>(it - study.handsets.begin());
    }
    if (study.geometry) {
        const GenerationConfig& generation = study.generations.front();
        return fixed_geometry(study, {&generation.payload, &study.handsets[handset], "constellation." + generation.id + ".payload",
                                      "handset_phy.classes." + study.handsets[handset].id});
    }
    if (!query.at) return Fault{"", 0, "--at", "", "LAT,LON in degrees or a named place: this scenario fixes no geometry"};
    return on_orbit(study, *borders, *query.at, query.area, query.time.value_or(middle_of(study.rollout.first)), handset);
}

}  // namespace d2c
