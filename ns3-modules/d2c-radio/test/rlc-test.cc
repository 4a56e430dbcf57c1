// RLC: everything, once and in order, or a loss that is told.

#include <gtest/gtest.h>

#include <algorithm>

#include "ns3-modules/d2c-radio/test/radio-study.h"

namespace ns3 {
namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

struct LossCount {
    std::uint32_t down = 0, up = 0;
    void Hear(std::uint32_t, bool downlink, Ptr<const Packet>) { ++(downlink ? down : up); }
};

// At CQI 7's threshold a tenth of all blocks is lost; in the uplink the phone's power control aims at it.
constexpr double kTenPercentDb = 4.694 + 1e-6;

void ExpectAllInOrder(const std::vector<std::uint64_t>& uids, std::size_t sent) {
    EXPECT_EQ(uids.size(), sent);
    EXPECT_TRUE(std::is_sorted(uids.begin(), uids.end()));
    EXPECT_EQ(std::adjacent_find(uids.begin(), uids.end()), uids.end()) << "a packet came twice";
}

TEST(Rlc, InAcknowledgedModeDeliversAllInOrderUnderTenPercentBlockLoss) {
    for (const char* harq : {"None", "IncrementalRedundancy"})
        for (const Time& delay : {MilliSeconds(2), MicroSeconds(7'300), MilliSeconds(120)}) {
            const SimSession session;
            RadioStudy study(Attributes{{"Harq", harq}, {"QueueLimit", "10000000"}, {"UplinkTargetSinr", std::to_string(kTenPercentDb)}});
            RadioPhone& phone = study.Add(LtePhone(), delay, kTenPercentDb, 40.0);
            BlockCount down, up;
            up.downlink = false;
            study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&BlockCount::Hear, &down));
            study.Cell()->TraceConnectWithoutContext("TransportBlock", MakeCallback(&BlockCount::Hear, &up));
            // Sizes of all kinds: several in a block, and one in several.
            for (std::uint32_t i = 0; i < 500; ++i) study.SendDown(phone, 40 + (i * 397) % 1461);
            for (std::uint32_t i = 0; i < 200; ++i) study.SendUp(phone, 40 + (i * 613) % 1461);
            SimSession::RunUntil(Seconds(100));
            ExpectAllInOrder(phone.downUids, 500);
            ExpectAllInOrder(phone.upUids, 200);
            EXPECT_GT(down.firstFailed, 0.05 * static_cast<double>(down.first));
            EXPECT_GT(up.firstFailed, 0.05 * static_cast<double>(up.first));
        }
}

TEST(Rlc, RepeatsALastBlockThatNothingFollows) {
    // The tail of a burst has no successor that would show its loss: only the sender's poll does.
    const SimSession session;
    RadioStudy study(Attributes{{"Harq", "None"}, {"QueueLimit", "10000000"}});
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(4), kTenPercentDb, 20.0);
    for (int i = 0; i < 400; ++i) Simulator::Schedule(Seconds(i), &RadioStudy::SendDown, &study, std::ref(phone), 300);
    SimSession::RunUntil(Seconds(500));
    ExpectAllInOrder(phone.downUids, 400);
    std::size_t late = 0;
    for (std::size_t i = 0; i < phone.downTimes.size(); ++i) late += phone.downTimes[i] - Seconds(static_cast<double>(i)) > MilliSeconds(9);
    // A tenth of single blocks; 3 standard deviations of 400 draws are 18.
    EXPECT_NEAR(static_cast<double>(late), 40.0, 18.0);
}

TEST(Rlc, InUnacknowledgedModeGivesUpWhatIsLostAndKeepsTheOrder) {
    const SimSession session;
    RadioStudy study(Attributes{{"Harq", "None"}, {"AcknowledgedMode", "false"}, {"QueueLimit", "10000000"}});
    LossCount losses;
    study.Cell()->TraceConnectWithoutContext("RlcLoss", MakeCallback(&LossCount::Hear, &losses));
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(2), kTenPercentDb, 20.0);
    // One block is 566 octets (25 blocks at CQI 7): with its headers exactly one packet of 556.
    for (int i = 0; i < 3000; ++i) study.SendDown(phone, 556 - 1);
    SimSession::RunUntil(Seconds(20));
    EXPECT_TRUE(std::is_sorted(phone.downUids.begin(), phone.downUids.end()));
    EXPECT_EQ(phone.downUids.size() + losses.down, 3000U);
    // A packet is in one block or two: between 10 and 19 % are lost; its last ones perhaps unnoticed.
    EXPECT_GT(losses.down, 240U);
    EXPECT_LT(losses.down, 640U);
    EXPECT_EQ(losses.up, 0U);
}

TEST(Rlc, AFullQueueDropsAndSaysSo) {
    const SimSession session;
    RadioStudy study(Attributes{{"QueueLimit", "3000"}});
    LossCount drops;
    study.Cell()->TraceConnectWithoutContext("Drop", MakeCallback(&LossCount::Hear, &drops));
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(2));
    EXPECT_TRUE(study.Cell()->SendDown(phone.device, Create<Packet>(1400)));
    EXPECT_TRUE(study.Cell()->SendDown(phone.device, Create<Packet>(1400)));
    EXPECT_FALSE(study.Cell()->SendDown(phone.device, Create<Packet>(1400)));
    for (int i = 0; i < 3; ++i) study.SendUp(phone, 1400);
    EXPECT_EQ(drops.down, 1U);
    EXPECT_EQ(drops.up, 1U);
    SimSession::RunUntil(Seconds(1));
    EXPECT_EQ(phone.downUids.size(), 2U);
    EXPECT_EQ(phone.upUids.size(), 2U);
}

TEST(Rlc, WhatACellDidNotDeliverTheNextOneDoes) {
    const SimSession session;
    RadioStudy study(Attributes{{"QueueLimit", "10000000"}});
    RadioStudy other(Attributes{{"QueueLimit", "10000000"}});
    RadioPhone& phone = study.Add(LtePhone(), MilliSeconds(3), kTenPercentDb, kTenPercentDb);
    for (int i = 0; i < 200; ++i) {
        study.SendDown(phone, 1000);
        study.SendUp(phone, 1000);
    }
    SimSession::RunUntil(MilliSeconds(123));
    const std::size_t delivered = phone.downUids.size();
    const auto left = study.Cell()->Detach(phone.device);
    EXPECT_GT(delivered, 10U);
    EXPECT_EQ(delivered + left.size(), 200U);
    SimSession::RunUntil(MilliSeconds(200));
    EXPECT_EQ(phone.downUids.size(), delivered) << "what was under way came after all";
    phone.device->Send(Create<Packet>(77), Address(), 0x0800);  // waits: attached to nothing
    std::vector<std::uint64_t> up = phone.upUids;
    study.Cell()->SetUplinkCallback({});
    other.Cell()->SetUplinkCallback(Callback<void, Ptr<D2cUeDevice>, Ptr<Packet>>(
        std::function<void(Ptr<D2cUeDevice>, Ptr<Packet>)>([&](Ptr<D2cUeDevice>, Ptr<Packet> packet) { up.push_back(packet->GetUid()); })));
    other.Cell()->Attach(phone.device, phone.link);
    for (const Ptr<Packet>& packet : left) other.Cell()->SendDown(phone.device, packet);
    SimSession::RunUntil(Seconds(10));
    ExpectAllInOrder(phone.downUids, 200);
    ExpectAllInOrder(up, 201);
}

}  // namespace
}  // namespace ns3
