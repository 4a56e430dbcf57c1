#pragma once
// GeoPackage geometries, written and read by hand.

#include <string>
#include <utility>
#include <vector>

namespace d2c::results {

using LonLat = std::pair<double, double>;  ///< [deg], east and north positive
using Ring = std::vector<LonLat>;          ///< closed: the first corner again at the end

/// Exterior rings of an area on the sphere given by its corners in order, as a plane map from -180 to 180 degrees needs them: split where
/// the area crosses 180 degrees; a corner at a pole becomes the edge of the map between its neighbours' longitudes; an area around a pole
/// gets that edge too. Counter-clockwise. Edges are straight in longitude and latitude. Empty for fewer than three corners, or a corner
/// that is not a finite place on Earth.
std::vector<Ring> rings_on_map(const std::vector<LonLat>& corners);

/// GeoPackage binary (OGC 12-128r18, clause 2.1.3) with little-endian WKB, SRS 4326, no envelope.
std::string multipolygon_blob(const std::vector<Ring>& rings);
std::string point_blob(LonLat point);
/// A way over the Earth as a plane map needs it: split where it crosses 180 degrees, both ends on that meridian. Between two points it is
/// straight in longitude and latitude, the shorter way around. Empty for fewer than two points, or one that is not a finite place on Earth.
std::vector<Ring> lines_on_map(const std::vector<LonLat>& way);
/// As `multipolygon_blob`, of lines; a `Ring` here is open.
std::string multiline_blob(const std::vector<Ring>& lines);
/// Rings of a blob as `multipolygon_blob` writes them; empty if it is none.
std::vector<Ring> rings_of_blob(const void* data, std::size_t size);
/// Lines of a blob as `multiline_blob` writes them; empty if it is none.
std::vector<Ring> lines_of_blob(const void* data, std::size_t size);

}  // namespace d2c::results
