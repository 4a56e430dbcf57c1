#include "results/digest.h"

#include <cstdint>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "results/database.h"

namespace d2c::results {
namespace {

/// Every value as its type's letter and its bytes, texts and blobs after their length; integers little-endian.
class Canonical {
  public:
    void text(const std::string& s) { put('t', s.data(), s.size(), true); }
    void value(sqlite3_stmt* row, int column) {
        switch (sqlite3_column_type(row, column)) {
            case SQLITE_NULL:
                put('n', nullptr, 0, false);
                break;
            case SQLITE_INTEGER: {
                const std::int64_t v = sqlite3_column_int64(row, column);
                put('i', &v, sizeof v, false);
                break;
            }
            case SQLITE_FLOAT: {
                const double v = sqlite3_column_double(row, column);
                put('r', &v, sizeof v, false);
                break;
            }
            default: {
                const char type = sqlite3_column_type(row, column) == SQLITE_BLOB ? 'b' : 't';
                const void* data = sqlite3_column_blob(row, column);
                put(type, data, static_cast<std::size_t>(sqlite3_column_bytes(row, column)), true);
            }
        }
    }
    std::string hex_digest() {
        hash_.update(buffer_);
        return hash_.hex_digest();
    }

  private:
    void put(char type, const void* data, std::size_t size, bool with_size) {
        buffer_ += type;
        const std::uint64_t length = size;
        if (with_size) buffer_.append(reinterpret_cast<const char*>(&length), sizeof length);
        if (size > 0) buffer_.append(static_cast<const char*>(data), size);
        if (buffer_.size() < 1u << 16) return;
        hash_.update(buffer_);
        buffer_.clear();
    }
    Sha256 hash_;
    std::string buffer_;
};

/// SQLite's own calls: a wrapper's object per value would take most of the time here.
void hash_rows(SQLite::Database& database, const std::string& sql, Canonical& out) {
    const OwnStatement owner = prepared(database, sql);
    sqlite3_stmt* const statement = owner.get();
    const int count = sqlite3_column_count(statement);
    while (has_row(database, statement)) {
        for (int i = 0; i < count; ++i) out.value(statement, i);
    }
}

}  // namespace

std::string digest_of(SQLite::Database& database) {
    std::vector<std::string> tables;
    SQLite::Statement list{
        database,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('run', 'unit') AND name NOT LIKE 'gpkg\\_%' "
        "ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"};
    while (list.executeStep()) tables.push_back(list.getColumn(0).getString());

    Canonical out;
    for (const std::string& table : tables) {
        // An `id` that is the primary key only packs the key or counts rows: the columns say the same.
        std::string names;
        SQLite::Statement info{database, "SELECT name FROM pragma_table_info(?) WHERE NOT (pk = 1 AND name = 'id') ORDER BY cid"};
        info.bind(1, table);
        while (info.executeStep()) names += (names.empty() ? "\"" : ", \"") + info.getColumn(0).getString() + '"';
        out.text(table);
        out.text(names);
        const std::string order = table == "parameter" || table == "input_file" ? "name" : "rowid";
        hash_rows(database, "SELECT " + names + " FROM \"" + table + "\" ORDER BY " + order, out);
    }
    return out.hex_digest();
}

Result<std::string> result_digest(const std::string& path) {
    Result<SQLite::Database> database = open_result_file(path);
    if (!database) return database.faults();
    std::string digest;
    const Faults faults = guarded(path, [&] { digest = digest_of(database.value()); });
    if (!faults.empty()) return faults;
    return digest;
}

}  // namespace d2c::results
