#include "handset_phy/link_budget.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr Hertz kMegahertz = Hertz::mega(1.0);

/// TR 38.811 equation 6.6-3, sphere of 6371 km.
Metres slant_range(double altitude_km, double elevation_deg) {
    constexpr double kRadiusKm = 6371.0;
    const double s = kRadiusKm * std::sin(elevation_deg * 3.14159265358979 / 180.0);
    return Metres::kilo(std::sqrt(s * s + altitude_km * altitude_km + 2.0 * kRadiusKm * altitude_km) - s);
}

/// TR 38.821 table 6.1.3.2-1: what all S band cases share.
PathLosses published_losses() {
    PathLosses l;
    l.gas = gas_loss(Hertz{2e9}, Angle::degrees(30));
    l.scintillation = ionospheric_scintillation(Hertz{2e9});
    l.shadow = Db{3.0};
    return l;
}

/// TR 38.821 tables 6.1.1.1-1 (satellite, set 1) and 6.1.1.1-3 (handheld), 30 degrees of elevation.
DownlinkInputs set_1_downlink(double altitude_km, double density_dbw_per_mhz, double bandwidth_mhz = 30.0) {
    DownlinkInputs in;
    in.eirp_density = {Dbw{density_dbw_per_mhz}, kMegahertz};
    in.bandwidth = Hertz::mega(bandwidth_mhz);
    in.frequency = Hertz{2e9};
    in.slant_range = slant_range(altitude_km, 30.0);
    in.losses = published_losses();
    in.antenna_gain = Dbi{0.0};
    in.noise_figure = Db{7.0};
    in.antenna_temperature = Kelvin{290.0};
    return in;
}
UplinkInputs set_1_uplink(double altitude_km) {
    UplinkInputs in;
    in.transmit_power = Dbm{23.0};
    in.bandwidth = Hertz::mega(0.36);
    in.frequency = Hertz{2e9};
    in.slant_range = slant_range(altitude_km, 30.0);
    in.losses = published_losses();
    in.g_over_t = DbPerKelvin{1.1};
    return in;
}

double line(const LinkLedger& ledger, const std::string& name) {
    for (const LedgerItem& item : ledger.items)
        if (item.name == name) return item.value;
    ADD_FAILURE() << "no line " << name;
    return kNaN;
}

// Oracle of the next four: TR 38.821 table 6.1.3.3-1 (free space of LEO-1200: TR 38.811 equation 6.6-2 by hand). One decimal is printed,
// hence 0.05 dB; its CNR is a sum of rounded lines, hence 0.1 dB.
TEST(Tr38821, Leo600Set1DownlinkHasEveryPublishedLine) {  // SC9
    const LinkLedger ledger = downlink_ledger(set_1_downlink(600.0, 34.0));
    EXPECT_NEAR(line(ledger, "EIRP"), 48.8, 0.05);
    EXPECT_NEAR(line(ledger, "G/T"), -31.6, 0.05);
    EXPECT_NEAR(line(ledger, "bandwidth"), 30.0, 1e-9);
    EXPECT_NEAR(line(ledger, "slant range"), 1075.0, 0.5);
    EXPECT_NEAR(line(ledger, "free space path loss"), 159.1, 0.05);
    EXPECT_NEAR(line(ledger, "atmospheric loss"), 0.1, 0.05);
    EXPECT_NEAR(line(ledger, "shadow fading"), 3.0, 1e-9);
    EXPECT_NEAR(line(ledger, "scintillation loss"), 2.2, 0.05);
    EXPECT_EQ(line(ledger, "polarisation loss"), 0.0);
    EXPECT_EQ(line(ledger, "additional losses"), 0.0);
    EXPECT_NEAR(line(ledger, "CNR"), 6.6, 0.1);
    EXPECT_EQ(line(ledger, "CNR"), ledger.cnr.value);
}

TEST(Tr38821, Leo600Set1UplinkHasEveryPublishedLine) {  // SC9
    const LinkLedger ledger = uplink_ledger(set_1_uplink(600.0));
    EXPECT_NEAR(line(ledger, "EIRP"), 23.0, 1e-9);
    EXPECT_NEAR(line(ledger, "G/T"), 1.1, 1e-9);
    EXPECT_NEAR(line(ledger, "bandwidth"), 0.36, 1e-9);
    EXPECT_NEAR(line(ledger, "free space path loss"), 159.1, 0.05);
    EXPECT_NEAR(line(ledger, "CNR"), 2.8, 0.1);
}

TEST(Tr38821, Leo1200Set1ReachesThePublishedRatios) {  // SC14
    const LinkLedger down = downlink_ledger(set_1_downlink(1200.0, 40.0));
    EXPECT_NEAR(line(down, "EIRP"), 54.8, 0.05);
    EXPECT_NEAR(line(down, "free space path loss"), 164.5, 0.05);
    EXPECT_NEAR(down.cnr.value, 7.2, 0.1);
    EXPECT_NEAR(uplink_ledger(set_1_uplink(1200.0)).cnr.value, -2.6, 0.1);
}

