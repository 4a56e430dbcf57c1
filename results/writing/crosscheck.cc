#include "results/writing/crosscheck.h"

#include "results/crosscheck/columns.h"
#include "results/writing/insert.h"
#include "results/writing/layers.h"

namespace d2c::results {

void store_crosscheck(SQLite::Database& database, const std::string& path, const CrosscheckResults& results) {
    database.exec(kCrosscheckSql);
    for (const char* table : {"crosscheck_sample", "crosscheck_figure"}) register_attributes(database, table);
    insert(database, path, std::span<const CrosscheckSampleRow>{results.samples});
    insert(database, path, std::span<const CrosscheckFigureRow>{results.figures});
}

}  // namespace d2c::results
