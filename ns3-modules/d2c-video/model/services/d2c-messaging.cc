#include "ns3-modules/d2c-video/model/services/d2c-messaging.h"

#include <ns3/node.h>
#include <ns3/pointer.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <cmath>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cMessaging);

TypeId D2cMessaging::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cMessaging")
            .SetParent<D2cClientApplication>()
            .SetGroupName("D2c")
            .AddConstructor<D2cMessaging>()
            .AddAttribute("MessageOctets", "Octets of a message.", UintegerValue(300),  // d2c::TextService
                          MakeUintegerAccessor(&D2cMessaging::m_messageOctets), MakeUintegerChecker<std::uint32_t>(1, 1'000'000))
            .AddAttribute("RecordOctets", "Octets that encryption adds to a message and to a confirmation.",
                          UintegerValue(22),  // TLS 1.3 record: RFC 8446 section 5.2, as in video/services.h
                          MakeUintegerAccessor(&D2cMessaging::m_recordOctets), MakeUintegerChecker<std::uint32_t>(0, 1000))
            .AddAttribute("ConfirmationOctets", "Octets of the server's confirmation.",
                          UintegerValue(40),  // assumption: the message's identifier and its time
                          MakeUintegerAccessor(&D2cMessaging::m_confirmationOctets), MakeUintegerChecker<std::uint32_t>(12, 65536))
            .AddAttribute("Messages", "How many are written.", UintegerValue(10), MakeUintegerAccessor(&D2cMessaging::m_messages),
                          MakeUintegerChecker<std::uint32_t>(1))
            .AddAttribute("Within", "Time from writing to delivery that its sender waits for.", TimeValue(Seconds(60)),
                          MakeTimeAccessor(&D2cMessaging::m_within), MakeTimeChecker(Time(0)))
            .AddAttribute("Interval", "Time between two messages [s].", StringValue("ns3::ConstantRandomVariable[Constant=60]"),
                          MakePointerAccessor(&D2cMessaging::m_interval), MakePointerChecker<RandomVariableStream>())
            .AddTraceSource("Message", "A message is confirmed.", MakeTraceSourceAccessor(&D2cMessaging::m_messageTrace),
                            "ns3::D2cMessaging::MessageCallback");
    return tid;
}

D2cMessaging::D2cMessaging() = default;
D2cMessaging::~D2cMessaging() = default;

void D2cMessaging::DoDispose() {
    m_next.Cancel();
    m_connection = nullptr;
    m_interval = nullptr;
    D2cClientApplication::DoDispose();
}

void D2cMessaging::SetService(const d2c::TextService& service) {
    SetAttribute("MessageOctets", UintegerValue(static_cast<std::uint64_t>(std::ceil(service.message_bytes))));
    SetAttribute("Messages", UintegerValue(static_cast<std::uint64_t>(service.messages)));
    SetAttribute("Within", TimeValue(Seconds(service.each_within_s)));
}

std::int64_t D2cMessaging::AssignStreams(std::int64_t stream) {
    m_interval->SetStream(stream);
    return 1;
}

void D2cMessaging::StartApplication() {
    m_connection = Create<D2cRequestConnection>(GetNode(), GetRemote(), GetRetryAfter());
    m_connection->Prepare();
    m_next = Simulator::Schedule(Seconds(m_interval->GetValue()), &D2cMessaging::Write, this);
}

void D2cMessaging::StopApplication() {
    m_next.Cancel();
    if (m_connection) m_connection->Close();
    m_connection = nullptr;
}

void D2cMessaging::Reconnect() {
    if (m_connection) m_connection->Reconnect();
}

void D2cMessaging::Write() {
    ++m_written;
    m_waiting.push_back(Simulator::Now());
    if (m_written < m_messages) m_next = Simulator::Schedule(Seconds(m_interval->GetValue()), &D2cMessaging::Write, this);
    if (m_waiting.size() == 1) SendNext();
}

void D2cMessaging::SendNext() {
    m_connection->Request(m_messageOctets + m_recordOctets, m_confirmationOctets + m_recordOctets, D2cRequestConnection::Progress(),
                          MakeCallback(&D2cMessaging::Confirmed, this));
}

void D2cMessaging::Confirmed(const D2cRequestConnection::State& state) {
    const Time written = m_waiting.front();
    m_waiting.pop_front();
    const bool inTime = *state.requestReceived - written <= m_within;
    m_inTime += inTime ? 1 : 0;
    m_messageTrace(m_delivered++, written, *state.requestReceived, inTime);
    if (!m_waiting.empty()) SendNext();
}

}  // namespace ns3
