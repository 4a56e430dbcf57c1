#include "handset_phy/channel/environment/small_scale.h"

#include <cmath>
#include <limits>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

struct Spread {
    ElevationColumn median, sigma;
};
struct BandColumns {
    Spread ricean_k_db;  // with line of sight
    Spread delay_los_log10_s, delay_blocked_log10_s;
};
struct EnvironmentTables {
    BandColumns s, ka;
};

// TR 38.811 tables 6.7.2-1 to -8, 10 to 90 degrees, as OpenNTN (University of Bremen, MIT licence) carries them in its models/*_DL.json.
constexpr EnvironmentTables kDenseUrbanTables{
    {{{4.4, 9, 9.3, 7.9, 7.4, 7, 6.9, 6.5, 6.8}, {3.3, 6.6, 6.1, 4, 3, 2.6, 2.2, 2.1, 1.9}},
     {{-7.12, -7.28, -7.45, -7.73, -7.91, -8.14, -8.23, -8.28, -8.36}, {0.8, 0.67, 0.68, 0.66, 0.62, 0.51, 0.45, 0.31, 0.08}},
     {{-6.84, -6.81, -6.94, -7.14, -7.34, -7.53, -7.67, -7.82, -7.84}, {0.82, 0.61, 0.49, 0.49, 0.51, 0.47, 0.44, 0.42, 0.55}}},
    {{{6.1, 13.7, 12.9, 10.3, 9.2, 8.4, 8, 7.4, 7.6}, {2.6, 6.8, 6, 3.3, 2.2, 1.9, 1.5, 1.6, 1.3}},
     {{-7.43, -7.62, -7.76, -8.02, -8.13, -8.3, -8.34, -8.39, -8.45}, {0.9, 0.78, 0.8, 0.72, 0.61, 0.47, 0.39, 0.26, 0.01}},
     {{-6.86, -6.84, -7, -7.21, -7.42, -7.86, -7.76, -8.07, -7.95}, {0.81, 0.61, 0.56, 0.56, 0.57, 0.55, 0.47, 0.42, 0.59}}},
};
constexpr EnvironmentTables kUrbanTables{
    {{{31.83, 18.78, 10.49, 7.46, 6.52, 5.47, 4.54, 4.03, 3.68}, {13.84, 13.78, 10.42, 8.01, 8.27, 7.26, 5.53, 4.49, 3.14}},
     {{-7.97, -8.12, -8.21, -8.31, -8.37, -8.39, -8.38, -8.35, -8.34}, {1, 0.83, 0.68, 0.48, 0.38, 0.24, 0.18, 0.13, 0.09}},
     {{-7.21, -7.63, -7.75, -7.97, -7.99, -8.01, -8.09, -7.97, -8.17}, {1.19, 0.98, 0.84, 0.73, 0.73, 0.72, 0.71, 0.78, 0.67}}},
    {{{40.18, 23.62, 12.48, 8.56, 7.42, 5.97, 4.88, 4.22, 3.81}, {16.99, 18.96, 14.23, 11.06, 11.21, 9.47, 7.24, 5.79, 4.25}},
     {{-8.52, -8.59, -8.51, -8.49, -8.48, -8.44, -8.4, -8.37, -8.35}, {0.92, 0.79, 0.65, 0.48, 0.46, 0.34, 0.27, 0.19, 0.14}},
     {{-7.24, -7.7, -7.82, -8.04, -8.08, -8.1, -8.16, -8.03, -8.33}, {1.26, 0.99, 0.86, 0.75, 0.77, 0.76, 0.73, 0.79, 0.7}}},
};
constexpr EnvironmentTables kSuburbanTables{
    {{{11.4, 19.45, 20.8, 21.2, 21.6, 19.75, 12, 12.85, 12.85}, {6.26, 10.32, 16.34, 15.63, 14.22, 14.19, 5.7, 9.91, 9.91}},
     {{-8.16, -8.56, -8.72, -8.71, -8.72, -8.66, -8.38, -8.34, -8.34}, {0.99, 0.96, 0.79, 0.81, 1.12, 1.23, 0.55, 0.63, 0.63}},
     {{-7.91, -8.39, -8.69, -8.59, -8.64, -8.74, -8.98, -9.28, -9.28}, {1.42, 1.46, 1.46, 1.21, 1.18, 1.13, 1.37, 1.5, 1.5}}},
    {{{8.9, 14, 11.3, 9, 7.5, 6.6, 5.9, 5.5, 5.4}, {4.4, 4.6, 3.7, 3.5, 3, 2.6, 1.7, 0.7, 0.3}},
     {{-8.07, -8.61, -8.72, -8.63, -8.54, -8.48, -8.42, -8.39, -8.37}, {0.46, 0.45, 0.28, 0.17, 0.14, 0.15, 0.09, 0.05, 0.02}},
     {{-7.43, -7.63, -7.86, -7.96, -7.98, -8.45, -8.21, -8.69, -8.69}, {0.5, 0.61, 0.56, 0.58, 0.59, 0.47, 0.36, 0.29, 0.29}}},
};
constexpr EnvironmentTables kRuralTables{
    {{{24.72, 12.31, 8.05, 6.21, 5.04, 4.42, 3.92, 3.65, 3.59}, {5.07, 5.75, 5.46, 5.23, 3.95, 3.75, 2.56, 1.77, 1.77}},
     {{-9.55, -8.68, -8.46, -8.36, -8.29, -8.26, -8.22, -8.2, -8.19}, {0.66, 0.44, 0.28, 0.19, 0.14, 0.1, 0.1, 0.05, 0.06}},
     {{-9.01, -8.37, -8.05, -7.92, -7.92, -7.96, -7.91, -7.79, -7.74}, {1.59, 0.95, 0.92, 0.92, 0.87, 0.87, 0.82, 0.86, 0.81}}},
    {{{25.43, 12.72, 8.4, 6.52, 5.24, 4.57, 4.02, 3.7, 3.62}, {7.04, 7.47, 7.18, 6.88, 5.28, 4.92, 3.4, 2.22, 2.28}},
     {{-9.68, -8.86, -8.59, -8.46, -8.36, -8.3, -8.26, -8.22, -8.21}, {0.46, 0.29, 0.18, 0.19, 0.14, 0.15, 0.13, 0.03, 0.07}},
     {{-9.13, -8.39, -8.1, -7.96, -7.99, -8.05, -8.01, -8.05, -7.91}, {1.91, 0.94, 0.92, 0.94, 0.89, 0.87, 0.82, 1.65, 0.76}}},
};

