-- Tables of packet runs, made in the files that have one. `id` packs the key: run * 2^44 + user * 2^24 + step (or event, or nothing). `run` is ns-3's RngRun;
-- times count from `packet_run.start_utc`. What a run cost on its machine is in `unit`.

CREATE TABLE packet_run (
    run INTEGER PRIMARY KEY,
    seed INTEGER NOT NULL,
    slice_sha256 TEXT NOT NULL,
    start_utc TEXT NOT NULL,
    duration_s REAL NOT NULL,
    users INTEGER NOT NULL,
    events INTEGER NOT NULL,
    packets INTEGER NOT NULL,
    beams_used INTEGER NOT NULL,
    satellites_used INTEGER NOT NULL
);

CREATE TABLE packet_user (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    user INTEGER NOT NULL,
    handset TEXT NOT NULL,
    application TEXT NOT NULL,
    arrival_s REAL NOT NULL,
    goodput_bps REAL NOT NULL,
    watched_s REAL,
    stall_s REAL,
    stall_share REAL,
    startup_s REAL,
    switches INTEGER,
    mean_played_kbps REAL,
    handovers INTEGER NOT NULL,
    interruption_mean_s REAL,
    interruption_max_s REAL,
    radio_link_failures INTEGER NOT NULL,
    packets_sent INTEGER NOT NULL,
    packets_lost INTEGER NOT NULL,
    voice_loss_share REAL,
    delay_p50_s REAL,
    delay_p95_s REAL
);

CREATE TABLE packet_sample (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    user INTEGER NOT NULL,
    step INTEGER NOT NULL,
    elapsed_s REAL NOT NULL,
    state TEXT NOT NULL,
    satellite INTEGER,
    beam INTEGER,
    elevation_deg REAL,
    slant_range_km REAL,
    sinr_db REAL,
    uplink_sinr_db REAL,
    rate_bps REAL,
    buffer_s REAL,
    rung TEXT NOT NULL,
    cwnd_bytes INTEGER
);

CREATE TABLE packet_event (
    id INTEGER PRIMARY KEY,
    run INTEGER NOT NULL,
    user INTEGER NOT NULL,
    event INTEGER NOT NULL,
    elapsed_s REAL NOT NULL,
    kind TEXT NOT NULL,
    from_satellite INTEGER,
    from_beam INTEGER,
    from_plmn TEXT NOT NULL,
    to_satellite INTEGER,
    to_beam INTEGER,
    to_plmn TEXT NOT NULL,
    interruption_ms REAL,
    cause TEXT NOT NULL
);
