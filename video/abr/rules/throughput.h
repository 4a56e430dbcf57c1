#pragma once
// The throughput rule of dash.js as of Spiteri et al. 2019, section 3: rate below 0.9 of the estimate, held down while the buffer is short.

#include "video/abr/rule.h"

namespace d2c::abr {

/// The highest rung whose download, latency included, is expected to take no longer than its segment plays.
std::size_t rung_for_throughput(const Movie& movie, double throughput_kbps, double latency_ms);

/// Shrinks from 0.9 by a tenth with each use, to no less than 0.5.
class SafetyFactor {
  public:
    double use() {
        const double now = value_;
        value_ = value_ * 0.9 > 0.5 ? value_ * 0.9 : 0.5;
        return now;
    }

  private:
    double value_ = 0.9;
};

/// Insufficient buffer rule: the highest rung up to `rung` that comes before the buffer is empty, with `safety` on what can come.
std::size_t rung_for_buffer(const Movie& movie, std::size_t rung, const Situation& now, double safety);

class ThroughputRule final : public Rule {
  public:
    explicit ThroughputRule(const Movie& movie) : movie_{movie} {}
    Choice choose(const Situation& now) override;
    /// After half a second, if at the throughput so far the download would take more than 1.8 times what its segment plays, and a lower
    /// rung is quicker (dash.js's AbandonRequestsRule).
    std::optional<std::size_t> give_up(const Download& download, const Situation& now) override;

  private:
    const Movie& movie_;
    SafetyFactor safety_;
};

}  // namespace d2c::abr
