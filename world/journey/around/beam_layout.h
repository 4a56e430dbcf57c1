#pragma once
// Which beam of a satellite covers a place where beams have places of their own.

#include <cstdint>
#include <optional>
#include <vector>

#include "constellation/patterns/moving_lattice.h"
#include "geography/grid/hexagons.h"
#include "world/run/world_model.h"

namespace d2c {

/// Where beams stand that nobody aims: hexagons fixed to the ground, or to each satellite.
class BeamLayout {
  public:
    explicit BeamLayout(const WorldModel& world, BeamMotion motion);
    struct Beam {
        std::uint32_t number = 0;
        double x_m = 0.0, y_m = 0.0, z_m = 0.0;  ///< a point on its axis less the place, ITRF axes
        Metres off_centre{0.0};
        double remaining_s = 0.0;  ///< until its axis is a pitch behind the place; infinite for one fixed to the ground
    };
    /// A satellite over a place.
    struct Over {
        std::size_t payload;
        Position<Itrf> satellite;
        Velocity<Itrf> velocity;
        Geodetic place;
        Position<Itrf> place_itrf;
    };
    /// The beam that covers the place; nothing where none of the payload's points there.
    std::optional<Beam> at(const Over& over) const;
    /// A beam by its number.
    std::optional<Beam> of_number(std::uint32_t number, const Over& over) const;

  private:
    Beam fixed(const HexPattern::Hexagon& hexagon, const Over& over) const;
    Beam moving(const MovingLattice::Beam& beam, const Over& over) const;
    BeamMotion motion_;
    std::vector<HexPattern> fixed_;
    std::vector<MovingLattice> moving_;
    std::vector<double> footprint_m_;
};

}  // namespace d2c
