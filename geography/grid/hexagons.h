#pragma once
// The ground tiled by hexagons of one size in 3, 4 or 7 colours: the cells of a reuse pattern, fixed to the Earth.

#include <cstdint>
#include <vector>

#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

/// Hexagons in rows along the parallels, coloured by the cluster of N = i^2 + i j + j^2 (V. H. Mac Donald, Bell Syst. Tech. J. 58 (1979)
/// 15): two of one colour stand at least sqrt(N) pitches apart.
///
/// Flat within bands of latitude: in one the columns close at the date line, and a hexagon's true width is within 5 % of the pitch (bands
/// are at least six rows high, so nearer than about six rows to a pole this does not hold). Where two bands meet the lattices do not
/// match: there, and nowhere else, two of one colour can be neighbours. Sphere of 6,371 km: 0.6 % beside the ellipsoid.
class HexPattern {
  public:
    /// Between centres of neighbours. Preconditions: 1 to 1000 km; 3, 4 or 7 colours.
    HexPattern(Metres pitch, unsigned colours);

    struct Hexagon {
        Geodetic centre;
        unsigned colour;       ///< 0 to colours - 1
        std::uint32_t number;  ///< 0 to below count(); from the south, along a row eastward
    };
    /// That in which a place lies.
    Hexagon at(const Geodetic& place) const;
    /// That of a number below count().
    Hexagon of_number(std::uint32_t number) const;
    unsigned colours() const { return colours_; }
    std::uint32_t count() const { return count_; }
    /// Of two centres of one colour, in the plane.
    Metres co_channel_distance() const;

  private:
    /// Rows of one set of columns.
    struct Band {
        std::int32_t first_row, columns;
        std::uint32_t before;  ///< hexagons south of it
    };
    unsigned colour(std::int64_t column, std::int32_t row) const;
    Hexagon hexagon(const Band& band, std::int32_t row, std::int64_t column) const;
    double pitch_m_;
    unsigned colours_;
    std::int32_t rows_to_pole_;
    std::uint32_t count_ = 0;
    std::vector<Band> bands_;                 ///< from the south
    std::vector<std::uint32_t> band_of_row_;  ///< row + rows_to_pole
};

}  // namespace d2c
