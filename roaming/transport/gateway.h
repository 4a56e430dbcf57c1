#pragma once
// Stations on the ground that connect satellites to the core network, and the places behind them.

#include <string>

#include "base/id.h"
#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

/// A ground station that connects satellites to the core network.
struct Gateway {
    std::string id;
    Geodetic location;
    Angle minimum_elevation;
    std::string title{};
    AreaCode area{};                  ///< whose soil it stands on; empty: not said
    std::string point_of_presence{};  ///< where it hands over; empty: the nearest
};

/// Where the satellite network meets others: packets leave its own fibre here.
struct PointOfPresence {
    std::string id, title;
    Geodetic location;
};

}  // namespace d2c
