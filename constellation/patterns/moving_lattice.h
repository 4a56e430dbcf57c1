#pragma once
// Beams that a satellite carries along: a lattice of hexagons fixed to it, which sweeps over the ground.

#include <cstdint>
#include <optional>

#include "base/vector.h"

namespace d2c {

/// Where beams point that keep their directions from the satellite: hexagons side by side in the plane one unit below it, rows across its
/// way over the ground. On the ground they are as wide as the pitch says under the satellite, and wider towards the edge.
class MovingLattice {
  public:
    /// Distance of neighbouring beams' axes in that plane: of their footprints under the satellite, over its altitude. Precondition: above
    /// 0.002.
    explicit MovingLattice(double pitch_over_altitude) : pitch_{pitch_over_altitude} {}

    struct Beam {
        std::uint32_t number;  ///< the same beam of every satellite; below 2^24
        double x, y, z;        ///< its axis, unit vector, ITRF axes
        double along, across;  ///< of the place from the axis in the plane, in pitches: ahead of the satellite, to its left
    };
    /// The beam whose axis is nearest to a place in that plane; nothing 89 degrees or more off nadir. The velocity is the one over the
    /// rotating Earth.
    std::optional<Beam> at(const Position<Itrf>& satellite, const Velocity<Itrf>& velocity, const Position<Itrf>& place) const;
    /// A beam by its number, however far off the place.
    std::optional<Beam> of_number(std::uint32_t number, const Position<Itrf>& satellite, const Velocity<Itrf>& velocity,
                                  const Position<Itrf>& place) const;

  private:
    double pitch_;
};

}  // namespace d2c
