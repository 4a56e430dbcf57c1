#include "handset_phy/link_budget.h"

#include <cmath>
#include <cstdio>

#include "handset_phy/channel/free_space.h"

namespace d2c {
namespace {

Db in_db_hertz(Hertz bandwidth) { return {10.0 * std::log10(bandwidth.value)}; }

/// Ta + T0 (F - 1): the noise of antenna and receiver, seen at the antenna's port.
Kelvin system_temperature(Db noise_figure, Kelvin antenna_temperature) {
    return {antenna_temperature.value + kReferenceTemperature.value * (ratio_from_db(noise_figure) - 1.0)};
}

/// Boltzmann's constant as a level, -228.6 dBW/K/Hz.
const Dbw kBoltzmannLevel{10.0 * std::log10(kBoltzmannJPerK)};

struct Range {
    const char* field;
    double value;
    double low, high;
    const char* unit;
};

template <std::size_t kCount>
Faults outside(const std::string& where, const Range (&ranges)[kCount]) {
    Faults faults;
    for (const Range& r : ranges) {
        if (r.value >= r.low && r.value <= r.high) continue;
        char value[32], allowed[96];
        std::snprintf(value, sizeof value, "%g", r.value);
        std::snprintf(allowed, sizeof allowed, "%g to %g [%s]", r.low, r.high, r.unit);
        faults.push_back({"", 0, where + '.' + r.field, value, allowed});
    }
    return faults;
}

void append_loss_faults(const std::string& where, const PathLosses& l, Faults& faults) {
    const Range ranges[] = {
        {"losses.scan", l.scan.value, 0.0, 60.0, "dB"},         {"losses.off_axis", l.off_axis.value, 0.0, 100.0, "dB"},
        {"losses.gas", l.gas.value, 0.0, 3000.0, "dB"},         {"losses.scintillation", l.scintillation.value, 0.0, 40.0, "dB"},
        {"losses.shadow", l.shadow.value, -100.0, 200.0, "dB"}, {"losses.polarisation", l.polarisation.value, 0.0, 40.0, "dB"},
        {"losses.body", l.body.value, 0.0, 40.0, "dB"},         {"losses.additional", l.additional.value, 0.0, 100.0, "dB"},
    };
    for (Fault& f : outside(where, ranges)) faults.push_back(std::move(f));
}

}  // namespace

Db total(const PathLosses& l) { return l.scan + l.off_axis + l.gas + l.scintillation + l.shadow + l.polarisation + l.body + l.additional; }

DbPerKelvin figure_of_merit(Dbi antenna_gain, Db noise_figure, Kelvin antenna_temperature) {
    return {antenna_gain.value - 10.0 * std::log10(system_temperature(noise_figure, antenna_temperature).value)};
}

Dbm eirp_per_resource_element(PowerDensity density) { return to_dbm(level_within(density, kSubcarrierSpacing)); }

DownlinkBudget downlink_budget(const DownlinkInputs& in) {
    DownlinkBudget out{};
    out.eirp = to_dbm(level_within(in.eirp_density, in.bandwidth));
    out.free_space = free_space_loss(in.slant_range, in.frequency);
    const Db path = out.free_space + total(in.losses);
    out.received = out.eirp - path + in.antenna_gain;
    out.rsrp = eirp_per_resource_element(in.eirp_density) - path + in.antenna_gain;
    const double noise_w = kBoltzmannJPerK * system_temperature(in.noise_figure, in.antenna_temperature).value * in.bandwidth.value;
    out.noise = to_dbm(Watts{noise_w});
    out.g_over_t = figure_of_merit(in.antenna_gain, in.noise_figure, in.antenna_temperature);
    out.cnr = out.received - out.noise;
    return out;
}

UplinkBudget uplink_budget(const UplinkInputs& in) {
    UplinkBudget out{};
    out.eirp = in.transmit_power + in.antenna_gain;
    out.free_space = free_space_loss(in.slant_range, in.frequency);
    const Dbw carrier_less_temperature = to_dbw(out.eirp) - out.free_space - total(in.losses) + Db{in.g_over_t.value};
    out.cnr = carrier_less_temperature - kBoltzmannLevel - in_db_hertz(in.bandwidth);
    return out;
}

Db uplink_snr_in_one_block(UplinkInputs in) {
    in.bandwidth = kResourceBlock;
    return uplink_budget(in).cnr;
}

Faults validate(const DownlinkInputs& in) {
    const Range ranges[] = {
        {"eirp_density.level", in.eirp_density.level.value, -150.0, 100.0, "dBW"},
        {"eirp_density.reference_bandwidth", in.eirp_density.reference_bandwidth.value, 1.0, 1e9, "Hz"},
        {"bandwidth", in.bandwidth.value, 1e3, 1e9, "Hz"},
        {"frequency", in.frequency.value, 0.4e9, 100e9, "Hz"},
        {"slant_range", in.slant_range.value, 1e5, 5e7, "m"},
        {"antenna_gain", in.antenna_gain.value, -40.0, 60.0, "dBi"},
        {"noise_figure", in.noise_figure.value, 0.0, 40.0, "dB"},
        {"antenna_temperature", in.antenna_temperature.value, 3.0, 10000.0, "K"},
    };
    Faults faults = outside("downlink", ranges);
    append_loss_faults("downlink", in.losses, faults);
    return faults;
}

Faults validate(const UplinkInputs& in) {
    const Range ranges[] = {
        {"transmit_power", in.transmit_power.value, -60.0, 60.0, "dBm"},
        {"antenna_gain", in.antenna_gain.value, -40.0, 60.0, "dBi"},
        {"bandwidth", in.bandwidth.value, 1e3, 1e9, "Hz"},
        {"frequency", in.frequency.value, 0.4e9, 100e9, "Hz"},
        {"slant_range", in.slant_range.value, 1e5, 5e7, "m"},
        {"g_over_t", in.g_over_t.value, -60.0, 60.0, "dB/K"},
    };
    Faults faults = outside("uplink", ranges);
    append_loss_faults("uplink", in.losses, faults);
    return faults;
}

}  // namespace d2c
