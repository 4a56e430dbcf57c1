#include "results/writer.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>
#include <string_view>
#include <tuple>

#include "base/instant.h"
#include "results/database.h"
#include "results/geometry.h"

namespace d2c::results {
namespace {

namespace fs = std::filesystem;

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

std::string placeholders(const std::string& list) {
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
void insert_series(SQLite::Database& database, const std::string& path, std::vector<PlaceSeriesRow> rows) {
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

void register_attributes(SQLite::Database& database, const std::string& table) {
    SQLite::Statement contents{database,
                               "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) VALUES (?1, 'attributes', ?1, "
                               "'2000-01-01T00:00:00.000Z')"};
    contents.bind(1, table);
    contents.exec();
}

void register_features(SQLite::Database& database, const std::string& table, const char* geometry_type) {
    SQLite::Statement contents{
        database,
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, min_x, min_y, max_x, max_y, srs_id) "
        "VALUES (?1, 'features', ?1, '2000-01-01T00:00:00.000Z', -180, -90, 180, 90, 4326)"};
    contents.bind(1, table);
    contents.exec();
    SQLite::Statement geometry{database, "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)"};
    geometry.bind(1, table);
    geometry.bind(2, geometry_type);
    geometry.exec();
}

void make_quality_tables(SQLite::Database& database, const ServiceNames& services) {
    std::string cell =
        "CREATE TABLE cell_quality (id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, quarter INTEGER NOT NULL, handset_class INTEGER NOT "
        "NULL, "
        "state TEXT NOT NULL, right_area_share REAL NOT NULL, right_people_share REAL NOT NULL, people_outside_coverage REAL NOT NULL, "
        "tries INTEGER NOT NULL";
    std::string place =
        "CREATE TABLE place_quality (id INTEGER PRIMARY KEY, place INTEGER NOT NULL, quarter INTEGER NOT NULL, handset_class INTEGER NOT "
        "NULL, state TEXT NOT NULL, tries INTEGER NOT NULL";
    std::string area =
        "CREATE TABLE area_quality (id INTEGER PRIMARY KEY, area TEXT NOT NULL, quarter INTEGER NOT NULL, handset_class INTEGER NOT NULL, "
        "state TEXT NOT NULL, area_km2 REAL NOT NULL, people_outside_coverage REAL NOT NULL, lit_share REAL, rsrp_dbm REAL, sinr_db REAL, "
        "beam_capacity_mbps REAL";
    const std::string link =
        ", lit_share REAL, rsrp_dbm REAL, sinr_db REAL, rate_kbps REAL, satellites_in_view REAL, handovers_per_hour REAL, watched_share "
        "REAL, "
        "played_kbps REAL";
    cell += link;
    place += link + ", longest_gap_s REAL, gap_p95_s REAL, mean_wait_s REAL";
    for (const ServiceColumns& s : services) {
        const std::string success = ", " + s.success_share + " REAL, " + s.success_low + " REAL, " + s.success_high + " REAL";
        const std::string land_and_people = ", " + s.held_land_share + " REAL NOT NULL, " + s.held_people_share + " REAL NOT NULL";
        cell += success + ", " + s.held_area_share + " REAL NOT NULL" + land_and_people;
        place += success + ", " + s.held + " INTEGER NOT NULL";
        area += land_and_people;
    }
    database.exec(cell + ")");
    database.exec(place + ")");
    database.exec(area + ")");
    register_attributes(database, "cell_quality");
    register_attributes(database, "place_quality");
    register_attributes(database, "area_quality");
}

/// `2026Q2` and `lte-today`: map_2026q2_lte_today. OGC_FID is the name by which GDAL knows a view's key.
void make_map_layer(SQLite::Database& database, const std::string& path, const QuarterRow& quarter, int handset_class,
                    const std::string& class_id, const ServiceNames& services) {
    std::string label = quarter.label;
    for (char& c : label) c = c == 'Q' ? 'q' : c;
    if (parse_quarter(quarter.label) != Quarter{quarter.quarter})
        throw BadRow{{path, 0, "quarter.label", quarter.label, "the name of the quarter, " + to_string(Quarter{quarter.quarter})}};
    const std::string layer = "map_" + label + '_' + snake_case(class_id);
    std::string figures;
    CellQualityRow row;
    row.services.resize(services.size());
    columns(row, services, [&](std::string_view name, auto&) {
        if (name != "cell" && name != "quarter" && name != "handset_class") figures.append(", q.").append(name);
    });
    const std::int64_t first = quality_id(quarter.quarter, handset_class, 0);
    database.exec("CREATE VIEW " + layer + " AS SELECT c.cell AS OGC_FID, c.geom, c.main_area, c.land_share" + figures +
                  " FROM cell_quality q JOIN cell c ON c.cell = q.cell WHERE q.id >= " + std::to_string(first) + " AND q.id < " +
                  std::to_string(first + (std::int64_t{1} << 36)));
    register_features(database, layer, "MULTIPOLYGON");
}

/// In UTC with milliseconds, as gpkg_contents wants it (requirement 15); empty if `utc` is no time.
std::string gpkg_time(const std::string& utc) {
    const auto instant = parse_instant(utc);
    return instant ? to_string(*instant).substr(0, 19) + ".000Z" : std::string{};
}

}  // namespace

struct ResultWriter::State {
    std::string final_path, part_path;
    std::optional<SQLite::Database> database;
    ServiceNames services;
    bool has_services = false;
    std::vector<HandsetClassRow> classes;

