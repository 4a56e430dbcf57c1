#include "ns3-modules/d2c-video/model/video/d2c-live-client.h"

#include <ns3/abort.h>
#include <ns3/double.h>
#include <ns3/node.h>
#include <ns3/simulator.h>
#include <ns3/uinteger.h>

#include <cmath>
#include <string>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cLiveClient);

TypeId D2cLiveClient::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cLiveClient")
            .SetParent<D2cClientApplication>()
            .SetGroupName("D2c")
            .AddConstructor<D2cLiveClient>()
            .AddAttribute("EventStart", "Simulation time at which the event began or begins.", TimeValue(Seconds(0)),
                          MakeTimeAccessor(&D2cLiveClient::m_eventStart), MakeTimeChecker())
            .AddAttribute("EventSeconds", "Length of the event [s].", DoubleValue(d2c::VideoService{}.session_s),
                          MakeDoubleAccessor(&D2cLiveClient::m_eventSeconds), MakeDoubleChecker<double>(1.0, 86400.0))
            .AddAttribute("TargetLatencySeconds", "Picture behind the event that the player aims at [s].",
                          DoubleValue(d2c::LiveService{}.target_latency_s),
                          MakeDoubleAccessor(&D2cLiveClient::SetTargetLatencySeconds, &D2cLiveClient::GetTargetLatencySeconds),
                          MakeDoubleChecker<double>(0.1, 3600.0))
            .AddAttribute("CatchUp", "How much faster it plays while behind its target.", DoubleValue(d2c::LiveService{}.catch_up),
                          MakeDoubleAccessor(&D2cLiveClient::SetCatchUp, &D2cLiveClient::GetCatchUp), MakeDoubleChecker<double>(0.0, 0.5))
            .AddAttribute("SkipAboveSeconds", "Latency from which it goes to its target at once [s].",
                          DoubleValue(d2c::LiveService{}.skip_above_s),
                          MakeDoubleAccessor(&D2cLiveClient::SetSkipAboveSeconds, &D2cLiveClient::GetSkipAboveSeconds),
                          MakeDoubleChecker<double>(0.1, 86400.0))
            .AddAttribute("RequestOctets", "Octets of a request for a segment.", UintegerValue(400),  // assumption: as D2cDashClient
                          MakeUintegerAccessor(&D2cLiveClient::m_requestOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cRequestHeader::kOctets, 65536))
            .AddAttribute("AnswerHeaderOctets", "Octets of an answer before the segment.", UintegerValue(300),  // assumption: likewise
                          MakeUintegerAccessor(&D2cLiveClient::m_answerHeaderOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cAnswerHeader::kOctets, 65536))
            .AddTraceSource("Latency", "A segment is whole.", MakeTraceSourceAccessor(&D2cLiveClient::m_latencyTrace),
                            "ns3::D2cLiveClient::LatencyCallback");
    return tid;
}

D2cLiveClient::D2cLiveClient() = default;
D2cLiveClient::~D2cLiveClient() = default;

void D2cLiveClient::DoDispose() {
    m_next.Cancel();
    m_connection = nullptr;
    D2cClientApplication::DoDispose();
}

void D2cLiveClient::StartApplication() {
    d2c::VideoService film;
    film.session_s = m_eventSeconds;
    // The buffer's limits are those of a film; a live player is held back by the event itself.
    film.startup_buffer_s = m_ladder.segment_s;
    film.maximum_buffer_s = std::max(film.maximum_buffer_s, 2.0 * m_ladder.segment_s);
    auto plan = d2c::SessionPlan::create(m_ladder, film);
    d2c::Faults faults = plan.faults();
    for (const d2c::Fault& fault : d2c::validate(m_service, m_ladder.segment_s, "live")) faults.push_back(fault);
    std::string text;
    for (const d2c::Fault& fault : faults) text += "\n  " + to_string(fault);
    NS_ABORT_MSG_UNLESS(faults.empty(), "D2cLiveClient on node " << GetNode()->GetId() << ":" << text);
    m_plan.emplace(std::move(*plan));
    m_player.emplace(*m_plan, m_service, d2c::ThroughputRule{}, m_eventStart.GetSeconds(), Simulator::Now().GetSeconds());
    m_connection = Create<D2cRequestConnection>(GetNode(), GetRemote(), GetRetryAfter());
    m_connection->Prepare();
    Next();
}

void D2cLiveClient::StopApplication() {
    if (!m_player) return;
    m_player->advance(Simulator::Now().GetSeconds());
    m_ended = true;
    m_next.Cancel();
    m_connection->Close();
    m_connection = nullptr;
}

void D2cLiveClient::Reconnect() {
    if (m_connection) m_connection->Reconnect();
}

void D2cLiveClient::Next() {
    const auto request = m_player->next();
    if (!request) return;
    m_request = *request;
    m_next = Simulator::Schedule(Max(Seconds(m_request.at_s) - Simulator::Now(), Time(0)), &D2cLiveClient::Ask, this);
}

void D2cLiveClient::Ask() {
    m_connection->Request(m_requestOctets, m_answerHeaderOctets + static_cast<std::uint64_t>(std::ceil(m_request.bits / 8.0)),
                          D2cRequestConnection::Progress(), MakeCallback(&D2cLiveClient::Received, this));
}

void D2cLiveClient::Received(const D2cRequestConnection::State&) {
    m_player->received(Simulator::Now().GetSeconds());
    m_latencyTrace(static_cast<std::uint32_t>(m_request.segment), m_player->latency_s(), m_player->buffer_s());
    Next();
}

d2c::LiveResult D2cLiveClient::GetResult() {
    if (!m_player) return {};
    if (!m_ended) m_player->advance(Simulator::Now().GetSeconds());
    return m_player->result();
}

}  // namespace ns3
