#include "geography/routes/route.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace d2c {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Geodetic at(double latitude_deg, double longitude_deg, double height_m = 0.0) {
    return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg), Metres{height_m}};
}
Waypoint point(const std::string& id, double latitude_deg, double longitude_deg, double speed_kmh = 0.0, double stop_s = 0.0) {
    Waypoint w;
    w.id = id;
    w.place = at(latitude_deg, longitude_deg);
    if (speed_kmh > 0.0) w.speed = MetresPerSecond{speed_kmh / 3.6};
    w.stop_s = stop_s;
    return w;
}
RouteConfig config_of(Conveyance carrier, std::vector<Waypoint> waypoints) {
    RouteConfig c;
    c.carrier = carrier;
    c.waypoints = std::move(waypoints);
    return c;
}
Route route_of(const RouteConfig& config) {
    std::vector<RouteFault> faults;
    std::optional<Route> route = Route::make(config, faults);
    for (const RouteFault& f : faults) ADD_FAILURE() << f.index << ' ' << f.field << ": " << f.value << ": " << f.allowed;
    return route.value();
}
std::vector<std::string> said(const RouteConfig& config) {
    std::vector<RouteFault> faults;
    EXPECT_FALSE(Route::make(config, faults));
    std::vector<std::string> texts;
    for (const RouteFault& f : faults) texts.push_back(std::to_string(f.index) + ' ' + f.field + ": " + f.value + ": " + f.allowed);
    return texts;
}
/// Distance on WGS 84 to first order in the flattening (Andoyer and Lambert): within about 50 m but near antipodes [m].
double andoyer_lambert_m(const Geodetic& a, const Geodetic& b) {
    constexpr double kA = 6378137.0, kF = 1.0 / 298.257223563;
    const auto reduced = [](Angle latitude) { return std::atan((1.0 - kF) * tan(latitude)); };
    const double u1 = reduced(a.latitude), u2 = reduced(b.latitude), l = (b.longitude - a.longitude).in_radians();
    const double s = std::acos(std::sin(u1) * std::sin(u2) + std::cos(u1) * std::cos(u2) * std::cos(l));
    const double p = (u1 + u2) / 2.0, q = (u2 - u1) / 2.0;
    const double x = (s - std::sin(s)) * std::pow(std::sin(p) * std::cos(q) / std::cos(s / 2.0), 2);
    const double y = (s + std::sin(s)) * std::pow(std::cos(p) * std::sin(q) / std::sin(s / 2.0), 2);
    return kA * (s - kF / 2.0 * (x + y));
}

/// Straight through the Earth between two places on its ellipsoid [m]; over ten metres as long as the way.
double chord_m(const Geodetic& a, const Geodetic& b) {
    const auto itrf = [](const Geodetic& p) {
        constexpr double kA = 6378137.0, kF = 1.0 / 298.257223563, kE2 = kF * (2.0 - kF);
        const double n = kA / std::sqrt(1.0 - kE2 * std::pow(sin(p.latitude), 2));
        return std::array{n * cos(p.latitude) * cos(p.longitude), n * cos(p.latitude) * sin(p.longitude),
                          n * (1.0 - kE2) * sin(p.latitude)};
    };
    const auto u = itrf(a), v = itrf(b);
    return std::hypot(u[0] - v[0], u[1] - v[1], u[2] - v[2]);
}

TEST(Route, LengthsAgreeWithPublishedAirDistancesWithin0Point1Percent) {
    const auto length_km = [](const Waypoint& from, const Waypoint& to) {
        return route_of(config_of(Conveyance::kAircraft, {from, to})).length().in_kilo();
    };
    // OAG, "The world's 10 longest non-stop airline routes" (2024), great-circle distances; airports as the AIPs have them.
    const Waypoint perth = point("per", -31.9403, 115.9669, 900), heathrow = point("lhr", 51.4706, -0.4619);
    EXPECT_NEAR(length_km(perth, heathrow) / 14499.0, 1.0, 1e-3);
    const Waypoint auckland = point("akl", -37.0081, 174.7917, 900), doha = point("doh", 25.2731, 51.6081);
    EXPECT_NEAR(length_km(auckland, doha) / 14526.0, 1.0, 1e-3);
}

TEST(Route, LengthsAgreeWithAFirstOrderFormulaOverManyLegs) {  // tolerance: what the formula leaves out is of order f^2, 1e-5
    for (int i = 0; i < 200; ++i) {
        const Geodetic a = at(-80.0 + 0.79 * i, -180.0 + 1.7 * i), b = at(75.0 - 0.71 * i, std::remainder(20.0 + 2.3 * i, 360.0));
        RouteConfig c = config_of(Conveyance::kAircraft, {point("a", a.latitude.in_degrees(), a.longitude.in_degrees(), 800),
                                                          point("b", b.latitude.in_degrees(), b.longitude.in_degrees())});
        const double expected = andoyer_lambert_m(a, b);
        if (expected > 19.0e6) continue;
        EXPECT_NEAR(route_of(c).length().value / expected, 1.0, 5e-5) << i;
    }
}

