#pragma once
// Printing that commands share: faults, places given on the command line.

#include <optional>
#include <string>

#include "base/error.h"
#include "base/vector.h"

namespace d2c::apps {

/// One line per fault on stderr; with `json` one object on stdout instead: {"errors": [{file, line, field, value, allowed, message}]}.
void print_faults(const Faults& faults, bool json);

/// `LAT,LON` in degrees, -90 to 90 and -180 to 360. Nothing if it is not that (a place's name, say).
std::optional<Geodetic> parse_lat_lon(const std::string& text);

/// `1,234,567`.
std::string with_thousands(double value);

}  // namespace d2c::apps
