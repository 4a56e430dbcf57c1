#pragma once
// What came in each interval of a time.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace d2c {

class GoodputSeries {
  public:
    /// Precondition: `interval_s` above 0. Intervals count from `start_s`.
    explicit GoodputSeries(double interval_s, double start_s = 0.0) : interval_s_{interval_s}, start_s_{start_s} {}
    /// `octets` came at `at_s`, not before the start.
    void add(double at_s, std::uint64_t octets) {
        const auto interval = static_cast<std::size_t>(std::floor((at_s - start_s_) / interval_s_));
        if (interval >= octets_.size()) octets_.resize(interval + 1);
        octets_[interval] += octets;
        total_octets_ += octets;
    }
    std::size_t intervals() const { return octets_.size(); }
    double bits_per_second(std::size_t interval) const {
        return interval < octets_.size() ? 8.0 * static_cast<double>(octets_[interval]) / interval_s_ : 0.0;
    }
    /// Mean over whole intervals from `first` to before `last`.
    double mean_bits_per_second(std::size_t first, std::size_t last) const {
        double sum = 0.0;
        for (std::size_t i = first; i < last; ++i) sum += bits_per_second(i);
        return last > first ? sum / static_cast<double>(last - first) : 0.0;
    }
    std::uint64_t total_octets() const { return total_octets_; }

  private:
    double interval_s_, start_s_;
    std::vector<std::uint64_t> octets_;
    std::uint64_t total_octets_ = 0;
};

}  // namespace d2c
