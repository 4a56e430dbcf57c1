#pragma once
// Vectors that know their frame: mixing inertial with Earth-fixed does not compile.

#include <cmath>

#include "base/quantity.h"

namespace d2c {

/// True equator, mean equinox of date: the inertial frame in which TLE mean elements and our J2 states are given.
struct Teme;
/// International Terrestrial Reference Frame, realised here as WGS 84 Earth-centred Earth-fixed (polar motion neglected, < 15 m).
struct Itrf;

template <class Frame>
struct Position {
    Metres x, y, z;
};
template <class Frame>
struct Velocity {
    MetresPerSecond x, y, z;
};
/// Difference of two positions [m].
template <class Frame>
struct Displacement {
    Metres x, y, z;
};

template <class Frame>
constexpr Displacement<Frame> operator-(const Position<Frame>& a, const Position<Frame>& b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
template <class Frame>
constexpr double dot_m2(const Displacement<Frame>& a, const Displacement<Frame>& b) {
    return a.x.value * b.x.value + a.y.value * b.y.value + a.z.value * b.z.value;
}
template <class Frame>
Metres norm(const Displacement<Frame>& d) {
    return {std::sqrt(dot_m2(d, d))};
}
template <class Frame>
Metres radius(const Position<Frame>& p) {
    return {std::sqrt(p.x.value * p.x.value + p.y.value * p.y.value + p.z.value * p.z.value)};
}

/// Geodetic place on WGS 84: latitude and longitude north and east positive, height above the ellipsoid.
struct Geodetic {
    Angle latitude, longitude;
    Metres height{0.0};
};

}  // namespace d2c
