#include "world/run/rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "geography/grid/grid.h"
#include "scenarios/rollout.h"
#include "video/quality.h"

namespace d2c {
namespace {

using results::AreaQualityRow;
using results::CellQualityRow;
using results::GlobalQualityRow;
using results::MixQualityRow;
using results::PlaceQualityRow;
using results::ServiceFigures;

std::size_t service_count(const Study& study) { return study.services.ladder.rungs.size() + kFirstRung; }

double min_share_of(const Study& study, std::size_t service) {
    switch (service) {
        case kText:
            return study.services.text.min_success_share;
        case kLightData:
            return study.services.light_data.min_success_share;
        case kVoice:
            return study.services.voice.min_success_share;
        default:
            return study.services.video.min_success_share;
    }
}

bool holds(const Study& study, const SpotTally& tally, std::size_t service) {
    return held_verdict(static_cast<int>(tally.successes[service]), static_cast<int>(tally.tries[service]), min_share_of(study, service))
        .value_or(false);
}

std::optional<double> per(double sum, double count) { return count > 0.0 ? std::optional{sum / count} : std::nullopt; }

/// Figures that cells and places have alike.
template <class Row>
void fill_radio(Row& row, const SpotTally& tally) {
    row.tries = static_cast<int>(tally.tries[kFirstRung]);
    row.lit_share = per(tally.lit_steps, tally.steps);
    row.rsrp_dbm = tally.rsrp_dbm.quantile(0.5);
    row.sinr_db = tally.sinr_db.quantile(0.5);
    row.rate_kbps = per(static_cast<double>(tally.rate_bps) * 1e-3, tally.steps);
    row.satellites_in_view = per(static_cast<double>(tally.in_view), tally.steps);
    row.handovers_per_hour = per(tally.handovers, static_cast<double>(tally.window_ms) / 3.6e6);
    row.watched_share = per(static_cast<double>(tally.played_ms), static_cast<double>(tally.session_ms));
    row.played_kbps = per(static_cast<double>(tally.played_bits) * 1e-3, static_cast<double>(tally.session_ms) * 1e-3);
}

class QuarterRows {
  public:
    QuarterRows(const WorldModel& world, Quarter quarter, const Tallies& tallies)
        : world_{world},
          study_{*world.study},
          tallies_{tallies},
          classes_{study_.handsets.size()},
          services_{service_count(study_)},
          year_{decimal_year(middle_of(quarter))} {
        if (study_.adoption) mix_.emplace(study_, quarter);
        outcome_.quarter.quarter = quarter.index;
        outcome_.quarter.label = to_string(quarter);
        outcome_.quarter.begin_utc = to_string(begin_of(quarter));
        outcome_.quarter.end_utc = to_string(end_of(quarter));
    }

    QuarterOutcome build() {
        const Instant end = end_of(parse_quarter(outcome_.quarter.label).value());
        for (std::size_t c = 0; c < classes_; ++c) {
            on_sale_ = study_.handsets[c].in_service_from < end;
            cells(c);
            places(c);
            areas(c);
        }
        if (mix_) {
            phones();
            with_phones_in_use();
        }
        for (std::size_t p = 0; p < world_.fleet.payloads.size(); ++p) {
            const FleetCount n = count_fleet(world_.fleet, p, end);
            outcome_.fleet.push_back({outcome_.quarter.quarter, static_cast<int>(p), study_.generations[p].id, n.launched, n.on_the_way,
                                      n.in_service, n.lost_with_launch, n.lost_early, n.failed, n.retired, n.decayed});
        }
        return std::move(outcome_);
    }

  private:
    const SpotTally* tally(std::size_t spot, std::size_t c) const { return tallies_[spot * classes_ + c].get(); }
    double people_uncovered(const Zone& zone) const {
        return zone.people_uncovered > 0.0 ? zone.people_uncovered * world_.trend.scale(zone.area, year_) : 0.0;
    }

    std::string state_of(bool any_right) const { return !on_sale_ ? "not in service" : any_right ? "right" : "no right"; }

