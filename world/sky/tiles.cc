#include "world/sky/tiles.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/look.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

constexpr int kTileOrder = 5;
/// Geodetic and geocentric latitude differ by 0.2 degrees at most; the horizon of WGS 84 lies up to 0.6 degrees beyond the sphere's.
constexpr Angle kEllipsoidMargin = Angle::degrees(1.0);

struct PayloadReach {
    Angle near, horizon;  ///< at the Earth's centre
};

std::vector<PayloadReach> reaches(const Fleet& fleet) {
    std::vector<double> altitude_m(fleet.payloads.size(), 100e3);
    for (std::size_t i = 0; i < fleet.size(); ++i) {
        double& highest = altitude_m[fleet.payload[i]];
        // The radius of a near-circular orbit keeps within 8 km of the mean one (propagate.h).
        highest = std::max(highest, fleet.states[i].semi_major_axis.value + 8e3 - kWgs84SemiMajorAxis.value);
    }
    std::vector<PayloadReach> all;
    for (std::size_t p = 0; p < fleet.payloads.size(); ++p) {
        all.push_back({earth_central_angle(Metres{altitude_m[p]}, fleet.payloads[p].minimum_elevation) + kEllipsoidMargin,
                       earth_central_angle(Metres{altitude_m[p]}, Angle{}) + kEllipsoidMargin});
    }
    return all;
}

}  // namespace

PhoneTiles::PhoneTiles(const Phones& phones, int grid_order, const Fleet& fleet) : payload_count_{fleet.payloads.size()} {
    const int order = std::min(kTileOrder, grid_order);
    const int shift = 2 * (grid_order - order);
    const Grid grid{order};
    std::map<std::int64_t, std::uint32_t> number;
    for (const Spot& spot : phones.spots) number.emplace(spot.cell >> shift, 0);
    const std::vector<PayloadReach> reach = reaches(fleet);
    for (auto& [cell, tile_number] : number) {
        tile_number = static_cast<std::uint32_t>(tiles_.size());
        const Geodetic centre = grid.centre({order, cell});
        Tile tile;
        tile.origin = itrf_of(centre);
        const double x = tile.origin.x.value, y = tile.origin.y.value, z = tile.origin.z.value, r = std::sqrt(x * x + y * y + z * z);
        tile.x = x / r;
        tile.y = y / r;
        tile.z = z / r;
        tile.up_x = cos(centre.latitude) * cos(centre.longitude);
        tile.up_y = cos(centre.latitude) * sin(centre.longitude);
        tile.up_z = sin(centre.latitude);
        tiles_.push_back(std::move(tile));
    }
    const PhoneColumns& p = phones.columns;
    for (std::size_t s = 0; s < phones.spots.size(); ++s) {
        const std::uint32_t t = number.at(phones.spots[s].cell >> shift);
        tile_of_spot_.push_back(t);
        Tile& tile = tiles_[t];
        for (std::size_t i = s * kPhonesPerSpot; i < (s + 1) * kPhonesPerSpot; ++i) {
            const double dx = p.x_itrf_m[i] - tile.origin.x.value, dy = p.y_itrf_m[i] - tile.origin.y.value,
                         dz = p.z_itrf_m[i] - tile.origin.z.value;
            tile.radius_m = std::max(tile.radius_m, std::sqrt(dx * dx + dy * dy + dz * dz));
        }
    }
    Angle horizon{};
    for (auto& [cell, t] : number) {
        Tile& tile = tiles_[t];
        const Angle radius = Angle::radians(2.0 * std::asin(std::min(1.0, tile.radius_m / (2.0 * 6.35e6))));
        Angle widest{}, widest_near{};
        for (const PayloadReach& r : reach) {
            widest_near = std::max(widest_near, r.near + radius);
            tile.near_cos.push_back(static_cast<float>(cos(r.near + radius)));
            tile.horizon_cos.push_back(static_cast<float>(cos(r.horizon + radius)));
            widest = std::max(widest, r.horizon + radius);
        }
        tile.bins = SkyBins::bins_near(grid.centre({order, cell}), widest);
        tile.near_bins = SkyBins::bins_near(grid.centre({order, cell}), widest_near);
        widest_radius_ = std::max(widest_radius_, static_cast<float>(tile.radius_m / 6.35e6));
        horizon = std::max(horizon, widest);
    }
    find_neighbours(horizon);
}

