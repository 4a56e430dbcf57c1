#include "results/writing/resume.h"

#include <map>

namespace d2c::results {
namespace {

constexpr char kWayOut[] = "; resume with what the file was begun with, or --force to run anew";

void compare(const std::string& path, const std::string& field, const std::string& stored, const std::string& asked) {
    if (stored != asked) throw BadRow{{path, 0, field, stored, asked + kWayOut}};
}

using Named = std::map<std::string, std::string>;

Named stored_rows(SQLite::Database& database, const std::string& sql) {
    Named rows;
    SQLite::Statement select{database, sql};
    while (select.executeStep()) rows[select.getColumn(0).getString()] = select.getColumn(1).getString();
    return rows;
}

void compare_rows(const std::string& path, const std::string& table, const Named& stored, const Named& asked) {
    for (const auto& [name, value] : asked) {
        const auto found = stored.find(name);
        compare(path, table + ' ' + name, found == stored.end() ? "absent" : found->second, value);
    }
    for (const auto& [name, value] : stored) {
        if (!asked.contains(name)) compare(path, table + ' ' + name, value, "absent");
    }
}

}  // namespace

bool is_begun(SQLite::Database& database, const std::string& path) {
    if (database.execAndGet("SELECT count(*) FROM sqlite_master").getInt() == 0) return false;
    if (!database.tableExists("run") || database.execAndGet("PRAGMA application_id").getInt() != kGeoPackageId)
        throw BadRow{{path, 0, "", "", "a result file of d2c (this is another SQLite file)"}};
    const int version = database.execAndGet("SELECT schema_version FROM run").getInt();
    compare(path, "run.schema_version", std::to_string(version), std::to_string(kSchemaVersion));
    return database.execAndGet("SELECT state FROM run").getString() != kPreparing;
}

void check_identity(SQLite::Database& database, const std::string& path, const RunIdentity& identity) {
    const RunRow& run = identity.run;
    SQLite::Statement stored{database, "SELECT program_version, profile, seed, run, scenario_sha256 FROM run"};
    if (!stored.executeStep()) throw BadRow{{path, 0, "run", "", "one run" + std::string{kWayOut}}};
    compare(path, "run.program_version", stored.getColumn(0).getString(), run.program_version);
    compare(path, "run.profile", stored.getColumn(1).getString(), run.profile);
    compare(path, "run.seed", std::to_string(stored.getColumn(2).getInt64()), std::to_string(run.seed));
    compare(path, "run.run", std::to_string(stored.getColumn(3).getInt64()), std::to_string(run.run));
    Named asked;
    for (const ParameterRow& row : identity.parameters) asked[row.name] = row.value;
    compare_rows(path, "parameter", stored_rows(database, "SELECT name, value FROM parameter"), asked);
    asked.clear();
    for (const ParameterRow& row : identity.parameters) asked[row.name] = row.source;
    compare_rows(path, "source of parameter", stored_rows(database, "SELECT name, source FROM parameter"), asked);
    compare(path, "run.scenario_sha256", stored.getColumn(4).getString(), run.scenario_sha256);
    asked.clear();
    for (const InputFileRow& row : identity.input_files) asked[row.name] = row.sha256;
    compare_rows(path, "input_file", stored_rows(database, "SELECT name, sha256 FROM input_file"), asked);
}

}  // namespace d2c::results
