#pragma once
// A cross-check into its tables. Included by results' .cc files only.

#include "results/crosscheck/rows.h"
#include "results/database.h"

namespace d2c::results {

/// Makes the tables and stores all rows. Throws as SQLite does where there are some already.
void store_crosscheck(SQLite::Database& database, const std::string& path, const CrosscheckResults& results);

}  // namespace d2c::results
