#pragma once
// A route as a user names it: shipped, or a file of waypoints, or a GPX or GeoJSON track.

#include <string>
#include <vector>

#include "base/error.h"
#include "geography/routes/route.h"
#include "scenarios/study.h"

namespace d2c {

struct RouteFile {
    RouteConfig config;
    Route route;
    std::string text;                           ///< of the file
    std::vector<ResolvedParameter> parameters;  ///< values in force with their source, `route.waypoints.coyhaique`
    std::vector<InputFile> inputs;              ///< the file, and the track that it names
};

/// `name_or_path`: the id of a shipped route (`<data_dir>/geography/catalogue/routes/<id>.yaml`), or a file: `*.gpx` (GPX 1.1), `*.geojson`
/// or
/// `*.json` (RFC 7946, lines), else YAML of schema `d2c.route/1`. A track alone must have times and say its carrier (GPX: `<type>` of the
/// track; GeoJSON: property `carrier`); handset, operator and departures but the track's own first time are then left to the command.
/// Faults: all that are in the file, in the order of its lines.
Result<RouteFile> read_route(const std::string& name_or_path, const std::string& data_dir);

/// Ids of the shipped routes, ascending.
std::vector<std::string> shipped_routes(const std::string& data_dir);

}  // namespace d2c
