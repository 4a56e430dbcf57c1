#pragma once
// Journeys made by hand: a real way over the Earth, and a service on it that follows simple rules, so that a page has something to show.

#include <string>

#include "base/error.h"
#include "geography/borders/borders.h"
#include "geography/routes/route.h"

namespace d2c::report {

/// Two departures from Hamburg over the pole to Anchorage, by Svalbard. Over `RU` nobody serves; elsewhere SINR goes up and down with a
/// period of five minutes, and every second one ends with a handover. Area `US` has terrestrial service in its last ten minutes.
Faults write_journey_sample(const std::string& path, const Borders& borders, bool finished = true);
/// The same service along another way, with a step in so many seconds.
Faults write_journey_sample(const std::string& path, const Borders& borders, bool finished, const RouteConfig& way, double step_s);

}  // namespace d2c::report
