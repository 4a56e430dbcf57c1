#pragma once
// One phone on its way through the network: what it measures, who serves it, what it could watch.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>

#include "geography/borders/borders.h"
#include "geography/routes/route.h"
#include "results/journeys/rows.h"
#include "roaming/failures/tally.h"
#include "roaming/machine/machine.h"
#include "roaming/machine/settings.h"
#include "roaming/operators/access.h"
#include "roaming/procedures/random_access.h"
#include "world/journey/around/surroundings.h"
#include "world/journey/ground_paths.h"
#include "world/journey/held/link_record.h"

namespace d2c {

/// What a terrestrial cell gives where coverage is drawn. Nothing of it is computed.
struct TerrestrialCell {
    Dbm rsrp{-95.0};                                                   ///< assumption: the edge of what networks plan for
    Db sinr{10.0};                                                     ///< assumption
    BitsPerSecond downlink{10e6};                                      ///< assumption: a country cell's busy share of one phone
    std::chrono::nanoseconds service_link{100'000}, core{10'000'000};  ///< assumption: 30 km, and 10 ms to the core
};

struct CellGateway {
    RadioCellId cell;
    std::uint32_t gateway = 0;  ///< of the ground segment
};
/// One measurement of a traveller, with all that it was made of.
struct JourneyMoment {
    double at_s = 0.0;  ///< since the departure
    Instant at{};
    const RouteState* way = nullptr;
    const Whereabouts* here = nullptr;
    bool terrestrial_cell = false;
    std::span<const AccessOption> options;
    std::span<const Offer> offers;
    std::span<const Measurement> cells;
    std::span<const CellGateway> gateways;  ///< of the satellites' cells
    const Machine* machine = nullptr;       ///< after it
    const Offer* offer = nullptr;           ///< of the beam that serves; null: no beam does
    double downlink_bps = 0.0;              ///< what it carries from now on
};
/// Told of everything as it happens; valid during each call.
class JourneyObserver {
  public:
    /// A step of the network: it is the last that was taken.
    virtual void network(const Surroundings& around) = 0;
    virtual void measured(const JourneyMoment& moment) = 0;

  protected:
    ~JourneyObserver() = default;
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
    std::optional<double> ends_s;  ///< before the route's end, at most so long after the departure
    int users_in_beam = 1;         ///< who share the beam evenly, the traveller among them
    JourneyObserver* observer = nullptr;
};

/// The departure `departure` of the route at `start`; `journey` is its key in the results. `go_on` is told the share that is done and ends
/// the journey where it answers false (then `complete` is false). The same whatever the number of threads.
struct Travelled {
    results::JourneyResults results;
    LinkRecord link;
    bool complete = true;
};
Travelled travel(const JourneyPlan& plan, int journey, int departure, Instant start, const std::function<bool(double)>& go_on);

}  // namespace d2c
