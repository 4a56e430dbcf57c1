#include "handset_phy/link_budget.h"

#include <cmath>
#include <string>

#include "constellation/look.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

/// S band study cases of TR 38.821, handheld: satellite of tables 6.1.1.1-1 and -2, transmit power per beam and antenna gain as QuaDRiGa's
/// calibration script lists them.
struct Case {
    const char* name;
    double altitude_km, elevation_deg, density_dbw_per_mhz, g_over_t_db_per_k, quadriga_transmit_dbm, quadriga_gain_dbi;
};
constexpr Case kCases[] = {
    {"GEO set 1 (SC4, SC5)", 35786.0, 12.5, 59.0, 19.0, 52.8, 51.0},
    {"GEO set 2 (SC19, SC20)", 35786.0, 20.0, 53.5, 14.0, 52.8, 45.5},
    {"LEO-600 set 1 (SC9, SC10)", 600.0, 30.0, 34.0, 1.1, 48.8, 30.0},
    {"LEO-600 set 2 (SC24, SC25)", 600.0, 30.0, 28.0, -4.9, 48.8, 24.0},
    {"LEO-1200 set 1 (SC14, SC15)", 1200.0, 30.0, 40.0, 1.1, 54.8, 30.0},
    {"LEO-1200 set 2 (SC29, SC30)", 1200.0, 30.0, 34.0, -4.9, 54.8, 24.0},
};

PathLosses losses(const Case& c) {
    PathLosses l;
    l.gas = gas_loss(Hertz{2e9}, Angle::degrees(c.elevation_deg));
    l.scintillation = ionospheric_scintillation(Hertz{2e9});
    l.shadow = Db{3.0};
    return l;
}
Metres range(const Case& c) { return slant_range(Metres::kilo(c.altitude_km), Angle::degrees(c.elevation_deg)); }

DownlinkBudget down(const Case& c) {
    DownlinkInputs in;
    in.eirp_density = {Dbw{c.density_dbw_per_mhz}, Hertz::mega(1.0)};
    in.bandwidth = Hertz::mega(30.0);
    in.frequency = Hertz{2e9};
    in.slant_range = range(c);
    in.losses = losses(c);
    in.noise_figure = Db{7.0};
    return downlink_budget(in);
}
UplinkBudget up(const Case& c) {
    UplinkInputs in;
    in.transmit_power = Dbm{23.0};
    in.bandwidth = Hertz::mega(0.36);
    in.frequency = Hertz{2e9};
    in.slant_range = range(c);
    in.losses = losses(c);
    in.g_over_t = DbPerKelvin{c.g_over_t_db_per_k};
    return uplink_budget(in);
}

void lines(Rows& rows) {
    const std::string table = "TR 38.821 table 6.1.3.3-1, public transcriptions";
    const Case &geo = kCases[0], &leo600 = kCases[2], &leo1200 = kCases[4];
    rows.check("free space, GEO at 12.5 deg, 2 GHz", table, Origin::kSecondary, 190.6, down(geo).free_space.value, 0.05, "dB");
    rows.check("free space, 600 km at 30 deg, 2 GHz", table, Origin::kSecondary, 159.1, down(leo600).free_space.value, 0.05, "dB");
    rows.check("free space, 1200 km at 30 deg, 2 GHz", table, Origin::kSecondary, 164.5, down(leo1200).free_space.value, 0.05, "dB");
    rows.check("G/T of the handheld", table, Origin::kSecondary, -31.6, down(leo600).g_over_t.value, 0.05, "dB/K");
    rows.check("LEO-600 set 1 (SC9, SC10), CNR down", table, Origin::kSecondary, 6.6, down(leo600).cnr.value, 0.05, "dB");
    rows.check("LEO-600 set 1 (SC9, SC10), CNR up", table, Origin::kSecondary, 2.8, up(leo600).cnr.value, 0.05, "dB");
    rows.check("LEO-1200 set 1 (SC14, SC15), CNR down", table, Origin::kSecondary, 7.2, down(leo1200).cnr.value, 0.05, "dB");
    rows.check("LEO-1200 set 1 (SC14, SC15), CNR up", table, Origin::kSecondary, -2.6, up(leo1200).cnr.value, 0.05, "dB");
}

/// The report's equation with its own rounded constants, and the EIRP that another program transmits.
void arithmetic(Rows& rows) {
    const std::string hand = "TR 38.821 eq. of clause 6.1.3.1 by hand, its inputs, 228.6 and 32.45 rounded";
    for (const Case& c : kCases) {
        const double sine = std::sin(c.elevation_deg * 3.14159265358979 / 180.0), s = 6371e3 * sine, h = c.altitude_km * 1e3;
        const double d = std::sqrt(s * s + h * h + 2.0 * 6371e3 * h) - s;
        const double taken = 32.45 + 20.0 * std::log10(2.0) + 20.0 * std::log10(d) + 0.035 / sine + 3.0 + 2.2 - 228.6;
        const double g_over_t = -7.0 - 10.0 * std::log10(290.0);
        rows.check(std::string{c.name} + ", CNR down", hand, Origin::kOtherFormula, c.density_dbw_per_mhz - 60.0 + g_over_t - taken,
                   down(c).cnr.value, 0.01, "dB");
        rows.check(std::string{c.name} + ", CNR up", hand, Origin::kOtherFormula,
                   -7.0 + c.g_over_t_db_per_k - taken - 10.0 * std::log10(0.36e6), up(c).cnr.value, 0.01, "dB");
        rows.check(std::string{c.name} + ", EIRP in 30 MHz", "QuaDRiGa, script of the TR 38.821 calibration: transmit power plus gain",
                   Origin::kSecondary, c.quadriga_transmit_dbm + c.quadriga_gain_dbi, down(c).eirp.value, 0.05, "dBm");
    }
}

const Chapter kLines{40, "Link budget, S band: published lines (TR 38.821)", lines};
const Chapter kArithmetic{41, "Link budget, S band: all cases", arithmetic};

}  // namespace
}  // namespace d2c::validation