    void cells(std::size_t c) {
        const std::vector<Zone>& zones = world_.zones.zones;
        std::vector<GlobalQualityRow> global(services_);
        for (std::size_t s = 0; s < services_; ++s) {
            global[s].quarter = outcome_.quarter.quarter;
            global[s].handset_class = static_cast<int>(c);
            global[s].service = static_cast<int>(s);
        }
        double land = 0.0, people_all = 0.0;
        std::size_t z = 0;
        while (z < zones.size()) {
            const std::size_t first = z;
            while (z < zones.size() && zones[z].cell == zones[first].cell) ++z;
            const CellQualityRow row = cell(c, first, z);
            double land_share = 0.0;
            for (std::size_t i = first; i < z; ++i) land_share += zones[i].on_land ? zones[i].area_share : 0.0;
            land += land_share;
            people_all += row.people_outside_coverage;
            for (std::size_t s = 0; s < services_; ++s) {
                global[s].held_area_share += row.services[s].held_area_share;
                global[s].held_land_share += row.services[s].held_land_share * land_share;
                global[s].held_people += row.services[s].held_people_share * row.people_outside_coverage;
            }
            outcome_.cells.push_back(row);
        }
        const auto cell_count = static_cast<double>(Grid{world_.zones.order}.cell_count());
        for (GlobalQualityRow& row : global) {
            row.held_area_share /= cell_count;
            row.held_land_share = land > 0.0 ? row.held_land_share / land : 0.0;
            row.people_outside_coverage = people_all;
            row.held_people_share = people_all > 0.0 ? row.held_people / people_all : 0.0;
            outcome_.global.push_back(row);
        }
    }

    /// Zones [first, last) are those of one cell.
    CellQualityRow cell(std::size_t c, std::size_t first, std::size_t last) const {
        CellQualityRow row;
        row.cell = world_.zones.zones[first].cell.pixel;
        row.quarter = outcome_.quarter.quarter;
        row.handset_class = static_cast<int>(c);
        row.services.resize(services_);
        SpotTally pooled;
        bool any = false;
        double land = 0.0;
        for (std::size_t z = first; z < last; ++z) {
            const Zone& zone = world_.zones.zones[z];
            const double people = people_uncovered(zone);
            const double zone_land = zone.on_land ? zone.area_share : 0.0;
            row.people_outside_coverage += people;
            land += zone_land;
            const SpotTally* mine = tally(z, c);
            if (mine == nullptr) continue;
            any = true;
            pooled.merge(*mine);
            row.right_area_share += zone.area_share;
            row.right_people_share += people;
            for (std::size_t s = 0; s < services_; ++s) {
                if (!holds(study_, *mine, s)) continue;
                row.services[s].held_area_share += zone.area_share;
                row.services[s].held_land_share += zone_land;
                row.services[s].held_people_share += people;
            }
        }
        const double people = row.people_outside_coverage;
        const auto share_of = [](double part, double whole) { return whole > 0.0 ? std::min(1.0, part / whole) : 0.0; };
        row.right_people_share = share_of(row.right_people_share, people);
        for (std::size_t s = 0; s < services_; ++s) {
            ServiceFigures& figures = row.services[s];
            figures.held_area_share = std::min(1.0, figures.held_area_share);
            figures.held_land_share = share_of(figures.held_land_share, land);
            figures.held_people_share = share_of(figures.held_people_share, people);
            if (any) set_success(figures, pooled, s);
        }
        row.state = state_of(any);
        if (any) fill_radio(row, pooled);
        return row;
    }

    template <class Figures>
    void set_success(Figures& figures, const SpotTally& tally, std::size_t service) const {
        const auto interval = wilson_interval(static_cast<int>(tally.successes[service]), static_cast<int>(tally.tries[service]));
        if (!interval) return;
        figures.success_share = interval->share;
        figures.success_low = interval->low;
        figures.success_high = interval->high;
    }

    void places(std::size_t c) {
        for (std::size_t spot = world_.zones.zones.size(); spot < world_.phones.spots.size(); ++spot) {
            PlaceQualityRow row;
            row.place = static_cast<int>(*world_.phones.spots[spot].place);
            row.quarter = outcome_.quarter.quarter;
            row.handset_class = static_cast<int>(c);
            row.services.resize(services_);
            const SpotTally* mine = tally(spot, c);
            row.state = state_of(mine != nullptr);
            if (mine != nullptr) {
                fill_radio(row, *mine);
                for (std::size_t s = 0; s < services_; ++s) {
                    set_success(row.services[s], *mine, s);
                    row.services[s].held = holds(study_, *mine, s);
                }
            }
            outcome_.places.push_back(row);
        }
    }

