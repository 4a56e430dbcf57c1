#pragma once
// Which field of a row is which column: once, for writing and for reading. Included by this folder's .cc files only.

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/id.h"
#include "results/rows.h"

namespace d2c::results {

template <class Row, class Of>
concept RowOf = std::same_as<std::remove_const_t<Row>, Of>;

/// Names of one service's columns, made once and not for every row.
struct ServiceColumns {
    /// `prefix` is the id as part of a column's name: `video_360p`.
    explicit ServiceColumns(const std::string& prefix)
        : success_share{prefix + "_success_share"},
          success_low{prefix + "_success_low"},
          success_high{prefix + "_success_high"},
          held{prefix + "_held"},
          held_area_share{prefix + "_held_area_share"},
          held_land_share{prefix + "_held_land_share"},
          held_people_share{prefix + "_held_people_share"},
          held_area_low{held_area_share + "_low"},
          held_area_high{held_area_share + "_high"},
          held_land_low{held_land_share + "_low"},
          held_land_high{held_land_share + "_high"},
          held_people_low{held_people_share + "_low"},
          held_people_high{held_people_share + "_high"} {}
    std::string success_share, success_low, success_high, held, held_area_share, held_land_share, held_people_share;
    std::string held_area_low, held_area_high, held_land_low, held_land_high, held_people_low, held_people_high;
};
/// In the order of the services.
using ServiceNames = std::vector<ServiceColumns>;

// Each `columns(row, services, visit)` calls visit("column", field) in the order of the table, the name as std::string_view; `table_of` is
// the table's name. `packed_id` is the `id` of tables whose key does not fit one column.

inline const char* table_of(const RunRow&) { return "run"; }
template <RowOf<RunRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("schema_version", r.schema_version);
    visit("scenario_id", r.scenario_id);
    visit("title", r.title);
    visit("question", r.question);
    visit("profile", r.profile);
    visit("scenario_text", r.scenario_text);
    visit("scenario_sha256", r.scenario_sha256);
    visit("program_version", r.program_version);
    visit("command_line", r.command_line);
    visit("host", r.host);
    visit("seed", r.seed);
    visit("run", r.run);
    visit("threads", r.threads);
    visit("started_utc", r.started_utc);
    visit("finished_utc", r.finished_utc);
    visit("state", r.state);
    visit("wall_s", r.wall_s);
    visit("peak_memory_mib", r.peak_memory_mib);
    visit("link_count", r.link_count);
    visit("satellite_cell_steps", r.satellite_cell_steps);
    visit("result_digest", r.result_digest);
}

inline const char* table_of(const ParameterRow&) { return "parameter"; }
template <RowOf<ParameterRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("name", r.name);
    visit("value", r.value);
    visit("unit", r.unit);
    visit("source", r.source);
}

inline const char* table_of(const InputFileRow&) { return "input_file"; }
template <RowOf<InputFileRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("name", r.name);
    visit("licence", r.licence);
    visit("sha256", r.sha256);
}

/// Without `sums`, which only the writer of a run reads.
inline const char* table_of(const UnitRow&) { return "unit"; }
template <RowOf<UnitRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("first_window", r.first_window);
    visit("windows", r.windows);
    visit("state", r.state);
    visit("message", r.message);
    visit("wall_s", r.wall_s);
    visit("link_count", r.link_count);
    visit("satellite_cell_steps", r.satellite_cell_steps);
    visit("packet_run", r.packet_run);
    visit("cpu_s", r.cpu_s);
    visit("peak_memory_mib", r.peak_memory_mib);
}

inline const char* table_of(const QuarterRow&) { return "quarter"; }
template <RowOf<QuarterRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("label", r.label);
    visit("begin_utc", r.begin_utc);
    visit("end_utc", r.end_utc);
    visit("satellites_in_service", r.satellites_in_service);
    visit("windows", r.windows);
}

inline const char* table_of(const HandsetClassRow&) { return "handset_class"; }
template <RowOf<HandsetClassRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("handset_class", r.handset_class);
    visit("id", r.id);
    visit("title", r.title);
    visit("in_service_from", r.in_service_from);
    visit("source", r.source);
}

inline const char* table_of(const ServiceRow&) { return "service"; }
template <RowOf<ServiceRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("service", r.service);
    visit("id", r.id);
    visit("title", r.title);
    visit("min_success_share", r.min_success_share);
    visit("bitrate_kbps", r.bitrate_kbps);
}

/// Without `geom`, which reader and writer make of the boundary.
inline const char* table_of(const CellRow&) { return "cell"; }
template <RowOf<CellRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("cell", r.cell);
    visit("latitude_deg", r.latitude_deg);
    visit("longitude_deg", r.longitude_deg);
    visit("area_km2", r.area_km2);
    visit("land_share", r.land_share);
    visit("main_area", r.main_area);
    visit("people", r.people);
    visit("people_outside_coverage", r.people_outside_coverage);
    visit("covered_area_share", r.covered_area_share);
}

