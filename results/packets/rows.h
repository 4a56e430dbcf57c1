#pragma once
// What runs of the packet level leave behind: what each phone had of its network, second by second where asked for, and what happened to
// it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace d2c::results {

inline constexpr int kMostPacketRuns = 1 << 18;  ///< run numbers are smaller, so that the keys of the tables hold them

/// One run. Nothing here depends on the machine: what does is in PacketUnitRow.
struct PacketRunRow {
    int run = 0;  ///< key: ns-3's RngRun
    std::int64_t seed = 0;
    std::string slice_sha256;  ///< of the file with the question
    std::string start_utc;     ///< of the window
    double duration_s = 0.0;
    int users = 0;
    std::int64_t events = 0;   ///< of the simulation
    std::int64_t packets = 0;  ///< IP packets sent by phones and to them
    int beams_used = 0, satellites_used = 0;
};

/// One phone over the whole window. Nothing where its application has no such figure.
struct PacketUserRow {
    int run = 0, user = 0;              ///< key
    std::string handset, application;   ///< `dash`, `live`, `voice`, `messaging`, `web`, `bulk`
    double arrival_s = 0.0;             ///< of its application
    double goodput_bps = 0.0;           ///< IP bits received by the phone, over the window
    std::optional<double> watched_s;    ///< of film played
    std::optional<double> stall_s;      ///< after the first picture
    std::optional<double> stall_share;  ///< of the time after the first picture
    std::optional<double> startup_s;    ///< until the first picture; nothing where there was none
    std::optional<int> switches;        ///< of rung
    std::optional<double> mean_played_kbps;
    int handovers = 0;                                              ///< completed
    std::optional<double> interruption_mean_s, interruption_max_s;  ///< of those; nothing where there was none
    int radio_link_failures = 0;
    std::int64_t packets_sent = 0, packets_lost = 0;  ///< by its application, both ways
    std::optional<double> voice_loss_share;           ///< of frames that did not come within their budget
    std::optional<double> delay_p50_s, delay_p95_s;   ///< one way, of packets to the phone
};

/// What a phone had at one moment.
struct PacketSampleRow {
    int run = 0, user = 0;
    int step = 0;  ///< key: ascending with time, gaps allowed
    double elapsed_s = 0.0;
    std::string state;                            ///< of the roaming machine
    std::optional<std::int64_t> satellite, beam;  ///< serving; as numbered in the slice
    std::optional<double> elevation_deg, slant_range_km, sinr_db, uplink_sinr_db;
    std::optional<double> rate_bps;          ///< IP bits received since the last sample, over the time
    std::optional<double> buffer_s;          ///< of film
    std::string rung;                        ///< being played; empty: none
    std::optional<std::int64_t> cwnd_bytes;  ///< TCP's, at the sender
};

/// A procedure or failure.
struct PacketEventRow {
    int run = 0, user = 0;
    int event = 0;  ///< key: ascending with time
    double elapsed_s = 0.0;
    std::string kind;  ///< `handover`, `plmn-change`, `radio-link-failure`, …
    std::optional<std::int64_t> from_satellite, from_beam, to_satellite, to_beam;
    std::string from_plmn, to_plmn;
    std::optional<double> interruption_ms;
    std::string cause;
};

/// What a run cost on its machine. Stored in table `unit`, which is not part of the digest.
struct PacketUnitRow {
    int run = 0;      ///< key
    int quarter = 0;  ///< of the window's start: quarters since 2000Q1
    double wall_s = 0.0, cpu_s = 0.0, peak_memory_mib = 0.0;
};

/// Everything one run, or several, leave behind. Users, samples and events of those runs only.
struct PacketResults {
    std::vector<PacketRunRow> runs;
    std::vector<PacketUserRow> users;
    std::vector<PacketSampleRow> samples;
    std::vector<PacketEventRow> events;
    std::vector<PacketUnitRow> units;  ///< one per run
};

}  // namespace d2c::results
