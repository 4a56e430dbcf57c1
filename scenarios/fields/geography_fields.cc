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
    t.whole("open_sea_order", 5, 9, &G::open_sea_order,
            "HEALPix order of the cells in which phones are placed on the high seas, where nobody lives: coarser than grid_order, several "
            "result cells share the tries of one")
        .otherwise("9", "every result cell has phones of its own");
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

}  // namespace d2c::fields
