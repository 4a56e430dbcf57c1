#include "world/input/fleet.h"

#include <algorithm>
#include <utility>

#include "base/random.h"
#include "constellation/launches/launch_plan.h"

namespace d2c {
namespace {

/// Faults of a launch plan, named by the generation they belong to.
Faults of_generation(const std::string& id, Faults faults) {
    for (Fault& fault : faults) fault.field = "constellation." + id + (fault.field.empty() ? "" : "." + fault.field);
    return faults;
}

Result<std::vector<PlannedSatellite>> plan(const GenerationConfig& generation, Instant until, std::uint64_t seed) {
    const FleetDraws draws{seed, fleet_key(generation.id)};
    std::vector<PlannedSatellite> planned;
    if (!generation.observed.empty()) {
        std::vector<LaunchedSatellite> observed;
        for (const auto& satellite : generation.observed) observed.push_back({satellite.norad_id, satellite.launch, satellite.state});
        auto replayed = replay_history(observed, generation.history, generation.history_raising_days, generation.attrition, draws);
        if (!replayed) return replayed;
        planned = std::move(*replayed);
    }
    if (generation.pace) {
        auto filled = fill_shells(generation.shells, *generation.pace, until, generation.attrition, draws);
        if (!filled) return filled;
        planned.insert(planned.end(), filled->begin(), filled->end());
    }
    return planned;
}

}  // namespace

Result<Fleet> build_fleet(const Study& study, Instant until) {
    const std::uint64_t seed = replication_seed(study.run.seed, study.run.run);
    Fleet fleet;
    Faults faults;
    for (const GenerationConfig& generation : study.generations) {
        const auto payload = static_cast<std::uint16_t>(fleet.payloads.size());
        fleet.payloads.push_back(generation.payload);
        const auto planned = plan(generation, until, seed);
        if (!planned) {
            const Faults named = of_generation(generation.id, planned.faults());
            faults.insert(faults.end(), named.begin(), named.end());
            continue;
        }
        for (const PlannedSatellite& satellite : *planned) {
            fleet.states.push_back(satellite.state);
            fleet.payload.push_back(payload);
            fleet.in_service_from.push_back(satellite.in_service_from);
            fleet.fate.push_back(satellite.fate);
        }
    }
    if (!faults.empty()) return faults;
    return fleet;
}

FleetCount count_fleet(const Fleet& fleet, std::size_t payload, Instant at) {
    FleetCount count;
    for (std::size_t i = 0; i < fleet.size(); ++i)
        if (fleet.payload[i] == payload) count.add(fleet.in_service_from[i], fleet.fate[i], at);
    return count;
}

std::vector<std::uint32_t> in_service(const Fleet& fleet, Instant at) {
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < fleet.size(); ++i) {
        const bool gone = fleet.fate[i].in_service_until && *fleet.fate[i].in_service_until <= at;
        if (fleet.in_service_from[i] <= at && !gone && fleet.payloads[fleet.payload[i]].in_service_from <= at) rows.push_back(i);
    }
    return rows;
}

}  // namespace d2c
