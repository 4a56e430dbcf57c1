#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/commands/commands.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/print.h"
#include "apps/d2c/version.h"

namespace {

/// `D2C_DATA_DIR`, else `../share/d2c` beside the folder of the program: build tree and installed tree are alike.
std::string data_dir() {
    if (const char* set = std::getenv("D2C_DATA_DIR"); set != nullptr && *set != '\0') return set;
    std::error_code error;
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    return (program.parent_path().parent_path() / "share" / "d2c").string();
}

}  // namespace

int main(int argc, char** argv) {
    using namespace d2c::apps;
    Program program{data_dir(), kVersion, "d2c"};
    for (int i = 1; i < argc; ++i) program.command_line += std::string{" "} + argv[i];

    CLI::App app{"D2C: satellite direct-to-cell network simulator. Can a phone at this place play video, how well, and from when?", "d2c"};
    app.set_version_flag("--version", program.version);
    app.require_subcommand(1);
    app.footer("First look: d2c run scenarios/video-anywhere.yaml --profile quick");
    std::vector<std::pair<CLI::App*, Action>> commands;
    const auto add = [&](const char* name, const char* what, Action (*declare)(CLI::App&, const Program&)) {
        CLI::App* command = app.add_subcommand(name, what);
        commands.emplace_back(command, declare(*command, program));
    };
    add("run", "run a scenario: results into a GeoPackage", add_run);
    add("report", "one self-contained HTML page from a result file", add_report);
    add("journey", "a moving phone across cells, satellites, borders and networks", add_journey);
    add("packet", "one place and a window of time, packet by packet (ns-3)", add_packet);
    add("crosscheck", "world engine against packets on the same samples", add_crosscheck);
    add("when", "first quarter in which a place holds a service", add_when);
    add("link", "link budget down and up, line by line", add_link);
    add("validate", "check a scenario: every fault with file, line, field and what is allowed", add_validate);
    add("propagate", "SGP4/SDP4 positions and velocities of element sets (TLE, OMM)", add_propagate);
    add("passes", "when satellites of a scenario or an element file pass over a place", add_passes);
    add("channel", "every term of the path between a satellite and a phone", add_channel);
    add("rate", "CQI, MCS, block errors, HARQ and Mbit/s of a class of phones at an SNR", add_rate);
    add("qoe", "quality of a media session by ITU-T P.1203, mode 0", add_qoe);
    add("abr", "a film streamed over a network trace by a rate adaptation rule", add_abr);
    add("antenna", "gain of an antenna pattern by angle", add_antenna);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool json = std::find(argv + 1, argv + argc, std::string_view{"--json"}) != argv + argc;
        if (json && error.get_exit_code() != 0) {
            print_faults({{"", 0, "", "", error.what()}}, true);
            return kBadInput;
        }
        return app.exit(error) == 0 ? kDone : kBadInput;
    }
    try {
        for (const auto& [command, action] : commands) {
            if (command->parsed()) return action();
        }
    } catch (const std::exception& error) {
        fmt::print(stderr, "d2c: {}\n", error.what());
        return kFailed;
    }
    return kBadInput;
}
