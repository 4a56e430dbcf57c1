-- The slice: what the packet level needs of a study, schema version 1 (results/slice/slice.h says what each column means). `id` counts rows in their order.
-- Masks of carriers are integers, bit k for carrier k. Angles in degrees or radians, positions in ITRF metres, times as named.

CREATE TABLE slice (
    id INTEGER PRIMARY KEY,
    schema_version INTEGER NOT NULL DEFAULT 0,
    scenario_digest TEXT NOT NULL,
    program_version TEXT NOT NULL,
    seed INTEGER NOT NULL,
    run INTEGER NOT NULL,
    start_utc_ns INTEGER NOT NULL,
    duration_s REAL NOT NULL,
    network_step_s REAL NOT NULL,
    measure_step_s REAL NOT NULL,
    ephemeris_step_s REAL NOT NULL,
    latitude_deg REAL NOT NULL,
    longitude_deg REAL NOT NULL,
    radius_m REAL NOT NULL
);

CREATE TABLE slice_carrier (
    id INTEGER PRIMARY KEY,
    carrier INTEGER NOT NULL,
    part INTEGER NOT NULL,
    downlink_hz REAL NOT NULL,
    uplink_hz REAL NOT NULL,
    channel_hz REAL NOT NULL,
    downlink_blocks_lte INTEGER NOT NULL,
    downlink_blocks_nr INTEGER NOT NULL,
    uplink_blocks INTEGER NOT NULL,
    zenith_gas_db REAL NOT NULL
);

CREATE TABLE slice_overlap (
    id INTEGER PRIMARY KEY,
    carrier INTEGER NOT NULL,
    other INTEGER NOT NULL,
    ratio REAL NOT NULL
);

CREATE TABLE slice_payload (
    id INTEGER PRIMARY KEY,
    payload INTEGER NOT NULL,
    generation TEXT NOT NULL,
    eirp_w_per_hz REAL NOT NULL,
    scan_loss_exponent REAL NOT NULL,
    least_sin_elevation REAL NOT NULL,
    g_over_t_db_per_k REAL NOT NULL,
    silent_distance_m REAL NOT NULL,
    near_angle_rad REAL NOT NULL,
    highest_modulation_order INTEGER NOT NULL,
    layers INTEGER NOT NULL,
    overhead_share REAL NOT NULL
);

CREATE TABLE slice_pattern (
    id INTEGER PRIMARY KEY,
    payload INTEGER NOT NULL,
    carrier INTEGER NOT NULL,
    off_axis_rad REAL NOT NULL,
    gain_ratio REAL NOT NULL
);

CREATE TABLE slice_satellite (
    id INTEGER PRIMARY KEY,
    satellite INTEGER NOT NULL,
    payload INTEGER NOT NULL,
    name TEXT NOT NULL
);

CREATE TABLE slice_ephemeris (
    id INTEGER PRIMARY KEY,
    satellite INTEGER NOT NULL,
    step INTEGER NOT NULL,
    x_itrf_m REAL NOT NULL,
    y_itrf_m REAL NOT NULL,
    z_itrf_m REAL NOT NULL,
    vx_itrf_m_per_s REAL NOT NULL,
    vy_itrf_m_per_s REAL NOT NULL,
    vz_itrf_m_per_s REAL NOT NULL
);

CREATE TABLE slice_cell (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    satellite INTEGER NOT NULL,
    beam INTEGER NOT NULL,
    carriers INTEGER NOT NULL,
    aim_x_m REAL NOT NULL,
    aim_y_m REAL NOT NULL,
    aim_z_m REAL NOT NULL,
    off_centre_m REAL NOT NULL,
    remaining_s REAL NOT NULL,
    lit_share REAL NOT NULL,
    free_share REAL NOT NULL,
    uplink_interference_over_noise REAL NOT NULL,
    feeder_s REAL NOT NULL,
    core_s REAL NOT NULL,
    home_s REAL NOT NULL,
    gateway TEXT NOT NULL,
    network TEXT NOT NULL,
    allowed INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    tracking_area INTEGER NOT NULL,
    centre_range_m REAL NOT NULL,
    centre_range_rate_m_per_s REAL NOT NULL
);