void PhoneTiles::find_neighbours(Angle widest) {
    const auto limit = static_cast<float>(4.0 * sin(0.5 * widest) * sin(0.5 * widest));
    std::vector<std::vector<Neighbour>> lists(tiles_.size());
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, tiles_.size(), 64}, [&](const auto& range) {
        for (std::size_t a = range.begin(); a < range.end(); ++a) {
            for (std::uint32_t b = 0; b < tiles_.size(); ++b) {
                const double dx = tiles_[a].x - tiles_[b].x, dy = tiles_[a].y - tiles_[b].y, dz = tiles_[a].z - tiles_[b].z;
                const auto squared = static_cast<float>(dx * dx + dy * dy + dz * dz);
                if (squared <= limit) lists[a].push_back({std::sqrt(squared), b});
            }
            std::sort(lists[a].begin(), lists[a].end(), [](const Neighbour& one, const Neighbour& other) {
                return one.chord != other.chord ? one.chord < other.chord : one.tile < other.tile;
            });
        }
    });
    first_neighbour_.push_back(0);
    for (const auto& list : lists) {
        neighbours_.insert(neighbours_.end(), list.begin(), list.end());
        first_neighbour_.push_back(static_cast<std::uint32_t>(neighbours_.size()));
    }
}

std::span<const PhoneTiles::Neighbour> PhoneTiles::within(std::uint32_t tile, double angle_rad) const {
    // Chords are at most their angles; the point may stand a radius off its tile's centre, and so may what is looked for.
    const auto chord = static_cast<float>(angle_rad) + 2.0f * widest_radius_;
    const auto begin = neighbours_.begin() + first_neighbour_[tile], end = neighbours_.begin() + first_neighbour_[tile + 1];
    const auto last = std::upper_bound(begin, end, chord, [](float value, const Neighbour& n) { return value < n.chord; });
    return {begin, last};
}

namespace {

/// Fills the columns of the entries listed, of one payload.
void fill(const Tile& tile, std::span<const SkyBins::Entry> entries, std::span<const std::uint32_t> listed, bool with_nadir,
          TileSatellites& s) {
    const std::size_t first = s.count;
    s.count += listed.size();
    s.row.resize(s.count);
    for (auto* column : {&s.x_m, &s.y_m, &s.z_m}) column->resize(s.count);
    if (with_nadir)
        for (auto* column : {&s.nadir_x, &s.nadir_y, &s.nadir_z}) column->resize(s.count);
    const auto ox = static_cast<float>(tile.origin.x.value), oy = static_cast<float>(tile.origin.y.value),
               oz = static_cast<float>(tile.origin.z.value);
    for (std::size_t j = 0; j < listed.size(); ++j) {
        const SkyBins::Entry& entry = entries[listed[j]];
        const std::size_t i = first + j;
        s.row[i] = static_cast<std::uint16_t>(entry.row);
        s.x_m[i] = entry.x * entry.radius_m - ox;
        s.y_m[i] = entry.y * entry.radius_m - oy;
        s.z_m[i] = entry.z * entry.radius_m - oz;
        if (!with_nadir) continue;
        s.nadir_x[i] = -entry.x;
        s.nadir_y[i] = -entry.y;
        s.nadir_z[i] = -entry.z;
    }
}

void pad(TileSatellites& s) {
    const std::size_t full = sky::padded(s.count);
    s.row.resize(full, kNoRow);
    s.x_m.resize(full, 1e9f);  // far away, so no loop divides by zero
    for (auto* column : {&s.y_m, &s.z_m, &s.nadir_x, &s.nadir_y, &s.nadir_z}) column->resize(full, 0.0f);
}

}  // namespace

void satellites_around(const Tile& tile, const SkyBins& bins, TileSatellites& near, TileSatellites* far) {
    const auto x = static_cast<float>(tile.x), y = static_cast<float>(tile.y), z = static_cast<float>(tile.z);
    const std::span<const SkyBins::Entry> entries = bins.entries();
    near.listed.resize(entries.size() + 1);  // one past the last is written and not kept
    near.count = 0;
    near.first.assign(1, 0);
    if (far != nullptr) {
        far->listed.resize(entries.size() + 1);
        far->count = 0;
    }
    for (std::size_t p = 0; p < tile.near_cos.size(); ++p) {
        const float near_cos = tile.near_cos[p], horizon_cos = tile.horizon_cos[p];
        const std::uint32_t* first = bins.first(p);
        std::uint32_t* near_end = near.listed.data();
        std::uint32_t* far_end = far != nullptr ? far->listed.data() : nullptr;
        for (const std::uint16_t bin : far != nullptr ? tile.bins : tile.near_bins) {
            for (std::uint32_t i = first[bin]; i < first[bin + 1]; ++i) {
                const float cosine = entries[i].x * x + entries[i].y * y + entries[i].z * z;
                *near_end = i;
                near_end += cosine >= near_cos ? 1 : 0;
                if (far == nullptr) continue;
                *far_end = i;
                far_end += cosine < near_cos && cosine >= horizon_cos ? 1 : 0;
            }
        }
        fill(tile, entries, {near.listed.data(), near_end}, true, near);
        if (far != nullptr) fill(tile, entries, {far->listed.data(), far_end}, false, *far);
        near.first.push_back(near.count);
    }
    pad(near);
    if (far != nullptr) pad(*far);
}

}  // namespace d2c
