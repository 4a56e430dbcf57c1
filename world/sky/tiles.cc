#include "world/sky/tiles.h"

#include <oneapi/tbb/parallel_for.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/constants.h"
#include "constellation/frames.h"
#include "geography/grid/grid.h"

namespace d2c {
namespace {

constexpr int kTileOrder = 4;
/// Between the vertical and the direction from the Earth's centre: 0.193 degrees at most.
constexpr Angle kVerticalMargin = Angle::degrees(0.2);
/// Of single precision.
constexpr Angle kRounding = Angle::degrees(0.01);

/// Largest radius of the satellites of each payload [m].
std::vector<double> highest_radii_m(const Fleet& fleet) {
    std::vector<double> highest(fleet.payloads.size(), kWgs84SemiMajorAxis.value + 100e3);
    // The radius of a near-circular orbit keeps within 8 km of the mean one (propagate.h).
    for (std::size_t i = 0; i < fleet.size(); ++i)
        highest[fleet.payload[i]] = std::max(highest[fleet.payload[i]], fleet.states[i].semi_major_axis.value + 8e3);
    return highest;
}

double radius_m(const PhoneColumns& p, std::size_t i) {
    return std::sqrt(p.x_itrf_m[i] * p.x_itrf_m[i] + p.y_itrf_m[i] * p.y_itrf_m[i] + p.z_itrf_m[i] * p.z_itrf_m[i]);
}

/// Largest angle at the Earth's centre between a phone at least that far from it and a satellite that it sees at or above an elevation.
Angle farthest(double ground_m, double satellite_m, Angle elevation) {
    const Angle least = elevation - kVerticalMargin;
    return Angle::radians(std::acos(ground_m / satellite_m * cos(least))) - least + kRounding;
}

}  // namespace

PhoneTiles::PhoneTiles(const Phones& phones, int grid_order, const Fleet& fleet) : highest_m_{highest_radii_m(fleet)} {
    for (const PayloadGeneration& payload : fleet.payloads) least_elevation_.push_back(payload.minimum_elevation);
    const int order = std::min(kTileOrder, grid_order);
    const int shift = 2 * (grid_order - order);
    const Grid grid{order};
    std::map<std::int64_t, std::uint32_t> number;
    for (const Spot& spot : phones.spots)
        if (!spot.moves) number.emplace(spot.cell >> shift, 0);
    for (auto& [cell, tile_number] : number) {
        tile_number = static_cast<std::uint32_t>(tiles_.size());
        put(tiles_.emplace_back(), grid.centre({order, cell}));
    }
    first_moving_ = static_cast<std::uint32_t>(tiles_.size());
    const PhoneColumns& p = phones.columns;
    std::vector<double> ground_m(tiles_.size(), kWgs84SemiMajorAxis.value);  // of the lowest phone
    for (std::uint32_t s = 0; s < phones.spots.size(); ++s) {
        if (phones.spots[s].moves) {
            tile_of_spot_.push_back(static_cast<std::uint32_t>(tiles_.size()));
            tiles_.emplace_back();
            follow(phones, s);
            continue;
        }
        const std::uint32_t t = number.at(phones.spots[s].cell >> shift);
        tile_of_spot_.push_back(t);
        Tile& tile = tiles_[t];
        for (std::size_t i = s * kPhonesPerSpot; i < (s + 1) * kPhonesPerSpot; ++i) {
            const double dx = p.x_itrf_m[i] - tile.origin.x.value, dy = p.y_itrf_m[i] - tile.origin.y.value,
                         dz = p.z_itrf_m[i] - tile.origin.z.value;
            tile.radius_m = std::max(tile.radius_m, std::sqrt(dx * dx + dy * dy + dz * dz));
            ground_m[t] = std::min(ground_m[t], radius_m(p, i));
        }
    }
    Angle horizon{};
    for (std::size_t t = 0; t < first_moving_; ++t) {
        horizon = std::max(horizon, bound(tiles_[t], ground_m[t]));
        widest_radius_ = std::max(widest_radius_, static_cast<float>(tiles_[t].radius_m / 6.35e6));
    }
    find_neighbours(horizon);
}

void PhoneTiles::follow(const Phones& phones, std::uint32_t spot) {
    const PhoneColumns& p = phones.columns;
    const std::size_t i = spot * kPhonesPerSpot;
    Tile& tile = tiles_[tile_of_spot_[spot]];
    put(tile, {Angle::degrees(p.latitude_deg[i]), Angle::degrees(p.longitude_deg[i])});
    const double dx = p.x_itrf_m[i] - tile.origin.x.value, dy = p.y_itrf_m[i] - tile.origin.y.value,
                 dz = p.z_itrf_m[i] - tile.origin.z.value;
    tile.radius_m = std::sqrt(dx * dx + dy * dy + dz * dz);  // its height
    bound(tile, std::min(radius_m(p, i), kWgs84SemiMajorAxis.value));
}

void PhoneTiles::put(Tile& tile, const Geodetic& centre) const {
    tile.origin = itrf_of(centre);
    const double x = tile.origin.x.value, y = tile.origin.y.value, z = tile.origin.z.value, r = std::sqrt(x * x + y * y + z * z);
    tile.x = x / r;
    tile.y = y / r;
    tile.z = z / r;
    tile.up_x = cos(centre.latitude) * cos(centre.longitude);
    tile.up_y = cos(centre.latitude) * sin(centre.longitude);
    tile.up_z = sin(centre.latitude);
}

/// Which satellites may be seen from the tile, its phones being placed; the widest angle to one above the horizon.
Angle PhoneTiles::bound(Tile& tile, double ground_m) const {
    const Angle radius = Angle::radians(2.0 * std::asin(std::min(1.0, tile.radius_m / (2.0 * 6.35e6))));
    Angle widest{}, widest_near{};
    tile.near_cos.clear();
    tile.horizon_cos.clear();
    for (std::size_t payload = 0; payload < highest_m_.size(); ++payload) {
        const Angle near = farthest(ground_m, highest_m_[payload], least_elevation_[payload]) + radius,
                    visible = farthest(ground_m, highest_m_[payload], Angle{}) + radius;
        tile.near_cos.push_back(static_cast<float>(cos(near)));
        tile.horizon_cos.push_back(static_cast<float>(cos(visible)));
        widest_near = std::max(widest_near, near);
        widest = std::max(widest, visible);
    }
    const Geodetic direction{Angle::radians(std::atan2(tile.z, std::sqrt(tile.x * tile.x + tile.y * tile.y))),
                             Angle::radians(std::atan2(tile.y, tile.x))};
    tile.bins = SkyBins::bins_near(direction, widest);
    tile.near_bins = SkyBins::bins_near(direction, widest_near);
    return widest;
}

void PhoneTiles::find_neighbours(Angle widest) {
    const auto limit = static_cast<float>(4.0 * sin(0.5 * widest) * sin(0.5 * widest));
    std::vector<std::vector<Neighbour>> lists(first_moving_);
    tbb::parallel_for(tbb::blocked_range<std::size_t>{0, first_moving_, 64}, [&](const auto& range) {
        for (std::size_t a = range.begin(); a < range.end(); ++a) {
            for (std::uint32_t b = 0; b < first_moving_; ++b) {
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

sky::PhoneView phone_view(const Tile& tile, const PhoneColumns& p, std::size_t phone) {
    return {static_cast<float>(p.x_itrf_m[phone] - tile.origin.x.value),
            static_cast<float>(p.y_itrf_m[phone] - tile.origin.y.value),
            static_cast<float>(p.z_itrf_m[phone] - tile.origin.z.value),
            static_cast<float>(p.up_x[phone]),
            static_cast<float>(p.up_y[phone]),
            static_cast<float>(p.up_z[phone])};
}

namespace {

/// Where padding stands: straight below, farther than any satellite.
constexpr float kDepth_m = -1e9f;

/// Copies the entries listed behind the columns' `first` rows, and pads.
void fill(const Tile& tile, std::span<const SkyBins::Entry> entries, std::span<const std::uint32_t> listed, std::size_t first,
          TileSatellites& s) {
    const std::size_t full = first + sky::padded(listed.size());
    s.row.resize(full);
    for (auto* column : {&s.x_m, &s.y_m, &s.z_m, &s.nadir_x, &s.nadir_y, &s.nadir_z}) column->resize(full);
    const auto ox = static_cast<float>(tile.origin.x.value), oy = static_cast<float>(tile.origin.y.value),
               oz = static_cast<float>(tile.origin.z.value);
    std::size_t i = first;
    for (const std::uint32_t at : listed) {
        const SkyBins::Entry& entry = entries[at];
        s.row[i] = static_cast<std::uint16_t>(entry.row);
        s.x_m[i] = entry.x * entry.radius_m - ox;
        s.y_m[i] = entry.y * entry.radius_m - oy;
        s.z_m[i] = entry.z * entry.radius_m - oz;
        s.nadir_x[i] = -entry.x;
        s.nadir_y[i] = -entry.y;
        s.nadir_z[i] = -entry.z;
        ++i;
    }
    for (; i < full; ++i) {
        s.row[i] = kNoRow;
        s.x_m[i] = static_cast<float>(tile.up_x) * kDepth_m;
        s.y_m[i] = static_cast<float>(tile.up_y) * kDepth_m;
        s.z_m[i] = static_cast<float>(tile.up_z) * kDepth_m;
        s.nadir_x[i] = s.nadir_y[i] = s.nadir_z[i] = 0.0f;
    }
}

}  // namespace

void satellites_around(const Tile& tile, const SkyBins& bins, TileSatellites& near) {
    const auto x = static_cast<float>(tile.x), y = static_cast<float>(tile.y), z = static_cast<float>(tile.z);
    const std::span<const SkyBins::Entry> entries = bins.entries();
    near.listed.resize(entries.size() + 1);  // one past the last is written and not kept
    near.count = 0;
    near.first.assign(1, 0);
    for (std::size_t p = 0; p < tile.near_cos.size(); ++p) {
        const float least = tile.near_cos[p];
        const std::uint32_t* first = bins.first(p);
        std::uint32_t* end = near.listed.data();
        for (const BinRun run : tile.near_bins) {
            for (std::uint32_t i = first[run.first]; i < first[run.last]; ++i) {
                *end = i;
                end += entries[i].x * x + entries[i].y * y + entries[i].z * z >= least ? 1 : 0;
            }
        }
        const std::span<const std::uint32_t> listed{near.listed.data(), end};
        fill(tile, entries, listed, near.first.back(), near);
        near.count += listed.size();
        near.first.push_back(near.row.size());
    }
}

void satellites_above_horizon(const Tile& tile, const SkyBins& bins, TileListeners& listeners) {
    const auto x = static_cast<float>(tile.x), y = static_cast<float>(tile.y), z = static_cast<float>(tile.z);
    const auto ox = static_cast<float>(tile.origin.x.value), oy = static_cast<float>(tile.origin.y.value),
               oz = static_cast<float>(tile.origin.z.value);
    const std::span<const SkyBins::Entry> entries = bins.entries();
    // A row behind the last is written and not kept.
    const std::size_t room = sky::padded(entries.size() + 1) + sky::kLanes;
    for (auto* column : {&listeners.near_row_, &listeners.far_row_})
        if (column->size() < room) column->resize(room);
    for (auto* column : {&listeners.x_m_, &listeners.y_m_, &listeners.z_m_})
        if (column->size() < room) column->resize(room);
    std::uint16_t *near_row = listeners.near_row_.data(), *far_row = listeners.far_row_.data();
    float *far_x = listeners.x_m_.data(), *far_y = listeners.y_m_.data(), *far_z = listeners.z_m_.data();
    std::size_t near = 0, far = 0;
    for (std::size_t p = 0; p < tile.near_cos.size(); ++p) {
        const float near_cos = tile.near_cos[p], horizon_cos = tile.horizon_cos[p];
        const std::uint32_t* first = bins.first(p);
        for (const BinRun run : tile.bins) {
            for (std::uint32_t i = first[run.first]; i < first[run.last]; ++i) {
                const SkyBins::Entry& entry = entries[i];
                const float cosine = entry.x * x + entry.y * y + entry.z * z;
                near_row[near] = far_row[far] = static_cast<std::uint16_t>(entry.row);
                far_x[far] = entry.x * entry.radius_m - ox;
                far_y[far] = entry.y * entry.radius_m - oy;
                far_z[far] = entry.z * entry.radius_m - oz;
                near += cosine >= near_cos ? 1u : 0u;
                far += cosine < near_cos && cosine >= horizon_cos ? 1u : 0u;
            }
        }
    }
    listeners.near_count_ = near;
    listeners.far_count_ = far;
    for (; far < sky::padded(listeners.far_count_); ++far) {
        far_row[far] = kNoRow;
        far_x[far] = static_cast<float>(tile.up_x) * kDepth_m;
        far_y[far] = static_cast<float>(tile.up_y) * kDepth_m;
        far_z[far] = static_cast<float>(tile.up_z) * kDepth_m;
    }
}

}  // namespace d2c
