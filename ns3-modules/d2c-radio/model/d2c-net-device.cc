#include "ns3-modules/d2c-radio/model/d2c-net-device.h"

#include <ns3/trace-source-accessor.h>
#include <ns3/uinteger.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cNetDevice);

namespace {
constexpr uint16_t kIpv4 = 0x0800;  // EtherType, IANA ieee-802-numbers
}

TypeId D2cNetDevice::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cNetDevice")
            .SetParent<NetDevice>()
            .SetGroupName("D2c")
            .AddAttribute("Mtu", "Largest IPv4 packet [octets].", UintegerValue(1500), MakeUintegerAccessor(&D2cNetDevice::m_mtu),
                          MakeUintegerChecker<uint16_t>(68))
            .AddTraceSource("MacTx", "An IPv4 packet comes from the stack.", MakeTraceSourceAccessor(&D2cNetDevice::m_macTxTrace),
                            "ns3::Packet::TracedCallback")
            .AddTraceSource("MacTxDrop", "An IPv4 packet from the stack is dropped: its queue is full, or nobody has its address.",
                            MakeTraceSourceAccessor(&D2cNetDevice::m_macTxDropTrace), "ns3::Packet::TracedCallback")
            .AddTraceSource("MacRx", "An IPv4 packet goes up to the stack.", MakeTraceSourceAccessor(&D2cNetDevice::m_macRxTrace),
                            "ns3::Packet::TracedCallback")
            .AddTraceSource("PromiscSniffer", "An IPv4 packet passes, either way: for pcap files of raw IP.",
                            MakeTraceSourceAccessor(&D2cNetDevice::m_promiscSnifferTrace), "ns3::Packet::TracedCallback");
    return tid;
}

D2cNetDevice::D2cNetDevice() : m_address(Mac48Address::Allocate()) {}

void D2cNetDevice::DoDispose() {
    m_node = nullptr;
    m_receive = ReceiveCallback();
    m_promiscReceive = PromiscReceiveCallback();
    NetDevice::DoDispose();
}

bool D2cNetDevice::Send(Ptr<Packet> packet, const Address&, uint16_t protocolNumber) {
    m_macTxTrace(packet);
    if (protocolNumber != kIpv4 || !Transmit(packet)) {
        m_macTxDropTrace(packet);
        return false;
    }
    m_promiscSnifferTrace(packet);
    return true;
}

void D2cNetDevice::DeliverUp(Ptr<Packet> packet) {
    m_macRxTrace(packet);
    m_promiscSnifferTrace(packet);
    if (!m_promiscReceive.IsNull()) m_promiscReceive(this, packet, kIpv4, GetBroadcast(), GetAddress(), NetDevice::PACKET_HOST);
    if (!m_receive.IsNull()) m_receive(this, packet, kIpv4, GetBroadcast());
}

}  // namespace ns3
