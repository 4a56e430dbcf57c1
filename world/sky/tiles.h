#pragma once
// Phones by tile of the Earth, and the satellites that each tile sees at one step.

#include <cstdint>
#include <span>
#include <vector>

#include "world/input/fleet.h"
#include "world/input/phones.h"
#include "world/sky/kernels.h"
#include "world/sky/sky.h"

namespace d2c {

struct Tile {
    Position<Itrf> origin;    ///< centre of the tile's cell, on the ground
    double x, y, z;           ///< its unit vector from the Earth's centre
    double up_x, up_y, up_z;  ///< its vertical
    double radius_m = 0.0;    ///< to its farthest phone, straight
    /// Per payload, least cosine between directions from the Earth's centre: of a satellite that may serve here, and of one above the
    /// horizon.
    std::vector<float> near_cos, horizon_cos;
    std::vector<BinRun> bins;       ///< of satellites that may be above the horizon
    std::vector<BinRun> near_bins;  ///< of those that may serve
};

/// All phones of a world. A tile is a cell of order 4, or of the run's grid where that is coarser: a spot's phones are never parted. A spot
/// that moves has a tile of its own, which follows it.
class PhoneTiles {
  public:
    PhoneTiles(const Phones& phones, int grid_order, const Fleet& fleet);
    std::span<const Tile> tiles() const { return tiles_; }
    std::uint32_t tile_of(std::size_t spot) const { return tile_of_spot_[spot]; }

    /// Puts the tile of a moving spot where the spot is now.
    void follow(const Phones& phones, std::uint32_t spot);
    /// The tiles of moving spots, the last ones; they are nobody's neighbours.
    std::uint32_t first_moving() const { return first_moving_; }

    struct Neighbour {
        float chord;  ///< between the tiles' directions from the Earth's centre
        std::uint32_t tile;
    };
    /// Tiles that may hold a point within `angle_rad` (at the Earth's centre) of a point in `tile`, itself included, nearest first. Tiles
    /// beyond the horizon of the highest satellite are left out.
    std::span<const Neighbour> within(std::uint32_t tile, double angle_rad) const;

  private:
    void put(Tile& tile, const Geodetic& centre) const;
    Angle bound(Tile& tile, double ground_m) const;
    void find_neighbours(Angle widest);
    std::vector<std::uint32_t> first_neighbour_;
    std::vector<Neighbour> neighbours_;
    float widest_radius_ = 0.0f;  ///< of any tile, as a chord
    std::uint32_t first_moving_ = 0;
    std::vector<double> highest_m_;       ///< per payload: radius of its highest satellite
    std::vector<Angle> least_elevation_;  ///< per payload, of service
    std::vector<Tile> tiles_;
    std::vector<std::uint32_t> tile_of_spot_;
};

/// A phone as the loops over a tile's satellites see it.
sky::PhoneView phone_view(const Tile& tile, const PhoneColumns& phones, std::size_t phone);

/// Satellites around a tile as columns, payload by payload, each payload's padded with satellites far below the horizon. Metres from the
/// tile's origin, ITRF axes.
struct TileSatellites {
    std::vector<float> x_m, y_m, z_m;
    std::vector<float> nadir_x, nadir_y, nadir_z;  ///< unit vector from the satellite to the Earth's centre
    std::vector<std::uint16_t> row;                ///< of the sky; kNoRow is padding
    std::vector<std::size_t> first;                ///< per payload, plus one; multiples of sky::kLanes
    std::size_t count = 0;                         ///< without padding
    std::vector<std::uint32_t> listed;             ///< buffer
    std::size_t size() const { return row.size(); }
    sky::SatelliteView view() const {
        return {x_m.data(), y_m.data(), z_m.data(), nadir_x.data(), nadir_y.data(), nadir_z.data(), x_m.size()};
    }
};
/// Those that may serve a phone of the tile, in the order of `bins`. `near` is replaced.
void satellites_around(const Tile& tile, const SkyBins& bins, TileSatellites& near);

/// Satellites of `bins` over a tile's horizon, those that may serve apart from the others.
class TileListeners {
  public:
    /// Rows of the sky, in the order of the bins; the far ones padded with kNoRow.
    std::span<const std::uint16_t> near() const { return {near_row_.data(), near_count_}; }
    std::span<const std::uint16_t> far() const { return {far_row_.data(), sky::padded(far_count_)}; }
    std::size_t far_count() const { return far_count_; }  ///< without padding
    /// As of TileSatellites, padded alike.
    sky::SatelliteView far_view() const { return {x_m_.data(), y_m_.data(), z_m_.data(), nullptr, nullptr, nullptr, far().size()}; }

  private:
    friend void satellites_above_horizon(const Tile& tile, const SkyBins& bins, TileListeners& listeners);
    std::size_t near_count_ = 0, far_count_ = 0;
    std::vector<std::uint16_t> near_row_, far_row_;  // room for all
    std::vector<float> x_m_, y_m_, z_m_;             // the same, of the far ones
};
/// `listeners` is replaced. Where `bins` are some of those that gave a TileSatellites, the near ones are some of its rows, in its order.
void satellites_above_horizon(const Tile& tile, const SkyBins& bins, TileListeners& listeners);

}  // namespace d2c
