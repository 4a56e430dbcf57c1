#include "world/run/rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "geography/grid/grid.h"
#include "scenarios/rollout.h"
#include "world/outcome/intervals.h"
#include "world/outcome/serving_operator.h"
#include "world/outcome/verdicts.h"

namespace d2c {
namespace {

using results::AreaQualityRow;
using results::CellQualityRow;
using results::GlobalQualityRow;
using results::MixQualityRow;
using results::PlaceQualityRow;
using results::ServiceFigures;

std::size_t service_count(const Study& study) { return study.services.ladder.rungs.size() + kFirstRung; }

std::optional<double> per(double sum, double count) { return count > 0.0 ? std::optional{sum / count} : std::nullopt; }

/// Figures that cells and places have alike.
template <class Row>
void fill_radio(Row& row, const SpotTally& tally, double step_s) {
    row.tries = static_cast<int>(tally.tries[kFirstRung]);
    row.lit_share = per(tally.lit_steps, tally.steps);
    row.rsrp_dbm = tally.rsrp_dbm.quantile(0.5);
    row.sinr_db = tally.sinr_db.quantile(0.5);
    row.rate_kbps = per(static_cast<double>(tally.rate_bps) * 1e-3, tally.steps);
    row.satellites_in_view = per(static_cast<double>(tally.in_view), tally.steps);
    row.handovers_per_hour = per(tally.handovers, static_cast<double>(tally.window_ms) / 3.6e6);
    row.interruption_p50_ms = tally.interruptions.quantile(0.5);
    row.interruption_p95_ms = tally.interruptions.quantile(0.95);
    row.ping_pongs_per_hour = per(tally.ping_pongs, static_cast<double>(tally.window_ms) / 3.6e6);
    row.without_service_share = per(static_cast<double>(tally.without_service_ms) * 1e-3, tally.steps * step_s);
    row.watched_share = per(static_cast<double>(tally.played_ms), static_cast<double>(tally.session_ms));
    row.played_kbps = per(static_cast<double>(tally.played_bits) * 1e-3, static_cast<double>(tally.session_ms) * 1e-3);
}

class QuarterRows {
  public:
    QuarterRows(const WorldModel& world, Quarter quarter, const Tallies& tallies, int windows)
        : world_{world},
          study_{*world.study},
          tallies_{tallies},
          verdicts_{study_, windows},
          operators_{world, quarter},
          classes_{study_.handsets.size()},
          services_{service_count(study_)},
          year_{decimal_year(middle_of(quarter))} {
        if (study_.adoption) mix_.emplace(study_, quarter);
        for (const Zone& zone : world.zones.zones)
            people_.push_back(zone.people_uncovered > 0.0 ? zone.people_uncovered * world.trend.scale(zone.area, year_) : 0.0);
        judge_all();
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
    /// Verdicts of every spot, class and service: bit g without window group g, bit kWindowGroups with all windows.
    void judge_all() {
        held_.assign(tallies_.size() * services_, 0);
        for (std::size_t i = 0; i < tallies_.size(); ++i) {
            if (!tallies_[i]) continue;
            for (std::size_t s = 0; s < services_; ++s) held_[i * services_ + s] = verdicts_.of(*tallies_[i], s);
        }
    }
    std::uint32_t held(std::size_t spot, std::size_t c, std::size_t s) const { return held_[(spot * classes_ + c) * services_ + s]; }
    bool holds(std::size_t spot, std::size_t c, std::size_t s) const { return (held(spot, c, s) >> kWindowGroups & 1u) != 0; }
    void set_interval(const ReplicatedSum& sum, double whole, std::size_t s, std::optional<double>& low,
                      std::optional<double>& high) const {
        const auto interval = verdicts_.interval(sum, whole, s);
        if (!interval) return;
        low = interval->low;
        high = interval->high;
    }

    /// Held area, land and people of one service, summed over zones.
    struct HeldSums {
        ReplicatedSum area, land, people;
        void add(const Zone& zone, double of_people, std::uint32_t held) {
            area.add(zone.area_share, held);
            if (zone.on_land) land.add(zone.area_share, held);
            people.add(of_people, held);
        }
        void add(const HeldSums& other) {
            area.add(other.area);
            land.add(other.land);
            people.add(other.people);
        }
    };
    void set_intervals(const HeldSums& sums, double area, double land, double people, std::size_t s, results::ShareIntervals& to) const {
        set_interval(sums.area, area, s, to.area_low, to.area_high);
        set_interval(sums.land, land, s, to.land_low, to.land_high);
        set_interval(sums.people, people, s, to.people_low, to.people_high);
    }

    const SpotTally* tally(std::size_t spot, std::size_t c) const { return tallies_[spot * classes_ + c].get(); }
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
        std::vector<HeldSums> sums(services_);
        std::size_t z = 0;
        while (z < zones.size()) {
            const std::size_t first = z;
            while (z < zones.size() && zones[z].cell == zones[first].cell) ++z;
            CellQualityRow row = cell(c, first, z, sums);
            for (std::size_t i = first; i < z; ++i) land += zones[i].on_land ? zones[i].area_share : 0.0;
            people_all += row.people_outside_coverage;
            // Cells of one zone have the same figures; nobody lives there.
            for (std::int64_t i = 0; i < world_.zones.cell_count(zones[first]); ++i, ++row.cell) outcome_.cells.push_back(row);
        }
        const auto cell_count = static_cast<double>(Grid{world_.zones.order}.cell_count());
        for (std::size_t s = 0; s < services_; ++s) {
            GlobalQualityRow& row = global[s];
            row.held_area_share = sums[s].area.all / cell_count;
            row.held_land_share = land > 0.0 ? sums[s].land.all / land : 0.0;
            row.held_people = sums[s].people.all;
            row.people_outside_coverage = people_all;
            row.held_people_share = people_all > 0.0 ? row.held_people / people_all : 0.0;
            set_intervals(sums[s], cell_count, land, people_all, s, row.held);
            outcome_.global.push_back(row);
        }
    }

