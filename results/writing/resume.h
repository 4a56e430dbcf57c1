#pragma once
// Whether a `.part` can be gone on with. Included by results' .cc files only.

#include "results/database.h"
#include "results/writer.h"

namespace d2c::results {

/// State of a run whose tables of what is asked are not complete.
inline constexpr char kPreparing[] = "preparing";

/// Whether the file holds a run that was past its preparation. Throws BadRow where it is no result file of this schema version.
bool is_begun(SQLite::Database& database, const std::string& path);
/// Throws BadRow with the first difference.
void check_identity(SQLite::Database& database, const std::string& path, const RunIdentity& identity);

}  // namespace d2c::results
