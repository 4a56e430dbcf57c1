#pragma once
// The procedures of a phone's life, built message by message.

#include <optional>
#include <string_view>

#include "roaming/procedures/random_access.h"
#include "roaming/procedures/settings.h"
#include "roaming/procedures/step.h"

namespace d2c {

/// How a handover is carried out.
enum class HandoverMethod : std::uint8_t {
    kBreakBeforeMake,  ///< report, preparation, command, then all of the execution
    kConditional,      ///< prepared before; the execution alone (TS 38.331 clause 5.3.5.13)
    kRachLess,         ///< as the first, but without random access at the target (NR Release 18)
};
std::optional<HandoverMethod> parse_handover_method(std::string_view name);
/// `break-before-make`, `conditional`, `rach-less`.
std::string_view to_string(HandoverMethod method);

/// One side of a procedure.
struct RadioSide {
    RadioCellId cell;
    Plmn plmn;
    PathDelays delays;
    UplinkOffset offset;
    double message_loss = 0.0;
};
RadioSide side_of(const Measurement& m);

/// Report to acknowledged command, or the configuration that makes a conditional handover ready. User data go on.
Procedure handover_preparation(const RadioSide& source, const RadioSide& target, const ProcedureSettings& s, const DrawKey& key);
/// The whole of a handover; kConditional without its preparation. Between networks the request goes from core to core (S10 or N14,
/// TS 23.401 clause 5.5.1.2, TS 23.502 clause 4.9.1.3).
Procedure handover(HandoverMethod method, const RadioSide& source, const RadioSide& target, const ProcedureSettings& s, const DrawKey& key);
/// After a radio link or handover failure: cell selection to resumed data. The context is fetched from where the phone was before.
Procedure reestablishment(const RadioSide& source, const RadioSide& target, const ProcedureSettings& s, const DrawKey& key);
/// From idle to user data: random access, RRC set-up, service request, security and bearers.
Procedure connect(const RadioSide& cell, const ProcedureSettings& s, const DrawKey& key);
/// Idle mode: finding a cell of a network and reading it; `registers`: then the attach with authentication and subscription from the home
/// core.
Procedure camp(const RadioSide& cell, bool registers, const ProcedureSettings& s, const DrawKey& key);
/// Update of the tracking area, from idle (with access and release) or while connected (on the connection).
Procedure tracking_area_update(const RadioSide& cell, bool connected, const ProcedureSettings& s, const DrawKey& key);
/// A connected phone leaves its network for one that does not take it over: release, search, access, registration. All of it interrupts.
Procedure change_of_network(const RadioSide& source, const RadioSide& target, const ProcedureSettings& s, const DrawKey& key);

}  // namespace d2c
