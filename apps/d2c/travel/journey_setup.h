#pragma once
// A scenario with one phone in it, ready to be sent on its way: what the commands with a traveller share.

#include <memory>
#include <optional>
#include <string>

#include "apps/d2c/commands/commands.h"
#include "results/writer.h"
#include "scenarios/read_study.h"
#include "scenarios/routes/read_route.h"
#include "world/journey/journey.h"
#include "world/run/world_model.h"

namespace d2c::apps {

struct TravellerOptions {
    ReadOptions read;
    std::string route;          ///< as the user names it, for faults; empty: none
    std::string handset, home;  ///< ids; empty: the route's, else the scenario's
};

/// The parts point at each other: it stays where it was made.
struct JourneySetup {
    Study study;  ///< with the traveller's environment, without named places
    RouteConfig config;
    Route route;
    std::size_t handset = 0;
    const Operator* home = nullptr;
    MachineSettings machine;
    std::optional<EarthModel> earth;
    std::optional<WorldModel> world;
    GroundSegment ground;

    JourneySetup(Study s, const RouteFile& file) : study{std::move(s)}, config{file.config}, route{file.route} {}
    JourneySetup(const JourneySetup&) = delete;
    JourneySetup& operator=(const JourneySetup&) = delete;
};

/// Class and home operator by options, route and scenario; adds what is wrong to `faults`. Machine settings too.
std::unique_ptr<JourneySetup> begin_setup(const TravellerOptions& options, const Study& read, const RouteFile& file, Faults& faults);
/// The route's parameters and files, and the traveller's environment, into the study's provenance.
void add_provenance(JourneySetup& setup, RouteFile& file);
/// Earth and network. Nothing is to be changed in the study from here on.
Faults load_world(JourneySetup& setup, const TravellerOptions& options, int threads);
JourneyPlan plan_of(const JourneySetup& setup, int threads, double measure_s);

/// Parameters, input files, classes, services and the run.
Faults write_heads(results::ResultWriter& writer, const Study& study, const results::RunIdentity& identity);
/// Faults without a file are of the scenario's.
Faults of_scenario(Faults faults, const TravellerOptions& options);
/// Both kinds of faults of a scenario and a route, and that of one without orbits.
Faults faults_of(const Result<Study>& study, const Result<RouteFile>& file, const TravellerOptions& options);
/// Ids after each other, for messages.
std::string joined(const std::vector<std::string>& names);
/// `results/runs/<scenario>[-<profile>]-<what>.gpkg`; makes the folder.
std::string default_output(const Study& study, const std::string& what);

}  // namespace d2c::apps
