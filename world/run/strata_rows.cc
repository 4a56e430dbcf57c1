#include "world/run/strata_rows.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "world/run/rows.h"

namespace d2c {
namespace {

std::uint64_t in_thousandths(double value) { return static_cast<std::uint64_t>(std::llround(1000.0 * value)); }

std::optional<double> share(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return std::nullopt;
    return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

TryWeights weights_of(const Zone& zone, double cell_area_km2, double people_outside) {
    const std::uint64_t area = in_thousandths(zone.uncovered_area_share * cell_area_km2);
    return {area, zone.on_land ? area : 0, in_thousandths(people_outside)};
}

std::vector<results::EnvironmentQualityRow> environment_rows(const WorldModel& world, Quarter quarter, const EnvironmentTally& tally) {
    std::vector<results::EnvironmentQualityRow> rows;
    if (tally.empty()) return rows;
    const Study& study = *world.study;
    for (std::size_t c = 0; c < study.handsets.size(); ++c) {
        for (std::size_t s = 0; s < study.services.ladder.rungs.size() + kFirstRung; ++s) {
            for (std::size_t e = 0; e < study.where.size(); ++e) {
                const EnvironmentSums& sums = tally.of(c, e, s);
                results::EnvironmentQualityRow row;
                row.quarter = quarter.index;
                row.handset_class = static_cast<int>(c);
                row.service = static_cast<int>(s);
                row.environment = static_cast<int>(e);
                row.id = study.where[e].environment.id;
                row.share_of_tries = study.where[e].share;
                row.tries = static_cast<std::int64_t>(sums.tries);
                row.area_success_share = share(sums.area_successes, sums.area_tries);
                row.land_success_share = share(sums.land_successes, sums.land_tries);
                row.people_success_share = share(sums.people_successes, sums.people_tries);
                rows.push_back(row);
            }
        }
    }
    return rows;
}

std::vector<results::ShipQualityRow> ship_rows(const WorldModel& world, Quarter quarter, const DemandMap& demand, const Tallies& tallies) {
    std::vector<results::ShipQualityRow> rows;
    const Study& study = *world.study;
    if (!study.demand.ships) return rows;
    const std::size_t classes = study.handsets.size();
    for (std::size_t c = 0; c < classes; ++c) {
        for (std::size_t s = 0; s < study.services.ladder.rungs.size() + kFirstRung; ++s) {
            results::ShipQualityRow row;
            row.quarter = quarter.index;
            row.handset_class = static_cast<int>(c);
            row.service = static_cast<int>(s);
            for (std::size_t z = 0; z < world.zones.zones.size(); ++z) {
                row.people_on_ships += demand.people_on_ships[z];
                const SpotTally* mine = tallies[z * classes + c].get();
                if (mine != nullptr && holds_service(study, *mine, s)) row.held_people += demand.people_on_ships[z];
            }
            row.held_people_share = row.people_on_ships > 0.0 ? std::min(1.0, row.held_people / row.people_on_ships) : 0.0;
            rows.push_back(row);
        }
    }
    return rows;
}

}  // namespace d2c
