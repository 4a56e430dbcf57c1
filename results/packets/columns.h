#pragma once
// Fields and columns of the tables of packet runs, as results/columns.h has them for the others.

#include "results/columns.h"
#include "results/packets/rows.h"

namespace d2c::results {

inline const char* table_of(const PacketRunRow&) { return "packet_run"; }
template <RowOf<PacketRunRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("run", r.run);
    visit("seed", r.seed);
    visit("slice_sha256", r.slice_sha256);
    visit("start_utc", r.start_utc);
    visit("duration_s", r.duration_s);
    visit("users", r.users);
    visit("events", r.events);
    visit("packets", r.packets);
    visit("beams_used", r.beams_used);
    visit("satellites_used", r.satellites_used);
}

inline const char* table_of(const PacketUserRow&) { return "packet_user"; }
template <RowOf<PacketUserRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("run", r.run);
    visit("user", r.user);
    visit("handset", r.handset);
    visit("application", r.application);
    visit("arrival_s", r.arrival_s);
    visit("goodput_bps", r.goodput_bps);
    visit("watched_s", r.watched_s);
    visit("stall_s", r.stall_s);
    visit("stall_share", r.stall_share);
    visit("startup_s", r.startup_s);
    visit("switches", r.switches);
    visit("mean_played_kbps", r.mean_played_kbps);
    visit("handovers", r.handovers);
    visit("interruption_mean_s", r.interruption_mean_s);
    visit("interruption_max_s", r.interruption_max_s);
    visit("radio_link_failures", r.radio_link_failures);
    visit("packets_sent", r.packets_sent);
    visit("packets_lost", r.packets_lost);
    visit("voice_loss_share", r.voice_loss_share);
    visit("delay_p50_s", r.delay_p50_s);
    visit("delay_p95_s", r.delay_p95_s);
}

inline const char* table_of(const PacketSampleRow&) { return "packet_sample"; }
template <RowOf<PacketSampleRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("run", r.run);
    visit("user", r.user);
    visit("step", r.step);
    visit("elapsed_s", r.elapsed_s);
    visit("state", r.state);
    visit("satellite", r.satellite);
    visit("beam", r.beam);
    visit("elevation_deg", r.elevation_deg);
    visit("slant_range_km", r.slant_range_km);
    visit("sinr_db", r.sinr_db);
    visit("uplink_sinr_db", r.uplink_sinr_db);
    visit("rate_bps", r.rate_bps);
    visit("buffer_s", r.buffer_s);
    visit("rung", r.rung);
    visit("cwnd_bytes", r.cwnd_bytes);
}

inline const char* table_of(const PacketEventRow&) { return "packet_event"; }
template <RowOf<PacketEventRow> Row, class Visit>
void columns(Row& r, const ServiceNames&, Visit&& visit) {
    visit("run", r.run);
    visit("user", r.user);
    visit("event", r.event);
    visit("elapsed_s", r.elapsed_s);
    visit("kind", r.kind);
    visit("from_satellite", r.from_satellite);
    visit("from_beam", r.from_beam);
    visit("from_plmn", r.from_plmn);
    visit("to_satellite", r.to_satellite);
    visit("to_beam", r.to_beam);
    visit("to_plmn", r.to_plmn);
    visit("interruption_ms", r.interruption_ms);
    visit("cause", r.cause);
}

// Keys as in schema/0003_packet.sql.
inline std::int64_t packet_id(int run, int user, int row) { return (std::int64_t{run} << 44) + (std::int64_t{user} << 24) + row; }
inline std::int64_t packed_id(const PacketUserRow& r) { return packet_id(r.run, r.user, 0); }
inline std::int64_t packed_id(const PacketSampleRow& r) { return packet_id(r.run, r.user, r.step); }
inline std::int64_t packed_id(const PacketEventRow& r) { return packet_id(r.run, r.user, r.event); }

inline bool packet_fits(int run, int user, int row) {
    return run >= 0 && run < kMostPacketRuns && user >= 0 && user < (1 << 20) && row >= 0 && row < (1 << 24);
}
inline bool key_fits(const PacketUserRow& r) { return packet_fits(r.run, r.user, 0); }
inline bool key_fits(const PacketSampleRow& r) { return packet_fits(r.run, r.user, r.step); }
inline bool key_fits(const PacketEventRow& r) { return packet_fits(r.run, r.user, r.event); }

}  // namespace d2c::results
