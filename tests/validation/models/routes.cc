#include <cmath>
#include <string>
#include <vector>

#include "geography/routes/route.h"
#include "tests/validation/check.h"

namespace d2c::validation {
namespace {

double length_km(const Geodetic& from, const Geodetic& to) {
    RouteConfig config;
    config.carrier = Conveyance::kAircraft;
    config.waypoints.resize(2);
    config.waypoints[0].place = from;
    config.waypoints[0].speed = MetresPerSecond{250.0};
    config.waypoints[1].place = to;
    std::vector<RouteFault> faults;
    const std::optional<Route> route = Route::make(config, faults);
    return route ? route->length().in_kilo() : std::nan("");
}
Geodetic at(double latitude_deg, double longitude_deg) { return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg)}; }

/// Distance on WGS 84 to first order in the flattening (Andoyer and Lambert) [km].
double first_order_km(const Geodetic& a, const Geodetic& b) {
    constexpr double kA = 6378.137, kF = 1.0 / 298.257223563;
    const double u1 = std::atan((1.0 - kF) * tan(a.latitude)), u2 = std::atan((1.0 - kF) * tan(b.latitude));
    const double s = std::acos(std::sin(u1) * std::sin(u2) + std::cos(u1) * std::cos(u2) * cos(b.longitude - a.longitude));
    const double p = (u1 + u2) / 2.0, q = (u2 - u1) / 2.0;
    const double x = (s - std::sin(s)) * std::pow(std::sin(p) * std::cos(q) / std::cos(s / 2.0), 2);
    const double y = (s + std::sin(s)) * std::pow(std::cos(p) * std::sin(q) / std::sin(s / 2.0), 2);
    return kA * (s - kF / 2.0 * (x + y));
}

void fill(Rows& rows) {
    const std::string oag = "OAG, Exploring the world's 10 longest non-stop airline routes (2024), great-circle distance";
    rows.check("way from Perth to London Heathrow", oag, Origin::kPrimary, 14499.0, length_km(at(-31.9403, 115.9669), at(51.4706, -0.4619)),
               14.5, "km");
    rows.check("way from Auckland to Doha", oag, Origin::kPrimary, 14526.0, length_km(at(-37.0081, 174.7917), at(25.2731, 51.6081)), 14.5,
               "km");
    Worst legs;
    for (int i = 0; i < 200; ++i) {
        const Geodetic a = at(-80.0 + 0.79 * i, -180.0 + 1.7 * i), b = at(75.0 - 0.71 * i, std::remainder(20.0 + 2.3 * i, 360.0));
        const double expected = first_order_km(a, b);
        if (expected < 19000.0) legs.add(expected, length_km(a, b), "leg " + std::to_string(i));
    }
    legs.into(rows, "ways over the globe", "Andoyer and Lambert's formula, good to 0.005 %", Origin::kOtherFormula, 0.95, "km");
}

const Chapter kChapter{77, "Routes", fill};

}  // namespace
}  // namespace d2c::validation
