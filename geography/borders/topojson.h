#pragma once
// Country rings from a TopoJSON file (github.com/topojson/topojson-specification).

#include <string>
#include <vector>

#include "base/error.h"
#include "base/id.h"

namespace d2c {

/// A closed ring in longitude and latitude [degrees], the last point not the first again; land on its right hand, as TopoJSON winds it.
struct CountryRing {
    AreaCode area;
    std::vector<double> longitude_deg, latitude_deg;
};

/// All rings of `objects.countries`. Borders along a parallel are straight in longitude and latitude, so segments longer than
/// `longest_segment_deg` are divided; both neighbours share the points. A fault if the file cannot be read or is not of that form.
Result<std::vector<CountryRing>> read_country_rings(const std::string& path, double longest_segment_deg = 0.25);

}  // namespace d2c
