-- Schema version 5. Units are in the names: _deg degrees, _km2 square kilometres, _s seconds, _kbps kbit/s; shares 0 to 1; times UTC.
-- `id` of the larger tables packs the key, so that rows lie in key order and a map layer is a range: quarter * 2^44 + handset_class * 2^36 + cell
-- (or place, or the area's index: letter * 26 + letter); of a time series quarter * 2^43 + handset_class * 2^35 + place * 2^23 + the number
-- of the step in order of time; of unit quarter * 2^12 + first_window, or 2^32 + packet_run; of global_quality quarter * 2^16 + handset_class * 2^8 + service; of fleet
-- quarter * 2^8 + generation; of footprint generation * 2^24 + contour * 2^12 + point; of phone_share quarter * 2^16 + country_group * 2^8 +
-- handset_class; of mix_quality quarter * 2^8 + service; of environment_quality quarter * 2^24 + handset_class * 2^16 + service * 2^8 +
-- environment; of ship_quality as of global_quality. `unit.sums` holds what a unit counted until its quarter is whole; then it is NULL.
-- `cell_quality`, `place_quality` and `area_quality` are made with the services of the run: for each of them the columns
-- <service>_success_share, _success_low, _success_high and _held_area_share, _held_land_share, _held_people_share (of a cell), _held (of a place),
-- or _held_land_share and _held_people_share alone (of an area). A held share has its 95 % interval beside it: the same name and _low, _high.

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    schema_version INTEGER NOT NULL,
    scenario_id TEXT NOT NULL,
    title TEXT NOT NULL,
    question TEXT NOT NULL,
    profile TEXT NOT NULL,
    scenario_text TEXT NOT NULL,
    scenario_sha256 TEXT NOT NULL,
    program_version TEXT NOT NULL,
    command_line TEXT NOT NULL,
    host TEXT NOT NULL,
    seed INTEGER NOT NULL,
    run INTEGER NOT NULL,
    threads INTEGER NOT NULL,
    started_utc TEXT NOT NULL,
    finished_utc TEXT NOT NULL,
    state TEXT NOT NULL,
    wall_s REAL NOT NULL,
    peak_memory_mib REAL NOT NULL,
    link_count REAL NOT NULL,
    satellite_cell_steps REAL NOT NULL,
    result_digest TEXT NOT NULL
);

CREATE TABLE parameter (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    unit TEXT NOT NULL,
    source TEXT NOT NULL
);

CREATE TABLE input_file (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    licence TEXT NOT NULL,
    sha256 TEXT NOT NULL
);

CREATE TABLE unit (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    first_window INTEGER NOT NULL,
    windows INTEGER NOT NULL,
    state TEXT NOT NULL,
    message TEXT NOT NULL,
    wall_s REAL NOT NULL,
    link_count REAL NOT NULL,
    satellite_cell_steps REAL NOT NULL,
    packet_run INTEGER,
    cpu_s REAL,
    peak_memory_mib REAL,
    sums BLOB
);

CREATE TABLE quarter (
    quarter INTEGER PRIMARY KEY,
    label TEXT NOT NULL UNIQUE,
    begin_utc TEXT NOT NULL,
    end_utc TEXT NOT NULL,
    satellites_in_service REAL NOT NULL,
    windows INTEGER NOT NULL
);

CREATE TABLE handset_class (
    handset_class INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    in_service_from TEXT NOT NULL,
    source TEXT NOT NULL
);

CREATE TABLE service (
    service INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    min_success_share REAL NOT NULL,
    bitrate_kbps REAL NOT NULL
);

CREATE TABLE cell (
    cell INTEGER PRIMARY KEY,
    geom MULTIPOLYGON NOT NULL,
    latitude_deg REAL NOT NULL,
    longitude_deg REAL NOT NULL,
    area_km2 REAL NOT NULL,
    land_share REAL NOT NULL,
    main_area TEXT NOT NULL,
    people REAL NOT NULL,
    people_outside_coverage REAL NOT NULL,
    covered_area_share REAL NOT NULL
);

CREATE TABLE place (
    place INTEGER PRIMARY KEY,
    geom POINT NOT NULL,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    latitude_deg REAL NOT NULL,
    longitude_deg REAL NOT NULL,
    area TEXT NOT NULL,
    source TEXT NOT NULL
);

CREATE TABLE place_series (
    id INTEGER PRIMARY KEY,
    place INTEGER NOT NULL,
    quarter INTEGER NOT NULL,
    handset_class INTEGER NOT NULL,
    utc_s INTEGER NOT NULL,
    satellites_in_view INTEGER NOT NULL,
    satellite INTEGER,
    elevation_deg REAL,
    rsrp_dbm REAL,
    sinr_db REAL,
    rate_kbps REAL
);

CREATE TABLE global_quality (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    handset_class INTEGER NOT NULL,
    service INTEGER NOT NULL,
    held_area_share REAL NOT NULL,
    held_land_share REAL NOT NULL,
    held_people_share REAL NOT NULL,
    held_people REAL NOT NULL,
    people_outside_coverage REAL NOT NULL,
    held_area_share_low REAL,
    held_area_share_high REAL,
    held_land_share_low REAL,
    held_land_share_high REAL,
    held_people_share_low REAL,
    held_people_share_high REAL
);

CREATE TABLE footprint (
    id INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL,
    contour INTEGER NOT NULL,
    point INTEGER NOT NULL,
    generation_id TEXT NOT NULL,
    frequency_mhz REAL NOT NULL,
    altitude_km REAL NOT NULL,
    scan_deg REAL NOT NULL,
    centre_km REAL NOT NULL,
    level_db REAL NOT NULL,
    along_km REAL NOT NULL,
    across_km REAL NOT NULL
);

CREATE TABLE fleet (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    generation_id TEXT NOT NULL,
    launched INTEGER NOT NULL,
    on_the_way INTEGER NOT NULL,
    in_service INTEGER NOT NULL,
    lost_with_launch INTEGER NOT NULL,
    lost_early INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    retired INTEGER NOT NULL,
    decayed INTEGER NOT NULL
);

CREATE TABLE phone_share (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    country_group INTEGER NOT NULL,
    handset_class INTEGER NOT NULL,
    country_group_id TEXT NOT NULL,
    share_in_use REAL NOT NULL,
    people_outside_coverage REAL NOT NULL
);

CREATE TABLE mix_quality (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    service INTEGER NOT NULL,
    held_people_share REAL NOT NULL,
    held_people REAL NOT NULL,
    people_outside_coverage REAL NOT NULL,
    held_people_share_low REAL,
    held_people_share_high REAL
);

CREATE TABLE environment_quality (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    handset_class INTEGER NOT NULL,
    service INTEGER NOT NULL,
    environment INTEGER NOT NULL,
    environment_id TEXT NOT NULL,
    share_of_tries REAL NOT NULL,
    tries INTEGER NOT NULL,
    area_success_share REAL,
    land_success_share REAL,
    people_success_share REAL,
    area_success_share_low REAL,
    area_success_share_high REAL,
    land_success_share_low REAL,
    land_success_share_high REAL,
    people_success_share_low REAL,
    people_success_share_high REAL
);

CREATE TABLE ship_quality (
    id INTEGER PRIMARY KEY,
    quarter INTEGER NOT NULL,
    handset_class INTEGER NOT NULL,
    service INTEGER NOT NULL,
    held_people_share REAL NOT NULL,
    held_people REAL NOT NULL,
    people_on_ships REAL NOT NULL,
    held_people_share_low REAL,
    held_people_share_high REAL
);
