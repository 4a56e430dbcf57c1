#pragma once
// All that a run holds still: the Earth, the fleet, the phones, the models.

#include <memory>
#include <string>

#include "base/error.h"
#include "geography/borders/borders.h"
#include "geography/fine_earth.h"
#include "video/player/session_plan.h"
#include "world/input/demand.h"
#include "world/input/fleet.h"
#include "world/input/phones.h"
#include "world/input/spectrum_use.h"
#include "world/plan/outages.h"
#include "world/plan/policy.h"
#include "world/radio/radio_model.h"
#include "world/sky/tiles.h"
#include "world/watch/tally.h"

namespace d2c {

/// The Earth of a study: who owns, who lives where, who is covered.
struct EarthModel {
    Borders borders;
    PopulationData population;
    FineEarth fine;
    std::vector<InputFile> inputs;  ///< the files it was made from
};
/// Reads the data folder (`geography/countries-50m.json`, `cities.csv`, `population.csv`) and fills the fine grid on `threads` threads.
Result<EarthModel> load_earth(const GeographyConfig& config, const std::string& data_dir, int threads);

struct WorldModel {
    const Study* study;
    const EarthModel* earth;
    Fleet fleet;
    ZoneTable zones;
    Phones phones;
    SpectrumUse spectrum;
    RadioModel radio;
    PhoneTiles tiles;
    SessionPlan sessions;
    const ServingPolicy* policy;
    OutagePlan outages;
    PopulationTrend trend;
    MovingPeople moving;
    std::uint64_t seed = 1;      ///< of all draws: of the scenario's seed and run
    std::size_t step_count = 0;  ///< geometry samples of a window: those of the window and what its last session may need beyond
};
/// `study` and `earth` must outlive the model.
Result<WorldModel> build_world(const Study& study, const EarthModel& earth);

}  // namespace d2c
