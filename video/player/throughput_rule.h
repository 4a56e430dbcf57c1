#pragma once
// Rate adaptation by measured throughput.

#include <array>
#include <cstddef>

#include "video/player/player.h"

namespace d2c {

/// Harmonic mean of the last downloads' throughput times a safety factor; the highest rung whose bit rate is not above it, else the lowest.
/// Harmonic mean: Jiang, Sekar, Zhang, "Improving fairness, efficiency, and stability in HTTP-based adaptive video streaming with FESTIVE",
/// CoNEXT 2012, section 4.3. Window of four segments and factor 0.9: defaults of dash.js 4 for films on demand (module Settings,
/// `movingAverageMethod` slidingWindow; `bandwidthSafetyFactor`). The first segment is of the lowest rung, as nothing was measured yet.
struct ThroughputRule {
    static constexpr std::size_t kLargestWindow = 32;
    std::size_t window = 4;      ///< downloads averaged, 1 to 32
    double safety_factor = 0.9;  ///< above 0, up to 1
};
Faults validate(const ThroughputRule& rule, const std::string& where);

/// The measured throughputs of a session and the rung they lead to.
class ThroughputEstimate {
  public:
    /// Precondition: `rule` is valid.
    explicit ThroughputEstimate(const ThroughputRule& rule) : rule_{rule} {}
    /// `seconds` above 0.
    void add(double bits, double seconds) {
        seconds_per_bit_[next_] = 0.0;
        double others = 0.0;  // first, while the division is under way
        for (std::size_t i = 0; i < rule_.window; ++i) others += seconds_per_bit_[i];
        seconds_per_bit_[next_] = seconds / bits;
        sum_ = others + seconds_per_bit_[next_];
        next_ = next_ + 1 == rule_.window ? 0 : next_ + 1;
        held_ += held_ < rule_.window ? 1 : 0;
    }
    /// Harmonic mean of the window [bit/s]; 0 before the first download.
    double harmonic_mean_bps() const { return held_ == 0 ? 0.0 : static_cast<double>(held_) / sum_; }
    std::size_t choose(const SessionPlan& plan) const {
        if (held_ == 0) return 0;
        // Bit rates rise: as many rungs above the lowest as have theirs at most safety x held / sum. Neither a division nor a branch.
        const double safe = rule_.safety_factor * static_cast<double>(held_);
        std::size_t rung = 0;
        for (std::size_t i = 1; i < plan.rung_count(); ++i) rung += plan.bitrate_bps(i) * sum_ <= safe ? 1u : 0u;
        return rung;
    }

  private:
    ThroughputRule rule_;
    std::array<double, ThroughputRule::kLargestWindow> seconds_per_bit_{};
    double sum_ = 0.0;  // of them
    std::size_t held_ = 0, next_ = 0;
};

/// As `play_fixed_rung`, with the rung of each segment chosen by the rule when it is requested. Precondition: `rule` is valid.
SessionResult play_adaptive(const RateTrace& trace, const SessionPlan& plan, const ThroughputRule& rule, double start_s,
                            const PlayOptions& options = {});

}  // namespace d2c
