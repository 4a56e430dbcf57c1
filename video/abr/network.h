#pragma once
// Time and bits on a network trace that repeats.

#include <cstddef>
#include <functional>
#include <vector>

#include "video/abr/movie.h"

namespace d2c::abr {

/// Walks forward through a trace. Precondition of all: the trace is valid and outlives the walk.
class NetworkWalk {
  public:
    /// `entered` is called with each period when the walk comes to it, the first one at once.
    NetworkWalk(const std::vector<NetworkPeriod>& trace, std::function<void(const NetworkPeriod&)> entered);
    double now_ms() const { return now_ms_; }
    const NetworkPeriod& period() const { return trace_[index_]; }

    void wait(double ms);
    /// From a request to its first bit [ms]; where the latency changes on the way, each part of the way takes its period's.
    double request();
    /// Time until `bits` have come [ms].
    double receive(double bits);
    struct Part {
        double bits, ms;
    };
    /// Receives until at least `least_bits` and `least_ms` have passed, or all of `bits` is there.
    Part receive_some(double bits, double least_bits, double least_ms);

  private:
    void pass(double ms) {
        now_ms_ += ms;
        left_ms_ -= ms;
    }
    void next_period();

    const std::vector<NetworkPeriod>& trace_;
    std::function<void(const NetworkPeriod&)> entered_;
    std::size_t index_ = 0;
    double left_ms_ = 0.0, now_ms_ = 0.0;
};

}  // namespace d2c::abr
