#pragma once
// A traveller whom tests of journeys share.

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "tests/unit/world/world_fixture.h"
#include "world/journey/carrier.h"
#include "world/journey/journey.h"
#include "world/journey/settings.h"

namespace d2c {

/// On foot in Nevada for 40 minutes, without terrestrial coverage, over the real constellation.
struct Walk {
    SmallWorld small;
    RouteConfig config;
    std::optional<Route> route;
    GroundSegment ground;
    JourneyPlan plan;
};

inline std::unique_ptr<Walk> walk(std::vector<std::string> sets) {
    auto w = std::make_unique<Walk>();
    sets.emplace_back("geography.grid_order=4");
    auto study = shipped_study("today.yaml", sets);
    if (!study) return nullptr;
    w->small.study = std::make_unique<Study>(with_traveller(*study, Conveyance::kHiker));
    auto earth = load_earth(w->small.study->geography, from_environment("D2C_DATA_DIR"), 2);
    if (!earth) return nullptr;
    w->small.earth = std::make_unique<EarthModel>(std::move(*earth));
    auto world = build_world(*w->small.study, *w->small.earth);
    for (const Fault& fault : world.faults()) ADD_FAILURE() << to_string(fault);
    if (!world) return nullptr;
    w->small.world = std::make_unique<WorldModel>(std::move(*world));
    w->config.id = "walk";
    w->config.carrier = Conveyance::kHiker;
    const auto at = [](const char* id, double latitude, double longitude) {
        Waypoint p;
        p.id = id;
        p.place = {Angle::degrees(latitude), Angle::degrees(longitude)};
        p.speed = MetresPerSecond{1.25};
        return p;
    };
    w->config.waypoints = {at("west", 39.300, -117.600), at("east", 39.307, -117.566)};
    std::vector<RouteFault> faults;
    w->route = Route::make(w->config, faults);
    if (!w->route) return nullptr;
    w->ground = ground_segment(*w->small.study);
    const auto machine = machine_settings(*w->small.study, w->small.study->handsets[0]);
    for (const Fault& fault : machine.faults()) ADD_FAILURE() << to_string(fault);
    if (!machine) return nullptr;
    w->plan.world = w->small.world.get();
    w->plan.config = &w->config;
    w->plan.route = &*w->route;
    w->plan.market = &w->small.study->roaming.market;
    w->plan.home = w->plan.market->find("t-mobile-us");
    w->plan.ground = &w->ground;
    w->plan.machine = *machine;
    w->plan.store_s = 1.0;
    return w;
}

inline const Instant kStart = parse_instant("2026-06-01T00:00:00Z").value();

}  // namespace d2c
