#include "ns3-modules/d2c-video/model/services/d2c-voice.h"

#include <ns3/boolean.h>
#include <ns3/pointer.h>
#include <ns3/simulator.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <cmath>

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cVoiceHeader);
NS_OBJECT_ENSURE_REGISTERED(D2cVoice);

TypeId D2cVoiceHeader::GetTypeId() {
    static TypeId tid = TypeId("ns3::D2cVoiceHeader").SetParent<Header>().SetGroupName("D2c").AddConstructor<D2cVoiceHeader>();
    return tid;
}

TypeId D2cVoiceHeader::GetInstanceTypeId() const { return GetTypeId(); }
std::uint32_t D2cVoiceHeader::GetSerializedSize() const { return kOctets; }
void D2cVoiceHeader::Print(std::ostream& os) const { os << "frame " << number << " of " << sent; }

void D2cVoiceHeader::Serialize(Buffer::Iterator start) const {
    start.WriteHtonU32(number);
    start.WriteHtonU64(static_cast<std::uint64_t>(sent.GetNanoSeconds()));
}

std::uint32_t D2cVoiceHeader::Deserialize(Buffer::Iterator start) {
    number = start.ReadNtohU32();
    sent = NanoSeconds(start.ReadNtohU64());
    return kOctets;
}

TypeId D2cVoice::GetTypeId() {
    static TypeId tid =
        TypeId("ns3::D2cVoice")
            .SetParent<D2cUdpEnd>()
            .SetGroupName("D2c")
            .AddConstructor<D2cVoice>()
            .AddAttribute("FrameOctets", "Octets of a frame of speech.", UintegerValue(33),  // 13.2 kbit/s of 20 ms: d2c::VoiceService
                          MakeUintegerAccessor(&D2cVoice::m_frameOctets), MakeUintegerChecker<std::uint32_t>(1, 1400))
            .AddAttribute("FrameInterval", "From one frame to the next.", TimeValue(MilliSeconds(20)),
                          MakeTimeAccessor(&D2cVoice::m_frameInterval), MakeTimeChecker(MilliSeconds(5), MilliSeconds(200)))
            .AddAttribute("Budget", "Time through the simulated network after which a frame is too late.",
                          TimeValue(MilliSeconds(143)),  // d2c::network_budget_s(d2c::VoiceService{})
                          MakeTimeAccessor(&D2cVoice::m_budget), MakeTimeChecker(Time(0)))
            .AddAttribute("TalkSpurts", "Whether speech and silence take turns; else this end always talks.", BooleanValue(false),
                          MakeBooleanAccessor(&D2cVoice::m_talkSpurts), MakeBooleanChecker())
            .AddAttribute("Speech", "Length of a spell of speech [s].",
                          // Exponential, means 1.026 and 1.171 s: table 1 of EURASIP JWCN 2012:287, VoIP.
                          StringValue("ns3::ExponentialRandomVariable[Mean=1.026]"), MakePointerAccessor(&D2cVoice::m_speech),
                          MakePointerChecker<RandomVariableStream>())
            .AddAttribute("Silence", "Length of a spell of silence [s].", StringValue("ns3::ExponentialRandomVariable[Mean=1.171]"),
                          MakePointerAccessor(&D2cVoice::m_silence), MakePointerChecker<RandomVariableStream>())
            .AddAttribute("NoiseOctets", "Octets of a description of the noise in silence.",
                          UintegerValue(6),  // assumption: 48 bits, as EVS describes it; the text was not at hand
                          MakeUintegerAccessor(&D2cVoice::m_noiseOctets), MakeUintegerChecker<std::uint32_t>(1, 1400))
            .AddAttribute("NoiseEvery", "Frames of silence per description of the noise.",
                          UintegerValue(8),  // assumption: 160 ms, as EVS does by default; the text was not at hand
                          MakeUintegerAccessor(&D2cVoice::m_noiseEvery), MakeUintegerChecker<std::uint32_t>(1))
            .AddTraceSource("Frame", "A frame came: number, delay, in time.", MakeTraceSourceAccessor(&D2cVoice::m_frameTrace),
                            "ns3::D2cVoice::FrameCallback");
    return tid;
}

D2cVoice::D2cVoice() = default;
D2cVoice::~D2cVoice() = default;

void D2cVoice::DoDispose() {
    m_next.Cancel();
    m_turn.Cancel();
    m_speech = nullptr;
    m_silence = nullptr;
    D2cUdpEnd::DoDispose();
}

void D2cVoice::SetService(const d2c::VoiceService& service) {
    SetAttribute("FrameOctets", UintegerValue(static_cast<std::uint64_t>(std::ceil(d2c::frame_octets(service) - 1e-9))));
    SetAttribute("FrameInterval", TimeValue(Seconds(service.frame_s)));
    SetAttribute("Budget", TimeValue(Seconds(d2c::network_budget_s(service))));
}

std::int64_t D2cVoice::AssignStreams(std::int64_t stream) {
    m_speech->SetStream(stream);
    m_silence->SetStream(stream + 1);
    return 2;
}

void D2cVoice::StartApplication() {
    OpenSocket();
    m_talking = true;
    if (m_talkSpurts) m_turn = Simulator::Schedule(Seconds(m_speech->GetValue()), &D2cVoice::TakeTurn, this);
    Talk();
}

void D2cVoice::StopApplication() {
    // It hears on: the other end's last frames are on their way.
    m_next.Cancel();
    m_turn.Cancel();
}

void D2cVoice::Reconnect() {
    D2cUdpEnd::Reconnect();
    if (m_next.IsRunning()) SendFrame(m_noiseOctets);
}

void D2cVoice::TakeTurn() {
    m_talking = !m_talking;
    m_silentFrames = 0;
    m_turn = Simulator::Schedule(Seconds((m_talking ? m_speech : m_silence)->GetValue()), &D2cVoice::TakeTurn, this);
}

void D2cVoice::Talk() {
    m_next = Simulator::Schedule(m_frameInterval, &D2cVoice::Talk, this);
    if (!HasPeer()) return;
    if (m_talking) {
        SendFrame(m_frameOctets);
    } else if (m_silentFrames++ % m_noiseEvery == 0) {
        SendFrame(m_noiseOctets);
    }
}

void D2cVoice::SendFrame(std::uint32_t octets) {
    D2cVoiceHeader header;
    header.number = m_sent++;
    header.sent = Simulator::Now();
    const auto packet = Create<Packet>(octets);
    packet->AddHeader(header);
    SendToPeer(packet);  // a frame without a route is lost like any other
}

void D2cVoice::Hear(Ptr<Packet> packet) {
    D2cVoiceHeader header;
    if (packet->GetSize() < D2cVoiceHeader::kOctets) return;
    packet->RemoveHeader(header);
    const Time delay = Simulator::Now() - header.sent;
    const bool inTime = delay <= m_budget;
    ++(inTime ? m_inTime : m_late);
    m_delaySum += delay;
    m_frameTrace(header.number, delay, inTime);
}

Time D2cVoice::GetMeanDelay() const {
    const std::uint32_t heard = m_inTime + m_late;
    return heard == 0 ? Time(0) : m_delaySum / static_cast<std::int64_t>(heard);
}

double D2cVoice::LossShare(const D2cVoice& talker, const D2cVoice& listener) {
    return talker.m_sent == 0 ? 0.0 : 1.0 - static_cast<double>(listener.m_inTime) / static_cast<double>(talker.m_sent);
}

}  // namespace ns3
