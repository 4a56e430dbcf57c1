#include "world/run/window_plan.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <optional>

#include "base/random.h"
#include "geography/grid/grid.h"
#include "scenarios/rollout.h"
#include "world/plan/planner.h"

namespace d2c {
namespace {

/// What a spot asks of one payload generation over the window, and where its beams would stand.
struct SpotDemand {
    ZoneDemand zone;
    std::vector<double> cumulative;
    std::unique_ptr<BeamPlaces> places;
    double most_beams = 0.0;  ///< that can be lit together, a reuse distance apart
};

class Planner {
  public:
    Planner(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot)
        : world_{world},
          study_{*world.study},
          demand_{demand},
          slot_{slot},
          cell_area_km2_{Grid{world.zones.order}.cell_area_km2()},
          planner_{world.fleet,
                   world.radio,
                   world.spectrum,
                   world.phones.columns,
                   study_.handsets.size(),
                   {study_.world.load, study_.world.fixed_lit_beams, study_.world.scheduler, world.seed}},
          plan_{study_.handsets.size(),
                world.step_count,
                build_sky(world.fleet, slot.start, study_.run.step_s, world.step_count),
                {},
                {},
                {},
                {},
                {},
                0},
          draws_{plan_.sky, world.seed, slot.key()} {
        if (study_.adoption) mix_.emplace(study_, slot.quarter);
    }

    WindowPlan run() {
        for (std::size_t k = 0; world_.outages.any() && k < plan_.steps; ++k) {
            const Instant at = slot_.start + nanoseconds_from_seconds(static_cast<double>(k) * study_.run.step_s);
            world_.outages.usable_share(world_.fleet, at, plan_.sky.satellites, plan_.sky.steps[k].columns, usable_.emplace_back());
        }
        find_active_phones();
        plan_.serving.assign(plan_.active.size() * plan_.classes * plan_.steps, kNoSatellite);
        plan_.in_view.assign(plan_.serving.size(), 0);
        if (!world_.policy->needs_load) associate_all(0, plan_.steps, {});
        plan_all();
        return std::move(plan_);
    }

  private:
    void find_active_phones() {
        std::vector<CarrierMask> masks(plan_.classes);
        for (std::uint32_t spot = 0; spot < world_.phones.spots.size(); ++spot) {
            const CarrierMask open = world_.spectrum.open_at(world_.phones.spots[spot].jurisdiction, slot_.start);
            if (open == 0) continue;
            CarrierMask any = 0;
            for (std::size_t c = 0; c < plan_.classes; ++c) {
                const bool on_sale = study_.handsets[c].in_service_from <= slot_.start;
                masks[c] = on_sale ? open & world_.spectrum.of_handset(c) : 0;
                any |= masks[c];
            }
            if (any == 0) continue;
            for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) plan_.active.push_back({spot * kPhonesPerSpot + i, spot, masks});
        }
    }

    /// Steps [first, last) of all phones; `load` of the step before for policies that ask.
    void associate_all(std::size_t first, std::size_t last, std::span<const float> load) {
        const std::size_t stride = plan_.classes * plan_.steps;
        const ServingRule rule{world_.policy, study_.world.handover_hysteresis, usable_, load, first, last};
        for (std::size_t a = 0; a < plan_.active.size(); ++a) {
            const std::uint32_t phone = plan_.active[a].phone;
            draws_.start(world_.phones.columns.draw_id[phone], environment_of(world_, slot_, phone));
            const ServingColumns out{std::span{plan_.serving}.subspan(a * stride, stride),
                                     std::span{plan_.in_view}.subspan(a * stride, stride)};
            associate(plan_.sky, world_.sky_index, world_.fleet, world_.radio, world_.spectrum, world_.phones.columns,
                      plan_.active[a].phone, plan_.active[a].carriers, rule, draws_, out, plan_.links);
        }
    }

