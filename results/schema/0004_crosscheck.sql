-- Tables of a cross-check, made in the files that have one: the same questions answered by both engines. Errors are packets less world, over the world's mean where
-- `relative` is 1; tolerances are of their size.

CREATE TABLE crosscheck_sample (
    sample INTEGER PRIMARY KEY,
    stratum TEXT NOT NULL,
    latitude_deg REAL NOT NULL,
    longitude_deg REAL NOT NULL,
    area TEXT NOT NULL,
    start_utc TEXT NOT NULL,
    handset TEXT NOT NULL,
    duration_s REAL NOT NULL,
    users INTEGER NOT NULL,
    world_goodput_bps REAL,
    world_watched_s REAL,
    world_stall_share REAL,
    world_startup_s REAL,
    world_handovers REAL,
    world_interruption_s REAL,
    packets_goodput_bps REAL,
    packets_watched_s REAL,
    packets_stall_share REAL,
    packets_startup_s REAL,
    packets_handovers REAL,
    packets_interruption_s REAL
);

CREATE TABLE crosscheck_figure (
    row INTEGER PRIMARY KEY,
    figure TEXT NOT NULL,
    unit TEXT NOT NULL,
    stratum TEXT NOT NULL,
    relative INTEGER NOT NULL,
    pairs INTEGER NOT NULL,
    world_mean REAL NOT NULL,
    packets_mean REAL NOT NULL,
    error REAL,
    error_low REAL,
    error_high REAL,
    tolerance REAL,
    within INTEGER NOT NULL
);
