#include "world/run/strata_rows.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "world/outcome/verdicts.h"

namespace d2c {
namespace {

std::uint64_t in_thousandths(double value) { return static_cast<std::uint64_t>(std::llround(1000.0 * value)); }

using Groups = std::array<EnvironmentTally, kWindowGroups>;
using Figure = std::uint64_t EnvironmentSums::*;

/// Successes of tries, both weighed alike, of one class, environment and service; nothing where the tries stand for nothing.
class Shares {
  public:
    Shares(const Groups& tallies, const WindowGroups& groups, std::size_t c, std::size_t e, std::size_t s) : groups_{groups} {
        for (std::size_t g = 0; g < groups.count(); ++g) {
            if (tallies[g].empty()) continue;
            of_group_[g] = tallies[g].of(c, e, s);
            tries_ += of_group_[g].tries;
        }
    }
    std::uint64_t tries() const { return tries_; }
    void set(Figure successes, Figure tries, std::optional<double>& share, std::optional<double>& low, std::optional<double>& high) const {
        GroupedSums sums;
        for (std::size_t g = 0; g < groups_.count(); ++g) {
            sums.part[g] = static_cast<double>(of_group_[g].*successes);
            sums.whole[g] = static_cast<double>(of_group_[g].*tries);
        }
        const auto grouped = grouped_share(sums, static_cast<double>(tries_), groups_);
        if (!grouped) return;
        share = grouped->share;
        if (!grouped->interval) return;
        low = grouped->interval->low;
        high = grouped->interval->high;
    }

  private:
    const WindowGroups& groups_;
    std::array<EnvironmentSums, kWindowGroups> of_group_{};
    std::uint64_t tries_ = 0;
};

}  // namespace

TryWeights weights_of(const Zone& zone, double cell_area_km2, double people_outside) {
    const std::uint64_t area = in_thousandths(zone.uncovered_area_share * cell_area_km2);
    return {area, zone.on_land ? area : 0, in_thousandths(people_outside)};
}

std::vector<results::EnvironmentQualityRow> environment_rows(const WorldModel& world, Quarter quarter, const Groups& tallies, int windows) {
    std::vector<results::EnvironmentQualityRow> rows;
    if (std::all_of(tallies.begin(), tallies.end(), [](const EnvironmentTally& tally) { return tally.empty(); })) return rows;
    const Study& study = *world.study;
    const WindowGroups groups{windows};
    for (std::size_t c = 0; c < study.handsets.size(); ++c) {
        for (std::size_t s = 0; s < study.services.ladder.rungs.size() + kFirstRung; ++s) {
            for (std::size_t e = 0; e < study.where.size(); ++e) {
                const Shares shares{tallies, groups, c, e, s};
                results::EnvironmentQualityRow row;
                row.quarter = quarter.index;
                row.handset_class = static_cast<int>(c);
                row.service = static_cast<int>(s);
                row.environment = static_cast<int>(e);
                row.id = study.where[e].environment.id;
                row.share_of_tries = study.where[e].share;
                row.tries = static_cast<std::int64_t>(shares.tries());
                using Sums = EnvironmentSums;
                shares.set(&Sums::area_successes, &Sums::area_tries, row.area_success_share, row.success.area_low, row.success.area_high);
                shares.set(&Sums::land_successes, &Sums::land_tries, row.land_success_share, row.success.land_low, row.success.land_high);
                shares.set(&Sums::people_successes, &Sums::people_tries, row.people_success_share, row.success.people_low,
                           row.success.people_high);
                rows.push_back(std::move(row));
            }
        }
    }
    return rows;
}

std::vector<results::ShipQualityRow> ship_rows(const WorldModel& world, Quarter quarter, const DemandMap& demand, const Tallies& tallies,
                                               int windows) {
    std::vector<results::ShipQualityRow> rows;
    const Study& study = *world.study;
    if (!study.demand.ships) return rows;
    const Verdicts verdicts{study, windows};
    const std::size_t classes = study.handsets.size();
    for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t s = 0; s < study.services.ladder.rungs.size() + kFirstRung; ++s) {
            results::ShipQualityRow row;
            row.quarter = quarter.index;
            row.handset_class = static_cast<int>(c);
            row.service = static_cast<int>(s);
            ReplicatedSum held;
            for (std::size_t z = 0; z < world.zones.zones.size(); ++z) {
                row.people_on_ships += demand.people_on_ships[z];
                if (const SpotTally* mine = tallies[z * classes + c].get()) held.add(demand.people_on_ships[z], verdicts.of(*mine, s));
            }
            row.held_people = held.all;
            row.held_people_share = row.people_on_ships > 0.0 ? std::min(1.0, row.held_people / row.people_on_ships) : 0.0;
            if (const auto interval = verdicts.interval(held, row.people_on_ships, s)) {
                row.held.people_low = interval->low;
                row.held.people_high = interval->high;
            }
            rows.push_back(row);
        }
    }
    return rows;
}

}  // namespace d2c
