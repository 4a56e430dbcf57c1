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

/// Rows of a block of transmitters: small ones keep to one place.
inline constexpr std::size_t kNearLanes = 8;
/// By the sine of the elevation: many, since gas takes 4 dB more from a path at 0.03 degrees than from one at 0.06.
inline constexpr std::size_t kGainKnots = 2048;

/// Phones that transmit, in blocks of kNearLanes rows, ITRF metres. Rows without a transmitter have no power.
struct GroundView {
    const float *x_m, *y_m, *z_m, *up_x, *up_y, *up_z;
    const float* power;  ///< carrier x row, `stride` rows a carrier: mean EIRP in a resource block of that carrier
    std::size_t stride;
    const std::uint64_t* carriers;  ///< per block: those on which any row has power
    /// Read by `hear_near` alone: square of the distance within which a transmitter is silent for a phone, and the phone in whose own
    /// footprint it stands, else below 0.
    const float* silent_within2_m2;
    const std::int32_t* phone;
};
/// Blocks of a GroundView, their middles as unit vectors from the satellite and how far off an axis they matter (squared chord); padded
/// with blocks that never matter.
struct GroundBlocks {
    const std::uint32_t* block;
    const float *x, *y, *z, *chord2;
    std::size_t count;
};
/// Whole blocks.
struct RowRange {
    std::uint32_t first, last;
};
struct Receiver {
    float x_m, y_m, z_m;  ///< ITRF
    /// By its sine of elevation at the transmitter, from the lowest in steps of 1 / kGainKnots, linear between; nothing below.
    const float* mean_gain;
    float lowest_sine;
    std::int32_t last_knot;
};
struct ReceiveBeam {
    float axis_x, axis_y, axis_z;           ///< unit vector
    float phone_x_m, phone_y_m, phone_z_m;  ///< whom it serves
    std::int32_t phone;
    float near_cosine2;  ///< of the angle beyond which the pattern is its floor, up to 90 degrees; a little less, for rounding
    float floor_ratio, knots_per_chord2;
    const float* above_floor;  ///< gain less the floor, by squared chord off the axis: `knots` and one more, which is nothing
    std::int32_t knots;
};

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
    /// Adds to `sums` (carrier x kNearLanes) power times mean path gain [1/m^2] of every transmitter above whose horizon the receiver
    /// stands.
    void (*hear_all)(const GroundView&, const Receiver&, const RowRange*, std::size_t count, std::uint64_t wanted, float* sums);
    /// What a beam receives on one carrier above (for silent transmitters below) its floor: power times mean path gain times relative gain.
    float (*hear_near)(const GroundView&, const Receiver&, const ReceiveBeam&, const GroundBlocks&, std::size_t carrier);
};

/// Of the widest registers that this processor has, or of `path` (for tests; precondition: can_run(path), not kScalar).
const Kernels& kernels();
const Kernels& kernels(VectorPath path);

}  // namespace d2c::sky
