#pragma once
// TR 38.811's large-scale channel at S band: what a path loses beyond its antennas.

#include <array>
#include <cstdint>

#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

/// Environments of TR 38.811 clause 6.6, outdoors. Its suburban and rural rows are one table.
enum class ChannelEnvironment { kDenseUrban, kUrban, kSuburbanRural };

/// Probability of line of sight at `elevation`, TR 38.811 table 6.6.1-1. Rows stand every 10 degrees from 10 to 90; linear between
/// them (ours: other implementations take the nearest row), the 10 degree row below. NaN outside -90 to 90 degrees.
double line_of_sight_probability(ChannelEnvironment environment, Angle elevation);

struct ShadowFading {
    Db sigma_los, sigma_nlos;  ///< standard deviation of the log-normal shadowing
    Db clutter_loss_nlos;      ///< mean loss added without line of sight; 0 dB with it
};
/// TR 38.811 tables 6.6.2-1 to -3, S band columns; between and below rows as for the line of sight.
ShadowFading shadow_fading(ChannelEnvironment environment, Angle elevation);

/// 20 log10(4 pi d f / c), ITU-R P.525-4 clause 2.3. TR 38.811 equation 6.6-2 prints 32.45 + 20 log10(f/GHz) + 20 log10(d/m), 0.0022 dB
/// more.
Db free_space_loss(Metres slant_range, Hertz frequency);

/// Zenith attenuation over sin(elevation), TR 38.811 equation 6.6-8. Zenith values at 1 to 10 GHz as digitised from the figure of ITU-R
/// P.676 that the report names (read to about 0.005 dB), linear between; the 1 GHz value below 1 GHz (an upper bound). Below 5 degrees the
/// cosecant law ends (P.676 annex 2): the value at 5 degrees. NaN outside 0.4 to 10 GHz and for NaN.
Db gas_loss(Hertz frequency, Angle elevation);
/// Its two parts, for loops over many elevations at one frequency.
Db zenith_gas_loss(Hertz frequency);
inline Db slant_gas_loss(Db zenith, double sin_elevation) {
    constexpr double kSineOf5Degrees = 0.08715574274765817;
    return {zenith.value / (sin_elevation < kSineOf5Degrees ? kSineOf5Degrees : sin_elevation)};
}

/// Ionospheric scintillation, TR 38.811 clause 6.6.6.1: (1.1 dB / sqrt 2) (f / 4 GHz)^-1.5 = 6.22 / f_GHz^1.5, 2.2 dB at 2 GHz.
/// From the fluctuation at 4 GHz that the report takes from ITU-R P.531. 0 dB above 6 GHz, where the report leaves it out. NaN below 0.4
/// GHz (the scaling would give more than 24 dB) and for NaN.
Db ionospheric_scintillation(Hertz frequency);
/// The same where it occurs: within 20 degrees of the geomagnetic equator (TR 38.811 clause 6.6.6.1 gives 0 dB from 20 to 60 degrees of
/// latitude), and above 60 degrees (assumption: the report names high latitudes but gives no figure), else 0 dB.
Db ionospheric_scintillation_at(Hertz frequency, const Geodetic& place);
/// Latitude from the centred dipole of IGRF-13 at epoch 2020.0 (g10 -29404.8, g11 -1450.9, h11 4652.5 nT; Alken et al. 2021, Earth Planets
/// Space 73:49): pole at 80.59 N geocentric (80.65 geodetic), 72.68 W. The dip equator departs from it by up to about 10 degrees.
Angle geomagnetic_latitude(const Geodetic& place);

/// What one phone drew towards one satellite, kept while the pair lasts.
struct ChannelDraw {
    float los_uniform;    ///< line of sight while this is below its probability, so it stays once reached on a rising pass
    float shadow_normal;  ///< in standard deviations
};
/// Keyed, so the same in every run of a seed: phones and satellites are independent of each other (no correlation over distance or time).
ChannelDraw channel_draw(std::uint64_t seed, std::uint64_t phone, std::uint32_t satellite, std::uint32_t window);

/// Loss beyond free space from shadowing and clutter: sigma_los z with line of sight, else clutter + sigma_nlos z. May be negative. NaN as
/// above.
Db excess_loss(ChannelEnvironment environment, Angle elevation, const ChannelDraw& draw);

/// One environment's rows for the hot loop; the functions above are this class with its units named.
class ChannelTable {
  public:
    explicit ChannelTable(ChannelEnvironment environment);
    double line_of_sight_probability(double elevation_deg) const;
    ShadowFading shadow_fading(double elevation_deg) const;
    double excess_loss_db(double elevation_deg, const ChannelDraw& draw) const;

  private:
    struct Row {
        double los_probability, sigma_los_db, sigma_nlos_db, clutter_db;
    };
    struct Between {
        const Row* lower;
        double share;  ///< of the way to the row above
        double of(double Row::*column) const { return lower[0].*column + share * (lower[1].*column - lower[0].*column); }
    };
    Between between(double elevation_deg) const;
    std::array<Row, 9> rows_;
};

}  // namespace d2c
