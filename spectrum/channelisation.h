#pragma once
// Resource blocks and occupied bandwidth of the channels that 3GPP knows, at 15 kHz subcarrier spacing.

#include <optional>
#include <span>

#include "base/quantity.h"

namespace d2c {

/// Width of a resource block, 12 subcarriers of 15 kHz; TS 36.211 clause 6.2.3, TS 38.211 clause 4.4.4.1.
inline constexpr Hertz kResourceBlock{180e3};

struct ChannelRow {
    Hertz bandwidth;
    int resource_blocks;
};
/// TS 36.101 (and 36.104) table 5.6-1, transmission bandwidth configuration N_RB: 1.4, 3, 5, 10, 15, 20 MHz.
std::span<const ChannelRow> lte_channels();
/// TS 38.101-1 table 5.3.2-1, row of 15 kHz: 5, 10, 15, 20, 25, 30, 40, 50 MHz. The widths that Release 17 and 18 added (3, 35 and
/// 45 MHz) are left out.
std::span<const ChannelRow> nr_15khz_channels();

/// Resource blocks of a channel of exactly that bandwidth (to 1 Hz); nothing if the table has none such.
std::optional<int> lte_resource_blocks(Hertz channel);
std::optional<int> nr_15khz_resource_blocks(Hertz channel);
/// Spectrum that the resource blocks fill: 4.5 MHz of an LTE or NR channel of 5 MHz. Nothing as above.
std::optional<Hertz> lte_occupied_bandwidth(Hertz channel);
std::optional<Hertz> nr_15khz_occupied_bandwidth(Hertz channel);

}  // namespace d2c
