#pragma once
// Which zones hold a service, with all windows of a quarter and without each group of them.

#include <array>
#include <cstdint>
#include <optional>

#include "scenarios/study.h"
#include "world/outcome/intervals.h"

namespace d2c {

/// Share of the tries that must succeed.
double min_success_share(const Study& study, std::size_t service);

class Verdicts {
  public:
    Verdicts(const Study& study, int windows);
    const WindowGroups& groups() const { return groups_; }
    /// Bit g: held without window group g; bit kWindowGroups: with all windows. Of a tally that has the tries of all its windows.
    std::uint32_t of(const SpotTally& tally, std::size_t service) const;
    /// Of a sum over zones by such verdicts. Nothing where a quarter has too few tries for verdicts on that service.
    std::optional<Interval> interval(const ReplicatedSum& sum, double whole, std::size_t service) const;

  private:
    const Study& study_;
    WindowGroups groups_;
    std::array<std::uint32_t, kMaximumServices> tries_;  ///< of a phone in a window
};

/// Least number of windows after which a place of which every try succeeded is known to hold the service: its own interval (95 %) stays
/// above the share that must succeed. Nothing where no number would do, that is where every try must succeed.
std::optional<int> least_windows_for_certainty(const Study& study, std::size_t service);

}  // namespace d2c
