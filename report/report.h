#pragma once
// From a result file to one self-contained HTML page for people.

#include <string>

#include "base/error.h"
#include "results/reader.h"

namespace d2c {

class Borders;

/// The page as HTML (UTF-8) with all its data, style and script inside: it loads nothing from anywhere. The same results give the same
/// page, but for the block `machine-and-moment`. `borders` are drawn over the maps; without them (null) the maps have none. Figures of
/// cells are rounded as `report/data/levels.h` says. A file with journeys gets a page of their own (`report/journeys`). Faults: those of
/// reading, and a result that holds no quarter, handset class, service or cell.
Result<std::string> render_report(const results::ResultReader& results, const Borders* borders);

/// Renders the result file at `result_path` (whole or `.part`) into `output_path`, which is replaced only by a whole page. `data_dir` is
/// the folder of data read at run time (`share/d2c`), with the borders at `geography/countries-50m.json`. Faults: of `render_report`, no
/// borders, or an output that cannot be written.
[[nodiscard]] Faults write_report(const std::string& result_path, const std::string& data_dir, const std::string& output_path);

}  // namespace d2c
