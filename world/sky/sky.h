#pragma once
// The satellites over one window: where each is at every step, and which lie around a point.

#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.h"
#include "constellation/propagate.h"
#include "world/input/fleet.h"
#include "world/input/phones.h"

namespace d2c {

/// Rows of the sky that a phone's serving satellite is kept in: fewer than 65,535 satellites at a time.
inline constexpr std::uint16_t kNoRow = 0xffff;
inline constexpr std::size_t kMostSatellites = kNoRow;

struct Sky {
    std::vector<std::uint32_t> satellites;  ///< row of the sky -> row of the fleet
    std::vector<std::uint16_t> payload;     ///< by row of the sky
    std::vector<SatelliteColumns> steps;
};
/// Positions of the satellites in service at `start`, at `start + k * step_s`, k = 0 .. step_count - 1. Runs in the caller's task arena.
Sky build_sky(const Fleet& fleet, Instant start, double step_s, std::size_t step_count);
/// The same satellites as those of another sky, in its rows, at other moments.
Sky build_sky(const Fleet& fleet, const Sky& like, Instant start, double step_s, std::size_t step_count);

/// Bins `first` to before `last`.
struct BinRun {
    std::uint16_t first, last;
};

/// One step's satellites by bins of the sphere (HEALPix order 4), payload by payload: their directions from the Earth's centre.
class SkyBins {
  public:
    static std::size_t bin_count();
    /// Bins that may hold a satellite whose direction is within `radius` of a place's (its latitude read as geocentric), ascending.
    static std::vector<BinRun> bins_near(const Geodetic& place, Angle radius);

    void fill(const SatelliteColumns& columns, std::span<const std::uint16_t> payload, std::size_t payload_count);
    /// Those of `all` whose row is wanted (not zero), in the same order.
    void keep(const SkyBins& all, std::span<const std::uint8_t> wanted);
    struct Entry {
        float x, y, z;   ///< unit vector, ITRF axes
        float radius_m;  ///< from the Earth's centre
        std::uint32_t row;
    };
    /// By payload, then by bin.
    std::span<const Entry> entries() const { return entries_; }
    /// Ranges of `entries`: those of a bin from the entry of the bin to that of the next.
    const std::uint32_t* first(std::size_t payload) const { return first_.data() + payload * bins_; }

  private:
    std::size_t bins_ = bin_count();
    std::vector<std::uint32_t> first_, next_, bin_;
    std::vector<Entry> entries_;
};

/// Sine of the elevation and the square of the slant range from a phone, in double precision.
struct Sight {
    double sin_elevation, range_m2;
};
inline Sight sight(const PhoneColumns& p, std::size_t phone, const SatelliteColumns& s, std::size_t satellite) {
    const double dx = s.x_itrf_m[satellite] - p.x_itrf_m[phone], dy = s.y_itrf_m[satellite] - p.y_itrf_m[phone],
                 dz = s.z_itrf_m[satellite] - p.z_itrf_m[phone];
    const double range_m2 = dx * dx + dy * dy + dz * dz;
    return {(dx * p.up_x[phone] + dy * p.up_y[phone] + dz * p.up_z[phone]) / std::sqrt(range_m2), range_m2};
}

}  // namespace d2c
