#pragma once
// The world grid: HEALPix cells in nested order (Gorski et al. 2005, ApJ 622:759). The cell id is the key of a place everywhere.

#include <cstdint>
#include <memory>
#include <vector>

#include "base/id.h"
#include "base/quantity.h"
#include "base/vector.h"
#include "geography/cell.h"

namespace d2c {

/// Surface of the WGS 84 ellipsoid [km^2] (NIMA TR8350.2, table 3.3: authalic radius 6371.0071809 km).
inline constexpr double kEarthSurfaceKm2 = 510065621.7;

/// All 12 * 4^order cells of one order; nside = 2^order.
///
/// Geodetic latitude is used as HEALPix's spherical latitude, as users of healpy do. Cells are of equal area on that sphere; on the
/// WGS 84 ellipsoid the area of a cell is M N / R_A^2 of the mean, from -0.45 % (equator) to +0.90 % (poles), since
/// M N = a^2 (1 - e^2) / (1 - e^2 sin^2 phi)^2.
class Grid {
  public:
    /// `order` 0 to 29; throws std::invalid_argument otherwise.
    explicit Grid(int order);
    ~Grid();
    Grid(Grid&&) noexcept;
    Grid& operator=(Grid&&) noexcept;
    Grid(const Grid&) = delete;
    Grid& operator=(const Grid&) = delete;

    int order() const;
    std::int64_t cell_count() const;
    /// Mean area of a cell [km^2].
    double cell_area_km2() const;
    /// Greatest angle from the centre of any cell to its corners, on the grid's sphere.
    Angle cell_radius() const;
    /// Cell of a place. Latitude -90 to 90 degrees, longitude any; throws std::invalid_argument otherwise (also for NaN).
    CellId cell_of(const Geodetic& place) const;
    /// Height 0, longitude -180 to 180 degrees. Throws std::invalid_argument if the cell is not of this grid.
    Geodetic centre(CellId cell) const;
    /// Corners and, between them, `points_per_side` - 1 points a side, in order round the cell, 4 * points_per_side in all.
    /// Longitudes are continuous: a cell across 180 degrees goes beyond it.
    std::vector<Geodetic> boundary(CellId cell, int points_per_side = 1) const;
    /// Pixels of all cells that the disc may touch, ascending; a few that it just misses are among them. `radius` (0 to 180 degrees) is
    /// the angle at the Earth's centre; it is widened by 0.7 %, the most by which geodetic latitudes run ahead of geocentric ones.
    std::vector<std::int64_t> cells_in_disc(const Geodetic& centre, Angle radius) const;
    void cells_in_disc(const Geodetic& centre, Angle radius, std::vector<std::int64_t>& reuse) const;
    /// Pixels whose centres lie within `radius` of `centre` on the grid's sphere, ascending.
    void centres_in_disc(const Geodetic& centre, Angle radius, std::vector<std::int64_t>& reuse) const;
    /// Unit vector of a cell's centre on the grid's sphere: x, y, z.
    void centre_vector(std::int64_t pixel, double (&unit)[3]) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace d2c
