#include "ns3-modules/d2c-video/model/services/d2c-udp-end.h"

#include <ns3/abort.h>
#include <ns3/inet-socket-address.h>
#include <ns3/node.h>
#include <ns3/udp-socket-factory.h>
#include <ns3/uinteger.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cUdpEnd);

TypeId D2cUdpEnd::GetTypeId() {
    static TypeId tid = TypeId("ns3::D2cUdpEnd")
                            .SetParent<D2cClientApplication>()
                            .SetGroupName("D2c")
                            .AddAttribute("Port", "UDP port of this end; 0: any.", UintegerValue(0),
                                          MakeUintegerAccessor(&D2cUdpEnd::m_port), MakeUintegerChecker<std::uint16_t>());
    return tid;
}

D2cUdpEnd::D2cUdpEnd() = default;
D2cUdpEnd::~D2cUdpEnd() = default;

void D2cUdpEnd::DoDispose() {
    CloseSocket();
    D2cClientApplication::DoDispose();
}

void D2cUdpEnd::OpenSocket() {
    m_socket = Socket::CreateSocket(GetNode(), UdpSocketFactory::GetTypeId());
    NS_ABORT_MSG_IF(m_socket->Bind(InetSocketAddress(Ipv4Address::GetAny(), m_port)) != 0,
                    GetInstanceTypeId().GetName() << " on node " << GetNode()->GetId() << ": Port: " << m_port << ": a port nobody uses");
    m_socket->SetRecvCallback(MakeCallback(&D2cUdpEnd::Receive, this));
    if (!GetRemote().IsInvalid()) m_peer = GetRemote();
}

void D2cUdpEnd::CloseSocket() {
    if (!m_socket) return;
    m_socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    m_socket->Close();
    m_socket = nullptr;
}

void D2cUdpEnd::Reconnect() {
    if (!m_socket) return;
    CloseSocket();
    OpenSocket();
}

bool D2cUdpEnd::SendToPeer(Ptr<Packet> packet) { return HasPeer() && m_socket->SendTo(packet, 0, m_peer) >= 0; }

void D2cUdpEnd::Receive(Ptr<Socket> socket) {
    Address from;
    while (const Ptr<Packet> packet = socket->RecvFrom(from)) {
        if (GetRemote().IsInvalid()) m_peer = from;
        Hear(packet);
    }
}

}  // namespace ns3
