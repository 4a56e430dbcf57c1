#pragma once
// What reader, writer and digest share of SQLite. Included by this folder's .cc files only.

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "results/columns.h"

namespace d2c::results {

inline constexpr int kSchemaVersion = 5;
inline constexpr int kGeoPackageId = 0x47504B47;  // "GPKG", OGC 12-128r18, requirement 2
inline constexpr int kGeoPackageVersion = 10300;  // 1.3.0
extern const char* const kGeoPackageSql;          // schema/0000_geopackage.sql, before any of the others
extern const char* const kSliceSql;               // slice/slice.sql
extern const char* const kCoreSql;                // schema/0001_core.sql
extern const char* const kJourneySql;             // schema/0002_journey.sql
extern const char* const kPacketSql;              // schema/0003_packet.sql
extern const char* const kCrosscheckSql;          // schema/0004_crosscheck.sql

/// A row that must not be stored, said as a fault.
struct BadRow : std::runtime_error {
    explicit BadRow(Fault what_is_wrong) : std::runtime_error{to_string(what_is_wrong)}, fault{std::move(what_is_wrong)} {}
    Fault fault;
};

/// What SQLite complains of, in the words of a fault.
Fault fault_of(const std::string& path, const SQLite::Exception& error);

/// Runs `action`; its exceptions become faults.
template <class Action>
Faults guarded(const std::string& path, Action&& action) {
    try {
        action();
        return {};
    } catch (const BadRow& bad) {
        return {bad.fault};
    } catch (const SQLite::Exception& error) {
        return {fault_of(path, error)};
    }
}

/// Opens for reading, with the checks of `ResultReader::open`.
Result<SQLite::Database> open_result_file(const std::string& path);

/// `video-360p` as part of a column's or a layer's name; empty unless it is made of lower-case letters, digits and hyphens and begins with
/// a letter.
std::string snake_case(const std::string& id);

using OwnStatement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;
/// A statement for SQLite's own calls. Throws SQLite::Exception.
OwnStatement prepared(SQLite::Database& database, const std::string& sql);
/// One step; whether it came to a row. Throws SQLite::Exception.
bool has_row(SQLite::Database& database, sqlite3_stmt* statement);

/// SHA-256 over the rows of an open file, see digest.h. Throws SQLite::Exception.
std::string digest_of(SQLite::Database& database);

/// "a, b, c" for the columns of a row, with `packed_id` tables' `id` left out.
template <class Row>
std::string column_list(const ServiceNames& services) {
    Row row{};
    if constexpr (requires { row.services; }) row.services.resize(services.size());
    std::string list;
    columns(row, services, [&](std::string_view name, auto&) {
        if (!list.empty()) list += ", ";
        list += name;
    });
    return list;
}

}  // namespace d2c::results
