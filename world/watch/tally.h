#pragma once
// Sums and counts of a quarter. All integers, so that they come out the same in whatever order windows are added.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace d2c {

/// Histogram of decibel bins; values outside fall into the end bins.
template <class Count>
class DecibelBins {
  public:
    static constexpr std::size_t kBins = 90;
    static constexpr double kBinDb = 1.0;
    explicit DecibelBins(double lowest_db) : lowest_db_{lowest_db} {}
    void add(double db, Count weight = 1) {
        const double bin = std::floor((db - lowest_db_) / kBinDb);
        counts_[static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(kBins - 1)))] += weight;
    }
    template <class Other>
    void merge(const DecibelBins<Other>& other, Count weight = 1) {
        for (std::size_t i = 0; i < kBins; ++i) counts_[i] += weight * static_cast<Count>(other.counts()[i]);
    }
    const std::array<Count, kBins>& counts() const { return counts_; }
    std::array<Count, kBins>& counts() { return counts_; }
    /// Linear within the bin; nothing without entries. Within half a decibel of the sample's own quantile where the density is not far
    /// from even over a decibel (a test); never a decibel off.
    std::optional<double> quantile(double share) const {
        double left = 0.0;
        for (const Count count : counts_) left += static_cast<double>(count);
        if (!(left > 0.0)) return std::nullopt;
        left *= share;
        for (std::size_t i = 0; i < kBins; ++i) {
            const auto count = static_cast<double>(counts_[i]);
            if (count > 0.0 && left <= count) return lowest_db_ + kBinDb * (static_cast<double>(i) + left / count);
            left -= count;
        }
        return lowest_db_ + kBinDb * static_cast<double>(kBins);
    }

  private:
    double lowest_db_;
    std::array<Count, kBins> counts_{};
};
using DecibelHistogram = DecibelBins<std::uint32_t>;
using WeightedDecibelHistogram = DecibelBins<double>;

inline constexpr double kLowestRsrpDbm = -165.0;
inline constexpr double kLowestSinrDb = -45.0;
/// Services in the order of results: those below video, then the rungs of the ladder.
inline constexpr std::size_t kText = 0, kLightData = 1, kVoice = 2, kFirstRung = 3;
/// Most services that a study has.
inline constexpr std::size_t kMaximumServices = 16;

/// By service.
struct TryCounts {
    std::array<std::uint32_t, kMaximumServices> tries{}, successes{};
};
/// Windows are dealt into groups by number, for intervals: each group is a small replication of the quarter.
inline constexpr std::size_t kWindowGroups = 10;

/// Of one spot and class.
struct SpotTally : TryCounts {
    std::uint32_t steps = 0, lit_steps = 0;
    std::uint64_t in_view = 0;             ///< summed over steps
    std::uint64_t rate_bps = 0;            ///< summed over steps, dark ones as zero
    std::uint64_t reference_rate_bps = 0;  ///< summed over lit steps
    std::uint32_t handovers = 0;
    std::uint64_t window_ms = 0;                  ///< phone time looked at
    std::uint64_t played_ms = 0, session_ms = 0;  ///< throughput rule: film played, wall time of sessions
    std::uint64_t played_bits = 0;
    /// Of `successes`, by group of windows. A group's tries follow from its windows.
    std::array<std::array<std::uint16_t, kMaximumServices>, kWindowGroups> group_successes{};
    DecibelHistogram rsrp_dbm{kLowestRsrpDbm};
    DecibelHistogram sinr_db{kLowestSinrDb};
    void merge(const SpotTally& other);
    /// Puts the successes since the last call down to window `number`'s group.
    void close_window(int number);
};

}  // namespace d2c
