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
};
/// Directions from a satellite (unit vectors) and how far off an axis what lies there matters (squared chord); padded with some that never
/// do, which have a chord below 0.
struct Reaches {
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
/// Transmitters of a block as one satellite sees them: unit vectors from it and mean path gains [1/m^2]. No gain: no transmitter.
struct alignas(32) SeenBlock {
    float x[kNearLanes], y[kNearLanes], z[kNearLanes], gain[kNearLanes];
};

/// A pattern's gain less its floor, by the squared chord between a direction and the axis, linear between knots: `knots` of them and one
/// more, which is nothing.
struct ChordTable {
    float knots_per_chord2;
    std::int32_t knots;
    const float* above_floor;
};
struct ReceiveBeam {
    float axis_x, axis_y, axis_z;  ///< unit vector
    ChordTable pattern;
    float suspect_chord2;  ///< a transmitter nearer to the axis may be silent
};

/// Beams of one payload and carrier, in the coordinates of a SatelliteView. Rows without a beam have no EIRP.
struct alignas(32) BeamBlock {
    float x_m[kNearLanes], y_m[kNearLanes], z_m[kNearLanes];           ///< the satellite
    float axis_x[kNearLanes], axis_y[kNearLanes], axis_z[kNearLanes];  ///< unit vector from it
    float eirp_w_per_hz[kNearLanes];
    std::uint32_t satellite[kNearLanes];  ///< row of the gains
};
struct HeardBeams {
    const BeamBlock* blocks;
    std::size_t count;
    ChordTable pattern;
    float suspect_m;  ///< a beam whose axis passes nearer to the phone may be silent
};
/// What is heard of rows that are none of the suspects, and where those are: block x kNearLanes + lane.
struct Heard {
    float sum;
    std::size_t suspects;
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
    /// Which of `blocks` matter to an axis: their places, ascending; how many. `groups`: one for each kLanes of them.
    std::size_t (*near_blocks)(const Reaches& groups, const Reaches& blocks, const float* axis, std::uint32_t* place);
    void (*see_block)(const GroundView&, const Receiver&, std::uint32_t block, SeenBlock&);
    /// What a beam receives on one carrier above its floor: power times mean path gain times relative gain. `place`: of blocks of the
    /// GroundView in `block` and of what is seen of them in `seen`; those of the suspects are counted from it.
    Heard (*hear_near)(const GroundView&, const ReceiveBeam&, const std::uint32_t* block, const SeenBlock* seen, const std::uint32_t* place,
                       std::size_t count, std::size_t carrier, std::uint32_t* suspects);
    /// What a phone hears of beams above their floor: EIRP times path gain times relative gain. `gain_per_m2`: by satellite.
    Heard (*hear_beams)(const HeardBeams&, const PhoneView&, const float* gain_per_m2, std::uint32_t* suspects);
};

/// Of the widest registers that this processor has, or of `path` (for tests; precondition: can_run(path), not kScalar).
const Kernels& kernels();
const Kernels& kernels(VectorPath path);

}  // namespace d2c::sky
