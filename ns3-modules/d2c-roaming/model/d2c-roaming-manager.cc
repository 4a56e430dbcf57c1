#include "ns3-modules/d2c-roaming/model/d2c-roaming-manager.h"

#include <ns3/abort.h>
#include <ns3/boolean.h>
#include <ns3/ipv4.h>
#include <ns3/simulator.h>

#include <algorithm>

#include "ns3-modules/d2c-roaming/model/d2c-anchor-device.h"

namespace ns3 {

NS_OBJECT_ENSURE_REGISTERED(D2cRoamingManager);

namespace {

/// The largest offset that both ends of a comparison of levels can take: far above any difference of levels.
constexpr d2c::Db kForced{500.0};

}  // namespace

/// What the machine says is kept in its order.
class D2cRoamingManager::Sink : public d2c::EventSink {
  public:
    void on(const d2c::MachineEvent& event, const d2c::Procedure* procedure) override {
        happened.push_back({event, procedure ? std::optional{*procedure} : std::nullopt});
    }
    std::vector<Happening> happened;
};

TypeId D2cRoamingManager::GetTypeId() {
    static const TypeId tid =
        TypeId("ns3::D2cRoamingManager")
            .SetParent<Object>()
            .SetGroupName("D2c")
            .AddConstructor<D2cRoamingManager>()
            .AddAttribute("MeasureStep", "Time between two measurements.", TimeValue(Seconds(1)),
                          MakeTimeAccessor(&D2cRoamingManager::m_measureStep), MakeTimeChecker(MilliSeconds(1), Seconds(60)))
            .AddAttribute("PagePeriod", "Between two things that the network has for the phone; 0: none. A page that misses it is counted.",
                          TimeValue(Time{0}), MakeTimeAccessor(&D2cRoamingManager::m_pagePeriod), MakeTimeChecker(Time{0}))
            .AddAttribute("Traffic", "Whether there is something to carry: a phone without is released to idle after a while.",
                          BooleanValue(true), MakeBooleanAccessor(&D2cRoamingManager::m_traffic), MakeBooleanChecker())
            .AddTraceSource("Event", "Whatever the state machine says, at its own instant.",
                            MakeTraceSourceAccessor(&D2cRoamingManager::m_eventTrace), "ns3::D2cRoamingManager::EventCallback")
            .AddTraceSource("State", "The state of the phone after a measurement, where it changed.",
                            MakeTraceSourceAccessor(&D2cRoamingManager::m_stateTrace), "ns3::D2cRoamingManager::StateCallback")
            .AddTraceSource("Handover", "A handover is completed; the procedure has its parts.",
                            MakeTraceSourceAccessor(&D2cRoamingManager::m_handoverTrace), "ns3::D2cRoamingManager::EventCallback")
            .AddTraceSource("Interruption", "Data flow again.", MakeTraceSourceAccessor(&D2cRoamingManager::m_interruptionTrace),
                            "ns3::D2cRoamingManager::InterruptionCallback")
            .AddTraceSource("RadioLinkFailure", "The link to the serving cell is lost.",
                            MakeTraceSourceAccessor(&D2cRoamingManager::m_failureTrace), "ns3::D2cRoamingManager::EventCallback")
            .AddTraceSource("AddressChanged", "The phone has another address: open connections are dead, whoever has any reconnects.",
                            MakeTraceSourceAccessor(&D2cRoamingManager::m_addressTrace), "ns3::D2cRoamingManager::AddressChangedCallback")
            .AddTraceSource("Sample", "The serving link at a measurement.", MakeTraceSourceAccessor(&D2cRoamingManager::m_sampleTrace),
                            "ns3::D2cRoamingManager::SampleCallback")
            .AddTraceSource("Measured", "All that was measured, as the state machine reads it.",
                            MakeTraceSourceAccessor(&D2cRoamingManager::m_measuredTrace), "ns3::D2cRoamingManager::MeasuredCallback");
    return tid;
}

void D2cRoamingManager::DoDispose() {
    m_step.Cancel();
    for (EventId& event : m_foreseen) event.Cancel();
    m_device = nullptr;
    m_core = nullptr;
    m_around = nullptr;
    m_policy = nullptr;
    m_anchors.clear();
    m_homeAnchor = {};
    Object::DoDispose();
}

void D2cRoamingManager::SetPhone(Ptr<D2cUeDevice> device, Ptr<D2cCore> core, Ptr<D2cSurroundings> around) {
    m_device = device;
    m_core = core;
    m_around = around;
}

void D2cRoamingManager::SetMachine(const d2c::MachineSettings& settings, std::uint64_t seed, d2c::HandsetId phone) {
    const d2c::Faults faults = d2c::check(settings);
    if (!faults.empty()) NS_FATAL_ERROR(d2c::to_string(faults.front()));
    m_settings = settings;
    m_seed = seed;
    m_phone = phone;
    m_machine.emplace(settings, seed, phone);
}

void D2cRoamingManager::SetPolicy(D2cHandoverPolicy policy) {
    m_policy = std::move(policy);
    // The machine goes where a level is better by A3: the policy's target is, by its offset, and nothing else.
    d2c::MachineSettings settings = m_settings;
    settings.handover.trigger = d2c::Trigger::kA3;
    settings.handover.a3_offset = d2c::Db{0.0};
    settings.handover.time_to_trigger = std::chrono::milliseconds{0};
    SetMachine(settings, m_seed, m_phone);
}

void D2cRoamingManager::SetAnchor(d2c::Plmn network, Ptr<D2cAnchorDevice> anchor, bool home) { m_anchors[network] = {anchor, home}; }
void D2cRoamingManager::SetHomeAnchor(Ptr<D2cAnchorDevice> anchor) { m_homeAnchor = {anchor, true}; }

void D2cRoamingManager::Start() {
    NS_ABORT_MSG_IF(!m_device || !m_machine || !m_homeAnchor.device,
                    "D2cRoamingManager: SetPhone(), SetMachine() and SetHomeAnchor() come before Start()");
    m_tally.emplace(m_around->GetUtc(), m_failureSettings);
    m_nextPage = Simulator::Now() + m_pagePeriod;
    m_nextStep = Simulator::Now();
    Step(true);
}

d2c::FailureCounts D2cRoamingManager::GetCounts() const { return m_tally ? m_tally->counts(m_around->GetUtc()) : d2c::FailureCounts{}; }

void D2cRoamingManager::ApplyPolicy() {
    if (!m_policy || m_machine->state() != d2c::PhoneState::kConnected) return;
    const d2c::RadioCellId serving = m_machine->serving(), target = m_policy(m_cells, serving);
    for (d2c::Measurement& m : m_cells) m.event_offset = m.cell == serving ? d2c::Db{0.0} : m.cell == target ? kForced : -kForced;
}

void D2cRoamingManager::Step(bool regular) {
    for (EventId& event : m_foreseen) event.Cancel();
    m_foreseen.clear();
    if (regular) {
        m_nextStep += m_measureStep;
        m_step = Simulator::Schedule(m_nextStep - Simulator::Now(), &D2cRoamingManager::Step, this, true);
    }
    const d2c::Instant now = m_around->GetUtc();
    const d2c::PhoneState before = m_machine->state();
    m_around->Measure(m_machine->serving(), m_machine->registered_network(), m_cells);
    ApplyPolicy();
    m_measuredTrace(now, m_cells);
    Sink sink;
    const bool page = m_pagePeriod.IsStrictlyPositive() && Simulator::Now() >= m_nextPage;
    if (page) m_nextPage += m_pagePeriod;
    m_machine->advance(m_cells, now, {m_traffic, page, {}}, sink);
    for (const Happening& happening : sink.happened) {
        const auto done = std::find(m_done.begin(), m_done.end(), std::pair{happening.event.at, happening.event.kind});
        if (done == m_done.end()) {
            Do(happening);
        } else {
            m_done.erase(done);
        }
    }
    m_done.clear();
    if (m_machine->state() != before) m_stateTrace(m_machine->state());
    D2cRoamingSample sample;
    sample.state = m_machine->state();
    sample.cell = m_machine->serving();
    for (const d2c::Measurement& m : m_cells) {
        if (m.cell != sample.cell) continue;
        sample.rsrpDbm = m.rsrp.value;
        sample.sinrDb = m.sinr.value;
        sample.elevationDeg = m.elevation.in_degrees();
    }
    m_sampleTrace(sample);
    Foresee();
}

void D2cRoamingManager::Foresee() {
    const d2c::Instant now = m_around->GetUtc();
    const d2c::Instant next = now + std::chrono::nanoseconds{(m_nextStep - Simulator::Now()).GetNanoSeconds()};
    d2c::Machine copy = *m_machine;
    Sink sink;
    copy.advance(m_cells, next, {m_traffic, false, {}}, sink);
    for (const Happening& happening : sink.happened) {
        if (happening.event.at >= next) return;  // decided on levels that are not known yet
        const Time in = NanoSeconds((happening.event.at - now).count());
        if (happening.event.kind == d2c::EventKind::kRadioLinkFailure) {
            m_foreseen.push_back(Simulator::Schedule(in, &D2cRoamingManager::Step, this, false));
            return;  // what follows depends on what is heard then
        }
        if (happening.event.at <= now) continue;  // already done
        m_foreseen.push_back(Simulator::Schedule(in, [this, happening] {
            m_done.emplace_back(happening.event.at, happening.event.kind);
            Do(happening);
        }));
    }
}

void D2cRoamingManager::Do(const Happening& happening) {
    const d2c::MachineEvent& event = happening.event;
    const d2c::Procedure* procedure = happening.procedure ? &*happening.procedure : nullptr;
    m_tally->add(event);
    const bool forwards = m_settings.procedures.data_forwarding;
    switch (event.kind) {
        case d2c::EventKind::kHandoverStarted:
        case d2c::EventKind::kRadioLinkFailure:
            Stop(forwards, event.at);
            break;
        case d2c::EventKind::kServiceLost:
        case d2c::EventKind::kBarred:
            Stop(false, event.at);
            break;
        case d2c::EventKind::kReleased:
            Stop(event.to.empty(), event.at);  // an idle phone is paged for what waits
            break;
        case d2c::EventKind::kConnected:
        case d2c::EventKind::kHandoverCompleted:
        case d2c::EventKind::kReestablished:
        case d2c::EventKind::kNetworkChanged:
            Flow(event);
            break;
        default:
            break;
    }
    if (event.kind == d2c::EventKind::kHandoverCompleted) m_handoverTrace(event, procedure);
    if (event.kind == d2c::EventKind::kRadioLinkFailure) m_failureTrace(event, procedure);
    m_eventTrace(event, procedure);
}

void D2cRoamingManager::Stop(bool keep, d2c::Instant at) {
    if (!m_stopped) m_stopped = at;
    m_core->Suspend(m_device, keep);
}

void D2cRoamingManager::Flow(const d2c::MachineEvent& event) {
    const bool handedOver = event.kind == d2c::EventKind::kHandoverCompleted || event.kind == d2c::EventKind::kReestablished;
    // The first session is there before the phone has found a network.
    const bool first = m_network.empty() && AnchorOf(event.to_network).device == m_core->GetAnchor(m_device);
    if (!handedOver && !first && (event.to_network != m_network || event.kind == d2c::EventKind::kNetworkChanged))
        ChangeAddress(event.to_network);
    m_network = event.to_network;
    const std::optional<D2cAttachment> target = m_around->GetAttachment(event.to);
    if (!target) return;  // gone meanwhile: the link monitor will find out
    m_core->Attach(m_device, target->cell, target->link, target->path);
    const d2c::Instant begin = m_stopped ? *m_stopped : event.at - event.interruption;
    const Time end = Simulator::Now();
    m_interruptionTrace(end - NanoSeconds((event.at - begin).count()), end, event.kind);
    m_stopped.reset();
}

const D2cRoamingManager::Anchor& D2cRoamingManager::AnchorOf(d2c::Plmn network) const {
    const auto own = m_anchors.find(network);
    return own == m_anchors.end() ? m_homeAnchor : own->second;
}

void D2cRoamingManager::ChangeAddress(d2c::Plmn network) {
    const Anchor& anchor = AnchorOf(network);
    const Ptr<Ipv4> stack = m_device->GetNode()->GetObject<Ipv4>();
    const int32_t interface = stack->GetInterfaceForDevice(m_device);
    NS_ABORT_MSG_IF(interface < 0, "D2cRoamingManager: node " << m_device->GetNode()->GetId() << " has no IP interface on its device");
    const auto index = static_cast<std::uint32_t>(interface);
    const Ipv4Address from = m_core->GetAddress(m_device), to = anchor.device->Allocate();
    while (stack->GetNAddresses(index) > 0) stack->RemoveAddress(index, 0);
    stack->AddAddress(index, Ipv4InterfaceAddress(to, Ipv4Mask::GetOnes()));
    m_core->Open(m_device, anchor.device, to, anchor.home);
    m_addressTrace(m_device, from, to);
}

}  // namespace ns3
