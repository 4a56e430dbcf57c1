#pragma once
// What procedures take at the nodes, with the source of every figure.

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/error.h"
#include "base/quantity.h"

namespace d2c {

/// A time at a node and where it comes from.
struct NodeTime {
    std::chrono::nanoseconds value{};
    std::string_view source;
};

/// Times of LTE; `nr_times` are those of 5G NR.
struct NodeTimes {
    using ms = std::chrono::milliseconds;
    NodeTime rrc_reconfiguration{ms{15}, "TS 36.331 table 11.2-1: 15 subframes"};
    NodeTime rrc_setup{ms{15}, "TS 36.331 table 11.2-1: 15 subframes"};
    NodeTime rrc_reestablishment{ms{15}, "TS 36.331 table 11.2-1: as the other RRC connection control procedures"};
    NodeTime security_mode{ms{10}, "assumption: twice the 5 ms of TS 38.331 table 12.1-1, as other LTE procedures are to NR's"};
    NodeTime conditional_execution{ms{10}, "assumption: a stored configuration is applied in two thirds of a new one's time"};
    NodeTime retune{ms{20},
                    "assumption: margin for retuning and new keys at a known cell, the figure commonly cited from TS 36.133 5.1.2.1.2"};
    NodeTime cell_search{std::chrono::milliseconds{80},
                         "assumption: one search at good quality, the figure commonly cited from TS 36.133 5.1.2.1.2"};
    NodeTime network_search{ms{1000}, "assumption: a dozen stored carriers at one search each"};
    NodeTime system_information{ms{160}, "assumption: MIB, SIB1 and SIB2 within one period of SIB2"};
    NodeTime preamble_wait{ms{5}, "assumption: mean wait for one random access occasion each 10 ms"};
    NodeTime grant_wait{ms{5}, "assumption: mean wait for one configured grant each 10 ms"};
    NodeTime preamble_detection{ms{3}, "assumption: detection and scheduling, three subframes"};
    NodeTime grant_to_uplink{ms{6}, "assumption: uplink six subframes after its grant"};
    NodeTime ran_message{ms{4}, "assumption: decoding and answering a message, four subframes"};
    NodeTime phone_message{ms{4}, "assumption: the same at the phone"};
    NodeTime feedback{ms{8}, "assumption: eight subframes between transmissions beside the way, LTE's HARQ round trip"};
    NodeTime handover_decision{ms{5}, "assumption: a node decides within five subframes"};
    NodeTime admission{ms{10}, "assumption: a node reserves and encodes within ten subframes"};
    NodeTime core_message{ms{5}, "assumption: a core node handles a message in 5 ms"};
    NodeTime home_message{ms{10}, "assumption: a subscriber database answers in 10 ms"};
    NodeTime wifi_scan{ms{200}, "assumption: two passes over the channels of a known network"};
    NodeTime wifi_association{ms{100}, "assumption: association and key handshake at home"};
    NodeTime wifi_address{ms{200}, "assumption: address and name server by DHCP"};
    NodeTime authentication{ms{50}, "assumption: a SIM card computes its response in 50 ms"};
};
/// RRC times of TS 38.331 table 12.1-1 (10 ms; security 5 ms); the rest as for LTE.
NodeTimes nr_times();

/// Where base-station processing stands: on the satellite (regenerative), or at the gateway (transparent).
enum class RanPlace : std::uint8_t { kSatellite, kGateway };

/// A random access preamble, TS 36.211 table 5.7.1-1 (times in 1/30.72 MHz); guard: what its whole subframes leave.
struct PreambleFormat {
    std::string_view name;
    std::int64_t cyclic_prefix_ts, sequence_ts, subframes;
    Hertz spacing{1250.0};
    constexpr std::chrono::nanoseconds duration() const { return std::chrono::milliseconds{subframes}; }
    constexpr std::chrono::nanoseconds guard() const {
        return std::chrono::nanoseconds{(subframes * 30'720 - cyclic_prefix_ts - sequence_ts) * 1'000'000 / 30'720};
    }
};
inline constexpr std::array<PreambleFormat, 4> kPreambleFormats{
    {{"0", 3168, 24576, 1}, {"1", 21024, 24576, 2}, {"2", 6240, 2 * 24576, 2}, {"3", 21024, 2 * 24576, 3}}};

struct ProcedureSettings {
    NodeTimes times;
    RanPlace ran_place = RanPlace::kSatellite;
    std::uint8_t preamble_format = 1;
    bool two_step_access = false;    ///< message A and B instead of four (NR Release 16); needs a known timing
    bool data_forwarding = true;     ///< source to target: user data flow from the completed handover on, else from the path switch on
    bool link_between_rans = false;  ///< X2 or Xn; else by way of the core (S1, N2)
    bool home_routed = true;         ///< sessions are set up in the home core
    int most_transmissions = 4;      ///< of a message over the air, 1 to 28
};
Faults check(const ProcedureSettings& settings);

}  // namespace d2c
