#pragma once
// Which satellites hold a link with which: the +grid over planes that are even (Walker) or as they come (an observed constellation).

#include <cstdint>
#include <span>
#include <vector>

#include "base/instant.h"
#include "base/quantity.h"
#include "constellation/orbit.h"

namespace d2c {

/// A link between two satellites, by their rows; each pair stands once.
struct SatelliteLink {
    std::uint32_t a = 0, b = 0;
    auto operator<=>(const SatelliteLink&) const = default;
};

/// What counts as one shell and as one plane.
struct PlaneRule {
    Angle same_inclination = Angle::degrees(0.5);  ///< assumption: shells differ by more, satellites of one shell by less
    Metres same_radius{30e3};  ///< assumption: a shell's satellites keep within 10 km, shells of one inclination lie 30 km apart
    Angle same_plane =
        Angle::degrees(1.5);  ///< assumption: nodes of one plane keep within 0.5 degrees, planes lie 4 degrees and more apart
};

/// Planes of each shell, by the node's right ascension at one instant; in each its satellites by argument of latitude. A chain of
/// satellites whose neighbours differ by less than the rule is one shell, and within it one plane.
struct Plane {
    std::uint32_t shell = 0;
    Angle raan;                                    ///< of its first satellite
    std::vector<std::uint32_t> satellites;         ///< rows
    std::vector<double> argument_of_latitude_rad;  ///< of the same, ascending, in [0, 2 pi)
};
std::vector<Plane> group_planes(std::span<const MeanState> states, Instant at, const PlaneRule& rule = {});

struct MeshRule {
    bool closing = true;  ///< also across the widest gap between the planes of a shell; a Walker star leaves that seam open
    PlaneRule planes;
};

/// +grid by nearest neighbours: in a plane each satellite with the next by argument of latitude (none twice where there are two); between
/// a plane and the next to the east the pairs of least difference in argument of latitude, each satellite in one pair, the closest
/// pairs first and of equal ones (to 1e-9 rad) that whose eastern satellite is ahead. So a satellite has four links at most. Shells are
/// not linked with each other. The pairs hold as long as the planes keep step: call again when satellites come or go.
std::vector<SatelliteLink> nearest_grid(std::span<const MeanState> states, Instant at, const MeshRule& rule = {});

/// +grid by slots of an even constellation, plane-major rows (index = plane * per_plane + slot): the next slot of the plane, and the same
/// slot of the next plane. `closing`: also from the last plane to the first. Empty unless both counts are positive.
std::vector<SatelliteLink> same_slot_grid(std::uint32_t planes, std::uint32_t per_plane, bool closing = true);

}  // namespace d2c
