// What one phone gets of a beam, beside the flow level's table.

#include <gtest/gtest.h>

#include "handset_phy/adaptation/rate/rate_table.h"
#include "handset_phy/adaptation/rate/transport_rate.h"
#include "ns3-modules/d2c-radio/test/radio-study.h"

namespace ns3 {
namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

struct Goodput {
    double blockBps = 0.0, ipBps = 0.0, firstError = 0.0;
};

/// Two carriers would double it: one of 25 blocks, 4.5 MHz occupied.
Goodput Saturated(const d2c::HandsetClass& handset, double sinrDb, Attributes attributes = {}, Time delay = MilliSeconds(2),
                  double seconds = 10.0) {
    const SimSession session;
    attributes.emplace_back("QueueLimit", "4000000");
    RadioStudy study(attributes);
    RadioPhone& phone = study.Add(handset, delay, sinrDb, 20.0);
    BlockCount count;
    study.SaturateDown(phone, 1400, 300'000);
    SimSession::RunUntil(Seconds(1));
    study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&BlockCount::Hear, &count));
    const std::uint64_t before = phone.downBytes;
    SimSession::RunUntil(Seconds(1 + seconds));
    return {static_cast<double>(count.deliveredBits) / seconds, 8.0 * static_cast<double>(phone.downBytes - before) / seconds,
            count.first > 0 ? static_cast<double>(count.firstFailed) / static_cast<double>(count.first) : 0.0};
}

double TableBps(const d2c::HandsetClass& handset, double sinrDb) {
    return d2c::goodput(d2c::Db{sinrDb}, d2c::Hertz{25 * 180e3}, handset).value;
}

// 0.5 dB above each of its steps and beyond a phone gets what the table says less at most 2 %; at a step itself the table's own 10 %
// of repetitions come off.
TEST(Goodput, OfOnePhoneIsTheTablesFromHalfADecibelAboveItsStepsOn) {
    for (const bool lte : {true, false}) {
        const d2c::HandsetClass handset = lte ? LtePhone() : NrPhone();
        // 32 processes: HARQ never stalls over this round trip.
        const Attributes attributes{{"HarqProcesses", "32"}};
        for (const double sinrDb : {-6.3, -4.6, -2.6, -0.7, 1.3, 3.3, 5.3, 7.1, 9.2, 10.9, 12.9, 14.7, 16.4, 18.4, 20.5, 22.0, 24.0}) {
            const Goodput reached = Saturated(handset, sinrDb, attributes);
            const double table = TableBps(handset, sinrDb);
            std::printf("%s %6.1f dB: table %7.3f, blocks %7.3f (%6.4f), IP %7.3f Mbit/s (%6.4f), first error %.4f\n", lte ? "LTE" : "NR ",
                        sinrDb, table * 1e-6, reached.blockBps * 1e-6, reached.blockBps / table, reached.ipBps * 1e-6,
                        reached.ipBps / table, reached.firstError);
            EXPECT_NEAR(reached.blockBps / table, 1.0, 0.02) << sinrDb << " dB";
        }
    }
}

TEST(Goodput, AtTheStepsThemselvesIsTheTablesLessItsTenPercentOfErrors) {
    for (const d2c::CqiRow& row : d2c::cqi_rows(d2c::CqiTable::k64Qam)) {
        const double sinrDb = row.threshold().value + 1e-6;
        const Goodput reached = Saturated(LtePhone(), sinrDb, {{"HarqProcesses", "32"}}, MilliSeconds(2), 20.0);
        // 20,000 blocks: 3 standard deviations of a share of 0.1 are 0.0067 with the retransmissions.
        EXPECT_NEAR(reached.firstError, 0.1, 0.0067) << "CQI " << row.cqi;
        EXPECT_NEAR(reached.blockBps / TableBps(LtePhone(), sinrDb), 1.0 / 1.1, 0.02) << "CQI " << row.cqi;
    }
}

// Independent of the cell: transport_rate's own sizes and errors.
TEST(Goodput, WithTheMcsTableIsThatOfTransportRate) {
    for (const bool lte : {true, false}) {
        const d2c::HandsetClass handset = lte ? LtePhone() : NrPhone();
        // At CQI thresholds: what a scheduler that hears the CQI alone believes is then what transport_rate knows.
        for (const int cqi : {2, 4, 6, 8, 10, 12}) {
            const double sinrDb = d2c::cqi_rows(d2c::table_for(handset))[static_cast<std::size_t>(cqi - 1)].threshold().value + 1e-6;
            d2c::TransportQuestion question;
            question.snr = {sinrDb};
            question.resource_blocks = {25};
            question.table = d2c::table_for(handset);
            const auto expected = d2c::transport_rate(question, handset);
            ASSERT_TRUE(expected);
            const Goodput reached = Saturated(handset, sinrDb, {{"HarqProcesses", "32"}, {"TransportFormats", "McsTable"}});
            std::printf("%s CQI %2d at %6.2f dB: transport_rate %7.3f, cell %7.3f Mbit/s, table %7.3f\n", lte ? "LTE" : "NR ", cqi, sinrDb,
                        expected->goodput().value * 1e-6, reached.blockBps * 1e-6, TableBps(handset, sinrDb) * 1e-6);
            EXPECT_NEAR(reached.blockBps / expected->goodput().value, 1.0, 0.02) << "CQI " << cqi;
        }
    }
}

