#pragma once
// The beams of each generation on the ground, drawn.

#include <span>
#include <string>

#include "results/rows.h"

namespace d2c::report {

/// One figure (SVG with axes in km) for each generation and place of its beam; a sentence where there are no contours.
std::string footprints_html(std::span<const results::FootprintRow> rows);

}  // namespace d2c::report
