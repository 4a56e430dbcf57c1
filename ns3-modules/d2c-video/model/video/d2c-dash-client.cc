#include "ns3-modules/d2c-video/model/video/d2c-dash-client.h"

#include <ns3/abort.h>
#include <ns3/boolean.h>
#include <ns3/double.h>
#include <ns3/log.h>
#include <ns3/node.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <charconv>
#include <cmath>

namespace ns3 {

NS_LOG_COMPONENT_DEFINE("D2cDashClient");
NS_OBJECT_ENSURE_REGISTERED(D2cDashClient);

namespace {

std::string Told(const d2c::Faults& faults) {
    std::string text;
    for (const d2c::Fault& fault : faults) text += "\n  " + to_string(fault);
    return text;
}

// Between two looks at a download that may be given up: as the published runs of the rules (video/abr/stream.h).
constexpr double kLookBits = 12'000.0;
const Time kLook = MilliSeconds(50);

}  // namespace

TypeId D2cDashClient::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cDashClient")
            .SetParent<D2cClientApplication>()
            .SetGroupName("D2c")
            .AddConstructor<D2cDashClient>()
            .AddAttribute("Rule",
                          "Who chooses the rungs: world (the world engine's rule), throughput, bola, bolae, dynamic, mpc, or fixed:N.",
                          StringValue("world"), MakeStringAccessor(&D2cDashClient::m_rule), MakeStringChecker())
            .AddAttribute("SessionSeconds", "Length of the film [s].", DoubleValue(d2c::VideoService{}.session_s),
                          MakeDoubleAccessor(&D2cDashClient::SetSessionSeconds, &D2cDashClient::GetSessionSeconds),
                          MakeDoubleChecker<double>(1.0, 86400.0))
            .AddAttribute("StartupBufferSeconds", "Film buffered before the first picture, and again after a stall [s].",
                          DoubleValue(d2c::VideoService{}.startup_buffer_s),
                          MakeDoubleAccessor(&D2cDashClient::SetStartupBufferSeconds, &D2cDashClient::GetStartupBufferSeconds),
                          MakeDoubleChecker<double>(1e-3, 600.0))
            .AddAttribute("MaximumBufferSeconds", "Film buffered above which nothing is asked for [s].",
                          DoubleValue(d2c::VideoService{}.maximum_buffer_s),
                          MakeDoubleAccessor(&D2cDashClient::SetMaximumBufferSeconds, &D2cDashClient::GetMaximumBufferSeconds),
                          MakeDoubleChecker<double>(1e-3, 86400.0))
            .AddAttribute("LeaveAfter", "Time after its start at which the viewer leaves.", TimeValue(Seconds(1e6)),
                          MakeTimeAccessor(&D2cDashClient::m_leaveAfter), MakeTimeChecker(Seconds(0)))
            .AddAttribute("LeaveAtVerdict",
                          "Whether the viewer leaves at the latest when a successful session would be over, as the world engine's do.",
                          BooleanValue(false), MakeBooleanAccessor(&D2cDashClient::m_leaveAtVerdict), MakeBooleanChecker())
            .AddAttribute("GiveUpDownloads",
                          "Whether the rules of video/abr may give a download up. The connection is reset then, as with HTTP/1.1.",
                          BooleanValue(false), MakeBooleanAccessor(&D2cDashClient::m_giveUpDownloads), MakeBooleanChecker())
            .AddAttribute("RequestOctets", "Octets of a request for a segment.",
                          UintegerValue(400),  // assumption: an HTTP GET as a browser sends it, with its usual fields and a cookie
                          MakeUintegerAccessor(&D2cDashClient::m_requestOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cRequestHeader::kOctets, 65536))
            .AddAttribute("AnswerHeaderOctets", "Octets of an answer before the segment.",
                          UintegerValue(300),  // assumption: status line and the usual fields of an HTTP answer
                          MakeUintegerAccessor(&D2cDashClient::m_answerHeaderOctets),
                          MakeUintegerChecker<std::uint32_t>(D2cAnswerHeader::kOctets, 65536))
            .AddTraceSource("Rung", "A segment is asked for: segment, rung.", MakeTraceSourceAccessor(&D2cDashClient::m_rungTrace),
                            "ns3::D2cDashClient::RungCallback")
            .AddTraceSource("Buffer", "Film received and not played [s].", MakeTraceSourceAccessor(&D2cDashClient::m_bufferTrace),
                            "ns3::D2cDashClient::BufferCallback")
            .AddTraceSource("Stall", "A stall is over.", MakeTraceSourceAccessor(&D2cDashClient::m_stallTrace),
                            "ns3::D2cDashClient::StallCallback")
            .AddTraceSource("SegmentFetched", "A segment is whole.", MakeTraceSourceAccessor(&D2cDashClient::m_fetchedTrace),
                            "ns3::D2cDashClient::SegmentFetchedCallback")
            .AddTraceSource("GivenUp", "A download is given up.", MakeTraceSourceAccessor(&D2cDashClient::m_givenUpTrace),
                            "ns3::D2cDashClient::GivenUpCallback")
            .AddTraceSource("Session", "The session is over.", MakeTraceSourceAccessor(&D2cDashClient::m_sessionTrace),
                            "ns3::D2cDashClient::SessionCallback");
    return tid;
}

