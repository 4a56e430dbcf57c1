#pragma once
// Tables and layers as a GeoPackage wants them registered. Included by results' .cc files only.

#include "results/database.h"

namespace d2c::results {

void register_attributes(SQLite::Database& database, const std::string& table);
void register_features(SQLite::Database& database, const std::string& table, const char* geometry_type);
/// The tables whose columns are the services of the run.
void make_quality_tables(SQLite::Database& database, const ServiceNames& services);
/// `2026Q2` and `lte-today`: view map_2026q2_lte_today. Throws BadRow where the quarter's label is not its name.
void make_map_layer(SQLite::Database& database, const std::string& path, const QuarterRow& quarter, int handset_class,
                    const std::string& class_id, const ServiceNames& services);

}  // namespace d2c::results
