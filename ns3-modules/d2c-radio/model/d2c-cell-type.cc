// The attributes and trace sources of a cell.

#include <ns3/boolean.h>
#include <ns3/double.h>
#include <ns3/enum.h>
#include <ns3/trace-source-accessor.h>
#include <ns3/uinteger.h>

#include "ns3-modules/d2c-radio/model/d2c-cell-user.h"
#include "ns3-modules/d2c-radio/model/d2c-cell.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cCell);

TypeId D2cCell::GetTypeId() {
    static const TypeId tid = []() {
        TypeId t = TypeId("ns3::D2cCell").SetParent<Object>().SetGroupName("D2c").AddConstructor<D2cCell>();
        AddSlotAttributes(t);
        AddSchedulerAttributes(t);
        AddAccessAttributes(t);
        return t
            .AddTraceSource("Sinr", "SINR of a phone's downlink carrier at each report [dB].",
                            MakeTraceSourceAccessor(&D2cCell::m_sinrTrace), "ns3::D2cCell::SinrCallback")
            .AddTraceSource("Rate", "Bits per second that a phone decoded since its last report.",
                            MakeTraceSourceAccessor(&D2cCell::m_rateTrace), "ns3::D2cCell::RateCallback")
            .AddTraceSource("TransportBlock", "A transport block has been received, whole or not.",
                            MakeTraceSourceAccessor(&D2cCell::m_blockTrace), "ns3::D2cCell::TransportBlockCallback")
            .AddTraceSource("Queue", "Octets that wait, down and up, at each report.", MakeTraceSourceAccessor(&D2cCell::m_queueTrace),
                            "ns3::D2cCell::QueueCallback")
            .AddTraceSource("RlcLoss", "RLC gives a packet up (unacknowledged mode).", MakeTraceSourceAccessor(&D2cCell::m_lossTrace),
                            "ns3::D2cCell::LossCallback")
            .AddTraceSource("Drop", "A packet finds its queue full.", MakeTraceSourceAccessor(&D2cCell::m_dropTrace),
                            "ns3::D2cCell::LossCallback");
    }();
    return tid;
}

void D2cCell::AddSlotAttributes(TypeId& t) {
    t.AddAttribute("Numerology", "mu: a slot lasts 1 ms / 2^mu; 0 is LTE's subframe.", UintegerValue(0),
                   MakeUintegerAccessor(&D2cCell::SetNumerology, &D2cCell::GetNumerology), MakeUintegerChecker<std::uint8_t>(0, 3))
        .AddAttribute("LitShare", "Share of time in which the beam is lit.", DoubleValue(1.0),
                      MakeDoubleAccessor(&D2cCell::SetLitShare, &D2cCell::GetLitShare), MakeDoubleChecker<double>(0.0, 1.0))
        .AddAttribute(
            "HoppingPeriod",
            "Between two turns of the beam; its lit slots stand together. One slot: spread evenly (assumption: 20 ms, the longest a "
            "phone in the beam waits is then what a phone waits for synchronisation signals anyway).",
            TimeValue(MilliSeconds(20)), MakeTimeAccessor(&D2cCell::SetHoppingPeriod, &D2cCell::GetHoppingPeriod),
            MakeTimeChecker(MicroSeconds(125), Seconds(10)))
        .AddAttribute("FreeShare", "Share of a lit slot's blocks that users outside the simulation leave.", DoubleValue(1.0),
                      MakeDoubleAccessor(&D2cCell::SetFreeShare, &D2cCell::GetFreeShare), MakeDoubleChecker<double>(0.0, 1.0))
        .AddAttribute("RanDelay", "One way between the satellite and whoever schedules: 0 on board, the feeder link at a gateway.",
                      TimeValue(Seconds(0)), MakeTimeAccessor(&D2cCell::m_ranDelay), MakeTimeChecker(Seconds(0), Seconds(1)))
        .AddAttribute("HalfDuplex", "Phones cannot receive while they send (HD-FDD); the cell does not send to them then.",
                      BooleanValue(false), MakeBooleanAccessor(&D2cCell::m_halfDuplex), MakeBooleanChecker())
        .AddAttribute("HalfDuplexGuard", "Slots before and after a transmission in which a half-duplex phone hears nothing (assumption).",
                      UintegerValue(1), MakeUintegerAccessor(&D2cCell::m_guardSlots), MakeUintegerChecker<std::uint32_t>(0, 20));
}

