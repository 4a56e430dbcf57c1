#pragma once
// Which field of a slice's row is which column: once, for writing and for reading. Included by this folder's .cc files only.

#include <concepts>
#include <tuple>
#include <type_traits>

#include "results/slice/slice.h"

namespace d2c::slice {

template <class Row, class Of>
concept RowOf = std::same_as<std::remove_const_t<Row>, Of>;

// Each `columns(row, visit)` calls visit("column", field) in the order of the table; `table_of` is the table's name.

inline const char* table_of(const Header&) { return "slice"; }
template <RowOf<Header> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("scenario_digest", r.scenario_digest);
    visit("program_version", r.program_version);
    visit("seed", r.seed);
    visit("run", r.run);
    visit("start_utc_ns", r.start.utc_ns);
    visit("duration_s", r.duration_s);
    visit("network_step_s", r.network_step_s);
    visit("measure_step_s", r.measure_step_s);
    visit("ephemeris_step_s", r.ephemeris_step_s);
    visit("latitude_deg", r.latitude_deg);
    visit("longitude_deg", r.longitude_deg);
    visit("radius_m", r.radius_m);
}

inline const char* table_of(const Carrier&) { return "slice_carrier"; }
template <RowOf<Carrier> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("carrier", r.carrier);
    visit("part", r.part);

    visit("downlink_hz", r.downlink_hz);
    visit("uplink_hz", r.uplink_hz);
    visit("channel_hz", r.channel_hz);
    visit("downlink_blocks_lte", r.downlink_blocks_lte);
    visit("downlink_blocks_nr", r.downlink_blocks_nr);
    visit("uplink_blocks", r.uplink_blocks);
    visit("zenith_gas_db", r.zenith_gas_db);
}

inline const char* table_of(const Overlap&) { return "slice_overlap"; }
template <RowOf<Overlap> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("carrier", r.carrier);
    visit("other", r.other);
    visit("ratio", r.ratio);
}

inline const char* table_of(const Payload&) { return "slice_payload"; }
template <RowOf<Payload> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("payload", r.payload);
    visit("generation", r.generation);
    visit("eirp_w_per_hz", r.eirp_w_per_hz);
    visit("scan_loss_exponent", r.scan_loss_exponent);
    visit("least_sin_elevation", r.least_sin_elevation);
    visit("g_over_t_db_per_k", r.g_over_t_db_per_k);
    visit("silent_distance_m", r.silent_distance_m);
    visit("near_angle_rad", r.near_angle_rad);
    visit("highest_modulation_order", r.highest_modulation_order);
    visit("layers", r.layers);
    visit("overhead_share", r.overhead_share);
}

inline const char* table_of(const PatternKnot&) { return "slice_pattern"; }
template <RowOf<PatternKnot> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("payload", r.payload);
    visit("carrier", r.carrier);
    visit("off_axis_rad", r.off_axis_rad);
    visit("gain_ratio", r.gain_ratio);
}

inline const char* table_of(const Satellite&) { return "slice_satellite"; }
template <RowOf<Satellite> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("satellite", r.satellite);
    visit("payload", r.payload);
    visit("name", r.name);
}

inline const char* table_of(const EphemerisPoint&) { return "slice_ephemeris"; }
template <RowOf<EphemerisPoint> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("satellite", r.satellite);
    visit("step", r.step);
    visit("x_itrf_m", r.x_itrf_m);
    visit("y_itrf_m", r.y_itrf_m);
    visit("z_itrf_m", r.z_itrf_m);
    visit("vx_itrf_m_per_s", r.vx_itrf_m_per_s);
    visit("vy_itrf_m_per_s", r.vy_itrf_m_per_s);
    visit("vz_itrf_m_per_s", r.vz_itrf_m_per_s);
}

inline const char* table_of(const Cell&) { return "slice_cell"; }
template <RowOf<Cell> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("step", r.step);
    visit("satellite", r.satellite);
    visit("beam", r.beam);
    visit("carriers", r.carriers);
    visit("aim_x_m", r.aim_x_m);
    visit("aim_y_m", r.aim_y_m);
    visit("aim_z_m", r.aim_z_m);
    visit("off_centre_m", r.off_centre_m);
    visit("remaining_s", r.remaining_s);
    visit("lit_share", r.lit_share);
    visit("free_share", r.free_share);
    visit("uplink_interference_over_noise", r.uplink_interference_over_noise);
    visit("feeder_s", r.feeder_s);
    visit("core_s", r.core_s);
    visit("home_s", r.home_s);
    visit("gateway", r.gateway);
    visit("network", r.network);
    visit("allowed", r.allowed);
    visit("rank", r.rank);
    visit("tracking_area", r.tracking_area);
    visit("centre_range_m", r.centre_range_m);
    visit("centre_range_rate_m_per_s", r.centre_range_rate_m_per_s);
}

inline const char* table_of(const Network&) { return "slice_network"; }
template <RowOf<Network> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("network", r.network);
    visit("plmn", r.plmn);
    visit("title", r.title);
}

inline const char* table_of(const Agreement&) { return "slice_agreement"; }
template <RowOf<Agreement> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("from_network", r.from);
    visit("to_network", r.to);
    visit("transfer_s", r.transfer_s);
}

