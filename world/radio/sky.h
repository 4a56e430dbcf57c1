#pragma once
// The satellites over one window: where each is at every step, and which a phone may look for.

#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.h"
#include "constellation/propagate.h"
#include "world/input/fleet.h"
#include "world/input/phones.h"

namespace d2c {

/// Bins of the sphere (HEALPix order 3) by which phones find satellites: for each phone's bin the bins a satellite above its
/// horizon can be in, nearest first is not promised.
class SkyIndex {
  public:
    /// `largest_altitude`: no satellite flies higher; `least_elevation` of the nearer list. Phones are binned at order 4.
    SkyIndex(const PhoneColumns& phones, Metres largest_altitude, Angle least_elevation);
    static std::int64_t bin_count();
    static std::uint32_t bin_of(double x_itrf_m, double y_itrf_m, double z_itrf_m);
    /// Bins that may hold a satellite above the phone's horizon.
    std::span<const std::uint32_t> horizon_bins(std::size_t phone) const { return list(horizon_, phone); }
    /// Bins that may hold a satellite above the least elevation.
    std::span<const std::uint32_t> service_bins(std::size_t phone) const { return list(service_, phone); }

  private:
    struct Lists {
        std::vector<std::uint32_t> first, bins;
    };
    std::span<const std::uint32_t> list(const Lists& lists, std::size_t phone) const {
        const std::uint32_t b = phone_bin_[phone];
        return {lists.bins.data() + lists.first[b], lists.first[b + 1] - lists.first[b]};
    }
    static Lists neighbours(Angle radius);
    std::vector<std::uint32_t> phone_bin_;
    Lists horizon_, service_;
};

/// One step: columns over the satellites in service, and their bins as ranges of `order`.
struct SkyStep {
    SatelliteColumns columns;
    std::vector<std::uint32_t> bin_first;  ///< per bin, plus one
    std::vector<std::uint32_t> order;      ///< rows of `columns`, grouped by bin, ascending within one
};

/// Sorts rows into bins; `rows` are those to be found (all, or those with a lit beam).
void bin_satellites(SkyStep& step, std::span<const std::uint32_t> rows);

struct Sky {
    std::vector<std::uint32_t> satellites;  ///< row of the sky -> row of the fleet
    std::vector<SkyStep> steps;
};
/// Positions of the satellites in service at `start`, at `start + k * step_s`, k = 0 .. step_count - 1.
Sky build_sky(const Fleet& fleet, Instant start, double step_s, std::size_t step_count);

/// Sine of the elevation and the square of the slant range from a phone.
struct Sight {
    double sin_elevation, range_m2;
};
inline Sight sight(const PhoneColumns& p, std::size_t phone, const SatelliteColumns& s, std::size_t satellite) {
    const double dx = s.x_itrf_m[satellite] - p.x_itrf_m[phone];
    const double dy = s.y_itrf_m[satellite] - p.y_itrf_m[phone];
    const double dz = s.z_itrf_m[satellite] - p.z_itrf_m[phone];
    const double range_m2 = dx * dx + dy * dy + dz * dz;
    return {(dx * p.up_x[phone] + dy * p.up_y[phone] + dz * p.up_z[phone]) / std::sqrt(range_m2), range_m2};
}

}  // namespace d2c
