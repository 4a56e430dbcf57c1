#include "world/sky/channel_columns.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "handset_phy/channel/atmosphere/gas.h"

namespace d2c {
namespace {

constexpr double kNepersPerDb = 0.1 * std::numbers::ln10;

double entry_loss_at(std::span<const float> by_degree, double elevation_deg) {
    if (by_degree.empty()) return 0.0;
    const double last = static_cast<double>(by_degree.size() - 1), at = std::clamp(elevation_deg, 0.0, last);
    const auto lower = static_cast<std::size_t>(std::min(at, last - 1.0));
    const double part = at - static_cast<double>(lower);
    return (1.0 - part) * static_cast<double>(by_degree[lower]) + part * static_cast<double>(by_degree[lower + 1]);
}

/// A word of ChannelColumns::loss_and_sigma. Losses to 127 dB; deviations to 255 dB.
std::int32_t packed(double loss_db, double sigma_db) {
    const long loss = std::lround(std::clamp(loss_db, -127.0, 127.0) * 256.0),
               sigma = std::lround(std::clamp(sigma_db, 0.0, 255.0) * 256.0);
    return static_cast<std::int32_t>(loss * 65536 + sigma);
}

}  // namespace

sky::ChannelColumns channel_columns(const ChannelTable& channel, Db zenith_gas, std::span<const float> entry_loss_db) {
    sky::ChannelColumns columns;
    for (std::size_t b = 0; b < sky::kSineBins; ++b) {
        const double sine = (static_cast<double>(b) + 0.5) / static_cast<double>(sky::kSineBins);
        const double elevation_deg = Angle::radians(std::asin(sine)).in_degrees();
        const double clear = channel.line_of_sight_probability(elevation_deg);
        const ShadowFading fading = channel.shadow_fading(elevation_deg);
        const double base_db = slant_gas_loss(zenith_gas, sine).value + entry_loss_at(entry_loss_db, elevation_deg);
        columns.los_probability[b] = clear;
        columns.loss_and_sigma[b] = packed(base_db + fading.clutter_loss_nlos.value, fading.sigma_nlos.value);
        columns.loss_and_sigma[sky::kSineBins + b] = packed(base_db, fading.sigma_los.value);
        const double mean = mean_channel_gain(channel, elevation_deg) * std::exp(-kNepersPerDb * base_db);
        columns.mean_gain_log2[b] = static_cast<float>(std::log2(mean));
        columns.mean_gain[b] = static_cast<float>(mean);
    }
    return columns;
}

}  // namespace d2c
