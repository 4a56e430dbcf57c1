#include "results/reader.h"

#include <sqlite3.h>

#include <optional>
#include <string_view>

#include "results/crosscheck/columns.h"
#include "results/database.h"
#include "results/geometry.h"
#include "results/journeys/columns.h"
#include "results/packets/columns.h"

namespace d2c::results {
namespace {

/// Takes a row's columns one after the other, by SQLite's own calls: a wrapper's object per value would take most of the time here.
class Taker {
  public:
    explicit Taker(sqlite3_stmt* row) : row_{row} {}
    void operator()(std::string_view, std::string& v) { v = blob(); }
    void operator()(std::string_view, int& v) { v = sqlite3_column_int(row_, index_++); }
    void operator()(std::string_view, std::int64_t& v) { v = sqlite3_column_int64(row_, index_++); }
    void operator()(std::string_view, bool& v) { v = sqlite3_column_int(row_, index_++) != 0; }
    void operator()(std::string_view, double& v) { v = sqlite3_column_double(row_, index_++); }
    template <class T>
    void operator()(std::string_view name, std::optional<T>& v) {
        if (sqlite3_column_type(row_, index_) == SQLITE_NULL) {
            v.reset();
            ++index_;
        } else {
            (*this)(name, v.emplace());
        }
    }
    /// The bytes of the next column, a text or a blob, until the statement's next step.
    std::string_view blob() {
        const void* const data = sqlite3_column_blob(row_, index_);
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row_, index_));
        ++index_;
        return data == nullptr ? std::string_view{} : std::string_view{static_cast<const char*>(data), size};
    }

  private:
    sqlite3_stmt* row_;
    int index_ = 0;
};

}  // namespace

struct ResultReader::State {
    std::string path;
    mutable SQLite::Database database;
    ServiceNames services;
    bool has_journeys = false, has_packets = false, has_crosscheck = false;

    State(std::string p, SQLite::Database&& db) : path{std::move(p)}, database{std::move(db)} {}

    /// Rows of `SELECT columns FROM table <rest>`, `values` bound to its question marks; `after(row, taker)` takes what follows the
    /// columns.
    template <class Row, class After>
    Result<std::vector<Row>> select(const std::string& more_columns, const std::string& rest, const std::vector<std::int64_t>& values,
                                    After&& after) const {
        std::vector<Row> rows;
        const Faults faults = guarded(path, [&] {
            const OwnStatement owner =
                prepared(database, "SELECT " + column_list<Row>(services) + more_columns + " FROM " + table_of(Row{}) + ' ' + rest);
            sqlite3_stmt* const statement = owner.get();
            for (std::size_t i = 0; i < values.size(); ++i) sqlite3_bind_int64(statement, static_cast<int>(i) + 1, values[i]);
            while (has_row(database, statement)) {
                Row& row = rows.emplace_back();
                if constexpr (requires { row.services; }) row.services.resize(services.size());
                Taker take{statement};
                columns(row, services, take);
                after(row, take);
            }
        });
        if (!faults.empty()) return faults;
        return rows;
    }
    template <class Row>
    Result<std::vector<Row>> select(const std::string& rest, const std::vector<std::int64_t>& values = {}) const {
        return select<Row>("", rest, values, [](Row&, Taker&) {});
    }
    template <class Row>
    Result<std::vector<Row>> of_quarter(int quarter, int handset_class) const {
        const std::int64_t first = quality_id(quarter, handset_class, 0);
        if (services.empty()) return std::vector<Row>{};
        return select<Row>("WHERE id >= ? AND id < ? ORDER BY id", {first, first + (std::int64_t{1} << 36)});
    }
    /// Rows of one journey, whose number stands `shift` bits up in the key.
    template <class Row>
    Result<std::vector<Row>> of_journey(int journey, int shift) const {
        if (!has_journeys) return std::vector<Row>{};
        const std::int64_t first = std::int64_t{journey} << shift;
        return select<Row>("WHERE id >= ? AND id < ? ORDER BY id", {first, first + (std::int64_t{1} << shift)});
    }
    /// Each key asked for by itself: the keys lie apart in the file.
    template <class Row>
    Result<std::vector<Row>> of_one(std::int64_t where) const {
        if (services.empty()) return std::vector<Row>{};
        return select<Row>(
            "WHERE id IN (SELECT (q.quarter << 44) + (h.handset_class << 36) + ? FROM quarter q, handset_class h) ORDER BY id", {where});
    }
};

