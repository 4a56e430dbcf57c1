// A serving policy of one's own: the satellite that is high up and stays. Runs a scenario with it and with `strongest`, and says how often
// another satellite served.

#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "scenarios/read_study.h"
#include "world/outcome/memory_store.h"
#include "world/plan/policy.h"
#include "world/run/engine.h"

namespace {

void high_and_lasting(const d2c::Candidates& candidates, std::span<float> score) {
    for (std::size_t i = 0; i < score.size(); ++i) score[i] = candidates.sin_elevation[i] * candidates.remaining_s[i];
}

/// Who serves which place, class and second.
using Served = std::map<std::tuple<int, int, std::int64_t>, std::optional<std::int64_t>>;

bool report(const d2c::Faults& faults) {
    for (const d2c::Fault& fault : faults) std::fprintf(stderr, "%s\n", to_string(fault).c_str());
    return !faults.empty();
}

d2c::Faults run(d2c::ReadOptions options, const std::string& policy, Served& served) {
    options.sets.push_back("world.policy=" + policy);
    const auto study = read_study(options);
    if (!study) return study.faults();
    const auto earth = load_earth(study->geography, options.data_dir, 2);
    if (!earth) return earth.faults();
    const auto world = build_world(*study, *earth);
    if (!world) return world.faults();
    d2c::RunOptions how;
    how.threads = 2;
    d2c::MemoryStore store;
    const auto end = run_world(
        *world, how, [](const d2c::ProgressEvent&) { return true; }, store);
    for (const d2c::QuarterOutcome& quarter : store.outcomes)
        for (const auto& row : quarter.place_series) served[{row.place, row.handset_class, row.utc_s}] = row.satellite;
    return end.faults();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "own_policy SCENARIO.yaml [path=value ...]\n");
        return 2;
    }
    // Half a minute of a whole sine of elevation more, for each decibel of world.handover_hysteresis_db.
    if (report(
            d2c::register_policy({"high-and-lasting", "sine of the elevation times the time left", high_and_lasting, 30.0, true, false})))
        return 2;
    d2c::ReadOptions options;
    options.scenario_path = argv[1];
    options.sets.assign(argv + 2, argv + argc);
    options.data_dir = DATA_DIR;
    Served strongest, own;
    if (report(run(options, "strongest", strongest)) || report(run(options, "high-and-lasting", own))) return 2;
    std::size_t others = 0;
    for (const auto& [key, satellite] : own) others += strongest[key] != satellite;
    std::printf("%zu of %zu samples at named places are served by another satellite\n", others, own.size());
    return 0;
}