/// Without `geom`, which is the point at its latitude and longitude.
inline const char* table_of(const PlaceRow&) { return "place"; }
template <RowOf<PlaceRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("place", r.place);
    visit("id", r.id);
    visit("title", r.title);
    visit("kind", r.kind);
    visit("latitude_deg", r.latitude_deg);
    visit("longitude_deg", r.longitude_deg);
    visit("area", r.area);
    visit("source", r.source);
}

/// What changes of satellite cost.
template <class Row, class Visit>
void change_columns(Row& r, Visit&& visit) {
    visit("handovers_per_hour", r.handovers_per_hour);
    visit("interruption_p50_ms", r.interruption_p50_ms);
    visit("interruption_p95_ms", r.interruption_p95_ms);
    visit("ping_pongs_per_hour", r.ping_pongs_per_hour);
    visit("without_service_share", r.without_service_share);
}

/// Figures that a cell and a place have alike.
template <class Row, class Visit>
void link_columns(Row& r, Visit&& visit) {
    visit("lit_share", r.lit_share);
    visit("rsrp_dbm", r.rsrp_dbm);
    visit("sinr_db", r.sinr_db);
    visit("rate_kbps", r.rate_kbps);
    visit("satellites_in_view", r.satellites_in_view);
    change_columns(r, visit);
    visit("serving_operator", r.serving_operator);
    visit("watched_share", r.watched_share);
    visit("played_kbps", r.played_kbps);
}

inline const char* table_of(const CellQualityRow&) { return "cell_quality"; }
template <RowOf<CellQualityRow> Row, class Visit>
void columns(Row& r, const ServiceNames& services, Visit&& visit) {
    visit("cell", r.cell);
    visit("quarter", r.quarter);
    visit("handset_class", r.handset_class);
    visit("state", r.state);
    visit("right_area_share", r.right_area_share);
    visit("right_people_share", r.right_people_share);
    visit("people_outside_coverage", r.people_outside_coverage);
    visit("tries", r.tries);
    link_columns(r, visit);
    for (std::size_t i = 0; i < services.size(); ++i) {
        visit(services[i].success_share, r.services[i].success_share);
        visit(services[i].success_low, r.services[i].success_low);
        visit(services[i].success_high, r.services[i].success_high);
        visit(services[i].held_area_share, r.services[i].held_area_share);
        visit(services[i].held_land_share, r.services[i].held_land_share);
        visit(services[i].held_people_share, r.services[i].held_people_share);
        visit(services[i].held_area_low, r.services[i].held.area_low);
        visit(services[i].held_area_high, r.services[i].held.area_high);
        visit(services[i].held_land_low, r.services[i].held.land_low);
        visit(services[i].held_land_high, r.services[i].held.land_high);
        visit(services[i].held_people_low, r.services[i].held.people_low);
        visit(services[i].held_people_high, r.services[i].held.people_high);
    }
}

inline const char* table_of(const PlaceQualityRow&) { return "place_quality"; }
template <RowOf<PlaceQualityRow> Row, class Visit>
void columns(Row& r, const ServiceNames& services, Visit&& visit) {
    visit("place", r.place);
    visit("quarter", r.quarter);
    visit("handset_class", r.handset_class);
    visit("state", r.state);
    visit("tries", r.tries);
    link_columns(r, visit);
    visit("longest_gap_s", r.longest_gap_s);
    visit("gap_p95_s", r.gap_p95_s);
    visit("mean_wait_s", r.mean_wait_s);
    for (std::size_t i = 0; i < services.size(); ++i) {
        visit(services[i].success_share, r.services[i].success_share);
        visit(services[i].success_low, r.services[i].success_low);
        visit(services[i].success_high, r.services[i].success_high);
        visit(services[i].held, r.services[i].held);
    }
}

inline const char* table_of(const AreaQualityRow&) { return "area_quality"; }
template <RowOf<AreaQualityRow> Row, class Visit>
void columns(Row& r, const ServiceNames& services, Visit&& visit) {
    visit("area", r.area);
    visit("quarter", r.quarter);
    visit("handset_class", r.handset_class);
    visit("state", r.state);
    visit("area_km2", r.area_km2);
    visit("people_outside_coverage", r.people_outside_coverage);
    visit("lit_share", r.lit_share);
    visit("rsrp_dbm", r.rsrp_dbm);
    visit("sinr_db", r.sinr_db);
    visit("beam_capacity_mbps", r.beam_capacity_mbps);
    change_columns(r, visit);
    for (std::size_t i = 0; i < services.size(); ++i) {
        visit(services[i].held_land_share, r.services[i].held_land_share);
        visit(services[i].held_people_share, r.services[i].held_people_share);
        visit(services[i].held_land_low, r.services[i].held.land_low);
        visit(services[i].held_land_high, r.services[i].held.land_high);
        visit(services[i].held_people_low, r.services[i].held.people_low);
        visit(services[i].held_people_high, r.services[i].held.people_high);
    }
}