TEST(Goodput, AddsOverCarriersAndScalesWithNumerology) {
    const SimSession session;
    const auto rate = [](int carriers, const std::string& mu, std::uint64_t mask = ~std::uint64_t{0}) {
        const SimSession inner;
        RadioStudy study({{"QueueLimit", "4000000"}, {"Numerology", mu}, {"HarqProcesses", "64"}});
        for (int c = 0; c < carriers; ++c) study.Cell()->AddCarrier(25, 25);
        RadioPhone& phone = study.Add(NrPhone(), MilliSeconds(2), 12.0, 20.0, false);
        phone.device->SetCarrierMask(mask);
        study.Cell()->Attach(phone.device, phone.link);
        study.SaturateDown(phone, 1400, 400'000);
        SimSession::RunUntil(Seconds(5));
        return static_cast<double>(phone.downBytes);
    };
    const double one = rate(1, "0");
    EXPECT_NEAR(rate(3, "0") / one, 3.0, 0.03);
    EXPECT_NEAR(rate(3, "0", 0b101) / one, 2.0, 0.02);
    EXPECT_EQ(rate(3, "0", 0b1000), 0.0);
    EXPECT_NEAR(rate(1, "1") / one, 2.0, 0.02);  // half the slot, as many elements in it
}

TEST(Goodput, ScalesWithTheLitShareAndTheFreeShare) {
    const double whole = Saturated(LtePhone(), 12.9, {{"HarqProcesses", "32"}}).blockBps;
    for (const char* period : {"1ms", "20ms"})
        EXPECT_NEAR(Saturated(LtePhone(), 12.9, {{"HarqProcesses", "32"}, {"LitShare", "0.3"}, {"HoppingPeriod", period}}).blockBps / whole,
                    0.3, 0.006)
            << period;
    EXPECT_NEAR(Saturated(LtePhone(), 12.9, {{"HarqProcesses", "32"}, {"FreeShare", "0.37"}}).blockBps / whole, 0.37, 0.0075);
    EXPECT_EQ(Saturated(LtePhone(), 12.9, {{"LitShare", "0"}}).blockBps, 0.0);
}

TEST(Goodput, OfTheUplinkSpreadsThePhonesPowerOverItsBlocks) {
    // Oracle: the best of 1 to 25 blocks of least_uplink_snr's rows, each with the power that is left to it.
    for (const double oneBlockDb : {-1.0, 5.0, 10.0, 16.0}) {
        const SimSession session;
        RadioStudy study({{"QueueLimit", "4000000"}, {"HarqProcesses", "32"}});
        RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(2), 12.0, oneBlockDb);
        for (int i = 0; i < 2000; ++i) study.SendUp(phone, 1400);
        BlockCount count;
        count.downlink = false;
        SimSession::RunUntil(Seconds(1));
        study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&BlockCount::Hear, &count));
        SimSession::RunUntil(Seconds(3));
        double best = 0.0;
        for (int n = 1; n <= 25; ++n)
            for (const d2c::CqiRow& row : d2c::cqi_rows(d2c::CqiTable::k64Qam))
                if (row.modulation_order <= 4 && oneBlockDb - 10.0 * std::log10(n) >= row.threshold().value)
                    best = std::max(best, n * row.bits_per_element * 168e3 * 12.0 / 14.0);
        const double reached = static_cast<double>(count.deliveredBits) / 2.0;
        std::printf("uplink %5.1f dB in one block: %.1f of %.1f kbit/s\n", oneBlockDb, reached * 1e-3, best * 1e-3);
        EXPECT_LE(reached, 1.005 * best);
        EXPECT_GE(reached, 0.88 * best);  // at a step up to a tenth is repeated
    }
    // Nothing goes up below what a block needs to carry more than headers, and it does again when the link is better.
    const SimSession session;
    RadioStudy study;
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(2), 12.0, -8.0);
    study.SendUp(phone, 100);
    SimSession::RunUntil(Seconds(2));
    EXPECT_TRUE(phone.upTimes.empty());
    phone.link->SetAttribute("UplinkSinr", DoubleValue(3.0));
    SimSession::RunUntil(Seconds(3));
    EXPECT_EQ(phone.upTimes.size(), 1U);
}

}  // namespace
}  // namespace ns3
