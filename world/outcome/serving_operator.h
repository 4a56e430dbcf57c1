#pragma once
// Whose network lights a place: the operator behind the right that is used there.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "world/run/world_model.h"

namespace d2c {

/// At the end of a quarter, class by class. Asked again for the same jurisdiction it looks nothing up.
class ServingOperators {
  public:
    ServingOperators(const WorldModel& world, Quarter quarter);
    /// Row of `roaming.operators` whose right carries most spectrum there, of the rights that any payload and the class can use; equal
    /// ones: the first. Nothing without a right, or where no operator of the market is its holder.
    std::optional<std::size_t> of(Jurisdiction spot, std::size_t handset);
    const std::string& id(std::size_t row) const { return study_->roaming.market.operators[row].id; }

  private:
    std::optional<std::size_t> look_up(Jurisdiction spot, std::size_t handset) const;
    const Study* study_;
    Instant at_;
    std::vector<std::string> bands_;  ///< of all payloads
    std::vector<std::map<Jurisdiction, std::optional<std::size_t>>> known_;
};

}  // namespace d2c
