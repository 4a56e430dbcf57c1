#include <utility>

#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Table;

namespace {

template <class T>
void add_location(Table<T>& t, Geodetic T::*location) {
    t.number(
         "latitude_deg", -90, 90, [location](T& x, double v) { (x.*location).latitude = Angle::degrees(v); }, "north positive")
        .needed();
    t.number(
         "longitude_deg", -180, 180, [location](T& x, double v) { (x.*location).longitude = Angle::degrees(v); }, "east positive")
        .needed();
}
template <class T>
void add_source(Table<T>& t, const char* doc) {
    t.text(
         "source", [](T&, const std::string&) {}, doc)
        .needed();
}

}  // namespace

Table<std::vector<Gateway>> gateways_table(std::string doc) {
    using G = Gateway;
    Table<G> gateway{"A ground station that connects satellites to the core network."};
    gateway.text("title", &G::title, "name as printed");
    gateway.area(
        "area", [](G& g, const std::string& v) { g.area = AreaCode::parse(v).value_or(AreaCode{}); }, "whose soil it stands on");
    add_location(gateway, &G::location);
    gateway.number("minimum_elevation_deg", 0, 89, &G::minimum_elevation, "least elevation at which it works a satellite").needed();
    gateway.identifier("point_of_presence", &G::point_of_presence, "where it hands over; absent: the nearest");
    add_source(gateway, "filing, or `assumption: why`");
    Table<std::vector<G>> t{std::move(doc)};
    t.each(table::kIdKey, std::move(gateway), [](std::vector<G>& list, const std::string& key) -> G& {
         list.emplace_back().id = key;
         return list.back();
     }).listed(Listing::kRow);
    return t;
}

Table<std::vector<PointOfPresence>> points_of_presence_table() {
    using P = PointOfPresence;
    Table<P> point{"Where the satellite network meets others."};
    point.text("title", &P::title, "name as printed").needed();
    point.area(
        "area", [](P&, const std::string&) {}, "country");
    add_location(point, &P::location);
    add_source(point, "record, or `assumption: why`");
    Table<std::vector<P>> t{"Points of presence, by id."};
    t.each(table::kIdKey, std::move(point), [](std::vector<P>& list, const std::string& key) -> P& {
         list.emplace_back().id = key;
         return list.back();
     }).listed(Listing::kRow);
    return t;
}

}  // namespace d2c::fields
