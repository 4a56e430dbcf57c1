#include <algorithm>

#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Reference;
using table::Table;

Table<Place> place_table() {
    Table<Place> t{"A named place."};
    t.text("title", &Place::title, "name as printed").needed();
    t.identifier("kind", &Place::kind, "research-station, oil-field, shipping-lane, valley, rural, forest, desert, capital, …").needed();
    t.number(
         "latitude_deg", -90, 90, [](Place& p, double v) { p.location.latitude = Angle::degrees(v); }, "north positive")
        .needed();
    t.number(
         "longitude_deg", -180, 180, [](Place& p, double v) { p.location.longitude = Angle::degrees(v); }, "east positive")
        .needed();
    t.area(
        "area", [](Place& p, const std::string& v) { p.area = AreaCode::parse(v).value_or(AreaCode{}); },
        "whose land it stands on, where the drawn borders miss it (ice shelves are drawn as sea); absent: as drawn");
    t.text("source", &Place::source, "gazetteer, or `assumption: why`").needed();
    return t;
}

Table<PopulationConfig> population_table() {
    using P = PopulationConfig;
    Table<P> t{"How the people who live in no listed town are spread."};
    t.text(
        "title", [](P&, const std::string&) {}, "name as printed");
    t.number("near_town_share", 0, 1, &P::near_town_share,
             "of a country's remainder, spread around its towns; the rest evenly over its land")
        .needed();
    t.number("near_town_scale_km", 1, 500, &P::near_town_scale_km, "people per km2 fall with exp(-distance / scale)").needed();
    t.number("town_weight_exponent", 0, 2, &P::town_weight_exponent, "a town's part of that spread goes with its people to this power")
        .needed();
    t.text(
         "source", [](P&, const std::string&) {}, "document, or `assumption: why`")
        .needed();
    return t;
}

Table<CoverageRuleConfig> coverage_table() {
    using C = CoverageRuleConfig;
    Table<C> t{"Where terrestrial networks reach."};
    t.text(
        "title", [](C&, const std::string&) {}, "name as printed");
    t.number("town_range_km", 0, 200, &C::town_range_km, "radius served around a town of town_people").needed();
    t.number("town_people", 1, 1e8, &C::town_people, "size of that town").needed();
    t.number("range_exponent", 0, 2, &C::range_exponent, "the radius grows with (people / town_people) to this power").needed();
    t.number("maximum_range_km", 0, 500, &C::maximum_range_km, "no town serves further").needed();
    t.number("density_per_km2", 0, 1e6, &C::density_per_km2, "a fine cell with at least this density is covered anywhere").needed();
    t.text(
         "source", [](C&, const std::string&) {}, "document, or `assumption: why`")
        .needed();
    return t;
}

Table<GeographyConfig> geography_table() {
    using G = GeographyConfig;
    Table<std::vector<Place>> places{"Named places, by id."};
    places
        .each(table::kIdKey, place_table(),
              [](std::vector<Place>& list, const std::string& key) -> Place& {
                  Place& place = list.emplace_back();
                  place.id = key;
                  return place;
              })
        .listed(Listing::kRow);
    Table<G> t{"The Earth as it is seen: cells, people, terrestrial coverage, places."};
    t.whole("grid_order", 0, 9, &G::grid_order, "HEALPix order of the result cells: 4 has 3,072 of 407 km, 6 has 49,152 of 102 km")
        .otherwise("6",
                   "assumption: cells of 10,377 km2, a satellite beam's footprint is smaller; people and coverage are summed from order 9");
    t.block("population", population_table(), &G::population)
        .from_catalogue("population-cities", Reference::kEntry)
        .otherwise("geography/population-cities", "the catalogue's default");
    t.block("terrestrial_coverage", coverage_table(), &G::coverage)
        .from_catalogue("coverage-rule", Reference::kEntry)
        .otherwise("geography/coverage-rule", "the catalogue's default");
    t.block("places", std::move(places), &G::places)
        .from_catalogue("places", Reference::kEntries)
        .otherwise("geography/places", "the catalogue of named places");
    return t;
}

Table<DemandConfig> activity_table() {
    using D = DemandConfig;
    Table<D> t{"How many of the eligible people use the link at one instant, by local hour."};
    t.text(
        "title", [](D&, const std::string&) {}, "name as printed");
    t.numbers(
         "active_share_by_local_hour", 24, 0, 1,
         [](D& d, const std::vector<double>& v) { std::copy(v.begin(), v.end(), d.active_share_by_local_hour.begin()); },
         "of eligible people; the first value holds from 00:00 to 01:00 local solar time")
        .needed()
        .in_unit("1");
    t.text(
         "source", [](D&, const std::string&) {}, "document, or `assumption: why`")
        .needed();
    return t;
}

Table<DemandConfig> demand_table() {
    using D = DemandConfig;
    Table<D> eligible{"Which part of the people outside terrestrial coverage may use the service: market share, plan, compatible model."};
    eligible.number("default", 0, 1, &D::eligible_share_default, "where no country is named")
        .otherwise("1", "assumption: everybody, the heaviest load")
        .in_unit("1");
    eligible.each_number(
        table::kAreaKey, "1", 0, 1,
        [](D& d, const std::string& key, double v) { d.eligible_share[AreaCode::parse(key).value_or(AreaCode{})] = v; },
        "where it differs, by country");
    Table<D> t{"Who uses the network, and when."};
    t.block("eligible_share", std::move(eligible), [](D& d) -> D& { return d; });
    t.block("activity", activity_table(), [](D& d) -> D& { return d; })
        .from_catalogue("demand", Reference::kEntry)
        .otherwise("scenarios/demand#local-hour", "the catalogue's day");
    t.yes_no("probe_user_in_every_cell", &D::probe_user_in_every_cell,
             "one user in every cell, also mid-ocean, so that every place has an answer")
        .otherwise("true", "assumption: the map answers for a lone visitor everywhere");
    return t;
}

}  // namespace d2c::fields
