#include "apps/d2c/commands/run_identity.h"

#include "apps/d2c/machine.h"
#include "base/sha256.h"

namespace d2c::apps {

results::RunRow run_row(const Study& study, const Program& program, int threads) {
    results::RunRow row;
    row.scenario_id = study.id;
    row.title = study.title;
    row.question = study.question;
    row.profile = study.profile;
    row.scenario_text = study.scenario_text;
    row.scenario_sha256 = sha256_hex(study.scenario_text);
    row.program_version = program.version;
    row.command_line = program.command_line;
    row.host = host_name();
    row.seed = static_cast<std::int64_t>(study.run.seed);
    row.run = study.run.run;
    row.threads = threads;
    row.started_utc = now_utc();
    row.state = "running";
    return row;
}

results::RunIdentity identity_of(const Study& study, const EarthModel& earth, const results::RunRow& run) {
    results::RunIdentity identity{run, {}, {}};
    for (const ResolvedParameter& p : study.parameters) identity.parameters.push_back({p.name, p.value, p.unit, p.source});
    for (const InputFile& file : study.inputs) identity.input_files.push_back({file.name, file.licence, file.sha256});
    for (const InputFile& file : earth.inputs) identity.input_files.push_back({file.name, file.licence, file.sha256});
    return identity;
}

}  // namespace d2c::apps
