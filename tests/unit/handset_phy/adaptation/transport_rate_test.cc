#include "handset_phy/adaptation/rate/transport_rate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "handset_phy/adaptation/rate/rate_table.h"
#include "spectrum/channelisation.h"

namespace d2c {
namespace {

HandsetClass lte_phone() {
    HandsetClass h;
    h.highest_modulation_order = 6;
    h.overhead_share = 0.27;
    return h;
}
HandsetClass ntn_phone(int layers) {
    HandsetClass h;
    h.air_interface = AirInterface::kNrNtn;
    h.release = 17;
    h.highest_modulation_order = 8;
    h.layers = layers;
    h.overhead_share = 0.14;
    return h;
}
TransportQuestion question(const HandsetClass& handset, double snr_db, std::vector<int> blocks = {25}) {
    TransportQuestion q;
    q.snr = Db{snr_db};
    q.resource_blocks = std::move(blocks);
    q.table = table_for(handset);
    return q;
}

TEST(TransportRate, KeepsToTheTargetAndTheNextRowWouldNot) {
    for (const HandsetClass& phone : {lte_phone(), ntn_phone(1)})
        for (double snr = -4.0; snr < 30.0; snr += 0.37) {
            const TransportRate rate = transport_rate(question(phone, snr), phone).value();
            ASSERT_EQ(rate.carriers.size(), 1u) << snr;
            EXPECT_LE(rate.carriers[0].error_at_choice, 0.1) << snr;
            EXPECT_TRUE(rate.meets_target);
        }
}

TEST(TransportRate, FollowsTheFlowLevelRateWithinOneRowOfTheMcsTable) {
    // oracle: the engine's step function of CQI rows. MCS rows stand between CQI rows (up to 1.35 times the efficiency, one step); with
    // small code blocks a threshold just reached takes the row below, which in NR's second table is 38 % lower.
    for (const HandsetClass& phone : {lte_phone(), ntn_phone(1), ntn_phone(2)})
        for (double snr = -3.0; snr < 30.0; snr += 0.37) {
            const double flow = goodput(Db{snr}, Hertz{25 * 180e3}, phone).value;
            const double blocks = transport_rate(question(phone, snr), phone).value().goodput().value;
            EXPECT_GT(blocks, 0.60 * flow) << snr;
            EXPECT_LT(blocks, 1.40 * flow) << snr;
        }
}

TEST(TransportRate, NeverFallsWithMoreSignal) {
    for (const HandsetClass& phone : {lte_phone(), ntn_phone(2)}) {
        double last = 0.0;
        for (double snr = -8.0; snr < 40.0; snr += 0.1) {
            const double now = transport_rate(question(phone, snr), phone).value().goodput().value;
            EXPECT_GE(now, 0.93 * last) << snr;  // between rows repetitions rise to a tenth before the row above is taken
            last = now;
        }
    }
}

TEST(TransportRate, OfCarriersIsTheSumOfTheirs) {
    const HandsetClass phone = ntn_phone(2);
    const double together = transport_rate(question(phone, 12.0, {25, 25, 106}), phone).value().goodput().value;
    const double five = transport_rate(question(phone, 12.0, {25}), phone).value().goodput().value;
    const double twenty = transport_rate(question(phone, 12.0, {106}), phone).value().goodput().value;
    EXPECT_NEAR(together, 2.0 * five + twenty, 1.0);
}

TEST(TransportRate,
     StopsAndWaitsForTheRoundTrip) {  // oracle: 8 processes, 8 ms and 8 ms of propagation: half the rate; without feedback none is lost
    const HandsetClass phone = lte_phone();
    TransportQuestion q = question(phone, 8.0);
    const double full = transport_rate(q, phone).value().goodput().value;
    q.timing = harq_timing(phone, 8e-3);
    EXPECT_NEAR(transport_rate(q, phone).value().goodput().value / full, 0.5, 1e-9);
    q.harq.combining = Combining::kNone;
    q.target_error = 0.01;
    EXPECT_GT(transport_rate(q, phone).value().goodput().value / full, 0.85);
}

TEST(TransportRate, IsNothingOutOfRange) {
    const TransportRate rate = transport_rate(question(lte_phone(), -12.0), lte_phone()).value();
    EXPECT_EQ(rate.cqi, 0);
    EXPECT_TRUE(rate.carriers.empty());
    EXPECT_EQ(rate.goodput().value, 0.0);
}

TEST(TransportRate, WithAMarginLosesLessAndWithFadingMore) {
    const HandsetClass phone = lte_phone();
    TransportQuestion q = question(phone, 10.0);
    const double plain = transport_rate(q, phone).value().carriers[0].harq.first_error();
    q.spread = rice_spread(*RiceFading::create(Db{10.0}));
    const double faded = transport_rate(q, phone).value().carriers[0].harq.first_error();
    q.margin = *RiceFading::create(Db{10.0})->margin(0.1);
    const double covered = transport_rate(q, phone).value().carriers[0].harq.first_error();
    EXPECT_GT(faded, plain + 0.1);
    EXPECT_NEAR(covered, 0.1, 0.06);
}

TEST(TransportRate, NamesEveryFaultAtOnce) {
    TransportQuestion q = question(lte_phone(), std::numeric_limits<double>::quiet_NaN(), {});
    q.target_error = 2.0;
    q.margin = Db{-1.0};
    q.table = CqiTable::k1024Qam;
    const auto rate = transport_rate(q, lte_phone());
    ASSERT_FALSE(rate);
    std::vector<std::string> fields;
    for (const Fault& fault : rate.faults()) fields.push_back(fault.field);
    EXPECT_THAT(fields, testing::ElementsAre("snr", "margin", "target_error", "resource_blocks", "table"));
}

}  // namespace
}  // namespace d2c
