// When a packet arrives: the schedule that d2c-cell.h states, computed here by hand.

#include <gtest/gtest.h>
#include <ns3/icmpv4.h>
#include <ns3/inet-socket-address.h>
#include <ns3/ipv4-raw-socket-factory.h>
#include <ns3/socket.h>

#include <ostream>

#include "ns3-modules/d2c-radio/helper/d2c-radio-helper.h"
#include "ns3-modules/d2c-radio/test/radio-study.h"

namespace ns3 {
namespace {

constexpr double kCMPerS = 299792458.0;

struct Case {
    double slantM;
    bool lte;
    double sentMs;
    friend std::ostream& operator<<(std::ostream& out, const Case& c) {
        return out << c.slantM * 1e-3 << " km, " << (c.lte ? "LTE" : "NR") << ", sent at " << c.sentMs << " ms";
    }
};

class Delay : public testing::TestWithParam<Case> {};

TEST_P(Delay, APacketDownArrivesOneSlotAndTheDecodingAfterItsSlantDelay) {
    const SimSession session;
    const auto [slantM, lte, sentMs] = GetParam();
    RadioStudy study;
    const Time delay = Seconds(slantM / kCMPerS);
    RadioPhone& phone = study.Add(lte ? LtePhone() : NrPhone(), delay);
    Simulator::Schedule(MicroSeconds(static_cast<std::uint64_t>(sentMs * 1e3)), &RadioStudy::SendDown, &study, std::ref(phone), 84);
    SimSession::RunUntil(Seconds(2));
    ASSERT_EQ(phone.downTimes.size(), 1U);
    const double expectedMs = std::ceil(sentMs) + 1.0 + slantM / kCMPerS * 1e3 + (lte ? 3.0 : 1.0);
    EXPECT_NEAR(phone.downTimes[0].GetSeconds() * 1e3, expectedMs, 0.01);
}

TEST_P(Delay, APacketUpArrivesAfterRequestGrantAndData) {
    const SimSession session;
    const auto [slantM, lte, sentMs] = GetParam();
    RadioStudy study;
    const double d = slantM / kCMPerS * 1e3;
    RadioPhone& phone = study.Add(lte ? LtePhone() : NrPhone(), Seconds(slantM / kCMPerS));
    Simulator::Schedule(MicroSeconds(static_cast<std::uint64_t>(sentMs * 1e3)), &RadioStudy::SendUp, &study, std::ref(phone), 84);
    SimSession::RunUntil(Seconds(2));
    ASSERT_EQ(phone.upTimes.size(), 1U);
    const double decoding = lte ? 3.0 : 1.0;
    const double request = std::ceil((sentMs + d) / 10.0 - 1e-9) * 10.0;  // arrives at the satellite
    const double grant = std::ceil(request + 1.0 + decoding - 1e-9);
    const double data = grant + std::ceil(2.0 * d - 1e-9) + 1.0 + decoding;  // arrives
    EXPECT_NEAR(phone.upTimes[0].GetSeconds() * 1e3, data + 1.0 + decoding, 0.01);
}

INSTANTIATE_TEST_SUITE_P(Altitudes, Delay,
                         testing::Values(Case{330e3, true, 3.3}, Case{600e3, true, 7.0}, Case{1200e3, true, 11.25},
                                         Case{35786e3, true, 0.5}, Case{330e3, false, 3.3}, Case{600e3, false, 9.9},
                                         Case{1932e3, false, 12.0}, Case{35786e3, false, 2.125}));

struct Ping {
    Time sent, answered;
    Ptr<Socket> socket;
    void Send(Ipv4Address to) {
        sent = Simulator::Now();
        const auto packet = Create<Packet>(56);
        Icmpv4Echo echo;
        echo.SetData(packet);
        const auto message = Create<Packet>();
        message->AddHeader(echo);
        Icmpv4Header header;
        header.SetType(Icmpv4Header::ICMPV4_ECHO);
        message->AddHeader(header);
        socket->SendTo(message, 0, InetSocketAddress(to, 0));
    }
    void Hear(Ptr<Socket> from) {
        from->Recv();
        answered = Simulator::Now();
    }
};

TEST(PingTest, ARoundTripIsTwiceTheSlantDelayAndTheStatedProcessing) {
    for (const double altitudeKm : {330.0, 600.0, 1200.0, 35786.0}) {
        const SimSession session;
        const double d = altitudeKm * 1e6 / kCMPerS;  // ms
        const auto satellite = CreateObject<Node>();
        const auto phone = CreateObject<Node>();
        D2cRadioHelper helper;
        helper.SetHandset(LtePhone());
        helper.InstallCell(satellite);
        const auto link = CreateObject<D2cFixedRadioLink>();
        link->SetAttribute("Delay", TimeValue(Seconds(d * 1e-3)));
        helper.InstallPhone(phone, link);
        Ping ping;
        ping.socket = Socket::CreateSocket(satellite, Ipv4RawSocketFactory::GetTypeId());
        ping.socket->SetAttribute("Protocol", UintegerValue(1));
        ping.socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), 0));
        ping.socket->SetRecvCallback(MakeCallback(&Ping::Hear, &ping));
        Simulator::Schedule(MilliSeconds(100), &Ping::Send, &ping, D2cRadioHelper::GetAddress(phone));
        SimSession::RunUntil(Seconds(3));
        // Down: slot at 100 ms, one slot and three to decode. Up: the request arrives at a multiple of 10 ms; four slots on, the grant; its
        // data arrive a round trip in whole slots and four slots later, and take four to be received and decoded.
        const double answer = 100.0 + 4.0 + d;
        const double request = std::ceil((answer + d) / 10.0) * 10.0;
        const double expected = request + 4.0 + std::ceil(2.0 * d) + 4.0 + 4.0;
        EXPECT_NEAR(ping.answered.GetSeconds() * 1e3, expected, 0.01) << altitudeKm << " km";
        // All but propagation: what waits for slots and occasions, and decodes.
        const double processing = 4.0 + (request - answer - d) + 4.0 + (std::ceil(2.0 * d) - 2.0 * d) + 4.0 + 4.0;
        RecordProperty("round_trip_ms_" + std::to_string(static_cast<int>(altitudeKm)),
                       std::to_string((ping.answered - ping.sent).GetSeconds() * 1e3));
        EXPECT_NEAR((ping.answered - ping.sent).GetSeconds() * 1e3, 4.0 * d + processing, 0.01);
        link->Dispose();
    }
}

}  // namespace
}  // namespace ns3