const BandColumns& columns_of(ChannelEnvironment environment, ChannelBand band) {
    const auto in = [band](const EnvironmentTables& t) -> const BandColumns& { return band == ChannelBand::kS ? t.s : t.ka; };
    switch (environment) {
        case ChannelEnvironment::kDenseUrban:
            return in(kDenseUrbanTables);
        case ChannelEnvironment::kUrban:
            return in(kUrbanTables);
        case ChannelEnvironment::kSuburban:
            return in(kSuburbanTables);
        case ChannelEnvironment::kRural:
            break;
    }
    return in(kRuralTables);
}

}  // namespace

double DelaySpread::median_s() const { return std::pow(10.0, median_log10_s); }

RiceanK ricean_k(ChannelEnvironment environment, ChannelBand band, Angle elevation) {
    if (!is_elevation(elevation.in_degrees())) return {Db{kNaN}, Db{kNaN}};
    const Spread& k = columns_of(environment, band).ricean_k_db;
    const BetweenRows at{elevation.in_degrees()};
    return {Db{at.of(k.median)}, Db{at.of(k.sigma)}};
}

DelaySpread delay_spread(ChannelEnvironment environment, ChannelBand band, PathState state, Angle elevation) {
    if (!is_elevation(elevation.in_degrees())) return {kNaN, kNaN};
    const BandColumns& columns = columns_of(environment, band);
    const Spread& d = state == PathState::kLineOfSight ? columns.delay_los_log10_s : columns.delay_blocked_log10_s;
    const BetweenRows at{elevation.in_degrees()};
    return {at.of(d.median), at.of(d.sigma)};
}

CorrelationDistances correlation_distances(ChannelEnvironment environment, PathState state) {
    const bool rural = environment == ChannelEnvironment::kRural;
    if (state == PathState::kLineOfSight) return {Metres{37.0}, Metres{rural ? 50.0 : 30.0}, Metres{rural ? 40.0 : 12.0}};
    return {Metres{rural ? 120.0 : 50.0}, Metres{rural ? 36.0 : 40.0}, std::nullopt};
}

}  // namespace d2c
