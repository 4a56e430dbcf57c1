#pragma once

#include <optional>
#include <string>

#include "base/id.h"

namespace d2c {

/// ISO 3166-1: the alpha-2 code of a numeric one (`840` is US). Nothing for a number that is not assigned.
std::optional<AreaCode> alpha2_of_numeric(int numeric);

/// Area of one ring of a Natural Earth feature, which begins at `longitude_deg`, `latitude_deg`. `id` is the feature's ISO numeric code
/// or empty, `name` Natural Earth's. Parts of a country that have an ISO code of their own get it; the five features without a code get
/// the code that README.md names. Nothing if no rule knows the feature.
std::optional<AreaCode> area_of_ring(const std::string& id, const std::string& name, double longitude_deg, double latitude_deg);

}  // namespace d2c
