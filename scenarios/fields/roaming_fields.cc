#include <chrono>
#include <utility>

#include "roaming/procedures/sequence.h"
#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Reference;
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

Table<std::vector<OperatorDraft>> operators_table() {
    using O = OperatorDraft;
    Table<O> t{"An operator: its networks, its core, its service by satellite."};
    t.text(
         "title", [](O& o, const std::string& v) { o.operator_.title = v; }, "name as printed")
        .needed();
    t.texts("countries", 1, &O::countries, "where it has a network on the ground; absent: a plan without one");
    t.texts("plmns", 1, &O::plmns, "network codes, its own first, then equivalent ones: five or six digits, quoted; absent: not published");
    t.text(
         "home_core_place", [](O&, const std::string&) {}, "where its core stands")
        .needed();
    t.number(
         "home_core_latitude_deg", -90, 90, [](O& o, double v) { o.operator_.home_core.latitude = Angle::degrees(v); },
         "of the core, north positive")
        .needed();
    t.number(
         "home_core_longitude_deg", -180, 180, [](O& o, double v) { o.operator_.home_core.longitude = Angle::degrees(v); },
         "of the core, east positive")
        .needed();
    t.text(
        "rights_holder", [](O& o, const std::string& v) { o.operator_.rights_holder = v; },
        "as the rights in spectrum name the holder; absent: it has none");
    t.instant(
        "satellite_from_utc", [](O& o, Instant v) { o.operator_.satellite_from = v; },
        "first instant of its service by satellite; absent: it has none");
    t.text(
        "status", [](O&, const std::string&) {}, "live, announced, pilot, testing or assumed");
    add_source(t, "announcement, or `assumption: why`");
    Table<std::vector<O>> all{"Operators, by id."};
    all.each(table::kIdKey, std::move(t),
             [](std::vector<O>& list, const std::string& key) -> O& {
                 list.emplace_back().operator_.id = key;
                 return list.back();
             })
        .listed(Listing::kRow);
    return all;
}

Table<std::vector<AgreementDraft>> agreements_table() {
    using A = AgreementDraft;
    Table<A> t{"Subscribers of one operator are served in another's network: an entry stands for every pair of its lists."};
    t.texts("home", 1, &A::homes, "whose subscribers, ids of roaming.operators").needed();
    t.texts("visited", 1, &A::visited, "in whose networks, ids of roaming.operators").needed();
    t.texts("accesses", 1, &A::accesses, "satellite, terrestrial").needed();
    t.texts("aboard", 1, &A::aboard, "land, ship, aircraft; absent: all");
    t.instant(
         "from_utc", [](A& a, Instant v) { a.terms.from = v; }, "first instant")
        .needed();
    t.instant(
        "until_utc", [](A& a, Instant v) { a.terms.until = v; }, "first instant after; absent: no end");
    t.yes_no(
         "network_handover", [](A& a, bool v) { a.terms.network_handover = v; }, "the cores hand phones over to each other (S10, N14)")
        .otherwise("false", "assumption: partners do not link their cores for it");
    t.choice<UserPlane>(
        "user_plane", {{"home-routed", UserPlane::kHomeRouted}, {"local-breakout", UserPlane::kLocalBreakout}},
        [](A& a, UserPlane v) { a.terms.user_plane = v; }, "absent: as roaming.user_plane");
    t.whole(
         "preference", 1, 1000, [](A& a, std::int64_t v) { a.terms.preference = static_cast<int>(v); },
         "place in the home operator's steering list, the least first")
        .otherwise("100", "assumption: no preference");
    add_source(t, "contract, announcement, or `assumption: why`");
    Table<std::vector<A>> all{"Agreements, by id."};
    all.each(table::kIdKey, std::move(t),
             [](std::vector<A>& list, const std::string& key) -> A& {
                 list.emplace_back().terms.id = key;
                 return list.back();
             })
        .listed(Listing::kRow);
    return all;
}

