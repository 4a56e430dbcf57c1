#include "apps/d2c/travel/journey_setup.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "world/journey/carrier.h"
#include "world/journey/settings.h"
#include "world/run/engine.h"

namespace d2c::apps {

std::string joined(const std::vector<std::string>& names) { return fmt::format("{}", fmt::join(names, ", ")); }

std::unique_ptr<JourneySetup> begin_setup(const TravellerOptions& options, const Study& read, const RouteFile& file, Faults& faults) {
    auto setup = std::make_unique<JourneySetup>(with_traveller(read, file.config.carrier), file);
    Study& study = setup->study;
    study.geography.places.clear();
    const std::string handset = !options.handset.empty() ? options.handset : file.config.handset;
    const auto same_class = [&](const HandsetClass& h) { return h.id == handset; };
    const auto found = handset.empty() ? study.handsets.begin() : std::find_if(study.handsets.begin(), study.handsets.end(), same_class);
    if (found == study.handsets.end()) {
        std::vector<std::string> names;
        for (const HandsetClass& h : study.handsets) names.push_back(h.id);
        faults.push_back({options.handset.empty() ? options.route : "", 0, options.handset.empty() ? "handset" : "--handset", handset,
                          "a class of the scenario: " + joined(names)});
    } else {
        setup->handset = static_cast<std::size_t>(found - study.handsets.begin());
    }
    const std::string home = !options.home.empty()              ? options.home
                             : !file.config.operator_id.empty() ? file.config.operator_id
                                                                : study.roaming.home;
    setup->home = study.roaming.market.find(home);
    if (setup->home == nullptr) {
        std::vector<std::string> names;
        for (const Operator& o : study.roaming.market.operators) names.push_back(o.id);
        faults.push_back({!options.home.empty() ? "" : options.route, 0, options.home.empty() ? "operator" : "--operator", home,
                          "an operator of the scenario: " + joined(names)});
    }
    return setup;
}

void add_provenance(JourneySetup& setup, RouteFile& file) {
    Study& study = setup.study;
    for (ResolvedParameter& p : file.parameters) study.parameters.push_back(std::move(p));
    for (InputFile& input : file.inputs) study.inputs.push_back(std::move(input));
    study.parameters.push_back({"route.environment", study.where.back().environment.title, "", study.where.back().environment.source});
}

Faults load_world(JourneySetup& setup, const TravellerOptions& options, int threads) {
    auto earth = load_earth(setup.study.geography, options.read.data_dir, threads);
    if (!earth) return earth.faults();
    setup.earth.emplace(std::move(*earth));
    auto world = build_world(setup.study, *setup.earth);
    if (!world) return of_scenario(world.faults(), options);
    setup.world.emplace(std::move(*world));
    setup.ground = ground_segment(setup.study);
    return {};
}

JourneyPlan plan_of(const JourneySetup& setup, int threads, double measure_s) {
    JourneyPlan plan;
    plan.world = &*setup.world;
    plan.config = &setup.config;
    plan.route = &setup.route;
    plan.market = &setup.study.roaming.market;
    plan.home = setup.home;
    plan.ground = &setup.ground;
    plan.handset = setup.handset;
    plan.machine = setup.machine;
    plan.failures.ping_pong = nanoseconds_from_seconds(setup.study.roaming.handover.ping_pong_within_s);
    plan.compensation = pre_compensation(setup.study.handsets[setup.handset]);
    plan.threads = threads;
    plan.measure_s = measure_s;
    return plan;
}

Faults write_heads(results::ResultWriter& writer, const Study& study, const results::RunIdentity& identity) {
    Faults faults;
    const auto write = [&](const auto& rows) {
        if (faults.empty()) faults = writer.write(rows);
    };
    write(std::span<const results::ParameterRow>{identity.parameters});
    write(std::span<const results::InputFileRow>{identity.input_files});
    write(std::span<const results::HandsetClassRow>{handset_rows(study)});
    write(std::span<const results::ServiceRow>{service_rows(study)});
    write(identity.run);
    return faults;
}

Faults of_scenario(Faults faults, const TravellerOptions& options) {
    for (Fault& fault : faults)
        if (fault.file.empty()) fault.file = options.read.scenario_path;
    return faults;
}

Faults faults_of(const Result<Study>& study, const Result<RouteFile>& file, const TravellerOptions& options) {
    Faults faults = study.faults();
    faults.insert(faults.end(), file.faults().begin(), file.faults().end());
    if (faults.empty() && study->geometry)
        faults.push_back(
            {options.read.scenario_path, 0, "geometry", "", "a scenario with orbits: this one fixes a link's geometry, for d2c link"});
    return faults;
}

std::string default_output(const Study& study, const std::string& what) {
    const std::string suffix = study.profile == "full" ? "" : "-" + study.profile;
    const std::filesystem::path path = std::filesystem::path{"results"} / "runs" / (study.id + suffix + "-" + what + ".gpkg");
    std::error_code ignored;  // an impossible folder is reported by the writer, with its path
    std::filesystem::create_directories(path.parent_path(), ignored);
    return path.string();
}

}  // namespace d2c::apps
