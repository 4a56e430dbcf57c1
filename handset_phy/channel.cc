#include "handset_phy/channel.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "base/constants.h"
#include "base/random.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kRows = 9;  // 10, 20 ... 90 degrees of elevation

struct EnvironmentTables {
    std::array<double, kRows> los_probability, sigma_los_db, sigma_nlos_db, clutter_db;
};

// TR 38.811 table 6.6.1-1 (line of sight) and tables 6.6.2-1, -2, -3 (shadow fading and clutter loss), S band.
constexpr EnvironmentTables kDenseUrbanTables{
    {0.282, 0.331, 0.398, 0.468, 0.537, 0.612, 0.738, 0.820, 0.981},
    {3.5, 3.4, 2.9, 3.0, 3.1, 2.7, 2.5, 2.3, 1.2},
    {15.5, 13.9, 12.4, 11.7, 10.6, 10.5, 10.1, 9.2, 9.2},
    {34.3, 30.9, 29.0, 27.7, 26.8, 26.2, 25.8, 25.5, 25.5},
};
constexpr EnvironmentTables kUrbanTables{
    {0.246, 0.386, 0.493, 0.613, 0.726, 0.805, 0.919, 0.968, 0.992},
    {4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0},
    {6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0},
    {34.3, 30.9, 29.0, 27.7, 26.8, 26.2, 25.8, 25.5, 25.5},
};
constexpr EnvironmentTables kSuburbanRuralTables{
    {0.782, 0.869, 0.919, 0.929, 0.935, 0.940, 0.949, 0.952, 0.998},
    {1.79, 1.14, 1.14, 0.92, 1.42, 1.56, 0.85, 0.72, 0.72},
    {8.93, 9.08, 8.78, 10.25, 10.56, 10.74, 10.17, 11.52, 11.52},
    {19.52, 18.17, 18.42, 18.28, 18.63, 17.68, 16.50, 16.30, 16.30},
};

// Zenith attenuation at 1, 2 ... 10 GHz [dB], ITU-R P.676 as digitised for TR 38.811 equation 6.6-8.
constexpr std::array<double, 10> kZenithGasDb{0.030, 0.035, 0.038, 0.039, 0.041, 0.042, 0.045, 0.048, 0.050, 0.053};

// IGRF-13, epoch 2020.0, degree 1 [nT] (Alken et al. 2021, table 2).
constexpr double kG10 = -29404.8, kG11 = -1450.9, kH11 = 4652.5;

const EnvironmentTables& tables_of(ChannelEnvironment environment) {
    switch (environment) {
        case ChannelEnvironment::kDenseUrban:
            return kDenseUrbanTables;
        case ChannelEnvironment::kUrban:
            return kUrbanTables;
        case ChannelEnvironment::kSuburbanRural:
            break;
    }
    return kSuburbanRuralTables;
}

/// With slack for the last bits of a conversion from radians: no reason to refuse the zenith. False for NaN.
bool is_elevation(double elevation_deg) { return std::abs(elevation_deg) <= 90.0 + 1e-9; }

const ChannelTable& table_of(ChannelEnvironment environment) {
    static const ChannelTable dense_urban{ChannelEnvironment::kDenseUrban};
    static const ChannelTable urban{ChannelEnvironment::kUrban};
    static const ChannelTable suburban_rural{ChannelEnvironment::kSuburbanRural};
    if (environment == ChannelEnvironment::kDenseUrban) return dense_urban;
    return environment == ChannelEnvironment::kUrban ? urban : suburban_rural;
}

}  // namespace

ChannelTable::ChannelTable(ChannelEnvironment environment) {
    const EnvironmentTables& t = tables_of(environment);
    for (std::size_t i = 0; i < kRows; ++i) rows_[i] = {t.los_probability[i], t.sigma_los_db[i], t.sigma_nlos_db[i], t.clutter_db[i]};
}

ChannelTable::Between ChannelTable::between(double elevation_deg) const {
    const double position = std::clamp(elevation_deg * 0.1 - 1.0, 0.0, static_cast<double>(kRows - 1));
    const std::size_t lower = std::min(static_cast<std::size_t>(position), kRows - 2);
    return {&rows_[lower], position - static_cast<double>(lower)};
}

double ChannelTable::line_of_sight_probability(double elevation_deg) const {
    if (!is_elevation(elevation_deg)) return kNaN;
    return between(elevation_deg).of(&Row::los_probability);
}

ShadowFading ChannelTable::shadow_fading(double elevation_deg) const {
    if (!is_elevation(elevation_deg)) return {Db{kNaN}, Db{kNaN}, Db{kNaN}};
    const Between b = between(elevation_deg);
    return {Db{b.of(&Row::sigma_los_db)}, Db{b.of(&Row::sigma_nlos_db)}, Db{b.of(&Row::clutter_db)}};
}

double ChannelTable::excess_loss_db(double elevation_deg, const ChannelDraw& draw) const {
    if (!is_elevation(elevation_deg)) return kNaN;
    const Between b = between(elevation_deg);
    const double z = draw.shadow_normal;
    if (draw.los_uniform < b.of(&Row::los_probability)) return b.of(&Row::sigma_los_db) * z;
    return b.of(&Row::clutter_db) + b.of(&Row::sigma_nlos_db) * z;
}

double line_of_sight_probability(ChannelEnvironment environment, Angle elevation) {
    return table_of(environment).line_of_sight_probability(elevation.in_degrees());
}

ShadowFading shadow_fading(ChannelEnvironment environment, Angle elevation) {
    return table_of(environment).shadow_fading(elevation.in_degrees());
}

Db excess_loss(ChannelEnvironment environment, Angle elevation, const ChannelDraw& draw) {
    return {table_of(environment).excess_loss_db(elevation.in_degrees(), draw)};
}

Db free_space_loss(Metres slant_range, Hertz frequency) {
    return {20.0 * std::log10(4.0 * std::numbers::pi * slant_range.value * frequency.value / kSpeedOfLightMPerS)};
}

Db zenith_gas_loss(Hertz frequency) {
    const double ghz = frequency.value * 1e-9;
    if (!(ghz >= 0.4 && ghz <= 10.0)) return {kNaN};
    const double position = std::max(ghz - 1.0, 0.0);
    const std::size_t lower = std::min(static_cast<std::size_t>(position), kZenithGasDb.size() - 2);
    return {std::lerp(kZenithGasDb[lower], kZenithGasDb[lower + 1], position - static_cast<double>(lower))};
}

Db gas_loss(Hertz frequency, Angle elevation) { return slant_gas_loss(zenith_gas_loss(frequency), sin(elevation)); }

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

ChannelDraw channel_draw(std::uint64_t seed, std::uint64_t phone, std::uint32_t satellite, std::uint32_t window) {
    return {static_cast<float>(uniform01({seed, Purpose::kLineOfSight, phone, satellite, window})),
            static_cast<float>(standard_normal({seed, Purpose::kShadowing, phone, satellite, window}))};
}

}  // namespace d2c
