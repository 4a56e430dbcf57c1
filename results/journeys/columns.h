#pragma once
// Fields and columns of the tables of journeys, as results/columns.h has them for the others.

#include <utility>

#include "base/id.h"
#include "results/columns.h"
#include "results/journeys/rows.h"

namespace d2c::results {

template <class Row, class Visit>
void way_columns(Row& r, Visit&& visit) {
    visit("text_way_share", r.way.text);
    visit("voice_way_share", r.way.voice);
    visit("video_360p_way_share", r.way.video_360p);
}

inline const char* table_of(const JourneyRow&) { return "journey"; }
template <RowOf<JourneyRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("journey", r.journey);
    visit("route", r.route);
    visit("title", r.title);
    visit("carrier", r.carrier);
    visit("departure", r.departure);
    visit("handset", r.handset);
    visit("operator", r.operator_id);
    visit("start_utc", r.start_utc);
    visit("duration_s", r.duration_s);
    visit("distance_km", r.distance_km);
    visit("step_s", r.step_s);
    visit("watched_minutes", r.watched_minutes);
    visit("handovers", r.handovers);
    visit("handovers_per_hour", r.handovers_per_hour);
    visit("interruption_p50_ms", r.interruption_p50_ms);
    visit("interruption_p95_ms", r.interruption_p95_ms);
    visit("radio_link_failures", r.radio_link_failures);
    visit("handover_failures", r.handover_failures);
    visit("too_early", r.too_early);
    visit("too_late", r.too_late);
    visit("wrong_cell", r.wrong_cell);
    visit("ping_pongs", r.ping_pongs);
    visit("access_failures", r.access_failures);
    visit("paging_misses", r.paging_misses);
    visit("plmn_changes", r.plmn_changes);
    visit("without_service_s", r.without_service_s);
    visit("longest_without_service_s", r.longest_without_service_s);
    way_columns(r, visit);
}

inline const char* table_of(const JourneyAreaRow&) { return "journey_area"; }
template <RowOf<JourneyAreaRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("journey", r.journey);
    visit("area", r.area);
    visit("duration_s", r.duration_s);
    visit("distance_km", r.distance_km);
    visit("watched_minutes", r.watched_minutes);
    visit("handovers", r.handovers);
    visit("without_service_s", r.without_service_s);
    way_columns(r, visit);
}

inline const char* table_of(const JourneyStepRow&) { return "journey_step"; }
template <RowOf<JourneyStepRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("journey", r.journey);
    visit("step", r.step);
    visit("elapsed_s", r.elapsed_s);
    visit("latitude_deg", r.latitude_deg);
    visit("longitude_deg", r.longitude_deg);
    visit("altitude_m", r.altitude_m);
    visit("distance_km", r.distance_km);
    visit("area", r.area);
    visit("on_land", r.on_land);
    visit("access", r.access);
    visit("operator", r.operator_id);
    visit("plmn", r.plmn);
    visit("generation", r.generation);
    visit("satellite", r.satellite);
    visit("beam", r.beam);
    visit("elevation_deg", r.elevation_deg);
    visit("rsrp_dbm", r.rsrp_dbm);
    visit("sinr_db", r.sinr_db);
    visit("rate_kbps", r.rate_kbps);
    visit("rung", r.rung);
    visit("state", r.state);
    visit("why", r.why);
}

inline const char* table_of(const JourneyEventRow&) { return "journey_event"; }
template <RowOf<JourneyEventRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("journey", r.journey);
    visit("event", r.event);
    visit("elapsed_s", r.elapsed_s);
    visit("kind", r.kind);
    visit("from_satellite", r.from_satellite);
    visit("from_beam", r.from_beam);
    visit("from_plmn", r.from_plmn);
    visit("to_satellite", r.to_satellite);
    visit("to_beam", r.to_beam);
    visit("to_plmn", r.to_plmn);
    visit("cause", r.cause);
    visit("interruption_ms", r.interruption_ms);
    visit("latitude_deg", r.latitude_deg);
    visit("longitude_deg", r.longitude_deg);
}

inline const char* table_of(const JourneyDelayRow&) { return "journey_delay"; }
template <RowOf<JourneyDelayRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("journey", r.journey);
    visit("event", r.event);
    visit("component", r.component);
    visit("name", r.name);
    visit("crossing", r.crossing);
    visit("delay_ms", r.delay_ms);
}

/// Without `geom`, which reader and writer make of the lines.
inline const char* table_of(const JourneyTrackRow&) { return "journey_track"; }
template <RowOf<JourneyTrackRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("journey", r.journey);
    visit("piece", r.piece);
    visit("route", r.route);
    visit("departure", r.departure);
    visit("begin_s", r.begin_s);
    visit("end_s", r.end_s);
    visit("area", r.area);
    visit("access", r.access);
    visit("operator", r.operator_id);
    visit("rung", r.rung);
}

// Keys as in schema/0002_journey.sql.
inline std::int64_t journey_id(int journey, int row) { return (std::int64_t{journey} << 32) + row; }
inline std::int64_t packed_id(const JourneyAreaRow& r) {
    return journey_id(r.journey, AreaCode::parse(r.area).value_or(AreaCode{}).index());
}
inline std::int64_t packed_id(const JourneyStepRow& r) { return journey_id(r.journey, r.step); }
inline std::int64_t packed_id(const JourneyEventRow& r) { return journey_id(r.journey, r.event); }
inline std::int64_t packed_id(const JourneyDelayRow& r) {
    return (std::int64_t{r.journey} << 40) + (std::int64_t{r.event} << 12) + r.component;
}
inline std::int64_t packed_id(const JourneyTrackRow& r) { return journey_id(r.journey, r.piece); }

inline bool journey_fits(int journey, int row) { return journey >= 0 && journey < (1 << 20) && row >= 0; }
inline bool key_fits(const JourneyAreaRow& r) { return AreaCode::parse(r.area) && journey_fits(r.journey, 0); }
inline bool key_fits(const JourneyStepRow& r) { return journey_fits(r.journey, r.step); }
inline bool key_fits(const JourneyEventRow& r) { return journey_fits(r.journey, r.event); }
inline bool key_fits(const JourneyDelayRow& r) {
    return journey_fits(r.journey, r.event) && r.event < (1 << 28) && r.component >= 0 && r.component < 4096;
}
inline bool key_fits(const JourneyTrackRow& r) { return journey_fits(r.journey, r.piece); }

}  // namespace d2c::results
