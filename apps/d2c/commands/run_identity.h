#pragma once
// What makes a result file somebody's: the question, the program, the data, the moment.

#include "apps/d2c/commands/commands.h"
#include "results/writer.h"
#include "scenarios/study.h"
#include "world/run/world_model.h"

namespace d2c::apps {

/// As it stands when a run begins.
results::RunRow run_row(const Study& study, const Program& program, int threads);
results::RunIdentity identity_of(const Study& study, const EarthModel& earth, const results::RunRow& run);

}  // namespace d2c::apps
