#include "roaming/procedures/sequence.h"

#include <algorithm>

#include "roaming/procedures/builder.h"

namespace d2c {
namespace {

constexpr std::array<std::string_view, 3> kMethods{"break-before-make", "conditional", "rach-less"};

void prepare(SequenceBuilder& b, const RadioSide& source, const RadioSide& target) {
    const bool other_network = source.plmn != target.plmn;
    b.radio("measurement report", Node::kPhone, Node::kSourceRan, source, b.times().handover_decision);
    if (other_network) {
        b.wire("handover required", Node::kSourceRan, Node::kSourceCore, Leg::kRanToCore, b.ran_to_core(source), b.times().core_message);
        b.wire("forward relocation request", Node::kSourceCore, Node::kCore, Leg::kCoreToCore, {target.delays.transfer},
               b.times().core_message);
        b.wire("handover request", Node::kCore, Node::kTargetRan, Leg::kRanToCore, b.ran_to_core(target), b.times().admission);
        b.wire("handover request acknowledge", Node::kTargetRan, Node::kCore, Leg::kRanToCore, b.ran_to_core(target),
               b.times().core_message);
        b.wire("forward relocation response", Node::kCore, Node::kSourceCore, Leg::kCoreToCore, {target.delays.transfer},
               b.times().core_message);
        b.wire("handover command", Node::kSourceCore, Node::kSourceRan, Leg::kRanToCore, b.ran_to_core(source), b.times().ran_message);
    } else {
        const auto way = b.ran_to_ran(source, target);
        b.wire("handover request", Node::kSourceRan, Node::kTargetRan, Leg::kRanToRan, way, b.times().admission);
        b.wire("handover request acknowledge", Node::kTargetRan, Node::kSourceRan, Leg::kRanToRan, way, b.times().ran_message);
    }
}

/// The registration after an RRC connection stands: identity and authentication from home, security, subscription, session.
void attach(SequenceBuilder& b, const RadioSide& cell) {
    const auto core = b.ran_to_core(cell);
    const Way home{cell.delays.home};
    b.wire("attach request", Node::kRan, Node::kCore, Leg::kRanToCore, core, b.times().core_message);
    b.wire("authentication information request", Node::kCore, Node::kHomeCore, Leg::kCoreToHome, home, b.times().home_message);
    b.wire("authentication information answer", Node::kHomeCore, Node::kCore, Leg::kCoreToHome, home, b.times().core_message);
    b.wire("authentication request, to the RAN", Node::kCore, Node::kRan, Leg::kRanToCore, core, b.times().ran_message);
    b.radio("authentication request", Node::kRan, Node::kPhone, cell, b.times().authentication);
    b.radio("authentication response", Node::kPhone, Node::kRan, cell, b.times().ran_message);
    b.wire("authentication response, to the core", Node::kRan, Node::kCore, Leg::kRanToCore, core, b.times().core_message);
    b.wire("NAS security mode, to the RAN", Node::kCore, Node::kRan, Leg::kRanToCore, core, b.times().ran_message);
    b.radio("NAS security mode command", Node::kRan, Node::kPhone, cell, b.times().phone_message);
    b.radio("NAS security mode complete", Node::kPhone, Node::kRan, cell, b.times().ran_message);
    b.wire("NAS security mode complete, to the core", Node::kRan, Node::kCore, Leg::kRanToCore, core, b.times().core_message);
    b.wire("update location request", Node::kCore, Node::kHomeCore, Leg::kCoreToHome, home, b.times().home_message);
    b.wire("update location answer", Node::kHomeCore, Node::kCore, Leg::kCoreToHome, home, b.times().core_message);
    if (b.settings().home_routed) {
        b.wire("create session request", Node::kCore, Node::kHomeCore, Leg::kCoreToHome, home, b.times().core_message);
        b.wire("create session response", Node::kHomeCore, Node::kCore, Leg::kCoreToHome, home, b.times().core_message);
    }
    b.wire("attach accept, to the RAN", Node::kCore, Node::kRan, Leg::kRanToCore, core, b.times().ran_message);
    b.radio("security mode and attach accept", Node::kRan, Node::kPhone, cell, b.times().rrc_reconfiguration);
    b.radio("attach complete", Node::kPhone, Node::kRan, cell, b.times().ran_message);
}

void rrc_setup(SequenceBuilder& b, const RadioSide& cell) {
    b.random_access(cell, Node::kRan, "RRC request (message 3)", "RRC set-up (message 4)", b.times().rrc_setup);
    b.radio("RRC set-up complete", Node::kPhone, Node::kRan, cell, b.times().ran_message);
}

/// A known home network, then a tunnel to the home core over its broadband line: two exchanges (as IKEv2 has, RFC 7296 section 1.2).
void join_wifi(SequenceBuilder& b, const RadioSide& cell) {
    b.at("scan", Node::kPhone, b.times().wifi_scan);
    b.at("associate", Node::kPhone, b.times().wifi_association);
    b.at("obtain an address", Node::kPhone, b.times().wifi_address);
    const Way up = b.access(cell), on = b.ran_to_core(cell);
    const Way home{up.time + on.time + cell.delays.home, up.over_feeder + on.over_feeder};
    for (const std::string_view name : {"tunnel set-up", "tunnel authentication"}) {
        b.wire(name, Node::kPhone, Node::kHomeCore, Leg::kCoreToHome, home, b.times().home_message);
        b.wire(name, Node::kHomeCore, Node::kPhone, Leg::kCoreToHome, home, b.times().phone_message);
    }
}

void execute(SequenceBuilder& b, HandoverMethod method, const RadioSide& target) {
    b.at(method == HandoverMethod::kConditional ? "apply the stored configuration" : "process the command", Node::kPhone,
         method == HandoverMethod::kConditional ? b.times().conditional_execution : b.times().rrc_reconfiguration);
    b.at("retune, synchronise, derive keys", Node::kPhone, b.times().retune);
    if (method == HandoverMethod::kRachLess) {
        // Without a preamble to correct it, the uplink must arrive in time from the start.
        if (preamble_failure(kPreambleFormats[b.settings().preamble_format], target.offset) != Failure::kNone) b.fail(Failure::kNoTiming);
        b.radio("reconfiguration complete, on a configured grant", Node::kPhone, Node::kTargetRan, target, b.times().ran_message,
                &b.times().grant_wait);
    } else {
        b.preamble_and_response(target, Node::kTargetRan);
        b.radio("reconfiguration complete", Node::kPhone, Node::kTargetRan, target, b.times().ran_message);
    }
    b.interrupting = b.interrupting && !b.settings().data_forwarding;
    b.wire("path switch request", Node::kTargetRan, Node::kCore, Leg::kRanToCore, b.ran_to_core(target), b.times().core_message);
    b.wire("path switch acknowledge", Node::kCore, Node::kTargetRan, Leg::kRanToCore, b.ran_to_core(target), b.times().ran_message);
}

}  // namespace

std::optional<HandoverMethod> parse_handover_method(std::string_view name) {
    const auto found = std::find(kMethods.begin(), kMethods.end(), name);
    if (found == kMethods.end()) return std::nullopt;
    return static_cast<HandoverMethod>(found - kMethods.begin());
}
std::string_view to_string(HandoverMethod method) { return kMethods[static_cast<std::size_t>(method)]; }

RadioSide side_of(const Measurement& m) { return {m.cell, m.plmn, m.delays, m.offset, m.message_loss}; }

Procedure handover_preparation(const RadioSide& source, const RadioSide& target, const ProcedureSettings& s, const DrawKey& key) {
    SequenceBuilder b{ProcedureKind::kHandoverPreparation, s, key};
    prepare(b, source, target);
    b.radio("conditional configuration", Node::kSourceRan, Node::kPhone, source, s.times.rrc_reconfiguration);
    b.radio("reconfiguration complete", Node::kPhone, Node::kSourceRan, source, s.times.ran_message);
    return b.finish();
}

Procedure handover(HandoverMethod method, const RadioSide& source, const RadioSide& target, const ProcedureSettings& s,
                   const DrawKey& key) {
    SequenceBuilder b{ProcedureKind::kHandover, s, key};
    if (method != HandoverMethod::kConditional) {
        prepare(b, source, target);
        b.radio("handover command", Node::kSourceRan, Node::kPhone, source, {});
    }
    b.interrupting = true;
    execute(b, method, target);
    return b.finish();
}

Procedure reestablishment(const RadioSide& source, const RadioSide& target, const ProcedureSettings& s, const DrawKey& key) {
    SequenceBuilder b{ProcedureKind::kReestablishment, s, key};
    b.interrupting = true;
    b.at("select a cell", Node::kPhone, s.times.cell_search);
    b.at("read system information", Node::kPhone, s.times.system_information);
    b.preamble_and_response(target, Node::kTargetRan);
    b.radio("re-establishment request (message 3)", Node::kPhone, Node::kTargetRan, target, s.times.ran_message);
    const auto way = b.ran_to_ran(source, target);
    if (way.time.count() > 0) {
        b.wire("retrieve context request", Node::kTargetRan, Node::kSourceRan, Leg::kRanToRan, way, s.times.ran_message);
        b.wire("retrieve context response", Node::kSourceRan, Node::kTargetRan, Leg::kRanToRan, way, s.times.admission);
    }
    b.radio("re-establishment (message 4)", Node::kTargetRan, Node::kPhone, target, s.times.rrc_reestablishment);
    b.radio("re-establishment complete", Node::kPhone, Node::kTargetRan, target, s.times.ran_message);
    b.radio("reconfiguration of the bearers", Node::kTargetRan, Node::kPhone, target, s.times.rrc_reconfiguration);
    b.radio("reconfiguration complete", Node::kPhone, Node::kTargetRan, target, s.times.ran_message);
    return b.finish();
}

Procedure connect(const RadioSide& cell, const ProcedureSettings& s, const DrawKey& key) {
    SequenceBuilder b{ProcedureKind::kConnect, s, key};
    if (cell.cell.access() == Access::kHomeWifi) return b.finish();  // who has joined is connected
    rrc_setup(b, cell);
    b.wire("service request", Node::kRan, Node::kCore, Leg::kRanToCore, b.ran_to_core(cell), s.times.core_message);
    b.wire("initial context set-up", Node::kCore, Node::kRan, Leg::kRanToCore, b.ran_to_core(cell), s.times.ran_message);
    b.radio("security mode command", Node::kRan, Node::kPhone, cell, s.times.security_mode);
    b.radio("reconfiguration of the bearers", Node::kRan, Node::kPhone, cell, s.times.rrc_reconfiguration);
    b.radio("reconfiguration complete", Node::kPhone, Node::kRan, cell, s.times.ran_message);
    return b.finish();
}

Procedure camp(const RadioSide& cell, bool registers, const ProcedureSettings& s, const DrawKey& key) {
    SequenceBuilder b{ProcedureKind::kCamp, s, key};
    if (cell.cell.access() == Access::kHomeWifi) {
        join_wifi(b, cell);
        return b.finish();
    }
    b.at("search for networks", Node::kPhone, s.times.network_search);
    b.at("read system information", Node::kPhone, s.times.system_information);
    if (registers) {
        rrc_setup(b, cell);
        attach(b, cell);
    }
    return b.finish();
}

Procedure tracking_area_update(const RadioSide& cell, bool connected, const ProcedureSettings& s, const DrawKey& key) {
    SequenceBuilder b{ProcedureKind::kTrackingAreaUpdate, s, key};
    if (!connected) rrc_setup(b, cell);
    if (connected) b.radio("tracking area update request", Node::kPhone, Node::kRan, cell, s.times.ran_message);
    b.wire("tracking area update request, to the core", Node::kRan, Node::kCore, Leg::kRanToCore, b.ran_to_core(cell),
           s.times.core_message);
    b.wire("tracking area update accept, to the RAN", Node::kCore, Node::kRan, Leg::kRanToCore, b.ran_to_core(cell), s.times.ran_message);
    b.radio("tracking area update accept", Node::kRan, Node::kPhone, cell, s.times.phone_message);
    return b.finish();
}

Procedure change_of_network(const RadioSide& source, const RadioSide& target, const ProcedureSettings& s, const DrawKey& key) {
    SequenceBuilder b{ProcedureKind::kChangeOfNetwork, s, key};
    b.interrupting = true;
    if (source.cell.access() != Access::kHomeWifi) b.radio("RRC release", Node::kSourceRan, Node::kPhone, source, s.times.phone_message);
    if (target.cell.access() == Access::kHomeWifi) {
        join_wifi(b, target);
        return b.finish();
    }
    b.at("search for networks", Node::kPhone, s.times.network_search);
    b.at("read system information", Node::kPhone, s.times.system_information);
    rrc_setup(b, target);
    attach(b, target);
    return b.finish();
}

}  // namespace d2c
