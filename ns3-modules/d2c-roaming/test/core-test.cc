// Sessions, paths and handover, without a manager.

#include <gtest/gtest.h>
#include <ns3/string.h>

#include <algorithm>
#include <cmath>

#include "ns3-modules/d2c-roaming/helper/d2c-network-helper.h"
#include "ns3-modules/d2c-roaming/test/core-study.h"

namespace ns3 {
namespace {

TEST(Registration, SizesAreTheCompilers) {
    RegisterD2cRoamingTypes();
    EXPECT_EQ(D2cPath::GetTypeId().GetSize(), sizeof(D2cPath));
    EXPECT_EQ(D2cAnchorDevice::GetTypeId().GetSize(), sizeof(D2cAnchorDevice));
    EXPECT_EQ(D2cCore::GetTypeId().GetSize(), sizeof(D2cCore));
    EXPECT_EQ(D2cRoamingManager::GetTypeId().GetSize(), sizeof(D2cRoamingManager));
    EXPECT_EQ(D2cSliceCells::GetTypeId().GetSize(), sizeof(D2cSliceCells));
    EXPECT_EQ(D2cSliceSurroundings::GetTypeId().GetSize(), sizeof(D2cSliceSurroundings));
}

// Oracle: the schedule that d2c-cell.h states, by hand. On either side of it slant, feeder, core and home, and 124 octets at 1 Gbit/s.
TEST(Anchor, ARoundTripIsTwiceEveryPartOfTheWayAndTheStatedProcessing) {
    for (const double altitudeKm : {330.0, 600.0, 1200.0}) {
        const SimSession session;
        const double d = altitudeKm * 1e6 / 299792458.0, way = d + 5.0 + 7.0, octets = (84 + 40) * 8e-6;
        CoreStudy study(d, d);
        study.Attach(0);
        Ping ping(study.anchorNode);
        Simulator::Schedule(MilliSeconds(100), &Ping::Send, &ping, study.address);
        SimSession::RunUntil(Seconds(2));
        const double arrives = 100.0 + way + octets, slot = std::ceil(arrives), answer = slot + 4.0 + d;
        const double request = std::ceil((answer + d) / 10.0) * 10.0;
        const double up = request + 4.0 + std::ceil(2.0 * d) + 4.0 + 4.0;
        const double processing = (slot - arrives) + 4.0 + (request - answer - d) + 4.0 + (std::ceil(2.0 * d) - 2.0 * d) + 8.0;
        EXPECT_NEAR(ping.answered.GetSeconds() * 1e3, up + way + octets, 0.01) << altitudeKm;
        // The grant's way down is a crossing of its own: the phone asks, is granted, sends: 4 slant delays in all.
        EXPECT_NEAR((ping.answered - ping.sent).GetSeconds() * 1e3, 2.0 * (way + octets) + 4.0 * d + processing, 0.01);
    }
}

TEST(Anchor, ThePathsProcessingIsAddedEachWay) {
    Time without;
    for (const double ms : {0.0, 10.0}) {
        const SimSession session;
        CoreStudy study;
        study.paths[0]->SetAttribute("Processing", TimeValue(Seconds(ms * 1e-3)));
        study.Attach(0);
        Ping ping(study.anchorNode);
        Simulator::Schedule(MilliSeconds(100), &Ping::Send, &ping, study.address);
        SimSession::RunUntil(Seconds(2));
        if (ms == 0.0) without = ping.answered;
        EXPECT_EQ(ping.answered, without + Seconds(2 * ms * 1e-3)) << "10 ms down keep to the grid of requests";
    }
}

void ExpectInOrder(const std::vector<std::uint32_t>& numbers) { EXPECT_TRUE(std::is_sorted(numbers.begin(), numbers.end())); }

TEST(Handover, WithForwardingNothingIsLostNothingOvertakenAndTheAddressStays) {
    const SimSession session;
    CoreStudy study;
    study.Attach(0);
    Stream down(study.anchorNode, study.phoneNode, study.address, MilliSeconds(3));
    Stream up(study.phoneNode, study.anchorNode, study.anchor->GetOwnAddress(), MilliSeconds(3));
    Simulator::Schedule(MilliSeconds(1), &Stream::Send, &down, 600);
    Simulator::Schedule(MilliSeconds(1), &Stream::Send, &up, 600);
    Time begin, end;
    int forwarded = 0, dropped = 0;
    study.core->TraceConnectWithoutContext("Interruption", Callback<void, std::uint32_t, Time, Time>([&](std::uint32_t, Time b, Time e) {
                                               begin = b;
                                               end = e;
                                           }));
    study.core->TraceConnectWithoutContext(
        "Forward", Callback<void, std::uint32_t, Ptr<const Packet>>([&](std::uint32_t, Ptr<const Packet>) { ++forwarded; }));
    study.core->TraceConnectWithoutContext("Drop", Callback<void, std::uint32_t, Ptr<const Packet>, std::string>(
                                                       [&](std::uint32_t, Ptr<const Packet>, std::string) { ++dropped; }));
    Simulator::Schedule(MilliSeconds(700), [&] { study.Handover(1, MilliSeconds(50), true); });
    SimSession::RunUntil(Seconds(4));
    EXPECT_EQ(begin, MilliSeconds(700));
    EXPECT_EQ(end, MilliSeconds(750));
    EXPECT_EQ(down.received.size(), 600U);
    ExpectInOrder(down.received);
    EXPECT_EQ(up.received.size(), 600U);
    ExpectInOrder(up.received);
    EXPECT_EQ(dropped, 0);
    // 50 ms of packets every 3 ms and those under way in 15 ms of path.
    EXPECT_GE(forwarded, 16);
    EXPECT_LE(forwarded, 30);
    EXPECT_EQ(study.core->GetCell(study.device), study.cells[1]);
    EXPECT_EQ(study.core->GetAddress(study.device), study.address);
    // The longest pause of the downlink is the gap and what forwarding, slots and decoding add.
    Time pause;
    for (std::size_t i = 1; i < down.at.size(); ++i) pause = std::max(pause, down.at[i] - down.at[i - 1]);
    EXPECT_GT(pause, MilliSeconds(50));
    EXPECT_LT(pause, MilliSeconds(65));
}

TEST(Handover, WithoutForwardingWhatIsUnderWayDownIsDroppedAndTold) {
    const SimSession session;
    CoreStudy study;
    study.Attach(0);
    Stream down(study.anchorNode, study.phoneNode, study.address, MilliSeconds(3));
    Stream up(study.phoneNode, study.anchorNode, study.anchor->GetOwnAddress(), MilliSeconds(3));
    Simulator::Schedule(MilliSeconds(1), &Stream::Send, &down, 600);
    Simulator::Schedule(MilliSeconds(1), &Stream::Send, &up, 600);
    std::size_t dropped = 0;
    study.core->TraceConnectWithoutContext("Drop", Callback<void, std::uint32_t, Ptr<const Packet>, std::string>(
                                                       [&](std::uint32_t, Ptr<const Packet>, std::string) { ++dropped; }));
    Simulator::Schedule(MilliSeconds(700), [&] { study.Handover(1, MilliSeconds(300), false); });
    SimSession::RunUntil(Seconds(4));
    EXPECT_GE(dropped, 95U);
    EXPECT_LE(dropped, 115U);
    EXPECT_EQ(down.received.size(), 600U - dropped);
    ExpectInOrder(down.received);
    EXPECT_EQ(up.received.size(), 600U) << "the phone holds what it has";
}

TEST(Handover, BackAndForthTenTimesKeepsTheOrder) {
    const SimSession session;
    CoreStudy study;
    study.Attach(0);
    study.paths[1]->SetDelays({MilliSeconds(20), MilliSeconds(1), MilliSeconds(1)});
    Stream down(study.anchorNode, study.phoneNode, study.address, MilliSeconds(2));
    Simulator::Schedule(MilliSeconds(1), &Stream::Send, &down, 1500);
    for (int i = 0; i < 10; ++i)
        Simulator::Schedule(MilliSeconds(300 * (i + 1)), [&study, i] { study.Handover(1 - i % 2, MilliSeconds(20 + 7 * i), true); });
    SimSession::RunUntil(Seconds(6));
    EXPECT_EQ(down.received.size(), 1500U);
    ExpectInOrder(down.received);
}

TEST(Path, PacketsKeepTheirOrderWhileTheDelayShrinks) {
    const SimSession session;
    CoreStudy study;
    study.Attach(0);
    study.paths[0]->SetDelays({MilliSeconds(200), Time{0}, Time{0}}, {MilliSeconds(5), Time{0}, Time{0}}, MilliSeconds(100),
                              MilliSeconds(150));
    EXPECT_EQ(study.paths[0]->GetOneWay(true), MilliSeconds(200));
    Stream down(study.anchorNode, study.phoneNode, study.address, MilliSeconds(1));
    Simulator::Schedule(MilliSeconds(90), &Stream::Send, &down, 200);
    SimSession::RunUntil(MilliSeconds(125));
    EXPECT_NEAR(study.paths[0]->GetOneWay(true).GetSeconds(), 0.1025, 1e-9);
    SimSession::RunUntil(Seconds(2));
    EXPECT_EQ(down.received.size(), 200U);
    ExpectInOrder(down.received);
}

TEST(Path, AllPhonesOfASatelliteShareItsFeeder) {
    const SimSession session;
    const auto path = CreateObject<D2cPath>();
    path->SetAttribute("FeederRate", StringValue("1Mbps"));
    EXPECT_EQ(path->Serialise(true, 1000), MilliSeconds(8));
    EXPECT_EQ(path->Serialise(true, 1000), MilliSeconds(16));
    EXPECT_EQ(path->Serialise(false, 1000), MilliSeconds(8)) << "the other way is its own";
    SimSession::RunUntil(MilliSeconds(20));
    EXPECT_EQ(path->Serialise(true, 500), MilliSeconds(4));
}

TEST(Address, AnotherAnchorMakesThePhoneReachableThereAndNoMoreHere) {
    const SimSession session;
    CoreStudy study;
    study.Attach(0);
    const auto other = CreateObject<D2cAnchorDevice>();
    const auto otherNode = CreateObject<Node>();
    other->SetCore(study.core);
    other->SetPool("10.99.0.0", "255.255.0.0");
    AddStack(otherNode, other, other->GetOwnAddress(), other->GetMask());
    const Ipv4Address next = other->Allocate();
    const auto ip = study.phoneNode->GetObject<Ipv4>();
    ip->RemoveAddress(study.phoneInterface, 0);
    ip->AddAddress(study.phoneInterface, Ipv4InterfaceAddress(next, Ipv4Mask::GetOnes()));
    study.core->Open(study.device, other, next, false);
    Ping old(study.anchorNode), now(otherNode);
    Simulator::Schedule(MilliSeconds(100), &Ping::Send, &old, study.address);
    Simulator::Schedule(MilliSeconds(100), &Ping::Send, &now, next);
    SimSession::RunUntil(Seconds(2));
    EXPECT_LT(old.answered, Time{0});
    EXPECT_GT(now.answered, Time{0});
    EXPECT_EQ(study.core->GetAnchor(study.device), other);
    EXPECT_NE(other->Allocate(), next) << "no address is given twice";
}

TEST(Address, APhoneThatWasNeverServedHasItsPacketsWhenItIs) {
    const SimSession session;
    CoreStudy study;
    Stream down(study.anchorNode, study.phoneNode, study.address, MilliSeconds(3));
    Simulator::Schedule(MilliSeconds(1), &Stream::Send, &down, 20);
    Simulator::Schedule(Seconds(1), [&] { study.Attach(0); });
    SimSession::RunUntil(Seconds(2));
    EXPECT_EQ(down.received.size(), 20U);
    EXPECT_GT(down.at.front(), Seconds(1));
}

TEST(BadInputDeathTest, APhoneWithoutASessionAndAnAddressTwiceAreNamed) {
    const SimSession session;
    CoreStudy study;
    const auto stranger = CreateObject<D2cUeDevice>();
    CreateObject<Node>()->AddDevice(stranger);
    EXPECT_DEATH(study.core->Attach(stranger, study.cells[0], study.links[0], study.paths[0]), "has no session");
    EXPECT_DEATH(study.core->Open(stranger, study.anchor, study.address, true), "is another phone's");
    EXPECT_DEATH(study.Handover(1, Seconds(-1), true), "0 or more");
    study.anchor->SetPool("10.0.0.0", "255.255.255.252");
    study.anchor->Allocate();
    EXPECT_DEATH(study.anchor->Allocate(), "a larger pool");
}

}  // namespace
}  // namespace ns3
