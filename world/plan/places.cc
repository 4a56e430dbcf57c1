#include "world/plan/places.h"

#include <algorithm>
#include <cmath>

#include "base/constants.h"
#include "base/random.h"
#include "constellation/frames.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

double squared_distance_m2(const AimPoint& a, const AimPoint& b) {
    const double dx = a.x_itrf_m - b.x_itrf_m, dy = a.y_itrf_m - b.y_itrf_m, dz = a.z_itrf_m - b.z_itrf_m;
    return dx * dx + dy * dy + dz * dz;
}

}  // namespace

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

bool can_aim(const AimPoint& aim, double x, double y, double z, double least_sin_elevation) {
    constexpr double kPolar = 1.0 / ((1.0 - kWgs84Flattening) * (1.0 - kWgs84Flattening));  // the gradient of the ellipsoid
    const double dx = x - aim.x_itrf_m, dy = y - aim.y_itrf_m, dz = z - aim.z_itrf_m;
    const double ux = aim.x_itrf_m, uy = aim.y_itrf_m, uz = aim.z_itrf_m * kPolar;
    const double along = dx * ux + dy * uy + dz * uz;
    return along >= least_sin_elevation * std::sqrt((dx * dx + dy * dy + dz * dz) * (ux * ux + uy * uy + uz * uz));
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

}  // namespace d2c
