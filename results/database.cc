#include "results/database.h"

#include <filesystem>

namespace d2c::results {

Fault fault_of(const std::string& path, const SQLite::Exception& error) {
    const int code = error.getErrorCode() & 0xff;
    const std::string text = error.what();
    if (code == SQLITE_FULL)
        return {path, 0, "", text, "room on the disk: make some, then go on with --resume; what was stored before is kept"};
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return {path, 0, "", text, "a file that no other program holds locked"};
    if (code == SQLITE_CONSTRAINT) return {path, 0, "", text, "each row once, and complete"};
    if (code == SQLITE_IOERR)
        return {path, 0, "", text,
                "a disk that can be written and read, with room and no limit on file sizes: then go on with --resume; what was stored "
                "before is kept"};
    if (code == SQLITE_CANTOPEN || code == SQLITE_READONLY) return {path, 0, "", text, "a file that can be opened"};
    return {path, 0, "", text, "a whole result file"};
}

Result<SQLite::Database> open_result_file(const std::string& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return Fault{path, 0, "", "", "an existing result file"};
    try {
        SQLite::Database database{path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 5000};
        const bool is_ours =
            database.execAndGet("PRAGMA application_id").getInt() == kGeoPackageId && database.tableExists("run") &&
            database.execAndGet("SELECT count(*) FROM pragma_table_info('run') WHERE name = 'schema_version'").getInt() == 1 &&
            database.execAndGet("SELECT count(*) FROM run").getInt() == 1;
        if (!is_ours) return Fault{path, 0, "", "", "a result file of d2c (this is another SQLite file)"};
        const int version = database.execAndGet("SELECT schema_version FROM run").getInt();
        if (version != kSchemaVersion) {
            return Fault{path, 0, "run.schema_version", std::to_string(version),
                         "made by schema version " + std::to_string(version) + "; this program reads " + std::to_string(kSchemaVersion)};
        }
        return database;
    } catch (const SQLite::Exception& failure) {
        if ((failure.getErrorCode() & 0xff) == SQLITE_NOTADB) return Fault{path, 0, "", "", "a result file (this is not an SQLite file)"};
        return fault_of(path, failure);
    }
}

OwnStatement prepared(SQLite::Database& database, const std::string& sql) {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(database.getHandle(), sql.c_str(), -1, &statement, nullptr);
    OwnStatement owner{statement, sqlite3_finalize};
    if (code != SQLITE_OK) throw SQLite::Exception{database.getHandle(), code};
    return owner;
}

bool has_row(SQLite::Database& database, sqlite3_stmt* statement) {
    const int code = sqlite3_step(statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) throw SQLite::Exception{database.getHandle(), code};
    return code == SQLITE_ROW;
}

std::string snake_case(const std::string& id) {
    if (id.empty() || !(id[0] >= 'a' && id[0] <= 'z')) return {};
    std::string name;
    for (const char c : id) {
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) return {};
        name += c == '-' ? '_' : c;
    }
    return name;
}

}  // namespace d2c::results
