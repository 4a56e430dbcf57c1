// Who gets how much of a cell, and what it knows of its phones.

#include <gtest/gtest.h>

#include <numeric>

#include "handset_phy/adaptation/rate/rate_table.h"
#include "ns3-modules/d2c-radio/test/radio-study.h"

namespace ns3 {
namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// Bits per second that each saturated phone gets of 25 blocks.
std::vector<double> Shares(const std::vector<double>& sinrDb, Attributes attributes, double seconds = 10.0) {
    const SimSession session;
    attributes.emplace_back("QueueLimit", "4000000");
    attributes.emplace_back("HarqProcesses", "32");
    RadioStudy study(attributes);
    for (const double db : sinrDb) study.SaturateDown(study.Add(LtePhone(), MilliSeconds(2), db, 20.0));
    SimSession::RunUntil(Seconds(seconds));
    std::vector<double> bps;
    for (std::size_t i = 0; i < sinrDb.size(); ++i) bps.push_back(8.0 * static_cast<double>(study.Phone(i).downBytes) / seconds);
    return bps;
}

double AloneBps(double sinrDb) { return d2c::goodput(d2c::Db{sinrDb}, d2c::Hertz{25 * 180e3}, LtePhone()).value; }

TEST(Cell, RoundRobinGivesEveryPhoneTheSameSlots) {
    const std::vector<double> sinrDb{1.3, 9.2, 20.5};
    const auto bps = Shares(sinrDb, {{"Scheduler", "RoundRobin"}});
    double used = 0.0;
    for (std::size_t i = 0; i < bps.size(); ++i) {
        EXPECT_NEAR(bps[i] / AloneBps(sinrDb[i]), 1.0 / 3.0, 0.01) << "headers take up to 1.7 %";
        used += bps[i] / AloneBps(sinrDb[i]);
    }
    EXPECT_NEAR(used, 1.0, 0.02) << "capacity is conserved";
}

TEST(Cell, MaxRateGivesAllToTheBest) {
    const auto bps = Shares({1.3, 9.2, 20.5}, {{"Scheduler", "MaxRate"}});
    EXPECT_EQ(bps[0], 0.0);
    EXPECT_EQ(bps[1], 0.0);
    EXPECT_NEAR(bps[2] / AloneBps(20.5), 1.0, 0.02);
}

TEST(Cell, ProportionalFairnessOfSteadyChannelsIsEqualTime) {
    const std::vector<double> sinrDb{1.3, 9.2, 20.5};
    const auto bps = Shares(sinrDb, {{"Scheduler", "ProportionalFair"}});
    for (std::size_t i = 0; i < bps.size(); ++i) EXPECT_NEAR(bps[i] / AloneBps(sinrDb[i]), 1.0 / 3.0, 0.015);
}

TEST(Cell, ASmallQueueTakesNoMoreBlocksThanItNeeds) {
    // 200 octets each 10 ms beside a saturated phone: 168 kbit/s with headers, of 10 Mbit/s; the other gets all the rest.
    const SimSession session;
    RadioStudy study(Attributes{{"QueueLimit", "4000000"}, {"HarqProcesses", "32"}});
    RadioPhone& large = study.Add(LtePhone(), MilliSeconds(2), 12.9, 20.0);
    RadioPhone& small = study.Add(LtePhone(), MilliSeconds(2), 12.9, 20.0);
    study.SaturateDown(large);
    for (int i = 0; i < 1000; ++i) Simulator::Schedule(MilliSeconds(10 * i), &RadioStudy::SendDown, &study, std::ref(small), 200);
    SimSession::RunUntil(Seconds(10));
    EXPECT_GE(small.downUids.size(), 998U);
    EXPECT_GT(8.0 * static_cast<double>(large.downBytes) / 10.0, 0.96 * AloneBps(12.9));
}

TEST(Cell, IdleNeedsNoEvents) {
    const SimSession session;
    RadioStudy study;
    for (int i = 0; i < 30; ++i) study.Add(LtePhone(), MilliSeconds(2));
    study.SendDown(study.Phone(3), 100);
    SimSession::RunUntil(Seconds(1));
    const std::uint64_t before = Simulator::GetEventCount();
    SimSession::RunUntil(Seconds(3600));
    EXPECT_LE(Simulator::GetEventCount() - before, 2U);
}

struct BlockLog {
    std::vector<std::pair<Time, int>> rows;
    void Hear(const D2cTransportBlock& block) { rows.emplace_back(Simulator::Now(), block.row); }
};

TEST(Cell, KnowsOfAChangeWhenTheReportHasArrived) {
    const SimSession session;
    RadioStudy study(Attributes{{"QueueLimit", "4000000"}, {"Harq", "None"}});
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(30), 12.9, 20.0);
    BlockLog log;
    study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&BlockLog::Hear, &log));
    study.SaturateDown(phone);
    Simulator::Schedule(MilliSeconds(505), [&]() { phone.link->SetAttribute("DownlinkSinr", DoubleValue(3.3)); });
    SimSession::RunUntil(Seconds(1));
    // Reports go out each 20 ms: the next at 520 ms. It arrives 30 ms later and is read in four slots; the first block by it is heard
    // a slot, 30 ms and three slots after that.
    Time first;
    for (const auto& [at, row] : log.rows)
        if (row < log.rows.front().second && first == Time(0)) first = at;
    EXPECT_EQ(first, MilliSeconds(520 + 30 + 4 + 1 + 30 + 3));
}