TEST(Tr38821, ReuseOfThreeInATenMegahertzThirdKeepsTheRatio) {  // SC10: same density, 10 MHz, CNR 6.6
    EXPECT_NEAR(downlink_budget(set_1_downlink(600.0, 34.0, 10.0)).cnr.value, 6.6, 0.1);
}

TEST(DownlinkBudget,
     AgreesWithEirpPlusGOverTMinusLossesMinusKtb) {  // oracle: the other form of the same equation, TR 38.821 clause 6.1.3.1
    DownlinkInputs in = set_1_downlink(600.0, 34.0);
    in.antenna_gain = Dbi{-3.0};
    in.noise_figure = Db{9.0};
    in.antenna_temperature = Kelvin{150.0};
    in.losses.polarisation = Db{3.0};
    in.losses.body = Db{1.5};
    in.losses.scan = Db{2.0};
    in.losses.off_axis = Db{0.7};
    in.losses.additional = Db{0.3};
    const double g_over_t = -3.0 - 9.0 - 10.0 * std::log10(290.0 + (150.0 - 290.0) * std::pow(10.0, -0.9));
    const double eirp = 34.0 + 10.0 * std::log10(30.0);
    const double losses =
        32.45 + 20.0 * std::log10(2.0) + 20.0 * std::log10(in.slant_range.value) + 0.07 + 2.2 + 3.0 + 3.0 + 1.5 + 2.0 + 0.7 + 0.3;
    EXPECT_NEAR(downlink_budget(in).cnr.value, eirp + g_over_t - losses + 228.6 - 10.0 * std::log10(30e6), 0.01);
    EXPECT_NEAR(downlink_budget(in).g_over_t.value, g_over_t, 1e-9);
}

TEST(Rsrp, ElementCarries11Point76DbMoreDbmThanDbwPerMegahertz) {  // oracle: 30 + 10 log10(15 kHz / 1 MHz)
    EXPECT_NEAR(eirp_per_resource_element({Dbw{28.5}, kMegahertz}).value, 28.5 + 11.761, 0.001);
    EXPECT_NEAR(eirp_per_resource_element({Dbw{28.5 - 60.0}, Hertz{1.0}}).value, 28.5 + 11.761, 0.001);
}

TEST(Rsrp, IsTheReceivedPowerDividedByItsElements) {  // 25 blocks of 12 subcarriers: 24.77 dB
    DownlinkInputs in = set_1_downlink(600.0, 28.5);
    in.bandwidth = Hertz::mega(4.5);
    const DownlinkBudget b = downlink_budget(in);
    EXPECT_NEAR((b.received - b.rsrp).value, 10.0 * std::log10(300.0), 1e-9);
}

TEST(DownlinkBudget, NextGenerationNearZenithHas22Point4DbOnTwoBranches) {
    // oracle: 38 + 30 - 149.6 - 3 - (-107) over 1 MHz by hand: 330 km, 2190 MHz, -3 dBi, NF 7; one branch loses 3 dB to polarisation, two
    // get it back.
    DownlinkInputs in;
    in.eirp_density = {Dbw{38.0}, kMegahertz};
    in.bandwidth = kMegahertz;
    in.frequency = Hertz{2.19e9};
    in.slant_range = Metres::kilo(330.0);
    in.losses.polarisation = Db{3.0};
    in.antenna_gain = Dbi{-3.0};
    in.noise_figure = Db{7.0};
    EXPECT_NEAR(combine_branches(downlink_budget(in).cnr, 2).value, 22.4, 0.1);
}

TEST(UplinkBudget, OfTodaysPhoneMatchesTheHandComputedFigures) {
    // oracle: 23 dBm, -3 dBi, 3 dB polarisation, G/T 6.9 at 1912.5 MHz: 17.9 dB at 500 km and 12.8 at 900 in one block, 3.9 in 25 blocks
    UplinkInputs in;
    in.transmit_power = Dbm{23.0};
    in.antenna_gain = Dbi{-3.0};
    in.bandwidth = Hertz::mega(4.5);
    in.frequency = Hertz{1.9125e9};
    in.slant_range = Metres::kilo(500.0);
    in.losses.polarisation = Db{3.0};
    in.g_over_t = DbPerKelvin{6.9};
    EXPECT_NEAR(uplink_snr_in_one_block(in).value, 17.9, 0.1);
    EXPECT_NEAR(uplink_budget(in).cnr.value, 3.9, 0.1);
    in.slant_range = Metres::kilo(900.0);
    EXPECT_NEAR(uplink_snr_in_one_block(in).value, 12.8, 0.1);
}

