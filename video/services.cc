#include "video/services.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/constants.h"
#include "base/require.h"

namespace d2c {
namespace {

constexpr double kBitsPerByte = 8.0;

/// A queue of a constant stream, as the age of its oldest frame: it grows by the time that the link falls short, up to the slack, beyond
/// which frames are dropped.
class Queue {
  public:
    Queue(double stream_bps, double slack_s) : stream_bps_{stream_bps}, slack_s_{slack_s} {}
    double lost_s() const { return lost_s_; }

    /// Time in which the rate goes linearly from one value to another.
    void pass(double duration_s, double from_bps, double to_bps) {
        const double short_before = stream_bps_ - from_bps, short_after = stream_bps_ - to_bps;
        if ((short_before > 0.0) == (short_after > 0.0)) {
            step(duration_s, from_bps, to_bps);
            return;
        }
        const double crossing_s = duration_s * short_before / (short_before - short_after);
        step(crossing_s, from_bps, stream_bps_);
        step(duration_s - crossing_s, stream_bps_, to_bps);
    }

  private:
    /// Nowhere within it does the rate pass that of the stream.
    void step(double duration_s, double from_bps, double to_bps) {
        const double age_s = age_s_ + duration_s * (1.0 - (from_bps + to_bps) / (2.0 * stream_bps_));
        lost_s_ += std::max(0.0, age_s - slack_s_);
        age_s_ = std::clamp(age_s, 0.0, slack_s_);
    }

