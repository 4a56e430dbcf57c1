#include "spectrum/channelisation.h"

#include <array>
#include <cmath>

namespace d2c {

namespace {

constexpr std::array kLteChannels{
    ChannelRow{Hertz::mega(1.4), 6},   ChannelRow{Hertz::mega(3.0), 15},  ChannelRow{Hertz::mega(5.0), 25},
    ChannelRow{Hertz::mega(10.0), 50}, ChannelRow{Hertz::mega(15.0), 75}, ChannelRow{Hertz::mega(20.0), 100},
};

constexpr std::array kNr15KhzChannels{
    ChannelRow{Hertz::mega(5.0), 25},   ChannelRow{Hertz::mega(10.0), 52},  ChannelRow{Hertz::mega(15.0), 79},
    ChannelRow{Hertz::mega(20.0), 106}, ChannelRow{Hertz::mega(25.0), 133}, ChannelRow{Hertz::mega(30.0), 160},
    ChannelRow{Hertz::mega(40.0), 216}, ChannelRow{Hertz::mega(50.0), 270},
};

std::optional<int> find(std::span<const ChannelRow> rows, Hertz channel) {
    for (const ChannelRow& row : rows)
        if (std::abs(row.bandwidth.value - channel.value) <= 1.0) return row.resource_blocks;
    return std::nullopt;
}

std::optional<Hertz> occupied(std::optional<int> blocks) {
    if (!blocks) return std::nullopt;
    return static_cast<double>(*blocks) * kResourceBlock;
}

}  // namespace

std::span<const ChannelRow> lte_channels() { return kLteChannels; }
std::span<const ChannelRow> nr_15khz_channels() { return kNr15KhzChannels; }

std::optional<int> lte_resource_blocks(Hertz channel) { return find(kLteChannels, channel); }
std::optional<int> nr_15khz_resource_blocks(Hertz channel) { return find(kNr15KhzChannels, channel); }
std::optional<Hertz> lte_occupied_bandwidth(Hertz channel) { return occupied(lte_resource_blocks(channel)); }
std::optional<Hertz> nr_15khz_occupied_bandwidth(Hertz channel) { return occupied(nr_15khz_resource_blocks(channel)); }

}  // namespace d2c
