#pragma once
// Every satellite that a study ever flies, as columns.

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.h"
#include "constellation/launches/attrition.h"
#include "constellation/orbit.h"
#include "constellation/payload.h"
#include "scenarios/study.h"

namespace d2c {

/// One row per satellite; the row number is its identity (SatelliteId) in every draw and result.
struct Fleet {
    std::vector<MeanState> states;
    std::vector<std::uint16_t> payload;  ///< index into `payloads`
    std::vector<Instant> in_service_from;
    std::vector<SatelliteFate> fate;
    std::vector<PayloadGeneration> payloads;  ///< one per generation of the study
    std::size_t size() const { return states.size(); }
};

/// All generations, each launched as the study says, up to `until`; the lost ones among them, so that a satellite's row does not depend on
/// the fate of others. Faults where a launch plan does not fit its satellites.
Result<Fleet> build_fleet(const Study& study, Instant until);

/// Generation `payload` at one instant.
FleetCount count_fleet(const Fleet& fleet, std::size_t payload, Instant at);

/// Satellites in service at `at`, ascending.
std::vector<std::uint32_t> in_service(const Fleet& fleet, Instant at);

}  // namespace d2c
