#pragma once
// Same results, said in one line.

#include <string>

#include "base/error.h"

namespace d2c::results {

/// SHA-256, in hexadecimal, over all rows of all tables of a result file but `run`, `unit` and `gpkg_*`, in the order of their keys, each
/// double by its bits. Independent of the order of writing and of what the database does inside. Faults as of `ResultReader::open`.
Result<std::string> result_digest(const std::string& path);

}  // namespace d2c::results
