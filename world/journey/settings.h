#pragma once
// A study's words for roaming as the state machine and the ground's paths take them.

#include "base/error.h"
#include "handset_phy/handset.h"
#include "roaming/machine/settings.h"
#include "roaming/procedures/random_access.h"
#include "roaming/transport/user_plane.h"
#include "scenarios/study.h"

namespace d2c {

/// Triggers, method and node times of the study for one class. Faults name `roaming.handover.…`.
Result<MachineSettings> machine_settings(const Study& study, const HandsetClass& handset);
/// Gateways of `world.gateways` where there are any, else those of `roaming.transport`.
GroundSegment ground_segment(const Study& study);
/// An NTN phone knows its place and the ephemeris; for an LTE phone the network pre-compensates the middle of the beam.
PreCompensation pre_compensation(const HandsetClass& handset);

}  // namespace d2c
