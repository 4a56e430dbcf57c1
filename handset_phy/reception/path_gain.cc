#include "handset_phy/reception/path_gain.h"

#include <cmath>
#include <numbers>

#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"

namespace d2c {
namespace {

constexpr double kNepersPerDb = 0.1 * std::numbers::ln10;

/// Mean of 10^(-x / 10), x normal with mean 0 and that standard deviation [dB].
double mean_of_log_normal(double sigma_db) {
    const double s = kNepersPerDb * sigma_db;
    return std::exp(0.5 * s * s);
}

double base_loss_db(const PathChannel& channel, Angle elevation) {
    return slant_gas_loss(channel.zenith_gas, sin(elevation)).value + near_loss_db(channel.near, elevation.in_degrees());
}

}  // namespace

double mean_channel_gain(const ChannelTable& channel, double elevation_deg) {
    const double clear = channel.line_of_sight_probability(elevation_deg);
    const ShadowFading fading = channel.shadow_fading(elevation_deg);
    return clear * mean_of_log_normal(fading.sigma_los.value) +
           (1.0 - clear) * std::exp(-kNepersPerDb * fading.clutter_loss_nlos.value) * mean_of_log_normal(fading.sigma_nlos.value);
}

PathGain drawn_path_gain(const PathChannel& channel, Angle elevation, Metres slant_range, const PathDraw& draw, const PathDrawTime& at) {
    if (!(elevation.in_radians() > 0.0)) return {0.0, false};
    const double degrees = elevation.in_degrees(), shadow = static_cast<double>(draw.shadow);
    const ShadowFading fading = channel.table.shadow_fading(degrees);
    const bool clear = static_cast<double>(draw.clearness) < at.clearness_below(channel.table.line_of_sight_probability(degrees));
    const double excess_db = clear ? fading.sigma_los.value * shadow : fading.clutter_loss_nlos.value + fading.sigma_nlos.value * shadow;
    return {ratio_by_exp(-base_loss_db(channel, elevation) - excess_db) / (slant_range.value * slant_range.value), clear};
}

double mean_path_gain_per_m2(const PathChannel& channel, Angle elevation, Metres slant_range) {
    if (!(elevation.in_radians() > 0.0)) return 0.0;
    return mean_channel_gain(channel.table, elevation.in_degrees()) * ratio_by_exp(-base_loss_db(channel, elevation)) /
           (slant_range.value * slant_range.value);
}

double place_gain(Hertz downlink, const Geodetic& place, Db near_of_first, Db near_of_this) {
    return ratio_from_db(near_of_first - near_of_this - ionospheric_scintillation_at(downlink, place));
}

}  // namespace d2c
