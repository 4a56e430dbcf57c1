-- Tables of journeys, made in the files that have one. `id` packs the key: journey * 2^32 + step (or event, or piece, or the area's index: letter * 26
-- + letter); of journey_delay journey * 2^40 + event * 2^12 + component. Times count from `journey.start_utc`; shares of the way are of its length.

CREATE TABLE journey (
    journey INTEGER PRIMARY KEY,
    route TEXT NOT NULL,
    title TEXT NOT NULL,
    carrier TEXT NOT NULL,
    departure INTEGER NOT NULL,
    handset TEXT NOT NULL,
    operator TEXT NOT NULL,
    start_utc TEXT NOT NULL,
    duration_s REAL NOT NULL,
    distance_km REAL NOT NULL,
    step_s REAL NOT NULL,
    watched_minutes REAL NOT NULL,
    handovers INTEGER NOT NULL,
    handovers_per_hour REAL NOT NULL,
    interruption_p50_ms REAL,
    interruption_p95_ms REAL,
    radio_link_failures INTEGER NOT NULL,
    handover_failures INTEGER NOT NULL,
    too_early INTEGER NOT NULL,
    too_late INTEGER NOT NULL,
    wrong_cell INTEGER NOT NULL,
    ping_pongs INTEGER NOT NULL,
    access_failures INTEGER NOT NULL,
    paging_misses INTEGER NOT NULL,
    plmn_changes INTEGER NOT NULL,
    without_service_s REAL NOT NULL,
    longest_without_service_s REAL NOT NULL,
    text_way_share REAL,
    voice_way_share REAL,
    video_360p_way_share REAL
);

CREATE TABLE journey_area (
    id INTEGER PRIMARY KEY,
    journey INTEGER NOT NULL,
    area TEXT NOT NULL,
    duration_s REAL NOT NULL,
    distance_km REAL NOT NULL,
    watched_minutes REAL NOT NULL,
    handovers INTEGER NOT NULL,
    without_service_s REAL NOT NULL,
    text_way_share REAL,
    voice_way_share REAL,
    video_360p_way_share REAL
);

CREATE TABLE journey_step (
    id INTEGER PRIMARY KEY,
    journey INTEGER NOT NULL,
    step INTEGER NOT NULL,
    elapsed_s REAL NOT NULL,
    latitude_deg REAL NOT NULL,
    longitude_deg REAL NOT NULL,
    altitude_m REAL NOT NULL,
    distance_km REAL NOT NULL,
    area TEXT NOT NULL,
    on_land INTEGER NOT NULL,
    access TEXT NOT NULL,
    operator TEXT NOT NULL,
    plmn TEXT NOT NULL,
    generation TEXT NOT NULL,
    satellite INTEGER,
    beam INTEGER,
    elevation_deg REAL,
    rsrp_dbm REAL,
    sinr_db REAL,
    rate_kbps REAL,
    rung TEXT NOT NULL,
    state TEXT NOT NULL,
    why TEXT NOT NULL
);

CREATE TABLE journey_event (
    id INTEGER PRIMARY KEY,
    journey INTEGER NOT NULL,
    event INTEGER NOT NULL,
    elapsed_s REAL NOT NULL,
    kind TEXT NOT NULL,
    from_satellite INTEGER,
    from_beam INTEGER,
    from_plmn TEXT NOT NULL,
    to_satellite INTEGER,
    to_beam INTEGER,
    to_plmn TEXT NOT NULL,
    cause TEXT NOT NULL,
    interruption_ms REAL,
    latitude_deg REAL NOT NULL,
    longitude_deg REAL NOT NULL
);

CREATE TABLE journey_delay (
    id INTEGER PRIMARY KEY,
    journey INTEGER NOT NULL,
    event INTEGER NOT NULL,
    component INTEGER NOT NULL,
    name TEXT NOT NULL,
    crossing TEXT NOT NULL,
    delay_ms REAL NOT NULL
);

CREATE TABLE journey_track (
    id INTEGER PRIMARY KEY,
    geom MULTILINESTRING NOT NULL,
    journey INTEGER NOT NULL,
    piece INTEGER NOT NULL,
    route TEXT NOT NULL,
    departure INTEGER NOT NULL,
    begin_s REAL NOT NULL,
    end_s REAL NOT NULL,
    area TEXT NOT NULL,
    access TEXT NOT NULL,
    operator TEXT NOT NULL,
    rung TEXT NOT NULL
);
