#pragma once
// The channel of one environment as the loops read it.

#include <span>

#include "base/quantity.h"
#include "handset_phy/channel/environment/large_scale.h"
#include "handset_phy/reception/path_gain.h"
#include "world/sky/kernels.h"

namespace d2c {

/// `entry_loss_db`: by whole degree of elevation, 0 to 90, linear between; empty for none. Each bin has the values of its middle: against
/// the tables themselves within 0.05 dB to 80 degrees,
/// where a bin is narrow, and 0.4 dB above (a test).
sky::ChannelColumns channel_columns(const ChannelTable& channel, Db zenith_gas, std::span<const float> entry_loss_db = {});

}  // namespace d2c
