#include "ns3-modules/d2c-video/model/link/d2c-scripted-net-device.h"

#include <ns3/error-model.h>
#include <ns3/mac48-address.h>
#include <ns3/node.h>
#include <ns3/packet.h>
#include <ns3/pointer.h>
#include <ns3/simulator.h>
#include <ns3/trace-source-accessor.h>
#include <ns3/uinteger.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cScriptedNetDevice);

TypeId D2cScriptedNetDevice::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cScriptedNetDevice")
            .SetParent<NetDevice>()
            .SetGroupName("D2c")
            .AddConstructor<D2cScriptedNetDevice>()
            .AddAttribute("Delay", "From a packet's last bit sent to its last bit received.", TimeValue(MilliSeconds(30)),
                          MakeTimeAccessor(&D2cScriptedNetDevice::m_delay), MakeTimeChecker(Seconds(0)))
            .AddAttribute("QueueOctets", "Octets that may wait, the packet being sent included; a packet beyond is dropped.",
                          UintegerValue(300'000),  // assumption: what the design's sketch of a cell gives each user
                          MakeUintegerAccessor(&D2cScriptedNetDevice::m_queueOctets), MakeUintegerChecker<std::uint32_t>(1500))
            .AddAttribute("Mtu", "Largest IP packet [octets].", UintegerValue(1500), MakeUintegerAccessor(&D2cScriptedNetDevice::m_mtu),
                          MakeUintegerChecker<std::uint16_t>(68))
            .AddAttribute("ReceiveErrorModel", "Which arriving packets are lost; none without one.", PointerValue(),
                          MakePointerAccessor(&D2cScriptedNetDevice::m_errors), MakePointerChecker<ErrorModel>())
            .AddTraceSource("Sent", "A packet's last bit left.", MakeTraceSourceAccessor(&D2cScriptedNetDevice::m_sentTrace),
                            "ns3::D2cScriptedNetDevice::PacketCallback")
            .AddTraceSource("Received", "A packet arrived.", MakeTraceSourceAccessor(&D2cScriptedNetDevice::m_receivedTrace),
                            "ns3::D2cScriptedNetDevice::PacketCallback")
            .AddTraceSource("Drop", "A packet found the queue full, was flushed, or lost on its way.",
                            MakeTraceSourceAccessor(&D2cScriptedNetDevice::m_dropTrace), "ns3::D2cScriptedNetDevice::PacketCallback");
    return tid;
}

D2cScriptedNetDevice::D2cScriptedNetDevice() : m_address(Mac48Address::Allocate()) {}
D2cScriptedNetDevice::~D2cScriptedNetDevice() = default;

void D2cScriptedNetDevice::DoDispose() {
    m_sending.Cancel();
    m_queue.clear();
    m_peer = nullptr;
    m_node = nullptr;
    m_errors = nullptr;
    NetDevice::DoDispose();
}

Address D2cScriptedNetDevice::GetBroadcast() const { return Mac48Address::GetBroadcast(); }

bool D2cScriptedNetDevice::SetMtu(const std::uint16_t mtu) {
    m_mtu = mtu;
    return true;
}

bool D2cScriptedNetDevice::Send(Ptr<Packet> packet, const Address&, std::uint16_t protocol) {
    if (m_waitingOctets + packet->GetSize() > m_queueOctets) {
        m_dropTrace(packet);
        return false;
    }
    m_waitingOctets += packet->GetSize();
    m_queue.push_back({packet, protocol});
    if (m_queue.size() == 1) SendNext();
    return true;
}

bool D2cScriptedNetDevice::SendFrom(Ptr<Packet> packet, const Address&, const Address& destination, std::uint16_t protocol) {
    return Send(packet, destination, protocol);
}

void D2cScriptedNetDevice::SendNext() {
    const double now = Simulator::Now().GetSeconds();
    const double sent = m_rate.time_when_received(now, 8.0 * m_queue.front().packet->GetSize());
    if (sent < d2c::RateTrace::kNever) m_sending = Simulator::Schedule(Seconds(sent - now), &D2cScriptedNetDevice::Sent, this);
}

void D2cScriptedNetDevice::Sent() {
    const Waiting first = m_queue.front();
    m_queue.pop_front();
    m_waitingOctets -= first.packet->GetSize();
    m_sentTrace(first.packet);
    Simulator::ScheduleWithContext(m_peer->GetNode()->GetId(), m_delay, &D2cScriptedNetDevice::Receive, m_peer, first.packet,
                                   first.protocol);
    if (!m_queue.empty()) SendNext();
}

void D2cScriptedNetDevice::Flush() {
    while (m_queue.size() > 1) {
        m_waitingOctets -= m_queue.back().packet->GetSize();
        m_dropTrace(m_queue.back().packet);
        m_queue.pop_back();
    }
}

void D2cScriptedNetDevice::Receive(Ptr<Packet> packet, std::uint16_t protocol) {
    if (m_errors && m_errors->IsCorrupt(packet)) {
        m_dropTrace(packet);
        return;
    }
    m_receivedTrace(packet);
    if (!m_promiscReceive.IsNull()) m_promiscReceive(this, packet, protocol, m_peer->GetAddress(), m_address, PACKET_HOST);
    m_receive(this, packet, protocol, m_peer->GetAddress());
}

}  // namespace ns3
