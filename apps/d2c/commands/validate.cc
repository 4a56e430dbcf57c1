#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/print.h"
#include "scenarios/read_study.h"
#include "world/input/fleet.h"
#include "world/input/spectrum_use.h"

namespace d2c::apps {

Action add_validate(CLI::App& app, const Program& program) {
    struct Options {
        ReadOptions read;
        std::string profile;
        bool json = false;
    };
    auto options = std::make_shared<Options>();
    options->read.data_dir = program.data_dir;
    app.add_option("SCENARIO", options->read.scenario_path, "scenario file (YAML)")->required();
    app.add_option("--profile", options->profile, "profile to check (default: full, the file as written)");
    app.add_option("--set", options->read.sets, "PATH=VALUE, may be repeated")->take_all();
    app.add_flag("--json", options->json, "print JSON");
    return [options] {
        if (!options->profile.empty()) options->read.profile = options->profile;
        const auto study = read_study(options->read);
        if (!study) {
            print_faults(study.faults(), options->json);
            return kBadInput;
        }
        if (!study->geometry) {
            // What only shows when the parts are put together: launches that do not fit, carriers that no standard knows.
            const auto fleet = build_fleet(*study, end_of(study->rollout.last));
            Faults faults = fleet.faults();
            if (fleet) {
                const auto spectrum = SpectrumUse::build(study->rights, fleet->payloads, study->handsets, study->world.channels.parts);
                faults = spectrum.faults();
            }
            if (!faults.empty()) {
                for (Fault& fault : faults) {
                    if (fault.file.empty()) fault.file = options->read.scenario_path;
                }
                print_faults(faults, options->json);
                return kBadInput;
            }
        }
        if (options->json) {
            const nlohmann::ordered_json answer{{"schema", "d2c.validate/1"},    {"scenario", study->id},
                                                {"profile", study->profile},     {"parameters", study->parameters.size()},
                                                {"files", study->inputs.size()}, {"errors", nlohmann::ordered_json::array()}};
            fmt::print("{}\n", answer.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
        } else {
            fmt::print("{}: sound ({} parameters from {} files, profile {})\n", options->read.scenario_path, study->parameters.size(),
                       study->inputs.size(), study->profile);
        }
        return kDone;
    };
}

}  // namespace d2c::apps
