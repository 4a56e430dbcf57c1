#include "handset_phy/adaptation/rate/rate_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

HandsetClass lte_phone() {
    HandsetClass h;
    h.highest_modulation_order = 6;
    h.layers = 1;
    h.overhead_share = 0.27;
    return h;
}
HandsetClass ntn_phone(int layers) {
    HandsetClass h;
    h.air_interface = AirInterface::kNrNtn;
    h.highest_modulation_order = 8;
    h.layers = layers;
    h.overhead_share = 0.14;
    return h;
}

TEST(Branches, TwoGiveThreeDecibels) {
    EXPECT_NEAR(combine_branches(Db{1.4}, 2).value, 4.41, 0.01);
    EXPECT_EQ(combine_branches(Db{1.4}, 1).value, 1.4);
    EXPECT_TRUE(std::isnan(combine_branches(Db{1.4}, 0).value));
}

TEST(Goodput, OfFiveMegahertzLteAtZeroDecibelsIs1Point84Mbps) {  // oracle: 25 x 12 x 14 x 1000 x 0.73 x 0.6016 by hand
    EXPECT_NEAR(goodput(Db{0.0}, Hertz::mega(4.5), lte_phone()).value * 1e-6, 1.8445, 0.0005);
}

TEST(Goodput, PeaksLieUnderThoseOfTheStandards) {
    // oracle: TS 36.213 table 7.1.7.2.1-1, 25 blocks, I_TBS 26: 18,336 bits per ms in one layer before our overheads are taken off
    const double lte = goodput(Db{40.0}, Hertz::mega(4.5), lte_phone()).value;
    EXPECT_LT(lte, 18.336e6);
    EXPECT_GT(lte, 0.9 * 18.336e6);
    // oracle: TS 38.306 clause 4.1.2, 25 blocks at 15 kHz, 256QAM, 948/1024, overhead 0.14: 8 x 0.92578 x 300 x 14000 x 0.86 = 26.75 Mbit/s
    EXPECT_NEAR(goodput(Db{40.0}, Hertz::mega(4.5), ntn_phone(1)).value * 1e-6, 26.75, 0.01);
    EXPECT_NEAR(goodput(Db{40.0}, Hertz::mega(4.5), ntn_phone(2)).value * 1e-6, 53.5, 0.02);
}

TEST(Goodput, OfThirtyMegahertzReaches150MbpsWithTwoLayersOf64Qam) {
    // oracle: 156 blocks hold 22.54 M useful elements a second; 150 Mbit/s is 6.66 bits of each, two layers of 3.32 (12.3 dB each) or
    // better
    const Hertz occupied{156 * 180e3};
    EXPECT_NEAR(resource_elements_per_second(occupied, ntn_phone(2)) * 1e-6, 22.54, 0.01);
    EXPECT_GE(goodput(Db{15.9}, occupied, ntn_phone(2)).value, 150e6 * 0.998);
    EXPECT_LT(goodput(Db{15.9}, occupied, ntn_phone(1)).value, 110e6);
}

TEST(SpectralEfficiency, IsNeverLessForABetterPhoneNorForMoreSignal) {
    double last = 0.0;
    for (double snr = -15.0; snr <= 40.0; snr += 0.05) {
        const double lte = spectral_efficiency(Db{snr}, lte_phone());
        const double one = spectral_efficiency(Db{snr}, ntn_phone(1));
        const double two = spectral_efficiency(Db{snr}, ntn_phone(2));
        EXPECT_GE(one, lte);
        EXPECT_GE(two, one);
        EXPECT_GE(two, last);
        last = two;
    }
}

TEST(SpectralEfficiency, OfTwoLayersIsTheBetterOfOneAndTwo) {  // oracle: the rule itself, from one-layer efficiencies
    for (double snr = -15.0; snr <= 40.0; snr += 0.05) {
        const double one = spectral_efficiency(Db{snr}, ntn_phone(1));
        const double each = spectral_efficiency(Db{snr - 10.0 * std::log10(2.0)}, ntn_phone(1));
        EXPECT_EQ(spectral_efficiency(Db{snr}, ntn_phone(2)), std::max(one, 2.0 * each)) << snr;
    }
}

TEST(SpectralEfficiency, OfAnLteClassIsItsCqiRow) {
    for (double snr = -15.0; snr <= 40.0; snr += 0.05) {
        const int cqi = cqi_for(Db{snr}, CqiTable::k64Qam);
        const double expected = cqi == 0 ? 0.0 : cqi_rows(CqiTable::k64Qam)[static_cast<std::size_t>(cqi) - 1].bits_per_element;
        EXPECT_EQ(spectral_efficiency(Db{snr}, lte_phone()), expected) << snr;
    }
}

TEST(RateTable, GivesNothingForNaNAndBelowTheFirstRow) {
    const RateTable table{ntn_phone(2)};
    EXPECT_EQ(table.bits_per_re(kNaN), 0.0);
    EXPECT_EQ(table.bits_per_re(-7.0), 0.0);
    EXPECT_EQ(table.bits_per_re(-std::numeric_limits<double>::infinity()), 0.0);
    EXPECT_NEAR(table.bits_per_re(1e3), 2 * 7.4063, 1e-9);
}

TEST(UplinkGate, SixtyKbpsOfAcknowledgementsNeedCqi4) {  // oracle: 0.6016 x 144,000 = 86.6 kbit/s, the row below 54.3
    const auto least = least_uplink_snr(BitsPerSecond{60e3});
    ASSERT_TRUE(least.has_value());
    EXPECT_NEAR(least->value, -1.253, 1e-9);
    EXPECT_TRUE(uplink_carries(Db{12.8}, BitsPerSecond{60e3}));          // 900 km, outdoors
    EXPECT_FALSE(uplink_carries(Db{12.8 - 18.0}, BitsPerSecond{60e3}));  // behind clutter
    EXPECT_FALSE(uplink_carries(Db{kNaN}, BitsPerSecond{60e3}));
}

TEST(UplinkGate, EndsAtThePeakOf16QamInOneBlock) {  // oracle: 2.4063 x 144,000 = 346.5 kbit/s
    EXPECT_TRUE(least_uplink_snr(BitsPerSecond{346e3}).has_value());
    EXPECT_FALSE(least_uplink_snr(BitsPerSecond{347e3}).has_value());
    EXPECT_FALSE(least_uplink_snr(BitsPerSecond{kNaN}).has_value());
    EXPECT_FALSE(least_uplink_snr(BitsPerSecond{-1.0}).has_value());
}

}  // namespace
}  // namespace d2c
