#pragma once
// How a phone and its network are set: triggers, method, timers.

#include "roaming/machine/link_monitor.h"
#include "roaming/measurement/l3_filter.h"
#include "roaming/procedures/sequence.h"
#include "roaming/triggers/parameters.h"

namespace d2c {

/// Timers of a connection: assumption, long enough for a procedure by way of a gateway with a repetition or two.
struct MachineSettings {
    TriggerParameters handover;
    /// In idle mode: cell reselection by ranking, with its own hysteresis and time (TS 38.304 clause 5.2.4.6).
    TriggerParameters reselection{.trigger = Trigger::kStrongest, .time_to_trigger = std::chrono::milliseconds{1024}, .hysteresis = {2.0}};
    FilterCoefficient filter;
    HandoverMethod method = HandoverMethod::kBreakBeforeMake;
    ProcedureSettings procedures;
    LinkMonitorSettings link;
    Db preparation_range{10.0};            ///< conditional: cells are prepared down to this much below the serving one; assumption
    std::chrono::milliseconds t304{1000};  ///< the execution of a handover: 50, 100, 150, 200, 500, 1000, 2000, 10000
    std::chrono::milliseconds t311{3000};  ///< finding a cell after a failure: 1000, 3000, 5000, 10000, 15000, 20000, 30000
    std::chrono::milliseconds t301{1000};  ///< the re-establishment itself: 100, 200, 300, 400, 600, 1000, 1500, 2000
    std::chrono::milliseconds t300{1000};  ///< the RRC set-up: as T301
    std::chrono::seconds inactivity{10};   ///< without traffic until the network releases; assumption
};
/// Every setting outside its range (timers: the values that TS 36.331 and TS 38.331 clause 6.3 enumerate).
Faults check(const MachineSettings& settings);

}  // namespace d2c