    /// One transaction: all of `action` or nothing.
    template <class Action>
    Faults store(Action&& action) {
        if (!database) return {{part_path, 0, "", "", "a file that is still being written"}};
        return guarded(part_path, [&] {
            SQLite::Transaction transaction{*database};
            action(*database);
            transaction.commit();
        });
    }
    template <class Row>
    Faults store_rows(std::span<const Row> rows) {
        return store([&](SQLite::Database& db) { insert(db, part_path, rows); });
    }
    Faults store_run(RunRow run) {
        run.schema_version = kSchemaVersion;
        return store([&](SQLite::Database& db) {
            db.exec("DELETE FROM run");
            insert(db, part_path, std::span<const RunRow>{&run, 1});
        });
    }
    /// All in one file, nothing beside it.
    Faults settle() {
        return guarded(part_path, [&] {
            database->exec("PRAGMA synchronous = FULL");
            database->exec("PRAGMA wal_checkpoint(TRUNCATE)");
            database->exec("PRAGMA journal_mode = DELETE");
        });
    }
};

ResultWriter::ResultWriter(std::unique_ptr<State> state) : state_{std::move(state)} {}
ResultWriter::ResultWriter(ResultWriter&&) noexcept = default;
ResultWriter& ResultWriter::operator=(ResultWriter&&) noexcept = default;
ResultWriter::~ResultWriter() = default;
const std::string& ResultWriter::final_path() const { return state_->final_path; }
const std::string& ResultWriter::part_path() const { return state_->part_path; }

Result<ResultWriter> ResultWriter::create(const std::string& final_path, bool force) {
    auto state = std::make_unique<State>();
    state->final_path = final_path;
    state->part_path = final_path + ".part";
    std::error_code error;
    const fs::path folder = fs::path{final_path}.parent_path();
    if (final_path.empty() || fs::is_directory(final_path, error)) return Fault{final_path, 0, "", "", "the name of a file"};
    if (!folder.empty() && !fs::is_directory(folder, error)) return Fault{final_path, 0, "", "", "a file in an existing folder"};
    if (!force && fs::exists(final_path, error))
        return Fault{final_path, 0, "", "", "a file that does not exist yet, or --force to replace it"};
    if (!force && fs::exists(state->part_path, error))
        return Fault{state->part_path, 0, "", "", "no finished quarters of an interrupted run, or --force to replace them"};
    for (const char* suffix : {"", "-wal", "-shm", "-journal"}) {
        fs::remove(state->part_path + suffix, error);
        if (error) return Fault{state->part_path, 0, "", error.message(), "a file that can be replaced"};
    }
    const Faults faults = guarded(state->part_path, [&] {
        state->database.emplace(state->part_path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 5000);
        SQLite::Database& db = *state->database;
        db.exec("PRAGMA application_id = " + std::to_string(kGeoPackageId));
        db.exec("PRAGMA user_version = " + std::to_string(kGeoPackageVersion));
        db.exec("PRAGMA journal_mode = WAL");
        db.exec("PRAGMA synchronous = NORMAL");
        db.exec("PRAGMA foreign_keys = ON");
        SQLite::Transaction transaction{db};
        db.exec(kCoreSql);
        for (const char* table :
             {"run", "parameter", "input_file", "unit", "quarter", "handset_class", "service", "place_series", "global_quality",
              "footprint", "fleet", "phone_share", "mix_quality", "environment_quality", "ship_quality"})
            register_attributes(db, table);
        register_features(db, "cell", "MULTIPOLYGON");
        register_features(db, "place", "POINT");
        RunRow run;
        run.schema_version = kSchemaVersion;
        run.state = "running";
        insert(db, state->part_path, std::span<const RunRow>{&run, 1});
        transaction.commit();
    });
    if (!faults.empty()) return faults;
    return ResultWriter{std::move(state)};
}

Faults ResultWriter::write(const RunRow& run) {
    RunRow running = run;
    running.state = "running";
    running.result_digest.clear();
    return state_->store_run(std::move(running));
}
Faults ResultWriter::write(std::span<const ParameterRow> rows) { return state_->store_rows(rows); }
Faults ResultWriter::write(std::span<const InputFileRow> rows) { return state_->store_rows(rows); }

Faults ResultWriter::write(std::span<const HandsetClassRow> rows) {
    for (const HandsetClassRow& row : rows)
        if (snake_case(row.id).empty())
            return {{state_->part_path, 0, "handset_class.id", row.id, "lower-case letters, digits and hyphens"}};
    Faults faults = state_->store_rows(rows);
    if (faults.empty()) state_->classes.insert(state_->classes.end(), rows.begin(), rows.end());
    return faults;
}

Faults ResultWriter::write(std::span<const ServiceRow> rows) {
    if (state_->has_services) return {{state_->part_path, 0, "service", "", "services written once"}};
    std::vector<ServiceRow> sorted{rows.begin(), rows.end()};
    std::sort(sorted.begin(), sorted.end(), [](const ServiceRow& a, const ServiceRow& b) { return a.service < b.service; });
    ServiceNames names;
    for (const ServiceRow& row : sorted) {
        const std::string prefix = snake_case(row.id);
        names.emplace_back(prefix);
        if (prefix.empty()) return {{state_->part_path, 0, "service.id", row.id, "lower-case letters, digits and hyphens"}};
    }
    Faults faults = state_->store([&](SQLite::Database& db) {
        insert(db, state_->part_path, std::span<const ServiceRow>{sorted});
        make_quality_tables(db, names);
    });
    if (faults.empty()) {
        state_->services = names;
        state_->has_services = true;
    }
    return faults;
}

Faults ResultWriter::write(std::span<const CellRow> rows) {
    return state_->store([&](SQLite::Database& db) {
        insert(db, state_->part_path, rows, {}, "geom, ", [&](const CellRow& row, Binder& bind) {
            const std::vector<Ring> rings = rings_on_map(row.boundary_lon_lat_deg);
            if (rings.empty())
                throw BadRow{{state_->part_path, 0, "cell.boundary", std::to_string(row.cell), "three corners or more, on Earth [deg]"}};
            bind.blob(multipolygon_blob(rings));
        });
    });
}

Faults ResultWriter::write(std::span<const PlaceRow> rows) {
    return state_->store([&](SQLite::Database& db) {
        insert(db, state_->part_path, rows, {}, "geom, ", [&](const PlaceRow& row, Binder& bind) {
            bind.blob(point_blob({row.longitude_deg, row.latitude_deg}));
        });
    });
}

Faults ResultWriter::write(std::span<const FootprintRow> rows) {
    return state_->store([&](SQLite::Database& db) { insert(db, state_->part_path, rows); });
}

Faults ResultWriter::finish_quarter(const QuarterResults& results) {
    State& s = *state_;
    if (!s.has_services) return {{s.part_path, 0, "service", "", "services written before the first quarter"}};
    const int quarter = results.quarter.quarter;
    const auto foreign = [&](const auto& rows) {
        return std::any_of(rows.begin(), rows.end(), [&](const auto& r) { return r.quarter != quarter; });
    };
    if (results.unit.quarter != quarter || foreign(results.cells) || foreign(results.places) || foreign(results.place_series) ||
        foreign(results.global) || foreign(results.areas) || foreign(results.fleet) || foreign(results.phones) || foreign(results.mix) ||
        foreign(results.environments) || foreign(results.ships))
        return {{s.part_path, 0, "quarter", results.quarter.label, "rows of this quarter only"}};
    return s.store([&](SQLite::Database& db) {
        insert(db, s.part_path, std::span<const QuarterRow>{&results.quarter, 1});
        insert(db, s.part_path, std::span<const UnitRow>{&results.unit, 1});
        insert(db, s.part_path, std::span<const CellQualityRow>{results.cells}, s.services);
        insert(db, s.part_path, std::span<const PlaceQualityRow>{results.places}, s.services);
        insert(db, s.part_path, std::span<const AreaQualityRow>{results.areas}, s.services);
        insert_series(db, s.part_path, results.place_series);
        insert(db, s.part_path, std::span<const GlobalQualityRow>{results.global});
        insert(db, s.part_path, std::span<const FleetRow>{results.fleet});
        insert(db, s.part_path, std::span<const PhoneShareRow>{results.phones});
        insert(db, s.part_path, std::span<const MixQualityRow>{results.mix});
        insert(db, s.part_path, std::span<const EnvironmentQualityRow>{results.environments});
        insert(db, s.part_path, std::span<const ShipQualityRow>{results.ships});
        for (const HandsetClassRow& handset : s.classes)
            make_map_layer(db, s.part_path, results.quarter, handset.handset_class, handset.id, s.services);
    });
}

Result<std::string> ResultWriter::finish(RunRow run) {
    State& s = *state_;
    if (!s.database) return Fault{s.part_path, 0, "", "", "a file that is still being written"};
    run.state = "done";
    Faults faults = guarded(s.part_path, [&] { run.result_digest = digest_of(*s.database); });
    if (faults.empty()) faults = s.store_run(run);
    if (const std::string changed = gpkg_time(run.finished_utc); faults.empty() && !changed.empty()) {
        faults = s.store([&](SQLite::Database& db) {
            SQLite::Statement update{db, "UPDATE gpkg_contents SET last_change = ?"};
            update.bind(1, changed);
            update.exec();
        });
    }
    if (faults.empty()) faults = s.settle();
    if (!faults.empty()) return faults;
    s.database.reset();
    std::error_code error;
    fs::rename(s.part_path, s.final_path, error);
    if (error) return Fault{s.final_path, 0, "", error.message(), "a name the finished file can be given; it is kept as " + s.part_path};
    return run.result_digest;
}

Faults ResultWriter::interrupted(RunRow run) {
    run.state = "interrupted";
    Faults faults = state_->store_run(run);
    if (faults.empty()) faults = state_->settle();
    if (faults.empty()) state_->database.reset();
    return faults;
}

}  // namespace d2c::results
