#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "scenarios/routes/read_route.h"
#include "scenarios/routes/track_file.h"

namespace d2c {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class RouteFiles : public ::testing::Test {
  protected:
    RouteFiles() {
        std::string pattern = (std::filesystem::temp_directory_path() / "d2c_route_XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~RouteFiles() override { std::filesystem::remove_all(folder_); }
    std::string file(const std::string& name, const std::string& text) {
        std::ofstream{folder_ + '/' + name} << text;
        return folder_ + '/' + name;
    }
    RouteFile read(const std::string& name, const std::string& text) {
        Result<RouteFile> route = read_route(file(name, text), "");
        for (const Fault& f : route.faults()) ADD_FAILURE() << to_string(f);
        return std::move(route).value();
    }
    std::vector<std::string> faults(const std::string& name, const std::string& text) {
        const Result<RouteFile> route = read_route(file(name, text), "");
        std::vector<std::string> texts;
        for (const Fault& f : route.faults()) texts.push_back(to_string(f).substr(folder_.size() + 1));
        return texts;
    }
    std::string folder_;
};

const std::string kRuta7 = R"(schema: d2c.route/1
id: ruta-7
title: A lorry down Chile's Ruta 7
carrier: lorry
handset: lte-today
operator: our-company
departures: { first_utc: 2027-11-15T11:00:00Z, every_s: 10800, count: 56 }
between: great-circle
waypoints:
  puerto-montt:    { lat_deg: -41.469, lon_deg: -72.942, speed_kmh: 55, stop_s: 0 }
  hornopiren:      { lat_deg: -41.947, lon_deg: -72.437, speed_kmh: 18, stop_s: 3600, note: ferry onwards }
  caleta-gonzalo:  { lat_deg: -42.562, lon_deg: -72.602 }
)";

TEST_F(RouteFiles, WaypointsSpeedsStopsAndDeparturesAreAsWritten) {
    const RouteFile f = read("ruta-7.yaml", kRuta7);
    EXPECT_EQ(f.config.id, "ruta-7");
    EXPECT_EQ(f.config.carrier, Conveyance::kLorry);
    EXPECT_EQ(f.config.handset, "lte-today");
    EXPECT_EQ(f.config.operator_id, "our-company");
    ASSERT_TRUE(f.config.departures);
    EXPECT_EQ(to_string(f.config.departures->first), "2027-11-15T11:00:00Z");
    EXPECT_EQ(f.config.departures->count, 56);
    EXPECT_EQ(f.config.departures->every_s, 10800.0);
    ASSERT_EQ(f.config.waypoints.size(), 3u);
    EXPECT_EQ(f.config.waypoints[1].id, "hornopiren");
    EXPECT_EQ(f.config.waypoints[1].stop_s, 3600.0);
    EXPECT_NEAR(f.config.waypoints[1].speed->value, 5.0, 1e-12);
    EXPECT_EQ(f.config.waypoints[1].note, "ferry onwards");
    EXPECT_FALSE(f.config.waypoints[2].speed);
    // Legs of 67.7 and 69.6 km (great circle on a sphere of 6371 km): 1.231 h, an hour's stop, 3.868 h.
    EXPECT_NEAR(f.route.duration_s() / 3600.0, 6.10, 0.03);
    EXPECT_EQ(f.inputs.at(0).name, "ruta-7.yaml");
    EXPECT_EQ(f.inputs.at(0).sha256.size(), 64u);
    EXPECT_TRUE(std::any_of(f.parameters.begin(), f.parameters.end(),
                            [](const ResolvedParameter& p) { return p.name == "route.waypoints.hornopiren"; }));
}

TEST_F(RouteFiles, EveryFaultComesAtOnceWithItsLine) {
    std::string text = kRuta7;
    const auto replace = [&](const std::string& old, const std::string& with) { text.replace(text.find(old), old.size(), with); };
    replace("carrier: lorry", "carrier: balloon");
    replace("every_s: 10800", "every_s: 0");
    replace("lat_deg: -41.469", "lat_deg: -141.469");
    replace("speed_kmh: 18", "speed: 18");
    EXPECT_THAT(faults("bad.yaml", text),
                ElementsAre(HasSubstr("bad.yaml:4: carrier: balloon:"), HasSubstr("bad.yaml:7: departures.every_s: 0: a number 1 to"),
                            HasSubstr("bad.yaml:10: waypoints.puerto-montt.lat_deg: -141.469: a number -90 to 90 [deg]"),
                            HasSubstr("bad.yaml:11: waypoints.hornopiren.speed: unknown key")));
}

TEST_F(RouteFiles, FaultsOfTheWayHaveTheirLineToo) {
    std::string text = kRuta7;
    text.replace(text.find("speed_kmh: 18"), 13, "speed_kmh: 800");
    EXPECT_THAT(faults("fast.yaml", text),
                ElementsAre("fast.yaml:11: waypoints.hornopiren.speed_kmh: 800.0: more than 0, at most 150 for a lorry [km/h]"));
    text = kRuta7;
    text.replace(text.find("speed_kmh: 55, "), 15, "");
    EXPECT_THAT(faults("slow.yaml", text), ElementsAre(HasSubstr("slow.yaml:10: waypoints.puerto-montt.speed_kmh: missing")));
    text = kRuta7;
    text.replace(text.find("between: great-circle"), 21, "track: nowhere.gpx");
    EXPECT_THAT(faults("lost.yaml", text), ElementsAre(HasSubstr("lost.yaml:8: track: nowhere.gpx: a file that can be read")));
    text.replace(text.find("track: nowhere.gpx"), 18, "cruise_altitude_km: 3");
    EXPECT_THAT(faults("none.yaml", text), ElementsAre(HasSubstr("either between, or track"),
                                                       HasSubstr("none.yaml:8: cruise_altitude_km: 3: only for carrier: aircraft")));
    EXPECT_THAT(faults("list.yaml", "- a\n- b\n"), ElementsAre(HasSubstr("beginning with schema: d2c.route/1")));
}

TEST_F(RouteFiles, ASlowWayAroundTheEarthIsTooLong) {
    EXPECT_THAT(faults("snail.yaml",
                       "schema: d2c.route/1\nid: snail\ntitle: Snail\ncarrier: hiker\nbetween: great-circle\nwaypoints:\n"
                       "  a: { lat_deg: 0, lon_deg: 0, speed_kmh: 0.1 }\n  b: { lat_deg: 0, lon_deg: 170 }\n"),
                ElementsAre(HasSubstr("snail.yaml:7: waypoints: 7885.")));
}

const std::string kGpx = R"(<?xml version="1.0"?>
<gpx version="1.1" creator="test" xmlns="http://www.topografix.com/GPX/1/1">
 <trk><name>Along the quay</name><type>hiker</type><trkseg>
  <trkpt lat="47.3667" lon="8.5450"><ele>408</ele><time>2026-06-01T08:00:00Z</time></trkpt>
  <trkpt lat="47.3660" lon="8.5460"><ele>410</ele><time>2026-06-01T10:02:00+02:00</time></trkpt>
 </trkseg><trkseg>
  <trkpt lat="47.3650" lon="8.5470"><ele>409</ele><time>2026-06-01T08:05:00.5Z</time></trkpt>
 </trkseg></trk>
</gpx>
)";

TEST_F(RouteFiles, ADatedGpxTrackIsARouteByItself) {
    const RouteFile f = read("quay.gpx", kGpx);
    EXPECT_EQ(f.config.title, "Along the quay");
    EXPECT_EQ(f.config.carrier, Conveyance::kHiker);
    EXPECT_EQ(to_string(f.config.departures->first), "2026-06-01T08:00:00Z");
    EXPECT_EQ(f.config.departures->count, 1);
    EXPECT_NEAR(f.route.duration_s(), 300.5, 1e-9);
    EXPECT_NEAR(f.route.at(120.0).place.latitude.in_degrees(), 47.3660, 1e-9);
    EXPECT_NEAR(f.route.at(60.0).place.height.value, 409.0, 1e-6);
}

TEST_F(RouteFiles, FaultsOfGpxHaveLines) {
    std::string text = kGpx;
    text.replace(text.find("47.3660"), 7, "97.3660");
    text.replace(text.find("lon=\"8.5470\""), 12, "lon=\"east\"");
    text.replace(text.find("2026-06-01T08:00:00Z"), 20, "2026-06-01T08:00:00");
    EXPECT_THAT(faults("bad.gpx", text),
                ElementsAre("bad.gpx:4: time: 2026-06-01T08:00:00: a time with its zone, 2026-05-30T12:00:00Z",
                            "bad.gpx:5: trkpt.lat: 97.3660: -90 to 90 [deg]", "bad.gpx:7: trkpt.lon: east: -180 to 180 [deg]"));
    EXPECT_THAT(faults("cut.gpx", text.substr(0, 250)), ElementsAre(HasSubstr("whole XML")));
    EXPECT_THAT(faults("old.gpx", "<gpx version=\"1.0\"/>"), ElementsAre("old.gpx:1: gpx.version: 1.0: 1.1"));
    EXPECT_THAT(faults("kml.gpx", "\n<kml/>"), ElementsAre("kml.gpx:2: kml: a <gpx> element, version 1.1"));
    EXPECT_THAT(faults("none.gpx", "<gpx version=\"1.1\"/>"), ElementsAre(HasSubstr("no points")));
    text = kGpx;
    text.replace(text.find("hiker"), 5, "Mountain");
    EXPECT_THAT(faults("what.gpx", text), ElementsAre(HasSubstr("what.gpx:3: trk.type: Mountain: lorry, car, train")));
    text = kGpx;
    text.replace(text.find("8.5470"), 6, "8.5970");
    EXPECT_THAT(faults("jump.gpx", text), ElementsAre(HasSubstr("jump.gpx:7: point 3: 77 km/h: at most 25 for a hiker [km/h]")));
}

TEST_F(RouteFiles, ATrackIsPacedByTheWaypointsOfARouteFile) {
    file("line.geojson", R"({"type": "LineString", "coordinates": [
[0.0, 0.0],
[0.1, 0.0],
[0.1, 0.1]]})");
    const std::string text =
        "schema: d2c.route/1\nid: corner\ntitle: Around a corner\ncarrier: car\ntrack: line.geojson\nwaypoints:\n"
        "  a: { lat_deg: 0, lon_deg: 0, speed_kmh: 36 }\n  b: { lat_deg: 0.1, lon_deg: 0.1 }\n";
    const RouteFile f = read("corner.yaml", text);
    EXPECT_NEAR(f.route.length().value, 11131.9 + 11057.4, 0.2);
    EXPECT_NEAR(f.route.duration_s(), (11131.9 + 11057.4) / 10.0, 0.1);
    EXPECT_EQ(f.inputs.at(1).name, "line.geojson");
    EXPECT_THAT(faults("gap.yaml", text + "longest_gap_km: 11.1\n"),
                ElementsAre(HasSubstr("line.geojson:3: point 2: 11.1 km: at most 11.1 from the point before")));
    EXPECT_THAT(faults("bare.geojson", "{\"type\": \"LineString\", \"coordinates\": [[0,0],[0.1,0]]}"),
                ElementsAre(HasSubstr("properties.carrier: missing")));
}