inline const char* table_of(const PlaceSeriesRow&) { return "place_series"; }
template <RowOf<PlaceSeriesRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("place", r.place);
    visit("quarter", r.quarter);
    visit("handset_class", r.handset_class);
    visit("utc_s", r.utc_s);
    visit("satellites_in_view", r.satellites_in_view);
    visit("satellite", r.satellite);
    visit("elevation_deg", r.elevation_deg);
    visit("rsrp_dbm", r.rsrp_dbm);
    visit("sinr_db", r.sinr_db);
    visit("rate_kbps", r.rate_kbps);
}

inline const char* table_of(const GlobalQualityRow&) { return "global_quality"; }
template <RowOf<GlobalQualityRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("handset_class", r.handset_class);
    visit("service", r.service);
    visit("held_area_share", r.held_area_share);
    visit("held_land_share", r.held_land_share);
    visit("held_people_share", r.held_people_share);
    visit("held_people", r.held_people);
    visit("people_outside_coverage", r.people_outside_coverage);
    visit("held_area_share_low", r.held.area_low);
    visit("held_area_share_high", r.held.area_high);
    visit("held_land_share_low", r.held.land_low);
    visit("held_land_share_high", r.held.land_high);
    visit("held_people_share_low", r.held.people_low);
    visit("held_people_share_high", r.held.people_high);
}

inline const char* table_of(const FootprintRow&) { return "footprint"; }
template <RowOf<FootprintRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("generation", r.generation);
    visit("contour", r.contour);
    visit("point", r.point);
    visit("generation_id", r.generation_id);
    visit("frequency_mhz", r.frequency_mhz);
    visit("altitude_km", r.altitude_km);
    visit("scan_deg", r.scan_deg);
    visit("centre_km", r.centre_km);
    visit("level_db", r.level_db);
    visit("along_km", r.along_km);
    visit("across_km", r.across_km);
}

inline const char* table_of(const FleetRow&) { return "fleet"; }
template <RowOf<FleetRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("generation", r.generation);
    visit("generation_id", r.id);
    visit("launched", r.launched);
    visit("on_the_way", r.on_the_way);
    visit("in_service", r.in_service);
    visit("lost_with_launch", r.lost_with_launch);
    visit("lost_early", r.lost_early);
    visit("failed", r.failed);
    visit("retired", r.retired);
    visit("decayed", r.decayed);
}

inline const char* table_of(const PhoneShareRow&) { return "phone_share"; }
template <RowOf<PhoneShareRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("country_group", r.country_group);
    visit("handset_class", r.handset_class);
    visit("country_group_id", r.id);
    visit("share_in_use", r.share_in_use);
    visit("people_outside_coverage", r.people_outside_coverage);
}

inline const char* table_of(const MixQualityRow&) { return "mix_quality"; }
template <RowOf<MixQualityRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("service", r.service);
    visit("held_people_share", r.held_people_share);
    visit("held_people", r.held_people);
    visit("people_outside_coverage", r.people_outside_coverage);
    visit("held_people_share_low", r.held.people_low);
    visit("held_people_share_high", r.held.people_high);
}

inline const char* table_of(const EnvironmentQualityRow&) { return "environment_quality"; }
template <RowOf<EnvironmentQualityRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("handset_class", r.handset_class);
    visit("service", r.service);
    visit("environment", r.environment);
    visit("environment_id", r.id);
    visit("share_of_tries", r.share_of_tries);
    visit("tries", r.tries);
    visit("area_success_share", r.area_success_share);
    visit("land_success_share", r.land_success_share);
    visit("people_success_share", r.people_success_share);
    visit("area_success_share_low", r.success.area_low);
    visit("area_success_share_high", r.success.area_high);
    visit("land_success_share_low", r.success.land_low);
    visit("land_success_share_high", r.success.land_high);
    visit("people_success_share_low", r.success.people_low);
    visit("people_success_share_high", r.success.people_high);
}

inline const char* table_of(const ShipQualityRow&) { return "ship_quality"; }
template <RowOf<ShipQualityRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("quarter", r.quarter);
    visit("handset_class", r.handset_class);
    visit("service", r.service);
    visit("held_people_share", r.held_people_share);
    visit("held_people", r.held_people);
    visit("people_on_ships", r.people_on_ships);
    visit("held_people_share_low", r.held.people_low);
    visit("held_people_share_high", r.held.people_high);
}

