#include "handset_phy/channel/environment/large_scale.h"

#include <limits>

#include "base/random.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct BandColumns {
    ElevationColumn sigma_los_db, sigma_nlos_db, clutter_db;
};
struct EnvironmentTables {
    ElevationColumn los_probability;
    BandColumns s, ka;
};

// TR 38.811 table 6.6.1-1 (line of sight) and tables 6.6.2-1, -2, -3 (shadow fading and clutter loss), S band, then Ka band.
constexpr EnvironmentTables kDenseUrbanTables{
    {0.282, 0.331, 0.398, 0.468, 0.537, 0.612, 0.738, 0.820, 0.981},
    {{3.5, 3.4, 2.9, 3.0, 3.1, 2.7, 2.5, 2.3, 1.2},
     {15.5, 13.9, 12.4, 11.7, 10.6, 10.5, 10.1, 9.2, 9.2},
     {34.3, 30.9, 29.0, 27.7, 26.8, 26.2, 25.8, 25.5, 25.5}},
    {{2.9, 2.4, 2.7, 2.4, 2.4, 2.7, 2.6, 2.8, 0.6},
     {17.1, 17.1, 15.6, 14.6, 14.2, 12.6, 12.1, 12.3, 12.3},
     {44.3, 39.9, 37.5, 35.8, 34.6, 33.8, 33.3, 33.0, 32.9}},
};
constexpr EnvironmentTables kUrbanTables{
    {0.246, 0.386, 0.493, 0.613, 0.726, 0.805, 0.919, 0.968, 0.992},
    {{4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0},
     {6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0},
     {34.3, 30.9, 29.0, 27.7, 26.8, 26.2, 25.8, 25.5, 25.5}},
    {{4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0, 4.0},
     {6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0, 6.0},
     {44.3, 39.9, 37.5, 35.8, 34.6, 33.8, 33.3, 33.0, 32.9}},
};
constexpr EnvironmentTables kSuburbanRuralTables{
    {0.782, 0.869, 0.919, 0.929, 0.935, 0.940, 0.949, 0.952, 0.998},
    {{1.79, 1.14, 1.14, 0.92, 1.42, 1.56, 0.85, 0.72, 0.72},
     {8.93, 9.08, 8.78, 10.25, 10.56, 10.74, 10.17, 11.52, 11.52},
     {19.52, 18.17, 18.42, 18.28, 18.63, 17.68, 16.50, 16.30, 16.30}},
    {{1.9, 1.6, 1.9, 2.3, 2.7, 3.1, 3.0, 3.6, 0.4},
     {10.7, 10.0, 11.2, 11.6, 11.8, 10.8, 10.8, 10.8, 10.8},
     {29.5, 24.6, 21.9, 20.0, 18.7, 17.8, 17.2, 16.9, 16.8}},
};

const EnvironmentTables& tables_of(ChannelEnvironment environment) {
    if (environment == ChannelEnvironment::kDenseUrban) return kDenseUrbanTables;
    return environment == ChannelEnvironment::kUrban ? kUrbanTables : kSuburbanRuralTables;
}

const ChannelTable& table_of(ChannelEnvironment environment, ChannelBand band) {
    static const std::array<ChannelTable, 6> tables{
        ChannelTable{ChannelEnvironment::kDenseUrban, ChannelBand::kS}, ChannelTable{ChannelEnvironment::kDenseUrban, ChannelBand::kKa},
        ChannelTable{ChannelEnvironment::kUrban, ChannelBand::kS},      ChannelTable{ChannelEnvironment::kUrban, ChannelBand::kKa},
        ChannelTable{ChannelEnvironment::kSuburban, ChannelBand::kS},   ChannelTable{ChannelEnvironment::kSuburban, ChannelBand::kKa}};
    const std::size_t row = environment == ChannelEnvironment::kDenseUrban ? 0 : environment == ChannelEnvironment::kUrban ? 2 : 4;
    return tables[row + (band == ChannelBand::kKa ? 1 : 0)];
}

}  // namespace

ChannelTable::ChannelTable(ChannelEnvironment environment, ChannelBand band) {
    const EnvironmentTables& t = tables_of(environment);
    const BandColumns& b = band == ChannelBand::kS ? t.s : t.ka;
    for (std::size_t i = 0; i < kElevationRows; ++i)
        rows_[i] = {t.los_probability[i], b.sigma_los_db[i], b.sigma_nlos_db[i], b.clutter_db[i]};
}

ChannelTable ChannelTable::clear(ChannelEnvironment environment, ChannelBand band) {
    ChannelTable table{environment, band};
    for (Row& row : table.rows_) row.los_probability = 1.0;
    return table;
}

double ChannelTable::line_of_sight_probability(double elevation_deg) const {
    if (!is_elevation(elevation_deg)) return kNaN;
    return interpolate(BetweenRows{elevation_deg}, &Row::los_probability);
}

ShadowFading ChannelTable::shadow_fading(double elevation_deg) const {
    if (!is_elevation(elevation_deg)) return {Db{kNaN}, Db{kNaN}, Db{kNaN}};
    const BetweenRows at{elevation_deg};
    return {Db{interpolate(at, &Row::sigma_los_db)}, Db{interpolate(at, &Row::sigma_nlos_db)}, Db{interpolate(at, &Row::clutter_db)}};
}

double ChannelTable::excess_loss_db(double elevation_deg, const ChannelDraw& draw) const {
    if (!is_elevation(elevation_deg)) return kNaN;
    const BetweenRows at{elevation_deg};
    const double z = draw.shadow_normal;
    if (draw.los_uniform < interpolate(at, &Row::los_probability)) return interpolate(at, &Row::sigma_los_db) * z;
    return interpolate(at, &Row::clutter_db) + interpolate(at, &Row::sigma_nlos_db) * z;
}

double line_of_sight_probability(ChannelEnvironment environment, Angle elevation) {
    return table_of(environment, ChannelBand::kS).line_of_sight_probability(elevation.in_degrees());
}

ShadowFading shadow_fading(ChannelEnvironment environment, ChannelBand band, Angle elevation) {
    return table_of(environment, band).shadow_fading(elevation.in_degrees());
}

Db excess_loss(ChannelEnvironment environment, ChannelBand band, Angle elevation, const ChannelDraw& draw) {
    return {table_of(environment, band).excess_loss_db(elevation.in_degrees(), draw)};
}

ChannelDraw channel_draw(std::uint64_t seed, std::uint64_t phone, std::uint32_t satellite, std::uint32_t window) {
    return {static_cast<float>(uniform01({seed, Purpose::kLineOfSight, phone, satellite, window})),
            static_cast<float>(standard_normal({seed, Purpose::kShadowing, phone, satellite, window}))};
}

}  // namespace d2c
