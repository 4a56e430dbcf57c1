#pragma once
// Rows into tables. Included by this folder's and its parent's .cc files only.

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>

#include "results/database.h"

namespace d2c::results {

/// Binds a row's columns one after the other; refuses numbers that are not finite.
class Binder {
  public:
    Binder(SQLite::Statement& statement, const std::string& path, const char* table) : statement_{statement}, path_{path}, table_{table} {}
    void operator()(std::string_view, const std::string& v) { statement_.bind(++index_, v); }
    void operator()(std::string_view, int v) { statement_.bind(++index_, v); }
    void operator()(std::string_view, std::int64_t v) { statement_.bind(++index_, v); }
    void operator()(std::string_view, bool v) { statement_.bind(++index_, v ? 1 : 0); }
    void operator()(std::string_view name, double v) {
        if (!std::isfinite(v)) throw BadRow{{path_, 0, table_ + '.' + std::string{name}, std::to_string(v), "a finite number"}};
        statement_.bind(++index_, v);
    }
    template <class T>
    void operator()(std::string_view name, const std::optional<T>& v) {
        if (v) {
            (*this)(name, *v);
        } else {
            statement_.bind(++index_);
        }
    }
    void blob(const std::string& v) { statement_.bind(++index_, v.data(), static_cast<int>(v.size())); }

  private:
    SQLite::Statement& statement_;
    const std::string& path_;
    std::string table_;
    int index_ = 0;
};

inline std::string placeholders(const std::string& list) {
    const auto commas = std::count(list.begin(), list.end(), ',');
    std::string marks{"?"};
    for (auto i = commas; i > 0; --i) marks += ", ?";
    return marks;
}

/// INSERT of rows whose table has, before the columns of `columns`, the columns of `extra_names` bound by `bind_extra(row, binder)`.
template <class Row, class BindExtra>
void insert(SQLite::Database& database, const std::string& path, std::span<const Row> rows, const ServiceNames& services,
            const std::string& extra_names, BindExtra&& bind_extra) {
    if (rows.empty()) return;
    const char* table = table_of(rows.front());
    const std::string names = extra_names + column_list<Row>(services);
    SQLite::Statement statement{database, std::string{"INSERT INTO "} + table + " (" + names + ") VALUES (" + placeholders(names) + ")"};
    for (const Row& row : rows) {
        if constexpr (requires { row.services; }) {
            if (row.services.size() != services.size())
                throw BadRow{
                    {path, 0, table, std::to_string(row.services.size()), std::to_string(services.size()) + " services in every row"}};
        }
        Binder bind{statement, path, table};
        bind_extra(row, bind);
        columns(row, services, bind);
        statement.exec();
        statement.reset();
    }
}

template <class Row>
void insert(SQLite::Database& database, const std::string& path, std::span<const Row> rows, const ServiceNames& services = {}) {
    if constexpr (HasPackedId<Row>) {
        insert(database, path, rows, services, "id, ", [&](const Row& row, Binder& bind) {
            if (!key_fits(row))
                throw BadRow{{path, 0, table_of(row), std::to_string(packed_id(row)), "a quarter, class and place within the key"}};
            bind("id", packed_id(row));
        });
    } else {
        insert(database, path, rows, services, "", [](const Row&, Binder&) {});
    }
}

/// One place's steps get numbers in the order of time, so that the same steps make the same rows however they came.
inline void insert_series(SQLite::Database& database, const std::string& path, std::vector<PlaceSeriesRow> rows) {
    const auto key = [](const PlaceSeriesRow& r) { return std::tie(r.handset_class, r.place, r.utc_s); };
    std::sort(rows.begin(), rows.end(), [&](const PlaceSeriesRow& a, const PlaceSeriesRow& b) {
        if (key(a) != key(b)) return key(a) < key(b);
        return std::tie(a.satellites_in_view, a.satellite, a.elevation_deg, a.rsrp_dbm, a.sinr_db, a.rate_kbps) <
               std::tie(b.satellites_in_view, b.satellite, b.elevation_deg, b.rsrp_dbm, b.sinr_db, b.rate_kbps);
    });
    std::int64_t next = 0;
    const PlaceSeriesRow* before = nullptr;
    insert(database, path, std::span<const PlaceSeriesRow>{rows}, {}, "id, ", [&](const PlaceSeriesRow& row, Binder& bind) {
        const std::int64_t first = series_id(row.quarter, row.handset_class, row.place);
        if (before == nullptr || series_id(before->quarter, before->handset_class, before->place) != first) next = first;
        if (!key_fits(row) || next - first >= kMostSeriesSteps)
            throw BadRow{
                {path, 0, "place_series", std::to_string(row.place), "a quarter, class, place and number of steps within the key"}};
        bind("id", next++);
        before = &row;
    });
}

}  // namespace d2c::results