TEST(LinkBudget, FallsWithRangeAndWithEveryLoss) {
    DownlinkInputs in = set_1_downlink(600.0, 34.0);
    double last = 1e9;
    for (double km = 300.0; km <= 3000.0; km *= 1.03) {
        in.slant_range = Metres::kilo(km);
        const DownlinkBudget b = downlink_budget(in);
        EXPECT_LT(b.cnr.value, last);
        last = b.cnr.value;
    }
    const double base = downlink_budget(in).cnr.value;
    for (Db PathLosses::*loss : {&PathLosses::scan, &PathLosses::off_axis, &PathLosses::gas, &PathLosses::scintillation,
                                 &PathLosses::shadow, &PathLosses::polarisation, &PathLosses::body, &PathLosses::additional}) {
        DownlinkInputs worse = in;
        (worse.losses.*loss).value += 1.25;
        EXPECT_NEAR(base - downlink_budget(worse).cnr.value, 1.25, 1e-9);
        UplinkInputs up = set_1_uplink(600.0);
        const double up_base = uplink_budget(up).cnr.value;
        (up.losses.*loss).value += 1.25;
        EXPECT_NEAR(up_base - uplink_budget(up).cnr.value, 1.25, 1e-9);
    }
}

TEST(LinkLedger, LinesAddUpToTheRatio) {  // the reader's own sum of the printed lines
    DownlinkInputs in = set_1_downlink(600.0, 34.0);
    in.losses.polarisation = Db{3.0};
    in.losses.scan = Db{1.1};
    const LinkLedger down = downlink_ledger(in);
    double losses = 0.0;
    for (const char* name : {"free space path loss", "scan loss", "off-axis loss", "atmospheric loss", "shadow fading",
                             "scintillation loss", "polarisation loss", "body loss", "additional losses"})
        losses += line(down, name);
    const double bandwidth = 10.0 * std::log10(line(down, "bandwidth") * 1e6);
    EXPECT_NEAR(line(down, "EIRP") - losses + line(down, "G/T") + 228.5992 - bandwidth, down.cnr.value, 0.001);
    EXPECT_NEAR(line(down, "received power") - line(down, "noise power"), down.cnr.value, 1e-9);
    for (const LedgerItem& item : down.items) {
        EXPECT_FALSE(item.unit.empty()) << item.name;
        EXPECT_FALSE(item.source.empty()) << item.name;
    }
}

TEST(LinkLedger, CarriesTheCallersSources) {
    DownlinkSources sources;
    sources.eirp_density = "TR 38.821 table 6.1.1.1-1";
    sources.losses.shadow = "TR 38.821 table 6.1.3.2-1";
    const LinkLedger ledger = downlink_ledger(set_1_downlink(600.0, 34.0), sources);
    const auto source_of = [&](const std::string& name) {
        for (const LedgerItem& item : ledger.items)
            if (item.name == name) return item.source;
        return std::string{"no such line"};
    };
    EXPECT_EQ(source_of("EIRP density"), sources.eirp_density);
    EXPECT_EQ(source_of("shadow fading"), sources.losses.shadow);
    EXPECT_EQ(source_of("body loss"), "given");
}

TEST(LinkBudgetInputs, ThePublishedCasesAreInRange) {
    EXPECT_TRUE(validate(set_1_downlink(600.0, 34.0)).empty());
    EXPECT_TRUE(validate(set_1_uplink(1200.0)).empty());
}

TEST(LinkBudgetInputs, EveryFaultIsNamedAtOnceWithValueAndUnit) {
    DownlinkInputs in = set_1_downlink(600.0, 34.0);
    in.bandwidth = Hertz{-30e6};
    in.noise_figure = Db{kNaN};
    in.losses.gas = Db{std::numeric_limits<double>::infinity()};
    const Faults faults = validate(in);
    ASSERT_EQ(faults.size(), 3u);
    EXPECT_EQ(faults[0].field, "downlink.bandwidth");
    EXPECT_EQ(faults[0].value, "-3e+07");
    EXPECT_THAT(faults[0].allowed, testing::HasSubstr("[Hz]"));
    EXPECT_EQ(faults[1].field, "downlink.noise_figure");
    EXPECT_EQ(faults[1].value, "nan");
    EXPECT_EQ(faults[2].field, "downlink.losses.gas");
}

TEST(LinkBudgetInputs, NaNIsRefusedInEveryFieldOfTheUplink) {
    const auto refused = [](auto change) {
        UplinkInputs in = set_1_uplink(600.0);
        change(in);
        return validate(in).size();
    };
    EXPECT_EQ(refused([](UplinkInputs& in) { in.transmit_power.value = kNaN; }), 1u);
    EXPECT_EQ(refused([](UplinkInputs& in) { in.antenna_gain.value = kNaN; }), 1u);
    EXPECT_EQ(refused([](UplinkInputs& in) { in.bandwidth.value = kNaN; }), 1u);
    EXPECT_EQ(refused([](UplinkInputs& in) { in.frequency.value = kNaN; }), 1u);
    EXPECT_EQ(refused([](UplinkInputs& in) { in.slant_range.value = kNaN; }), 1u);
    EXPECT_EQ(refused([](UplinkInputs& in) { in.g_over_t.value = kNaN; }), 1u);
    EXPECT_EQ(refused([](UplinkInputs& in) { in.losses.shadow.value = kNaN; }), 1u);
}

}  // namespace
}  // namespace d2c
