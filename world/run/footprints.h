#pragma once
// Where the beams of each generation fall on the ground, for the report.

#include <vector>

#include "results/rows.h"
#include "world/run/world_model.h"

namespace d2c {

/// Contours at -3, -10 and -20 dB of the beam's peak, in the principal band and from the mean altitude of each generation that has
/// satellites: under the satellite and at the edge of steering, which is the least elevation served. A level that the pattern does not fall
/// to has none.
std::vector<results::FootprintRow> footprint_rows(const WorldModel& world);

}  // namespace d2c
