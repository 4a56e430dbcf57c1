#include "roaming/machine/link_monitor.h"

namespace d2c {

void LinkMonitor::start(Instant at, Db sinr) {
    at_ = at;
    sinr_ = sinr;
    out_ = in_ = {};
    timing_ = false;
}

std::optional<Instant> LinkMonitor::advance(Instant to) {
    if (to <= at_) return std::nullopt;
    const Instant from = at_;
    const auto elapsed = to - from;
    at_ = to;
    if (sinr_ >= settings_.qin) {
        out_ = {};
        const auto needed = settings_.n311 * std::chrono::nanoseconds{settings_.indication_period} - in_;
        in_ += elapsed;
        if (!timing_) return std::nullopt;
        if (from + needed < t310_ends_ && elapsed >= needed) timing_ = false;
    } else if (!(sinr_ >= settings_.qout)) {  // a NaN is no reception
        in_ = {};
        const auto needed = settings_.n310 * std::chrono::nanoseconds{settings_.indication_period} - out_;
        out_ += elapsed;
        if (!timing_ && elapsed >= needed) {
            timing_ = true;
            t310_ends_ = (needed.count() > 0 ? from + needed : from) + settings_.t310;
        }
    }
    if (!timing_ || t310_ends_ > to) return std::nullopt;
    timing_ = false;
    return t310_ends_;
}

}  // namespace d2c
