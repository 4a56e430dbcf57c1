#pragma once
// What a satellite generation carries, as plain values.

#include <string>
#include <vector>

#include "base/instant.h"
#include "base/quantity.h"
#include "constellation/patterns/beam_pattern.h"

namespace d2c {

/// One payload generation. Densities are per MHz of *occupied* bandwidth.
struct PayloadGeneration {
    std::string id;
    std::string title;
    std::vector<std::string> bands;      ///< ids of spectrum/bands it can transmit in
    double beam_unit_mhz = 5.0;          ///< channel bandwidth that one beam is counted for
    int max_beams = 0;                   ///< beams of `beam_unit_mhz` lit at one instant; a 20 MHz carrier counts four
    Watts rf_power{0.0};                 ///< all beams together, at the antenna port
    PowerDensity eirp_density{};         ///< of one beam at its peak, steered to nadir
    Dbi peak_gain{0.0};                  ///< transmit aperture, steered to nadir
    Metres aperture_diameter{0.0};       ///< equivalent circular aperture of the TR 38.811 pattern
    PatternParameters pattern;           ///< form of its beams; an elliptical or array beam counts with its mean over azimuth
    double scan_loss_exponent = 0.0;     ///< gain falls with cos(scan angle)^exponent
    Db side_lobe_floor{-40.0};           ///< lowest relative gain assumed at any angle off the beam axis
    Angle minimum_elevation;             ///< at the phone
    DbPerKelvin g_over_t{0.0};           ///< uplink, steered to nadir
    double reuse_distance = 2.0;         ///< least distance of two co-channel beam centres of one satellite, in footprint diameters
    int highest_modulation_order = 8;    ///< of its air interface: 6 = 64QAM, 8 = 256QAM
    int layers = 2;                      ///< spatial layers it can send to one phone
    double overhead_share = 0.0;         ///< least overhead of its air interface; a phone with more keeps its own
    bool inter_satellite_links = false;  ///< reaches a gateway by other satellites
    Instant in_service_from{};
    std::string source;
};

}  // namespace d2c
