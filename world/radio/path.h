#pragma once
// The path between one satellite and one phone at one step: what every later stage needs of it.

#include <algorithm>
#include <cmath>

#include "handset_phy/channel/atmosphere/gas.h"
#include "world/radio/association.h"

namespace d2c {

/// Loss beyond free space and antennas [dB]: shadowing and clutter of the phone's draw and what is near it, in its environment; gas at
/// carrier `k`.
inline double path_excess_db(const RadioModel& radio, const EnvironmentRadio& environment, std::size_t k, double sin_elevation,
                             const ChannelDraw& draw) {
    const double elevation_deg = Angle::radians(std::asin(std::clamp(sin_elevation, -1.0, 1.0))).in_degrees();
    return environment.channel.excess_loss_db(elevation_deg, draw) + slant_gas_loss(radio.zenith_gas[k], sin_elevation).value +
           environment.near_loss(k, elevation_deg);
}

/// Cosine of the scan angle: between the satellite's nadir and the direction to the phone.
inline double cos_scan(const PhoneColumns& p, std::size_t phone, const SatelliteColumns& s, std::size_t satellite, double range_m) {
    const double sx = s.x_itrf_m[satellite], sy = s.y_itrf_m[satellite], sz = s.z_itrf_m[satellite];
    const double along = (sx - p.x_itrf_m[phone]) * sx + (sy - p.y_itrf_m[phone]) * sy + (sz - p.z_itrf_m[phone]) * sz;
    return along / (range_m * std::sqrt(sx * sx + sy * sy + sz * sz));
}

}  // namespace d2c
