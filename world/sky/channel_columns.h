#pragma once
// The channel of one environment as the loops read it.

#include <span>

#include "base/quantity.h"
#include "handset_phy/channel/environment/large_scale.h"
#include "world/sky/kernels.h"

namespace d2c {

/// Mean of 10^(-loss / 10) over the draws at one elevation: of line of sight or not, and of log-normal shadowing, in closed form.
double mean_channel_gain(const ChannelTable& channel, double elevation_deg);

/// `entry_loss_db`: by whole degree of elevation, 0 to 90, linear between; empty for none. Each bin has the values of its middle: against
/// the tables themselves within 0.05 dB to 80 degrees,
/// where a bin is narrow, and 0.4 dB above (a test).
sky::ChannelColumns channel_columns(const ChannelTable& channel, Db zenith_gas, std::span<const float> entry_loss_db = {});

}  // namespace d2c