TEST(Route, TimeIsLengthOverSpeedPlusStops) {
    // A degree of the equator is 111,319.49 m: 6378137 * pi / 180.
    const double degree_m = 6378137.0 * std::numbers::pi / 180.0;
    const Route route =
        route_of(config_of(Conveyance::kCar, {point("a", 0, 10, 72, 60), point("b", 0, 11, 36, 600), point("c", 0, 12, 0, 30)}));
    EXPECT_NEAR(route.length().value, 2.0 * degree_m, 1e-3);
    EXPECT_NEAR(route.duration_s(), 60 + degree_m / 20.0 + 600 + degree_m / 10.0 + 30, 1e-6);
    const RouteState first = route.at(30.0);
    EXPECT_FALSE(first.moving);
    EXPECT_EQ(first.leg, 0u);
    const RouteState half = route.at(60.0 + degree_m / 40.0);
    EXPECT_TRUE(half.moving);
    EXPECT_NEAR(half.place.longitude.in_degrees(), 10.5, 1e-9);
    EXPECT_NEAR(half.course.in_degrees(), 90.0, 1e-9);
    EXPECT_NEAR(half.speed.value, 20.0, 1e-9);
    EXPECT_NEAR(half.travelled.value, degree_m / 2.0, 1e-3);
    const RouteState stop = route.at(60.0 + degree_m / 20.0 + 300.0);
    EXPECT_FALSE(stop.moving);
    EXPECT_EQ(stop.leg, 1u);
    EXPECT_NEAR(stop.place.longitude.in_degrees(), 11.0, 1e-9);
    EXPECT_NEAR(stop.course.in_degrees(), 90.0, 1e-9);
    EXPECT_EQ(route.at(route.duration_s() - 31.0).leg, 1u);
    EXPECT_EQ(route.at(-5.0).place.longitude.in_degrees(), route.at(0.0).place.longitude.in_degrees());
    EXPECT_NEAR(route.at(1e9).place.longitude.in_degrees(), 12.0, 1e-9);
    EXPECT_FALSE(route.at(1e9).moving);
    EXPECT_THROW(route.at(std::nan("")), std::invalid_argument);
}

TEST(Route, MovesNoFurtherThanItsSpeedFromSecondToSecond) {
    const Route route =
        route_of(config_of(Conveyance::kShip, {point("a", 34, 139.7, 40, 3600), point("b", 48, -170, 30, 7200), point("c", 33.7, -118.2)}));
    for (double t = 0.0; t < route.duration_s(); t += 997.0) {
        const RouteState a = route.at(t), b = route.at(t + 1.0);
        EXPECT_LE(b.travelled.value - a.travelled.value, 40.0 / 3.6 + 1e-6);
        EXPECT_GE(b.travelled.value, a.travelled.value);
        EXPECT_NEAR(chord_m(a.place, b.place), b.travelled.value - a.travelled.value, 1e-4) << t;
    }
}

TEST(Route, Crosses180DegreesTheShorterWay) {
    const Route route = route_of(config_of(Conveyance::kShip, {point("a", -17, 179, 36), point("b", -17, -179)}));
    EXPECT_NEAR(route.length().in_kilo(), 2.0 * 111.319 * std::cos(17.0 * std::numbers::pi / 180.0), 1.0);
    const Geodetic middle = route.at(route.duration_s() / 2.0).place;
    EXPECT_NEAR(std::abs(middle.longitude.in_degrees()), 180.0, 1e-6);
    EXPECT_LT(route.at(route.duration_s() * 0.75).place.longitude.in_degrees(), -179.0);
}

TEST(Route, FliesOverThePoleAndTurnsFromNorthToSouth) {
    const Route route = route_of(config_of(Conveyance::kAircraft, {point("a", 80, 30, 900), point("b", 80, -150)}));
    EXPECT_NEAR(route.length().in_kilo(), 2.0 * 1116.8, 1.0);  // ten degrees of meridian at the pole, 111.69 km each
    const RouteState before = route.at(route.duration_s() * 0.49), after = route.at(route.duration_s() * 0.51);
    EXPECT_NEAR(before.course.in_degrees(), 0.0, 1e-6);
    EXPECT_NEAR(after.course.in_degrees(), 180.0, 1e-6);
    EXPECT_NEAR(after.place.longitude.in_degrees(), -150.0, 1e-6);
    EXPECT_GT(route.at(route.duration_s() / 2.0).place.latitude.in_degrees(), 89.9999);
}

