#pragma once
// Small worlds on real data for tests: shipped scenarios on a coarse grid with few windows.

#include <gtest/gtest.h>

#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "scenarios/read_study.h"
#include "world/outcome/memory_store.h"
#include "world/run/engine.h"

namespace d2c {

inline std::string from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

/// A shipped scenario with settings replaced; fails the test with every fault where it cannot be read.
inline std::unique_ptr<Study> shipped_study(const std::string& file, const std::vector<std::string>& sets) {
    ReadOptions options;
    options.scenario_path = from_environment("D2C_SOURCE_DIR") + "/scenarios/" + file;
    options.sets = sets;
    options.data_dir = from_environment("D2C_DATA_DIR");
    auto study = read_study(options);
    for (const Fault& fault : study.faults()) ADD_FAILURE() << to_string(fault);
    return study ? std::make_unique<Study>(std::move(*study)) : nullptr;
}

struct SmallWorld {
    std::unique_ptr<Study> study;
    std::unique_ptr<EarthModel> earth;
    std::unique_ptr<WorldModel> world;
};

inline SmallWorld small_world(const std::string& file, const std::vector<std::string>& sets) {
    SmallWorld small;
    small.study = shipped_study(file, sets);
    if (!small.study) return small;
    auto earth = load_earth(small.study->geography, from_environment("D2C_DATA_DIR"), 2);
    for (const Fault& fault : earth.faults()) ADD_FAILURE() << to_string(fault);
    if (!earth) return small;
    small.earth = std::make_unique<EarthModel>(std::move(*earth));
    auto world = build_world(*small.study, *small.earth);
    for (const Fault& fault : world.faults()) ADD_FAILURE() << to_string(fault);
    if (world) small.world = std::make_unique<WorldModel>(std::move(*world));
    return small;
}

inline bool go_on(const ProgressEvent&) { return true; }

}  // namespace d2c
