#pragma once
// What journeys leave behind: one phone on one route from one departure, its way, its steps, its events and what each of them was made of.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace d2c::results {

/// Shares of the way's length, each 0 to 1, and the same for a country's part of it. Nothing where the way has no length there.
struct WayShares {
    std::optional<double> text, voice, video_360p;
};

/// One departure of one route. Times are counted in seconds from the departure, lengths along the way.
struct JourneyRow {
    int journey = 0;    ///< key: counts routes and departures
    std::string route;  ///< id
    std::string title, carrier;
    int departure = 0;                 ///< of the route, from 0
    std::string handset, operator_id;  ///< ids
    std::string start_utc;             ///< `2027-11-15T11:00:00Z`
    double duration_s = 0.0, distance_km = 0.0;
    double step_s = 0.0;                                             ///< between two steps as computed; those stored may be fewer
    double watched_minutes = 0.0;                                    ///< of video played
    int handovers = 0;                                               ///< done, of every kind
    double handovers_per_hour = 0.0;                                 ///< over the whole duration
    std::optional<double> interruption_p50_ms, interruption_p95_ms;  ///< of all interruptions; nothing where there was none
    int radio_link_failures = 0, handover_failures = 0, too_early = 0, too_late = 0, wrong_cell = 0, ping_pongs = 0, access_failures = 0;
    int paging_misses = 0, plmn_changes = 0;
    double without_service_s = 0.0, longest_without_service_s = 0.0;
    WayShares way;
};
/// A journey's part in one country, at sea within 12 nautical miles of it, or on the high seas (`XZ`).
struct JourneyAreaRow {
    int journey = 0;
    std::string area;  ///< ISO 3166-1 alpha-2, `XZ`, `AQ`
    double duration_s = 0.0, distance_km = 0.0, watched_minutes = 0.0;
    int handovers = 0;
    double without_service_s = 0.0;
    WayShares way;
};
/// What the phone had at one moment.
struct JourneyStepRow {
    int journey = 0;
    int step = 0;  ///< key: ascending with time, gaps allowed
    double elapsed_s = 0.0;
    double latitude_deg = 0.0, longitude_deg = 0.0, altitude_m = 0.0;
    double distance_km = 0.0;  ///< travelled since the departure
    std::string area;          ///< as of JourneyAreaRow
    bool on_land = false;
    std::string access;                           ///< `satellite`, `terrestrial`, `home-wifi`, `none`
    std::string operator_id, plmn;                ///< serving; empty without access
    std::string generation;                       ///< of the satellite
    std::optional<std::int64_t> satellite, beam;  ///< index in the study; number of the beam
    std::optional<double> elevation_deg, rsrp_dbm, sinr_db, rate_kbps;
    std::string rung;   ///< best service held: `text`, `light-data`, `voice`, `video-240p` … `video-1080p`; empty: none
    std::string state;  ///< of the roaming machine
    std::string why;    ///< without access: who may not serve and for what reason, or what is missing; else empty
};
/// A procedure or failure.
struct JourneyEventRow {
    int journey = 0;
    int event = 0;  ///< key: ascending with time
    double elapsed_s = 0.0;
    std::string kind;  ///< `handover`, `plmn-change`, `registration`, `radio-link-failure`, `access-failure`, …
    std::optional<std::int64_t> from_satellite, from_beam, to_satellite, to_beam;
    std::string from_plmn, to_plmn;
    std::string cause;
    std::optional<double> interruption_ms;
    double latitude_deg = 0.0, longitude_deg = 0.0;
};
/// One component of an event's time.
struct JourneyDelayRow {
    int journey = 0, event = 0;
    int component = 0;     ///< key: order in which they happened
    std::string name;      ///< `random access preamble`, `RRC reconfiguration`
    std::string crossing;  ///< what it went over: `service link`, `feeder link`, `phone`, …
    double delay_ms = 0.0;
};

/// Everything one journey leaves behind. Events and components by key, steps in order of time.
struct JourneyResults {
    JourneyRow journey;
    std::vector<JourneyAreaRow> areas;
    std::vector<JourneyStepRow> steps;
    std::vector<JourneyEventRow> events;
    std::vector<JourneyDelayRow> delays;
};

/// A stretch of a journey's way with one access, operator, country and best service: a feature of the map layer `journey_track`, which the
/// writer makes of the steps.
struct JourneyTrackRow {
    int journey = 0;
    int piece = 0;
    std::string route;
    int departure = 0;
    double begin_s = 0.0, end_s = 0.0;
    std::string area, access, operator_id, rung;
    /// One line, or more where it crosses 180 degrees: longitude and latitude [deg]. Read and written apart from the columns.
    std::vector<std::vector<std::pair<double, double>>> lines_lon_lat_deg;
};

}  // namespace d2c::results