TEST_F(RouteFiles, GeoJsonWithTimesIsARouteAndItsFaultsHaveLines) {
    const std::string text = R"({"type": "Feature",
"properties": {"name": "Ferry", "carrier": "ship",
 "coordTimes": ["2026-06-01T08:00:00Z", "2026-06-01T08:30:00Z"]},
"geometry": {"type": "LineString", "bbox": [1, 2, 3, 4], "coordinates": [
 [179.95, -17.0],
 [-179.95, -17.0, 12]]}})";
    const RouteFile f = read("ferry.geojson", text);
    EXPECT_EQ(f.config.title, "Ferry");
    EXPECT_NEAR(f.route.length().in_kilo(), 10.65, 0.02);
    EXPECT_NEAR(f.route.at(1800.0).place.height.value, 12.0, 1e-9);
    std::string bad = text;
    bad.replace(bad.find("-17.0, 12"), 9, "-97.0, 12");
    bad.replace(bad.find(", \"2026-06-01T08:30:00Z\""), 24, "");
    EXPECT_THAT(faults("bad.geojson", bad),
                ElementsAre(HasSubstr("bad.geojson:3: coordTimes: 1: a time for each of the 2 positions"),
                            HasSubstr("bad.geojson:6: coordinates: [-179.95,-97.0,12]: longitude -180 to 180")));
    EXPECT_THAT(faults("cut.geojson", text.substr(0, 100)), ElementsAre(HasSubstr("whole JSON")));
    EXPECT_THAT(faults("point.geojson", "{\"type\": \"Point\", \"coordinates\": [1, 2]}"),
                ElementsAre(HasSubstr("GeoJSON with a LineString")));
}

