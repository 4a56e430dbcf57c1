#include "world/radio/beam_plan.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "base/random.h"
#include "constellation/frames.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

/// Keeps quotients of nothing by nothing finite.
constexpr double kTiny = 1e-300;

double squared_distance_m2(const AimPoint& a, const AimPoint& b) {
    const double dx = a.x_itrf_m - b.x_itrf_m, dy = a.y_itrf_m - b.y_itrf_m, dz = a.z_itrf_m - b.z_itrf_m;
    return dx * dx + dy * dy + dz * dz;
}

/// Beams and power that a satellite has left in this step.
struct Budget {
    int units;
    double power_w;

    /// Footprints of that cost that still fit.
    int room(int unit_cost, double power_cost_w) const {
        const int by_units = unit_cost > 0 ? units / unit_cost : std::numeric_limits<int>::max();
        const double by_power = power_cost_w > 0.0 ? power_w / power_cost_w : static_cast<double>(by_units);
        return std::min(by_units, static_cast<int>(std::min(by_power, 1e9)));
    }
    void take(int count, int unit_cost, double power_cost_w) {
        units -= count * unit_cost;
        power_w -= count * power_cost_w;
    }
};

/// What the groups of one satellite ask for together.
struct Asked {
    double units = 0.0, power_w = 0.0, footprints = 0.0, area = 0.0, area_units = 0.0, area_power_w = 0.0;
};

/// Whole numbers that follow a running sum of expectations: each group gets its expectation rounded up or down, the sum stays within one.
class SystematicRounding {
  public:
    explicit SystematicRounding(double uniform) : sum_{uniform} {}
    int next(double expected) {
        const double before = std::floor(sum_);
        sum_ += expected;
        return static_cast<int>(std::floor(sum_) - before);
    }

  private:
    double sum_;
};

}  // namespace

int beam_units_of(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers) {
    int units = 0;
    for (CarrierMask left = carriers; left != 0; left &= left - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(left));
        units += static_cast<int>(std::ceil(spectrum.carrier(k).downlink.width().value / payload.beam_unit_hz - 1e-9));
    }
    return units;
}

double beam_power_w(const SpectrumUse& spectrum, const PayloadRadio& payload, CarrierMask carriers) {
    return payload.transmit_w_per_hz * spectrum.total_occupied_bandwidth(carriers).value;
}

AimPoint own_aim(const PhoneColumns& p, std::size_t phone, const PayloadRadio& payload) {
    const double offset_m = p.footprint_radius_share[phone] * payload.footprint_diameter_m / 2.0;
    const double north = offset_m * std::cos(p.footprint_azimuth_rad[phone]);
    const double east = offset_m * std::sin(p.footprint_azimuth_rad[phone]);
    const double sin_lat = p.up_z[phone];
    const double cos_lat = std::sqrt(std::max(0.0, 1.0 - sin_lat * sin_lat));
    const double cos_lon = cos_lat > 0.0 ? p.up_x[phone] / cos_lat : 1.0;
    const double sin_lon = cos_lat > 0.0 ? p.up_y[phone] / cos_lat : 0.0;
    return {p.x_itrf_m[phone] - north * sin_lat * cos_lon - east * sin_lon, p.y_itrf_m[phone] - north * sin_lat * sin_lon + east * cos_lon,
            p.z_itrf_m[phone] + north * cos_lat};
}

BeamPlaces::BeamPlaces(std::span<const std::int64_t> fine, std::span<const double> cumulative, double reuse_distance_m, std::uint64_t seed,
                       std::uint64_t key, std::uint32_t window_key)
    : fine_{fine},
      cumulative_{cumulative},
      reuse_distance_m_{reuse_distance_m},
      seed_{seed},
      key_{key},
      window_key_{window_key},
      full_{fine.empty() || !(cumulative.back() > 0.0)} {}

std::span<const AimPoint> BeamPlaces::first(std::size_t wanted) {
    static const Grid grid{kFineOrder};
    constexpr int kGiveUpAfter = 24;
    int misses = 0;
    while (!full_ && points_.size() < wanted) {
        const double mark = uniform01({seed_, Purpose::kBeamPlace, key_, window_key_, 2 + draws_++}) * cumulative_.back();
        const auto at = std::upper_bound(cumulative_.begin(), cumulative_.end(), mark) - cumulative_.begin();
        const std::int64_t cell = fine_[std::min(static_cast<std::size_t>(at), fine_.size() - 1)];
        const Position<Itrf> p = itrf_of(grid.centre({kFineOrder, cell}));
        const AimPoint point{p.x.value, p.y.value, p.z.value};
        const bool apart = std::all_of(points_.begin(), points_.end(), [&](const AimPoint& other) {
            return squared_distance_m2(point, other) >= reuse_distance_m_ * reuse_distance_m_;
        });
        if (apart) {
            points_.push_back(point);
            misses = 0;
        } else {
            full_ = ++misses >= kGiveUpAfter;
        }
    }
    return std::span<const AimPoint>{points_}.first(std::min(wanted, points_.size()));
}

