// HARQ over the true round trip, and without feedback.

#include "handset_phy/adaptation/retransmission/harq.h"

#include <gtest/gtest.h>

#include "handset_phy/scheduling/transport_format.h"
#include "ns3-modules/d2c-radio/test/radio-study.h"

namespace ns3 {
namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

BlockCount Count(const d2c::HandsetClass& handset, Time delay, double sinrDb, Attributes attributes, int most, double seconds) {
    const SimSession session;
    attributes.emplace_back("QueueLimit", "4000000");
    RadioStudy study(attributes);
    RadioPhone& phone = study.Add(handset, delay, sinrDb, 20.0);
    BlockCount count;
    count.most = most;
    study.SaturateDown(phone, 1400, 200'000);
    SimSession::RunUntil(Seconds(3));
    study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&BlockCount::Hear, &count));
    SimSession::RunUntil(Seconds(3 + seconds));
    return count;
}

TEST(Harq, FillsTheShareOfSlotsThatItsProcessesAllow) {
    for (const bool lte : {true, false}) {
        d2c::HandsetClass handset = lte ? LtePhone() : NrPhone();
        for (const double altitudeKm : {330.0, 600.0, 1200.0, 35786.0}) {
            const double roundS = 2.0 * altitudeKm * 1e3 / 299792458.0;
            const auto timing = d2c::harq_timing(handset, roundS);
            const BlockCount count = Count(handset, Seconds(roundS / 2.0), 25.0, {}, 4, 5.0);
            const double filled = static_cast<double>(count.transmissions) / 5000.0;
            // The answer is used in the next slot: up to a slot of the cycle is lost, which harq_timing does not count.
            const double cycle = timing->processing_s + roundS;
            const double inWholeSlots = std::min(1.0, timing->processes * 1e-3 / (std::ceil(cycle * 1e3 - 1e-9) * 1e-3));
            std::printf("%s %7.0f km: %d processes, filled %.4f, harq_timing %.4f, in whole slots %.4f\n", lte ? "LTE" : "NR ", altitudeKm,
                        timing->processes, filled, timing->filled_share(), inWholeSlots);
            EXPECT_NEAR(filled, inWholeSlots, 0.005);
            EXPECT_LE(filled, timing->filled_share() + 0.005);
        }
    }
    // A cycle of whole slots: exactly the stop-and-wait limit.
    const auto exact = d2c::harq_timing(LtePhone(), 12e-3);
    EXPECT_NEAR(static_cast<double>(Count(LtePhone(), MilliSeconds(6), 25.0, {}, 4, 5.0).transmissions) / 5000.0, exact->filled_share(),
                1e-3);
    // And no limit without feedback.
    EXPECT_NEAR(static_cast<double>(Count(LtePhone(), MilliSeconds(120), 25.0, {{"Harq", "None"}}, 1, 5.0).transmissions), 5000.0, 5.0);
}

TEST(Harq, WithoutFeedbackLosesTheTablesShareOfBlocks) {
    for (const double aboveDb : {0.0, 0.1, 0.2}) {
        const auto formats = d2c::TransportFormats::downlink(LtePhone(), d2c::FormatSource::kRateTable);
        const d2c::Db sinr{d2c::cqi_rows(d2c::CqiTable::k64Qam)[6].threshold().value + aboveDb + 1e-6};
        const double expected = formats.error_rate(*formats.choose(sinr, 25), sinr, d2c::Combining::kNone, 1);
        const BlockCount count = Count(LtePhone(), MilliSeconds(2), sinr.value, {{"Harq", "None"}, {"AcknowledgedMode", "false"}}, 1, 30.0);
        const double lost = static_cast<double>(count.finallyLost) / static_cast<double>(count.first);
        const double deviation = std::sqrt(expected * (1.0 - expected) / static_cast<double>(count.first));
        std::printf("%.1f dB above CQI 7: lost %.5f, table %.5f +- %.5f (95 %%)\n", aboveDb, lost, expected, 1.96 * deviation);
        EXPECT_NEAR(lost, expected, 3.0 * deviation);
        EXPECT_EQ(count.first, count.transmissions);
    }
}

TEST(Harq, CombinesAsTheErrorModelSays) {
    // 2 dB below a step that the scheduler is made to choose by a negative margin: most first transmissions fail.
    for (const char* how : {"Chase", "IncrementalRedundancy"}) {
        const auto combining = std::string{how} == "Chase" ? d2c::Combining::kChase : d2c::Combining::kIncrementalRedundancy;
        const auto formats = d2c::TransportFormats::downlink(LtePhone(), d2c::FormatSource::kRateTable);
        const d2c::CqiRow& row = d2c::cqi_rows(d2c::CqiTable::k64Qam)[6];
        const d2c::Db sinr = row.threshold() - d2c::Db{2.0} + d2c::Db{0.1};
        // Reported is CQI 6, 2 dB lower; 2 dB of negative margin reach CQI 7 again.
        const d2c::TransportFormat* format = formats.choose(d2c::Db{formats.reported(sinr)->value + 2.0}, 25);
        const double p1 = formats.error_rate(*format, sinr, combining, 1), p2 = formats.error_rate(*format, sinr, combining, 2);
        const BlockCount count = Count(LtePhone(), MilliSeconds(2), sinr.value,
                                       {{"Harq", how}, {"HarqProcesses", "32"}, {"Margin", "-2.0"}, {"HarqTransmissions", "2"}}, 2, 10.0);
        EXPECT_GT(p1, 0.5);
        EXPECT_NEAR(static_cast<double>(count.firstFailed) / static_cast<double>(count.first), p1, 0.02) << how;
        EXPECT_NEAR(static_cast<double>(count.finallyLost) / static_cast<double>(count.first), p2, 0.02) << how;
    }
}

}  // namespace
}  // namespace ns3
