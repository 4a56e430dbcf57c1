#include "handset_phy/channel/atmosphere/rain.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <limits>
#include <numbers>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/// Sum of Gaussians in log10(f / GHz) plus a straight line.
template <std::size_t kTerms>
struct Regression {
    std::array<double, kTerms> a, b, c;
    double m, offset;
    double at(double log_ghz) const {
        double sum = m * log_ghz + offset;
        for (std::size_t j = 0; j < kTerms; ++j) sum += a[j] * std::exp(-std::pow((log_ghz - b[j]) / c[j], 2));
        return sum;
    }
};

// ITU-R P.838-3 (03/2005) tables 1 to 4: log10 k and alpha, horizontal and vertical polarisation.
constexpr Regression<4> kLogKHorizontal{{-5.33980, -0.35351, -0.23789, -0.94158},
                                        {-0.10008, 1.26970, 0.86036, 0.64552},
                                        {1.13098, 0.45400, 0.15354, 0.16817},
                                        -0.18961,
                                        0.71147};
constexpr Regression<4> kLogKVertical{{-3.80595, -3.44965, -0.39902, 0.50167},
                                      {0.56934, -0.22911, 0.73042, 1.07319},
                                      {0.81061, 0.51059, 0.11899, 0.27195},
                                      -0.16398,
                                      0.63297};
constexpr Regression<5> kAlphaHorizontal{{-0.14318, 0.29591, 0.32177, -5.37610, 16.1721},
                                         {1.82442, 0.77564, 0.63773, -0.96230, -3.29980},
                                         {-0.55187, 0.19822, 0.13164, 1.47828, 3.43990},
                                         0.67849,
                                         -1.95537};
constexpr Regression<5> kAlphaVertical{{-0.07771, 0.56727, -0.20238, -48.2991, 48.5833},
                                       {2.33840, 0.95545, 1.14520, 0.791669, 0.791459},
                                       {-0.76284, 0.54039, 0.26809, 0.116226, 0.116479},
                                       -0.053739,
                                       0.83433};

struct Range {
    const char* field;
    double value, low, high;
    const char* unit;
    bool holds() const { return value >= low && value <= high; }
};

std::array<Range, 8> ranges_of(const RainPath& p, double percent) {
    return {{{"frequency", p.frequency.value / 1e9, 1.0, 55.0, "GHz"},
             {"elevation", p.elevation.in_degrees(), 0.0, 90.0 + 1e-9, "deg"},
             {"tilt", p.tilt.in_degrees(), 0.0, 90.0 + 1e-9, "deg"},
             {"latitude", p.latitude.in_degrees(), -90.0 - 1e-9, 90.0 + 1e-9, "deg"},
             {"station_height", p.station_height.value, -500.0, 9000.0, "m"},
             {"rain_height", p.rain_height.value, 0.0, 10000.0, "m"},
             {"rain_rate", p.rain_rate_mm_h, 0.0, 250.0, "mm/h"},
             {"percent", percent, 0.001 - 1e-12, 5.0, "% of the year"}}};
}

}  // namespace

RainCoefficients rain_coefficients(Hertz frequency, Angle elevation, Angle tilt) {
    const double ghz = frequency.value / 1e9;
    if (!(ghz >= 1.0 && ghz <= 1000.0)) return {kNaN, kNaN};
    const double log_ghz = std::log10(ghz);
    const double kh = std::pow(10.0, kLogKHorizontal.at(log_ghz)), kv = std::pow(10.0, kLogKVertical.at(log_ghz));
    const double ah = kAlphaHorizontal.at(log_ghz), av = kAlphaVertical.at(log_ghz);
    const double mix = cos(elevation) * cos(elevation) * std::cos(2.0 * tilt.in_radians());
    const double k = (kh + kv + (kh - kv) * mix) / 2.0;
    return {k, (kh * ah + kv * av + (kh * ah - kv * av) * mix) / (2.0 * k)};
}

double specific_rain_attenuation_db_per_km(const RainCoefficients& coefficients, double rain_rate_mm_h) {
    if (!(rain_rate_mm_h >= 0.0)) return kNaN;
    return coefficients.k * std::pow(rain_rate_mm_h, coefficients.alpha);
}

Faults validate(const RainPath& path, double percent) {
    Faults faults;
    for (const Range& r : ranges_of(path, percent)) {
        if (r.holds()) continue;
        char value[32], allowed[96];
        std::snprintf(value, sizeof value, "%g", r.value);
        std::snprintf(allowed, sizeof allowed, "%g to %g [%s]", r.low, r.high, r.unit);
        faults.push_back({"", 0, std::string{"rain."} + r.field, value, allowed});
    }
    return faults;
}

Db rain_loss(const RainPath& path, double percent) {
    for (const Range& r : ranges_of(path, percent))
        if (!r.holds()) return {kNaN};
    const double ghz = path.frequency.value / 1e9, elevation_deg = path.elevation.in_degrees();
    const double climb_km = (path.rain_height - path.station_height).in_kilo();
    if (climb_km <= 0.0 || path.rain_rate_mm_h == 0.0) return {0.0};
    const double sine = sin(path.elevation), cosine = cos(path.elevation);
    constexpr double kEffectiveRadiusKm = 8500.0;
    const double slant_km =
        elevation_deg >= 5.0 ? climb_km / sine : 2.0 * climb_km / (std::sqrt(sine * sine + 2.0 * climb_km / kEffectiveRadiusKm) + sine);
    const double ground_km = slant_km * cosine;
    const double gamma =
        specific_rain_attenuation_db_per_km(rain_coefficients(path.frequency, path.elevation, path.tilt), path.rain_rate_mm_h);
    const double horizontal = 1.0 / (1.0 + 0.78 * std::sqrt(ground_km * gamma / ghz) - 0.38 * (1.0 - std::exp(-2.0 * ground_km)));
    const double zeta_deg = std::atan2(climb_km, ground_km * horizontal) * 180.0 / std::numbers::pi;
    const double rain_km = zeta_deg > elevation_deg ? ground_km * horizontal / cosine : climb_km / sine;
    const double latitude_deg = std::abs(path.latitude.in_degrees());
    const double chi_deg = latitude_deg < 36.0 ? 36.0 - latitude_deg : 0.0;
    const double vertical =
        1.0 / (1.0 + std::sqrt(sine) *
                         (31.0 * (1.0 - std::exp(-elevation_deg / (1.0 + chi_deg))) * std::sqrt(rain_km * gamma) / (ghz * ghz) - 0.45));
    const double a001 = gamma * rain_km * vertical;
    double beta = 0.0;
    if (percent < 1.0 && latitude_deg < 36.0) {
        beta = -0.005 * (latitude_deg - 36.0);
        if (elevation_deg < 25.0) beta += 1.8 - 4.25 * sine;
    }
    const double exponent = 0.655 + 0.033 * std::log(percent) - 0.045 * std::log(a001) - beta * (1.0 - percent) * sine;
    return {a001 * std::pow(percent / 0.01, -exponent)};
}

}  // namespace d2c
