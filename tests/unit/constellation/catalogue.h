#pragma once
// The shipped catalogues as the tests read them.

#include <yaml-cpp/yaml.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "constellation/launches/launch_plan.h"
#include "constellation/walker.h"

namespace d2c {

inline YAML::Node catalogue(const std::string& name) {
    return YAML::LoadFile(std::string{std::getenv("D2C_SOURCE_DIR")} + "/constellation/catalogue/" + name + ".yaml");
}

inline std::vector<LaunchedSatellite> observed_satellites() {
    const YAML::Node file = catalogue("starlink-d2c-2026-05-30");
    const Instant epoch = parse_instant(file["epoch_utc"].as<std::string>()).value();
    std::vector<LaunchedSatellite> satellites;
    for (const auto& entry : file["entries"]) {
        const YAML::Node& s = entry.second;
        const auto degrees = [&](const char* key) { return Angle::degrees(s[key].as<double>()); };
        satellites.push_back({entry.first.as<int>(), s["launch"].as<std::string>(),
                              observed_state(degrees("inclination_deg"), degrees("raan_deg"), degrees("argument_of_latitude_deg"),
                                             s["mean_motion_rev_per_day"].as<double>(), epoch)});
    }
    return satellites;
}

inline std::vector<MeanState> observed_states() {
    std::vector<MeanState> states;
    for (const LaunchedSatellite& s : observed_satellites()) states.push_back(s.state);
    return states;
}

inline std::vector<HistoricLaunch> historic_launches() {
    std::vector<HistoricLaunch> launches;
    for (const auto& entry : catalogue("launches-history")["entries"])
        launches.push_back({entry.first.as<std::string>(), parse_instant(entry.second["launched_utc"].as<std::string>()).value(),
                            entry.second["satellites_launched"].as<int>(), entry.second["source"].as<std::string>()});
    return launches;
}

inline std::vector<Shell> next_generation_shells() {
    std::vector<Shell> shells;
    for (const auto& entry : catalogue("shells-v2")["entries"]) {
        const YAML::Node& s = entry.second;
        shells.push_back({entry.first.as<std::string>(), Metres::kilo(s["altitude_km"].as<double>()),
                          Angle::degrees(s["inclination_deg"].as<double>()), s["planes"].as<int>(), s["satellites_per_plane"].as<int>(),
                          s["phasing"].as<int>(), s["fill_order"].as<int>()});
    }
    return shells;
}

}  // namespace d2c
