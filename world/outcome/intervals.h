#pragma once
// How far off a figure of a quarter may be: its windows are the independent replications, dealt into groups.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "world/watch/tally.h"

namespace d2c {

struct Interval {
    double low = 0.0, high = 0.0;
};

/// Student's t with that many degrees of freedom: `confidence` of its values lie between minus and plus this. Closed form of the
/// distribution for whole degrees, inverted by bisection to 1e-12. Precondition: degrees >= 1, 0 < confidence < 1.
double student_t(int degrees, double confidence);

/// How a quarter's windows fall into groups: by their number, so that units and batches play no role.
class WindowGroups {
  public:
    explicit WindowGroups(int windows);
    /// Of groups with a window in them; less than two give no interval.
    std::size_t count() const { return sizes_.size(); }
    int size(std::size_t group) const { return sizes_[group]; }
    int windows() const { return windows_; }

  private:
    int windows_;
    std::vector<int> sizes_;
};

/// A sum over the Earth with all windows, and without each group of them.
struct ReplicatedSum {
    double all = 0.0;
    std::array<double, kWindowGroups> without{};
    /// `held`: bit g says whether it counts without group g, bit kWindowGroups whether with all windows.
    void add(double weight, std::uint32_t held) {
        if (held == 0) return;
        all += (held >> kWindowGroups & 1u) != 0 ? weight : 0.0;
        for (std::size_t g = 0; g < kWindowGroups; ++g) without[g] += (held >> g & 1u) != 0 ? weight : 0.0;
    }
    void add(const ReplicatedSum& other, double weight = 1.0) {
        all += weight * other.all;
        for (std::size_t g = 0; g < kWindowGroups; ++g) without[g] += weight * other.without[g];
    }
};

/// Delete-one-group jackknife of `sum / whole` with Student's t (docs/models/world.md, "Sampling"), within 0 to 1. Of no width where no
/// group makes a difference. Nothing without two groups or without a whole.
std::optional<Interval> jackknife_interval(const ReplicatedSum& sum, double whole, const WindowGroups& groups, double confidence = 0.95);

struct GroupedShare {
    double share = 0.0;
    std::optional<Interval> interval;  ///< 95 %
};
/// What counts and all that could have counted, by group of windows.
struct GroupedSums {
    std::array<double, kWindowGroups> part{}, whole{};
};
/// Share that counts, with Wilson's interval for the number of independent tries that the spread between the groups speaks for, never more
/// than the `tries` that there were. Nothing without a whole.
std::optional<GroupedShare> grouped_share(const GroupedSums& sums, double tries, const WindowGroups& groups);
/// The same of tries that succeeded, `tries_per_window` alike in all windows.
std::optional<GroupedShare> grouped_share(const std::array<std::uint64_t, kWindowGroups>& successes, std::uint64_t tries_per_window,
                                          const WindowGroups& groups);

}  // namespace d2c
