#pragma once
// What an observer on the ground sees of a satellite, and what the satellite sees of the ground.

#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

struct Look {
    Angle elevation;  ///< above the plane normal to the WGS 84 ellipsoid's vertical; geometric, refraction not included
    Angle azimuth;    ///< from north through east, [0, 360) degrees; 0 in the zenith
    Metres slant_range{0.0};
    double range_rate_m_per_s = 0.0;  ///< positive: going away
};
/// For an observer at rest on the Earth.
Look look_at(const Geodetic& observer, const Position<Itrf>& satellite, const Velocity<Itrf>& velocity);
/// Elevation alone.
Angle elevation(const Geodetic& observer, const Position<Itrf>& satellite);

/// Distance of a satellite from a point at rest on the Earth, and its rate [m/s], positive: going away.
struct RangeAndRate {
    Metres range{0.0};
    double rate_m_per_s = 0.0;
};
RangeAndRate range_and_rate(const Position<Itrf>& point, const Position<Itrf>& satellite, const Velocity<Itrf>& velocity);

/// First-order Doppler shift of a carrier [Hz]: -f v/c; the next order is below 1e-9 of f at orbital speeds.
Hertz doppler_shift(Hertz carrier, double range_rate_m_per_s);

/// Rate at which an uplink's timing advance must change to follow the service link [s/s]: 2 v/c, the delay being crossed both ways.
double timing_advance_drift(double range_rate_m_per_s);

/// Slant range over a sphere of 6371 km, 3GPP TR 38.811 eq. 6.6-3: sqrt(R^2 sin^2 a + h^2 + 2 h R) - R sin a.
/// At 600 km and 10 degrees WGS 84's radii (6357 to 6378 km) move it by less than 0.15 %.
Metres slant_range(Metres altitude, Angle elevation);
/// Angle at the satellite between nadir and a ground point that sees it at `elevation`: asin(R cos a / (R + h)), the scan angle of a
/// nadir-facing array.
Angle nadir_angle(Metres altitude, Angle elevation);
/// Angle at the Earth's centre between that point and the sub-satellite point: 90 degrees - elevation - nadir angle.
Angle earth_central_angle(Metres altitude, Angle elevation);
/// Elevation at which a ground point sees a satellite that stands `nadir` off its own vertical towards it; NaN beyond the Earth's limb.
Angle elevation_of_nadir_angle(Metres altitude, Angle nadir);

}  // namespace d2c
