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

/// `expected` rounded up or down at random, so that its mean is kept.
int rounded(double expected, double uniform) { return static_cast<int>(std::floor(expected + uniform)); }

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

    BeamPlan plan;
    plan.dwell_share.assign(groups.size(), 0.0);
    plan.satellite_share.assign(satellites, 1.0);
    plan.first.push_back(0);
    // Places already taken in this step, per spot and payload: groups of one zone never light the same footprint.
    std::vector<std::uint32_t> taken(context.spot_count * context.fleet.payloads.size(), 0);

    for (std::uint32_t s = 0; s < satellites; ++s) {
        const std::span<const std::uint32_t> mine{order.data() + first[s], first[s + 1] - first[s]};
        if (!mine.empty()) {
            const std::size_t payload_row = context.fleet.payload[context.sky.satellites[s]];
            const PayloadRadio& payload = context.radio.payloads[payload_row];
            double units = 0.0, power_w = 0.0, footprints = 0.0, area = 0.0;
            for (const std::uint32_t g : mine) {
                units += groups[g].footprints * beam_units_of(context.spectrum, payload, groups[g].carriers);
                power_w += groups[g].footprints * beam_power_w(context.spectrum, payload, groups[g].carriers);
                footprints += groups[g].footprints;
                area += groups[g].area_footprints;
            }
            double share = std::min({1.0, payload.beam_units / std::max(units, 1e-300), payload.rf_power_w / std::max(power_w, 1e-300)});
            const bool by_area = context.load != BeamLoad::kDemand;
            const double lit = context.load == BeamLoad::kWorst ? payload.beam_units : context.fixed_lit_beams;
            if (by_area) share = std::min(share, lit / std::max(footprints, 1e-300));
            plan.satellite_share[s] = share;

            Budget budget{payload.beam_units, payload.rf_power_w};
            for (const std::uint32_t g : mine) {
                const DemandGroup& group = groups[g];
                const int unit_cost = beam_units_of(context.spectrum, payload, group.carriers);
                const double power_cost_w = beam_power_w(context.spectrum, payload, group.carriers);
                const auto light = [&](const AimPoint& aim, std::int32_t phone) {
                    plan.beams.push_back({aim.x_itrf_m, aim.y_itrf_m, aim.z_itrf_m, group.carriers, phone, group.spot});
                };
                const std::uint64_t phone_id = context.phones.draw_id[group.phone];
                const double own = uniform01({context.seed, Purpose::kBeamLit, phone_id, 0, context.window_key});
                if (!by_area && own < group.lone_users * share && budget.room(unit_cost, power_cost_w) > 0) {
                    light(own_aim(context.phones, group.phone, payload), static_cast<std::int32_t>(group.phone));
                    budget.take(1, unit_cost, power_cost_w);
                }
                const double expected =
                    by_area ? lit * group.area_footprints / std::max(area, 1e-300) : (group.footprints - group.lone_users) * share;
                const double uniform = uniform01({context.seed, Purpose::kBeamLit, phone_id, 1, context.window_key});
                const int wanted = std::min(rounded(expected, uniform), budget.room(unit_cost, power_cost_w));
                double fitting = 1.0;
                if (wanted > 0) {
                    BeamPlaces& list = places(group.spot, payload_row);
                    std::uint32_t& used = taken[group.spot * context.fleet.payloads.size() + payload_row];
                    const auto all = list.first(used + static_cast<std::size_t>(wanted));
                    for (std::size_t i = used; i < all.size(); ++i) light(all[i], -1);
                    const int placed = static_cast<int>(all.size()) - static_cast<int>(used);
                    used = static_cast<std::uint32_t>(all.size());
                    budget.take(placed, unit_cost, power_cost_w);
                    fitting = by_area ? 1.0 : std::max(placed, 1) / static_cast<double>(wanted);
                }
                plan.dwell_share[g] = share * fitting;
            }
        }
        plan.first.push_back(static_cast<std::uint32_t>(plan.beams.size()));
    }
    return plan;
}

}  // namespace d2c
