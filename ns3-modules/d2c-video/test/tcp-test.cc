// TCP under the module's defaults: loss, rate, broken connections.

#include <gtest/gtest.h>
#include <ns3/boolean.h>
#include <ns3/config.h>
#include <ns3/double.h>
#include <ns3/error-model.h>
#include <ns3/pointer.h>
#include <ns3/random-variable-stream.h>
#include <ns3/tcp-socket-base.h>
#include <ns3/uinteger.h>

#include <algorithm>
#include <array>

#include "ns3-modules/d2c-video/test/video-net.h"

namespace ns3 {
namespace {

double g_longestRto = 0.0;
int g_rtoChanges = 0;
void SeeRto(Time, Time rto) {
    g_longestRto = std::max(g_longestRto, rto.GetSeconds());
    ++g_rtoChanges;
}
/// Sockets made so far on both nodes report their timer.
void WatchRto() { Config::ConnectWithoutContextFailSafe("/NodeList/*/$ns3::TcpL4Protocol/SocketList/*/RTO", MakeCallback(&SeeRto)); }

struct Outcome {
    double longestRto;
    std::size_t segments;
};

/// A film of 2 min at 1 Mbit/s over a link of 4 Mbit/s that loses one packet in a hundred each way.
Outcome UnderLoss(const char* congestionControl, std::int64_t stream) {
    g_longestRto = 0.0;
    g_rtoChanges = 0;
    VideoNet net(4e6, MilliSeconds(20), {.congestionControl = congestionControl});
    for (const auto& device : {net.ServerDevice(), net.PhoneDevice()}) {
        const auto errors = CreateObject<RateErrorModel>();
        errors->SetUnit(RateErrorModel::ERROR_UNIT_PACKET);
        errors->SetRate(0.01);
        const auto draws = CreateObject<UniformRandomVariable>();
        draws->SetStream(stream++);
        errors->SetRandomVariable(draws);
        device->SetAttribute("ReceiveErrorModel", PointerValue(errors));
    }
    D2cDashHelper films(net.ServerAddress(), LadderOf(std::array{1000.0}, 4.0));
    d2c::VideoService service;
    service.session_s = 120.0;
    films.SetService(service);
    const auto client = films.Install(net.phone);
    Simulator::Schedule(Seconds(0.5), &WatchRto);
    SimSession::RunUntil(Seconds(400));
    EXPECT_TRUE(client->GetResult().finished) << congestionControl;
    EXPECT_GT(g_rtoChanges, 5) << "the timers were seen";
    return {g_longestRto, client->GetPlayer()->segments().size()};
}

TEST(TcpDefaults, NoTimerExceedsThreeSecondsAtOnePercentLoss) {
    for (const char* congestionControl : {"ns3::TcpCubic", "ns3::TcpLinuxReno"}) {
        for (const std::int64_t stream : {10, 20, 30}) {
            const Outcome outcome = UnderLoss(congestionControl, stream);
            EXPECT_LT(outcome.longestRto, 3.0) << congestionControl << " stream " << stream;
            EXPECT_EQ(outcome.segments, 30U);
        }
    }
}

TEST(TcpDefaultsDeath, NamesEveryFault) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    EXPECT_DEATH(D2cTcpDefaults({.congestionControl = "ns3::TcpMagic", .segmentOctets = 7}), "TcpMagic(.|\n)*segmentOctets: 7");
}

TEST(ScriptedLink, SendsAPacketWhenItsBitsHaveCome) {  // by hand: 1000 octets at 1 Mbit/s 8 ms, across a gap from 4 to 104 ms, then 30 ms
    const d2c::RateTrace link = D2cScript(std::array<D2cScriptStep, 3>{{{0.0, 1e6}, {0.004, 0.0}, {0.104, 1e6}}}, 10.0);
    VideoNet net(link, link, MilliSeconds(30));
    Time arrived;
    net.PhoneDevice()->SetReceiveCallback(Callback<bool, Ptr<NetDevice>, Ptr<const Packet>, std::uint16_t, const Address&>(
        [&arrived](Ptr<NetDevice>, Ptr<const Packet>, std::uint16_t, const Address&) {
            arrived = Simulator::Now();
            return true;
        }));
    Simulator::ScheduleWithContext(net.server->GetId(), Seconds(0),
                                   [&net] { net.ServerDevice()->Send(Create<Packet>(1000), net.ServerDevice()->GetBroadcast(), 0x0800); });
    SimSession::RunUntil(Seconds(1));
    EXPECT_NEAR(arrived.GetSeconds(), 0.138, 1e-8);
}

TEST(ScriptedLink, DropsWhatItsQueueCannotHold) {
    VideoNet net(1e6);
    net.ServerDevice()->SetAttribute("QueueOctets", UintegerValue(2500));
    const auto send = [&net] { return net.ServerDevice()->Send(Create<Packet>(1000), net.ServerDevice()->GetBroadcast(), 0x0800); };
    EXPECT_TRUE(send());
    EXPECT_TRUE(send());
    EXPECT_FALSE(send());
}

}  // namespace
}  // namespace ns3