ResultReader::ResultReader(std::unique_ptr<State> state) : state_{std::move(state)} {}
ResultReader::ResultReader(ResultReader&&) noexcept = default;
ResultReader& ResultReader::operator=(ResultReader&&) noexcept = default;
ResultReader::~ResultReader() = default;
const std::string& ResultReader::path() const { return state_->path; }

Result<ResultReader> ResultReader::open(const std::string& path) {
    Result<SQLite::Database> database = open_result_file(path);
    if (!database) return database.faults();
    ResultReader reader{std::make_unique<State>(path, std::move(database).value())};
    State& state = *reader.state_;
    const Faults faults = guarded(path, [&] {
        state.has_journeys = state.database.tableExists("journey");
        state.has_packets = state.database.tableExists("packet_run");
        state.has_crosscheck = state.database.tableExists("crosscheck_sample");
    });
    if (!faults.empty()) return faults;
    const Result<std::vector<ServiceRow>> services = reader.services();
    if (!services) return services.faults();
    for (const ServiceRow& service : *services) reader.state_->services.emplace_back(snake_case(service.id));
    return reader;
}

Result<RunRow> ResultReader::run() const {
    Result<std::vector<RunRow>> rows = state_->select<RunRow>("");
    if (!rows) return rows.faults();
    if (rows->size() != 1) return Fault{state_->path, 0, "run", std::to_string(rows->size()), "one run"};
    return std::move(rows->front());
}
Result<std::vector<ParameterRow>> ResultReader::parameters() const { return state_->select<ParameterRow>("ORDER BY name"); }
Result<std::vector<InputFileRow>> ResultReader::input_files() const { return state_->select<InputFileRow>("ORDER BY name"); }
Result<std::vector<UnitRow>> ResultReader::units() const { return state_->select<UnitRow>("ORDER BY id"); }
Result<std::vector<QuarterRow>> ResultReader::quarters() const { return state_->select<QuarterRow>("ORDER BY quarter"); }
Result<std::vector<HandsetClassRow>> ResultReader::handset_classes() const {
    return state_->select<HandsetClassRow>("ORDER BY handset_class");
}
Result<std::vector<ServiceRow>> ResultReader::services() const { return state_->select<ServiceRow>("ORDER BY service"); }
Result<std::vector<PlaceRow>> ResultReader::places() const { return state_->select<PlaceRow>("ORDER BY place"); }
Result<std::vector<CellRow>> ResultReader::cells() const {
    return state_->select<CellRow>(", geom", "ORDER BY cell", {}, [](CellRow& row, Taker& take) {
        const std::string_view geometry = take.blob();
        row.rings_lon_lat_deg = rings_of_blob(geometry.data(), geometry.size());
    });
}
Result<std::vector<CellQualityRow>> ResultReader::cell_quality(int quarter, int handset_class) const {
    return state_->of_quarter<CellQualityRow>(quarter, handset_class);
}
Result<std::vector<CellQualityRow>> ResultReader::cell_quality_of(std::int64_t cell) const { return state_->of_one<CellQualityRow>(cell); }
Result<std::vector<PlaceQualityRow>> ResultReader::place_quality(int quarter, int handset_class) const {
    return state_->of_quarter<PlaceQualityRow>(quarter, handset_class);
}
Result<std::vector<PlaceQualityRow>> ResultReader::place_quality_of(int place) const { return state_->of_one<PlaceQualityRow>(place); }
Result<std::vector<AreaQualityRow>> ResultReader::area_quality(int quarter, int handset_class) const {
    return state_->of_quarter<AreaQualityRow>(quarter, handset_class);
}
Result<std::vector<PlaceSeriesRow>> ResultReader::place_series(int place, int quarter, int handset_class) const {
    const std::int64_t first = series_id(quarter, handset_class, place);
    return state_->select<PlaceSeriesRow>("WHERE id >= ? AND id < ? ORDER BY id", {first, first + kMostSeriesSteps});
}
Result<std::vector<GlobalQualityRow>> ResultReader::global_quality() const { return state_->select<GlobalQualityRow>("ORDER BY id"); }
Result<std::vector<FootprintRow>> ResultReader::footprints() const { return state_->select<FootprintRow>("ORDER BY id"); }
Result<std::vector<FleetRow>> ResultReader::fleet() const { return state_->select<FleetRow>("ORDER BY id"); }
Result<std::vector<PhoneShareRow>> ResultReader::phone_shares() const { return state_->select<PhoneShareRow>("ORDER BY id"); }
Result<std::vector<MixQualityRow>> ResultReader::mix_quality() const { return state_->select<MixQualityRow>("ORDER BY id"); }
Result<std::vector<EnvironmentQualityRow>> ResultReader::environment_quality() const {
    return state_->select<EnvironmentQualityRow>("ORDER BY id");
}
Result<std::vector<ShipQualityRow>> ResultReader::ship_quality() const { return state_->select<ShipQualityRow>("ORDER BY id"); }

