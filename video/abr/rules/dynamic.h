#pragma once
// DYNAMIC of Spiteri et al. 2019, section 5: throughput while the buffer is short, BOLA once it is not.

#include "video/abr/rules/bola.h"
#include "video/abr/rules/throughput.h"

namespace d2c::abr {

/// Both rules are asked each time. BOLA takes over above 10 s of buffer where it asks for no less than throughput, and hands back below
/// 10 s where it asks for less. Downloads are given up as the throughput rule does.
class DynamicRule final : public Rule {
  public:
    DynamicRule(const Movie& movie, double max_buffer_ms) : bola_{movie, max_buffer_ms}, throughput_{movie} {}
    Choice choose(const Situation& now) override;
    std::optional<std::size_t> give_up(const Download& download, const Situation& now) override {
        return throughput_.give_up(download, now);
    }

  private:
    static constexpr double kThreshold_ms = 10e3;  // Sabre: low_buffer_threshold
    BolaRule bola_;
    ThroughputRule throughput_;
    bool by_bola_ = false;
};

}  // namespace d2c::abr