BeamPlan plan_beams(const PlanContext& context, std::span<const DemandGroup> groups, const PlaceSource& places) {
    const std::size_t satellites = context.sky.satellites.size();
    std::vector<std::uint32_t> first(satellites + 1, 0);
    for (const DemandGroup& group : groups) ++first[group.satellite + 1];
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<std::uint32_t> order(groups.size());
    {
        std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
        for (std::uint32_t g = 0; g < groups.size(); ++g) order[next[groups[g].satellite]++] = g;
    }

    const std::size_t payload_count = context.fleet.payloads.size();
    BeamPlan plan;
    plan.dwell_share.assign(groups.size(), 0.0);
    plan.satellite_share.assign(satellites, 1.0);
    plan.fitting_share.assign(context.spot_count * payload_count, 1.0);
    plan.first.push_back(0);
    const bool by_area = context.load != BeamLoad::kDemand;
    const auto payload_of = [&](std::uint32_t s) { return static_cast<std::size_t>(context.fleet.payload[context.sky.satellites[s]]); };
    const auto groups_of = [&](std::uint32_t s) {
        return std::span<const std::uint32_t>{order.data() + first[s], first[s + 1] - first[s]};
    };

    // What each satellite can give by its beams and its power, and what all of them then want in each spot.
    std::vector<double> lit_by_area(satellites, 0.0), area_asked(satellites, 0.0), wanted(plan.fitting_share.size(), 0.0);
    for (std::uint32_t s = 0; s < satellites; ++s) {
        if (groups_of(s).empty()) continue;
        const PayloadRadio& payload = context.radio.payloads[payload_of(s)];
        Asked asked;
        for (const std::uint32_t g : groups_of(s)) {
            const int units = beam_units_of(context.spectrum, payload, groups[g].carriers);
            const double power_w = beam_power_w(context.spectrum, payload, groups[g].carriers);
            asked.units += groups[g].footprints * units;
            asked.power_w += groups[g].footprints * power_w;
            asked.footprints += groups[g].footprints;
            asked.area += groups[g].area_footprints;
            asked.area_units += groups[g].area_footprints * units;
            asked.area_power_w += groups[g].area_footprints * power_w;
        }
        double share =
            std::min({1.0, payload.beam_units / std::max(asked.units, kTiny), payload.rf_power_w / std::max(asked.power_w, kTiny)});
        if (by_area) {
            const double area = std::max(asked.area, kTiny);
            const double most = std::min(payload.beam_units / std::max(asked.area_units / area, kTiny),
                                         payload.rf_power_w / std::max(asked.area_power_w / area, kTiny));
            lit_by_area[s] = context.load == BeamLoad::kWorst ? most : std::min(most, static_cast<double>(context.fixed_lit_beams));
            area_asked[s] = area;
            share = std::min(share, lit_by_area[s] / std::max(asked.footprints, kTiny));
        }
        plan.satellite_share[s] = share;
        for (const std::uint32_t g : groups_of(s)) {
            wanted[groups[g].spot * payload_count + payload_of(s)] += (groups[g].footprints - groups[g].lone_users) * share;
        }
    }
    if (!by_area) {
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (wanted[i] > 0.0)
                plan.fitting_share[i] =
                    std::min(1.0, places(static_cast<std::uint32_t>(i / payload_count), i % payload_count).most_beams / wanted[i]);
        }
    }

    // Places already taken in this step, per spot and payload: no footprint is lit twice.
    std::vector<std::uint32_t> taken(plan.fitting_share.size(), 0);
    for (std::uint32_t s = 0; s < satellites; ++s) {
        if (!groups_of(s).empty()) {
            const std::size_t payload_row = payload_of(s);
            const PayloadRadio& payload = context.radio.payloads[payload_row];
            const double share = plan.satellite_share[s];
            Budget budget{payload.beam_units, payload.rf_power_w};
            SystematicRounding rounding{uniform01({context.seed, Purpose::kBeamLit, context.sky.satellites[s], 1, context.window_key})};
            for (const std::uint32_t g : groups_of(s)) {
                const DemandGroup& group = groups[g];
                const std::size_t list_row = group.spot * payload_count + payload_row;
                const double fitting = plan.fitting_share[list_row];
                const int unit_cost = beam_units_of(context.spectrum, payload, group.carriers);
                const double power_cost_w = beam_power_w(context.spectrum, payload, group.carriers);
                const auto light = [&](const AimPoint& aim, std::int32_t phone) {
                    plan.beams.push_back({aim.x_itrf_m, aim.y_itrf_m, aim.z_itrf_m, group.carriers, phone, group.spot});
                    budget.take(1, unit_cost, power_cost_w);
                };
                const double own = uniform01(
                    {context.seed, Purpose::kBeamLit, context.phones.draw_id[group.phone], 2 + group.handset, context.window_key});
                if (!by_area && own < group.lone_users * share && budget.room(unit_cost, power_cost_w) > 0) {
                    light(own_aim(context.phones, group.phone, payload), static_cast<std::int32_t>(group.phone));
                }
                const double expected = by_area ? lit_by_area[s] * group.area_footprints / area_asked[s]
                                                : (group.footprints - group.lone_users) * share * fitting;
                const int lit = std::min(rounding.next(expected), budget.room(unit_cost, power_cost_w));
                if (lit > 0) {
                    const auto all = places(group.spot, payload_row).list->first(taken[list_row] + static_cast<std::size_t>(lit));
                    for (std::size_t i = taken[list_row]; i < all.size(); ++i) light(all[i], -1);
                    taken[list_row] = static_cast<std::uint32_t>(std::max<std::size_t>(all.size(), taken[list_row]));
                }
                plan.dwell_share[g] = share * fitting;
            }
        }
        plan.first.push_back(static_cast<std::uint32_t>(plan.beams.size()));
    }
    return plan;
}

}  // namespace d2c
