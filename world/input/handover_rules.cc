#include "world/input/handover_rules.h"

#include <algorithm>

namespace d2c {

HandoverRules handover_rules(const Study& study) {
    HandoverRules rules;
    rules.trigger = study.roaming.handover.trigger;
    rules.trigger.time_to_trigger = {};
    rules.trigger.least_sinr = Db{-300.0};
    rules.margin = study.world.handover_hysteresis;
    const bool a3 = rules.trigger.trigger == Trigger::kA3 || rules.trigger.trigger == Trigger::kStrongest;
    // With a margin below nothing the serving satellite can be the best and another enter all the same.
    rules.by_margin = a3 && rules.trigger.prefer == Preference::kStrongest && rules.margin.value >= 0.0;
    return rules;
}

ProcedureSettings procedure_settings(const HandsetClass& handset) {
    ProcedureSettings settings;
    if (handset.air_interface == AirInterface::kNrNtn) settings.times = nr_times();
    return settings;
}

std::vector<InterruptionLaw> interruption_laws(const Study& study) {
    std::vector<InterruptionLaw> laws;
    for (const HandsetClass& handset : study.handsets) laws.emplace_back(study.roaming.handover.method, procedure_settings(handset));
    return laws;
}

double ping_pong_within_s(const Study& study) { return std::max(study.roaming.handover.ping_pong_within_s, study.run.step_s); }

}  // namespace d2c