/// Key of a cell or place in one quarter and class, as in 0001_core.sql.
inline std::int64_t quality_id(int quarter, int handset_class, std::int64_t where) {
    return (std::int64_t{quarter} << 44) + (std::int64_t{handset_class} << 36) + where;
}
inline std::int64_t packed_id(const CellQualityRow& r) { return quality_id(r.quarter, r.handset_class, r.cell); }
inline std::int64_t packed_id(const PlaceQualityRow& r) { return quality_id(r.quarter, r.handset_class, r.place); }
inline std::int64_t packed_id(const AreaQualityRow& r) {
    return quality_id(r.quarter, r.handset_class, AreaCode::parse(r.area).value_or(AreaCode{}).index());
}
/// First `id` of a place's time series in a quarter and class; the steps follow in order of time, up to `kMostSeriesSteps`.
inline std::int64_t series_id(int quarter, int handset_class, int place) {
    return (std::int64_t{quarter} << 43) + (std::int64_t{handset_class} << 35) + (std::int64_t{place} << 23);
}
inline constexpr std::int64_t kMostSeriesSteps = std::int64_t{1} << 23;
inline std::int64_t packed_id(const UnitRow& r) {
    return r.packet_run ? (std::int64_t{1} << 32) + *r.packet_run : (std::int64_t{r.quarter} << 12) + r.first_window;
}
inline std::int64_t packed_id(const GlobalQualityRow& r) {
    return (std::int64_t{r.quarter} << 16) + (std::int64_t{r.handset_class} << 8) + r.service;
}

inline std::int64_t packed_id(const FootprintRow& r) {
    return (std::int64_t{r.generation} << 24) + (std::int64_t{r.contour} << 12) + r.point;
}
inline std::int64_t packed_id(const FleetRow& r) { return (std::int64_t{r.quarter} << 8) + r.generation; }
inline std::int64_t packed_id(const PhoneShareRow& r) {
    return (std::int64_t{r.quarter} << 16) + (std::int64_t{r.country_group} << 8) + r.handset_class;
}
inline std::int64_t packed_id(const MixQualityRow& r) { return (std::int64_t{r.quarter} << 8) + r.service; }
inline std::int64_t packed_id(const EnvironmentQualityRow& r) {
    return (std::int64_t{r.quarter} << 24) + (std::int64_t{r.handset_class} << 16) + (std::int64_t{r.service} << 8) + r.environment;
}
inline std::int64_t packed_id(const ShipQualityRow& r) {
    return (std::int64_t{r.quarter} << 16) + (std::int64_t{r.handset_class} << 8) + r.service;
}

/// Whether every part of a packed key fits its bits.
inline bool key_fits(int quarter, int handset_class, std::int64_t where, std::int64_t where_limit) {
    return quarter >= 0 && quarter < 1024 && handset_class >= 0 && handset_class < 256 && where >= 0 && where < where_limit;
}
inline bool key_fits(const CellQualityRow& r) { return key_fits(r.quarter, r.handset_class, r.cell, std::int64_t{1} << 36); }
inline bool key_fits(const PlaceQualityRow& r) { return key_fits(r.quarter, r.handset_class, r.place, 4096); }
inline bool key_fits(const AreaQualityRow& r) { return AreaCode::parse(r.area) && key_fits(r.quarter, r.handset_class, 0, 1); }
inline bool key_fits(const PlaceSeriesRow& r) { return key_fits(r.quarter, r.handset_class, r.place, 4096); }
inline bool key_fits(const UnitRow& r) { return key_fits(r.quarter, 0, r.first_window, 4096) && r.packet_run.value_or(0) >= 0; }
inline bool key_fits(const GlobalQualityRow& r) { return key_fits(r.quarter, r.handset_class, r.service, 256); }
inline bool key_fits(const FootprintRow& r) { return key_fits(r.contour, r.generation, r.point, 4096); }
inline bool key_fits(const FleetRow& r) { return key_fits(r.quarter, r.generation, 0, 1); }
inline bool key_fits(const PhoneShareRow& r) { return key_fits(r.quarter, r.handset_class, r.country_group, 256); }
inline bool key_fits(const MixQualityRow& r) { return key_fits(r.quarter, 0, r.service, 256); }
inline bool key_fits(const EnvironmentQualityRow& r) {
    return key_fits(r.quarter, r.handset_class, r.service, 256) && r.environment >= 0 && r.environment < 256;
}
inline bool key_fits(const ShipQualityRow& r) { return key_fits(r.quarter, r.handset_class, r.service, 256); }

template <class Row>
concept HasPackedId = requires(const Row& r) {
    packed_id(r);
};

}  // namespace d2c::results