    struct AreaSums {
        WeightedDecibelHistogram rsrp{kLowestRsrpDbm}, sinr{kLowestSinrDb};
        double area = 0.0, people = 0.0, lit = 0.0, weight = 0.0, reference_rate = 0.0;
        bool has_right = false;
        std::vector<double> held_area, held_people;
    };

    /// Outdoors over a country's land outside terrestrial coverage (or over the sea of `XZ`): samples weighted by the area they stand for.
    void areas(std::size_t c) {
        std::map<AreaCode, AreaSums> sums;
        for (std::size_t z = 0; z < world_.zones.zones.size(); ++z) {
            const Zone& zone = world_.zones.zones[z];
            if (!zone.on_land && zone.area != kHighSeas) continue;
            AreaSums& area = sums[zone.area];
            area.held_area.resize(services_);
            area.held_people.resize(services_);
            const double people = people_uncovered(zone);
            area.area += zone.area_share;
            area.people += people;
            const SpotTally* mine = tally(z, c);
            if (mine == nullptr) continue;
            area.has_right = true;
            for (std::size_t s = 0; s < services_; ++s) {
                if (!holds(study_, *mine, s)) continue;
                area.held_area[s] += zone.area_share;
                area.held_people[s] += people;
            }
            const double per_step = zone.uncovered_area_share / std::max(1u, mine->steps);
            area.rsrp.merge(mine->rsrp_dbm, per_step);
            area.sinr.merge(mine->sinr_db, per_step);
            area.lit += per_step * mine->lit_steps;
            area.weight += zone.uncovered_area_share;
            area.reference_rate += per_step * static_cast<double>(mine->reference_rate_bps);
        }
        const double cell_area_km2 = Grid{world_.zones.order}.cell_area_km2();
        for (const auto& [code, area] : sums) {
            AreaQualityRow row;
            row.area = code.str();
            row.quarter = outcome_.quarter.quarter;
            row.handset_class = static_cast<int>(c);
            row.state = state_of(area.has_right);
            row.area_km2 = area.area * cell_area_km2;
            row.people_outside_coverage = area.people;
            row.lit_share = per(area.lit, area.weight);
            row.rsrp_dbm = area.rsrp.quantile(0.5);
            row.sinr_db = area.sinr.quantile(0.5);
            row.beam_capacity_mbps = per(area.reference_rate * 1e-6, area.lit);
            for (std::size_t s = 0; s < services_; ++s) {
                row.services.push_back(
                    {per(area.held_area[s], area.area).value_or(0.0), per(area.held_people[s], area.people).value_or(0.0)});
            }
            outcome_.areas.push_back(std::move(row));
        }
    }

    /// Classes by country group.
    void phones() {
        std::vector<double> people(mix_->group_count(), 0.0);
        for (const Zone& zone : world_.zones.zones) people[mix_->group_of(zone.area)] += people_uncovered(zone);
        for (std::size_t g = 0; g < people.size(); ++g)
            for (std::size_t c = 0; c < classes_; ++c)
                outcome_.phones.push_back({outcome_.quarter.quarter, static_cast<int>(g), static_cast<int>(c),
                                           study_.adoption->groups[g].id, mix_->shares(g)[c], people[g]});
    }

    /// Each class counted for the people who have it, where they live.
    void with_phones_in_use() {
        for (std::size_t s = 0; s < services_; ++s) {
            MixQualityRow row{outcome_.quarter.quarter, static_cast<int>(s)};
            for (std::size_t z = 0; z < world_.zones.zones.size(); ++z) {
                const Zone& zone = world_.zones.zones[z];
                const double people = people_uncovered(zone);
                row.people_outside_coverage += people;
                if (!(people > 0.0)) continue;
                for (std::size_t c = 0; c < classes_; ++c) {
                    const SpotTally* mine = tally(z, c);
                    if (mine != nullptr && holds(study_, *mine, s)) row.held_people += people * mix_->share(zone.area, c);
                }
            }
            row.held_people_share = per(row.held_people, row.people_outside_coverage).value_or(0.0);
            outcome_.mix.push_back(row);
        }
    }

