#pragma once
// Tries by environment, over the whole Earth: exact sums, the same in whatever order windows are added.

#include <cstdint>
#include <vector>

#include "world/watch/tally.h"

namespace d2c {

/// What the tries of one zone stand for, whole numbers so that sums of them are exact: outside terrestrial coverage, in 0.001 km2 and in
/// thousandths of a person. A quarter's sums stay below 2^58.
struct TryWeights {
    std::uint64_t area = 0, land = 0, people = 0;
};

/// Of one class, environment and service.
struct EnvironmentSums {
    std::uint64_t tries = 0, successes = 0;
    std::uint64_t area_tries = 0, area_successes = 0;
    std::uint64_t land_tries = 0, land_successes = 0;
    std::uint64_t people_tries = 0, people_successes = 0;
    void merge(const EnvironmentSums& other);
};

class EnvironmentTally {
  public:
    EnvironmentTally() = default;
    EnvironmentTally(std::size_t classes, std::size_t environments);
    /// Tries that `after` has more than `before`, each with those weights.
    void add(std::size_t handset, std::size_t environment, const TryWeights& weights, const TryCounts& before, const TryCounts& after);
    /// An empty one takes the other's shape. False, and nothing is merged, where both have one and they differ.
    bool merge(const EnvironmentTally& other);
    bool empty() const { return sums_.empty(); }
    std::size_t environments() const { return environments_; }
    std::size_t classes() const { return environments_ > 0 ? sums_.size() / (environments_ * kMaximumServices) : 0; }
    const std::vector<EnvironmentSums>& all() const { return sums_; }
    std::vector<EnvironmentSums>& all() { return sums_; }
    const EnvironmentSums& of(std::size_t handset, std::size_t environment, std::size_t service) const {
        return sums_[(handset * environments_ + environment) * kMaximumServices + service];
    }

  private:
    std::size_t environments_ = 0;
    std::vector<EnvironmentSums> sums_;
};

}  // namespace d2c
