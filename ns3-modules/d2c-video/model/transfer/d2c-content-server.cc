#include "ns3-modules/d2c-video/model/transfer/d2c-content-server.h"

#include <ns3/abort.h>
#include <ns3/inet-socket-address.h>
#include <ns3/log.h>
#include <ns3/node.h>
#include <ns3/simulator.h>
#include <ns3/tcp-socket-factory.h>
#include <ns3/uinteger.h>

#include <algorithm>

namespace ns3 {

NS_LOG_COMPONENT_DEFINE("D2cContentServer");
NS_OBJECT_ENSURE_REGISTERED(D2cContentServer);

TypeId D2cContentServer::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cContentServer")
            .SetParent<Application>()
            .SetGroupName("D2c")
            .AddConstructor<D2cContentServer>()
            .AddAttribute("Port", "TCP port it listens on.", UintegerValue(443), MakeUintegerAccessor(&D2cContentServer::m_port),
                          MakeUintegerChecker<std::uint16_t>(1))
            .AddTraceSource("Requested", "A request has come whole: header, client.",
                            MakeTraceSourceAccessor(&D2cContentServer::m_requestedTrace), "ns3::D2cContentServer::RequestedCallback")
            .AddTraceSource("Received", "Octets have come: how many, client.", MakeTraceSourceAccessor(&D2cContentServer::m_receivedTrace),
                            "ns3::D2cContentServer::ReceivedCallback");
    return tid;
}

D2cContentServer::D2cContentServer() = default;
D2cContentServer::~D2cContentServer() = default;

void D2cContentServer::DoDispose() {
    m_listening = nullptr;
    m_connections.clear();
    Application::DoDispose();
}

void D2cContentServer::StartApplication() {
    NS_LOG_FUNCTION(this);
    m_listening = Socket::CreateSocket(GetNode(), TcpSocketFactory::GetTypeId());
    const bool bound = m_listening->Bind(InetSocketAddress(Ipv4Address::GetAny(), m_port)) == 0 && m_listening->Listen() == 0;
    NS_ABORT_MSG_UNLESS(bound, "D2cContentServer on node " << GetNode()->GetId() << ": Port: " << m_port << ": a port nobody listens on");
    m_listening->SetAcceptCallback(MakeNullCallback<bool, Ptr<Socket>, const Address&>(), MakeCallback(&D2cContentServer::Accept, this));
}

void D2cContentServer::StopApplication() {
    if (m_listening) m_listening->Close();
    m_listening = nullptr;
    while (!m_connections.empty()) {
        const Ptr<Socket> socket = m_connections.begin()->first;
        Forget(socket);
        socket->Close();
    }
}

void D2cContentServer::Accept(Ptr<Socket> socket, const Address& from) {
    m_connections[socket].from = from;
    socket->SetRecvCallback(MakeCallback(&D2cContentServer::Receive, this));
    socket->SetSendCallback(MakeCallback(&D2cContentServer::SendMore, this));
    socket->SetCloseCallbacks(MakeCallback(&D2cContentServer::PeerClosed, this), MakeCallback(&D2cContentServer::Forget, this));
}

void D2cContentServer::Receive(Ptr<Socket> socket) {
    const auto found = m_connections.find(socket);
    if (found == m_connections.end()) return;
    while (const Ptr<Packet> packet = socket->Recv()) {
        if (packet->GetSize() == 0) break;
        m_receivedOctets += packet->GetSize();
        m_receivedTrace(packet->GetSize(), found->second.from);
        Take(found->second, packet);
    }
    found->second.outbox.Pump(socket);
}

void D2cContentServer::Take(Connection& connection, Ptr<Packet> packet) {
    while (packet->GetSize() > 0) {
        if (connection.left > 0) {
            const auto size = static_cast<std::uint32_t>(std::min<std::uint64_t>(connection.left, packet->GetSize()));
            packet->RemoveAtStart(size);
            connection.left -= size;
            if (connection.left == 0) Answer(connection);
            continue;
        }
        const std::size_t held = connection.head.size();
        const auto size = std::min<std::uint32_t>(D2cRequestHeader::kOctets - static_cast<std::uint32_t>(held), packet->GetSize());
        connection.head.resize(held + size);
        packet->CopyData(connection.head.data() + held, size);
        packet->RemoveAtStart(size);
        if (connection.head.size() < D2cRequestHeader::kOctets) return;
        const auto whole = Create<Packet>(connection.head.data(), D2cRequestHeader::kOctets);
        whole->RemoveHeader(connection.request);
        connection.head.clear();
        connection.left =
            connection.request.requestOctets - std::min<std::uint64_t>(connection.request.requestOctets, D2cRequestHeader::kOctets);
        if (connection.left == 0) Answer(connection);
    }
}

void D2cContentServer::Answer(Connection& connection) {
    m_requestedTrace(connection.request, connection.from);
    D2cAnswerHeader header;
    header.id = connection.request.id;
    header.requestReceived = Simulator::Now();
    connection.outbox.Add(header, connection.request.answerOctets);
}

void D2cContentServer::SendMore(Ptr<Socket> socket, std::uint32_t) {
    const auto found = m_connections.find(socket);
    if (found != m_connections.end()) found->second.outbox.Pump(socket);
}

void D2cContentServer::PeerClosed(Ptr<Socket> socket) {
    Forget(socket);
    socket->Close();
}

void D2cContentServer::Forget(Ptr<Socket> socket) {
    m_connections.erase(socket);
    socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    socket->SetSendCallback(MakeNullCallback<void, Ptr<Socket>, std::uint32_t>());
    socket->SetCloseCallbacks(MakeNullCallback<void, Ptr<Socket>>(), MakeNullCallback<void, Ptr<Socket>>());
}

}  // namespace ns3
