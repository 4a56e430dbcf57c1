#include "world/run/window_plan.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include "base/random.h"
#include "geography/grid/grid.h"

namespace d2c {

WindowPlan::WindowPlan(const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, BeamCosts& costs)
    : world_{world}, study_{*world.study}, demand_{demand}, slot_{slot}, cell_area_km2_{Grid{world.zones.order}.cell_area_km2()} {
    if (study_.adoption) mix_.emplace(study_, slot.quarter);
    find_active_phones();
    fill_rows();
    number_costs(costs);
}

CarrierMask WindowPlan::open_to(std::uint32_t spot, std::size_t c, Instant at) const {
    if (study_.handsets[c].in_service_from > at) return 0;
    return world_.spectrum.open_at(world_.phones.spots[spot].jurisdiction, at) & world_.spectrum.of_handset(c);
}

void WindowPlan::find_active_phones() {
    active_.classes = study_.handsets.size();
    active_.payloads = world_.fleet.payloads.size();
    const std::vector<Spot>& spots = world_.phones.spots;
    std::vector<std::vector<std::uint32_t>> by_tile(world_.tiles.tiles().size());
    std::vector<CarrierMask> masks(spots.size() * active_.classes, 0);
    for (std::uint32_t spot = 0; spot < spots.size(); ++spot) {
        CarrierMask any = 0;
        for (std::size_t c = 0; c < active_.classes; ++c) any |= masks[spot * active_.classes + c] = open_to(spot, c, slot_.start);
        if (any != 0 || spots[spot].moves) by_tile[world_.tiles.tile_of(spot)].push_back(spot);
    }
    active_.first_of_tile.push_back(0);
    for (const auto& tile : by_tile) {
        for (const std::uint32_t spot : tile) {
            for (std::uint32_t i = 0; i < kPhonesPerSpot; ++i) {
                active_.phone.push_back(spot * kPhonesPerSpot + i);
                active_.spot.push_back(spot);
                active_.draw_word.push_back(path_draw_word(world_.phones.columns.draw_id[active_.phone.back()]));
                active_.environment.push_back(static_cast<std::uint8_t>(
                    spots[spot].moves ? spots[spot].environment : environment_of(world_, slot_, active_.phone.back())));
                for (std::size_t c = 0; c < active_.classes; ++c) open_.push_back(masks[spot * active_.classes + c]);
            }
        }
        active_.first_of_tile.push_back(static_cast<std::uint32_t>(active_.phone.size()));
    }
}

void WindowPlan::fill_rows() {
    const std::size_t columns = active_.size() * active_.payloads;
    spot_demand_.resize(world_.phones.spots.size() * active_.payloads);
    active_.measured_gain_db.assign(columns * active_.classes, kNotMeasured);
    used_.assign(columns * active_.classes, 0);
    asked_.resize(columns * active_.classes);
    beside_.resize(columns);
    aim_.resize(columns);
    tbb::parallel_for(std::size_t{0}, active_.first_of_tile.size() - 1, [&](std::size_t tile) {
        for (std::size_t a = active_.first_of_tile[tile]; a < active_.first_of_tile[tile + 1]; ++a) {
            if (a % kPhonesPerSpot == 0 && world_.phones.spots[active_.spot[a]].zone)
                for (std::size_t p = 0; p < active_.payloads; ++p) ask(active_.spot[a], p);
            fill_row(a);
        }
    });
}

void WindowPlan::fill_row(std::size_t a) {
    const std::uint32_t phone = active_.phone[a];
    const Spot& spot = world_.phones.spots[active_.spot[a]];
    const PhoneColumns& columns = world_.phones.columns;
    const auto classes_here =
        std::count_if(open_.begin() + static_cast<std::ptrdiff_t>(entry(a, 0)),
                      open_.begin() + static_cast<std::ptrdiff_t>(entry(a + 1, 0)), [](CarrierMask mask) { return mask != 0; });
    const double part = 1.0 / static_cast<double>(kPhonesPerSpot * classes_here);
    for (std::size_t p = 0; p < active_.payloads; ++p) {
        const PayloadRadio& payload = world_.radio.payloads[p];
        beside_[a * active_.payloads + p] = static_cast<float>(1.0 / (1.0 + others_beside(a, p)));
        const AimPoint aim = own_aim(columns, phone, payload);
        aim_[a * active_.payloads + p] = {static_cast<float>(aim.x_itrf_m - columns.x_itrf_m[phone]),
                                          static_cast<float>(aim.y_itrf_m - columns.y_itrf_m[phone]),
                                          static_cast<float>(aim.z_itrf_m - columns.z_itrf_m[phone])};
        for (std::size_t c = 0; c < active_.classes; ++c) {
            const CarrierMask shared = open(a, c) & world_.spectrum.of_payload(p);
            if (shared == 0) continue;
            active_.measured_gain_db[entry(a, c, p)] =
                static_cast<float>(world_.radio.downlink_gain_at_1m_db[static_cast<std::size_t>(std::countr_zero(shared))]);
            const CarrierMask first_parts = world_.spectrum.aggregated(shared & world_.spectrum.of_part(0), c);
            used_[entry(a, c, p)] = study_.world.channels.reuse == ChannelReuse::kDynamic ? world_.spectrum.on_all_parts(first_parts)
                                                                                          : world_.spectrum.moved_to(first_parts, aim.part);
            if (!spot.zone) continue;
            const SpotDemand& demand = *spot_demand_[active_.spot[a] * active_.payloads + p];
            Asked& asked = asked_[entry(a, c, p)];
            const double lone = study_.demand.probe_user_in_every_cell ? spot.lone_users * part : 0.0;
            const double users_part = mix_ ? mix_->share(spot.jurisdiction.area, c) / static_cast<double>(kPhonesPerSpot) : part;
            asked.lone_users = static_cast<float>(lone);
            asked.footprints = static_cast<float>(demand.zone.active_footprints * users_part + lone);
            asked.users = static_cast<float>(demand.zone.active_users * users_part + lone);
            asked.area_footprints = static_cast<float>(world_.zones.zones[*spot.zone].uncovered_area_share * cell_area_km2_ * part /
                                                       payload.footprint_area_km2);
        }
    }
}

std::size_t WindowPlan::row_of(std::uint32_t spot) const {
    const std::uint32_t tile = world_.tiles.tile_of(spot);
    std::size_t a = active_.first_of_tile[tile];
    while (active_.spot[a] != spot) ++a;
    return a;
}

void WindowPlan::follow(std::uint32_t spot, Instant at) {
    const std::size_t first = row_of(spot);
    for (std::size_t a = first; a < first + kPhonesPerSpot; ++a) {
        for (std::size_t c = 0; c < active_.classes; ++c) {
            open_[entry(a, c)] = open_to(spot, c, at);
            for (std::size_t p = 0; p < active_.payloads; ++p) {
                active_.measured_gain_db[entry(a, c, p)] = kNotMeasured;
                used_[entry(a, c, p)] = 0;
            }
        }
        fill_row(a);
    }
}

void WindowPlan::number_costs(BeamCosts& costs) {
    for (std::size_t i = 0; i < asked_.size(); ++i)
        if (used_[i] != 0) asked_[i].cost = costs.of(i % active_.payloads, world_.spectrum.on_first_parts(used_[i]));
}

/// Users beside the phone in its own footprint of that payload, this window: a Poisson count about those expected. One draw for all
/// payloads and classes, so that a smaller footprint never has more.
double WindowPlan::others_beside(std::size_t a, std::size_t payload) const {
    const std::uint32_t phone = active_.phone[a];
    const PhoneColumns& columns = world_.phones.columns;
    const double people = eligible_people_at(demand_, columns.fine_cell[phone]);
    const double active = active_share(study_.demand, columns.longitude_deg[phone], slot_.start);
    double have_phone = 1.0;
    if (mix_) {
        have_phone = 0.0;
        for (std::size_t c = 0; c < active_.classes; ++c)
            if (open(a, c) != 0) have_phone += mix_->share(world_.phones.spots[active_.spot[a]].jurisdiction.area, c);
    }
    const double expected = people * have_phone * active * world_.radio.payloads[payload].footprint_area_km2 / fine_cell_area_km2();
    return inverse_poisson_cdf(expected, uniform01({world_.seed, Purpose::kUsersBeside, columns.draw_id[phone], 0, slot_.key()}));
}

void WindowPlan::ask(std::uint32_t spot, std::size_t payload) {
    auto entry = std::make_unique<SpotDemand>();
    const std::uint32_t zone = *world_.phones.spots[spot].zone;
    const PayloadRadio& radio = world_.radio.payloads[payload];
    const double active = active_share(study_.demand, world_.phones.columns.longitude_deg[spot * kPhonesPerSpot], slot_.start);
    entry->zone = zone_demand(demand_, zone, active, radio.footprint_area_km2, entry->cumulative);
    std::span<const std::int64_t> cells{demand_.fine.data() + demand_.first[zone], demand_.first[zone + 1] - demand_.first[zone]};
    if (study_.world.load != BeamLoad::kDemand) cells = weigh_by_area(world_.zones.zones[zone], entry->cumulative);
    const Zone& whole = world_.zones.zones[zone];
    // Beams stand in the middles of fine cells, one in each at most; those that use parts, and stand side by side, are drawn finer.
    const double places = world_.spectrum.parts() > 1 ? std::max(1.0, fine_cell_area_km2() / radio.footprint_area_km2) : 1.0;
    entry->most_beams =
        std::max(1.0, std::min(places * static_cast<double>(cells.size()), radio.beams_per_km2 * whole.area_share * cell_area_km2_));
    const std::uint64_t key = static_cast<std::uint64_t>(world_.zones.fine[whole.first_fine]) * 16 + payload;
    entry->places = std::make_unique<BeamPlaces>(cells, entry->cumulative, spacing_of(radio, world_.spectrum.parts(), world_.earth->fine),
                                                 world_.seed, key, slot_.key());
    spot_demand_[spot * active_.payloads + payload] = std::move(entry);
}

/// All fine cells of a zone, each by its area outside terrestrial coverage.
std::span<const std::int64_t> WindowPlan::weigh_by_area(const Zone& zone, std::vector<double>& cumulative) const {
    const auto cells = std::span{world_.zones.fine}.subspan(zone.first_fine, zone.fine_count);
    cumulative.clear();
    double sum = 0.0;
    for (const std::int64_t cell : cells) {
        sum += 1.0 - static_cast<double>(world_.earth->fine.covered_share[static_cast<std::size_t>(cell)]);
        cumulative.push_back(sum);
    }
    return cells;
}

SpotPlaces WindowPlan::places(std::uint32_t spot, std::size_t payload) {
    const SpotDemand& demand = *spot_demand_[spot * active_.payloads + payload];
    return {demand.places.get(), demand.most_beams};
}

void WindowPlan::collect(const Sky& sky, const Serving& served, DemandColumns& groups, std::vector<std::uint32_t>& entries) const {
    constexpr std::size_t kPhonesAtOnce = 2048;
    const std::size_t chunks = (active_.size() + kPhonesAtOnce - 1) / kPhonesAtOnce;
    const auto each = [&](std::size_t chunk, const auto& visit) {
        for (std::size_t a = chunk * kPhonesAtOnce; a < std::min(active_.size(), (chunk + 1) * kPhonesAtOnce); ++a) {
            if (!world_.phones.spots[active_.spot[a]].zone) continue;
            for (std::size_t c = 0; c < active_.classes; ++c)
                if (served.row[entry(a, c)] != kNoRow) visit(a, c);
        }
    };
    std::vector<std::size_t> first(chunks + 1, 0);
    tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t chunk) {
        std::size_t count = 0;
        each(chunk, [&](std::size_t, std::size_t) { ++count; });
        first[chunk + 1] = count;
    });
    std::partial_sum(first.begin(), first.end(), first.begin());
    groups.resize(first.back());
    entries.resize(first.back());
    tbb::parallel_for(std::size_t{0}, chunks, [&](std::size_t chunk) {
        std::size_t i = first[chunk];
        each(chunk, [&](std::size_t a, std::size_t c) {
            const std::uint16_t row = served.row[entry(a, c)];
            const Asked& asked = asked_[entry(a, c, sky.payload[row])];
            DemandGroup group;
            group.phone = active_.phone[a];
            group.spot = active_.spot[a];
            group.cost = asked.cost;
            group.satellite = row;
            group.handset = static_cast<std::uint32_t>(c);
            group.footprints = static_cast<double>(asked.footprints);
            group.lone_users = static_cast<double>(asked.lone_users);
            group.area_footprints = static_cast<double>(asked.area_footprints);
            group.users = static_cast<double>(asked.users);
            groups.put(i, group);
            entries[i++] = static_cast<std::uint32_t>(entry(a, c));
        });
    });
}

std::uint32_t environment_of(const WorldModel& world, const WindowSlot& slot, std::uint32_t phone) {
    const std::uint32_t first = phone - phone % kPhonesPerSpot;
    const TryPlace place{slot.quarter, world.study->run.windows_per_quarter, slot.number % world.study->run.windows_per_quarter,
                         phone - first, world.phones.columns.draw_id[first]};
    return environment_of(world.radio.environments, world.seed, place);
}

}  // namespace d2c
