#pragma once
// The data of the page: what its scripts read.

#include <string>

#include "base/error.h"
#include "geography/borders/borders.h"
#include "report/tables.h"

namespace d2c::report {

/// One JSON object with all that is small, safe inside a script element.
Result<std::string> document_json(const Tables& tables, const results::ResultReader& results, const Borders* borders);

/// Script elements with the cells' figures, packed: `cells-<quarter>-<class>`, and `first-<class>` with the first quarters, `first-any`
/// with those of any class on sale. Quarter and class are positions in `tables`.
Result<std::string> cell_blocks(const Tables& tables, const results::ResultReader& results);

}  // namespace d2c::report
