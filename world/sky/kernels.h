#pragma once
// The inner loops of one step over columns of satellites, in single precision. Compiled three times, for three widths of vector register;
// which one runs is chosen when the program starts. All give the same digits: no contraction, no reordering, sums in sixteen fixed lanes.

#include <array>
#include <cstddef>
#include <cstdint>

#include "constellation/sgp4/columns.h"
#include "handset_phy/channel/environment/path_draw.h"

namespace d2c::sky {

/// Columns are padded to a multiple of this.
inline constexpr std::size_t kLanes = 16;
inline constexpr std::size_t padded(std::size_t count) { return (count + kLanes - 1) / kLanes * kLanes; }

/// Bins of the sine of the elevation, from 0 to 1; bin b stands for its middle.
inline constexpr std::size_t kSineBins = 512;

/// One environment's channel by sine of elevation: what the loops read instead of ChannelTable.
struct ChannelColumns {
    /// Without line of sight, then with it, at kSineBins + bin: loss [dB] and standard deviation of the shadowing [dB], each in 1 / 256 dB,
    /// the loss in the upper half of the word, with a sign.
    alignas(64) std::array<std::int32_t, 2 * kSineBins> loss_and_sigma;
    alignas(64) std::array<float, kSineBins> mean_gain;       ///< mean of 10^(-loss / 10) over the draws
    alignas(64) std::array<float, kSineBins> mean_gain_log2;  ///< its logarithm to base 2
    std::array<double, kSineBins> los_probability;
};
/// Of one step: below which PathDraw::clearness there is line of sight.
struct ClearnessColumn {
    ClearnessColumn(const ChannelColumns& channel, const PathDrawTime& time) {
        for (std::size_t b = 0; b < kSineBins; ++b) below[b] = static_cast<float>(time.clearness_below(channel.los_probability[b]));
    }
    alignas(64) std::array<float, kSineBins> below;
};

/// Satellites near a tile. Metres from the tile's origin, ITRF axes; `padded` rows, those behind the last satellite with no gain.
struct SatelliteView {
    const float *x_m, *y_m, *z_m;
    const float *nadir_x, *nadir_y, *nadir_z;  ///< unit vector from the satellite to the Earth's centre; read by `view` alone
    std::size_t count;                         ///< padded
};
struct PhoneView {
    float x_m, y_m, z_m, up_x, up_y, up_z;
};
/// Per satellite: sine of the elevation and the square of the slant range.
struct ViewColumns {
    float *sine, *range2_m2;
    float* along_nadir_m;  ///< part of the way to the phone that goes along the satellite's nadir
};

/// The satellites of one payload as one phone sees them; `padded` rows.
struct ServingView {
    const std::uint32_t* satellite;  ///< row of the fleet
    const float *sine, *range2_m2, *along_nadir_m;
    float least_sine;  ///< of a satellite that may serve
    float eirp_db, scan_exponent;
    std::size_t count;  ///< padded
};

/// What is strongest, and how many may serve.
struct Strongest {
    float db;             ///< minus infinity where none may
    std::uint32_t place;  ///< in the columns; of equals always the same one; means nothing where none may
    std::uint32_t count;
};

/// Logarithm of a path gain that is none.
inline constexpr float kNoGainLog2 = -126.0f;

struct Kernels {
    void (*view)(const SatelliteView&, const PhoneView&, const ViewColumns&);
    /// The sine of the elevation alone.
    void (*sines)(const SatelliteView&, const PhoneView&, float* sine);
    /// The mean path gain of an isotropic phone [1/m^2], 0 below the horizon.
    void (*mean_gains)(const SatelliteView&, const PhoneView&, const ChannelColumns&, float* gain_per_m2);
    /// Writes the satellites from `first` to before `last` that are at or above `least_sine` to `index`, ascending; how many.
    std::size_t (*usable)(const float* sine, float least_sine, std::size_t first, std::size_t last, std::uint16_t* index);
    /// Of satellites that may serve: path gain of an isotropic phone with its own draws, as the logarithm to base 2 of 1/m^2, and the
    /// strength of a beam aimed at the phone [dB]. Of others: the mean path gain, kNoGainLog2 below the horizon, and minus infinity.
    Strongest (*serve)(const ServingView&, const PathDrawTime&, std::uint32_t phone, const ChannelColumns&, const ClearnessColumn&,
                       float* gain_log2_per_m2, float* strength_db);
    /// Some of a column's gains, as ratios: gain[i] = 2^log2[which[i]]; `count` is padded.
    void (*pick_gains)(const float* log2, const std::uint16_t* which, std::size_t count, float* gain);
    /// Sum of products, in sixteen lanes.
    float (*dot)(const float* a, const float* b, std::size_t count);
};

/// Of the widest registers that this processor has, or of `path` (for tests; precondition: can_run(path), not kScalar).
const Kernels& kernels();
const Kernels& kernels(VectorPath path);

}  // namespace d2c::sky
