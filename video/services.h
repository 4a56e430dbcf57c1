#pragma once
// The services below video, lowest first: a message, a small transfer, a call. What one try is, and when it succeeds.

#include <span>
#include <string>

#include "base/error.h"
#include "base/quantity.h"
#include "video/ladder.h"
#include "video/rate_trace.h"

namespace d2c {

/// What travels with a packet over the radio link beside its content [byte]: IPv4 and TCP headers 20 + 20 (RFC 791, RFC 9293), TLS 1.3
/// record 22 (RFC 8446 section 5.2: header 5, content type 1, tag 16), and 10 for PDCP, RLC and MAC headers (assumption).
inline constexpr double kPacketOverheadBytes = 72.0;
/// Content of a full packet [byte]: 1500 (RFC 894) less IPv4, TCP and TLS.
inline constexpr double kPacketContentBytes = 1438.0;

/// Bits of a message over the radio link, headers included.
double message_bits(const TextService& service, double overhead_bytes = kPacketOverheadBytes);
/// Seconds from sending at `sent_s` until the last bit of the message is through; `RateTrace::kNever` if the trace ends before.
/// Assumption: one packet on a connection that stands.
double message_delivery_s(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes = kPacketOverheadBytes);
/// Whether that is within `each_within_s`.
bool message_succeeds(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes = kPacketOverheadBytes);

/// Light data: what a messaging application or a map loads at once, on a connection of its own.
struct LightDataService {
    int transfers = 5;  ///< tries per window and phone
    double content_bytes = 50e3;
    double each_within_s = 15.0;
    int round_trips = 5;  ///< before the last packet comes: connection, encryption, request, growth of the window
    double round_trip_s = 0.15;
    double min_success_share = 0.95;
};
/// Bits of a transfer over the radio link, headers included.
double transfer_bits(const LightDataService& service);
/// Seconds from the wish at `start_s` until the last bit: the link's first moment with a rate, the round trips, then the bits at the
/// trace's rate. `RateTrace::kNever` if the trace ends before.
double transfer_duration_s(const RateTrace& trace, const LightDataService& service, double start_s);
/// Whether that is within `each_within_s`. False for NaN.
bool transfer_succeeds(const RateTrace& trace, const LightDataService& service, double start_s);

/// Voice: a call over the satellite at one end. Frames both ways; one that comes later than `max_delay_s` from mouth to ear is lost.
struct VoiceService {
    int calls = 3;  ///< tries per window and phone
    double call_s = 60.0;
    BitsPerSecond codec_rate{13.2e3};
    double frame_s = 0.02;
    double header_bytes = 7.0;  ///< of each frame over the radio link
    double max_delay_s = 0.4;   ///< mouth to ear, one way
    double max_loss_share = 0.02;
    double device_delay_s = 0.157;       ///< both phones together: codec, frame, buffer against jitter
    double path_delay_s = 0.1;           ///< satellite to core, and the other phone's access
    double scheduling_delay_s = 0.02;    ///< wait for the next transmission of the satellite link
    int repetitions = 1;                 ///< of a block that its receiver could not read, allowed for in the delay
    double repetition_s = 0.008;         ///< of one repetition, without propagation
    double residual_loss_share = 0.001;  ///< frames that stay lost on the radio link after the repetitions
    double min_success_share = 0.95;
};
/// Rate of one direction over the radio link, headers included: with 13.2 kbit/s, 20 ms and 7 bytes 16 kbit/s.
BitsPerSecond radio_rate(const VoiceService& service);
/// Time a frame may wait for the link and still come in time [s]: what `max_delay_s` leaves after the fixed delays and the propagation over
/// `slant_range` once and twice more for each repetition. Negative: no frame can be in time.
double slack_s(const VoiceService& service, Metres slant_range);

/// Time a frame may take through a network that is simulated packet by packet [s]: what `max_delay_s` leaves after both phones and, with
/// `path_elsewhere`, the path beyond the satellite.
double network_budget_s(const VoiceService& service, bool path_elsewhere = true);
/// Octets of one frame's content: 33 with 13.2 kbit/s and 20 ms.
double frame_octets(const VoiceService& service);

/// Share of a constant stream of `stream` from `start_s` to `end_s` that a link of this rate does not carry within `slack_s` of waiting.
/// First come, first served; what cannot come in time is not sent. Exact for a fluid stream and a piecewise-linear rate: with frames of
/// 20 ms, to one frame at each change of the link. A sender that wastes the link on frames too late to be used loses more, but only while
/// the rate is below the stream's. `link` holds segments in order; time outside them, up to `end_s`, carries nothing. 1 where `slack_s` is
/// negative; NaN for a NaN or an empty time.
double late_share(std::span<const RateSegment> link, double start_s, double end_s, BitsPerSecond stream, double slack_s);
/// Whether a call from `start_s` loses at most `max_loss_share` of its frames in each direction. False for NaN.
bool call_succeeds(std::span<const RateSegment> down, std::span<const RateSegment> up, const VoiceService& service, double start_s,
                   double slack_s);

/// Every field out of range, NaN included, named `<where>.<field>` with its unit.
Faults validate(const LightDataService& service, const std::string& where);
Faults validate(const VoiceService& service, const std::string& where);

}  // namespace d2c
