#include "world/slice/recorder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <tuple>

#include "constellation/look.h"
#include "constellation/propagate.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "roaming/machine/settings_text.h"
#include "spectrum/channelisation.h"

namespace d2c {
namespace {

double seconds(std::chrono::nanoseconds time) { return 1e-9 * static_cast<double>(time.count()); }

template <class Visit>
void each_carrier(CarrierMask mask, Visit&& visit) {
    for (; mask != 0; mask &= mask - 1) visit(static_cast<std::size_t>(std::countr_zero(mask)));
}

/// Knots between which the gain is linear in the ratio over the squared chord within 0.01 dB (of a floor that is not below -60 dB).
void add_pattern(const RadioModel& radio, std::size_t p, std::size_t k, std::vector<slice::PatternKnot>& knots) {
    constexpr int kKnots = 2048;
    const double reach = 2.0 * std::sin(0.5 * std::min(radio.payloads[p].near_angle_rad, 0.5 * std::numbers::pi));
    for (int i = 0; i <= kKnots; ++i) {
        const double chord2 = reach * reach * i / kKnots;
        knots.push_back({static_cast<int>(p), static_cast<int>(k), 2.0 * std::asin(0.5 * std::sqrt(chord2)),
                         radio.relative_gain(p, k, 1.0 - 0.5 * chord2)});
    }
}

}  // namespace

void SliceRecorder::network(const Surroundings& around) {
    around_ = &around;
    const Surroundings::Moment& now = around.after();
    if (now.open) add_lit(around, network_step_);
    ++network_step_;
}

void SliceRecorder::add_lit(const Surroundings& around, int step) {
    const WindowRun& run = around.run();
    const LocalWorld& local = around.local();
    const PhoneColumns& phones = local.model().phones.columns;
    const std::uint32_t phone = local.phone();
    draw_id_ = phones.draw_id[phone];
    const Position<Itrf> here{Metres{phones.x_itrf_m[phone]}, Metres{phones.y_itrf_m[phone]}, Metres{phones.z_itrf_m[phone]}};
    const std::size_t a = run.plan().row_of(local.spot());
    CarrierMask wanted = 0;
    for (std::size_t p = 0; p < world_.radio.payloads.size(); ++p) wanted |= run.plan().used(a, plan_.handset, p);
    wanted = world_.spectrum.co_channel(wanted);
    carriers_ |= wanted;
    const Instant at = around.after().at;
    const BeamPlan& plan = run.beams();
    for (std::size_t row = 0; row + 1 < plan.first.size(); ++row) {
        if (plan.first[row] == plan.first[row + 1]) continue;
        const std::uint32_t satellite = run.sky().satellites[row];
        const Position<Itrf> from = position_itrf(world_.fleet.states[satellite], at);
        const auto down = here - from;
        const double range2 = down.x.value * down.x.value + down.y.value * down.y.value + down.z.value * down.z.value;
        // Below the horizon of a sphere through the place, with room for the ellipsoid's: nothing arrives.
        const double up = -(down.x.value * here.x.value + down.y.value * here.y.value + down.z.value * here.z.value);
        if (up < -0.02 * std::sqrt(range2) * 6.4e6) continue;
        const std::size_t p = run.sky().payload[row];
        const PayloadRadio& payload = world_.radio.payloads[p];
        std::array<double, kMaximumCarriers> sums{};
        const double radius = std::sqrt(from.x.value * from.x.value + from.y.value * from.y.value + from.z.value * from.z.value);
        bool lit = false;
        for (std::uint32_t b = plan.first[row]; b < plan.first[row + 1]; ++b) {
            const LitBeam& beam = plan.beams[b];
            if (beam.phone == static_cast<std::int32_t>(phone) || (beam.carriers & wanted) == 0) continue;
            const double ax = beam.x_itrf_m - from.x.value, ay = beam.y_itrf_m - from.y.value, az = beam.z_itrf_m - from.z.value;
            const double length = std::sqrt(ax * ax + ay * ay + az * az);
            const double cos_scan = -(ax * from.x.value + ay * from.y.value + az * from.z.value) / (length * radius);
            const double eirp = payload.eirp_w_per_hz * RadioModel::scan_gain(payload, cos_scan);
            each_carrier(beam.carriers & wanted, [&](std::size_t k) { sums[k] += eirp; });
            lit = true;
            const double cosine = (ax * down.x.value + ay * down.y.value + az * down.z.value) / (length * std::sqrt(range2));
            // Companions stand within 100 km: 0.3 rad from 330 km.
            constexpr double kRoom = 0.3;
            if (std::acos(std::clamp(cosine, -1.0, 1.0)) > payload.near_angle_rad + kRoom) continue;
            slice_.lit_beams.push_back({step, satellite, beam.carriers & wanted, eirp, beam.x_itrf_m, beam.y_itrf_m, beam.z_itrf_m});
        }
        if (!lit) continue;
        satellites_.insert(satellite);
        each_carrier(wanted, [&](std::size_t k) {
            if (sums[k] > 0.0) slice_.lit_floors.push_back({step, satellite, static_cast<int>(k), sums[k] * payload.floor_ratio});
        });
    }
    each_carrier(wanted, [&](std::size_t k) {
        slice_.interference.push_back({step, static_cast<int>(k), around.after().interference_w_per_hz[k]});
    });
}

std::string SliceRecorder::network_id(const AccessOption& option, Plmn plmn) {
    const std::string id = option.serving != nullptr ? option.serving->id : "terrestrial-" + plmn.str();
    const auto same = [&](const slice::Network& n) { return n.network == id; };
    if (std::none_of(slice_.networks.begin(), slice_.networks.end(), same))
        slice_.networks.push_back({id, plmn.str(), option.serving != nullptr ? option.serving->title : "a network without a name here"});
    if (option.serving != nullptr) operators_.insert(option.serving);
    return id;
}

void SliceRecorder::add_cell(const JourneyMoment& moment, const Measurement& cell, int step) {
    const auto offer = std::find_if(moment.offers.begin(), moment.offers.end(), [&](const Offer& o) {
        return o.satellite == cell.cell.satellite().value && o.seen.beam == cell.cell.beam().value;
    });
    const auto option =
        std::find_if(moment.options.begin(), moment.options.end(), [](const AccessOption& o) { return o.access == Access::kSatellite; });
    if (offer == moment.offers.end() || option == moment.options.end()) return;
    const auto gateway =
        std::find_if(moment.gateways.begin(), moment.gateways.end(), [&](const CellGateway& g) { return g.cell == cell.cell; });
    const WindowRun& run = around_->run();
    const PhoneColumns& phones = around_->local().model().phones.columns;
    const std::uint32_t phone = around_->local().phone();
    slice::Cell row;
    row.step = step;
    row.satellite = offer->satellite;
    row.beam = offer->seen.beam;
    row.carriers = run.plan().used(run.plan().row_of(around_->local().spot()), plan_.handset, offer->seen.payload);
    row.aim_x_m = phones.x_itrf_m[phone] + offer->seen.aim_x_m;
    row.aim_y_m = phones.y_itrf_m[phone] + offer->seen.aim_y_m;
    row.aim_z_m = phones.z_itrf_m[phone] + offer->seen.aim_z_m;
    row.off_centre_m = offer->seen.off_centre.value;
    row.remaining_s = std::min(offer->seen.remaining_s, 86400.0);
    row.lit_share = std::clamp(offer->lit_share, 0.0, 1.0);
    row.free_share = std::clamp(offer->free_share, 0.0, 1.0);
    row.uplink_interference_over_noise = offer->others_up;
    row.feeder_s = seconds(cell.delays.feeder);
    row.core_s = seconds(cell.delays.core);
    row.home_s = seconds(cell.delays.home);
    if (gateway != moment.gateways.end()) row.gateway = plan_.ground->gateways[gateway->gateway].id;
    row.network = network_id(*option, cell.plmn);
    row.allowed = cell.allowed;
    row.rank = cell.rank;
    row.tracking_area = cell.tracking_area;
    row.centre_range_m = offer->seen.centre_range.value;
    row.centre_range_rate_m_per_s = offer->seen.centre_range_rate_m_per_s;
    carriers_ |= row.carriers;
    satellites_.insert(row.satellite);
    slice_.cells.push_back(std::move(row));
}

void SliceRecorder::measured(const JourneyMoment& moment) {
    const auto step = static_cast<int>(std::floor(moment.at_s / plan_.measure_s + 1e-6));
    if (step == last_step_) return;  // a step of the network between two measurements
    last_step_ = step;
    const Geodetic& place = moment.here->at;
    slice_.tracks.push_back({0, step, place.latitude.in_degrees(), place.longitude.in_degrees(), place.height.value,
                             moment.here->jurisdiction.area.str(), moment.terrestrial_cell});
    const auto first =
        std::find_if(moment.options.begin(), moment.options.end(), [](const AccessOption& o) { return o.access == Access::kSatellite; });
    if (why_nobody_.empty() && first != moment.options.end())
        why_nobody_ = first->allowed ? "no satellite above its least elevation with a gateway behind it" : first->reason;
    for (const Measurement& cell : moment.cells) {
        if (cell.cell.access() == Access::kSatellite) {
            add_cell(moment, cell, step);
        } else if (cell.cell.access() == Access::kTerrestrial && slice_.terrestrial.empty()) {
            const auto option = std::find_if(moment.options.begin(), moment.options.end(),
                                             [](const AccessOption& o) { return o.access == Access::kTerrestrial; });
            const TerrestrialCell& t = plan_.terrestrial;
            slice_.terrestrial.push_back({t.rsrp.value, t.sinr.value, t.downlink.value, seconds(t.service_link), seconds(t.core),
                                          seconds(cell.delays.home), network_id(*option, cell.plmn), cell.allowed, cell.rank});
        }
    }
    slice::Serving serving;
    serving.step = step;
    serving.state = std::string{to_string(moment.machine->state())};
    serving.downlink_bps = moment.downlink_bps;
    if (moment.offer != nullptr) {
        serving.served = true;
        serving.satellite = moment.offer->satellite;
        serving.beam = moment.offer->seen.beam;
        serving.rsrp_dbm = static_cast<double>(moment.offer->seen.reception.rsrp_dbm);
        serving.sinr_db = static_cast<double>(moment.offer->seen.reception.sinr_db) + world_.radio.handsets[plan_.handset].branches_db;
        serving.uplink_sinr_db = moment.offer->seen.reception.uplink_sinr_db;
    }
    slice_.serving.push_back(std::move(serving));
}

void SliceRecorder::add_tables() {
    each_carrier(carriers_, [&](std::size_t k) {
        const auto blocks = [&](AirInterface air) {
            return static_cast<int>(std::lround(world_.spectrum.occupied_bandwidth(k, air) / kResourceBlock));
        };
        int part = 0;
        while (part + 1 < static_cast<int>(world_.spectrum.parts()) && (world_.spectrum.of_part(static_cast<unsigned>(part)) >> k & 1) == 0)
            ++part;
        slice_.carriers.push_back({static_cast<int>(k), part, world_.radio.downlink[k].value, world_.radio.uplink[k].value,
                                   world_.spectrum.channel(k).value, blocks(AirInterface::kLte), blocks(AirInterface::kNrNtn),
                                   static_cast<int>(std::lround(world_.spectrum.uplink_blocks(k))), world_.radio.zenith_gas[k].value});
        each_carrier(carriers_, [&](std::size_t j) {
            if (world_.spectrum.overlap(k, j) > 0.0)
                slice_.overlaps.push_back({static_cast<int>(k), static_cast<int>(j), world_.spectrum.overlap(k, j)});
        });
    });
    std::set<std::size_t> payloads;
    for (const std::uint32_t s : satellites_) {
        const std::size_t p = world_.fleet.payload[s];
        payloads.insert(p);
        slice_.satellites.push_back({s, static_cast<int>(p), fmt::format("{} {}", world_.fleet.payloads[p].id, s)});
    }
    const HandsetClass& handset = world_.study->handsets[plan_.handset];
    for (const std::size_t p : payloads) {
        const PayloadRadio& radio = world_.radio.payloads[p];
        const PayloadGeneration& payload = world_.fleet.payloads[p];
        slice_.payloads.push_back({static_cast<int>(p), payload.id, radio.eirp_w_per_hz, radio.scan_loss_exponent,
                                   radio.least_sin_elevation, radio.g_over_t_db_per_k, radio.silent_distance_m, radio.near_angle_rad,
                                   std::min(handset.highest_modulation_order, payload.highest_modulation_order),
                                   std::min(handset.layers, payload.layers), std::max(handset.overhead_share, payload.overhead_share)});
        each_carrier(carriers_, [&](std::size_t k) { add_pattern(world_.radio, p, k, slice_.patterns); });
    }
}

void SliceRecorder::add_ephemeris(double duration_s) {
    const int last = static_cast<int>(std::ceil(duration_s / slice_.header.ephemeris_step_s)) + 1;
    for (const std::uint32_t s : satellites_)
        for (int step = -1; step <= last; ++step) {
            const Instant at = start_ + nanoseconds_from_seconds(step * slice_.header.ephemeris_step_s);
            const Position<Itrf> p = position_itrf(world_.fleet.states[s], at);
            const Velocity<Itrf> v = velocity_itrf(world_.fleet.states[s], at);
            slice_.ephemeris.push_back({s, step, p.x.value, p.y.value, p.z.value, v.x.value, v.y.value, v.z.value});
        }
}

void SliceRecorder::add_agreements() {
    for (const Operator* from : operators_)
        for (const Operator* to : operators_)
            if (from != to && hands_over(*plan_.market, from, to, start_))
                slice_.agreements.push_back(
                    {from->id, to->id, fibre_delay_s(great_circle(from->home_core, to->home_core), plan_.ground->fibre)});
    const auto key = [](const slice::Agreement& a) { return std::tie(a.from, a.to); };
    std::sort(slice_.agreements.begin(), slice_.agreements.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
}

slice::Slice SliceRecorder::take(double duration_s, double radius_m) {
    slice::Header& header = slice_.header;
    header.start = start_;
    header.duration_s = duration_s;
    header.network_step_s = world_.study->run.step_s;
    header.measure_step_s = plan_.measure_s;
    header.radius_m = radius_m;
    if (!slice_.tracks.empty()) {
        header.latitude_deg = slice_.tracks.front().latitude_deg;
        header.longitude_deg = slice_.tracks.front().longitude_deg;
    }
    header.run = world_.study->run.run;
    add_tables();
    add_ephemeris(duration_s);
    // The home network's core holds the phone's address, also where it does not serve.
    const auto is_home = [&](const slice::Network& n) { return n.network == plan_.home->id; };
    if (std::none_of(slice_.networks.begin(), slice_.networks.end(), is_home))
        slice_.networks.push_back({plan_.home->id, network_code(*plan_.market, *plan_.home).str(), plan_.home->title});
    operators_.insert(plan_.home);
    add_agreements();
    slice_.settings = settings_text(plan_.machine);
    slice_.settings.emplace_back("ping_pong_ns", std::to_string(plan_.failures.ping_pong.count()));
    slice_.settings.emplace_back("page_s", fmt::format("{}", plan_.page_s));
    slice_.settings.emplace_back("content_s", fmt::format("{}", world_.study->roaming.transport.content_s));
    slice_.settings.emplace_back("preamble_doppler_search", world_.study->roaming.handover.preamble_doppler_search ? "true" : "false");
    return std::move(slice_);
}

}  // namespace d2c
