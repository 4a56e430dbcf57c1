#pragma once
// Text: the lowest service.

#include "video/ladder.h"
#include "video/rate_trace.h"

namespace d2c {

/// What travels with a message [byte]: IPv4 and TCP headers 20 + 20 (RFC 791, RFC 9293), TLS 1.3 record 22 (RFC 8446 section 5.2: header 5,
/// content type 1, tag 16), and 10 for PDCP, RLC and MAC headers. Assumption: one packet on a connection that stands.
inline constexpr double kTextOverheadBytes = 72.0;

/// Seconds from sending at `sent_s` until the last bit of the message is through; `RateTrace::kNever` if the trace ends before.
double message_delivery_s(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes = kTextOverheadBytes);
/// Whether that is within `each_within_s`.
bool message_succeeds(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes = kTextOverheadBytes);

}  // namespace d2c