Table<std::vector<BarringDraft>> barring_table() {
    using B = BarringDraft;
    Table<B> t{"Service that somebody forbids."};
    t.texts("areas", 1, &B::areas, "countries, XZ, AQ; absent: everywhere");
    t.numbers("box_deg", 4, -180, 180, &B::box_deg, "of these areas only what lies in it: south, north, west, east").in_unit("deg");
    t.texts(
        "operators", 1, [](B& b, const std::vector<std::string>& v) { b.terms.operators = v; },
        "whose networks, ids of roaming.operators; absent: all");
    t.texts("accesses", 1, &B::accesses, "satellite, terrestrial, home-wifi; absent: all");
    t.texts("aboard", 1, &B::aboard, "land, ship, aircraft; absent: all");
    t.instant(
         "from_utc", [](B& b, Instant v) { b.terms.from = v; }, "first instant")
        .needed();
    t.instant(
        "until_utc", [](B& b, Instant v) { b.terms.until = v; }, "first instant after; absent: no end");
    t.text(
         "reason", [](B& b, const std::string& v) { b.terms.reason = v; }, "in a few words, as printed")
        .needed();
    add_source(t, "law, order, or `assumption: why`");
    Table<std::vector<B>> all{"Barring, by id."};
    all.each(table::kIdKey, std::move(t),
             [](std::vector<B>& list, const std::string& key) -> B& {
                 list.emplace_back().terms.id = key;
                 return list.back();
             })
        .listed(Listing::kRow);
    return all;
}