TEST(Route, BeginsAndEndsAtAPole) {
    const Route route =
        route_of(config_of(Conveyance::kAircraft, {point("pole", 90, 0, 400), point("b", 70, 45, 400), point("again", 90, 77)}));
    EXPECT_NEAR(route.at(60.0).place.longitude.in_degrees(), 45.0, 1e-6);
    EXPECT_NEAR(route.at(route.duration_s()).place.latitude.in_degrees(), 90.0, 1e-9);
}

TEST(Route, AnAircraftClimbsAtThreeDegreesCruisesAndDescendsToEveryStop) {
    RouteConfig c = config_of(Conveyance::kAircraft, {point("a", 0, 0, 900), point("b", 0, 10, 900, 3600), point("c", 0, 20)});
    c.cruise_altitude = Metres::kilo(11.0);
    const Route route = route_of(c);
    EXPECT_EQ(route.at(0.0).place.height.value, 0.0);
    EXPECT_NEAR(route.at(400.0).place.height.value, 100e3 * std::tan(3.0 * std::numbers::pi / 180.0), 1.0);  // 400 s at 250 m/s
    EXPECT_EQ(route.at(2000.0).place.height.value, 11000.0);
    EXPECT_EQ(route.at(10.0 * 111319.49 / 250.0 + 1800.0).place.height.value, 0.0);
    EXPECT_NEAR(route.at(route.duration_s()).place.height.value, 0.0, 1e-6);
}

TEST(Route, HeightsOnTheGroundAreBetweenThoseOfThePoints) {
    RouteConfig c = config_of(Conveyance::kHiker, {point("a", 27.80, 86.71, 3), point("b", 27.81, 86.71)});
    c.waypoints[0].place.height = Metres{3440.0};
    c.waypoints[1].place.height = Metres{3880.0};
    const Route route = route_of(c);
    EXPECT_NEAR(route.at(route.duration_s() / 4.0).place.height.value, 3550.0, 1e-6);
}

