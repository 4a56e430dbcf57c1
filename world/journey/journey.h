#pragma once
// One phone on its way through the network: what it measures, who serves it, what it could watch.

#include <cstdint>
#include <functional>
#include <span>

#include "geography/borders/borders.h"
#include "geography/routes/route.h"
#include "results/journeys/rows.h"
#include "roaming/failures/tally.h"
#include "roaming/machine/settings.h"
#include "roaming/operators/access.h"
#include "roaming/procedures/random_access.h"
#include "world/journey/around/surroundings.h"
#include "world/journey/ground_paths.h"

namespace d2c {

/// What a terrestrial cell gives where coverage is drawn. Nothing of it is computed.
struct TerrestrialCell {
    Dbm rsrp{-95.0};                                                   ///< assumption: the edge of what networks plan for
    Db sinr{10.0};                                                     ///< assumption
    BitsPerSecond downlink{10e6};                                      ///< assumption: a country cell's busy share of one phone
    std::chrono::nanoseconds service_link{100'000}, core{10'000'000};  ///< assumption: 30 km, and 10 ms to the core
};

struct JourneyPlan {
    const WorldModel* world = nullptr;  ///< of a study `with_traveller`
    const RouteConfig* config = nullptr;
    const Route* route = nullptr;
    const Market* market = nullptr;
    const Operator* home = nullptr;  ///< of the market
    const GroundSegment* ground = nullptr;
    std::size_t handset = 0;
    MachineSettings machine;
    FailureSettings failures;
    TerrestrialCell terrestrial;
    int threads = 1;
    double measure_s = 1.0;  ///< between two measurements
    double try_s = 60.0;     ///< between two tries of every service
    double store_s = 10.0;   ///< between two rows of steps where nothing happens
    double page_s = 120.0;   ///< between two pages
    double ways_s = 30.0;    ///< for which a way through the mesh is taken to hold
    PreCompensation compensation = PreCompensation::kNetwork;
};

/// The departure `departure` of the route at `start`; `journey` is its key in the results. `go_on` is told the share that is done and ends
/// the journey where it answers false (then `complete` is false). The same whatever the number of threads.
struct Travelled {
    results::JourneyResults results;
    bool complete = true;
};
Travelled travel(const JourneyPlan& plan, int journey, int departure, Instant start, const std::function<bool(double)>& go_on);

}  // namespace d2c