    /// The operator with the largest part; equal ones: the first of the market.
    std::string of_most(const std::map<std::size_t, double>& by_operator) const {
        const auto most =
            std::max_element(by_operator.begin(), by_operator.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        return most == by_operator.end() ? std::string{} : operators_.id(most->first);
    }

    /// Zones [first, last) are those of one cell, or one zone those of several: the row is the first's. Adds them to `all`.
    CellQualityRow cell(std::size_t c, std::size_t first, std::size_t last, std::vector<HeldSums>& all) {
        CellQualityRow row;
        row.cell = world_.zones.first_cell(world_.zones.zones[first]);
        row.quarter = outcome_.quarter.quarter;
        row.handset_class = static_cast<int>(c);
        row.services.resize(services_);
        SpotTally pooled;
        GroupSuccesses successes{};
        bool any = false;
        double area = 0.0, land = 0.0;
        std::vector<HeldSums> sums(services_);
        std::map<std::size_t, double> by_operator;
        for (std::size_t z = first; z < last; ++z) {
            const Zone& zone = world_.zones.zones[z];
            const double people = people_[z];
            row.people_outside_coverage += people;
            area += zone.area_share;
            land += zone.on_land ? zone.area_share : 0.0;
            const SpotTally* mine = tally(z, c);
            if (mine == nullptr) continue;
            any = true;
            pooled.merge(*mine);
            if (const auto operator_ = operators_.of({zone.area, zone.on_land}, c)) by_operator[*operator_] += zone.area_share;
            add_to(successes, *mine);
            row.right_area_share += zone.area_share;
            row.right_people_share += people;
            for (std::size_t s = 0; s < services_; ++s) sums[s].add(zone, people, held(z, c, s));
        }
        const double people = row.people_outside_coverage;
        const auto cells = static_cast<double>(world_.zones.cell_count(world_.zones.zones[first]));
        row.right_area_share /= cells;
        const auto share_of = [](double part, double whole) { return whole > 0.0 ? std::min(1.0, part / whole) : 0.0; };
        row.right_people_share = share_of(row.right_people_share, people);
        for (std::size_t s = 0; s < services_; ++s) {
            ServiceFigures& figures = row.services[s];
            figures.held_area_share = std::min(1.0, sums[s].area.all / cells);
            figures.held_land_share = share_of(sums[s].land.all, land);
            figures.held_people_share = share_of(sums[s].people.all, people);
            all[s].add(sums[s]);
            if (!any) continue;
            set_success(figures, successes, pooled.tries[s], s);
            set_intervals(sums[s], area, land, people, s, figures.held);
        }
        row.state = state_of(any);
        if (!any) return row;
        fill_radio(row, pooled, study_.run.step_s);
        row.serving_operator = of_most(by_operator);
        return row;
    }

    /// Successes by group of windows, of one spot or of several.
    using GroupSuccesses = std::array<std::array<std::uint64_t, kMaximumServices>, kWindowGroups>;
    static void add_to(GroupSuccesses& all, const SpotTally& tally) {
        for (std::size_t g = 0; g < kWindowGroups; ++g) {
            for (std::size_t s = 0; s < kMaximumServices; ++s) all[g][s] += tally.group_successes[g][s];
        }
    }

    template <class Figures>
    void set_success(Figures& figures, const GroupSuccesses& all, std::uint64_t tries, std::size_t service) const {
        std::array<std::uint64_t, kWindowGroups> successes{};
        for (std::size_t g = 0; g < kWindowGroups; ++g) successes[g] = all[g][service];
        const auto share = grouped_share(successes, tries / static_cast<std::uint64_t>(verdicts_.groups().windows()), verdicts_.groups());
        if (!share) return;
        figures.success_share = share->share;
        if (!share->interval) return;
        figures.success_low = share->interval->low;
        figures.success_high = share->interval->high;
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
                fill_radio(row, *mine, study_.run.step_s);
                if (const auto operator_ = operators_.of(world_.phones.spots[spot].jurisdiction, c))
                    row.serving_operator = operators_.id(*operator_);
                GroupSuccesses successes{};
                add_to(successes, *mine);
                for (std::size_t s = 0; s < services_; ++s) {
                    set_success(row.services[s], successes, mine->tries[s], s);
                    row.services[s].held = holds(spot, c, s);
                }
            }
            outcome_.places.push_back(row);
        }
    }

