#pragma once
// A phone that looks for its cells itself: the state machine of roaming/ in simulation time.

#include <ns3/event-id.h>
#include <ns3/traced-callback.h>

#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "ns3-modules/d2c-roaming/model/d2c-core.h"
#include "ns3-modules/d2c-roaming/model/d2c-surroundings.h"
#include "roaming/failures/tally.h"
#include "roaming/machine/machine.h"

namespace ns3 {

/// A target for a phone that is connected: the cell to go to, or an empty one to stay.
using D2cHandoverPolicy = std::function<d2c::RadioCellId(const std::vector<d2c::Measurement>& cells, d2c::RadioCellId serving)>;

/// A link as it is at a step of measurement.
struct D2cRoamingSample {
    d2c::PhoneState state = d2c::PhoneState::kNoService;
    d2c::RadioCellId cell;
    double rsrpDbm = 0.0, sinrDb = 0.0;
    double elevationDeg = 0.0;
};

/**
 * \brief One per phone. Every MeasureStep it measures the cells around and lets d2c::Machine decide; what the machine says, it does:
 * attach, detach while a procedure interrupts, a new address in a new network.
 *
 * The machine tells what happened since it was last asked; packets cannot wait for that. So after each step a copy of it is asked what will
 * happen before the next one if levels hold (which is what the machine assumes anyway), and each event is done at its own instant. A radio
 * link failure is a moment to measure: re-establishment begins then.
 */
class D2cRoamingManager : public Object {
  public:
    /// \return the object TypeId
    static TypeId GetTypeId();
    D2cRoamingManager() = default;

    /// \param device phone with an IP stack and a session in the core \param core behind the cells \param around its cells
    void SetPhone(Ptr<D2cUeDevice> device, Ptr<D2cCore> core, Ptr<D2cSurroundings> around);
    /// \param settings that d2c::check finds no fault in (fatal otherwise) \param seed, phone of the machine's draws
    void SetMachine(const d2c::MachineSettings& settings, std::uint64_t seed, d2c::HandsetId phone);
    /// Decides in place of the settings' trigger. Call after SetMachine(). \param policy is asked at every step while connected
    void SetPolicy(D2cHandoverPolicy policy);
    /// \param network \param anchor of its sessions; with local breakout each has its own \param home whether packets go home
    void SetAnchor(d2c::Plmn network, Ptr<D2cAnchorDevice> anchor, bool home);
    /// Of networks without an anchor of their own.
    void SetHomeAnchor(Ptr<D2cAnchorDevice> anchor);
    /// \param settings of what counts as a ping-pong
    void SetFailureSettings(const d2c::FailureSettings& settings) { m_failureSettings = settings; }
    /// Measures for the first time now.
    void Start();

    d2c::PhoneState GetState() const { return m_machine->state(); }
    d2c::RadioCellId GetServing() const { return m_machine->serving(); }
    /// \return failures and handovers so far
    d2c::FailureCounts GetCounts() const;
    const std::vector<d2c::Measurement>& GetMeasurements() const { return m_cells; }

    /// TracedCallback signature of Event. \param [in] event \param [in] procedure that ended with it, or nullptr
    typedef void (*EventCallback)(const d2c::MachineEvent& event, const d2c::Procedure* procedure);
    /// TracedCallback signature of Interruption. \param [in] begin, end since when data stood still \param [in] kind of what ended it
    typedef void (*InterruptionCallback)(Time begin, Time end, d2c::EventKind kind);
    /// TracedCallback signature of AddressChanged. \param [in] device \param [in] from \param [in] to address
    typedef void (*AddressChangedCallback)(Ptr<D2cUeDevice> device, Ipv4Address from, Ipv4Address to);
    /// TracedCallback signature of State. \param [in] state from now on
    typedef void (*StateCallback)(d2c::PhoneState state);
    /// TracedCallback signature of Sample. \param [in] sample
    typedef void (*SampleCallback)(const D2cRoamingSample& sample);
    /// TracedCallback signature of Measured. \param [in] at instant \param [in] cells as the machine reads them
    typedef void (*MeasuredCallback)(d2c::Instant at, const std::vector<d2c::Measurement>& cells);

  protected:
    void DoDispose() override;

  private:
    struct Happening {
        d2c::MachineEvent event;
        std::optional<d2c::Procedure> procedure;
    };
    struct Anchor {
        Ptr<D2cAnchorDevice> device;
        bool home = true;
    };
    class Sink;
    void Step(bool regular);
    void ApplyPolicy();
    void Foresee();
    void Do(const Happening& happening);
    void Flow(const d2c::MachineEvent& event);
    void Stop(bool keep, d2c::Instant at);
    void ChangeAddress(d2c::Plmn network);
    const Anchor& AnchorOf(d2c::Plmn network) const;

    Ptr<D2cUeDevice> m_device;
    Ptr<D2cCore> m_core;
    Ptr<D2cSurroundings> m_around;
    std::optional<d2c::Machine> m_machine;
    d2c::MachineSettings m_settings;
    std::uint64_t m_seed = 1;
    d2c::HandsetId m_phone{0};
    D2cHandoverPolicy m_policy;
    std::optional<d2c::FailureTally> m_tally;
    std::map<d2c::Plmn, Anchor> m_anchors;
    Anchor m_homeAnchor;
    d2c::FailureSettings m_failureSettings;
    Time m_measureStep, m_pagePeriod, m_nextPage;
    bool m_traffic = true;

    std::vector<d2c::Measurement> m_cells;
    std::vector<std::pair<d2c::Instant, d2c::EventKind>> m_done;  ///< before the machine told
    std::vector<EventId> m_foreseen;
    EventId m_step;
    Time m_nextStep;
    d2c::Plmn m_network;  ///< whose session the phone has
    std::optional<d2c::Instant> m_stopped;

    TracedCallback<const d2c::MachineEvent&, const d2c::Procedure*> m_eventTrace;
    TracedCallback<d2c::PhoneState> m_stateTrace;
    TracedCallback<const d2c::MachineEvent&, const d2c::Procedure*> m_handoverTrace;
    TracedCallback<Time, Time, d2c::EventKind> m_interruptionTrace;
    TracedCallback<const d2c::MachineEvent&, const d2c::Procedure*> m_failureTrace;
    TracedCallback<Ptr<D2cUeDevice>, Ipv4Address, Ipv4Address> m_addressTrace;
    TracedCallback<const D2cRoamingSample&> m_sampleTrace;
    TracedCallback<d2c::Instant, const std::vector<d2c::Measurement>&> m_measuredTrace;
};

}  // namespace ns3
