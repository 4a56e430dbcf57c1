#include "handset_phy/channel/atmosphere/scintillation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"
#include "handset_phy/channel/environment/elevation_rows.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

// IGRF-13, epoch 2020.0, degree 1 [nT] (Alken et al. 2021, table 2).
constexpr double kG10 = -29404.8, kG11 = -1450.9, kH11 = 4652.5;

// TR 38.811 table 6.6.6.2.1-1 [dB]: Toulouse, 20 GHz, 99 % of the time.
constexpr ElevationColumn kToulouse20GhzDb{1.08, 0.48, 0.30, 0.22, 0.17, 0.13, 0.12, 0.12, 0.12};

}  // namespace

Db ionospheric_scintillation(Hertz frequency) {
    const double ghz = frequency.value * 1e-9;
    if (!(ghz >= 0.4)) return {kNaN};
    if (ghz > 6.0) return {0.0};
    constexpr double kFluctuationAt4GhzDb = 1.1;
    return {kFluctuationAt4GhzDb / std::numbers::sqrt2 * std::pow(ghz / 4.0, -1.5)};
}

Angle geomagnetic_latitude(const Geodetic& place) {
    constexpr double kSquaredEccentricity = kWgs84Flattening * (2.0 - kWgs84Flattening);
    const double geocentric = std::atan2((1.0 - kSquaredEccentricity) * sin(place.latitude), cos(place.latitude));
    const double longitude = place.longitude.in_radians();
    // The dipole points from its south to its north end; the geomagnetic north pole lies opposite to (g11, h11, g10).
    const double moment = std::hypot(kG10, kG11, kH11);
    const double along_pole = -(kG11 * std::cos(geocentric) * std::cos(longitude) + kH11 * std::cos(geocentric) * std::sin(longitude) +
                                kG10 * std::sin(geocentric)) /
                              moment;
    return Angle::radians(std::asin(std::clamp(along_pole, -1.0, 1.0)));
}

Db ionospheric_scintillation_at(Hertz frequency, const Geodetic& place) {
    const double latitude_deg = std::abs(geomagnetic_latitude(place).in_degrees());
    if (std::isnan(latitude_deg)) return {kNaN};
    const Db loss = ionospheric_scintillation(frequency);
    if (latitude_deg > 20.0 && latitude_deg < 60.0 && !std::isnan(loss.value)) return {0.0};
    return loss;
}

Db tropospheric_scintillation(Hertz frequency, Angle elevation) {
    const double ghz = frequency.value / 1e9;
    if (!(ghz >= 0.4 && ghz <= 100.0) || !is_elevation(elevation.in_degrees())) return {kNaN};
    if (ghz <= 6.0) return {0.0};
    return {BetweenRows{elevation.in_degrees()}.of(kToulouse20GhzDb) * std::pow(ghz / 20.0, 7.0 / 12.0)};
}

Db scintillation(Hertz frequency, Angle elevation) {
    return frequency.value / 1e9 > 6.0 ? tropospheric_scintillation(frequency, elevation) : ionospheric_scintillation(frequency);
}

Db tropospheric_scintillation_p618(const TroposphericPath& path, double percent) {
    const double ghz = path.frequency.value / 1e9, elevation_deg = path.elevation.in_degrees();
    const bool valid = ghz >= 4.0 && ghz <= 55.0 && elevation_deg >= 5.0 && elevation_deg <= 90.0 + 1e-9 && path.wet_refractivity >= 0.0 &&
                       path.wet_refractivity <= 300.0 && path.antenna_diameter.value >= 0.01 && path.antenna_diameter.value <= 50.0 &&
                       path.antenna_efficiency >= 0.0 && path.antenna_efficiency <= 1.0 && percent >= 0.01 && percent <= 50.0;
    if (!valid) return {kNaN};
    const double sine = sin(path.elevation);
    const double reference_sigma_db = 3.6e-3 + 1e-4 * path.wet_refractivity;
    constexpr double kTurbulentLayerM = 1000.0;
    const double length_m = 2.0 * kTurbulentLayerM / (std::sqrt(sine * sine + 2.35e-4) + sine);
    const double effective_m = std::sqrt(path.antenna_efficiency) * path.antenna_diameter.value;
    const double x = 1.22 * effective_m * effective_m * ghz / length_m;
    const double averaged =
        3.86 * std::pow(x * x + 1.0, 11.0 / 12.0) * std::sin(11.0 / 6.0 * std::atan2(1.0, x)) - 7.08 * std::pow(x, 5.0 / 6.0);
    // The aperture averages the fades away.
    if (x >= 7.0 || averaged <= 0.0) return {0.0};
    const double sigma_db = reference_sigma_db * std::pow(ghz, 7.0 / 12.0) * std::sqrt(averaged) / std::pow(sine, 1.2);
    const double l = std::log10(percent);
    return {sigma_db * (-0.061 * l * l * l + 0.072 * l * l - 1.71 * l + 3.0)};
}

}  // namespace d2c
