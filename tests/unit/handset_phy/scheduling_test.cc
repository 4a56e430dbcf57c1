#include "handset_phy/scheduling/scheduling.h"

#include <gtest/gtest.h>

#include <cmath>

#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/scheduling/slots.h"
#include "handset_phy/scheduling/transport_format.h"

namespace d2c {
namespace {

HandsetClass phone(int order, int layers, double overhead) {
    HandsetClass h;
    h.highest_modulation_order = order;
    h.layers = layers;
    h.overhead_share = overhead;
    return h;
}

// Oracle: RateTable, the flow level's own.
TEST(TransportFormats, OfTheRateTableCarryItsBitsAtEverySnr) {
    for (const HandsetClass& h : {phone(6, 1, 0.27), phone(8, 1, 0.14), phone(8, 2, 0.14)}) {
        const TransportFormats formats = TransportFormats::downlink(h, FormatSource::kRateTable);
        const RateTable table{h};
        for (double snr = -10.0; snr < 35.0; snr += 0.01) {
            const TransportFormat* format = formats.choose(Db{snr}, 25);
            const double expected = table.bits_per_re(snr) * 168.0 * (1.0 - h.overhead_share) * 25;
            EXPECT_NEAR(format ? format->information_bits : 0.0, expected, 1.0) << snr;
            EXPECT_EQ(formats.reported(Db{snr}).has_value(), expected > 0.0);
            if (format) {
                EXPECT_LE(formats.reported(Db{snr})->value, snr);
                // What is reported is as good as what is.
                EXPECT_EQ(formats.choose(*formats.reported(Db{snr}), 25), format);
                EXPECT_LE(formats.error_rate(*format, Db{snr}, Combining::kNone, 1), 0.1 + 1e-6);
            }
        }
        EXPECT_EQ(formats.choose(Db{std::nan("")}, 25), nullptr);
        EXPECT_EQ(formats.choose(Db{20.0}, 0), nullptr);
        EXPECT_EQ(formats.choose(Db{20.0}, 276), nullptr);
    }
}

TEST(TransportFormats, FailATenthOfTheTimeAtTheThresholdOfEachRow) {
    const HandsetClass h = phone(6, 1, 0.27);
    const TransportFormats formats = TransportFormats::downlink(h, FormatSource::kRateTable);
    for (const CqiRow& row : cqi_rows(CqiTable::k64Qam)) {
        const TransportFormat* format = formats.choose(row.threshold(), 6);
        ASSERT_TRUE(format);
        EXPECT_NEAR(formats.error_rate(*format, row.threshold(), Combining::kNone, 1), 0.1, 1e-4) << row.cqi;
    }
}

// Oracle: the size table of TS 36.213 by hand (I_TBS 9, 25 blocks: 3880... of MCS 9) and the error target.
TEST(TransportFormats, OfTheMcsTableAreStandardSizesWithinTheTarget) {
    const HandsetClass h = phone(6, 1, 0.27);
    const TransportFormats formats = TransportFormats::downlink(h, FormatSource::kMcsTable);
    int before = 0;
    for (double snr = -6.9; snr < 30.0; snr += 0.1) {
        const TransportFormat* format = formats.choose(Db{snr}, 25);
        ASSERT_TRUE(format) << snr;
        EXPECT_GE(format->information_bits, before);
        before = format->information_bits;
        EXPECT_EQ(format->information_bits % 8, 0);
        if (format->row > 0) {
            EXPECT_LE(formats.error_rate(*format, Db{snr}, Combining::kNone, 1), 0.1 + 1e-3) << snr;
        }
    }
    EXPECT_EQ(formats.choose(Db{-7.5}, 25), nullptr);
    EXPECT_EQ(before, 15840) << "MCS 27: I_TBS 25 in 25 blocks; MCS 28 is above the highest code rate";
}

TEST(UplinkGrant, SpreadsThePowerUntilMoreBlocksCarryLess) {
    const TransportFormats up = TransportFormats::uplink(phone(8, 2, 0.14), FormatSource::kRateTable);
    EXPECT_NEAR(uplink_block_sinr(Db{10.0}, 10, Db{30.0}).value, 0.0, 1e-12);
    EXPECT_NEAR(uplink_block_sinr(Db{40.0}, 10, Db{12.0}).value, 12.0, 1e-12);
    EXPECT_FALSE(uplink_grant(up, Db{-7.0}, Db{12.0}, 25, 1000.0));
    EXPECT_FALSE(uplink_grant(up, Db{10.0}, Db{12.0}, 0, 1000.0));
    // 16QAM at most, one layer, 12 of 14 symbols: 2.4063 x 144 bits in a block.
    const auto strong = uplink_grant(up, Db{60.0}, Db{12.0}, 25, 1e9);
    ASSERT_TRUE(strong);
    EXPECT_EQ(strong->blocks, 25);
    EXPECT_EQ(strong->format->information_bits, static_cast<int>(2.4063 * 144 * 25));
    for (double snr = -6.0; snr < 25.0; snr += 0.37) {
        const auto grant = uplink_grant(up, Db{snr}, Db{12.0}, 25, 1e9);
        ASSERT_TRUE(grant) << snr;
        for (int n = 1; n <= 25; ++n) {
            const TransportFormat* other = up.choose(uplink_block_sinr(Db{snr}, n, Db{12.0}), n);
            EXPECT_GE(grant->format->information_bits, other ? other->information_bits : 0);
        }
        // A small wish takes the fewest blocks that fulfil it.
        const auto small = uplink_grant(up, Db{snr}, Db{12.0}, 25, 40.0);
        EXPECT_LE(small->blocks, grant->blocks);
    }
}

// uplink_carries is the flow level's gate: one block, whole power.
TEST(UplinkGrant, OfOneBlockAgreesWithTheFlowLevelsGate) {
    const TransportFormats up = TransportFormats::uplink(phone(6, 1, 0.27), FormatSource::kRateTable);
    for (double snr = -8.0; snr < 12.0; snr += 0.1)
        for (const double rate : {20e3, 60e3, 200e3, 340e3}) {
            const TransportFormat* format = up.choose(Db{snr}, 1);
            const bool carries = format && (format->information_bits + 1) * 1e3 > rate;
            EXPECT_EQ(carries, uplink_carries(Db{snr}, BitsPerSecond{rate})) << snr << " dB, " << rate;
        }
}

TEST(SchedulingMetric, OrdersAsItsRuleSays) {
    ServedAverage often{100.0}, seldom{100.0};
    for (std::int64_t slot = 0; slot < 200; ++slot) often.serve(slot, 1000.0);
    seldom.serve(150, 1000.0);
    EXPECT_GT(scheduling_metric(SchedulingRule::kRoundRobin, 1.0, seldom, 200),
              scheduling_metric(SchedulingRule::kRoundRobin, 9.0, often, 200));
    EXPECT_GT(scheduling_metric(SchedulingRule::kProportionalFair, 1.0, seldom, 200),
              scheduling_metric(SchedulingRule::kProportionalFair, 9.0, often, 200));
    EXPECT_LT(scheduling_metric(SchedulingRule::kMaxRate, 1.0, seldom, 200), scheduling_metric(SchedulingRule::kMaxRate, 9.0, often, 200));
    // Constant service of b per slot averages to b, less what the window has not seen: b (1 - 0.99^200).
    EXPECT_NEAR(often.bits_per_slot(199), 1000.0 * (1.0 - std::pow(0.99, 200)), 1e-6);
}

TEST(OuterLoop, StandsStillAtItsTarget) {
    EXPECT_NEAR(0.9 * outer_loop_step(true, 0.5, 0.1).value + 0.1 * outer_loop_step(false, 0.5, 0.1).value, 0.0, 1e-12);
}

TEST(Hopping, LightsItsShareOfSlotsTogetherOrSpread) {
    for (const double share : {0.0, 0.01, 0.1, 1.0 / 3.0, 0.5, 0.77, 1.0})
        for (const std::int64_t period : {1, 7, 20, 80}) {
            const Hopping hopping{share, period};
            std::int64_t lit = 0, next = next_lit(hopping, 0);
            for (std::int64_t slot = 0; slot < 8000; ++slot) {
                EXPECT_EQ(lit_slots_before(hopping, slot), lit);
                if (is_lit(hopping, slot)) {
                    EXPECT_EQ(next, slot) << share << " of " << period;
                    next = next_lit(hopping, slot + 1);
                    ++lit;
                }
            }
            EXPECT_NEAR(static_cast<double>(lit), share * 8000.0, share * static_cast<double>(period) + 1.0);
            if (share == 0.0) {
                EXPECT_EQ(next, -1);
            }
        }
    EXPECT_TRUE(is_lit({0.25, 20}, 40) && is_lit({0.25, 20}, 44) && !is_lit({0.25, 20}, 45) && !is_lit({0.25, 20}, 59));
}

TEST(BlockShare, GivesWholeBlocksAndCarriesTheRest) {
    BlockShare share;
    int given = 0;
    for (int slot = 0; slot < 1000; ++slot) {
        const int now = share.begin(25, 0.37);
        EXPECT_TRUE(now == 9 || now == 10);
        given += now;
    }
    EXPECT_EQ(given, 9250);
    share.overdraw(9);
    EXPECT_LE(share.begin(25, 0.37), 1);
}

}  // namespace
}  // namespace d2c
