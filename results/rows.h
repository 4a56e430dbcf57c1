#pragma once
// What a result file remembers, row by row. A stored column is a public API: names and units are those of the tables.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace d2c::results {

/// Machine, moment and outcome of a run; not part of the result digest.
struct RunRow {
    std::string scenario_id, title, question, profile, scenario_text, scenario_sha256;
    std::string program_version, command_line, host;
    std::int64_t seed = 0, run = 0;
    int schema_version = 5;
    int threads = 0;
    std::string started_utc, finished_utc;
    std::string state;  ///< `preparing`, `running`, `interrupted`, `incomplete` (units failed), `done`
    double wall_s = 0.0;
    double peak_memory_mib = 0.0;
    double link_count = 0.0;  ///< satellite x phone pairs examined
    double satellite_cell_steps = 0.0;
    std::string result_digest;
};
struct ParameterRow {
    std::string name, value, unit, source;
};
struct InputFileRow {
    std::string name, licence, sha256;
};
/// A unit of work, a range of a quarter's windows or a run of the packet level: not part of the digest.
struct UnitRow {
    int quarter = 0, first_window = 0, windows = 0;
    std::string state;    ///< `done`, `failed`
    std::string message;  ///< why it failed
    double wall_s = 0.0;
    double link_count = 0.0, satellite_cell_steps = 0.0;  ///< as of the run
    std::optional<int> packet_run{};                      ///< key instead of the quarter and window; the quarter is that of its moment
    std::optional<double> cpu_s{}, peak_memory_mib{};     ///< of a process of its own
};
struct QuarterRow {
    int quarter = 0;    ///< quarters since 2000Q1
    std::string label;  ///< `2026Q2`
    std::string begin_utc, end_utc;
    double satellites_in_service = 0.0;  ///< mean over the windows
    int windows = 0;                     ///< that were computed
};
struct HandsetClassRow {
    int handset_class = 0;
    std::string id, title, in_service_from, source;
};
struct ServiceRow {
    int service = 0;
    std::string id;  ///< `text`, `light-data`, `voice`, `video-360p`
    std::string title;
    double min_success_share = 0.0;
    double bitrate_kbps = 0.0;  ///< of a rung, or of the codec; 0 for text and light data
};
struct CellRow {
    std::int64_t cell = 0;  ///< HEALPix nested pixel at the run's order
    double latitude_deg = 0.0, longitude_deg = 0.0;
    std::vector<std::pair<double, double>> boundary_lon_lat_deg;  ///< closed by repetition of the first corner is not needed
    double area_km2 = 0.0, land_share = 0.0;
    std::string main_area;  ///< ISO 3166-1, `XZ`, `AQ`: the area with the largest part of the cell
    double people = 0.0, people_outside_coverage = 0.0, covered_area_share = 0.0;  ///< of the year 2026
    /// The cell as stored: one ring, or two where it crosses 180 degrees, the first corner repeated at the end. Filled by the reader, which
    /// leaves `boundary_lon_lat_deg` empty; not read by the writer.
    std::vector<std::vector<std::pair<double, double>>> rings_lon_lat_deg;
};
/// 95 % intervals of shares of area, land and people, over the draw of windows. Empty where a quarter has too few windows or tries to tell.
struct ShareIntervals {
    std::optional<double> area_low{}, area_high{}, land_low{}, land_high{}, people_low{}, people_high{};
};
/// What one service reaches in one cell. Shares are of the cell's area, of its land, of its people outside terrestrial coverage.
struct ServiceFigures {
    std::optional<double> success_share;              ///< of tries, where there is a right
    std::optional<double> success_low, success_high;  ///< 95 %
    double held_area_share = 0.0, held_land_share = 0.0, held_people_share = 0.0;
    ShareIntervals held{};
};
struct CellQualityRow {
    std::int64_t cell = 0;
    int quarter = 0, handset_class = 0;
    std::string state;  ///< `right`, `no right`, `not in service` (class not sold yet)
    double right_area_share = 0.0, right_people_share = 0.0;
    double people_outside_coverage = 0.0;      ///< of that quarter
    int tries = 0;                             ///< video sessions
    std::optional<double> lit_share;           ///< of time with a serving satellite
    std::optional<double> rsrp_dbm, sinr_db;   ///< medians over samples, per receive branch, while lit
    std::optional<double> rate_kbps;           ///< mean over time, dark time counted as zero
    std::optional<double> satellites_in_view;  ///< mean number above the elevation mask
    std::optional<double> handovers_per_hour;
    std::optional<double> interruption_p50_ms, interruption_p95_ms;  ///< without data, over the handovers; nothing without one
    std::optional<double> ping_pongs_per_hour;    ///< handovers back to the satellite left within roaming.handover.ping_pong_within_s
    std::optional<double> without_service_share;  ///< of time, without a serving satellite; set and rise between samples placed
    std::string serving_operator;                 ///< id of the operator whose right serves most of the cell; empty without one
    std::optional<double> watched_share;          ///< of session time played, throughput rule
    std::optional<double> played_kbps;            ///< mean bitrate played, stalls included
    std::vector<ServiceFigures> services;         ///< in the order of ServiceRow
};
struct PlaceRow {
    int place = 0;
    std::string id, title, kind;
    double latitude_deg = 0.0, longitude_deg = 0.0;
    std::string area;
    std::string source;
};
/// As CellQualityRow, for a named place.
struct PlaceQualityRow {
    int place = 0, quarter = 0, handset_class = 0;
    std::string state;
    int tries = 0;
    std::optional<double> lit_share, rsrp_dbm, sinr_db, rate_kbps, satellites_in_view, handovers_per_hour, watched_share, played_kbps;
    std::optional<double> interruption_p50_ms, interruption_p95_ms, ping_pongs_per_hour, without_service_share;
    std::string serving_operator;
    /// Of a drawn day of the quarter; `mean_wait_s` nothing where nobody served all day.
    std::optional<double> longest_gap_s, gap_p95_s, mean_wait_s;
    struct Service {
        std::optional<double> success_share, success_low, success_high;
        bool held = false;
    };
    std::vector<Service> services;
};
/// One step of the time series at a named place.
struct PlaceSeriesRow {
    int place = 0, quarter = 0, handset_class = 0;
    std::int64_t utc_s = 0;  ///< seconds since 2000-01-01T00:00:00 UTC
    int satellites_in_view = 0;
    std::optional<std::int64_t> satellite;  ///< the serving one: index in the study
    std::optional<double> elevation_deg, rsrp_dbm, sinr_db, rate_kbps;
};
/// The whole Earth in one figure per quarter, class, service and weighting.
struct GlobalQualityRow {
    int quarter = 0, handset_class = 0, service = 0;
    double held_area_share = 0.0;    ///< of the Earth's surface
    double held_land_share = 0.0;    ///< of its land
    double held_people_share = 0.0;  ///< of people outside terrestrial coverage
    double held_people = 0.0, people_outside_coverage = 0.0;
    ShareIntervals held{};
};

