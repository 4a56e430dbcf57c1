#pragma once
// What happens to a phone, as it happens.

#include <string_view>

#include "roaming/procedures/step.h"

namespace d2c {

enum class EventKind : std::uint8_t {
    kCamped,       ///< found a cell and, where needed, registered: reachable from now on
    kReselected,   ///< in idle mode, to another cell
    kServiceLost,  ///< neither camped nor connected from now on
    kConnected,
    kAccessFailure,  ///< a set-up, registration or search that came to nothing
    kReleased,       ///< for want of traffic; with `to`, to register in another network
    kBarred,         ///< the serving cell may no longer serve: left at once
    kPrepared,       ///< a conditional handover to `to` is ready
    kPreparationFailure,
    kHandoverStarted,
    kHandoverCompleted,
    kHandoverFailure,
    kRadioLinkFailure,
    kReestablishmentStarted,
    kReestablished,
    kReestablishmentFailure,
    kNetworkChanged,  ///< by release and registration, connected again
    kTrackingAreaUpdated,
    kPaged,
    kPageMissed,  ///< without service, or between tracking areas
};
std::string_view to_string(EventKind kind);

struct MachineEvent {
    Instant at{};
    EventKind kind = EventKind::kCamped;
    RadioCellId from, to;
    Plmn from_network, to_network;
    std::chrono::nanoseconds interruption{};  ///< of user data, for what ends with this event
    Failure failure = Failure::kNone;
};

/// Receives events in the order of their instants. `procedure` is what ended with the event, or nullptr; valid during the call.
class EventSink {
  public:
    virtual void on(const MachineEvent& event, const Procedure* procedure) = 0;

  protected:
    ~EventSink() = default;
};

}  // namespace d2c
