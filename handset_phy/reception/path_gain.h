#pragma once
// How much of a satellite's power reaches a place: one path at one instant, and what a place makes of every path.

#include <span>
#include <vector>

#include "base/vector.h"
#include "handset_phy/channel/environment/large_scale.h"
#include "handset_phy/channel/environment/path_draw.h"
#include "handset_phy/reception/near_loss.h"

namespace d2c {

/// Mean of 10^(-loss / 10) over the draws at one elevation: of line of sight or not, and of log-normal shadowing, in closed form.
double mean_channel_gain(const ChannelTable& channel, double elevation_deg);

/// What all paths to a phone have alike, on one carrier, the first: how others differ from it is a PlaceGain.
struct PathChannel {
    ChannelTable table;
    Db zenith_gas{0.0};
    NearLossTable near{};  ///< all 0: in the open, in nobody's hand
};
struct PathGain {
    double per_m2 = 0.0;  ///< isotropic phone, gain between isotropic antennas 1 m apart taken off [1/m^2]; 0 below the horizon
    bool clear = true;    ///< line of sight
};
/// With a phone's draw towards a satellite at an instant.
PathGain drawn_path_gain(const PathChannel& channel, Angle elevation, Metres slant_range, const PathDraw& draw, const PathDrawTime& at);
/// Mean over the draws: for satellites too low to serve.
double mean_path_gain_per_m2(const PathChannel& channel, Angle elevation, Metres slant_range);

/// What stays of a phone's path gain on a carrier: the ratio left by ionospheric scintillation at its place, and by how much more or less
/// than on the first carrier is lost near it (at 45 degrees: the difference hardly depends on elevation).
double place_gain(Hertz downlink, const Geodetic& place, Db near_of_first, Db near_of_this);
/// Elevation at which the near losses of carriers are compared.
inline constexpr double kPlaceElevationDeg = 45.0;

}  // namespace d2c
