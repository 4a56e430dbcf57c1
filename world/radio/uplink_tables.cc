#include "world/radio/uplink_tables.h"

#include <algorithm>
#include <cmath>

#include "handset_phy/channel/atmosphere/gas.h"
#include "world/sky/kernels.h"

namespace d2c {

std::vector<float> mean_gain_knots(const RadioModel& radio) {
    const Db zenith_gas = radio.zenith_gas.empty() ? Db{0.0} : radio.zenith_gas.front();
    std::vector<float> knots;
    for (std::size_t knot = 0; knot <= sky::kGainKnots; ++knot) {
        // Half a knot above the horizon for the horizon itself, where gas would leave nothing.
        const double sine = std::max(0.5, static_cast<double>(knot)) / static_cast<double>(sky::kGainKnots);
        const double elevation_deg = Angle::radians(std::asin(sine)).in_degrees();
        double sum = 0.0, weights = 0.0;
        for (const EnvironmentRadio& environment : radio.environments) {
            const Db certain = slant_gas_loss(zenith_gas, sine) + Db{environment.near_loss(0, elevation_deg)};
            sum += environment.weight * mean_channel_gain(environment.channel, elevation_deg) * ratio_from_db(-certain);
            weights += environment.weight;
        }
        knots.push_back(static_cast<float>(sum / weights));
    }
    return knots;
}

std::vector<float> averaged(const std::vector<float>& knots, int half) {
    const auto last = static_cast<int>(knots.size()) - 1;
    std::vector<float> means;
    for (int knot = -half; knot <= last; ++knot) {
        float sum = 0.0f;
        for (int i = std::max(0, knot - half); i <= knot + half; ++i) sum += knots[static_cast<std::size_t>(std::min(i, last))];
        means.push_back(sum / static_cast<float>(2 * half + 1));
    }
    return means;
}

double above_floor(const ReceivePattern& pattern, double squared_chord) {
    const double position = squared_chord * static_cast<double>(pattern.knots_per_chord2);
    if (!(position < static_cast<double>(pattern.above_floor.size() - 1))) return 0.0;
    const auto knot = static_cast<std::size_t>(position);
    const double before = static_cast<double>(pattern.above_floor[knot]), after = static_cast<double>(pattern.above_floor[knot + 1]);
    return before + (position - static_cast<double>(knot)) * (after - before);
}

ReceivePattern receive_pattern(const RadioModel& radio, std::size_t payload, std::size_t carrier) {
    constexpr int kKnots = 4096;
    const PayloadRadio& beam = radio.payloads[payload];
    const double reach2 = 2.0 - 2.0 * std::cos(beam.near_angle_rad), step = reach2 / (kKnots - 1);
    ReceivePattern pattern{static_cast<float>(1.0 / step), {}};
    for (int knot = 0; knot < kKnots; ++knot)
        pattern.above_floor.push_back(
            static_cast<float>(radio.relative_gain(payload, carrier, 1.0 - 0.5 * step * knot) - beam.floor_ratio));
    pattern.above_floor.push_back(0.0f);
    return pattern;
}

}  // namespace d2c
