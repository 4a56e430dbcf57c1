#pragma once
// From what the table filled to a Study, and the checks that look at more than one field.

#include "base/error.h"
#include "scenarios/fields/fields.h"
#include "scenarios/yaml/tree.h"

namespace d2c {

/// Completes `draft.study` and adds the faults found, each at the line of `root` (the resolved tree) where the field stands.
/// Checks that would need one of the `unread` fields are left out.
void build_study(fields::Draft& draft, const yaml::Node& root, const std::vector<std::string>& unread, Faults& faults);

class Check;
/// The block `roaming`: agreements spread over their pairs, words read, the market checked.
void build_roaming(const fields::RoamingDraft& draft, Study& study, Check& check);
/// world.handover_hysteresis_db, world.policy and roaming.handover say one thing (docs/decisions/0007): what is left out follows from what
/// stands, also in the list of parameters; a fault where they contradict.
void fit_handover(Study& study, Check& check);

}  // namespace d2c