Result<std::vector<JourneyRow>> ResultReader::journeys() const {
    if (!state_->has_journeys) return std::vector<JourneyRow>{};
    return state_->select<JourneyRow>("ORDER BY journey");
}
Result<std::vector<JourneyAreaRow>> ResultReader::journey_areas(int journey) const {
    return state_->of_journey<JourneyAreaRow>(journey, 32);
}
Result<std::vector<JourneyStepRow>> ResultReader::journey_steps(int journey) const {
    return state_->of_journey<JourneyStepRow>(journey, 32);
}
Result<std::vector<JourneyEventRow>> ResultReader::journey_events(int journey) const {
    return state_->of_journey<JourneyEventRow>(journey, 32);
}
Result<std::vector<JourneyDelayRow>> ResultReader::journey_delays(int journey) const {
    return state_->of_journey<JourneyDelayRow>(journey, 40);
}
Result<std::vector<JourneyTrackRow>> ResultReader::journey_track() const {
    if (!state_->has_journeys) return std::vector<JourneyTrackRow>{};
    return state_->select<JourneyTrackRow>(", geom", "ORDER BY id", {}, [](JourneyTrackRow& row, Taker& take) {
        const std::string_view geometry = take.blob();
        row.lines_lon_lat_deg = lines_of_blob(geometry.data(), geometry.size());
    });
}

Result<std::vector<PacketRunRow>> ResultReader::packet_runs() const {
    if (!state_->has_packets) return std::vector<PacketRunRow>{};
    return state_->select<PacketRunRow>("ORDER BY run");
}
Result<PacketResults> ResultReader::packets() const {
    if (!state_->has_packets) return PacketResults{};
    auto runs = packet_runs();
    auto users = state_->select<PacketUserRow>("ORDER BY id");
    auto samples = state_->select<PacketSampleRow>("ORDER BY id");
    auto events = state_->select<PacketEventRow>("ORDER BY id");
    const auto costs = state_->select<UnitRow>("WHERE packet_run IS NOT NULL AND state = 'done' ORDER BY id");
    Faults faults;
    for (const Faults* part : {&runs.faults(), &users.faults(), &samples.faults(), &events.faults(), &costs.faults()})
        faults.insert(faults.end(), part->begin(), part->end());
    if (!faults.empty()) return faults;
    PacketResults all{std::move(*runs), std::move(*users), std::move(*samples), std::move(*events), {}};
    for (const UnitRow& unit : *costs)
        all.units.push_back(
            {unit.packet_run.value_or(0), unit.quarter, unit.wall_s, unit.cpu_s.value_or(0.0), unit.peak_memory_mib.value_or(0.0)});
    return all;
}

Result<CrosscheckResults> ResultReader::crosscheck() const {
    if (!state_->has_crosscheck) return CrosscheckResults{};
    auto samples = state_->select<CrosscheckSampleRow>("ORDER BY sample");
    if (!samples) return samples.faults();
    auto figures = state_->select<CrosscheckFigureRow>("ORDER BY row");
    if (!figures) return figures.faults();
    return CrosscheckResults{std::move(*samples), std::move(*figures)};
}

}  // namespace d2c::results