D2cDashClient::D2cDashClient() = default;
D2cDashClient::~D2cDashClient() = default;

void D2cDashClient::DoDispose() {
    m_next.Cancel();
    m_end.Cancel();
    m_connection = nullptr;
    D2cClientApplication::DoDispose();
}

d2c::RungPolicy D2cDashClient::Policy() const {
    if (m_factory) return m_factory;
    if (m_rule == "world") return d2c::ThroughputRule{};
    if (const auto kind = d2c::abr::rule_named(m_rule)) return *kind;
    constexpr std::string_view kFixed{"fixed:"};
    std::size_t rung = 0;
    const char* const last = m_rule.data() + m_rule.size();
    const bool fixed = m_rule.starts_with(kFixed) && std::from_chars(m_rule.data() + kFixed.size(), last, rung).ptr == last &&
                       m_rule.size() > kFixed.size();
    NS_ABORT_MSG_UNLESS(fixed, "D2cDashClient::Rule: " << m_rule << ": world, throughput, bola, bolae, dynamic, mpc, or fixed:N");
    return d2c::FixedRung{rung};
}

void D2cDashClient::StartApplication() {
    NS_LOG_FUNCTION(this);
    auto plan = d2c::SessionPlan::create(m_ladder, m_service);
    NS_ABORT_MSG_UNLESS(plan, "D2cDashClient on node " << GetNode()->GetId() << ":" << Told(plan.faults()));
    m_plan.emplace(std::move(*plan));
    auto player = d2c::OnlinePlayer::create(*m_plan, Policy(), Simulator::Now().GetSeconds());
    NS_ABORT_MSG_UNLESS(player, "D2cDashClient on node " << GetNode()->GetId() << ":" << Told(player.faults()));
    m_player = std::move(*player);
    m_connection = Create<D2cRequestConnection>(GetNode(), GetRemote(), GetRetryAfter());
    const Time leave = m_leaveAtVerdict ? Min(m_leaveAfter, Seconds(m_plan->verdict_wall_s())) : m_leaveAfter;
    m_end = Simulator::Schedule(leave, &D2cDashClient::End, this);
    Next();
}

void D2cDashClient::StopApplication() {
    if (m_player) End();
}

void D2cDashClient::Reconnect() {
    if (m_connection && !m_result) m_connection->Reconnect();
}