TEST(RouteNames, AnUnknownOneNamesTheNearest) {
    const char* dir = std::getenv("D2C_DATA_DIR");
    const Result<RouteFile> route = read_route("usa-dirve", dir ? dir : "share/d2c");
    ASSERT_EQ(route.faults().size(), 1u);
    EXPECT_THAT(to_string(route.faults()[0]), HasSubstr("usa-dirve: a file, or the id of a shipped route; the nearest is usa-drive"));
}

TEST(Zoned, TimesNeedAZoneAndMoveByIt) {
    EXPECT_EQ(to_string(*parse_zoned("2026-06-01T01:30:00+02:00")), "2026-05-31T23:30:00Z");
    EXPECT_EQ(to_string(*parse_zoned("2026-06-01T01:30:00-05:45")), "2026-06-01T07:15:00Z");
    for (const char* bad : {"", "2026-06-01", "2026-06-01T01:30:00", "2026-06-01T01:30:00+2:00", "2026-06-01T01:30:00+15:00", "T+00:00"})
        EXPECT_FALSE(parse_zoned(bad)) << bad;
    for (const char* bad : {"", "nan", "inf", "1e999", "1,5", "5 m", "0x10"}) EXPECT_FALSE(parse_number(bad)) << bad;
    EXPECT_EQ(parse_number(" +1.5\n"), 1.5);
}

}  // namespace
}  // namespace d2c
