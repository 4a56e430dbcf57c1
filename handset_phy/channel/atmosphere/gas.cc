#include "handset_phy/channel/atmosphere/gas.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace d2c {
namespace {

// At 1, 2 ... 100 GHz [dB]: the figure of ITU-R P.676 (mean global reference atmosphere) as digitised for TR 38.811 equation 6.6-8.
constexpr std::array<double, 100> kZenithGasDb{
    0.03,   0.035,   0.038,   0.039,   0.041,   0.042,   0.045,   0.048,   0.05,    0.053,  0.0587,  0.0674,  0.0789, 0.0935, 0.1113,
    0.1322, 0.1565,  0.1841,  0.2153,  0.25,    0.3362,  0.4581,  0.52,    0.52,    0.5,    0.45,    0.385,   0.32,   0.27,   0.25,
    0.2517, 0.2568,  0.2651,  0.2765,  0.2907,  0.3077,  0.3273,  0.3493,  0.3736,  0.4,    0.4375,  0.4966,  0.5795, 0.6881, 0.8247,
    0.9912, 1.19,    1.4229,  1.6922,  2,       4.2654,  10.1504, 19.2717, 31.2457, 45.689, 62.2182, 80.4496, 100,    140.02, 170,
    100,    78.1682, 59.3955, 43.5434, 30.4733, 20.0465, 12.1244, 6.5683,  3.2397,  2,      1.7708,  1.566,   1.3858, 1.2298, 1.0981,
    0.9905, 0.907,   0.8475,  0.8119,  0.8,     0.8,     0.8,     0.8,     0.8,     0.8,    0.8,     0.8,     0.8,    0.8,    0.8,
    0.8029, 0.8112,  0.8243,  0.8416,  0.8625,  0.8864,  0.9127,  0.9408,  0.9701,  1};

}  // namespace

Db zenith_gas_loss(Hertz frequency) {
    const double ghz = frequency.value * 1e-9;
    if (!(ghz >= 0.4 && ghz <= 100.0)) return {std::numeric_limits<double>::quiet_NaN()};
    const double position = std::max(ghz - 1.0, 0.0);
    const std::size_t lower = std::min(static_cast<std::size_t>(position), kZenithGasDb.size() - 2);
    return {std::lerp(kZenithGasDb[lower], kZenithGasDb[lower + 1], position - static_cast<double>(lower))};
}

Db gas_loss(Hertz frequency, Angle elevation) { return slant_gas_loss(zenith_gas_loss(frequency), sin(elevation)); }

}  // namespace d2c
