#pragma once
// Fields and columns of the tables of a cross-check, as results/columns.h has them for the others.

#include "results/columns.h"
#include "results/crosscheck/rows.h"

namespace d2c::results {

inline const char* table_of(const CrosscheckSampleRow&) { return "crosscheck_sample"; }
template <RowOf<CrosscheckSampleRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("sample", r.sample);
    visit("stratum", r.stratum);
    visit("latitude_deg", r.latitude_deg);
    visit("longitude_deg", r.longitude_deg);
    visit("area", r.area);
    visit("start_utc", r.start_utc);
    visit("handset", r.handset);
    visit("duration_s", r.duration_s);
    visit("users", r.users);
    visit("world_goodput_bps", r.world.goodput_bps);
    visit("world_watched_s", r.world.watched_s);
    visit("world_stall_share", r.world.stall_share);
    visit("world_startup_s", r.world.startup_s);
    visit("world_handovers", r.world.handovers);
    visit("world_interruption_s", r.world.interruption_s);
    visit("packets_goodput_bps", r.packets.goodput_bps);
    visit("packets_watched_s", r.packets.watched_s);
    visit("packets_stall_share", r.packets.stall_share);
    visit("packets_startup_s", r.packets.startup_s);
    visit("packets_handovers", r.packets.handovers);
    visit("packets_interruption_s", r.packets.interruption_s);
}

inline const char* table_of(const CrosscheckFigureRow&) { return "crosscheck_figure"; }
template <RowOf<CrosscheckFigureRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("row", r.row);
    visit("figure", r.figure);
    visit("unit", r.unit);
    visit("stratum", r.stratum);
    visit("relative", r.relative);
    visit("pairs", r.pairs);
    visit("world_mean", r.world_mean);
    visit("packets_mean", r.packets_mean);
    visit("error", r.error);
    visit("error_low", r.error_low);
    visit("error_high", r.error_high);
    visit("tolerance", r.tolerance);
    visit("within", r.within);
}

}  // namespace d2c::results
