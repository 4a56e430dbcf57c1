#pragma once
// The page of a file with journeys.

#include <string>
#include <vector>

#include "base/error.h"
#include "geography/borders/borders.h"
#include "results/reader.h"

namespace d2c::report {

/// One self-contained HTML page: for each departure its strip chart over time and its way on a map, countries, interruptions and what they
/// are made of, provenance. `borders` may be null: then the map has none. Precondition: `journeys` is not empty. Faults of reading.
Result<std::string> render_journeys(const results::ResultReader& results, const std::vector<results::JourneyRow>& journeys,
                                    const Borders* borders);

}  // namespace d2c::report
