#include "world/input/fleet.h"

#include <algorithm>
#include <utility>

#include "constellation/launches/launch_plan.h"

namespace d2c {
namespace {

/// Faults of a launch plan, named by the generation they belong to.
Faults of_generation(const std::string& id, Faults faults) {
    for (Fault& fault : faults) fault.field = "constellation." + id + (fault.field.empty() ? "" : "." + fault.field);
    return faults;
}

Result<std::vector<PlannedSatellite>> plan(const GenerationConfig& generation, Instant until) {
    std::vector<PlannedSatellite> planned;
    if (!generation.observed.empty()) {
        std::vector<LaunchedSatellite> observed;
        for (const auto& satellite : generation.observed) observed.push_back({satellite.norad_id, satellite.launch, satellite.state});
        auto replayed = replay_history(observed, generation.history, generation.history_raising_days);
        if (!replayed) return replayed;
        planned = std::move(*replayed);
    }
    if (generation.pace) {
        auto filled = fill_shells(generation.shells, *generation.pace, until);
        if (!filled) return filled;
        planned.insert(planned.end(), filled->begin(), filled->end());
    }
    return planned;
}

}  // namespace

Result<Fleet> build_fleet(const Study& study, Instant until) {
    Fleet fleet;
    Faults faults;
    for (const GenerationConfig& generation : study.generations) {
        const auto payload = static_cast<std::uint16_t>(fleet.payloads.size());
        fleet.payloads.push_back(generation.payload);
        const auto planned = plan(generation, until);
        if (!planned) {
            const Faults named = of_generation(generation.id, planned.faults());
            faults.insert(faults.end(), named.begin(), named.end());
            continue;
        }
        for (const PlannedSatellite& satellite : *planned) {
            fleet.states.push_back(satellite.state);
            fleet.payload.push_back(payload);
            fleet.in_service_from.push_back(satellite.in_service_from);
        }
    }
    if (!faults.empty()) return faults;
    return fleet;
}

std::vector<std::uint32_t> in_service(const Fleet& fleet, Instant at) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < fleet.size(); ++i) {
        if (fleet.in_service_from[i] <= at && fleet.payloads[fleet.payload[i]].in_service_from <= at) rows.push_back(i);
    }
    return rows;
}

}  // namespace d2c
