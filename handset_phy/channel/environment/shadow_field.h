#pragma once
// Shadowing that phones near each other share, and that changes little by little as a phone moves or its satellite passes.

#include <array>
#include <cstdint>

#include "base/quantity.h"
#include "base/vector.h"
#include "handset_phy/channel/environment/large_scale.h"

namespace d2c {

/// After which change the correlation of a field is 1/e.
struct FieldScale {
    Metres distance;  ///< between two phones, straight line
    Angle direction;  ///< between two satellites' directions, seen from one phone
};
/// Assumption: obstacles of the size of the correlation distance (37 to 50 m) stand some 100 m away, so that the direction in which they
/// are seen changes by about a third of a radian over one of them. No table of TR 38.811 gives it.
inline constexpr Angle kShadowDirectionScale = Angle::degrees(20.0);

/// A standard normal field over phones and directions: mean 0, variance 1 and correlation exp(-distance / d) exp(-angle / a) over all
/// seeds, the exponential law of TR 38.901 clause 7.4.4 (Gudmundson 1991) in both. A pure function of seed, place and direction: the same
/// for any order of calls. It is a sum of `kWaves` plane waves whose wave vectors follow the law's spectrum (a multivariate Cauchy
/// distribution), so one seed's own correlation departs from the law by about 1 / sqrt(2 kWaves) = 0.09, and its values by a kurtosis of
/// -1.5 / kWaves from the normal law.
class ShadowField {
  public:
    static constexpr std::size_t kWaves = 64;
    /// `field` tells fields of one seed apart.
    ShadowField(std::uint64_t seed, std::uint32_t field, FieldScale scale);
    /// In standard deviations. `to_satellite` may have any length above 0; angles count as chords of the unit sphere, 2 sin(angle / 2).
    /// NaN for NaN or a zero `to_satellite`.
    double at(const Position<Itrf>& phone, const Displacement<Itrf>& to_satellite) const;

  private:
    struct Wave {
        double x_per_m, y_per_m, z_per_m, u, v, w, phase;  ///< position and direction part [rad per unit], phase [rad]
    };
    std::array<Wave, kWaves> waves_;
};

/// The draws of a seed for every phone and satellite in one environment: line of sight and shadowing, each from a field of its own.
class CorrelatedChannel {
  public:
    /// Distances of TR 38.811 for shadowing (correlation_distances). Of the line of sight, which TR 38.811 leaves open, TR 38.901 table
    /// 7.6.3.1-2: 50 m, and 60 m for rural.
    CorrelatedChannel(std::uint64_t seed, ChannelEnvironment environment, Angle direction_scale = kShadowDirectionScale);
    /// As `channel_draw`, correlated. `elevation` of the satellite, which decides whose shadowing it is, that of a clear or a blocked path.
    ChannelDraw draw(const Position<Itrf>& phone, const Displacement<Itrf>& to_satellite, Angle elevation) const;

  private:
    ChannelTable table_;
    ShadowField line_of_sight_, shadow_clear_, shadow_blocked_;
};

}  // namespace d2c
