#pragma once
// RobustMPC. X. Yin, A. Jindal, V. Sekar, B. Sinopoli, "A control-theoretic approach for dynamic adaptive video streaming over HTTP",
// SIGCOMM 2015, sections 4 and 5.

#include <array>
#include <cstddef>

#include "video/abr/rule.h"
#include "video/abr/rules/throughput.h"

namespace d2c::abr {

/// Chooses the first of the next five rungs that together promise the most: the sum of bit rates, less their changes, less 3000 kbit/s for
/// each second of stall (the paper's "balanced" viewer, lambda 1 and mu 3000; assumption: weights from memory, the paper was not at hand),
/// at a throughput taken as certain: the harmonic mean of the last five downloads divided by 1 + the largest relative error that mean made
/// in the last five. Every download is charged the estimated latency (the paper has none). The search is exact; of equals the highest rung
/// is taken. The paper gives up no download; asked to, it does so as the throughput rule, and does not request more for that segment again.
class MpcRule final : public Rule {
  public:
    MpcRule(const Movie& movie, double max_buffer_ms) : movie_{movie}, max_buffer_ms_{max_buffer_ms}, throughput_{movie} {}
    Choice choose(const Situation& now) override;
    void downloaded(const Download& download, const Situation& now) override;
    std::optional<std::size_t> give_up(const Download& download, const Situation& now) override {
        return throughput_.give_up(download, now);
    }

  private:
    static constexpr std::size_t kHorizon = 5, kMemory = 5;
    static constexpr double kSwitchWeight = 1.0, kStallWeight_kbps = 3000.0;  // per kbit/s; kbit/s per second of stall
    double harmonic_mean_kbps() const;
    double largest_error() const;
    double best_from(std::size_t segment, std::size_t depth, double buffer_ms, std::size_t previous, double so_far, double best);

    const Movie& movie_;
    double max_buffer_ms_;
    ThroughputRule throughput_;
    std::array<double, kMemory> throughputs_kbps_{}, errors_{};
    std::size_t downloads_ = 0, errors_known_ = 0, last_ = 0;
    std::optional<std::size_t> limited_segment_;
    std::size_t limit_ = 0, horizon_ = 0, first_ = 0, trial_ = 0;
    double certain_kbps_ = 0.0, latency_ms_ = 0.0;
};

}  // namespace d2c::abr
