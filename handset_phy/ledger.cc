// The printed form of link_budget.h: no arithmetic but changes of unit.

#include "handset_phy/link_budget.h"

namespace d2c {
namespace {

const char* const kBudgetEquation = "TR 38.821 clause 6.1.3.1";
const char* const kFreeSpace = "ITU-R P.525: 20 log10(4 pi d f / c)";

std::string given(const std::string& source) { return source.empty() ? "given" : source; }

void append_losses(const PathLosses& l, const PathSources& s, std::vector<LedgerItem>& items) {
    // A loss of nothing prints as 0, also where its formula left a minus sign.
    const auto add = [&items](const char* name, Db loss, const std::string& source) {
        items.push_back({name, loss.value + 0.0, "dB", given(source)});
    };
    add("scan loss", l.scan, s.scan);
    add("off-axis loss", l.off_axis, s.off_axis);
    add("atmospheric loss", l.gas, s.gas);
    add("shadow fading", l.shadow, s.shadow);
    add("scintillation loss", l.scintillation, s.scintillation);
    add("polarisation loss", l.polarisation, s.polarisation);
    add("body loss", l.body, s.body);
    add("additional losses", l.additional, s.additional);
}

}  // namespace

LinkLedger downlink_ledger(const DownlinkInputs& in, const DownlinkSources& sources) {
    const DownlinkBudget b = downlink_budget(in);
    LinkLedger ledger{"downlink", {}, b.cnr};
    auto& items = ledger.items;
    items.push_back({"frequency", in.frequency.in_mega(), "MHz", given(sources.frequency)});
    items.push_back({"bandwidth", in.bandwidth.in_mega(), "MHz", given(sources.bandwidth)});
    items.push_back({"EIRP density", restate(in.eirp_density, Hertz::mega(1.0)).level.value, "dBW/MHz", given(sources.eirp_density)});
    items.push_back({"EIRP", to_dbw(b.eirp).value, "dBW", "EIRP density over the bandwidth"});
    items.push_back({"EIRP per resource element", eirp_per_resource_element(in.eirp_density).value, "dBm", "EIRP density over 15 kHz"});
    items.push_back({"slant range", in.slant_range.in_kilo(), "km", given(sources.slant_range)});
    items.push_back({"free space path loss", b.free_space.value, "dB", kFreeSpace});
    append_losses(in.losses, sources.losses, items);
    items.push_back({"antenna gain", in.antenna_gain.value, "dBi", given(sources.antenna_gain)});
    items.push_back({"noise figure", in.noise_figure.value, "dB", given(sources.noise_figure)});
    items.push_back({"antenna temperature", in.antenna_temperature.value, "K", given(sources.antenna_temperature)});
    items.push_back({"G/T", b.g_over_t.value, "dB/K", kBudgetEquation});
    items.push_back({"received power", b.received.value, "dBm", "EIRP less losses plus antenna gain"});
    items.push_back({"noise power", b.noise.value, "dBm", "k T B, T from noise figure and antenna temperature"});
    items.push_back({"RSRP", b.rsrp.value, "dBm", "TS 36.214 clause 5.1.1: one resource element, one branch"});
    items.push_back({"CNR", b.cnr.value, "dB", kBudgetEquation});
    return ledger;
}

LinkLedger uplink_ledger(const UplinkInputs& in, const UplinkSources& sources) {
    const UplinkBudget b = uplink_budget(in);
    LinkLedger ledger{"uplink", {}, b.cnr};
    auto& items = ledger.items;
    items.push_back({"frequency", in.frequency.in_mega(), "MHz", given(sources.frequency)});
    items.push_back({"bandwidth", in.bandwidth.in_mega(), "MHz", given(sources.bandwidth)});
    items.push_back({"transmit power", in.transmit_power.value, "dBm", given(sources.transmit_power)});
    items.push_back({"antenna gain", in.antenna_gain.value, "dBi", given(sources.antenna_gain)});
    items.push_back({"EIRP", b.eirp.value, "dBm", "transmit power plus antenna gain"});
    items.push_back({"slant range", in.slant_range.in_kilo(), "km", given(sources.slant_range)});
    items.push_back({"free space path loss", b.free_space.value, "dB", kFreeSpace});
    append_losses(in.losses, sources.losses, items);
    items.push_back({"G/T", in.g_over_t.value, "dB/K", given(sources.g_over_t)});
    items.push_back({"CNR", b.cnr.value, "dB", kBudgetEquation});
    return ledger;
}

}  // namespace d2c
