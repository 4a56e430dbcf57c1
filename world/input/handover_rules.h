#pragma once
// A study's words for handover as the engine's association and its histories take them.

#include <vector>

#include "roaming/procedures/interruption_law.h"
#include "roaming/triggers/parameters.h"
#include "scenarios/study.h"

namespace d2c {

/// When a phone leaves its satellite (docs/decisions/0007). Under A3, or `strongest`, with the strongest preferred, A3-1 and A3-2 over all
/// candidates are one comparison with the best of them; the engine makes that comparison (`margin`). All else is asked of
/// roaming/triggers.
struct HandoverRules {
    bool by_margin = true;
    Db margin{3.0};             ///< of RSRP; other serving policies count it in their own unit
    TriggerParameters trigger;  ///< where not by margin
};
/// Association knows no SINR: every satellite above its mask may be a target. Measurements are a step apart, longer than any filter or
/// time to trigger, which are left out.
HandoverRules handover_rules(const Study& study);

/// Times of LTE, or of NR for an NTN phone.
ProcedureSettings procedure_settings(const HandsetClass& handset);
/// Per class: `procedure_settings`; base stations on the satellites, data forwarded between them.
std::vector<InterruptionLaw> interruption_laws(const Study& study);

/// Within what time a handover back counts as a ping-pong on maps [s]: as the study says, or a step where that is longer, since a return
/// before the next look but one is not told from one after a step.
double ping_pong_within_s(const Study& study);

}  // namespace d2c
