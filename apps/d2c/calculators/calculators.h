#pragma once
// One model each, without a scenario, on the field's own file formats. As commands.h: each declares its options and returns what to do.

#include "apps/d2c/commands/commands.h"

namespace d2c::apps {

Action add_channel(CLI::App& app, const Program& program);
Action add_passes(CLI::App& app, const Program& program);
Action add_propagate(CLI::App& app, const Program& program);
Action add_rate(CLI::App& app, const Program& program);
Action add_abr(CLI::App& app, const Program& program);
Action add_qoe(CLI::App& app, const Program& program);
Action add_antenna(CLI::App& app, const Program& program);

}  // namespace d2c::apps
