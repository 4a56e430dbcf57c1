#pragma once
// What `d2c journey` says of the departures it travelled.

#include <optional>
#include <string>
#include <vector>

#include "results/journeys/rows.h"

namespace d2c::apps {

/// Mean over departures with its 95 % interval; no interval from a single one.
struct MeanOf {
    double mean = 0.0;
    std::optional<double> low, high;
    int departures = 0;  ///< that have the figure
};
/// Nothing where no departure has the figure.
std::optional<MeanOf> mean_of(const std::vector<std::optional<double>>& values);

/// The summary as text: the whole way and each country with intervals over departures, then, for the first departure, its way in stretches.
std::string journey_text(const std::vector<results::JourneyResults>& journeys);
/// Every procedure and failure of the first departure, with what each was made of.
std::string journey_timeline(const results::JourneyResults& journey);
/// `d2c.journey/1`.
std::string journey_json(const std::vector<results::JourneyResults>& journeys, const std::string& result, const std::string& digest);

}  // namespace d2c::apps
