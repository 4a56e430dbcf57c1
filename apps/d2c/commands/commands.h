#pragma once
// One function per command: declares its options on the program, and returns what to do once it was chosen.

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

namespace d2c::apps {

/// What every command gets.
struct Program {
    std::string data_dir;  ///< catalogues, borders, cities
    std::string version;
    std::string command_line;
};
using Action = std::function<int()>;

Action add_run(CLI::App& app, const Program& program);
Action add_report(CLI::App& app, const Program& program);
Action add_when(CLI::App& app, const Program& program);
Action add_link(CLI::App& app, const Program& program);
Action add_journey(CLI::App& app, const Program& program);
Action add_packet(CLI::App& app, const Program& program);
Action add_crosscheck(CLI::App& app, const Program& program);
Action add_validate(CLI::App& app, const Program& program);

}  // namespace d2c::apps