    SpotDemand& spot_demand(std::uint32_t spot, std::size_t payload) {
        std::unique_ptr<SpotDemand>& entry = spot_demand_[spot * world_.fleet.payloads.size() + payload];
        if (entry) return *entry;
        entry = std::make_unique<SpotDemand>();
        const std::uint32_t zone = *world_.phones.spots[spot].zone;
        const PayloadRadio& radio = world_.radio.payloads[payload];
        const double active = active_share(study_.demand, world_.phones.columns.longitude_deg[spot * kPhonesPerSpot], slot_.start);
        entry->zone = zone_demand(demand_, zone, active, radio.footprint_area_km2, entry->cumulative);
        std::span<const std::int64_t> cells{demand_.fine.data() + demand_.first[zone], demand_.first[zone + 1] - demand_.first[zone]};
        if (study_.world.load != BeamLoad::kDemand) cells = weigh_by_area(world_.zones.zones[zone], entry->cumulative);
        const Zone& whole = world_.zones.zones[zone];
        entry->most_beams =
            std::max(1.0, std::min(static_cast<double>(cells.size()), radio.beams_per_km2 * whole.area_share * cell_area_km2_));
        const std::uint64_t key = static_cast<std::uint64_t>(world_.zones.fine[world_.zones.zones[zone].first_fine]) * 16 + payload;
        entry->places = std::make_unique<BeamPlaces>(cells, entry->cumulative, radio.reuse_distance_m, world_.seed, key, slot_.key());
        return *entry;
    }

    /// All fine cells of a zone, each by its area outside terrestrial coverage.
    std::span<const std::int64_t> weigh_by_area(const Zone& zone, std::vector<double>& cumulative) const {
        const auto cells = std::span{world_.zones.fine}.subspan(zone.first_fine, zone.fine_count);
        cumulative.clear();
        double sum = 0.0;
        for (const std::int64_t cell : cells) {
            sum += 1.0 - static_cast<double>(world_.earth->fine.covered_share[static_cast<std::size_t>(cell)]);
            cumulative.push_back(sum);
        }
        return cells;
    }

    /// The users that phone `a` stands for in class `c`: its zone's by the phones in use there (an even part where the study does not say),
    /// and an even part of the lone user.
    DemandGroup group_of(std::size_t a, std::size_t c, std::uint32_t satellite, int classes_here) {
        const ActivePhone& phone = plan_.active[a];
        const std::size_t payload = world_.fleet.payload[plan_.sky.satellites[satellite]];
        const SpotDemand& demand = spot_demand(phone.spot, payload);
        const Spot& spot = world_.phones.spots[phone.spot];
        const double part = 1.0 / (static_cast<double>(kPhonesPerSpot) * classes_here);
        DemandGroup group;
        group.phone = phone.phone;
        group.spot = phone.spot;
        group.cost = planner_.costs().of(payload, world_.spectrum.aggregated(phone.carriers[c] & world_.spectrum.of_payload(payload), c));
        group.handset = static_cast<std::uint32_t>(c);
        group.satellite = satellite;
        group.lone_users = study_.demand.probe_user_in_every_cell ? spot.lone_users * part : 0.0;
        const double users_part = mix_ ? mix_->share(spot.jurisdiction.area, c) / static_cast<double>(kPhonesPerSpot) : part;
        group.footprints = demand.zone.active_footprints * users_part + group.lone_users;
        group.users = demand.zone.active_users * users_part + group.lone_users;
        group.area_footprints =
            world_.zones.zones[*spot.zone].uncovered_area_share * cell_area_km2_ * part / world_.radio.payloads[payload].footprint_area_km2;
        return group;
    }

