#include "scenarios/fields/route_fields.h"

#include "scenarios/table/table.h"

namespace d2c::fields {

using table::Listing;
using table::Table;

namespace {

Table<Waypoint> waypoint_table() {
    Table<Waypoint> t{"A place that the route goes by."};
    t.number(
         "lat_deg", -90, 90, [](Waypoint& w, double v) { w.place.latitude = Angle::degrees(v); }, "north positive")
        .needed();
    t.number(
         "lon_deg", -180, 180, [](Waypoint& w, double v) { w.place.longitude = Angle::degrees(v); }, "east positive")
        .needed();
    t.number(
        "altitude_m", -1000, 9000, [](Waypoint& w, double v) { w.place.height = {v}; }, "of the ground, above the ellipsoid; absent: 0");
    t.number("speed_kmh", 0.01, 1400, &Waypoint::speed,
             "onwards to the next waypoint; the last has none. Not above what the carrier can do");
    t.number("stop_s", 0, 31e6, &Waypoint::stop_s, "before it goes on").otherwise("0", "it goes on at once");
    t.text("note", &Waypoint::note, "for readers");
    t.text(
        "source", [](Waypoint&, const std::string&) {}, "of position, speed and stop, or `assumption: why`");
    return t;
}

}  // namespace

const table::Spec& route_spec() {
    static const table::Spec spec = [] {
        using R = RouteDraft;
        Table<R> t{"A way over the Earth in time: a phone, what carries it, and where it goes by."};
        t.choice<int>(
             "schema", {{"d2c.route/1", 1}}, [](R&, int) {}, "form of this file")
            .needed();
        t.identifier(
             "id", [](R& r, const std::string& v) { r.config.id = v; }, "short name")
            .needed();
        t.text(
             "title", [](R& r, const std::string& v) { r.config.title = v; }, "one line, as printed")
            .needed();
        t.text(
            "source", [](R& r, const std::string& v) { r.config.source = v; }, "of the waypoints, or `assumption: why`");
        t.text(
            "note", [](R&, const std::string&) {}, "for readers");
        std::vector<std::pair<std::string, Conveyance>> carriers;
        for (const Conveyance carrier : kCarriers) carriers.emplace_back(to_string(carrier), carrier);
        t.choice<Conveyance>(
             "carrier", carriers, [](R& r, Conveyance v) { r.config.carrier = v; },
             "what the phone travels in: sets entry loss, and how fast it may go")
            .needed();
        t.identifier(
            "handset", [](R& r, const std::string& v) { r.config.handset = v; },
            "class of the phone, as the scenario calls it; absent: as the command says");
        t.identifier(
            "operator", [](R& r, const std::string& v) { r.config.operator_id = v; }, "whose customer it is; absent: as the command says");
        Table<Departures> departures{"When the journey starts: several starts give an interval."};
        departures.instant("first_utc", &Departures::first, "the first start").needed();
        departures.number("every_s", 1, 31e6, &Departures::every_s, "from one start to the next").otherwise("86400", "a start a day");
        departures.whole("count", 1, 10000, &Departures::count, "starts").otherwise("1", "one start tells a story");
        t.block("departures", std::move(departures), [](R& r) -> Departures& { return r.config.departures.emplace(); }).if_present();
        t.choice<int>(
            "between", {{"great-circle", 1}}, [](R&, int) {}, "the line from waypoint to waypoint: geodesics of WGS 84");
        t.text("track", &R::track,
               "a GPX or GeoJSON file that holds the line, relative to this file; waypoints then only name and pace it");
        t.number(
            "longest_gap_km", 0.001, 20000, [](R& r, double v) { r.config.longest_gap = Metres::kilo(v); },
            "two points of a track further apart are a fault; absent: what the carrier covers in a quarter of an hour at its fastest");
        t.number(
            "cruise_altitude_km", 0, 20, [](R& r, double v) { r.config.cruise_altitude = Metres::kilo(v); },
            "of an aircraft, above the ellipsoid, where the track has no heights; absent: 10.668");
        Table<std::vector<Waypoint>> waypoints{"Places in the order of the journey, by id."};
        waypoints
            .each(table::kIdKey, waypoint_table(),
                  [](std::vector<Waypoint>& list, const std::string& key) -> Waypoint& {
                      Waypoint& waypoint = list.emplace_back();
                      waypoint.id = key;
                      return waypoint;
                  })
            .listed(Listing::kRow);
        t.block("waypoints", std::move(waypoints), [](R& r) -> std::vector<Waypoint>& { return r.config.waypoints; }).if_present();
        t.either({{"between"}, {"track"}});
        return std::move(t).take();
    }();
    return spec;
}

}  // namespace d2c::fields
