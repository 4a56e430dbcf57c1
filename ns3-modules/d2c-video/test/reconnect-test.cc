// Another address in the middle of it.

#include <gtest/gtest.h>
#include <ns3/string.h>

#include <array>

#include "ns3-modules/d2c-video/test/video-net.h"

namespace ns3 {
namespace {

struct Outcome {
    d2c::SessionResult film;
    std::uint32_t messagesInTime;
    double voiceLoss;
    double bulkLastBitsPerSecond;
    double pageSeconds;
    std::uint32_t told;
};

/// All services at once; at 60.1 s the phone has another address, and after half a second without one it is told, or not.
Outcome ChangeAddress(bool tell) {
    VideoNet net(6e6, MilliSeconds(20));
    D2cDashHelper films(net.ServerAddress(), LadderOf(std::array{300.0, 700.0}, 4.0));
    d2c::VideoService service;
    service.session_s = 120.0;
    service.maximum_buffer_s = 12.0;
    films.SetService(service);
    const auto client = films.Install(net.phone);
    const auto messaging = InstallClient<D2cMessaging>(net.phone, net.ServerAddress());
    messaging->SetAttribute("Interval", StringValue("ns3::ConstantRandomVariable[Constant=20]"));
    messaging->SetAttribute("Within", TimeValue(Seconds(10)));
    const auto call = InstallPair<D2cVoice>(net.phone, net.server, net.ServerAddress(), 5004);
    call.phone->SetStopTime(Seconds(120));
    call.far->SetStopTime(Seconds(120));
    const auto bulk = InstallClient<D2cBulk>(net.phone, net.ServerAddress());
    bulk->SetStopTime(Seconds(150));
    const auto web = InstallClient<D2cWeb>(net.phone, net.ServerAddress());
    web->SetStartTime(Seconds(60));
    Outcome outcome{};
    Simulator::Schedule(Seconds(60.1), [&net] { net.ChangePhoneAddress("10.9.0.2"); });
    if (tell) Simulator::Schedule(Seconds(60.6), [&net, &outcome] { outcome.told = D2cReconnectAll(net.phone); });
    SimSession::RunUntil(Seconds(160));
    outcome.film = client->GetResult();
    outcome.messagesInTime = messaging->GetInTime();
    outcome.voiceLoss = D2cVoice::LossShare(*call.far, *call.phone);
    outcome.bulkLastBitsPerSecond = bulk->GetGoodput()->bits_per_second(100);
    outcome.pageSeconds = web->GetPages().empty() ? -1.0 : (web->GetPages()[0].loaded - web->GetPages()[0].wished).GetSeconds();
    return outcome;
}

TEST(Reconnect, EveryServiceGoesOnFromTheNewAddress) {
    const Outcome outcome = ChangeAddress(true);
    EXPECT_EQ(outcome.told, 5U);
    EXPECT_TRUE(outcome.film.finished);
    EXPECT_LT(outcome.film.stall_s, 2.0);
    EXPECT_EQ(outcome.messagesInTime, 7U);  // of those at 20, 40, … 140 s
    EXPECT_GT(outcome.bulkLastBitsPerSecond, 1e6);
    EXPECT_GT(outcome.pageSeconds, 0.6) << "it was under way";
    EXPECT_LT(outcome.pageSeconds, 60.0);
}

TEST(Reconnect, WithoutItTcpHangsInSilence) {
    const Outcome outcome = ChangeAddress(false);
    EXPECT_EQ(outcome.bulkLastBitsPerSecond, 0.0) << "40 s later";
    EXPECT_GT(outcome.pageSeconds, 30.0) << "not before TCP gives up";
}

TEST(Reconnect, VoiceIsHeardAgainAsSoonAsTheFarEndHasHeardFromTheNewAddress) {
    VideoNet net(1e6, MilliSeconds(20));
    const auto call = InstallPair<D2cVoice>(net.phone, net.server, net.ServerAddress(), 5004);
    for (const auto& end : {call.phone, call.far}) end->SetStopTime(Seconds(100));
    Simulator::Schedule(Seconds(50), [&net] { net.ChangePhoneAddress("10.9.0.2"); });
    Simulator::Schedule(Seconds(50.5), [&net] { D2cReconnectAll(net.phone); });
    SimSession::RunUntil(Seconds(101));
    // Down: what goes to the old address from 50 s less the 20 ms of the way, until the first packet from the new one is there: the phone's
    // socket is not bound to an address, so that is within a frame's 20 ms and the way of 20 ms, 4 frames. Then what goes to the old
    // socket's port around 50.5 s: a round trip of 40 ms, 3 frames.
    const double lost = D2cVoice::LossShare(*call.far, *call.phone) * static_cast<double>(call.far->GetSent());
    EXPECT_GE(lost, 3.0);
    EXPECT_LE(lost, 7.0);
    EXPECT_LE(D2cVoice::LossShare(*call.phone, *call.far) * static_cast<double>(call.phone->GetSent()), 1.0);
}

}  // namespace
}  // namespace ns3