    void plan_all() {
        spot_demand_.resize(world_.phones.spots.size() * world_.fleet.payloads.size());
        plan_.dwell_share.assign(plan_.serving.size(), 0.0f);
        planner_.begin_window(plan_.sky.satellites, world_.phones.spots.size(), slot_.key());
        const PlaceSource places = [this](std::uint32_t spot, std::size_t payload) -> SpotPlaces {
            const SpotDemand& demand = spot_demand(spot, payload);
            return {demand.places.get(), demand.most_beams};
        };
        DemandColumns groups;
        std::vector<std::size_t> entry;  // of each group, in the columns
        for (std::size_t k = 0; k < plan_.steps; ++k) {
            if (world_.policy->needs_load)
                associate_all(k, k + 1, k > 0 ? std::span<const float>{plan_.beams.back().load} : std::span<const float>{});
            groups.clear();
            entry.clear();
            for (std::size_t a = 0; a < plan_.active.size(); ++a) collect(a, k, groups, entry);
            BeamPlan& beams = plan_.beams.emplace_back();
            planner_.plan(plan_.sky.steps[k].columns, groups, usable_.empty() ? std::span<const float>{} : usable_[k], places, beams);
            for (std::size_t g = 0; g < groups.size(); ++g) plan_.dwell_share[entry[g]] = beams.dwell_share[g];
            for (std::size_t a = 0; a < plan_.active.size(); ++a) {
                if (!world_.phones.spots[plan_.active[a].spot].place) continue;
                for (std::size_t c = 0; c < plan_.classes; ++c) {
                    const std::int32_t row = plan_.serving[plan_.at(a, c, k)];
                    if (row >= 0)
                        plan_.dwell_share[plan_.at(a, c, k)] =
                            static_cast<float>(beams.footprint_share(static_cast<std::size_t>(row), 1.0));
                }
            }
        }
    }

    /// The groups of one phone that are served at step `k`. Phones at named places ask for nothing: they try what is there.
    void collect(std::size_t a, std::size_t k, DemandColumns& groups, std::vector<std::size_t>& entry) {
        const ActivePhone& phone = plan_.active[a];
        if (!world_.phones.spots[phone.spot].zone) return;
        const auto classes_here =
            static_cast<int>(std::count_if(phone.carriers.begin(), phone.carriers.end(), [](CarrierMask mask) { return mask != 0; }));
        for (std::size_t c = 0; c < plan_.classes; ++c) {
            const std::int32_t row = plan_.serving[plan_.at(a, c, k)];
            if (row < 0) continue;
            groups.add(group_of(a, c, static_cast<std::uint32_t>(row), classes_here));
            entry.push_back(plan_.at(a, c, k));
        }
    }

    const WorldModel& world_;
    const Study& study_;
    const DemandMap& demand_;
    const WindowSlot& slot_;
    double cell_area_km2_;
    std::optional<PhoneMix> mix_;
    BeamPlanner planner_;
    std::vector<std::vector<float>> usable_;  ///< per step and row, where something can be out
    WindowPlan plan_;
    WindowDraws draws_;
    std::vector<std::unique_ptr<SpotDemand>> spot_demand_;  ///< spot x payload
};

}  // namespace

const EnvironmentRadio& environment_of(const WorldModel& world, const WindowSlot& slot, std::uint32_t phone) {
    const std::uint32_t first = phone - phone % kPhonesPerSpot;
    const TryPlace place{slot.quarter, world.study->run.windows_per_quarter, slot.number % world.study->run.windows_per_quarter,
                         phone - first, world.phones.columns.draw_id[first]};
    return world.radio.environments[environment_of(world.radio.environments, world.seed, place)];
}

std::vector<WindowSlot> window_slots(Quarter quarter, int count, std::uint64_t seed, int first_number) {
    int stride = 7;
    while (std::gcd(stride, count) != 1) ++stride;
    const double days = seconds_between(end_of(quarter), begin_of(quarter)) / 86400.0;
    std::vector<WindowSlot> slots;
    for (int w = 0; w < count; ++w) {
        WindowSlot slot{quarter, first_number + w, {}};
        const double day_draw = uniform01({seed, Purpose::kWindowStart, slot.key(), 0});
        const double hour_draw = uniform01({seed, Purpose::kWindowStart, slot.key(), 1});
        const double day = std::floor((w + day_draw) / count * days);
        const double second = std::floor((w * stride % count + hour_draw) / count * 86400.0);
        slot.start = begin_of(quarter) + nanoseconds_from_seconds(day * 86400.0 + second);
        slots.push_back(slot);
    }
    return slots;
}

WindowPlan plan_window(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot) {
    return Planner{world, demand, slot}.run();
}

}  // namespace d2c
