#include "constellation/frames.h"

#include <GeographicLib/Geocentric.hpp>
#include <cmath>
#include <numbers>

#include "base/constants.h"

namespace d2c {

Angle gmst_iau82(Instant utc) {
    constexpr std::int64_t kDayNs = 86'400'000'000'000;
    // Whole days and the time of day apart: the fast part of GMST then keeps all its digits.
    std::int64_t day_ns = utc.utc_ns % kDayNs;
    if (day_ns < 0) day_ns += kDayNs;
    const double seconds_ut = static_cast<double>(day_ns) * 1e-9;
    const double centuries = (days_since_2000(utc) - 0.5) / 36525.0;  // since 2000-01-01T12:00 UT1
    // Aoki et al., Astron. Astrophys. 105 (1982) 359: GMST at 0h is 24110.54841 + 8640184.812866 T + 0.093104 T^2 - 6.2e-6 T^3 [s].
    // With T taken at the instant itself the same polynomial holds beside one second per UT second (its noon form: 67310.54841).
    const double seconds = 24110.54841 + seconds_ut + (8640184.812866 + (0.093104 - 6.2e-6 * centuries) * centuries) * centuries;
    const double days = seconds / 86400.0;
    return Angle::radians(2.0 * std::numbers::pi * (days - std::floor(days)));
}

namespace {

struct Rotation {
    double c, s;
};
Rotation earth_rotation(Instant utc) {
    const Angle gmst = gmst_iau82(utc);
    return {cos(gmst), sin(gmst)};
}

}  // namespace

Position<Itrf> to_itrf(const Position<Teme>& position, Instant utc) {
    const auto [c, s] = earth_rotation(utc);
    const double x = position.x.value, y = position.y.value;
    return {{c * x + s * y}, {c * y - s * x}, position.z};
}

Velocity<Itrf> to_itrf(const Velocity<Teme>& velocity, const Position<Teme>& position, Instant utc) {
    const auto [c, s] = earth_rotation(utc);
    const double vx = velocity.x.value + kEarthRotationRadPerS * position.y.value;
    const double vy = velocity.y.value - kEarthRotationRadPerS * position.x.value;
    return {{c * vx + s * vy}, {c * vy - s * vx}, velocity.z};
}

Position<Itrf> itrf_of(const Geodetic& place) {
    constexpr double kE2 = kWgs84Flattening * (2.0 - kWgs84Flattening);
    const double sin_lat = sin(place.latitude), cos_lat = cos(place.latitude);
    const double prime_vertical = kWgs84SemiMajorAxis.value / std::sqrt(1.0 - kE2 * sin_lat * sin_lat);
    const double across = (prime_vertical + place.height.value) * cos_lat;
    return {
        {across * cos(place.longitude)}, {across * sin(place.longitude)}, {(prime_vertical * (1.0 - kE2) + place.height.value) * sin_lat}};
}

Geodetic geodetic_of(const Position<Itrf>& position) {
    static const GeographicLib::Geocentric kEllipsoid(kWgs84SemiMajorAxis.value, kWgs84Flattening);
    double latitude_deg = 0.0, longitude_deg = 0.0, height_m = 0.0;
    kEllipsoid.Reverse(position.x.value, position.y.value, position.z.value, latitude_deg, longitude_deg, height_m);
    return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg), {height_m}};
}

}  // namespace d2c