CREATE TABLE slice_network (
    id INTEGER PRIMARY KEY,
    network TEXT NOT NULL,
    plmn TEXT NOT NULL,
    title TEXT NOT NULL
);

CREATE TABLE slice_agreement (
    id INTEGER PRIMARY KEY,
    from_network TEXT NOT NULL,
    to_network TEXT NOT NULL,
    transfer_s REAL NOT NULL
);

CREATE TABLE slice_beam (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    satellite INTEGER NOT NULL,
    carriers INTEGER NOT NULL,
    eirp_w_per_hz REAL NOT NULL,
    aim_x_m REAL NOT NULL,
    aim_y_m REAL NOT NULL,
    aim_z_m REAL NOT NULL
);

CREATE TABLE slice_floor (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    satellite INTEGER NOT NULL,
    carrier INTEGER NOT NULL,
    eirp_w_per_hz REAL NOT NULL
);

CREATE TABLE slice_interference (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    carrier INTEGER NOT NULL,
    density_w_per_hz REAL NOT NULL
);

CREATE TABLE slice_handset (
    id INTEGER PRIMARY KEY,
    handset TEXT NOT NULL,
    air_interface TEXT NOT NULL,
    release INTEGER NOT NULL,
    maximum_bandwidth_hz REAL NOT NULL,
    receive_branches INTEGER NOT NULL,
    antenna_gain_dbi REAL NOT NULL,
    polarisation_loss_db REAL NOT NULL,
    body_loss_db REAL NOT NULL,
    noise_figure_db REAL NOT NULL,
    transmit_power_dbm REAL NOT NULL,
    highest_modulation_order INTEGER NOT NULL,
    layers INTEGER NOT NULL,
    overhead_share REAL NOT NULL
);

CREATE TABLE slice_rung (
    id INTEGER PRIMARY KEY,
    ladder TEXT NOT NULL,
    rung TEXT NOT NULL,
    height_px INTEGER NOT NULL,
    bitrate_bps REAL NOT NULL,
    peak_to_mean REAL NOT NULL
);

CREATE TABLE slice_ladder (
    id INTEGER PRIMARY KEY,
    ladder TEXT NOT NULL,
    segment_s REAL NOT NULL,
    session_s REAL NOT NULL,
    max_stall_share REAL NOT NULL,
    max_startup_s REAL NOT NULL,
    startup_buffer_s REAL NOT NULL,
    maximum_buffer_s REAL NOT NULL
);

CREATE TABLE slice_user (
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL,
    handset TEXT NOT NULL,
    draw_id INTEGER NOT NULL,
    channel TEXT NOT NULL,
    enclosure TEXT NOT NULL,
    enclosure_probability REAL NOT NULL,
    grip_loss_db REAL NOT NULL,
    application TEXT NOT NULL,
    ladder TEXT NOT NULL,
    rule TEXT NOT NULL,
    arrival_s REAL NOT NULL,
    home_network TEXT NOT NULL,
    home_routed INTEGER NOT NULL
);

CREATE TABLE slice_track (
    id INTEGER PRIMARY KEY,
    user INTEGER NOT NULL,
    step INTEGER NOT NULL,
    latitude_deg REAL NOT NULL,
    longitude_deg REAL NOT NULL,
    altitude_m REAL NOT NULL,
    area TEXT NOT NULL,
    terrestrial_cell INTEGER NOT NULL
);

CREATE TABLE slice_terrestrial (
    id INTEGER PRIMARY KEY,
    rsrp_dbm REAL NOT NULL,
    sinr_db REAL NOT NULL,
    downlink_bps REAL NOT NULL,
    service_link_s REAL NOT NULL,
    core_s REAL NOT NULL,
    home_s REAL NOT NULL,
    network TEXT NOT NULL,
    allowed INTEGER NOT NULL,
    rank INTEGER NOT NULL
);

CREATE TABLE slice_serving (
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    state TEXT NOT NULL,
    satellite INTEGER NOT NULL,
    beam INTEGER NOT NULL,
    served INTEGER NOT NULL,
    rsrp_dbm REAL NOT NULL,
    sinr_db REAL NOT NULL,
    uplink_sinr_db REAL NOT NULL,
    downlink_bps REAL NOT NULL
);

CREATE TABLE slice_setting (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    value TEXT NOT NULL
);
