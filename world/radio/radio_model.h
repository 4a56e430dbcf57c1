#pragma once
// The pure models, bound once to a study: what the hot loops call, in SI and linear units, never a formula of their own.

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/float_math.h"
#include "constellation/patterns/aperture.h"
#include "constellation/patterns/pattern_table.h"
#include "geography/grid/hexagons.h"
#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/channel/environment/large_scale.h"
#include "scenarios/study.h"
#include "world/input/environments.h"
#include "world/input/fleet.h"
#include "world/input/spectrum_use.h"
#include "world/sky/channel_columns.h"

namespace d2c {

/// A payload generation as the loops use it.
struct PayloadRadio {
    double eirp_w_per_hz = 0.0;      ///< of one beam at its peak, steered to nadir
    float eirp_dbw_per_hz = 0.0f;    ///< the same [dB]
    double transmit_w_per_hz = 0.0;  ///< of one beam at the antenna port
    double rf_power_w = 0.0;         ///< all beams together
    double scan_loss_exponent = 0.0;
    double least_sin_elevation = 0.0;
    double footprint_diameter_m = 0.0;           ///< -3 dB contour at nadir in the principal band, from the generation's mean altitude
    double footprint_area_km2 = 0.0;             ///< of the hexagon of that width across flats: beams tile the ground in these
    double reuse_distance_m = 0.0;               ///< least distance of two beam centres lit together on one channel
    double apart_m = 0.0;                        ///< the same of beams on different parts of the carriers, or none
    std::shared_ptr<const HexPattern> hexagons;  ///< where beams stand and on which part, under a fixed pattern; else none
    double silent_distance_m = 0.0;  ///< a beam whose centre is nearer to a phone is not lit while the phone's own is, on its channels
    double beams_per_km2 = 0.0;      ///< beams that can be lit together so
    double g_over_t_db_per_k = 0.0;
    double beam_unit_hz = 0.0;
    int beam_units = 0;
    double floor_ratio = 0.0;  ///< least gain relative to the peak
    /// Farther off its axis a beam has the floor on every carrier, and no phone is within the silent distance of its centre.
    double near_angle_rad = 0.0;
};

/// A handset class as the loops use it.
struct HandsetRadio {
    HandsetRadio(const HandsetClass& handset, std::span<const PayloadGeneration> payloads);
    double gain_db = 0.0;                ///< antenna less polarisation and body loss, per branch
    double gain = 1.0;                   ///< the same as a ratio
    double noise_w_per_hz = 0.0;         ///< at the branch's port
    double noise_dbm_per_element = 0.0;  ///< the same in a resource element
    AirInterface air_interface = AirInterface::kLte;
    int branches = 1;
    double branches_db = 0.0;             ///< gain of combining them
    std::vector<RateTable> rates;         ///< per payload: the lesser of what phone and payload can
    std::vector<double> elements_per_hz;  ///< per payload: useful resource elements per second and hertz of occupied bandwidth
    double uplink_eirp_dbm = 0.0;         ///< towards the satellite, polarisation and body loss taken off
    double least_uplink_snr_db = 0.0;     ///< in one resource block: the acknowledgements of a download pass
    /// Payload x carrier: SNR of the uplink in one resource block over a path gain of 1 / m^2, all other losses at nothing [dB].
    std::vector<double> uplink_snr_at_1m_db;
};

/// A set of them is a word of bits.
inline constexpr std::size_t kMostEnvironments = 64;

class RadioModel {
  public:
    /// A fault where a phone could never send its acknowledgements at any signal.
    static Result<RadioModel> build(const Study& study, const Fleet& fleet, const SpectrumUse& spectrum);

    std::vector<PayloadRadio> payloads;
    std::vector<HandsetRadio> handsets;
    std::vector<EnvironmentRadio> environments;  ///< in which tries are made; at least one
    std::vector<sky::ChannelColumns> columns;    ///< the same, as the loops read it: gas and near losses of the first carrier
    std::vector<Hertz> downlink, uplink;         ///< centre frequency per carrier
    std::vector<Db> zenith_gas;                  ///< per carrier, downlink
    std::vector<double> downlink_gain_at_1m;     ///< per carrier: free-space power gain between isotropic antennas 1 m apart
    std::vector<double> downlink_gain_at_1m_db;  ///< the same [dB]

    static constexpr std::size_t kChordKnots = 2048;
    /// Gain of payload `p` on carrier `k`, relative to its peak, `cosine` off the beam axis; never below its floor.
    double relative_gain(std::size_t p, std::size_t k, double cosine) const {
        return patterns_[p * downlink.size() + k].gain_ratio_of_cosine(cosine);
    }
    /// The same less the floor, on every carrier.
    struct AboveFloor {
        const float* knot = nullptr;  ///< of the first carrier; none: 0 on all
        float part = 0.0f;
        float on(std::size_t k) const {
            const float* const before = knot + k * (kChordKnots + 1);
            return before[0] + part * (before[1] - before[0]);
        }
    };
    /// For a phone at that squared chord (of the unit sphere) off the axis; nothing from the near angle on.
    AboveFloor above_floor(std::size_t p, float squared_chord) const {
        const ChordTable& table = chords_[p];
        const float position = squared_chord * table.scale;
        if (!(position < static_cast<float>(kChordKnots))) return {};
        const auto i = static_cast<std::size_t>(position);
        return {table.above_floor.data() + i, position - static_cast<float>(i)};
    }
    /// The same as the loops read it.
    sky::ChordTable above_floor_table(std::size_t p, std::size_t k) const {
        return {chords_[p].scale, static_cast<std::int32_t>(kChordKnots), chords_[p].above_floor.data() + k * (kChordKnots + 1)};
    }
    /// Relative gain of a beam steered off nadir by that angle: 1 at nadir.
    /// scan_gain_ratio in single precision.
    static double scan_gain(const PayloadRadio& payload, double cos_scan) {
        if (!(cos_scan > 1e-6)) return scan_gain_ratio(cos_scan, payload.scan_loss_exponent);
        return static_cast<double>(exp2_f32(static_cast<float>(payload.scan_loss_exponent) * log2_f32(static_cast<float>(cos_scan))));
    }

  private:
    struct ChordTable {
        float scale;                     ///< knots per unit of squared chord
        std::vector<float> above_floor;  ///< carrier x knot, one more than kChordKnots
    };
    std::vector<PatternTable> patterns_;  ///< payload-major
    std::vector<ChordTable> chords_;      ///< per payload
};

}  // namespace d2c