/// One country, outdoors on its land outside terrestrial coverage (`XZ`: the high seas), per quarter and class.
struct AreaQualityRow {
    std::string area;  ///< ISO 3166-1 alpha-2, `XZ`, `AQ`
    int quarter = 0, handset_class = 0;
    std::string state;  ///< as of a cell
    double area_km2 = 0.0, people_outside_coverage = 0.0;
    std::optional<double> lit_share;           ///< of time with a serving satellite, where there is a right
    std::optional<double> rsrp_dbm, sinr_db;   ///< medians over place and time while lit, per receive branch
    std::optional<double> beam_capacity_mbps;  ///< mean over place and time while lit: a 5 MHz beam, receive branches combined
    /// As of a cell, weighted as the medians above.
    std::optional<double> handovers_per_hour, interruption_p50_ms, interruption_p95_ms, ping_pongs_per_hour, without_service_share;
    struct Service {
        double held_land_share = 0.0, held_people_share = 0.0;  ///< of the area's land (`XZ`: sea); of its people outside coverage
        ShareIntervals held{};                                  ///< of land and people
    };
    std::vector<Service> services;
};

/// One generation of satellites at the end of a quarter. Each one launched is on the way, in service, lost (with its launch, early, failed
/// in service) or retired; of those lost or retired some are gone from orbit. Of observed generations the survivors alone are known.
struct FleetRow {
    int quarter = 0, generation = 0;
    std::string id;  ///< of the generation
    int launched = 0, on_the_way = 0, in_service = 0, lost_with_launch = 0, lost_early = 0, failed = 0, retired = 0, decayed = 0;
};
/// One point of a contour on which a generation's beam has a level relative to its peak, on the ground; by contour, then around
/// it. A number that is missing in `point` is a direction that misses the Earth.
struct FootprintRow {
    int generation = 0, contour = 0, point = 0;
    std::string generation_id;
    double frequency_mhz = 0.0, altitude_km = 0.0;
    double scan_deg = 0.0;                   ///< of the beam off nadir
    double centre_km = 0.0;                  ///< of the beam's middle from the point under the satellite
    double level_db = 0.0;                   ///< relative to the peak
    double along_km = 0.0, across_km = 0.0;  ///< from the point under the satellite, in the plane of steering and across it
};
/// Phones in use in a group of countries; written where the scenario says how phones are adopted.
struct PhoneShareRow {
    int quarter = 0, country_group = 0, handset_class = 0;
    std::string id;                        ///< of the group
    double share_in_use = 0.0;             ///< of the group's phones
    double people_outside_coverage = 0.0;  ///< of the group
};
/// The whole Earth with the phones that people have: as GlobalQualityRow, each class counted for those who have one.
struct MixQualityRow {
    int quarter = 0, service = 0;
    double held_people_share = 0.0, held_people = 0.0, people_outside_coverage = 0.0;
    ShareIntervals held{};  ///< of people
};
/// Tries by environment over the whole Earth; written where the scenario says where phones are. Shares are weighed by what the tries stand
/// for, outside terrestrial coverage and where there is a right; missing where they stand for nothing.
struct EnvironmentQualityRow {
    int quarter = 0, handset_class = 0, service = 0, environment = 0;
    std::string id;             ///< of the environment
    double share_of_tries = 0;  ///< as asked
    std::int64_t tries = 0;
    std::optional<double> area_success_share, land_success_share, people_success_share;
    ShareIntervals success{};  ///< of these three
};
/// People on ships outside terrestrial coverage, who are in no other figure of people; written where the scenario has ships.
struct ShipQualityRow {
    int quarter = 0, handset_class = 0, service = 0;
    double held_people_share = 0.0, held_people = 0.0, people_on_ships = 0.0;
    ShareIntervals held{};  ///< of people
};

}  // namespace d2c::results
