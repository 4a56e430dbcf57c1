#include <algorithm>

#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Reference;
using table::Table;

namespace {
const char* const kSource = "document, or `assumption: why`";

Table<ShipsConfig> ships_table() {
    using S = ShipsConfig;
    Table<S> t{"Ships under way: people at sea who use the network as others do. Absent: nobody is at sea but the lone users."};
    t.number("number", 0, 1e7, &S::number, "ships of the world").needed().in_unit("1");
    t.number("at_sea_share", 0, 1, &S::at_sea_share, "of them under way at one instant").needed();
    t.number("persons_per_ship", 0, 10000, &S::persons_per_ship, "aboard, in the mean").needed().in_unit("1");
    t.number("eligible_share", 0, 1, &S::eligible_share, "of the people aboard outside terrestrial coverage who may use the service")
        .needed();
    t.number("northern_share", 0, 1, &S::northern_share, "of ships, north of the equator").needed();
    t.number("near_coast_share", 0, 1, &S::near_coast_share, "of ships, within near_coast_km of land").needed();
    t.number("near_coast_km", 50, 2000, &S::near_coast, "from land").needed();
    t.text(
        "source", [](S&, const std::string&) {}, kSource);
    return t;
}

Table<AircraftConfig> aircraft_table() {
    using A = AircraftConfig;
    Table<A> t{"Aircraft in the air: people aboard whose phones are on use the network as others do. Absent: nobody."};
    t.number("in_the_air", 0, 1e6, &A::in_the_air, "aircraft at one instant").needed().in_unit("1");
    t.number("persons_per_aircraft", 0, 1000, &A::persons_per_aircraft, "aboard, in the mean").needed().in_unit("1");
    t.number("phones_on_share", 0, 1, &A::phones_on_share, "of the people aboard, out of flight mode and served; 0: aircraft load nothing")
        .needed();
    t.number("northern_share", 0, 1, &A::northern_share, "of aircraft, north of the equator").needed();
    t.number("middle_north_share", 0, 1, &A::middle_north_share, "of all aircraft, between 30 and 60 degrees north").needed();
    t.text(
        "source", [](A&, const std::string&) {}, kSource);
    return t;
}

/// A catalogue entry that holds one column of the demand.
template <std::size_t N>
Table<DemandConfig> factor_table(const char* about, const char* key, double most, std::array<double, N> DemandConfig::*column,
                                 const char* meaning) {
    using D = DemandConfig;
    Table<D> t{about};
    t.text(
        "title", [](D&, const std::string&) {}, "name as printed");
    t.numbers(
         key, N, 0, most, [column](D& d, const std::vector<double>& v) { std::copy(v.begin(), v.end(), (d.*column).begin()); }, meaning)
        .needed()
        .in_unit("1");
    t.text(
         "source", [](D&, const std::string&) {}, kSource)
        .needed();
    return t;
}

}  // namespace

Table<DemandConfig> activity_table() {
    return factor_table("How many of the eligible people use the link at one instant, by local hour.", "active_share_by_local_hour", 1,
                        &DemandConfig::active_share_by_local_hour,
                        "of eligible people; the first value holds from 00:00 to 01:00 local solar time");
}

Table<DemandConfig> weekday_table() {
    return factor_table("How the days of the week differ: factors on the activity of every hour.", "factor_by_weekday", 7,
                        &DemandConfig::factor_by_weekday,
                        "of the local solar day, Monday first; their mean is 1, so that the week keeps the load of the hours");
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
    t.block("weekday", weekday_table(), [](D& d) -> D& { return d; }).from_catalogue("weekday", Reference::kEntry).if_present();
    table::Spec& hours = t.text(
        "hours",
        [](D& d, const std::string& word) {
            d.hours = word == "any" ? LoadHour::kAny : word == "busy" ? LoadHour::kBusy : LoadHour::kFixed;
            if (d.hours == LoadHour::kFixed) d.fixed_hour = std::stoi(word);
        },
        "whose activity loads the network: any, that of the local hour; busy, everywhere that of the busiest hour; 0 to 23, everywhere "
        "that "
        "of one local hour. The sky stays that of the windows");
    hours.pattern = "^(any|busy|[0-9]|1[0-9]|2[0-3])$";
    hours.pattern_words = "any, busy, or a local hour 0 to 23";
    hours.otherwise("any", "assumption: windows over the whole day, each with the load of its hour");
    t.yes_no("probe_user_in_every_cell", &D::probe_user_in_every_cell,
             "one user in every cell, also mid-ocean, so that every place has an answer")
        .otherwise("true", "assumption: the map answers for a lone visitor everywhere");
    t.block("ships", ships_table(), [](D& d) -> ShipsConfig& {
         if (!d.ships) d.ships.emplace();
         return *d.ships;
     }).if_present();
    t.block("aircraft", aircraft_table(), [](D& d) -> AircraftConfig& {
         if (!d.aircraft) d.aircraft.emplace();
         return *d.aircraft;
     }).if_present();
    return t;
}

Table<PhoneEnvironment> environment_table() {
    using E = PhoneEnvironment;
    using C = std::optional<ChannelEnvironment>;
    Table<E> t{"Where a phone is held: what surrounds it, what it is inside of, who holds it."};
    t.text("title", &E::title, "name as printed").needed();
    t.choice<C>("surroundings",
                {{"open", C{}},
                 {"suburban-rural", ChannelEnvironment::kSuburban},
                 {"urban", ChannelEnvironment::kUrban},
                 {"dense-urban", ChannelEnvironment::kDenseUrban}},
                &E::channel, "which tables of 3GPP TR 38.811 clause 6.6 hold; open: line of sight everywhere, without clutter")
        .needed();
    t.choice<Enclosure>("enclosure",
                        {{"none", Enclosure::kNone},
                         {"traditional-building", Enclosure::kTraditionalBuilding},
                         {"efficient-building", Enclosure::kEfficientBuilding},
                         {"car", Enclosure::kCar},
                         {"car-metallised", Enclosure::kCarMetallised}},
                        &E::enclosure, "what the path must enter: ITU-R P.2109-2 for buildings, TR 38.901 clause 7.4.3.2 for cars")
        .needed();
    t.choice<Grip>("grip", {{"free", Grip::kFree}, {"hand", Grip::kHand}, {"hand-and-head", Grip::kHandAndHead}}, &E::grip,
                   "loss to the body beyond the class's own body_loss_db")
        .needed();
    t.text("source", &E::source, kSource).needed();
    return t;
}

Table<WhereDraft> where_table() {
    Table<std::vector<PhoneEnvironment>> environments{"Environments by id."};
    environments
        .each(table::kIdKey, environment_table(),
              [](std::vector<PhoneEnvironment>& list, const std::string& key) -> PhoneEnvironment& {
                  PhoneEnvironment& made = list.emplace_back();
                  made.id = key;
                  return made;
              })
        .listed(Listing::kRow);
    Table<WhereDraft> t{
        "Strata of tries: the share of them that is made in each environment; the shares add up to 1. Absent: every try is made outdoors, "
        "in "
        "handset_phy.environment."};
    t.block("environments", std::move(environments), &WhereDraft::environments)
        .from_catalogue("environments", Reference::kEntries)
        .otherwise("handset_phy/environments", "the catalogue of environments");
    t.each_number(
        table::kIdKey, "1", 0, 1, [](WhereDraft& d, const std::string& key, double v) { d.shares.emplace_back(key, v); },
        "share of tries in that environment; 0, or enough for one try of each spot in a quarter");
    return t;
}

}  // namespace d2c::fields
