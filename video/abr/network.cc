#include "video/abr/network.h"

#include <algorithm>
#include <utility>

namespace d2c::abr {

NetworkWalk::NetworkWalk(const std::vector<NetworkPeriod>& trace, std::function<void(const NetworkPeriod&)> entered)
    : trace_{trace}, entered_{std::move(entered)}, left_ms_{trace.front().duration_ms} {
    entered_(trace_.front());
}

void NetworkWalk::next_period() {
    now_ms_ += left_ms_;
    index_ = index_ + 1 == trace_.size() ? 0 : index_ + 1;
    left_ms_ = trace_[index_].duration_ms;
    entered_(trace_[index_]);
}

void NetworkWalk::wait(double ms) {
    while (ms > left_ms_) {
        ms -= left_ms_;
        next_period();
    }
    pass(ms);
}

double NetworkWalk::request() {
    double way = 1.0, total_ms = 0.0;  // share of the way to the first bit that is left
    while (way > 0.0) {
        const double ms = way * period().latency_ms;
        if (ms <= left_ms_) {
            pass(ms);
            return total_ms + ms;
        }
        total_ms += left_ms_;
        way -= left_ms_ / period().latency_ms;
        next_period();
    }
    return total_ms;
}

double NetworkWalk::receive(double bits) {
    double total_ms = 0.0;
    while (bits > left_ms_ * period().bandwidth_kbps) {
        total_ms += left_ms_;
        bits -= left_ms_ * period().bandwidth_kbps;
        next_period();
    }
    if (!(bits > 0.0)) return total_ms;
    const double ms = bits / period().bandwidth_kbps;
    pass(ms);
    return total_ms + ms;
}

NetworkWalk::Part NetworkWalk::receive_some(double bits, double least_bits, double least_ms) {
    Part part{0.0, 0.0};
    while (bits > 0.0 && (least_bits > 0.0 || least_ms > 0.0)) {
        const double bandwidth_kbps = period().bandwidth_kbps;
        const double wanted_bits = std::min(bits, std::max(least_bits, least_ms * bandwidth_kbps));
        double got_bits, ms;
        if (bandwidth_kbps > 0.0 && wanted_bits <= left_ms_ * bandwidth_kbps) {
            got_bits = wanted_bits;
            ms = got_bits / bandwidth_kbps;
            pass(ms);
            part.bits += got_bits;
            part.ms += ms;
            return part;
        }
        if (bandwidth_kbps > 0.0 || least_bits > 0.0 || least_ms > left_ms_) {
            got_bits = left_ms_ * bandwidth_kbps;
            ms = left_ms_;
            next_period();
        } else {
            got_bits = 0.0;
            ms = least_ms;
            pass(ms);
        }
        part.bits += got_bits;
        part.ms += ms;
        bits -= got_bits;
        least_bits -= got_bits;
        least_ms -= ms;
    }
    return part;
}

}  // namespace d2c::abr