void D2cDashClient::Next() {
    const auto request = m_player->next();
    if (!request) {
        // A nanosecond more, so that rounding does not cut the film's end.
        const Time ends = Seconds(*m_player->film_ends_s()) + NanoSeconds(1) - Simulator::Now();
        if (ends < Simulator::GetDelayLeft(m_end)) {
            m_end.Cancel();
            m_end = Simulator::Schedule(Max(ends, Time(0)), &D2cDashClient::End, this);
        }
        return;
    }
    m_request = *request;
    const Time wait = Seconds(m_request.at_s) - Simulator::Now();
    if (wait.IsStrictlyPositive()) {
        m_next = Simulator::Schedule(wait, &D2cDashClient::Ask, this);
    } else {
        Ask();
    }
}

void D2cDashClient::Ask() {
    m_rungTrace(static_cast<std::uint32_t>(m_request.segment), static_cast<std::uint32_t>(m_request.rung));
    m_bufferTrace(m_player->buffer_s(Simulator::Now().GetSeconds()));
    const auto octets = static_cast<std::uint64_t>(std::ceil(m_request.bits / 8.0));
    m_lookedAtBits = 0.0;
    m_lookedAt = Simulator::Now();
    m_connection->Request(m_requestOctets, m_answerHeaderOctets + octets,
                          m_giveUpDownloads ? MakeCallback(&D2cDashClient::Progressed, this) : D2cRequestConnection::Progress(),
                          MakeCallback(&D2cDashClient::Received, this));
}

bool D2cDashClient::Progressed(const D2cRequestConnection::State& state) {
    const double bits = state.octets > m_answerHeaderOctets ? 8.0 * static_cast<double>(state.octets - m_answerHeaderOctets) : 0.0;
    const Time now = Simulator::Now();
    if (bits - m_lookedAtBits < kLookBits || now - m_lookedAt < kLook) return true;
    m_lookedAtBits = bits;
    m_lookedAt = now;
    const auto lower = m_player->progress(bits, now.GetSeconds(), state.firstOctet->GetSeconds());
    if (!lower) return true;
    m_givenUpTrace(static_cast<std::uint32_t>(m_request.segment), static_cast<std::uint32_t>(m_request.rung),
                   static_cast<std::uint32_t>(*lower));
    // The connection closes when this returns; the next request comes after it.
    m_next = Simulator::ScheduleNow(&D2cDashClient::Next, this);
    return false;
}

void D2cDashClient::Received(const D2cRequestConnection::State& state) {
    const double now = Simulator::Now().GetSeconds();
    m_player->received(now, state.firstOctet->GetSeconds());
    m_fetchedTrace({static_cast<std::uint32_t>(m_request.segment), static_cast<std::uint32_t>(m_request.rung),
                    state.octets - m_answerHeaderOctets, state.asked, *state.firstOctet, Simulator::Now()});
    m_bufferTrace(m_player->buffer_s(now));
    const auto stalls = m_player->stalls(now);
    for (; m_stallsTold < stalls.size() && stalls[m_stallsTold].over; ++m_stallsTold) m_stallTrace(stalls[m_stallsTold]);
    Next();
}

void D2cDashClient::End() {
    if (m_result) return;
    m_next.Cancel();
    m_end.Cancel();
    m_endedSeconds = Simulator::Now().GetSeconds();
    m_result = m_player->result(m_endedSeconds);
    const auto stalls = m_player->stalls(m_endedSeconds);
    for (; m_stallsTold < stalls.size(); ++m_stallsTold) m_stallTrace(stalls[m_stallsTold]);
    m_connection->Close();
    m_sessionTrace(*m_result);
}

d2c::SessionResult D2cDashClient::GetResult() const {
    if (m_result) return *m_result;
    return m_player ? m_player->result(Simulator::Now().GetSeconds()) : d2c::SessionResult{};
}

d2c::p1203::Session D2cDashClient::GetLog(const d2c::FilmFormat& format) const {
    if (!m_player) return {};
    return d2c::p1203_session(*m_player, m_ladder, m_result ? m_endedSeconds : Simulator::Now().GetSeconds(), format);
}

}  // namespace ns3
