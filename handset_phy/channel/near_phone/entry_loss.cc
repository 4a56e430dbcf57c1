#include "handset_phy/channel/near_phone/entry_loss.h"

#include <cmath>
#include <limits>

#include "base/random.h"
#include "handset_phy/channel/environment/elevation_rows.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// ITU-R P.2109-2 annex 1 table 1, by the Recommendation's own letters.
struct BuildingCoefficients {
    double r, s, t, u, v, w, x, y, z;
};
constexpr BuildingCoefficients kTraditional{12.64, 3.72, 0.96, 9.6, 2.0, 9.1, -3.0, 4.5, -2.0};
constexpr BuildingCoefficients kThermallyEfficient{28.19, -3.00, 8.48, 13.5, 3.8, 27.8, -2.9, 9.4, -2.1};

double power(double db) { return std::pow(10.0, 0.1 * db); }

}  // namespace

Db building_entry_loss(BuildingType type, Hertz frequency, Angle elevation, double probability) {
    const double ghz = frequency.value / 1e9, elevation_deg = elevation.in_degrees();
    if (!(ghz >= 0.08 && ghz <= 100.0) || !is_elevation(elevation_deg) || !(probability > 0.0 && probability < 1.0)) return {kNaN};
    const BuildingCoefficients& b = type == BuildingType::kTraditional ? kTraditional : kThermallyEfficient;
    const double l = std::log10(ghz), normal = inverse_normal_cdf(probability);
    const double median_horizontal = b.r + b.s * l + b.t * l * l;
    const double elevated = 0.212 * std::abs(elevation_deg);
    const double first = normal * (b.u + b.v * l) + median_horizontal + elevated;
    const double second = normal * (b.y + b.z * l) + b.w + b.x * l;
    constexpr double kLeast = -3.0;
    return {10.0 * std::log10(power(first) + power(second) + power(kLeast))};
}

Db car_entry_loss(CarWindows windows, Hertz frequency, double probability) {
    const double ghz = frequency.value / 1e9;
    if (!(ghz >= 0.6 && ghz <= 60.0) || !(probability > 0.0 && probability < 1.0)) return {kNaN};
    return {(windows == CarWindows::kOrdinary ? 9.0 : 20.0) + 5.0 * inverse_normal_cdf(probability)};
}

}  // namespace d2c