namespace {

/// Ranges and steps of the standard are checked behind (roaming/triggers/parameters.h).
Table<HandoverConfig> handover_table() {
    using H = HandoverConfig;
    using P = TriggerParameters;
    using T = Trigger;
    using M = HandoverMethod;
    Table<H> t{"When and how a phone changes cells."};
    t.choice<std::pair<T, M>>(
         "trigger",
         {{"strongest", {T::kStrongest, M::kBreakBeforeMake}},
          {"a3", {T::kA3, M::kBreakBeforeMake}},
          {"a4", {T::kA4, M::kBreakBeforeMake}},
          {"a5", {T::kA5, M::kBreakBeforeMake}},
          {"d1", {T::kD1, M::kBreakBeforeMake}},
          {"t1", {T::kT1, M::kBreakBeforeMake}},
          {"a4-and-d1", {T::kA4AndD1, M::kBreakBeforeMake}},
          {"a4-and-t1", {T::kA4AndT1, M::kBreakBeforeMake}},
          {"conditional", {T::kA4AndT1, M::kConditional}}},
         [](H& h, std::pair<T, M> v) {
             h.trigger.trigger = v.first;
             h.method = v.second;
         },
         "the event that starts it (TS 38.331 clause 5.5.4); conditional: a4-and-t1 with the procedure conditional")
        .otherwise("a3", "assumption: as terrestrial networks do");
    t.choice<Preference>(
         "prefer",
         {{"strongest", Preference::kStrongest}, {"longest-remaining", Preference::kLongestRemaining}, {"nearest", Preference::kNearest}},
         [](H& h, Preference v) { h.trigger.prefer = v; }, "which of several targets is taken")
        .otherwise("strongest", "assumption: as terrestrial networks do");
    t.choice<M>("procedure", {{"break-before-make", M::kBreakBeforeMake}, {"conditional", M::kConditional}, {"rach-less", M::kRachLess}},
                &H::method, "how it is carried out; absent: break-before-make, or conditional where the trigger is");
    t.whole(
         "filter_coefficient", 0, 19, [](H& h, std::int64_t v) { h.filter_coefficient = static_cast<int>(v); },
         "k of the layer-3 filter, one of TS 38.331 (FilterCoefficient); 0 filters nothing")
        .otherwise("4", "TS 38.331 clause 6.3.2: the default of FilterCoefficient");
    t.number("ping_pong_within_s", 0.1, 600, &H::ping_pong_within_s, "back within this time in the cell that it left counts as ping-pong")
        .otherwise("10",
                   "assumption: 3GPP's studies take 1 s for masts (TR 36.839); a satellite's beam is meant to serve for tens of seconds");
    t.yes_no("preamble_doppler_search", &H::preamble_doppler_search,
             "the satellite's receiver finds preambles at whatever frequency phones of a footprint send them; else those more than half a "
             "subcarrier off are lost")
        .otherwise("true", "assumption: it must, or no phone as it is would get in, and they do");
    const auto number = [&t](const char* key, double least, double most, auto P::*member, const char* doc) -> table::Spec& {
        return t.number(
            key, least, most, [member](H& h, double v) { (h.trigger.*member).value = v; }, doc);
    };
    t.whole(
         "time_to_trigger_ms", 0, 5120, [](H& h, std::int64_t v) { h.trigger.time_to_trigger = std::chrono::milliseconds{v}; },
         "how long the condition holds first, one of the values of TS 38.331 (TimeToTrigger)")
        .otherwise("0", "assumption: decided at each measurement");
    number("hysteresis_db", 0, 15, &P::hysteresis, "of the event, in steps of 0.5")
        .otherwise("1", "assumption: with the offset of A3 it makes 3 dB, as world.handover_hysteresis_db");
    number("a3_offset_db", -15, 15, &P::a3_offset, "how much the other is better, in steps of 0.5").otherwise("2", "assumption: as above");
    number("a4_threshold_dbm", -156, -31, &P::a4_threshold, "above which another cell is good enough, in steps of 1")
        .otherwise("-120", "assumption: a satellite's cell at its edge");
    number("a5_threshold1_dbm", -156, -31, &P::a5_threshold1, "below which the serving cell is poor, in steps of 1")
        .otherwise("-115", "assumption: 5 dB above a satellite's edge");
    number("a5_threshold2_dbm", -156, -31, &P::a5_threshold2, "above which the other is good, in steps of 1")
        .otherwise("-115", "assumption: 5 dB above a satellite's edge");
    number("d1_threshold1_m", 0, 3'276'250, &P::d1_threshold1, "beyond which the serving cell's reference point is far, in steps of 50")
        .otherwise("30000", "assumption: the radius of a beam on the ground");
    number("d1_threshold2_m", 0, 3'276'250, &P::d1_threshold2, "within which the other's is near, in steps of 50")
        .otherwise("30000", "assumption: the radius of a beam on the ground");
    number("d1_hysteresis_m", 0, 327'680, &P::d1_hysteresis, "of both, in steps of 10")
        .otherwise("500", "assumption: what a phone's position is good for");
    t.whole(
         "t1_lead_s", 0, 3600, [](H& h, std::int64_t v) { h.trigger.t1_lead = std::chrono::seconds{v}; }, "before the serving cell ceases")
        .otherwise("10", "assumption: several steps of a journey");
    t.whole(
         "t1_duration_ms", 100, 600'000, [](H& h, std::int64_t v) { h.trigger.t1_duration = std::chrono::milliseconds{v}; },
         "how long the condition lasts from then, in steps of 100")
        .otherwise("20000", "assumption: until after the cell has ceased");
    number("least_sinr_db", -20, 30, &P::least_sinr, "below which no cell is a target")
        .otherwise("-6", "assumption: as the threshold of radio link monitoring at which a phone is in synchrony");
    return t;
}

Table<TransportConfig> transport_table() {
    using T = TransportConfig;
    Table<T> t{"The way from satellite to content."};
    t.block("gateways", gateways_table("Gateways for delays, where world.gateways has none."), &T::gateways)
        .from_catalogue("gateways", Reference::kEntries)
        .otherwise("roaming/gateways", "the catalogue of gateways")
        .listed(Listing::kCount);
    t.block("points_of_presence", points_of_presence_table(), &T::points_of_presence)
        .from_catalogue("points-of-presence", Reference::kEntries)
        .otherwise("roaming/points-of-presence", "the catalogue of points of presence")
        .listed(Listing::kCount);
    t.yes_no("mesh_closing", &T::mesh_closing, "inter-satellite links also across the widest gap between planes")
        .otherwise("true", "assumption: planes all around, none counter-rotating beside each other");
    t.number("grazing_height_km", 0, 500, &T::grazing_height, "least height of an inter-satellite link over the Earth")
        .otherwise("80", "Kassing et al., IMC 2020 (Hypatia): out of the weather");
    t.number(
         "fibre_stretch_ratio", 1, 5, [](T& c, double v) { c.fibre.stretch_ratio = v; }, "length of fibre over the great circle")
        .otherwise("2.1", "Bozkurt et al., arXiv 1811.10737: rule of thumb of measurements; shortest conduits 1.3");
    t.number(
         "fibre_speed_ratio", 0.3, 1, [](T& c, double v) { c.fibre.speed_ratio = v; }, "speed in fibre over that in vacuum")
        .otherwise("0.6666666666666666", "assumption: a refractive index of 1.5");
    t.number(
         "satellite_ms", 0, 1000, [](T& c, double v) { c.forwarding.satellite_s = v * 1e-3; }, "spent in each satellite")
        .otherwise("0", "assumption: switching takes microseconds");
    t.number(
         "gateway_ms", 0, 1000, [](T& c, double v) { c.forwarding.gateway_s = v * 1e-3; }, "spent in the gateway")
        .otherwise("0", "assumption: switching takes microseconds");
    t.number(
         "core_ms", 0, 1000, [](T& c, double v) { c.forwarding.core_s = v * 1e-3; }, "spent in the core")
        .otherwise("0", "assumption: switching takes microseconds");
    t.number(
         "content_ms", 0, 1000, [](T& c, double v) { c.content_s = v * 1e-3; }, "from the core to the content")
        .otherwise("1", "assumption: content is cached in the same town");
    return t;
}

}  // namespace

Table<RoamingDraft> roaming_table() {
    using R = RoamingDraft;
    Table<R> t{"Whose subscriber a phone is, who else may serve it, and the way to the content."};
    t.identifier(
         "operator", [](R& r, const std::string& v) { r.config.home = v; }, "home operator of the phones, an id of roaming.operators")
        .otherwise("starlink", "assumption: a global plan, so that no country is left out by its contract");
    t.block("operators", operators_table(), &R::operators)
        .from_catalogue("operators", Reference::kEntries)
        .otherwise("roaming/operators", "the catalogue of operators");
    t.block("agreements", agreements_table(), &R::agreements)
        .from_catalogue("agreements", Reference::kEntries)
        .otherwise("roaming/agreements", "the catalogue of agreements");
    t.block("barring", barring_table(), &R::barring)
        .from_catalogue("barring", Reference::kEntries)
        .otherwise("roaming/barring", "the catalogue of barring");
    t.texts("order", 1, &R::order, "accesses, the first that serves is taken: home-wifi, terrestrial, satellite")
        .otherwise("[home-wifi, terrestrial, satellite]", "assumption: what costs the network least comes first");
    t.choice<UserPlane>(
         "user_plane", {{"home-routed", UserPlane::kHomeRouted}, {"local-breakout", UserPlane::kLocalBreakout}},
         [](R& r, UserPlane v) { r.config.market.user_plane = v; }, "where packets meet the internet")
        .otherwise("home-routed", "assumption: as roaming is done mostly");
    t.yes_no(
         "terrestrial_everywhere", [](R& r, bool v) { r.config.market.terrestrial_everywhere = v; },
         "subscribers find a terrestrial network in every country, named or not")
        .otherwise("true", "assumption: international roaming agreements are that common");
    t.whole(
         "tracking_area_order", 0, 5, [](R& r, std::int64_t v) { r.config.tracking_area_order = static_cast<int>(v); },
         "grid order of tracking areas: 4 has 3,072 cells of 407 km, parted by countries")
        .otherwise("4", "assumption: a few beams across");
    t.block("handover", handover_table(), [](R& r) -> HandoverConfig& { return r.config.handover; });
    t.block("transport", transport_table(), [](R& r) -> TransportConfig& { return r.config.transport; });
    return t;
}

}  // namespace d2c::fields
