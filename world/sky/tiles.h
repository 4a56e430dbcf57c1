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
    std::vector<std::uint16_t> bins;       ///< of satellites that may be above the horizon
    std::vector<std::uint16_t> near_bins;  ///< of those that may serve
};

/// All phones of a world. A tile is a cell of order 5, or of the run's grid where that is coarser: a spot's phones are never parted.
class PhoneTiles {
  public:
    PhoneTiles(const Phones& phones, int grid_order, const Fleet& fleet);
    std::span<const Tile> tiles() const { return tiles_; }
    std::uint32_t tile_of(std::size_t spot) const { return tile_of_spot_[spot]; }
    std::size_t payload_count() const { return payload_count_; }

    struct Neighbour {
        float chord;  ///< between the tiles' directions from the Earth's centre
        std::uint32_t tile;
    };
    /// Tiles that may hold a point within `angle_rad` (at the Earth's centre) of a point in `tile`, itself included, nearest first. Tiles
    /// beyond the horizon of the highest satellite are left out.
    std::span<const Neighbour> within(std::uint32_t tile, double angle_rad) const;

  private:
    void find_neighbours(Angle widest);
    std::vector<std::uint32_t> first_neighbour_;
    std::vector<Neighbour> neighbours_;
    float widest_radius_ = 0.0f;  ///< of any tile, as a chord
    std::vector<Tile> tiles_;
    std::vector<std::uint32_t> tile_of_spot_;
    std::size_t payload_count_;
};

/// Satellites around a tile as columns, payload by payload. Metres from the tile's origin, ITRF axes.
struct TileSatellites {
    std::vector<float> x_m, y_m, z_m;
    std::vector<float> nadir_x, nadir_y, nadir_z;  ///< of those that may serve: unit vector from the satellite to the Earth's centre
    std::vector<std::uint16_t> row;                ///< of the sky, padded with kNoRow
    std::vector<std::size_t> first;                ///< per payload, plus one
    std::size_t count = 0;                         ///< without padding
    std::vector<std::uint32_t> listed;             ///< buffer
    sky::SatelliteView view() const {
        return {x_m.data(), y_m.data(), z_m.data(), nadir_x.data(), nadir_y.data(), nadir_z.data(), x_m.size()};
    }
};
/// Those that may serve a phone of the tile, and the others above its horizon (not looked for where `far` is null). Both are replaced, in
/// an order that depends on positions alone.
void satellites_around(const Tile& tile, const SkyBins& bins, TileSatellites& near, TileSatellites* far);

}  // namespace d2c
