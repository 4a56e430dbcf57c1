#include "world/radio/sky.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "constellation/look.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

constexpr int kSatelliteBinOrder = 3;
constexpr int kPhoneBinOrder = 4;
/// No point of an order-4 cell is farther than 3.8 degrees from its centre; geodetic differs from geocentric latitude by at most 0.2
/// degrees, and the horizon of WGS 84 lies up to 0.6 degrees beyond the sphere's.
constexpr Angle kMargin = Angle::degrees(5.0);

const Grid& satellite_bins() {
    static const Grid grid{kSatelliteBinOrder};
    return grid;
}

}  // namespace

std::int64_t SkyIndex::bin_count() { return satellite_bins().cell_count(); }

std::uint32_t SkyIndex::bin_of(double x, double y, double z) {
    const Geodetic below{Angle::radians(std::atan2(z, std::hypot(x, y))), Angle::radians(std::atan2(y, x))};
    return static_cast<std::uint32_t>(satellite_bins().cell_of(below).pixel);
}

SkyIndex::Lists SkyIndex::neighbours(Angle radius) {
    const Grid phone_bins{kPhoneBinOrder};
    Lists lists;
    for (std::int64_t b = 0; b < phone_bins.cell_count(); ++b) {
        lists.first.push_back(static_cast<std::uint32_t>(lists.bins.size()));
        for (const std::int64_t bin : satellite_bins().cells_in_disc(phone_bins.centre({kPhoneBinOrder, b}), radius + kMargin)) {
            lists.bins.push_back(static_cast<std::uint32_t>(bin));
        }
    }
    lists.first.push_back(static_cast<std::uint32_t>(lists.bins.size()));
    return lists;
}

SkyIndex::SkyIndex(const PhoneColumns& phones, Metres largest_altitude, Angle least_elevation)
    : horizon_{neighbours(earth_central_angle(largest_altitude, Angle{}))},
      service_{neighbours(earth_central_angle(largest_altitude, least_elevation))} {
    const Grid phone_bins{kPhoneBinOrder};
    for (std::size_t p = 0; p < phones.size(); ++p) {
        const Geodetic place{Angle::degrees(phones.latitude_deg[p]), Angle::degrees(phones.longitude_deg[p])};
        phone_bin_.push_back(static_cast<std::uint32_t>(phone_bins.cell_of(place).pixel));
    }
}

BinnedSatellites bin_satellites(const SatelliteColumns& columns, std::span<const std::uint32_t> rows) {
    BinnedSatellites binned;
    binned.first.assign(static_cast<std::size_t>(SkyIndex::bin_count()) + 1, 0);
    std::vector<std::uint32_t> bin(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        bin[i] = SkyIndex::bin_of(columns.x_itrf_m[rows[i]], columns.y_itrf_m[rows[i]], columns.z_itrf_m[rows[i]]);
        ++binned.first[bin[i] + 1];
    }
    std::partial_sum(binned.first.begin(), binned.first.end(), binned.first.begin());
    std::vector<std::uint32_t> next(binned.first.begin(), binned.first.end() - 1);
    binned.entries.resize(rows.size());
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
        const std::uint32_t r = rows[i];
        binned.entries[next[bin[i]]++] = {columns.x_itrf_m[r], columns.y_itrf_m[r], columns.z_itrf_m[r], r, i};
    }
    return binned;
}

Sky build_sky(const Fleet& fleet, Instant start, double step_s, std::size_t step_count) {
    Sky sky{in_service(fleet, start), {}};
    std::vector<MeanState> states;
    std::vector<std::uint32_t> rows;
    for (const std::uint32_t row : sky.satellites) {
        rows.push_back(static_cast<std::uint32_t>(states.size()));
        states.push_back(fleet.states[row]);
    }
    sky.steps.resize(step_count);
    for (std::size_t k = 0; k < step_count; ++k) {
        SkyStep& step = sky.steps[k];
        step.columns.resize(states.size());
        propagate_itrf(states, start + nanoseconds_from_seconds(static_cast<double>(k) * step_s), 0, states.size(), step.columns);
        step.binned = bin_satellites(step.columns, rows);
    }
    return sky;
}

}  // namespace d2c