RouteConfig dated(Conveyance carrier, std::vector<TrackPoint> track) {
    RouteConfig c;
    c.carrier = carrier;
    c.track = std::move(track);
    return c;
}
TrackPoint fix(double latitude_deg, double longitude_deg, std::int64_t second) {
    return {at(latitude_deg, longitude_deg), Instant{second * 1'000'000'000}};
}

TEST(Track, ItsOwnTimesPaceIt) {
    // 0.01 degrees of longitude at the equator are 1,113.19 m.
    const Route route = route_of(dated(Conveyance::kCar, {fix(0, 0, 100), fix(0, 0.01, 200), fix(0, 0.01, 800), fix(0, 0.02, 850)}));
    EXPECT_NEAR(route.duration_s(), 750.0, 1e-9);
    EXPECT_NEAR(route.at(50.0).place.longitude.in_degrees(), 0.005, 1e-9);
    EXPECT_NEAR(route.at(50.0).speed.value, 11.1319, 1e-3);
    EXPECT_FALSE(route.at(300.0).moving);
    EXPECT_NEAR(route.at(725.0).place.longitude.in_degrees(), 0.015, 1e-9);
}

TEST(Track, JumpsGapsAndTimesThatRunBackAreRefusedAllAtOnce) {
    EXPECT_THAT(said(dated(Conveyance::kHiker, {fix(0, 0, 0), fix(0, 0.01, 60), fix(0, 0.012, 30), fix(0, 0.2, 90000)})),
                ElementsAre("1 : 67 km/h: at most 25 for a hiker [km/h]",
                            "2 time: 2000-01-01T00:00:30Z: not before the point before, 2000-01-01T00:01:00Z",
                            "3 : 20.9 km: at most 6.2 from the point before (longest_gap_km) [km]"));
}

TEST(Track, APositionsErrorIsNoJump) {
    EXPECT_NEAR(route_of(dated(Conveyance::kHiker, {fix(0, 0, 0), fix(0, 0.0004, 1), fix(0, 0.001, 60)})).duration_s(), 60.0,
                1e-9);  // 44.5 m in a second
    EXPECT_THAT(said(dated(Conveyance::kHiker, {fix(0, 0, 0), fix(0, 0.0006, 1), fix(0, 0.001, 60)})), ElementsAre(HasSubstr("240 km/h")));
}

TEST(Track, AStatedGapIsAllowed) {
    RouteConfig c = dated(Conveyance::kShip, {fix(0, 0, 0), fix(0, 1, 86400)});
    EXPECT_THAT(said(c), ElementsAre(HasSubstr("111.3 km: at most 30.0 from the point before")));
    c.longest_gap = Metres::kilo(200.0);
    EXPECT_NEAR(route_of(c).length().in_kilo(), 111.319, 1e-3);
}

TEST(Track, WaypointsPaceItAndMayStandBesideIt) {
    // A right angle: 1,113 m east, then 1,106 m north; the waypoints' feet are its ends and a place on the second line.
    RouteConfig c = config_of(Conveyance::kLorry, {point("a", 0.0001, 0.0, 36), point("b", 0.005, 0.011, 18, 100), point("c", 0.01, 0.01)});
    c.track = {{at(0, 0), {}}, {at(0, 0.01), {}}, {at(0.01, 0.01), {}}};
    const Route route = route_of(c);
    const double east_m = 1113.19, north_m = 1105.74;
    EXPECT_NEAR(route.length().value, east_m + north_m, 0.1);
    EXPECT_NEAR(route.duration_s(), (east_m + north_m / 2.0) / 10.0 + 100.0 + north_m / 2.0 / 5.0, 0.1);
    EXPECT_NEAR(route.at(east_m / 10.0).place.longitude.in_degrees(), 0.01, 1e-6);
    EXPECT_EQ(route.at((east_m + north_m / 2.0) / 10.0 + 50.0).leg, 1u);
}

TEST(Track, AWayThereAndBackTakesTheFirstPassing) {
    RouteConfig c = config_of(Conveyance::kCar, {point("home", 0, 0, 36), point("there", 0, 0.03, 36), point("home again", 0, 0)});
    for (int i = 0; i <= 3; ++i) c.track.push_back({at(0, 0.01 * i), {}});
    for (int i = 2; i >= 0; --i) c.track.push_back({at(0, 0.01 * i), {}});
    EXPECT_NEAR(route_of(c).length().value, 6.0 * 1113.19, 0.1);
}

TEST(Track, WaypointsOffItOrBackwardsAreRefused) {
    RouteConfig c = config_of(Conveyance::kCar, {point("a", 0.5, 0, 36), point("b", 0, 0.03, 36), point("c", 0, 0.0)});
    c.track = {{at(0, 0), {}}, {at(0, 0.04), {}}};
    EXPECT_THAT(said(c), ElementsAre(HasSubstr("0 : 55.6 km: at most 10 beside the track"), HasSubstr("2 : : further along the track")));
}

TEST(RouteFaults, EachIsNamedAndAllComeAtOnce) {
    EXPECT_THAT(said(config_of(Conveyance::kCar, {})), ElementsAre("0 waypoints: missing: two waypoints or more, or a track with times"));
    EXPECT_THAT(said(config_of(Conveyance::kCar, {point("a", 0, 0)})), ElementsAre("0 waypoints: 1: two waypoints or more"));
    EXPECT_THAT(said(config_of(Conveyance::kHiker,
                               {point("a", 0, 0), point("b", 0, 1, 60), point("c", std::nan(""), 1, 3), point("d", 0, 2, 0, -1)})),
                ElementsAre("2 : : a place on Earth [deg]", "3 stop_s: -1: 0 or more [s]", HasSubstr("0 speed_kmh: missing"),
                            "1 speed_kmh: 60.0: more than 0, at most 25 for a hiker [km/h]"));
    EXPECT_THAT(said(config_of(Conveyance::kCar, {point("a", 5, 5, 50), point("b", 5, 5)})),
                ElementsAre("1 : : another place than the waypoint before"));
    EXPECT_THAT(said(dated(Conveyance::kCar, {{at(0, 0), {}}, fix(0, 0.01, 9)})), ElementsAre(HasSubstr("0 time: missing")));
    EXPECT_THAT(said(dated(Conveyance::kCar, {fix(0, 0, 0), fix(0, 0, 9)})), ElementsAre("1 : : another place than the first"));
}

TEST(RouteFaults, AntipodesAndWhatIsNearlyOneAreRefused) {
    EXPECT_THAT(said(config_of(Conveyance::kShip, {point("a", 10, 20, 30), point("b", -10, -160)})),
                ElementsAre(HasSubstr("than its antipode")));
    // Wellington and Salamanca, GeographicLib's example of a hard geodesic: 0.4 degrees from antipodes.
    EXPECT_THAT(said(config_of(Conveyance::kAircraft, {point("a", -41.32, 174.81, 900), point("b", 40.96, -5.50)})),
                ElementsAre(HasSubstr("than its antipode")));
}

TEST(RouteDepartures, AreEvenlySpaced) {
    const auto times = departure_times({*parse_instant("2027-11-15T11:00:00Z"), 10800.0, 56});
    ASSERT_EQ(times.size(), 56u);
    EXPECT_EQ(to_string(times[1]), "2027-11-15T14:00:00Z");
    EXPECT_EQ(to_string(times[55]), "2027-11-22T08:00:00Z");  // a week of three-hourly starts
}

TEST(RouteCarriers, NamesReadBack) {
    for (const Conveyance carrier : kCarriers) EXPECT_EQ(parse_carrier(to_string(carrier)), carrier);
    EXPECT_EQ(parse_carrier("balloon"), std::nullopt);
}

}  // namespace
}  // namespace d2c
