#pragma once
// What the packet level needs of a study: one place and its phones, a window of time, the satellites and beams in their sky. Plain values.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.h"

namespace d2c::slice {

/// A reader refuses any other.
inline constexpr int kSchemaVersion = 1;

/// Positions and directions are in ITRF axes. Steps count from `start`: `network_step_s` apart those of beam plans, `measure_step_s` apart
/// those of everything a phone measures, `ephemeris_step_s` apart those of orbits.
struct Header {
    std::string scenario_digest;  ///< SHA-256 of the scenario's text as resolved
    std::string program_version;
    std::uint64_t seed = 1;
    std::uint32_t run = 1;
    Instant start{};
    double duration_s = 0.0;
    double network_step_s = 0.0, measure_step_s = 1.0, ephemeris_step_s = 10.0;
    double latitude_deg = 0.0, longitude_deg = 0.0;
    double radius_m = 0.0;  ///< within which its phones are
};

/// A carrier pair, by its number in masks (bit k: carrier k).
struct Carrier {
    int carrier = 0, part = 0;  ///< part: of the reuse pattern; a beam uses carriers of one part
    double downlink_hz = 0.0, uplink_hz = 0.0, channel_hz = 0.0;
    int downlink_blocks_lte = 0, downlink_blocks_nr = 0, uplink_blocks = 0;
    double zenith_gas_db = 0.0;
};
/// Share of what is sent on `other` that falls into `carrier`; pairs that are not there have none.
struct Overlap {
    int carrier = 0, other = 0;
    double ratio = 0.0;
};

struct Payload {
    int payload = 0;
    std::string generation;
    double eirp_w_per_hz = 0.0;  ///< of one beam at its peak, steered to nadir
    double scan_loss_exponent = 0.0, least_sin_elevation = 0.0;
    double g_over_t_db_per_k = 0.0;
    double silent_distance_m = 0.0;  ///< a beam whose middle is nearer to a phone is dark while the phone's own is lit, on its channels
    double near_angle_rad = 0.0;     ///< farther off its axis a beam has its floor on every carrier
    int highest_modulation_order = 0, layers = 1;
    double overhead_share = 0.0;
};
/// Gain relative to the peak; between knots linear in the ratio over the squared chord 2 (1 - cos(off-axis)); beyond the last its value.
struct PatternKnot {
    int payload = 0, carrier = 0;
    double off_axis_rad = 0.0, gain_ratio = 0.0;
};

struct Satellite {
    std::uint32_t satellite = 0;  ///< its number everywhere, in draws as well
    int payload = 0;
    std::string name;
};
struct EphemerisPoint {
    std::uint32_t satellite = 0;
    int step = 0;  ///< of ephemeris_step_s
    double x_itrf_m = 0.0, y_itrf_m = 0.0, z_itrf_m = 0.0;
    double vx_itrf_m_per_s = 0.0, vy_itrf_m_per_s = 0.0, vz_itrf_m_per_s = 0.0;
};

/// A beam that could serve at the place: radio cell `satellite` x `beam`, as a phone there knows it from `step` to before the next row of
/// the same cell (never longer than a measure step).
struct Cell {
    int step = 0;  ///< of measure_step_s
    std::uint32_t satellite = 0, beam = 0;
    std::uint64_t carriers = 0;                          ///< mask: rights here, known to phone and satellite
    double aim_x_m = 0.0, aim_y_m = 0.0, aim_z_m = 0.0;  ///< middle of its footprint
    double off_centre_m = 0.0;                           ///< the place from it, over ground
    double remaining_s = 0.0;                            ///< until it can no longer serve
    double lit_share = 0.0;                              ///< of time: its turn among the satellite's beams
    double free_share = 1.0;                             ///< of its resource, lit: what users that are not in the slice leave
    double uplink_interference_over_noise = 0.0;         ///< other phones' power in a resource block; the beam's scan gain is in it
    double feeder_s = 0.0, core_s = 0.0, home_s = 0.0;   ///< one way: to the gateway, to the serving core, on to the home core
    std::string gateway;                                 ///< id
    std::string network;                                 ///< id of the operator that serves; `Network`
    bool allowed = true;
    int rank = 0;  ///< of this access among those here, 0 first
    std::uint32_t tracking_area = 0;
    double centre_range_m = 0.0, centre_range_rate_m_per_s = 0.0;  ///< of the footprint's middle: what the network compensates
};
/// Whoever serves.
struct Network {
    std::string network;
    std::string plmn;  ///< digits; of a private range where none is published
    std::string title;
};
/// Two networks between which a connection can be handed over.
struct Agreement {
    std::string from, to;
    double transfer_s = 0.0;  ///< between their cores, one way
};

/// A beam of others, lit at a network step.
struct LitBeam {
    int step = 0;  ///< of network_step_s
    std::uint32_t satellite = 0;
    std::uint64_t carriers = 0;
    double eirp_w_per_hz = 0.0;  ///< at its peak, scan gain and share of time applied
    double aim_x_m = 0.0, aim_y_m = 0.0, aim_z_m = 0.0;
};
/// All lit beams of a satellite on a carrier together: each of its beams, near ones too, sends at least its floor everywhere.
struct LitFloor {
    int step = 0;
    std::uint32_t satellite = 0;
    int carrier = 0;
    double eirp_w_per_hz = 0.0;  ///< sum of EIRP times the floor's gain ratio
};
/// What the world engine sums from the same beams for an isotropic phone at the place, before the phone's own place gain: for comparison.
struct Interference {
    int step = 0;
    int carrier = 0;
    double density_w_per_hz = 0.0;
};

/// A class of phones as resolved (handset_phy/handset.h).
struct Handset {
    std::string handset, air_interface;  ///< `lte`, `nr-ntn`
    int release = 15;
    double maximum_bandwidth_hz = 0.0;
    int receive_branches = 2;
    double antenna_gain_dbi = 0.0, polarisation_loss_db = 0.0, body_loss_db = 0.0, noise_figure_db = 0.0, transmit_power_dbm = 0.0;
    int highest_modulation_order = 6, layers = 1;
    double overhead_share = 0.0;
};
/// A ladder's rung and the rule of its sessions (video/ladder.h).
struct Rung {
    std::string ladder, rung;
    int height_px = 0;
    double bitrate_bps = 0.0, peak_to_mean = 1.0;
};
struct Ladder {
    std::string ladder;
    double segment_s = 4.0;
    double session_s = 300.0, max_stall_share = 0.01, max_startup_s = 5.0, startup_buffer_s = 4.0, maximum_buffer_s = 30.0;
};

struct User {
    std::uint32_t user = 0;
    std::string handset;
    std::uint64_t draw_id = 0;           ///< of its draws towards satellites (path_draw.h)
    std::string channel;                 ///< `open`, `suburban-rural`, `urban`, `dense-urban`
    std::string enclosure = "none";      ///< handset_phy/environment.h
    double enclosure_probability = 0.5;  ///< with which its loss is not exceeded
    double grip_loss_db = 0.0;           ///< hand and head, beyond the class's own
    std::string application = "dash";    ///< `dash`, `live`, `voice`, `messaging`, `web`, `bulk`
    std::string ladder, rule = "throughput";
    double arrival_s = 0.0;
    std::string home_network;
    bool home_routed = true;
};
struct TrackPoint {
    std::uint32_t user = 0;
    int step = 0;  ///< of measure_step_s
    double latitude_deg = 0.0, longitude_deg = 0.0, altitude_m = 0.0;
    std::string area;               ///< ISO country code, XZ, AQ
    bool terrestrial_cell = false;  ///< is heard here
};
/// Its terrestrial cell, where there is one: assumed figures, none computed.
struct Terrestrial {
    double rsrp_dbm = 0.0, sinr_db = 0.0, downlink_bps = 0.0, service_link_s = 0.0, core_s = 0.0, home_s = 0.0;
    std::string network;
    bool allowed = true;
    int rank = 0;
};

/// What the world engine made of user 0 at a measure step.
struct Serving {
    int step = 0;
    std::string state;
    std::uint32_t satellite = 0, beam = 0;  ///< of no meaning without service
    bool served = false;
    double rsrp_dbm = 0.0, sinr_db = 0.0, uplink_sinr_db = 0.0;
    double downlink_bps = 0.0;
};

struct Slice {
    Header header;
    std::vector<std::pair<std::string, std::string>>
        settings;  ///< of the state machine and its procedures, and of the radio: name and value
    std::vector<Carrier> carriers;
    std::vector<Overlap> overlaps;
    std::vector<Payload> payloads;
    std::vector<PatternKnot> patterns;
    std::vector<Satellite> satellites;
    std::vector<EphemerisPoint> ephemeris;
    std::vector<Cell> cells;
    std::vector<Network> networks;
    std::vector<Agreement> agreements;
    std::vector<LitBeam> lit_beams;
    std::vector<LitFloor> lit_floors;
    std::vector<Interference> interference;
    std::vector<Handset> handsets;
    std::vector<Ladder> ladders;
    std::vector<Rung> rungs;
    std::vector<User> users;
    std::vector<TrackPoint> tracks;
    std::vector<Terrestrial> terrestrial;  ///< one row at most
    std::vector<Serving> serving;
};

}  // namespace d2c::slice