void D2cCell::AddSchedulerAttributes(TypeId& t) {
    t.AddAttribute("Scheduler", "Who is served first.", EnumValue(static_cast<int>(d2c::SchedulingRule::kRoundRobin)),
                   MakeEnumAccessor(&D2cCell::SetRule, &D2cCell::GetRule),
                   MakeEnumChecker(static_cast<int>(d2c::SchedulingRule::kRoundRobin), "RoundRobin",
                                   static_cast<int>(d2c::SchedulingRule::kProportionalFair), "ProportionalFair",
                                   static_cast<int>(d2c::SchedulingRule::kMaxRate), "MaxRate"))
        .AddAttribute("AverageWindow", "Slots over which the proportionally fair rule averages (assumption).", DoubleValue(100.0),
                      MakeDoubleAccessor(&D2cCell::m_averageWindow), MakeDoubleChecker<double>(1.0, 1e6))
        .AddAttribute("TransportFormats", "RateTable: steps of the flow level's table; McsTable: the standards' MCS and sizes.",
                      EnumValue(static_cast<int>(d2c::FormatSource::kRateTable)),
                      MakeEnumAccessor(&D2cCell::SetSource, &D2cCell::GetSource),
                      MakeEnumChecker(static_cast<int>(d2c::FormatSource::kRateTable), "RateTable",
                                      static_cast<int>(d2c::FormatSource::kMcsTable), "McsTable"))
        .AddAttribute("Harq", "How transmissions of a block are combined; None: no feedback, what is lost is RLC's.",
                      EnumValue(static_cast<int>(d2c::Combining::kIncrementalRedundancy)),
                      MakeEnumAccessor(&D2cCell::SetCombining, &D2cCell::GetCombining),
                      MakeEnumChecker(static_cast<int>(d2c::Combining::kIncrementalRedundancy), "IncrementalRedundancy",
                                      static_cast<int>(d2c::Combining::kChase), "Chase", static_cast<int>(d2c::Combining::kNone), "None"))
        .AddAttribute("HarqProcesses", "Of each phone, direction and carrier; 0: as its class has (8 LTE, 16 NR, 32 from Release 17).",
                      UintegerValue(0), MakeUintegerAccessor(&D2cCell::m_processes), MakeUintegerChecker<std::uint32_t>(0, 64))
        .AddAttribute("HarqTransmissions", "Most transmissions of a block, the first one counted.", UintegerValue(4),
                      MakeUintegerAccessor(&D2cCell::m_mostTransmissions), MakeUintegerChecker<std::uint32_t>(1, 32))
        .AddAttribute("Margin", "The choice of a format is made at the reported SINR less this [dB].", DoubleValue(0.0),
                      MakeDoubleAccessor(&D2cCell::m_marginDb), MakeDoubleChecker<double>(-10.0, 40.0))
        .AddAttribute("OuterLoopStep", "Down after a first transmission that failed, a ninth of it up after one that did not [dB]; 0: off.",
                      DoubleValue(0.0), MakeDoubleAccessor(&D2cCell::m_outerLoopDb), MakeDoubleChecker<double>(0.0, 5.0))
        .AddAttribute("ReportPeriod", "Between two channel reports of a phone with traffic (assumption).", TimeValue(MilliSeconds(20)),
                      MakeTimeAccessor(&D2cCell::m_reportPeriod), MakeTimeChecker(MilliSeconds(1), Seconds(10)))
        .AddAttribute("SchedulingRequestPeriod", "Requests arrive at the cell at its multiples (assumption).", TimeValue(MilliSeconds(10)),
                      MakeTimeAccessor(&D2cCell::m_requestPeriod), MakeTimeChecker(MilliSeconds(1), Seconds(1)))
        .AddAttribute("FirstGrant", "What a cell grants on a request alone [octets]: two TCP acknowledgements with their headers.",
                      UintegerValue(128), MakeUintegerAccessor(&D2cCell::m_firstGrantBytes), MakeUintegerChecker<std::uint32_t>(16, 10'000))
        .AddAttribute("UplinkTargetSinr",
                      "A phone lowers its power where a block would arrive above this [dB] (assumption: 12, 3 dB above "
                      "the threshold of the highest format, 16QAM at 616/1024).",
                      DoubleValue(12.0), MakeDoubleAccessor(&D2cCell::m_uplinkTargetDb), MakeDoubleChecker<double>(-10.0, 60.0))
        .AddAttribute("AcknowledgedMode", "RLC repeats what HARQ lost (AM), or gives it up (UM).", BooleanValue(true),
                      MakeBooleanAccessor(&D2cCell::m_acknowledged), MakeBooleanChecker())
        .AddAttribute("HeaderBytes", "PDCP, RLC and MAC headers of each packet [octets] (assumption, as d2c::LightUse has it).",
                      UintegerValue(10), MakeUintegerAccessor(&D2cCell::m_headerBytes), MakeUintegerChecker<std::uint32_t>(1, 100))
        .AddAttribute("SegmentHeaderBytes", "RLC and MAC headers of each further piece of a packet [octets] (assumption: two and one).",
                      UintegerValue(3), MakeUintegerAccessor(&D2cCell::m_segmentHeaderBytes), MakeUintegerChecker<std::uint32_t>(0, 100))
        .AddAttribute("QueueLimit", "Most octets that wait for one phone in one direction.", UintegerValue(300'000),
                      MakeUintegerAccessor(&D2cCell::m_queueBytes), MakeUintegerChecker<std::uint32_t>(1'600));
}

void D2cCell::AddAccessAttributes(TypeId& t) {
    t.AddAttribute("PreambleFormat", "TS 36.211 table 5.7.1-1; 1 has 0.52 ms of guard time.", UintegerValue(1),
                   MakeUintegerAccessor(&D2cCell::SetPreambleFormat), MakeUintegerChecker<std::uint32_t>(0, 3))
        .AddAttribute("Preambles", "To choose from in one occasion (assumption: 54 of 64, the rest for handover).", UintegerValue(54),
                      MakeUintegerAccessor(&D2cCell::SetPreambles), MakeUintegerChecker<std::uint32_t>(1, 64))
        .AddAttribute("AccessPeriod", "Between two occasions (assumption).", TimeValue(MilliSeconds(10)),
                      MakeTimeAccessor(&D2cCell::SetAccessPeriod), MakeTimeChecker(MilliSeconds(1), Seconds(1)))
        .AddAttribute("ResponseWindow", "In which the response must come (assumption: 10 ms, the longest of LTE).",
                      TimeValue(MilliSeconds(10)), MakeTimeAccessor(&D2cCell::SetResponseWindow),
                      MakeTimeChecker(MilliSeconds(1), Seconds(1)))
        .AddAttribute("ContentionTimer", "In which message 4 must come (assumption: 64 ms, the longest of LTE).",
                      TimeValue(MilliSeconds(64)), MakeTimeAccessor(&D2cCell::SetContentionTimer),
                      MakeTimeChecker(MilliSeconds(1), Seconds(10)))
        .AddAttribute("LongestBackoff", "After a failed attempt a phone waits a uniform part of this (assumption).",
                      TimeValue(MilliSeconds(20)), MakeTimeAccessor(&D2cCell::SetLongestBackoff), MakeTimeChecker(Seconds(0), Seconds(10)))
        .AddAttribute("AccessAttempts", "Most preambles of one random access (assumption).", UintegerValue(10),
                      MakeUintegerAccessor(&D2cCell::SetAccessAttempts), MakeUintegerChecker<std::uint32_t>(1, 200))
        .AddAttribute("TwoStepAccess", "Message A and B instead of four (NR Release 16).", BooleanValue(false),
                      MakeBooleanAccessor(&D2cCell::SetTwoStepAccess), MakeBooleanChecker());
}

}  // namespace ns3