    double stream_bps_, slack_s_;
    double age_s_ = 0.0, lost_s_ = 0.0;
};

}  // namespace

double message_bits(const TextService& service, double overhead_bytes) { return kBitsPerByte * (service.message_bytes + overhead_bytes); }

double message_delivery_s(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes) {
    return trace.time_when_received(sent_s, message_bits(service, overhead_bytes)) - sent_s;
}

bool message_succeeds(const RateTrace& trace, const TextService& service, double sent_s, double overhead_bytes) {
    return message_delivery_s(trace, service, sent_s, overhead_bytes) <= service.each_within_s;
}

double transfer_bits(const LightDataService& service) {
    const double packets = std::ceil(service.content_bytes / kPacketContentBytes);
    return kBitsPerByte * (service.content_bytes + packets * kPacketOverheadBytes);
}

double transfer_duration_s(const RateTrace& trace, const LightDataService& service, double start_s) {
    const double lit_s = trace.time_when_received(start_s, 1.0);
    return trace.time_when_received(lit_s + service.round_trips * service.round_trip_s, transfer_bits(service)) - start_s;
}

bool transfer_succeeds(const RateTrace& trace, const LightDataService& service, double start_s) {
    return transfer_duration_s(trace, service, start_s) <= service.each_within_s;
}

BitsPerSecond radio_rate(const VoiceService& service) {
    return {service.codec_rate.value + kBitsPerByte * service.header_bytes / service.frame_s};
}

double slack_s(const VoiceService& service, Metres slant_range) {
    const double propagation_s = slant_range.value / kSpeedOfLightMPerS;
    return service.max_delay_s - service.device_delay_s - service.path_delay_s - service.scheduling_delay_s - propagation_s -
           service.repetitions * (service.repetition_s + 2.0 * propagation_s);
}

double network_budget_s(const VoiceService& service, bool path_elsewhere) {
    return service.max_delay_s - service.device_delay_s - (path_elsewhere ? service.path_delay_s : 0.0);
}

double frame_octets(const VoiceService& service) { return service.codec_rate.value * service.frame_s / kBitsPerByte; }

double late_share(std::span<const RateSegment> link, double start_s, double end_s, BitsPerSecond stream, double slack) {
    if (!(end_s > start_s) || !(stream.value > 0.0) || std::isnan(slack)) return std::numeric_limits<double>::quiet_NaN();
    if (slack < 0.0) return 1.0;
    Queue queue{stream.value, slack};
    double now_s = start_s;
    // A frame is dropped `slack` after it was due: frames of the last moments may still be dropped after the end.
    const double last_s = end_s + slack;
    auto segment = std::partition_point(link.begin(), link.end(), [&](const RateSegment& s) { return s.end_s <= start_s; });
    for (; segment != link.end() && segment->start_s < last_s; ++segment) {
        const double from_s = std::max(segment->start_s, now_s), to_s = std::min(segment->end_s, last_s);
        if (from_s > now_s) queue.pass(from_s - now_s, 0.0, 0.0);
        const double slope = (segment->end_bps - segment->start_bps) / (segment->end_s - segment->start_s);
        queue.pass(to_s - from_s, segment->start_bps + slope * (from_s - segment->start_s),
                   segment->start_bps + slope * (to_s - segment->start_s));
        now_s = to_s;
    }
    if (now_s < end_s) queue.pass(end_s - now_s, 0.0, 0.0);
    return std::min(1.0, queue.lost_s() / (end_s - start_s));
}

bool call_succeeds(std::span<const RateSegment> down, std::span<const RateSegment> up, const VoiceService& service, double start_s,
                   double slack) {
    const BitsPerSecond rate = radio_rate(service);
    const double end_s = start_s + service.call_s;
    return late_share(down, start_s, end_s, rate, slack) + service.residual_loss_share <= service.max_loss_share &&
           late_share(up, start_s, end_s, rate, slack) + service.residual_loss_share <= service.max_loss_share;
}

Faults validate(const LightDataService& s, const std::string& where) {
    Faults faults;
    require(faults, s.transfers >= 1 && s.transfers <= 1000, where + ".transfers", s.transfers, "1 to 1000");
    require(faults, within(s.content_bytes, 1.0, 1e9), where + ".content_bytes", s.content_bytes, "1 to 1000000000 [byte]");
    require(faults, s.each_within_s > 0.0 && s.each_within_s <= 86400.0, where + ".each_within_s", s.each_within_s,
            "above 0, up to 86400 [s]");
    require(faults, s.round_trips >= 0 && s.round_trips <= 100, where + ".round_trips", s.round_trips, "0 to 100");
    require(faults, within(s.round_trip_s, 0.0, 10.0), where + ".round_trip_s", s.round_trip_s, "0 to 10 [s]");
    require(faults, within(s.min_success_share, 0.0, 1.0), where + ".min_success_share", s.min_success_share, "0 to 1");
    return faults;
}

Faults validate(const VoiceService& s, const std::string& where) {
    Faults faults;
    require(faults, s.calls >= 1 && s.calls <= 1000, where + ".calls", s.calls, "1 to 1000");
    require(faults, within(s.call_s, 1.0, 86400.0), where + ".call_s", s.call_s, "1 to 86400 [s]");
    require(faults, within(s.codec_rate.value, 1e3, 1e6), where + ".codec_rate_kbps", s.codec_rate.value / 1e3, "1 to 1000 [kbit/s]");
    require(faults, within(s.frame_s, 0.005, 0.2), where + ".frame_ms", s.frame_s * 1e3, "5 to 200 [ms]");
    require(faults, within(s.header_bytes, 0.0, 200.0), where + ".header_bytes", s.header_bytes, "0 to 200 [byte]");
    require(faults, within(s.max_delay_s, 0.01, 10.0), where + ".max_delay_ms", s.max_delay_s * 1e3, "10 to 10000 [ms]");
    require(faults, within(s.max_loss_share, 0.0, 0.5), where + ".max_loss_share", s.max_loss_share, "0 to 0.5");
    require(faults, within(s.device_delay_s, 0.0, 5.0), where + ".device_delay_ms", s.device_delay_s * 1e3, "0 to 5000 [ms]");
    require(faults, within(s.path_delay_s, 0.0, 5.0), where + ".path_delay_ms", s.path_delay_s * 1e3, "0 to 5000 [ms]");
    require(faults, within(s.scheduling_delay_s, 0.0, 5.0), where + ".scheduling_delay_ms", s.scheduling_delay_s * 1e3, "0 to 5000 [ms]");
    require(faults, s.repetitions >= 0 && s.repetitions <= 32, where + ".repetitions", s.repetitions, "0 to 32");
    require(faults, within(s.repetition_s, 0.0, 1.0), where + ".repetition_ms", s.repetition_s * 1e3, "0 to 1000 [ms]");
    require(faults, within(s.residual_loss_share, 0.0, 0.5), where + ".residual_loss_share", s.residual_loss_share, "0 to 0.5");
    require(faults, within(s.min_success_share, 0.0, 1.0), where + ".min_success_share", s.min_success_share, "0 to 1");
    return faults;
}

}  // namespace d2c