TEST(Cell, AnOuterLoopHoldsTheTargetOfFirstErrors) {
    // With standard transport blocks and the CQI row alone the choice is too careful; the loop finds the rest.
    const SimSession session;
    RadioStudy study(Attributes{
        {"QueueLimit", "4000000"}, {"HarqProcesses", "32"}, {"TransportFormats", "McsTable"}, {"OuterLoopStep", "0.05"}, {"Margin", "3"}});
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(2), 12.0, 20.0);
    study.SaturateDown(phone);
    SimSession::RunUntil(Seconds(10));
    BlockCount count;
    study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&BlockCount::Hear, &count));
    SimSession::RunUntil(Seconds(40));
    EXPECT_NEAR(static_cast<double>(count.firstFailed) / static_cast<double>(count.first), 0.1, 0.02);
}

struct Overlaps {
    std::vector<Time> down, up;
    Time delay;
    void Hear(const D2cTransportBlock& block) {
        // Heard by the phone in [now - 4 ms, now - 3 ms]; sent by it in [now - 4 ms - d, ...].
        if (block.downlink)
            down.push_back(Simulator::Now() - MilliSeconds(4));
        else
            up.push_back(Simulator::Now() - MilliSeconds(4) - delay);
    }
};

TEST(Cell, AHalfDuplexPhoneHearsNothingWhileItSends) {
    for (const bool half : {true, false}) {
        const SimSession session;
        RadioStudy study(Attributes{{"HalfDuplex", half ? "true" : "false"}, {"QueueLimit", "4000000"}, {"HarqProcesses", "32"}});
        RadioPhone& phone = study.Add(LtePhone(), MicroSeconds(2'345), 12.9, 12.0);
        Overlaps overlaps;
        overlaps.delay = MicroSeconds(2'345);
        study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&Overlaps::Hear, &overlaps));
        study.SaturateDown(phone);
        for (int i = 0; i < 300; ++i) Simulator::Schedule(MilliSeconds(30 * i), &RadioStudy::SendUp, &study, std::ref(phone), 100);
        SimSession::RunUntil(Seconds(9));
        std::size_t meet = 0;
        for (const Time& sends : overlaps.up)
            for (const Time& hears : overlaps.down) meet += Abs(sends - hears) < MilliSeconds(2);  // a slot and a slot's guard
        EXPECT_EQ(meet > 300, !half) << meet;
        EXPECT_EQ(meet == 0, half) << meet;
        EXPECT_GE(phone.upUids.size(), 298U);
        EXPECT_GT(phone.downBytes, 1'000'000U);
    }
}

TEST(Cell, IsTheSameWithTheSameSeedAndAnotherWithAnother) {
    const auto run = [](std::uint64_t rngRun, std::int64_t stream) {
        const SimSession session;
        RngSeedManager::SetRun(rngRun);
        RadioStudy study(Attributes{{"QueueLimit", "4000000"}});
        EXPECT_EQ(study.Cell()->AssignStreams(stream), 1);
        for (const double db : {4.7, 6.6, 8.6}) study.SaturateDown(study.Add(LtePhone(), MilliSeconds(3), db, 20.0));
        SimSession::RunUntil(Seconds(3));
        std::vector<std::int64_t> times;
        for (std::size_t i = 0; i < 3; ++i)
            for (const Time& t : study.Phone(i).downTimes) times.push_back(t.GetNanoSeconds());
        return times;
    };
    const auto first = run(1, 7);
    EXPECT_EQ(run(1, 7), first);
    EXPECT_NE(run(2, 7), first);
    EXPECT_NE(run(1, 8), first);
}

}  // namespace
}  // namespace ns3
