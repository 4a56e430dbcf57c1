#pragma once
// Phones over the years: who has which, by country group and quarter.

#include <cstddef>
#include <vector>

#include "base/id.h"
#include "base/instant.h"
#include "scenarios/study.h"

namespace d2c {

/// Shares of phones in use, by class of the study, for each country group.
class PhoneMix {
  public:
    /// Of the middle of a quarter. Precondition: the study has `adoption`.
    PhoneMix(const Study& study, Quarter quarter);
    std::size_t group_count() const { return shares_.size(); }
    /// The group that names the country, else the one that names none.
    std::size_t group_of(AreaCode area) const { return group_of_area_[area.index()]; }
    /// They add up to 1.
    const std::vector<double>& shares(std::size_t group) const { return shares_[group]; }
    double share(AreaCode area, std::size_t handset) const { return shares_[group_of(area)][handset]; }

  private:
    std::vector<std::vector<double>> shares_;
    std::vector<std::size_t> group_of_area_;
};

}  // namespace d2c
