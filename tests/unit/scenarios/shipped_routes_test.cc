// The routes that we ship: they read, they take as long as their sources say, and they go where their titles say.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "geography/routes/crossings.h"
#include "scenarios/routes/read_route.h"

namespace d2c {
namespace {

std::string data_dir() {
    const char* dir = std::getenv("D2C_DATA_DIR");
    return dir ? dir : "share/d2c";
}
RouteFile shipped(const std::string& id) {
    Result<RouteFile> route = read_route(id, data_dir());
    for (const Fault& f : route.faults()) ADD_FAILURE() << to_string(f);
    return std::move(route).value();
}
double hours(const RouteFile& f) { return f.route.duration_s() / 3600.0; }
const Borders& borders() {
    static const Result<Borders> loaded = Borders::load(data_dir() + "/geography/countries-50m.json");
    return *loaded;
}
/// Areas in the order of the way, each once for every time it is entered.
std::vector<std::string> areas(const RouteFile& f, double step_s) {
    std::vector<std::string> list;
    for (const RouteStretch& s : stretches(steps_along(f.route, borders(), step_s)))
        if (list.empty() || list.back() != s.area.str()) list.push_back(s.area.str());
    return list;
}

TEST(ShippedRoutes, AllSixReadHaveSourcesAndDepartures) {
    const std::vector<std::string> ids = shipped_routes(data_dir());
    EXPECT_THAT(ids, ::testing::ElementsAre("europe-train", "himalaya-hiker", "pacific-container-ship", "polar-airliner", "sahara-lorry",
                                            "usa-drive"));
    std::ifstream file{data_dir() + "/roaming/catalogue/operators.yaml"};
    const std::string operators{std::istreambuf_iterator<char>{file}, {}};
    for (const std::string& id : ids) {
        const RouteFile f = shipped(id);
        EXPECT_EQ(f.config.id, id);
        EXPECT_FALSE(f.config.source.empty()) << id;
        EXPECT_TRUE(f.config.departures) << id;
        EXPECT_FALSE(f.config.handset.empty()) << id;
        EXPECT_THAT(operators, ::testing::HasSubstr("\n  " + f.config.operator_id + ":\n")) << id;
    }
}

TEST(ShippedRoutes, TheShipTakes17DaysAndIsOutsideTerritorialSeasMostOfThem) {  // casualnavigation.com: 17 days at 14 knots
    const RouteFile f = shipped("pacific-container-ship");
    EXPECT_NEAR(hours(f) / 24.0, 17.0, 0.85);
    const std::vector<RouteStep> steps = steps_along(f.route, borders(), 600.0);
    std::size_t high_seas = 0;
    for (const RouteStep& s : steps) {
        if (s.elapsed_s > 0.0) {
            EXPECT_FALSE(s.on_land) << s.elapsed_s;
        }
        high_seas += s.area == kHighSeas ? 1 : 0;
    }
    EXPECT_GT(static_cast<double>(high_seas) / static_cast<double>(steps.size()), 0.9);
    EXPECT_EQ(areas(f, 600.0).back(), "US");
}

TEST(ShippedRoutes, TheAirlinerTakes15HoursAndAQuarterOverThePole) {  // Flight International 1998: 15 h 15 min
    const RouteFile f = shipped("polar-airliner");
    EXPECT_NEAR(hours(f), 15.25, 0.05 * 15.25);
    double northernmost_deg = 0.0, highest_m = 0.0;
    for (double t = 0.0; t <= f.route.duration_s(); t += 10.0) {
        northernmost_deg = std::max(northernmost_deg, f.route.at(t).place.latitude.in_degrees());
        highest_m = std::max(highest_m, f.route.at(t).place.height.value);
    }
    EXPECT_GT(northernmost_deg, 89.98);
    EXPECT_EQ(highest_m, 10668.0);
    EXPECT_THAT(areas(f, 20.0), ::testing::IsSupersetOf({"US", "CA", "RU", "MN", "CN", "HK"}));
}

TEST(ShippedRoutes, TheTrainTakes11HoursAcrossThreeBorders) {  // bretzelitos.com 2018: 11 hours from Berlin to Budapest
    const RouteFile f = shipped("europe-train");
    EXPECT_NEAR(hours(f), 11.0, 0.55);
    const std::vector<std::string> way = areas(f, 20.0);
    std::vector<std::string> order;  // each country when it is first entered: straight lines may cut a winding border twice
    for (const std::string& area : way)
        if (std::find(order.begin(), order.end(), area) == order.end()) order.push_back(area);
    EXPECT_THAT(order, ::testing::ElementsAre("DE", "CZ", "SK", "HU"));
}

TEST(ShippedRoutes, TheLorrysStraightLinesAreALittleShorterThanTheRoad) {  // 400 km to In Guezzam, 253 km from Arlit to Agadez
    const RouteFile f = shipped("sahara-lorry");
    double at_tamanrasset = 0.0, at_guezzam = 0.0, at_arlit = 0.0;
    for (double t = 0.0; t <= f.route.duration_s(); t += 30.0) {
        const RouteState s = f.route.at(t);
        if (s.leg == 3 && at_tamanrasset == 0.0) at_tamanrasset = s.travelled.in_kilo();
        if (s.leg == 4 && at_guezzam == 0.0) at_guezzam = s.travelled.in_kilo();
        if (s.leg == 6 && at_arlit == 0.0) at_arlit = s.travelled.in_kilo();
    }
    EXPECT_NEAR((at_guezzam - at_tamanrasset) / 400.0, 0.9, 0.1);
    EXPECT_NEAR((f.route.length().in_kilo() - at_arlit) / 253.0, 0.85, 0.1);
    EXPECT_THAT(areas(f, 60.0), ::testing::ElementsAre("DZ", "NE"));
}

TEST(ShippedRoutes, TheHikerReachesBaseCampOnTheEighthDay) {  // eight days with two of acclimatisation, walking hours as the guides say
    const RouteFile f = shipped("himalaya-hiker");
    EXPECT_GT(hours(f) / 24.0, 7.0);
    EXPECT_LT(hours(f) / 24.0, 8.0);
    EXPECT_NEAR(f.route.at(f.route.duration_s()).place.height.value, 5364.0, 1e-9);
    double to_phakding_h = 0.0;
    while (f.route.at(to_phakding_h * 3600.0).leg == 0) to_phakding_h += 0.01;
    EXPECT_NEAR(to_phakding_h, 4.0, 0.5);
    // The border drawn at 1:50 million runs up to two kilometres too far south at the base camp itself.
    for (const RouteStep& s : steps_along(f.route, borders(), 600.0))
        if (s.state.travelled < Metres{f.route.length().value - 3000.0}) {
            EXPECT_EQ(s.area.str(), "NP") << s.elapsed_s;
        }
}

TEST(ShippedRoutes, TheDriveIs258MilesAndFourHours) {  // 111 + 70 + 77 miles of road, straight lines a little shorter
    const RouteFile f = shipped("usa-drive");
    EXPECT_NEAR(f.route.length().in_kilo() / (258.0 * 1.609344), 0.90, 0.07);
    double driving_s = 0.0;
    for (double t = 0.0; t < f.route.duration_s(); t += 10.0) driving_s += f.route.at(t).moving ? 10.0 : 0.0;
    EXPECT_NEAR(driving_s / 3600.0, 4.0, 0.4);
    EXPECT_EQ(areas(f, 60.0), std::vector<std::string>{"US"});
}

}  // namespace
}  // namespace d2c
