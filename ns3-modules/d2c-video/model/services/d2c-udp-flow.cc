#include "ns3-modules/d2c-video/model/services/d2c-udp-flow.h"

#include <ns3/simulator.h>
#include <ns3/uinteger.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cUdpFlow);

namespace {

constexpr std::uint32_t kHereOctets = 1;

}  // namespace

TypeId D2cUdpFlow::GetTypeId() {
    static TypeId tid = TypeId("ns3::D2cUdpFlow")
                            .SetParent<D2cUdpEnd>()
                            .SetGroupName("D2c")
                            .AddConstructor<D2cUdpFlow>()
                            .AddAttribute("Rate", "Rate of the content this end sends; 0 only listens.", DataRateValue(DataRate(0)),
                                          MakeDataRateAccessor(&D2cUdpFlow::m_rate), MakeDataRateChecker())
                            .AddAttribute("PacketOctets", "Content of a packet [octets].", UintegerValue(1400),
                                          MakeUintegerAccessor(&D2cUdpFlow::m_packetOctets), MakeUintegerChecker<std::uint32_t>(2, 65000))
                            .AddAttribute("Interval", "Length of the intervals that arrivals are counted in.", TimeValue(Seconds(1)),
                                          MakeTimeAccessor(&D2cUdpFlow::m_interval), MakeTimeChecker(MicroSeconds(1)))
                            .AddTraceSource("Heard", "A packet has come.", MakeTraceSourceAccessor(&D2cUdpFlow::m_heardTrace),
                                            "ns3::D2cUdpFlow::HeardCallback");
    return tid;
}

D2cUdpFlow::D2cUdpFlow() = default;
D2cUdpFlow::~D2cUdpFlow() = default;

void D2cUdpFlow::DoDispose() {
    m_next.Cancel();
    m_here.Cancel();
    D2cUdpEnd::DoDispose();
}

void D2cUdpFlow::StartApplication() {
    m_goodput.emplace(m_interval.GetSeconds(), Simulator::Now().GetSeconds());
    OpenSocket();
    if (m_rate.GetBitRate() > 0) {
        SendNext();
    } else if (HasPeer()) {
        SayHere();
    }
}

void D2cUdpFlow::StopApplication() {
    // It hears on: what was sent is on its way.
    m_next.Cancel();
    m_here.Cancel();
}

void D2cUdpFlow::Reconnect() {
    D2cUdpEnd::Reconnect();
    if (m_here.IsRunning()) {
        m_here.Cancel();
        SayHere();
    }
}

void D2cUdpFlow::SendNext() {
    m_next = Simulator::Schedule(m_rate.CalculateBytesTxTime(m_packetOctets), &D2cUdpFlow::SendNext, this);
    if (!HasPeer()) return;
    SendToPeer(Create<Packet>(m_packetOctets));  // without a route it is lost like any other
    ++m_sent;
}

void D2cUdpFlow::SayHere() {
    m_here = Simulator::Schedule(GetRetryAfter(), &D2cUdpFlow::SayHere, this);
    SendToPeer(Create<Packet>(kHereOctets));
}

void D2cUdpFlow::Hear(Ptr<Packet> packet) {
    if (packet->GetSize() <= kHereOctets) return;
    ++m_heard;
    m_goodput->add(Simulator::Now().GetSeconds(), packet->GetSize());
    m_heardTrace(packet->GetSize());
}

}  // namespace ns3
