#include "video/text.h"

namespace d2c {

double message_delivery_s(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes) {
    return trace.time_when_received(sent_s, 8.0 * (service.message_bytes + overhead_bytes)) - sent_s;
}

bool message_succeeds(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes) {
    return message_delivery_s(trace, service, sent_s, overhead_bytes) <= service.each_within_s;
}

}  // namespace d2c