inline const char* table_of(const LitBeam&) { return "slice_beam"; }
template <RowOf<LitBeam> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("step", r.step);
    visit("satellite", r.satellite);
    visit("carriers", r.carriers);
    visit("eirp_w_per_hz", r.eirp_w_per_hz);
    visit("aim_x_m", r.aim_x_m);
    visit("aim_y_m", r.aim_y_m);
    visit("aim_z_m", r.aim_z_m);
}

inline const char* table_of(const LitFloor&) { return "slice_floor"; }
template <RowOf<LitFloor> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("step", r.step);
    visit("satellite", r.satellite);
    visit("carrier", r.carrier);
    visit("eirp_w_per_hz", r.eirp_w_per_hz);
}

inline const char* table_of(const Interference&) { return "slice_interference"; }
template <RowOf<Interference> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("step", r.step);
    visit("carrier", r.carrier);
    visit("density_w_per_hz", r.density_w_per_hz);
}

inline const char* table_of(const Handset&) { return "slice_handset"; }
template <RowOf<Handset> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("handset", r.handset);
    visit("air_interface", r.air_interface);
    visit("release", r.release);
    visit("maximum_bandwidth_hz", r.maximum_bandwidth_hz);
    visit("receive_branches", r.receive_branches);
    visit("antenna_gain_dbi", r.antenna_gain_dbi);
    visit("polarisation_loss_db", r.polarisation_loss_db);
    visit("body_loss_db", r.body_loss_db);
    visit("noise_figure_db", r.noise_figure_db);
    visit("transmit_power_dbm", r.transmit_power_dbm);
    visit("highest_modulation_order", r.highest_modulation_order);
    visit("layers", r.layers);
    visit("overhead_share", r.overhead_share);
}

inline const char* table_of(const Rung&) { return "slice_rung"; }
template <RowOf<Rung> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("ladder", r.ladder);
    visit("rung", r.rung);
    visit("height_px", r.height_px);
    visit("bitrate_bps", r.bitrate_bps);
    visit("peak_to_mean", r.peak_to_mean);
}

inline const char* table_of(const Ladder&) { return "slice_ladder"; }
template <RowOf<Ladder> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("ladder", r.ladder);
    visit("segment_s", r.segment_s);
    visit("session_s", r.session_s);
    visit("max_stall_share", r.max_stall_share);
    visit("max_startup_s", r.max_startup_s);
    visit("startup_buffer_s", r.startup_buffer_s);
    visit("maximum_buffer_s", r.maximum_buffer_s);
}

inline const char* table_of(const User&) { return "slice_user"; }
template <RowOf<User> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("user", r.user);
    visit("handset", r.handset);
    visit("draw_id", r.draw_id);
    visit("channel", r.channel);
    visit("enclosure", r.enclosure);
    visit("enclosure_probability", r.enclosure_probability);
    visit("grip_loss_db", r.grip_loss_db);
    visit("application", r.application);
    visit("ladder", r.ladder);
    visit("rule", r.rule);
    visit("arrival_s", r.arrival_s);
    visit("home_network", r.home_network);
    visit("home_routed", r.home_routed);
}

inline const char* table_of(const TrackPoint&) { return "slice_track"; }
template <RowOf<TrackPoint> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("user", r.user);
    visit("step", r.step);
    visit("latitude_deg", r.latitude_deg);
    visit("longitude_deg", r.longitude_deg);
    visit("altitude_m", r.altitude_m);
    visit("area", r.area);
    visit("terrestrial_cell", r.terrestrial_cell);
}

inline const char* table_of(const Terrestrial&) { return "slice_terrestrial"; }
template <RowOf<Terrestrial> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("rsrp_dbm", r.rsrp_dbm);
    visit("sinr_db", r.sinr_db);
    visit("downlink_bps", r.downlink_bps);
    visit("service_link_s", r.service_link_s);
    visit("core_s", r.core_s);
    visit("home_s", r.home_s);
    visit("network", r.network);
    visit("allowed", r.allowed);
    visit("rank", r.rank);
}

inline const char* table_of(const Serving&) { return "slice_serving"; }
template <RowOf<Serving> Row, class Visit>
void columns(Row& r, Visit&& visit) {
    visit("step", r.step);
    visit("state", r.state);
    visit("satellite", r.satellite);
    visit("beam", r.beam);
    visit("served", r.served);
    visit("rsrp_dbm", r.rsrp_dbm);
    visit("sinr_db", r.sinr_db);
    visit("uplink_sinr_db", r.uplink_sinr_db);
    visit("downlink_bps", r.downlink_bps);
}

/// Calls visit(rows) for every table but the header's and that of settings, in one order for writing, reading and checking.
template <class Of, class Visit>
void each_table(Of& slice, Visit&& visit) {
    std::apply([&](auto&... rows) { (visit(rows), ...); },
               std::tie(slice.carriers, slice.overlaps, slice.payloads, slice.patterns, slice.satellites, slice.ephemeris, slice.cells,
                        slice.networks, slice.agreements, slice.lit_beams, slice.lit_floors, slice.interference, slice.handsets,
                        slice.ladders, slice.rungs, slice.users, slice.tracks, slice.terrestrial, slice.serving));
}

}  // namespace d2c::slice
