#pragma once
// The page of a file with a cross-check.

#include <string>

#include "base/error.h"
#include "results/reader.h"

namespace d2c::report {

/// One self-contained HTML page without scripts: the verdict, a scatter plot for each figure, errors by stratum, the ten samples farthest
/// apart, provenance. Precondition: `crosscheck` has samples. Faults of reading.
Result<std::string> render_crosscheck(const results::ResultReader& results, const results::CrosscheckResults& crosscheck);

}  // namespace d2c::report
