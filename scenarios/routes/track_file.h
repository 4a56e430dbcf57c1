#pragma once
// Tracks as other programs write them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "geography/routes/route.h"

namespace d2c {

struct TrackFile {
    std::string name;     ///< empty if it has none
    std::string carrier;  ///< as it stands in the file; empty if it says nothing
    int carrier_line = 0;
    std::vector<TrackPoint> points;
    std::vector<int> lines;  ///< of the points
};

/// GPX 1.1: the points of all segments of all tracks in order or, where there is no track, of all routes; `ele` as height, `time` with a
/// zone. Faults: broken XML, another root or version, no point, coordinates or times that are none (all of them).
Result<TrackFile> read_gpx(std::string_view text, const std::string& file);

/// GeoJSON (RFC 7946): the positions of all LineStrings and MultiLineStrings in order; times from the feature's property `coordTimes` or
/// `coordinateProperties.times`, one for each position. Faults as above.
Result<TrackFile> read_geojson(std::string_view text, const std::string& file);

/// A time with its zone, `2026-05-30T12:00:00.5Z` or `…+02:00` (XML Schema's dateTime); nothing without a zone.
std::optional<Instant> parse_zoned(std::string_view text);
/// The whole of `text` as one finite number.
std::optional<double> parse_number(std::string_view text);

}  // namespace d2c
