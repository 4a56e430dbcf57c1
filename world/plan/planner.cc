#include "world/plan/planner.h"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/random.h"

namespace d2c {
namespace {

/// Keeps quotients of nothing by nothing finite.
constexpr double kTiny = 1e-300;
/// Above any share of time or load that a loop may meet.
constexpr double kMuch = 1e9;
/// Which number of a phone in a window: those of its own footprint and of its zone's, each by class.
constexpr std::uint32_t kOwnDraw = 2, kZoneDraw = 0x10000;

template <class Work>
void for_each(std::size_t count, std::size_t grain, const Work& work) {
    // Isolated: a thread that waits here takes no other work of the caller's.
    tbb::this_task_arena::isolate([&] {
        tbb::parallel_for(tbb::blocked_range<std::size_t>{0, count, grain}, [&](const tbb::blocked_range<std::size_t>& range) {
            for (std::size_t i = range.begin(); i != range.end(); ++i) work(static_cast<std::uint32_t>(i));
        });
    });
}
constexpr std::size_t kSatellitesAtOnce = 256, kSpotsAtOnce = 1024, kPhonesAtOnce = 1024;

}  // namespace

void DemandColumns::resize(std::size_t size) {
    for (auto* column : {&phone, &spot, &satellite, &cost, &handset}) column->resize(size);
    for (auto* column : {&footprints, &lone_users, &area_footprints, &users_per_footprint}) column->resize(size);
}

void DemandColumns::put(std::size_t i, const DemandGroup& group) {
    phone[i] = group.phone;
    spot[i] = group.spot;
    satellite[i] = group.satellite;
    cost[i] = group.cost;
    handset[i] = group.handset;
    footprints[i] = static_cast<float>(group.footprints);
    lone_users[i] = static_cast<float>(group.lone_users);
    area_footprints[i] = static_cast<float>(group.area_footprints);
    users_per_footprint[i] = static_cast<float>(std::max(1.0, group.users / std::max(group.footprints, kTiny)));
}

void DemandColumns::add(const DemandGroup& group) {
    resize(size() + 1);
    put(size() - 1, group);
}

BeamPlanner::BeamPlanner(const Fleet& fleet, const RadioModel& radio, const SpectrumUse& spectrum, const PhoneColumns& phones,
                         std::size_t classes, PlanRules rules)
    : fleet_{&fleet}, radio_{&radio}, spectrum_{&spectrum}, phones_{&phones}, classes_{classes}, rules_{rules}, costs_{spectrum, radio} {}

void BeamPlanner::begin_window(std::span<const std::uint32_t> satellites, std::size_t spot_count, std::uint32_t window_key) {
    satellites_ = satellites;
    own_draw_.resize(phones_->size() * classes_);
    zone_draw_.resize(own_draw_.size());
    satellite_draw_.resize(satellites.size());
    for_each(phones_->size(), kPhonesAtOnce, [&](std::uint32_t p) {
        for (std::uint32_t c = 0; c < classes_; ++c) {
            const DrawKey own{rules_.seed, Purpose::kBeamLit, phones_->draw_id[p], kOwnDraw + c, window_key};
            const DrawKey zone{rules_.seed, Purpose::kBeamLit, phones_->draw_id[p], kZoneDraw + c, window_key};
            own_draw_[p * classes_ + c] = static_cast<float>(uniform01(own));
            zone_draw_[p * classes_ + c] = static_cast<float>(uniform01(zone));
        }
    });
    for_each(satellites.size(), kPhonesAtOnce, [&](std::uint32_t s) {
        satellite_draw_[s] = static_cast<float>(uniform01({rules_.seed, Purpose::kBeamLit, satellites[s], 1, window_key}));
    });
    slots_.resize(spot_count * fleet_->payloads.size());
    for (std::vector<Slot>& slots : slots_) slots.clear();
    first_.resize(satellites.size() + 1);
    lit_by_area_.resize(satellites.size());
    area_asked_.resize(satellites.size());
    first_of_spot_.resize(spot_count + 1);
}

BeamPlanner::Limits BeamPlanner::limits_of(std::uint32_t row, std::span<const float> usable_share) const {
    const PayloadRadio& payload = radio_->payloads[payload_of(row)];
    const double usable = usable_share.empty() ? 1.0 : static_cast<double>(usable_share[row]);
    if (!(usable > 0.0)) return {};
    return {static_cast<int>(std::floor(payload.beam_units * usable + 1e-6)), payload.rf_power_w};
}

void BeamPlanner::sort(const DemandColumns& groups) {
    const auto count = static_cast<std::uint32_t>(groups.size());
    std::fill(first_.begin(), first_.end(), 0u);
    for (std::uint32_t g = 0; g < count; ++g) ++first_[groups.satellite[g] + 1];
    std::partial_sum(first_.begin(), first_.end(), first_.begin());
    next_.assign(first_.begin(), first_.end() - 1);
    order_.resize(count);
    for (std::uint32_t g = 0; g < count; ++g) order_[next_[groups.satellite[g]]++] = g;
    std::uint32_t g = 0;
    for (std::uint32_t spot = 0; spot + 1 < first_of_spot_.size(); ++spot) {
        first_of_spot_[spot] = g;
        while (g < count && groups.spot[g] == spot) ++g;
    }
    first_of_spot_.back() = g;
}

void BeamPlanner::plan(const SatelliteColumns& now, const DemandColumns& groups, std::span<const float> usable_share,
                       const PlaceSource& places, BeamPlan& plan) {
    const std::size_t rows = satellites_.size(), spots = first_of_spot_.size() - 1;
    sort(groups);
    time_.resize(groups.size());
    ranked_.resize(2 * groups.size());
    for (auto* column : {&own_, &zone_, &left_, &beam_}) column->resize(groups.size());
    plan.dwell_share.resize(groups.size());
    plan.time_share.resize(rows);
    plan.load.resize(rows);
    plan.fitting_share.assign(slots_.size(), 1.0f);
    plan.by_users = rules_.scheduler == BeamScheduler::kByUsers;

    for_each(rows, kSatellitesAtOnce, [&](std::uint32_t row) { share_time(row, groups, limits_of(row, usable_share), plan); });
    for_each(spots, kSpotsAtOnce, [&](std::uint32_t spot) { share_spot(spot, groups, places, plan); });
    for_each(rows, kSatellitesAtOnce, [&](std::uint32_t row) { count_beams(row, groups, limits_of(row, usable_share), plan); });
    for_each(spots, kSpotsAtOnce, [&](std::uint32_t spot) { choose_places(spot, now, groups, places); });
    number_beams(plan);
    for_each(spots, kSpotsAtOnce, [&](std::uint32_t spot) { light(spot, now, groups, places, plan); });
}

double BeamPlanner::time_of_users(std::span<const std::uint32_t> mine, const DemandColumns& groups, const Limits& limits,
                                  double most_beams) const {
    // The largest t with sum of footprints * cost * min(1, t * users) within the limit: those that reach 1 leave the rest to the others,
    // whose t then grows, until none is added.
    const auto largest = [&](double limit, const auto& cost) {
        double t = 0.0;
        for (std::size_t full_before = mine.size() + 1;;) {
            double taken = 0.0, wanted = 0.0;
            std::size_t full = 0;
            for (const std::uint32_t g : mine) {
                const double asked = static_cast<double>(groups.footprints[g]) * cost(g);
                const auto weight = static_cast<double>(groups.users_per_footprint[g]);
                if (t * weight >= 1.0) {
                    taken += asked;
                    ++full;
                } else {
                    wanted += asked * weight;
                }
            }
            if (full == full_before || full == mine.size()) return full == mine.size() ? kMuch : t;
            full_before = full;
            t = std::min(kMuch, std::max(0.0, limit - taken) / std::max(wanted, kTiny));
        }
    };
    const auto units = [&](std::uint32_t g) { return static_cast<double>(costs_[groups.cost[g]].units); };
    const auto power = [&](std::uint32_t g) { return costs_[groups.cost[g]].power_w; };
    return std::min({largest(limits.units, units), largest(limits.power_w, power), largest(most_beams, [](std::uint32_t) { return 1.0; })});
}

void BeamPlanner::share_time(std::uint32_t row, const DemandColumns& groups, const Limits& limits, BeamPlan& plan) {
    plan.time_share[row] = 1.0f;
    plan.load[row] = 0.0f;
    lit_by_area_[row] = 0.0;
    const auto mine = groups_of(row);
    if (mine.empty()) return;
    double units = 0.0, power_w = 0.0, footprints = 0.0, area = 0.0, area_units = 0.0, area_power_w = 0.0;
    for (const std::uint32_t g : mine) {
        const BeamCost& cost = costs_[groups.cost[g]];
        const auto wanted = static_cast<double>(groups.footprints[g]), over = static_cast<double>(groups.area_footprints[g]);
        units += wanted * cost.units;
        power_w += wanted * cost.power_w;
        footprints += wanted;
        area += over;
        area_units += over * cost.units;
        area_power_w += over * cost.power_w;
    }
    const auto over = [](double asked, double limit) { return asked > 0.0 ? std::min(kMuch, asked / std::max(limit, kTiny)) : 0.0; };
    plan.load[row] = static_cast<float>(std::max(over(units, limits.units), over(power_w, limits.power_w)));
    double most_beams = std::numeric_limits<double>::infinity();
    if (rules_.load != BeamLoad::kDemand) {
        area = std::max(area, kTiny);
        most_beams = std::min(limits.units / std::max(area_units / area, kTiny), limits.power_w / std::max(area_power_w / area, kTiny));
        if (rules_.load == BeamLoad::kFixed) most_beams = std::min(most_beams, static_cast<double>(rules_.fixed_lit_beams));
        lit_by_area_[row] = most_beams;
        area_asked_[row] = area;
    }
    double share = std::min(
        {1.0, limits.units / std::max(units, kTiny), limits.power_w / std::max(power_w, kTiny), most_beams / std::max(footprints, kTiny)});
    const bool by_users = plan.by_users && share < 1.0;
    if (by_users) share = time_of_users(mine, groups, limits, most_beams);
    plan.time_share[row] = static_cast<float>(share);
    for (const std::uint32_t g : mine)
        time_[g] = by_users ? static_cast<float>(std::min(1.0, share * static_cast<double>(groups.users_per_footprint[g])))
                            : static_cast<float>(share);
}

void BeamPlanner::share_spot(std::uint32_t spot, const DemandColumns& groups, const PlaceSource& places, BeamPlan& plan) const {
    const std::uint32_t first = first_of_spot_[spot], last = first_of_spot_[spot + 1];
    const std::size_t payloads = fleet_->payloads.size();
    float* const fitting = plan.fitting_share.data() + spot * payloads;
    for (std::size_t payload = 0; rules_.load == BeamLoad::kDemand && payload < payloads && first != last; ++payload) {
        double wanted = 0.0;
        for (std::uint32_t g = first; g < last; ++g) {
            if (costs_[groups.cost[g]].payload == payload)
                wanted += static_cast<double>(groups.footprints[g] - groups.lone_users[g]) * static_cast<double>(time_[g]);
        }
        if (wanted > 0.0) fitting[payload] = static_cast<float>(std::min(1.0, places(spot, payload).most_beams / wanted));
    }
    for (std::uint32_t g = first; g < last; ++g) plan.dwell_share[g] = time_[g] * fitting[costs_[groups.cost[g]].payload];
}

void BeamPlanner::count_beams(std::uint32_t row, const DemandColumns& groups, Limits limits, const BeamPlan& plan) {
    const auto mine = groups_of(row);
    Ranked* const begin = ranked_.data() + 2 * static_cast<std::size_t>(first_[row]);
    Ranked* end = begin;
    // The chosen rank below 1 but for a few: the others wait behind, where the search among the first seldom looks.
    Ranked* waiting = ranked_.data() + 2 * static_cast<std::size_t>(first_[row + 1]);
    Ranked* const waiting_end = waiting;
    const auto enter = [&](float rank, std::uint32_t item) { (rank < 1.5f ? *end++ : *--waiting) = {rank, item}; };
    const bool by_area = rules_.load != BeamLoad::kDemand;
    double parts = static_cast<double>(satellite_draw_.empty() ? 0.0f : satellite_draw_[row]);
    for (const std::uint32_t g : mine) {
        const BeamCost& cost = costs_[groups.cost[g]];
        const std::size_t draw = groups.phone[g] * classes_ + groups.handset[g];
        double expected;
        if (by_area) {
            expected = lit_by_area_[row] * static_cast<double>(groups.area_footprints[g]) / area_asked_[row];
        } else {
            expected = static_cast<double>(groups.footprints[g] - groups.lone_users[g]) * static_cast<double>(plan.dwell_share[g]);
            const float own = std::min(1.0f, groups.lone_users[g] * time_[g]);
            if (own > 0.0f) {
                enter(own_draw_[draw] / own, 2 * g + 1);
                parts += static_cast<double>(own);
            }
        }
        const double whole = std::floor(expected);
        const auto part = static_cast<float>(expected - whole);
        const auto room = [&](double have, double each) { return each > 0.0 ? std::floor(std::max(0.0, have) / each) : kMuch; };
        zone_[g] = static_cast<std::uint32_t>(std::min({whole, room(limits.units, cost.units), room(limits.power_w, cost.power_w)}));
        own_[g] = 0;
        limits.units -= static_cast<int>(zone_[g]) * cost.units;
        limits.power_w -= zone_[g] * cost.power_w;
        if (part > 0.0f) {
            enter(zone_draw_[draw] / part, 2 * g);
            parts += static_cast<double>(part);
        }
    }
    const auto take = [&](const Ranked& chosen) {
        const std::uint32_t g = chosen.item / 2;
        const BeamCost& cost = costs_[groups.cost[g]];
        if (limits.units < cost.units || limits.power_w < cost.power_w) return false;
        limits.units -= cost.units;
        limits.power_w -= cost.power_w;
        ++(chosen.item % 2 == 1 ? own_ : zone_)[g];
        return true;
    };
    const auto wanted = static_cast<std::size_t>(std::floor(parts));
    if (wanted == 0) return;
    if (wanted > static_cast<std::size_t>(end - begin)) end = std::move(waiting, waiting_end, end);
    const auto count = static_cast<std::size_t>(end - begin);
    if (wanted < count) std::nth_element(begin, begin + static_cast<std::ptrdiff_t>(wanted), end);
    Ranked* const chosen = begin + static_cast<std::ptrdiff_t>(std::min(wanted, count));
    int units = 0;
    double power_w = 0.0;
    for (const Ranked* r = begin; r != chosen; ++r) {
        units += costs_[groups.cost[r->item / 2]].units;
        power_w += costs_[groups.cost[r->item / 2]].power_w;
    }
    // Short of room they come in the order of their ranks; with room for all the order is of no matter.
    if (units > limits.units || power_w > limits.power_w) std::sort(begin, chosen);
    for (const Ranked* r = begin; r != chosen; ++r) take(*r);
}

void BeamPlanner::choose_places(std::uint32_t spot, const SatelliteColumns& now, const DemandColumns& groups, const PlaceSource& places) {
    const std::uint32_t first = first_of_spot_[spot], last = first_of_spot_[spot + 1];
    for (std::uint32_t g = first; g < last; ++g) left_[g] = zone_[g];
    const std::size_t payloads = fleet_->payloads.size();
    for (std::size_t payload = 0; payload < payloads; ++payload) {
        std::vector<Slot>& slots = slots_[spot * payloads + payload];
        bool asked = false;
        for (std::uint32_t g = first; g < last; ++g) asked |= zone_[g] > 0 && costs_[groups.cost[g]].payload == payload;
        if (!asked) {
            slots.clear();
            continue;
        }
        BeamPlaces* const list = places(spot, payload).list;
        if (list) fill_slots(slots, payload, first, last, now, groups, *list);
    }
    for (std::uint32_t g = first; g < last; ++g) zone_[g] -= left_[g];
}

void BeamPlanner::fill_slots(std::vector<Slot>& slots, std::size_t payload, std::uint32_t first, std::uint32_t last,
                             const SatelliteColumns& now, const DemandColumns& groups, BeamPlaces& list) {
    const double least = radio_->payloads[payload].least_sin_elevation;
    std::span<const AimPoint> places = list.first(slots.size());
    const auto reaches = [&](std::uint32_t g, std::size_t place) {
        const std::uint32_t row = groups.satellite[g];
        return can_aim(places[place], now.x_itrf_m[row], now.y_itrf_m[row], now.z_itrf_m[row], least);
    };
    const auto give = [&](std::size_t place, std::uint32_t g) {
        slots[place] = {groups.satellite[g], groups.handset[g], g};
        --left_[g];
    };
    // Who lit a place keeps it: the same class if it still asks, else another of the same satellite.
    for (Slot& slot : slots) slot.group = kFree;
    for (const bool same_class : {true, false}) {
        for (std::size_t place = 0; place < slots.size(); ++place) {
            if (slots[place].satellite == kFree || slots[place].group != kFree) continue;
            for (std::uint32_t g = first; g < last; ++g) {
                if (left_[g] == 0 || groups.satellite[g] != slots[place].satellite) continue;
                if (same_class && groups.handset[g] != slots[place].handset) continue;
                if (!reaches(g, place)) break;
                give(place, g);
                break;
            }
        }
    }
    for (Slot& slot : slots)
        if (slot.group == kFree) slot.satellite = kFree;
    std::size_t wanted = 0;
    for (std::uint32_t g = first; g < last; ++g)
        if (costs_[groups.cost[g]].payload == payload) wanted += zone_[g];
    // Where no place of many can be reached, the zone lies behind the satellite's mask but for its phone.
    const std::size_t most_places = 4 * wanted + 16;
    for (std::uint32_t g = first; g < last; ++g) {
        if (costs_[groups.cost[g]].payload != payload) continue;
        for (std::size_t place = 0; left_[g] > 0 && place < most_places; ++place) {
            if (place == slots.size()) {
                places = list.first(place + 1);
                if (places.size() == place) break;
                slots.emplace_back();
            }
            if (slots[place].group == kFree && reaches(g, place)) give(place, g);
        }
    }
}

void BeamPlanner::number_beams(BeamPlan& plan) {
    plan.first.resize(satellites_.size() + 1);
    std::uint32_t beams = 0;
    for (std::uint32_t row = 0; row < satellites_.size(); ++row) {
        plan.first[row] = beams;
        for (const std::uint32_t g : groups_of(row)) {
            beam_[g] = beams;
            beams += own_[g] + zone_[g];
        }
    }
    plan.first.back() = beams;
    plan.beams.resize(beams);
}

void BeamPlanner::light(std::uint32_t spot, const SatelliteColumns& now, const DemandColumns& groups, const PlaceSource& places,
                        BeamPlan& plan) {
    const std::size_t payloads = fleet_->payloads.size();
    const auto put = [&](std::uint32_t g, const AimPoint& aim, std::int32_t phone) {
        const CarrierMask carriers = spectrum_->moved_to(costs_[groups.cost[g]].carriers, aim.part);
        plan.beams[beam_[g]++] = {aim.x_itrf_m, aim.y_itrf_m, aim.z_itrf_m, carriers, phone, spot, g};
    };
    for (std::uint32_t g = first_of_spot_[spot]; g < first_of_spot_[spot + 1]; ++g) {
        if (own_[g] == 0) continue;
        const std::uint32_t phone = groups.phone[g], row = groups.satellite[g];
        const PayloadRadio& payload = radio_->payloads[costs_[groups.cost[g]].payload];
        AimPoint aim = own_aim(*phones_, phone, payload);
        // At the edge of the steering the phone itself, which stands above the mask.
        if (!can_aim(aim, now.x_itrf_m[row], now.y_itrf_m[row], now.z_itrf_m[row], payload.least_sin_elevation))
            aim = {phones_->x_itrf_m[phone], phones_->y_itrf_m[phone], phones_->z_itrf_m[phone], aim.part};
        put(g, aim, static_cast<std::int32_t>(phone));
    }
    for (std::size_t payload = 0; payload < payloads; ++payload) {
        const std::vector<Slot>& slots = slots_[spot * payloads + payload];
        if (slots.empty()) continue;
        const std::span<const AimPoint> aims = places(spot, payload).list->first(slots.size());
        for (std::size_t place = 0; place < slots.size(); ++place)
            if (slots[place].group != kFree) put(slots[place].group, aims[place], -1);
    }
}

}  // namespace d2c
