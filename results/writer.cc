#include "results/writer.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "base/instant.h"
#include "results/database.h"
#include "results/geometry.h"
#include "results/reader.h"
#include "results/writing/crosscheck.h"
#include "results/writing/insert.h"
#include "results/writing/journeys.h"
#include "results/writing/layers.h"
#include "results/writing/packets.h"
#include "results/writing/part_lock.h"
#include "results/writing/resume.h"

namespace d2c::results {
namespace {

namespace fs = std::filesystem;

/// In UTC with milliseconds, as gpkg_contents wants it (requirement 15); empty if `utc` is no time.
std::string gpkg_time(const std::string& utc) {
    const auto instant = parse_instant(utc);
    return instant ? to_string(*instant).substr(0, 19) + ".000Z" : std::string{};
}

/// A name for the finished file in a folder that is there.
Faults checked_path(const std::string& final_path) {
    std::error_code error;
    const fs::path folder = fs::path{final_path}.parent_path();
    if (final_path.empty() || fs::is_directory(final_path, error)) return {{final_path, 0, "", "", "the name of a file"}};
    if (!folder.empty() && !fs::is_directory(folder, error)) return {{final_path, 0, "", "", "a file in an existing folder"}};
    return {};
}

void set_pragmas(SQLite::Database& database) {
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = NORMAL");
    database.exec("PRAGMA foreign_keys = ON");
}

/// An empty GeoPackage with the project's tables, its run in preparation.
void make_file(SQLite::Database& database, const std::string& path) {
    database.exec("PRAGMA application_id = " + std::to_string(kGeoPackageId));
    database.exec("PRAGMA user_version = " + std::to_string(kGeoPackageVersion));
    set_pragmas(database);
    SQLite::Transaction transaction{database};
    database.exec(std::string{kGeoPackageSql} + kCoreSql);
    for (const char* table : {"run", "parameter", "input_file", "unit", "quarter", "handset_class", "service", "place_series",
                              "global_quality", "footprint", "fleet", "phone_share", "mix_quality", "environment_quality", "ship_quality"})
        register_attributes(database, table);
    register_features(database, "cell", "MULTIPOLYGON");
    register_features(database, "place", "POINT");
    RunRow run;
    run.schema_version = kSchemaVersion;
    run.state = kPreparing;
    insert(database, path, std::span<const RunRow>{&run, 1});
    transaction.commit();
}

}  // namespace

struct ResultWriter::State {
    std::string final_path, part_path;
    PartLock lock;  ///< before the database, which must be closed first
    std::optional<SQLite::Database> database;
    ServiceNames services;
    bool has_heads = false, has_services = false;
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
    /// Services and classes of a file that was begun before.
    Faults read_heads() {
        const Result<ResultReader> reader = ResultReader::open(part_path);
        if (!reader) return reader.faults();
        const auto stored_services = reader->services();
        const auto stored_classes = reader->handset_classes();
        if (!stored_services) return stored_services.faults();
        if (!stored_classes) return stored_classes.faults();
        for (const ServiceRow& row : *stored_services) services.emplace_back(snake_case(row.id));
        classes = *stored_classes;
        has_services = has_heads = true;
        return {};
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
    if (Faults faults = checked_path(final_path); !faults.empty()) return faults;
    std::error_code error;
    if (!force && fs::exists(final_path, error))
        return Fault{final_path, 0, "", "", "a file that does not exist yet, or --force to replace it"};
    const std::string part_path = final_path + ".part";
    auto lock = PartLock::take(part_path);
    if (!lock) return lock.faults();
    if (!force && !lock->is_empty())
        return Fault{part_path, 0, "", "",
                     "no finished units of an interrupted run: --resume to go on with them, or --force to replace them"};
    auto state = std::make_unique<State>(State{final_path, part_path, std::move(*lock), {}, {}, false, false, {}});
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
        fs::remove(part_path + suffix, error);
        if (error) return Fault{part_path, 0, "", error.message(), "a file that can be replaced"};
    }
    if (!state->lock.clear()) return Fault{part_path, 0, "", "", "a file that can be replaced"};
    const Faults faults = guarded(part_path, [&] {
        state->database.emplace(part_path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 5000);
        make_file(*state->database, part_path);
    });
    if (!faults.empty()) return faults;
    return ResultWriter{std::move(state)};
}

Result<ResultWriter> ResultWriter::resume(const std::string& final_path, const RunIdentity& identity) {
    if (Faults faults = checked_path(final_path); !faults.empty()) return faults;
    std::error_code error;
    if (fs::exists(final_path, error))
        return Fault{final_path, 0, "", "", "an unfinished result: this one is whole; --force to run it anew"};
    const std::string part_path = final_path + ".part";
    bool begun = false;
    {
        auto lock = PartLock::take(part_path);
        if (!lock) return lock.faults();
        auto state = std::make_unique<State>(State{final_path, part_path, std::move(*lock), {}, {}, false, false, {}});
        Faults faults = guarded(part_path, [&] {
            state->database.emplace(part_path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, 5000);
            begun = is_begun(*state->database, part_path);
            if (!begun) return;
            check_identity(*state->database, part_path, identity);
            set_pragmas(*state->database);
            SQLite::Transaction transaction{*state->database};
            state->database->exec("UPDATE run SET state = 'running'");
            state->database->exec("DELETE FROM unit WHERE state <> 'done'");
            transaction.commit();
        });
        if (faults.empty() && begun) faults = state->read_heads();
        if (!faults.empty()) return faults;
        if (begun) return ResultWriter{std::move(state)};
    }
    return create(final_path, true);
}

bool ResultWriter::has_heads() const { return state_->has_heads; }

Faults ResultWriter::write(const RunRow& run) {
    RunRow running = run;
    running.state = "running";
    running.result_digest.clear();
    Faults faults = state_->store_run(std::move(running));
    state_->has_heads = faults.empty();
    return faults;
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

Faults ResultWriter::write(const JourneyResults& journey) {
    return state_->store([&](SQLite::Database& db) { store_journey(db, state_->part_path, journey); });
}

Faults ResultWriter::write(const PacketResults& packets) {
    return state_->store([&](SQLite::Database& db) { store_packets(db, state_->part_path, packets); });
}

Faults ResultWriter::write(const CrosscheckResults& crosscheck) {
    return state_->store([&](SQLite::Database& db) { store_crosscheck(db, state_->part_path, crosscheck); });
}

Faults ResultWriter::write(const UnitRow& unit, const std::string& sums) {
    State& s = *state_;
    return s.store([&](SQLite::Database& db) {
        insert(db, s.part_path, std::span<const UnitRow>{&unit, 1}, {}, "id, sums, ", [&](const UnitRow& row, Binder& bind) {
            if (!key_fits(row))
                throw BadRow{{s.part_path, 0, "unit", std::to_string(row.first_window), "a quarter and window within the key"}};
            bind("id", packed_id(row));
            bind.blob(sums);
        });
    });
}

Result<std::vector<UnitRow>> ResultWriter::units() const {
    const Result<ResultReader> reader = ResultReader::open(state_->part_path);
    if (!reader) return reader.faults();
    return reader->units();
}

Result<std::vector<int>> ResultWriter::finished_quarters() const {
    const Result<ResultReader> reader = ResultReader::open(state_->part_path);
    if (!reader) return reader.faults();
    const auto rows = reader->quarters();
    if (!rows) return rows.faults();
    std::vector<int> quarters;
    for (const QuarterRow& row : *rows) quarters.push_back(row.quarter);
    return quarters;
}

Result<std::string> ResultWriter::sums(int quarter, int first_window) const {
    const State& s = *state_;
    if (!s.database) return Fault{s.part_path, 0, "", "", "a file that is still being written"};
    std::optional<std::string> sums;
    const Faults faults = guarded(s.part_path, [&] {
        SQLite::Statement select{*s.database, "SELECT sums FROM unit WHERE id = ? AND state = 'done' AND sums IS NOT NULL"};
        UnitRow unit;
        unit.quarter = quarter;
        unit.first_window = first_window;
        select.bind(1, packed_id(unit));
        if (!select.executeStep()) return;
        const SQLite::Column column = select.getColumn(0);
        sums.emplace(static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes()));
    });
    if (!faults.empty()) return faults;
    if (!sums)
        return Fault{s.part_path, 0, "unit.sums", to_string(Quarter{quarter}),
                     "what the unit from window " + std::to_string(first_window) + " counted"};
    return std::move(*sums);
}

Faults ResultWriter::finish_quarter(const QuarterResults& results) {
    State& s = *state_;
    if (!s.has_services) return {{s.part_path, 0, "service", "", "services written before the first quarter"}};
    const int quarter = results.quarter.quarter;
    const auto foreign = [&](const auto& rows) {
        return std::any_of(rows.begin(), rows.end(), [&](const auto& r) { return r.quarter != quarter; });
    };
    if (foreign(results.cells) || foreign(results.places) || foreign(results.place_series) || foreign(results.global) ||
        foreign(results.areas) || foreign(results.fleet) || foreign(results.phones) || foreign(results.mix) ||
        foreign(results.environments) || foreign(results.ships))
        return {{s.part_path, 0, "quarter", results.quarter.label, "rows of this quarter only"}};
    return s.store([&](SQLite::Database& db) {
        SQLite::Statement drop{db, "UPDATE unit SET sums = NULL WHERE quarter = ?"};
        drop.bind(1, quarter);
        drop.exec();
        insert(db, s.part_path, std::span<const QuarterRow>{&results.quarter, 1});
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

Faults ResultWriter::interrupted(RunRow run) { return leave(std::move(run), "interrupted"); }
Faults ResultWriter::incomplete(RunRow run) { return leave(std::move(run), "incomplete"); }

Faults ResultWriter::leave(RunRow run, const char* state) {
    run.state = state;
    Faults faults = state_->store_run(run);
    if (faults.empty()) faults = state_->settle();
    if (faults.empty()) state_->database.reset();
    return faults;
}

}  // namespace d2c::results
