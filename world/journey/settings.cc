#include "world/journey/settings.h"

#include "world/input/handover_rules.h"

namespace d2c {
Result<MachineSettings> machine_settings(const Study& study, const HandsetClass& handset) {
    const HandoverConfig& config = study.roaming.handover;
    MachineSettings settings;
    settings.handover = config.trigger;
    settings.method = config.method;
    settings.filter = FilterCoefficient{config.filter_coefficient};
    settings.reselection.a3_offset = Db{0.0};
    settings.procedures = procedure_settings(handset);
    settings.procedures.home_routed = study.roaming.market.user_plane == UserPlane::kHomeRouted;
    Faults faults = check(settings);
    for (Fault& fault : faults) fault.field = "roaming.handover." + fault.field;
    if (!faults.empty()) return faults;
    return settings;
}

GroundSegment ground_segment(const Study& study) {
    const TransportConfig& transport = study.roaming.transport;
    GroundSegment ground;
    ground.gateways = study.world.gateways.empty() ? transport.gateways : study.world.gateways;
    ground.points_of_presence = transport.points_of_presence;
    ground.fibre = transport.fibre;
    ground.forwarding = transport.forwarding;
    return ground;
}

PreCompensation pre_compensation(const HandsetClass& handset) {
    return handset.air_interface == AirInterface::kNrNtn ? PreCompensation::kPhone : PreCompensation::kNetwork;
}

}  // namespace d2c
