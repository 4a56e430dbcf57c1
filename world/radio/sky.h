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

/// Satellites by bin, each with its place, so that looking for one is a walk through memory.
struct BinnedSatellites {
    struct Entry {
        double x_itrf_m, y_itrf_m, z_itrf_m;
        std::uint32_t row;    ///< of the columns
        std::uint32_t index;  ///< of the row in the list that was sorted
    };
    std::vector<std::uint32_t> first;  ///< per bin, plus one
    std::vector<Entry> entries;        ///< grouped by bin, in the list's order within one
    std::span<const Entry> in(std::uint32_t bin) const { return {entries.data() + first[bin], first[bin + 1] - first[bin]}; }
};
/// `rows` are those to be found: all, or those with a lit beam.
BinnedSatellites bin_satellites(const SatelliteColumns& columns, std::span<const std::uint32_t> rows);

/// One step: columns over the satellites in service, and all of them by bin.
struct SkyStep {
    SatelliteColumns columns;
    BinnedSatellites binned;
};

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
inline Sight sight(const PhoneColumns& p, std::size_t phone, const BinnedSatellites::Entry& s) {
    const double dx = s.x_itrf_m - p.x_itrf_m[phone], dy = s.y_itrf_m - p.y_itrf_m[phone], dz = s.z_itrf_m - p.z_itrf_m[phone];
    const double range_m2 = dx * dx + dy * dy + dz * dz;
    return {(dx * p.up_x[phone] + dy * p.up_y[phone] + dz * p.up_z[phone]) / std::sqrt(range_m2), range_m2};
}
/// False only for a satellite below the horizon: half the work of `sight`.
inline bool above_horizon(const PhoneColumns& p, std::size_t phone, const BinnedSatellites::Entry& s) {
    return (s.x_itrf_m - p.x_itrf_m[phone]) * p.up_x[phone] + (s.y_itrf_m - p.y_itrf_m[phone]) * p.up_y[phone] +
               (s.z_itrf_m - p.z_itrf_m[phone]) * p.up_z[phone] >
           0.0;
}
inline Sight sight(const PhoneColumns& p, std::size_t phone, const SatelliteColumns& s, std::size_t satellite) {
    return sight(p, phone, BinnedSatellites::Entry{s.x_itrf_m[satellite], s.y_itrf_m[satellite], s.z_itrf_m[satellite], 0, 0});
}

}  // namespace d2c
