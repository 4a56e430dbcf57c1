#include "report/report.h"

#include <fmt/format.h>

#include <filesystem>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/print.h"

namespace d2c::apps {

Action add_report(CLI::App& app, const Program& program) {
    struct Options {
        std::string result, output;
    };
    auto options = std::make_shared<Options>();
    app.add_option("RESULT", options->result, "result file of d2c run (.gpkg)")->required();
    app.add_option("-o,--output", options->output, "HTML file (default: beside the result file)");
    return [options, data_dir = program.data_dir] {
        const std::string output =
            options->output.empty() ? std::filesystem::path{options->result}.replace_extension(".html").string() : options->output;
        const Faults faults = write_report(options->result, data_dir, output);
        if (!faults.empty()) {
            print_faults(faults, false);
            return kBadInput;
        }
        fmt::print("{}\n", output);
        return kDone;
    };
}

}  // namespace d2c::apps
