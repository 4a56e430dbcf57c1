#pragma once
// A string of satellites over a place, one behind the other: one is always in view, and hands over to the next.

#include <cmath>

#include "base/constants.h"
#include "constellation/frames.h"
#include "constellation/walker.h"
#include "ns3-modules/d2c-roaming/helper/d2c-walker-slice.h"

namespace ns3 {

/// Polar, 360 km, `apartDeg` apart along the orbit; the first stands over the place at the start.
inline std::vector<d2c::MeanState> StringOver(const d2c::Geodetic& place, d2c::Instant start, double apartDeg, int count) {
    std::vector<d2c::MeanState> states;
    const double geocentric = std::atan(std::tan(place.latitude.in_radians()) * 0.99330562);  // WGS 84: 1 - e^2
    for (int i = 0; i < count; ++i)
        states.push_back(d2c::circular_state(d2c::Metres{d2c::kWgs84SemiMajorAxis.value + 360e3}, d2c::Angle::degrees(90.0),
                                             place.longitude + d2c::gmst_iau82(start),
                                             d2c::Angle::radians(geocentric) - d2c::Angle::degrees(apartDeg * i), start));
    return states;
}

inline D2cConstellationStudy StringStudy(double seconds = 240.0) {
    D2cConstellationStudy study;
    study.start = *d2c::parse_instant("2026-06-01T00:00:00Z");
    study.duration_s = seconds;
    const d2c::Geodetic place{d2c::Angle::degrees(10.0), d2c::Angle::degrees(20.0)};
    study.phones = {place};
    study.satellites = StringOver(place, study.start, 6.0, 6);
    study.seed = 3;
    return study;
}

}  // namespace ns3
