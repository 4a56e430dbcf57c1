#pragma once
// The rule for terrestrial mobile coverage: discs around towns, and any country dense enough.

#include "base/quantity.h"

namespace d2c {

/// Parameters of the rule. Fitted values and what they were fitted to: catalogue/coverage-rule.yaml, docs/models/geography.md.
struct CoverageRule {
    double town_range_km = 0.0;     ///< radius served around a town of `town_people`
    double town_people = 0.0;       ///< > 0
    double range_exponent = 0.0;    ///< radius grows with (people / town_people)^exponent
    double maximum_range_km = 0.0;  ///< no town serves further
    double density_per_km2 = 0.0;   ///< a fine cell with at least this density is covered anywhere
};

/// Radius served around a town of `people` (>= 0).
Metres served_radius(const CoverageRule& rule, double people);

/// Share of a cell's area, and of its people, that is covered: by the town whose disc reaches furthest over the cell's centre
/// (`reach` = served radius - distance, the best of all towns), or wholly where `density_per_km2` is enough. The disc's edge is taken
/// as straight across the cell of width `cell_width`: share = 1/2 + reach / width, held to 0 to 1.
double covered_share(const CoverageRule& rule, Metres reach, Metres cell_width, double density_per_km2);

}  // namespace d2c
