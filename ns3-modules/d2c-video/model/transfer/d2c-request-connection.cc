#include "ns3-modules/d2c-video/model/transfer/d2c-request-connection.h"

#include <ns3/abort.h>
#include <ns3/packet.h>
#include <ns3/simulator.h>
#include <ns3/tcp-socket-factory.h>

#include <algorithm>
#include <utility>

namespace ns3 {
namespace {

/// Closed with octets that nobody has read, a socket resets its connection.
void ResetOnData(Ptr<Socket> socket) {
    socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    socket->Close();
}

}  // namespace

D2cRequestConnection::D2cRequestConnection(Ptr<Node> node, const Address& remote, Time retryAfter)
    : m_node(node), m_remote(remote), m_retryAfter(retryAfter) {}

D2cRequestConnection::~D2cRequestConnection() {
    m_retry.Cancel();
    LetGo();
}

void D2cRequestConnection::Request(std::uint64_t requestOctets, std::uint64_t answerOctets, Progress progress, Done done) {
    NS_ABORT_MSG_IF(m_request, "D2cRequestConnection: a request is under way");
    D2cRequestHeader header;
    header.id = m_nextId++;
    header.requestOctets = std::max<std::uint64_t>(requestOctets, D2cRequestHeader::kOctets);
    header.answerOctets = std::max<std::uint64_t>(answerOctets, D2cAnswerHeader::kOctets);
    UnderWay request{header, {}, progress, done, {}};
    request.state.asked = Simulator::Now();
    m_request.emplace(std::move(request));
    Prepare();
    if (m_connected) Post();
}

void D2cRequestConnection::Prepare() {
    if (!m_socket && !m_retry.IsRunning()) Open();
}

void D2cRequestConnection::Reconnect() {
    m_retry.Cancel();
    LetGo();
    Open();
}

void D2cRequestConnection::Close() {
    m_retry.Cancel();
    LetGo();
    m_request.reset();
}

void D2cRequestConnection::Open() {
    ++m_opened;
    m_socket = Socket::CreateSocket(m_node, TcpSocketFactory::GetTypeId());
    m_socket->SetConnectCallback(MakeCallback(&D2cRequestConnection::Connected, this), MakeCallback(&D2cRequestConnection::Lost, this));
    m_socket->SetCloseCallbacks(MakeCallback(&D2cRequestConnection::Lost, this), MakeCallback(&D2cRequestConnection::Lost, this));
    m_socket->SetRecvCallback(MakeCallback(&D2cRequestConnection::Receive, this));
    m_socket->SetSendCallback(MakeCallback(&D2cRequestConnection::SendMore, this));
    // A node without an address or route refuses at once; another try follows as for a connection that breaks.
    if (m_socket->Bind() != 0 || m_socket->Connect(m_remote) != 0) Lost(m_socket);
}

void D2cRequestConnection::LetGo() {
    const bool connected = std::exchange(m_connected, false);
    m_outbox.Clear();
    if (!m_socket) return;
    const Ptr<Socket> socket = std::exchange(m_socket, nullptr);
    socket->SetConnectCallback(MakeNullCallback<void, Ptr<Socket>>(), MakeNullCallback<void, Ptr<Socket>>());
    socket->SetCloseCallbacks(MakeNullCallback<void, Ptr<Socket>>(), MakeNullCallback<void, Ptr<Socket>>());
    socket->SetRecvCallback(MakeNullCallback<void, Ptr<Socket>>());
    socket->SetSendCallback(MakeNullCallback<void, Ptr<Socket>, std::uint32_t>());
    // In the middle of an answer the server is to stop: a reset. TCP here makes one only of octets that nobody has read, so it waits for
    // them; an end alone would leave the rest of the answer coming until this end's buffer is full, and ns-3 3.37's server then probes a
    // window with octets it has not got, and crashes.
    if (connected && m_request && socket->GetRxAvailable() == 0) {
        socket->SetRecvCallback(MakeCallback(&ResetOnData));
    } else {
        socket->Close();
    }
}

void D2cRequestConnection::Connected(Ptr<Socket>) {
    m_connected = true;
    if (m_request) Post();
}

void D2cRequestConnection::Lost(Ptr<Socket>) {
    m_connected = false;  // nobody is left to be reset
    LetGo();
    if (m_request && !m_retry.IsRunning()) m_retry = Simulator::Schedule(m_retryAfter, &D2cRequestConnection::Reconnect, this);
}

void D2cRequestConnection::Post() {
    m_request->head.clear();
    m_request->state.octets = 0;
    m_request->state.firstOctet.reset();
    m_outbox.Add(m_request->header, m_request->header.requestOctets);
    m_outbox.Pump(m_socket);
}

void D2cRequestConnection::SendMore(Ptr<Socket> socket, std::uint32_t) {
    if (m_connected) m_outbox.Pump(socket);
}

void D2cRequestConnection::Receive(Ptr<Socket> socket) {
    if (!m_request) return;  // nothing was asked for
    if (!m_request->state.firstOctet) m_request->state.firstOctet = Simulator::Now();
    // Asked before the octets are read: a connection given up with octets unread is reset.
    if (!m_request->progress.IsNull()) {
        State soFar = m_request->state;
        soFar.octets += socket->GetRxAvailable();
        if (soFar.octets < m_request->header.answerOctets && !m_request->progress(soFar)) {
            Close();
            return;
        }
    }
    while (m_request && m_socket == socket) {
        const Ptr<Packet> packet = socket->Recv();
        if (!packet || packet->GetSize() == 0 || Count(packet)) return;
    }
}

/// Adds a piece of the answer. \return whether it was the last, and the request is over
bool D2cRequestConnection::Count(Ptr<Packet> packet) {
    UnderWay& request = *m_request;
    if (request.head.size() < D2cAnswerHeader::kOctets) {
        const std::size_t held = request.head.size();
        const auto size = std::min<std::uint32_t>(D2cAnswerHeader::kOctets - static_cast<std::uint32_t>(held), packet->GetSize());
        request.head.resize(held + size);
        packet->CopyData(request.head.data() + held, size);
        if (request.head.size() == D2cAnswerHeader::kOctets) {
            D2cAnswerHeader header;
            Create<Packet>(request.head.data(), D2cAnswerHeader::kOctets)->RemoveHeader(header);
            request.state.requestReceived = header.requestReceived;
        }
    }
    request.state.octets += packet->GetSize();
    if (request.state.octets < request.header.answerOctets) return false;
    const Done done = request.done;
    const State state = request.state;
    m_request.reset();
    done(state);
    return true;
}

}  // namespace ns3
