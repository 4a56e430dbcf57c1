#include "results/slice/file.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <filesystem>
#include <string_view>

#include "results/database.h"
#include "results/slice/columns.h"
#include "results/writing/layers.h"

namespace d2c::slice {
namespace {

namespace fs = std::filesystem;
using results::fault_of;

void bind(SQLite::Statement& statement, int index, const std::string& v) { statement.bind(index, v); }
void bind(SQLite::Statement& statement, int index, double v) { statement.bind(index, v); }
void bind(SQLite::Statement& statement, int index, bool v) { statement.bind(index, v ? 1 : 0); }
void bind(SQLite::Statement& statement, int index, int v) { statement.bind(index, v); }
void bind(SQLite::Statement& statement, int index, std::uint32_t v) { statement.bind(index, static_cast<std::int64_t>(v)); }
/// A mask or an identity keeps its 64 bits in SQLite's signed integer.
void bind(SQLite::Statement& statement, int index, std::uint64_t v) { statement.bind(index, static_cast<std::int64_t>(v)); }
void bind(SQLite::Statement& statement, int index, std::int64_t v) { statement.bind(index, v); }

void take(const SQLite::Column& column, std::string& v) { v = column.getString(); }
void take(const SQLite::Column& column, double& v) { v = column.getDouble(); }
void take(const SQLite::Column& column, bool& v) { v = column.getInt() != 0; }
void take(const SQLite::Column& column, int& v) { v = column.getInt(); }
void take(const SQLite::Column& column, std::uint32_t& v) { v = static_cast<std::uint32_t>(column.getInt64()); }
void take(const SQLite::Column& column, std::uint64_t& v) { v = static_cast<std::uint64_t>(column.getInt64()); }
void take(const SQLite::Column& column, std::int64_t& v) { v = column.getInt64(); }

template <class Row>
std::string names_of() {
    std::string names;
    Row row{};
    columns(row, [&](std::string_view name, auto&) { names += (names.empty() ? "" : ", ") + std::string{name}; });
    return names;
}

template <class Row>
void store(SQLite::Database& database, const std::vector<Row>& rows) {
    results::register_attributes(database, table_of(Row{}));
    if (rows.empty()) return;
    std::string marks;
    Row first{};
    columns(first, [&](std::string_view, auto&) { marks += marks.empty() ? "?" : ", ?"; });
    SQLite::Statement statement{database,
                                std::string{"INSERT INTO "} + table_of(Row{}) + " (" + names_of<Row>() + ") VALUES (" + marks + ")"};
    for (const Row& row : rows) {
        int index = 0;
        columns(row, [&](std::string_view, const auto& v) { bind(statement, ++index, v); });
        statement.exec();
        statement.reset();
    }
}

template <class Row>
void fetch(SQLite::Database& database, std::vector<Row>& rows) {
    SQLite::Statement statement{database, "SELECT " + names_of<Row>() + " FROM " + table_of(Row{}) + " ORDER BY id"};
    while (statement.executeStep()) {
        Row& row = rows.emplace_back();
        int index = 0;
        columns(row, [&](std::string_view, auto& v) { take(statement.getColumn(index++), v); });
    }
}

void store_all(SQLite::Database& database, const Slice& slice) {
    database.exec("PRAGMA application_id = " + std::to_string(results::kGeoPackageId));
    database.exec("PRAGMA user_version = " + std::to_string(results::kGeoPackageVersion));
    SQLite::Transaction transaction{database};
    database.exec(results::kGeoPackageSql);
    database.exec(results::kSliceSql);
    store(database, std::vector<Header>{slice.header});
    database.exec("UPDATE slice SET schema_version = " + std::to_string(kSchemaVersion));
    each_table(slice, [&](const auto& rows) { store(database, rows); });
    results::register_attributes(database, "slice_setting");
    SQLite::Statement setting{database, "INSERT INTO slice_setting (name, value) VALUES (?, ?)"};
    for (const auto& [name, value] : slice.settings) {
        setting.bind(1, name);
        setting.bind(2, value);
        setting.exec();
        setting.reset();
    }
    transaction.commit();
}

}  // namespace

Faults write(const Slice& slice, const std::string& path) {
    if (Faults faults = check(slice, path); !faults.empty()) return faults;
    const std::string part = path + ".part";
    std::error_code error;
    fs::remove(part, error);
    try {
        SQLite::Database database{part, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
        store_all(database, slice);
    } catch (const SQLite::Exception& failure) {
        fs::remove(part, error);
        return {fault_of(path, failure)};
    }
    fs::rename(part, path, error);
    if (error) return {{path, 0, "", error.message(), "a file in a folder that exists and is writable"}};
    return {};
}

Result<Slice> read(const std::string& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) return Fault{path, 0, "", "", "an existing slice file"};
    Slice slice;
    try {
        SQLite::Database database{path, SQLite::OPEN_READONLY, 5000};
        if (!database.tableExists("slice")) return Fault{path, 0, "", "", "a slice (this is another SQLite file)"};
        const int version = database.execAndGet("SELECT schema_version FROM slice").getInt();
        if (version != kSchemaVersion) {
            return Fault{path, 0, "slice.schema_version", std::to_string(version),
                         "made by schema version " + std::to_string(version) + "; this program reads " + std::to_string(kSchemaVersion)};
        }
        std::vector<Header> header;
        fetch(database, header);
        if (header.size() != 1) return Fault{path, 0, "slice", std::to_string(header.size()), "one row"};
        slice.header = header.front();
        each_table(slice, [&](auto& rows) { fetch(database, rows); });
        SQLite::Statement setting{database, "SELECT name, value FROM slice_setting ORDER BY id"};
        while (setting.executeStep()) slice.settings.emplace_back(setting.getColumn(0).getString(), setting.getColumn(1).getString());
    } catch (const SQLite::Exception& failure) {
        if ((failure.getErrorCode() & 0xff) == SQLITE_NOTADB) return Fault{path, 0, "", "", "a slice (this is not an SQLite file)"};
        return fault_of(path, failure);
    }
    if (Faults faults = check(slice, path); !faults.empty()) return faults;
    return slice;
}

}  // namespace d2c::slice
