#include "handset_phy/channel/near_phone/foliage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace d2c {
namespace {

struct WoodlandRow {
    double mhz, gamma_db_per_m, most_db;
};
// ITU-R P.833-9 clause 2.1: specific attenuation and maximum attenuation.
constexpr std::array<WoodlandRow, 5> kWoodland{
    {{105.9, 0.04, 9.4}, {466.475, 0.12, 18.0}, {949.0, 0.17, 26.5}, {1852.2, 0.30, 29.0}, {2117.5, 0.34, 34.1}}};

}  // namespace

Db woodland_loss(Hertz frequency, Metres depth) {
    const double mhz = frequency.in_mega();
    if (!(mhz >= kWoodland.front().mhz && mhz <= 2200.0) || !(depth.value >= 0.0)) return {std::numeric_limits<double>::quiet_NaN()};
    std::size_t i = 0;
    while (i + 2 < kWoodland.size() && mhz > kWoodland[i + 1].mhz) ++i;
    const WoodlandRow &low = kWoodland[i], &high = kWoodland[i + 1];
    const double share = std::min(std::log(mhz / low.mhz) / std::log(high.mhz / low.mhz), 1.0);
    const double gamma = std::lerp(low.gamma_db_per_m, high.gamma_db_per_m, share), most = std::lerp(low.most_db, high.most_db, share);
    return {most * (1.0 - std::exp(-depth.value * gamma / most))};
}

Db slant_woodland_loss(Hertz frequency, Metres depth, Angle elevation) {
    const double mhz = frequency.in_mega(), degrees = elevation.in_degrees();
    if (!(mhz >= 400.0 && mhz <= 6000.0) || !(depth.value >= 0.0) || !(degrees >= 0.0 && degrees <= 90.0))
        return {std::numeric_limits<double>::quiet_NaN()};
    return {0.25 * std::pow(mhz, 0.39) * std::pow(depth.value, 0.25) * std::pow(degrees, 0.05)};
}

}  // namespace d2c