    struct AreaSums {
        WeightedDecibelHistogram rsrp{kLowestRsrpDbm}, sinr{kLowestSinrDb};
        double area = 0.0, people = 0.0, lit = 0.0, weight = 0.0, reference_rate = 0.0;
        double handovers = 0.0, ping_pongs = 0.0, without_s = 0.0;  ///< of one step of a phone
        WeightedInterruptionHistogram interruptions;
        bool has_right = false;
        std::vector<ReplicatedSum> held_area, held_people;
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
            const double people = people_[z];
            area.area += zone.area_share;
            area.people += people;
            const SpotTally* mine = tally(z, c);
            if (mine == nullptr) continue;
            area.has_right = true;
            for (std::size_t s = 0; s < services_; ++s) {
                area.held_area[s].add(zone.area_share, held(z, c, s));
                area.held_people[s].add(people, held(z, c, s));
            }
            const double per_step = zone.uncovered_area_share / std::max(1u, mine->steps);
            area.rsrp.merge(mine->rsrp_dbm, per_step);
            area.sinr.merge(mine->sinr_db, per_step);
            area.interruptions.merge(mine->interruptions, per_step);
            area.handovers += per_step * mine->handovers;
            area.ping_pongs += per_step * mine->ping_pongs;
            area.without_s += per_step * static_cast<double>(mine->without_service_ms) * 1e-3;
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
            const double hours = area.weight * study_.run.step_s / 3600.0;
            row.handovers_per_hour = per(area.handovers, hours);
            row.ping_pongs_per_hour = per(area.ping_pongs, hours);
            row.interruption_p50_ms = area.interruptions.quantile(0.5);
            row.interruption_p95_ms = area.interruptions.quantile(0.95);
            row.without_service_share = per(area.without_s, area.weight * study_.run.step_s);
            for (std::size_t s = 0; s < services_; ++s) {
                AreaQualityRow::Service& figures = row.services.emplace_back();
                figures.held_land_share = per(area.held_area[s].all, area.area).value_or(0.0);
                figures.held_people_share = per(area.held_people[s].all, area.people).value_or(0.0);
                if (!area.has_right) continue;
                set_interval(area.held_area[s], area.area, s, figures.held.land_low, figures.held.land_high);
                set_interval(area.held_people[s], area.people, s, figures.held.people_low, figures.held.people_high);
            }
            outcome_.areas.push_back(std::move(row));
        }
    }

    /// Classes by country group.
    void phones() {
        std::vector<double> people(mix_->group_count(), 0.0);
        for (std::size_t z = 0; z < people_.size(); ++z) people[mix_->group_of(world_.zones.zones[z].area)] += people_[z];
        for (std::size_t g = 0; g < people.size(); ++g)
            for (std::size_t c = 0; c < classes_; ++c)
                outcome_.phones.push_back({outcome_.quarter.quarter, static_cast<int>(g), static_cast<int>(c),
                                           study_.adoption->groups[g].id, mix_->shares(g)[c], people[g]});
    }

    /// Each class counted for the people who have it, where they live.
    void with_phones_in_use() {
        for (std::size_t s = 0; s < services_; ++s) {
            MixQualityRow row;
            row.quarter = outcome_.quarter.quarter;
            row.service = static_cast<int>(s);
            ReplicatedSum sum;
            for (std::size_t z = 0; z < world_.zones.zones.size(); ++z) {
                const Zone& zone = world_.zones.zones[z];
                const double people = people_[z];
                row.people_outside_coverage += people;
                if (!(people > 0.0)) continue;
                for (std::size_t c = 0; c < classes_; ++c) sum.add(people * mix_->share(zone.area, c), held(z, c, s));
            }
            row.held_people = sum.all;
            set_interval(sum, row.people_outside_coverage, s, row.held.people_low, row.held.people_high);
            row.held_people_share = per(row.held_people, row.people_outside_coverage).value_or(0.0);
            outcome_.mix.push_back(row);
        }
    }

    const WorldModel& world_;
    const Study& study_;
    const Tallies& tallies_;
    Verdicts verdicts_;
    ServingOperators operators_;
    std::vector<std::uint32_t> held_;
    std::optional<PhoneMix> mix_;
    std::size_t classes_, services_;
    double year_;
    std::vector<double> people_;  ///< per zone: outside coverage, of that quarter
    bool on_sale_ = true;
    QuarterOutcome outcome_;
};

}  // namespace

QuarterOutcome quarter_rows(const WorldModel& world, Quarter quarter, const Tallies& tallies, int windows) {
    return QuarterRows{world, quarter, tallies, windows}.build();
}

}  // namespace d2c