    const WorldModel& world_;
    const Study& study_;
    const Tallies& tallies_;
    std::optional<PhoneMix> mix_;
    std::size_t classes_, services_;
    double year_;
    bool on_sale_ = true;
    QuarterOutcome outcome_;
};

}  // namespace

bool holds_service(const Study& study, const SpotTally& tally, std::size_t service) { return holds(study, tally, service); }

QuarterOutcome quarter_rows(const WorldModel& world, Quarter quarter, const Tallies& tallies) {
    return QuarterRows{world, quarter, tallies}.build();
}

std::vector<results::CellRow> cell_rows(const WorldModel& world) {
    const Grid grid{world.zones.order};
    std::vector<results::CellRow> rows;
    const std::vector<Zone>& zones = world.zones.zones;
    std::size_t z = 0;
    while (z < zones.size()) {
        results::CellRow row;
        const CellId cell = zones[z].cell;
        const Geodetic centre = grid.centre(cell);
        row.cell = cell.pixel;
        row.latitude_deg = centre.latitude.in_degrees();
        row.longitude_deg = centre.longitude.in_degrees();
        // Four points a side: cell sides are no great circles, and near the poles far from straight on a map.
        for (const Geodetic& corner : grid.boundary(cell, 4)) {
            row.boundary_lon_lat_deg.emplace_back(corner.longitude.in_degrees(), corner.latitude.in_degrees());
        }
        row.area_km2 = grid.cell_area_km2();
        double largest = 0.0;
        std::map<AreaCode, double> parts;
        for (; z < zones.size() && zones[z].cell == cell; ++z) {
            const Zone& zone = zones[z];
            row.land_share += zone.on_land ? zone.area_share : 0.0;
            row.people += zone.people;
            row.people_outside_coverage += zone.people_uncovered;
            row.covered_area_share += zone.area_share - zone.uncovered_area_share;
            parts[zone.area] += zone.area_share;
        }
        for (const auto& [code, part] : parts) {
            if (part > largest) {
                largest = part;
                row.main_area = code.str();
            }
        }
        row.land_share = std::min(1.0, row.land_share);
        row.covered_area_share = std::clamp(row.covered_area_share, 0.0, 1.0);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<results::PlaceRow> place_rows(const WorldModel& world) {
    std::vector<results::PlaceRow> rows;
    for (std::size_t spot = world.zones.zones.size(); spot < world.phones.spots.size(); ++spot) {
        const std::uint32_t p = *world.phones.spots[spot].place;
        const Place& place = world.study->geography.places[p];
        rows.push_back({static_cast<int>(p), place.id, place.title, place.kind, place.location.latitude.in_degrees(),
                        place.location.longitude.in_degrees(), world.phones.spots[spot].jurisdiction.area.str(), place.source});
    }
    return rows;
}

std::vector<results::HandsetClassRow> handset_rows(const Study& study) {
    std::vector<results::HandsetClassRow> rows;
    for (const HandsetClass& handset : study.handsets) {
        rows.push_back({static_cast<int>(rows.size()), handset.id, handset.title, date_string(handset.in_service_from), handset.source});
    }
    return rows;
}

std::vector<results::ServiceRow> service_rows(const Study& study) {
    const ServicesConfig& services = study.services;
    std::vector<results::ServiceRow> rows{
        {kText, "text", "Text message", services.text.min_success_share, 0.0},
        {kLightData, "light-data", "Light data", services.light_data.min_success_share, 0.0},
        {kVoice, "voice", "Voice call", services.voice.min_success_share, services.voice.codec_rate.value * 1e-3}};
    for (const Rung& rung : study.services.ladder.rungs) {
        rows.push_back({static_cast<int>(rows.size()), "video-" + rung.id, "Video at " + rung.id, study.services.video.min_success_share,
                        rung.bitrate.value * 1e-3});
    }
    return rows;
}

}  // namespace d2c
