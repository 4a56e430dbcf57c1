#pragma once
// Link budgets down and up: plain values in, every line out.

#include <string>
#include <vector>

#include "base/constants.h"
#include "base/error.h"
#include "base/quantity.h"
#include "spectrum/channelisation.h"

namespace d2c {

/// Subcarrier spacing of LTE, and of NR at its numerology 0, TS 36.211 clause 6.2.3, TS 38.211 table 4.2-1.
inline constexpr Hertz kSubcarrierSpacing{15e3};

/// What the path takes from either direction. Losses are positive.
struct PathLosses {
    Db scan{0.0};           ///< of the satellite antenna steered off nadir
    Db off_axis{0.0};       ///< of the phone's direction within the beam
    Db gas{0.0};            ///< channel/atmosphere/gas.h
    Db scintillation{0.0};  ///< channel/atmosphere/scintillation.h
    Db shadow{0.0};         ///< a margin, or a draw of excess_loss (then it may be negative)
    Db polarisation{0.0};   ///< per receive branch: 3 dB for a circular wave on one linear branch; 0 in TR 38.821
    Db body{0.0};           ///< hand and head
    Db additional{0.0};     ///< anything else, and the implementation loss
};
/// Sum, free space not included.
Db total(const PathLosses& losses);

struct DownlinkInputs {
    PowerDensity eirp_density{};  ///< of the beam at its peak, over *occupied* bandwidth
    Hertz bandwidth{0.0};         ///< occupied: 4.5 MHz for 25 blocks in a 5 MHz channel
    Hertz frequency{0.0};
    Metres slant_range{0.0};
    PathLosses losses;
    Dbi antenna_gain{0.0};  ///< of the phone
    Db noise_figure{0.0};
    Kelvin antenna_temperature = kReferenceTemperature;
};
/// Of one receive branch.
struct DownlinkBudget {
    Dbm eirp;       ///< in `bandwidth`, before any loss
    Db free_space;  ///< loss
    Dbm received;   ///< in `bandwidth`, at the branch's port
    Dbm noise;      ///< in `bandwidth`
    Dbm rsrp;       ///< mean power of one resource element (15 kHz) on one branch, TS 36.214 clause 5.1.1
    DbPerKelvin g_over_t;
    Db cnr;
};
DownlinkBudget downlink_budget(const DownlinkInputs& in);

struct UplinkInputs {
    Dbm transmit_power{0.0};
    Dbi antenna_gain{0.0};  ///< of the phone
    Hertz bandwidth{0.0};   ///< over which the phone spreads its power
    Hertz frequency{0.0};
    Metres slant_range{0.0};
    PathLosses losses;
    DbPerKelvin g_over_t{0.0};  ///< of the satellite, steered to nadir
};
struct UplinkBudget {
    Dbm eirp;
    Db free_space;
    Db cnr;  ///< in `bandwidth`
};
UplinkBudget uplink_budget(const UplinkInputs& in);

/// G/T of a receiver: gain less 10 log10(Ta + T0 (10^(NF/10) - 1)), TR 38.821 clause 6.1.3.1. 0 dBi, 7 dB, 290 K: -31.6 dB/K.
DbPerKelvin figure_of_merit(Dbi antenna_gain, Db noise_figure, Kelvin antenna_temperature);
/// Level of a flat EIRP density in one resource element: 34 dBW/MHz is 45.8 dBm (+11.76).
Dbm eirp_per_resource_element(PowerDensity density);
/// C/N with the whole power in one resource block.
Db uplink_snr_in_one_block(UplinkInputs in);

/// Every field outside its range, NaN included, named `downlink.<field>` or `uplink.<field>` with its unit. Empty where all is well.
Faults validate(const DownlinkInputs& in);
Faults validate(const UplinkInputs& in);

struct LedgerItem {
    std::string name;
    double value;
    std::string unit;
    std::string source;  ///< as given by the caller, or the formula's document
};
struct LinkLedger {
    std::string direction;  ///< `downlink` or `uplink`
    std::vector<LedgerItem> items;
    Db cnr{0.0};
};
/// Where the inputs come from; an empty one prints as `given`.
struct PathSources {
    std::string scan, off_axis, gas, scintillation, shadow, polarisation, body, additional;
};
struct DownlinkSources {
    std::string eirp_density, bandwidth, frequency, slant_range, antenna_gain, noise_figure, antenna_temperature;
    PathSources losses;
};
struct UplinkSources {
    std::string transmit_power, antenna_gain, bandwidth, frequency, slant_range, g_over_t;
    PathSources losses;
};
/// The lines of TR 38.821 table 6.1.3.3-1 and those that it leaves at nothing, from `downlink_budget`. Losses are printed positive.
LinkLedger downlink_ledger(const DownlinkInputs& in, const DownlinkSources& sources = {});
LinkLedger uplink_ledger(const UplinkInputs& in, const UplinkSources& sources = {});

}  // namespace d2c
