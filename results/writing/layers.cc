#include "results/writing/layers.h"

#include "base/instant.h"

namespace d2c::results {

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
    const std::string changes =
        ", handovers_per_hour REAL, interruption_p50_ms REAL, interruption_p95_ms REAL, ping_pongs_per_hour REAL, without_service_share "
        "REAL";
    const std::string link = ", lit_share REAL, rsrp_dbm REAL, sinr_db REAL, rate_kbps REAL, satellites_in_view REAL" + changes +
                             ", serving_operator TEXT NOT NULL, watched_share REAL, played_kbps REAL";
    area += changes;
    cell += link;
    place += link + ", longest_gap_s REAL, gap_p95_s REAL, mean_wait_s REAL";
    for (const ServiceColumns& s : services) {
        const std::string success = ", " + s.success_share + " REAL, " + s.success_low + " REAL, " + s.success_high + " REAL";
        const std::string land_and_people = ", " + s.held_land_share + " REAL NOT NULL, " + s.held_people_share + " REAL NOT NULL";
        const std::string intervals = ", " + s.held_land_low + " REAL, " + s.held_land_high + " REAL, " + s.held_people_low + " REAL, " +
                                      s.held_people_high + " REAL";
        cell += success + ", " + s.held_area_share + " REAL NOT NULL" + land_and_people + ", " + s.held_area_low + " REAL, " +
                s.held_area_high + " REAL" + intervals;
        place += success + ", " + s.held + " INTEGER NOT NULL";
        area += land_and_people + intervals;
    }
    database.exec(cell + ")");
    database.exec(place + ")");
    database.exec(area + ")");
    register_attributes(database, "cell_quality");
    register_attributes(database, "place_quality");
    register_attributes(database, "area_quality");
}

/// OGC_FID is the name by which GDAL knows a view's key.
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

}  // namespace d2c::results
