// Calls and UDP flows.

#include <gtest/gtest.h>
#include <ns3/boolean.h>
#include <ns3/data-rate.h>

#include <array>
#include <cmath>
#include <vector>

#include "ns3-modules/d2c-video/test/video-net.h"

namespace ns3 {
namespace {

constexpr double kFrameBits = (33 + 12 + 28) * 8.0;  // speech, RTP, UDP and IP

struct FramesSeen {
    std::vector<Time> delays;
    std::uint32_t late = 0;
    void See(std::uint32_t, Time delay, bool inTime) {
        delays.push_back(delay);
        late += inTime ? 0 : 1;
    }
};

TEST(Voice, DelayAndLossAreThoseOfAHandCalculation) {
    // 100 kbit/s, 30 ms, dark from 5 to 6 s. A frame takes 5.84 ms. The k-th frame of the dark second waits until 6 s and for the k before
    // it: 1 - 0.02 k + 0.00584 (k + 1) + 0.03 s; that is above 143 ms up to k = 63. So 64 of 1,000 are late.
    const d2c::RateTrace up = D2cScript(std::array<D2cScriptStep, 3>{{{0.0, 100e3}, {5.0, 0.0}, {6.0, 100e3}}}, 1e4);
    VideoNet net(VideoNet::Constant(100e3), up, MilliSeconds(30));
    const auto call = InstallPair<D2cVoice>(net.phone, net.server, net.ServerAddress(), 5004);
    for (const auto& end : {call.phone, call.far}) {
        end->SetService(d2c::VoiceService{});
        end->SetStopTime(Seconds(20));
    }
    FramesSeen heard;
    call.far->TraceConnectWithoutContext("Frame", MakeCallback(&FramesSeen::See, &heard));
    SimSession::RunUntil(Seconds(25));

    EXPECT_EQ(call.phone->GetSent(), 1000U);
    ASSERT_EQ(heard.delays.size(), 1000U) << "none was dropped";
    EXPECT_EQ(heard.late, 64U);
    EXPECT_NEAR(D2cVoice::LossShare(*call.phone, *call.far), 0.064, 1e-12);
    EXPECT_NEAR(heard.delays[0].GetSeconds(), 0.030 + kFrameBits / 100e3, 1e-8);
    EXPECT_NEAR(heard.delays[250 + 63].GetSeconds(), 1.0 - 0.02 * 63 + 0.00584 * 64 + 0.03, 1e-6);
    EXPECT_GT(heard.delays[250 + 63], MilliSeconds(143));
    EXPECT_LT(heard.delays[250 + 64], MilliSeconds(143));
    // The other way nothing was in the way; its first frame followed the phone's.
    EXPECT_GT(call.far->GetSent(), 990U);
    EXPECT_EQ(D2cVoice::LossShare(*call.far, *call.phone), 0.0);
    EXPECT_NEAR(call.phone->GetMeanDelay().GetSeconds(), 0.030 + kFrameBits / 100e3, 1e-6);
}

TEST(Voice, FramesThatNeverCameAreLost) {
    const d2c::RateTrace up = D2cScript(std::array<D2cScriptStep, 1>{{{0.0, 100e3}}}, 10.0);  // and nothing afterwards
    VideoNet net(VideoNet::Constant(100e3), up, MilliSeconds(30));
    const auto call = InstallPair<D2cVoice>(net.phone, net.server, net.ServerAddress(), 5004);
    call.phone->SetStopTime(Seconds(20));
    SimSession::RunUntil(Seconds(25));
    EXPECT_NEAR(D2cVoice::LossShare(*call.phone, *call.far), 0.5, 0.002);
}

struct Spurts {
    std::uint32_t sent;
    double delay;
};
Spurts Converse(std::int64_t stream) {
    VideoNet net(100e3);
    const auto call = InstallPair<D2cVoice>(net.phone, net.server, net.ServerAddress(), 5004);
    for (const auto& end : {call.phone, call.far}) {
        end->SetAttribute("TalkSpurts", BooleanValue(true));
        stream += end->AssignStreams(stream);
        end->SetStopTime(Seconds(600));
    }
    SimSession::RunUntil(Seconds(601));
    EXPECT_EQ(D2cVoice::LossShare(*call.phone, *call.far), 0.0);
    return {call.phone->GetSent(), call.far->GetMeanDelay().GetSeconds()};
}

TEST(Voice, SpellsOfSpeechAndSilenceFollowTheirStreams) {
    const Spurts first = Converse(40), again = Converse(40), other = Converse(80);
    EXPECT_EQ(first.sent, again.sent);
    EXPECT_EQ(first.delay, again.delay);
    EXPECT_NE(first.sent, other.sent);
    // Speech is 1.026 of 2.197 s; in silence one frame in eight, and the first of each. Some 270 spells of each kind: the share of speech
    // varies by its mean over sqrt(270), 4 %; four of those.
    const double share = 1.026 / 2.197;
    const double expected = 30'000.0 * (share + (1.0 - share) / 8.0);
    EXPECT_NEAR(static_cast<double>(first.sent), expected, expected * 0.17);
}

TEST(UdpFlow, ASaturatedLinkCarriesItsRateLessHeaders) {
    VideoNet net(5e6, MilliSeconds(20));
    const auto flow = InstallPair<D2cUdpFlow>(net.phone, net.server, net.ServerAddress(), 5001);
    flow.far->SetAttribute("Rate", DataRateValue(DataRate(10'000'000)));
    flow.far->SetStopTime(Seconds(30));
    SimSession::RunUntil(Seconds(40));
    EXPECT_NEAR(flow.phone->GetGoodput()->mean_bits_per_second(5, 29), 5e6 * 1400.0 / 1428.0, 5e4);
    EXPECT_LT(flow.phone->GetHeardPackets(), flow.far->GetSentPackets());
    EXPECT_GT(flow.far->GetSentPackets(), 26'000U);  // 10 Mbit/s of 11,200 bits for 30 s
}

}  // namespace
}  // namespace ns3
