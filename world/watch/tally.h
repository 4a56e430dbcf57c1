#pragma once
// Sums and counts of a quarter. All integers, so that they come out the same in whatever order windows are added.

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <optional>

namespace d2c {

/// Counts by bin.
template <class Count, std::size_t kCount>
class CountBins {
  public:
    static constexpr std::size_t kBins = kCount;
    const std::array<Count, kBins>& counts() const { return counts_; }
    std::array<Count, kBins>& counts() { return counts_; }

  protected:
    template <class Other>
    void add_all(const CountBins<Other, kCount>& other, Count weight) {
        for (std::size_t i = 0; i < kBins; ++i) counts_[i] += weight * static_cast<Count>(other.counts()[i]);
    }
    /// Where a share of all lies: a bin, how many of its entries come before, and its entries. Nothing without entries.
    struct Place {
        std::size_t bin;
        double before, entries;
    };
    std::optional<Place> place_of(double share) const {
        double left = 0.0;
        for (const Count count : counts_) left += static_cast<double>(count);
        if (!(left > 0.0)) return std::nullopt;
        left *= share;
        Place place{0, 0.0, 1.0};
        for (std::size_t i = 0; i < kBins; ++i) {
            const auto count = static_cast<double>(counts_[i]);
            if (!(count > 0.0)) continue;
            if (left <= count) return Place{i, left, count};
            place = {i, count, count};
            left -= count;
        }
        return place;
    }
    std::array<Count, kBins> counts_{};
};

/// Histogram of decibel bins; values outside fall into the end bins.
template <class Count>
class DecibelBins : public CountBins<Count, 90> {
  public:
    using CountBins<Count, 90>::kBins;
    static constexpr double kBinDb = 1.0;
    explicit DecibelBins(double lowest_db) : lowest_db_{lowest_db} {}
    void add(double db, Count weight = 1) {
        const double bin = std::floor((db - lowest_db_) / kBinDb);
        this->counts_[static_cast<std::size_t>(std::clamp(bin, 0.0, static_cast<double>(kBins - 1)))] += weight;
    }
    template <class Other>
    void merge(const DecibelBins<Other>& other, Count weight = 1) {
        this->add_all(other, weight);
    }
    /// Linear within the bin; nothing without entries. Within half a decibel of the sample's own quantile where the density is not far
    /// from even over a decibel (a test); never a decibel off.
    std::optional<double> quantile(double share) const {
        const auto place = this->place_of(share);
        if (!place) return std::nullopt;
        return lowest_db_ + kBinDb * (static_cast<double>(place->bin) + place->before / place->entries);
    }

  private:
    double lowest_db_;
};
using DecibelHistogram = DecibelBins<std::uint32_t>;
using WeightedDecibelHistogram = DecibelBins<double>;

/// Histogram of interruptions: bins of 8 ms below 32 ms, of 2 ms to 96 ms, where handovers are, then of half an octave. Longer ones than
/// 98 s fall into the last bin.
template <class Count>
class InterruptionBins : public CountBins<Count, 56> {
  public:
    using CountBins<Count, 56>::kBins;
    void add(double ms, Count weight = 1) { this->counts_[bin_of(ms)] += weight; }
    template <class Other>
    void merge(const InterruptionBins<Other>& other, Count weight = 1) {
        this->add_all(other, weight);
    }
    /// Linear within the bin [ms]: 1 ms off at most where handovers are. Nothing without entries.
    std::optional<double> quantile(double share) const {
        const auto place = this->place_of(share);
        if (!place) return std::nullopt;
        const double begin = begin_ms(place->bin);
        return begin + (begin_ms(place->bin + 1) - begin) * place->before / place->entries;
    }
    static double begin_ms(std::size_t bin) {
        const auto i = static_cast<double>(bin);
        return bin <= kCoarse           ? 8.0 * i
               : bin <= kCoarse + kFine ? 32.0 + 2.0 * (i - kCoarse)
                                        : 96.0 * std::exp2(0.5 * (i - kCoarse - kFine));
    }

  private:
    static constexpr std::size_t kCoarse = 4, kFine = 32;
    static std::size_t bin_of(double ms) {
        if (!(ms > 0.0)) return 0;
        if (ms < 32.0) return static_cast<std::size_t>(ms / 8.0);
        if (ms < 96.0) return kCoarse + static_cast<std::size_t>((ms - 32.0) / 2.0);
        return std::min(kBins - 1, kCoarse + kFine + static_cast<std::size_t>(2.0 * std::log2(ms / 96.0)));
    }
};
using InterruptionHistogram = InterruptionBins<std::uint32_t>;
using WeightedInterruptionHistogram = InterruptionBins<double>;

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
    std::uint32_t handovers = 0, ping_pongs = 0;
    std::uint64_t without_service_ms = 0;         ///< without a serving satellite, of all counted steps
    std::uint64_t window_ms = 0;                  ///< phone time looked at
    std::uint64_t played_ms = 0, session_ms = 0;  ///< throughput rule: film played, wall time of sessions
    std::uint64_t played_bits = 0;
    /// Of `successes`, by group of windows. A group's tries follow from its windows.
    std::array<std::array<std::uint16_t, kMaximumServices>, kWindowGroups> group_successes{};
    DecibelHistogram rsrp_dbm{kLowestRsrpDbm};
    DecibelHistogram sinr_db{kLowestSinrDb};
    InterruptionHistogram interruptions;  ///< of the handovers
    void merge(const SpotTally& other);
    /// Puts the successes since the last call down to window `number`'s group.
    void close_window(int number);
};

}  // namespace d2c
