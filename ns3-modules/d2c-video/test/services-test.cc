// Messages, pages, bulk data and live video over TCP.

#include "video/services.h"

#include <gtest/gtest.h>
#include <ns3/double.h>
#include <ns3/enum.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <array>
#include <cmath>
#include <vector>

#include "ns3-modules/d2c-video/test/video-net.h"

namespace ns3 {
namespace {

struct MessagesSeen {
    std::vector<double> delaySeconds;
    std::vector<bool> inTime;
    void See(std::uint32_t, Time written, Time delivered, bool good) {
        delaySeconds.push_back((delivered - written).GetSeconds());
        inTime.push_back(good);
    }
};

TEST(Messaging, DeliversInTheTimeItsOctetsTakeAndCountsTheLateOne) {
    // By hand: 300 + 22 octets and 40 of headers at 10 kbit/s, then 30 ms. From 100 to 200 s nothing passes: the message written at 120 s
    // comes at 200 s and is late, the one of 180 s behind it is not.
    const d2c::RateTrace up = D2cScript(std::array<D2cScriptStep, 3>{{{0.0, 10e3}, {100.0, 0.0}, {200.0, 10e3}}}, 1e4);
    VideoNet net(VideoNet::Constant(100e3), up, MilliSeconds(30));
    const auto messaging = InstallClient<D2cMessaging>(net.phone, net.ServerAddress());
    messaging->SetService(d2c::TextService{});
    EXPECT_EQ(messaging->AssignStreams(7), 1);
    MessagesSeen seen;
    messaging->TraceConnectWithoutContext("Message", MakeCallback(&MessagesSeen::See, &seen));
    SimSession::RunUntil(Seconds(700));

    EXPECT_EQ(messaging->GetWritten(), 10U);
    EXPECT_EQ(messaging->GetDelivered(), 10U);
    EXPECT_EQ(messaging->GetInTime(), 9U);
    ASSERT_EQ(seen.delaySeconds.size(), 10U);
    const double alone = (322.0 + 40.0) * 8.0 / 10e3 + 0.030;
    EXPECT_NEAR(seen.delaySeconds[0], alone, 1e-3);
    EXPECT_NEAR(seen.delaySeconds[9], alone, 1e-3);
    EXPECT_NEAR(seen.delaySeconds[1], 80.0 + alone, 0.5);
    EXPECT_FALSE(seen.inTime[1]);
    EXPECT_TRUE(seen.inTime[2]);
    EXPECT_LT(seen.delaySeconds[2], 30.0) << "behind what TCP repeated while nothing passed";
    // And as the world engine has it, less the 10 octets of the radio's own headers.
    const double world = d2c::message_bits(d2c::TextService{}, d2c::kPacketOverheadBytes - 10.0) / 10e3;
    EXPECT_NEAR(seen.delaySeconds[0] - 0.030, world, 1e-3);
}

TEST(Web, ASmallTransferTakesThreeRoundTripsAndItsOctets) {
    VideoNet net(1e6, MilliSeconds(30));
    const auto web = InstallClient<D2cWeb>(net.phone, net.ServerAddress());
    d2c::LightDataService light;
    light.transfers = 3;
    web->SetService(light);
    web->AssignStreams(20);
    SimSession::RunUntil(Seconds(400));
    ASSERT_EQ(web->GetPages().size(), 3U);
    for (const D2cWeb::Page& page : web->GetPages()) {
        EXPECT_EQ(page.octets, 50'000U);
        // By hand: three round trips of 60 ms (connection, encryption, request); 3,500 octets of certificates in 3 packets and 50,300 in
        // 36, 40 of headers each, at 1 Mbit/s; what goes up passes at 20 Mbit/s in half a millisecond. The window of ten packets is above
        // the 7,500 octets of a round trip.
        const double expected = 3 * 0.060 + (3'500 + 3 * 40 + 50'300 + 36 * 40) * 8.0 / 1e6;
        EXPECT_NEAR((page.loaded - page.wished).GetSeconds(), expected, 5e-3);
        // The world engine's law for the same round trips; its packets have 72 octets of headers with 1,438 of content.
        light.round_trips = 3;
        light.round_trip_s = 0.060;
        EXPECT_NEAR((page.loaded - page.wished).GetSeconds(), d2c::transfer_duration_s(VideoNet::Constant(1e6), light, 0.0), 0.03);
    }
}

TEST(Web, APageOfManyObjectsUsesTheLinkWithSixConnections) {
    VideoNet net(10e6, MilliSeconds(30));
    net.ServerDevice()->SetAttribute("QueueOctets", UintegerValue(4'000'000));
    const auto server = net.contentServer;
    const auto web = InstallClient<D2cWeb>(net.phone, net.ServerAddress());
    SimSession::RunUntil(Seconds(60));
    ASSERT_EQ(web->GetPages().size(), 1U);
    const D2cWeb::Page page = web->GetPages()[0];
    EXPECT_EQ(page.octets, 18'000U + 65U * 35'300U);
    EXPECT_EQ(server->GetConnections(), 0U) << "closed behind the page";
    // At least its octets with headers at the link's rate. At most with two starts of three round trips one after the other, and the eleven
    // requests of each connection behind one another as if nothing else used the link meanwhile.
    const double octets = static_cast<double>(page.octets + 66 * 300 + 6 * 3'500);
    const double serial = octets * (1.0 + kTcpOverhead) * 8.0 / 10e6;
    EXPECT_GT((page.loaded - page.wished).GetSeconds(), serial + 6 * 0.060 - 0.060);
    EXPECT_LT((page.loaded - page.wished).GetSeconds(), serial + (6 + 11) * 0.060 + 0.1);
    EXPECT_LT(page.document, page.loaded);
}

class Bulk : public testing::TestWithParam<std::pair<const char*, D2cBulk::Direction>> {};

TEST_P(Bulk, GoodputIsTheLinksRateLessHeadersWithinOnePercent) {
    constexpr double kBitsPerSecond = 5e6;
    VideoNet net(VideoNet::Constant(kBitsPerSecond), VideoNet::Constant(kBitsPerSecond), MilliSeconds(20),
                 {.congestionControl = GetParam().first});
    // A queue that holds both sockets' buffers: nothing is lost. With the default of 300 kB CUBIC loses a few packets at each of its tops,
    // and 2 % of the rate.
    for (const auto& device : {net.ServerDevice(), net.PhoneDevice()}) device->SetAttribute("QueueOctets", UintegerValue(8'000'000));
    const auto server = net.contentServer;
    const auto bulk = InstallClient<D2cBulk>(net.phone, net.ServerAddress());
    bulk->SetAttribute("Direction", EnumValue(GetParam().second));
    bulk->SetServer(server);
    SimSession::RunUntil(Seconds(60));
    const double goodput = bulk->GetGoodput()->mean_bits_per_second(20, 60);
    RecordProperty("goodput_bps", std::to_string(goodput));
    EXPECT_NEAR(goodput / (kBitsPerSecond / (1.0 + kTcpOverhead)), 1.0, 0.01);
}
INSTANTIATE_TEST_SUITE_P(Both, Bulk,
                         testing::Values(std::pair{"ns3::TcpCubic", D2cBulk::DOWN}, std::pair{"ns3::TcpCubic", D2cBulk::UP},
                                         std::pair{"ns3::TcpLinuxReno", D2cBulk::DOWN}));

struct LiveSeen {
    std::vector<double> latency, buffer;
    void See(std::uint32_t, double latencySeconds, double bufferSeconds) {
        latency.push_back(latencySeconds);
        buffer.push_back(bufferSeconds);
    }
};

TEST(LiveClient, KeepsItsTargetStallsInAnOutageAndCatchesUp) {
    // As by hand in the test of d2c::LivePlayer, with packets: dark from 40 to 56 s, 8 Mbit/s else. Segments of 4 s and 4 Mbit.
    const d2c::RateTrace link = D2cScript(std::array<D2cScriptStep, 3>{{{0.0, 8e6}, {40.0, 0.0}, {56.0, 8e6}}}, 1e4);
    VideoNet net(link, VideoNet::Constant(20e6), MilliSeconds(10));
    net.ServerDevice()->SetAttribute("QueueOctets", UintegerValue(4'000'000));
    const auto live = InstallClient<D2cLiveClient>(net.phone, net.ServerAddress());
    live->SetLadder(LadderOf(std::array{1000.0}, 4.0));
    live->SetAttribute("EventSeconds", DoubleValue(400.0));
    LiveSeen seen;
    live->TraceConnectWithoutContext("Latency", MakeCallback(&LiveSeen::See, &seen));
    SimSession::RunUntil(Seconds(600));
    const d2c::LiveResult result = live->GetResult();
    EXPECT_NEAR(result.startup_s, 12.0, 1e-6);
    EXPECT_EQ(result.stall_events, 1);
    // 8.5 s by hand, 2.9 % of headers and a round trip more for the segment after the outage; what was asked for in the dark is on its way.
    EXPECT_NEAR(result.stall_s, 8.5, 0.15);
    EXPECT_NEAR(result.most_latency_s, 12.0 + result.stall_s, 1e-3);
    EXPECT_EQ(result.skips, 0);
    EXPECT_NEAR(result.played_s, 400.0, 1e-3);
    EXPECT_NEAR(seen.latency.back(), 12.0, 0.05) << "caught up at 5 %";
}

TEST(LiveClientDeath, NamesEveryFault) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    const auto watch = [] {
        VideoNet net(1e6);
        const auto live = InstallClient<D2cLiveClient>(net.phone, net.ServerAddress());
        live->SetAttribute("TargetLatencySeconds", DoubleValue(40.0));
        SimSession::RunUntil(Seconds(1));
    };
    EXPECT_DEATH(watch(), "ladder.rungs(.|\n)*live.skip_above_s");
}

}  // namespace
}  // namespace ns3
