#include "ns3-modules/d2c-video/model/services/d2c-bulk.h"

#include <ns3/abort.h>
#include <ns3/enum.h>
#include <ns3/inet-socket-address.h>
#include <ns3/ipv4.h>
#include <ns3/node.h>
#include <ns3/simulator.h>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cBulk);

namespace {

constexpr std::uint64_t kWithoutEnd = 1ULL << 60;

}  // namespace

TypeId D2cBulk::GetTypeId() {
    static TypeId tid = TypeId("ns3::D2cBulk")
                            .SetParent<D2cClientApplication>()
                            .SetGroupName("D2c")
                            .AddConstructor<D2cBulk>()
                            .AddAttribute("Direction", "Down fetches, Up sends.", EnumValue(DOWN), MakeEnumAccessor(&D2cBulk::m_direction),
                                          MakeEnumChecker(DOWN, "Down", UP, "Up"))
                            .AddAttribute("Interval", "Length of the intervals that arrivals are counted in.", TimeValue(Seconds(1)),
                                          MakeTimeAccessor(&D2cBulk::m_interval), MakeTimeChecker(MicroSeconds(1)))
                            .AddTraceSource("Arrived", "Octets have arrived.", MakeTraceSourceAccessor(&D2cBulk::m_arrivedTrace),
                                            "ns3::D2cBulk::ArrivedCallback");
    return tid;
}

D2cBulk::D2cBulk() = default;
D2cBulk::~D2cBulk() = default;

void D2cBulk::DoDispose() {
    m_connection = nullptr;
    m_server = nullptr;
    D2cClientApplication::DoDispose();
}

void D2cBulk::SetServer(Ptr<D2cContentServer> server) {
    m_server = server;
    server->TraceConnectWithoutContext("Received", MakeCallback(&D2cBulk::ServerReceived, this));
}

void D2cBulk::StartApplication() {
    NS_ABORT_MSG_IF(m_direction == UP && !m_server, "D2cBulk on node " << GetNode()->GetId() << ": Direction: Up: needs SetServer");
    m_goodput.emplace(m_interval.GetSeconds(), Simulator::Now().GetSeconds());
    m_connection = Create<D2cRequestConnection>(GetNode(), GetRemote(), GetRetryAfter());
    m_counted = 0;
    const bool down = m_direction == DOWN;
    m_connection->Request(down ? D2cRequestHeader::kOctets : kWithoutEnd, down ? kWithoutEnd : D2cAnswerHeader::kOctets,
                          down ? MakeCallback(&D2cBulk::Progressed, this) : D2cRequestConnection::Progress(),
                          MakeCallback(&D2cBulk::Done, this));
}

void D2cBulk::StopApplication() {
    if (m_connection) m_connection->Close();
    m_connection = nullptr;
}

void D2cBulk::Reconnect() {
    if (m_connection) m_connection->Reconnect();
}

bool D2cBulk::Progressed(const D2cRequestConnection::State& state) {
    if (state.octets < m_counted) m_counted = 0;  // a new connection
    const std::uint64_t header = m_counted == 0 ? D2cAnswerHeader::kOctets : 0;
    if (state.octets > m_counted + header) Count(state.octets - m_counted - header);
    m_counted = state.octets;
    return true;
}

void D2cBulk::Done(const D2cRequestConnection::State&) {}  // 2^60 octets never end

void D2cBulk::ServerReceived(std::uint32_t octets, const Address& from) {
    if (!m_connection || m_direction != UP || !InetSocketAddress::IsMatchingType(from)) return;
    const auto ipv4 = GetNode()->GetObject<Ipv4>();
    if (ipv4 && ipv4->GetInterfaceForAddress(InetSocketAddress::ConvertFrom(from).GetIpv4()) >= 0) Count(octets);
}

void D2cBulk::Count(std::uint64_t octets) {
    m_goodput->add(Simulator::Now().GetSeconds(), octets);
    m_arrivedTrace(octets);
}

}  // namespace ns3
