#include "world/watch/environment_tally.h"

namespace d2c {

void EnvironmentSums::merge(const EnvironmentSums& other) {
    tries += other.tries;
    successes += other.successes;
    area_tries += other.area_tries;
    area_successes += other.area_successes;
    land_tries += other.land_tries;
    land_successes += other.land_successes;
    people_tries += other.people_tries;
    people_successes += other.people_successes;
}

EnvironmentTally::EnvironmentTally(std::size_t classes, std::size_t environments)
    : environments_{environments}, sums_(classes * environments * kMaximumServices) {}

void EnvironmentTally::add(std::size_t handset, std::size_t environment, const TryWeights& weights, const TryCounts& before,
                           const TryCounts& after) {
    for (std::size_t s = 0; s < kMaximumServices; ++s) {
        const std::uint64_t tries = after.tries[s] - before.tries[s], successes = after.successes[s] - before.successes[s];
        sums_[(handset * environments_ + environment) * kMaximumServices + s].merge(
            {tries, successes, weights.area * tries, weights.area * successes, weights.land * tries, weights.land * successes,
             weights.people * tries, weights.people * successes});
    }
}

bool EnvironmentTally::merge(const EnvironmentTally& other) {
    if (other.empty()) return true;
    if (empty()) {
        *this = other;
        return true;
    }
    if (other.sums_.size() != sums_.size() || other.environments_ != environments_) return false;
    for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i].merge(other.sums_[i]);
    return true;
}

}  // namespace d2c
