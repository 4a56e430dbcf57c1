#pragma once
// The rule for terrestrial mobile coverage: discs around towns, and any country dense enough.

#include "base/id.h"
#include "base/quantity.h"

namespace d2c {

/// Parameters of the rule. Fitted values and what they were fitted to: catalogue/coverage-rule.yaml, docs/models/geography.md.
struct CoverageRule {
    double town_range_km = 50.0;     ///< radius served around a town of `town_people`
    double town_people = 10000.0;    ///< > 0
    double range_exponent = 0.05;    ///< radius grows with (people / town_people)^exponent
    double maximum_range_km = 60.0;  ///< no town serves further
    double density_per_km2 = 60.0;   ///< a fine cell with at least this density is covered anywhere
};

/// Factor on all ranges in a country: kSubSaharanRangeFactor in Sub-Saharan Africa, where sites are fewer for as many towns, else 1.
double range_factor(AreaCode country);
/// Fitted to that region's coverage gap: docs/models/geography.md.
inline constexpr double kSubSaharanRangeFactor = 0.5;

/// Radius served around a town of `people` (>= 0), before `range_factor`.
Metres served_radius(const CoverageRule& rule, double people);

/// Share of a cell's area that is covered: by the town whose disc reaches furthest over the cell's centre
/// (`reach` = served radius - distance, the best of all towns), or wholly where `density_per_km2` is enough. The disc's edge is taken
/// as straight across the cell of width `cell_width`: share = 1/2 + reach / width, held to 0 to 1.
double covered_share(const CoverageRule& rule, Metres reach, Metres cell_width, double density_per_km2);

}  // namespace d2c
