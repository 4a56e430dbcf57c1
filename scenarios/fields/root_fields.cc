#include <map>
#include <type_traits>
#include <utility>

#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Spec;
using table::Table;

namespace {

Table<RolloutConfig> rollout_table() {
    using R = RolloutConfig;
    Table<R> t{"Which quarters are computed."};
    t.quarter("first_quarter", &R::first, "first quarter, as 2026Q2").needed();
    t.quarter("last_quarter", &R::last, "last quarter").needed();
    t.whole("every_quarters", 1, 40, &R::every_quarters, "1: each quarter; 4: each fourth, for a first look")
        .otherwise("1", "assumption: every quarter");
    return t;
}

Table<PrecisionConfig> precision_table() {
    using P = PrecisionConfig;
    Table<P> t{
        "Windows are added, ten at a time, until a share is known well enough and they suffice to know a place whose every try succeeds. "
        "Absent: windows_per_quarter of them."};
    t.choice<HeldMeasure>("measure",
                          {{"area_share", HeldMeasure::kArea}, {"land_share", HeldMeasure::kLand}, {"people_share", HeldMeasure::kPeople}},
                          &P::measure, "of the Earth's area, of its land, or of the people outside terrestrial coverage")
        .otherwise("area_share", "assumption: what a map shows");
    t.identifier("service", &P::service, "that they hold: text, light-data, voice, or video- and a rung of the ladder")
        .otherwise("video-480p", "assumption: the middle of the default ladder");
    t.identifier("handset", &P::handset, "the class of phones, of handset_phy.classes").needed();
    t.number("half_width_share", 0.0001, 0.5, &P::half_width_share, "half of the interval's width that is small enough")
        .otherwise("0.005", "assumption: half a percent of the Earth");
    t.number("confidence", 0.5, 0.999, &P::confidence, "of the interval").in_unit("1").otherwise("0.95", "the convention");
    t.whole("maximum_windows", 1, 4096, &P::maximum_windows, "windows of a quarter after which it is left at that")
        .otherwise("200", "assumption: ten times the default of windows_per_quarter");
    return t;
}

Table<RunConfig> run_table() {
    using R = RunConfig;
    Table<R> t{"How finely each quarter is computed, and with which random draws."};
    t.whole("windows_per_quarter", 1, 4096, &R::windows_per_quarter, "stretches of time drawn over the quarter")
        .otherwise("20", "assumption: with two sessions and two phones each 80 tries, enough to tell 95 % from less (Wilson interval)");
    t.block("precision", precision_table(), [](R& r) -> PrecisionConfig& {
         if (!r.precision) r.precision.emplace();
         return *r.precision;
     }).if_present();
    t.number("window_s", 60, 86400, &R::window_s, "length of a window").otherwise("600", "assumption: two sessions of five minutes");
    t.number("step_s", 1, 300, &R::step_s, "time between two samples of the geometry; whole steps make a window")
        .otherwise("15", "assumption: a satellite at 360 km moves 115 km, a fifth of its pass above 30 degrees");
    t.whole("seed", 1, 4294967295.0, &R::seed, "of the random draws; ns-3's RngSeed").otherwise("1", "ns-3's default, RngSeedManager");
    t.whole("run", 1, 4294967295.0, &R::run, "number of the replication; ns-3's RngRun").otherwise("1", "ns-3's default, RngSeedManager");
    return t;
}

Table<std::vector<WorldEvent>> events_table() {
    using E = WorldEvent;
    Table<E> lose{"What is lost: satellites, beams or a gateway."};
    lose.identifier("generation", &E::generation, "whose satellites or beams, an id of constellation; absent: of all");
    lose.number("satellites_share", 0, 1, &E::satellites_share, "satellites that are out, drawn; 1: all of them");
    lose.number("beams_share", 0, 1, &E::beams_share, "of the beams of every satellite");
    lose.identifier("gateway", &E::gateway, "a gateway that is out, an id of world.gateways");
    Table<E> event{"Something is out for a while."};
    event.instant("at", &E::at, "first instant [UTC]").needed();
    event.number("duration_s", 1, 1e10, &E::duration_s, "how long it is out").needed();
    event.block("lose", std::move(lose), [](E& e) -> E& { return e; }).needed();
    event
        .text(
            "source", [](E&, const std::string&) {}, "report, or `assumption: why`")
        .needed();
    Table<std::vector<E>> t{"Outages, by id."};
    t.each(table::kIdKey, std::move(event), [](std::vector<E>& list, const std::string& key) -> E& {
        list.emplace_back().id = key;
        return list.back();
    });
    return t;
}

Table<WorldConfig> world_table() {
    using W = WorldConfig;
    Table<W> t{"How the network behaves."};
    t.choice<BeamLoad>("load", {{"demand", BeamLoad::kDemand}, {"fixed", BeamLoad::kFixed}, {"worst", BeamLoad::kWorst}}, &W::load,
                       "which beams are lit: for users; a fixed number per satellite; every one a satellite can light")
        .otherwise("demand", "assumption: a beam is lit for somebody");
    t.whole("fixed_lit_beams", 1, 100000, &W::fixed_lit_beams, "beams lit by each serving satellite where load is fixed");
    t.identifier("policy", &W::policy,
                 "which satellite in view serves: strongest, nearest, highest-elevation, longest-remaining, least-loaded, max-weight, or a "
                 "program's own")
        .otherwise("strongest", "docs/decisions/0005: no other holds more");
    t.choice<BeamScheduler>("scheduler", {{"equal-share", BeamScheduler::kEqualShare}, {"by-users", BeamScheduler::kByUsers}},
                            &W::scheduler, "how footprints share the time of a satellite that cannot light all: alike, or by their users")
        .otherwise("equal-share", "assumption: a beam hops over its footprints in turn");
    t.choice<BeamMotion>("beams", {{"earth-fixed", BeamMotion::kEarthFixed}, {"earth-moving", BeamMotion::kEarthMoving}}, &W::beams,
                         "whether a beam stays on its place on the ground while its satellite passes, or goes with the satellite; the map "
                         "layers of a run are those of Earth-fixed beams, journeys know both")
        .otherwise("earth-fixed", "assumption: filings describe beams steered to service areas (docs/models/roaming.md)");
    using C = ChannelsConfig;
    constexpr ChannelReuse kPattern = ChannelReuse::kPattern, kDynamic = ChannelReuse::kDynamic;
    t.choice<C>("channels",
                {{"full", C{}},
                 {"pattern-3", C{kPattern, 3}},
                 {"pattern-4", C{kPattern, 4}},
                 {"pattern-7", C{kPattern, 7}},
                 {"dynamic-3", C{kDynamic, 3}},
                 {"dynamic-4", C{kDynamic, 4}},
                 {"dynamic-7", C{kDynamic, 7}}},
                &W::channels,
                "what of its carriers a beam uses: all; the part of 3, 4 or 7 that a fixed pattern of hexagons gives its place (whose "
                "distances then stand for the payload's reuse_distance); the part that is least disturbed at the moment")
        .otherwise("full", "docs/decisions/0006: no parts hold more");
    t.block(
         "gateways",
         gateways_table("Gateways, by id; without any every satellite is connected. A payload without inter-satellite links serves while "
                        "one sees it, one with links while any is up."),
         &W::gateways)
        .from_catalogue("gateways", table::Reference::kEntries)
        .if_present();
    t.block("events", events_table(), &W::events).if_present();
    t.number("handover_hysteresis_db", 0, 15, &W::handover_hysteresis,
             "of RSRP, event A3: hysteresis and offset of roaming.handover together; other policies state their unit by the dB")
        .otherwise("3", "assumption: a usual setting; 3GPP TS 38.331 allows 0 to 15 dB");
    t.number("interruption_s", 0, 60, &W::interruption_s,
             "no data while a phone changes satellite; absent: computed for each change, of roaming.handover.procedure");
    t.number("acknowledgement_kbps", 0, 10000, &W::acknowledgement_kbps, "uplink needed beside a video download")
        .otherwise("60",
                   "assumption: acknowledgements of 3 Mbit/s, one of 52 bytes for each two segments of 1,500 bytes, and 15 % for layer 2");
    return t;
}

/// The catalogue of services: entries that are not of one form, each by its name.
Spec service_entries() {
    using S = ServicesConfig;
    Table<S> t{"Entries of the catalogue: `text`, `light-data` and `voice`."};
    t.block("text", text_table(), &S::text).if_present();
    t.block("light-data", light_data_table(), &S::light_data).if_present();
    t.block("voice", voice_table(), &S::voice).if_present();
    Spec entries = std::move(t).take();
    for (Spec& entry : entries.fields)
        for (Spec& field : entry.fields) field.needed();
    return entries;
}

Table<FixedGeometry> geometry_table() {
    Table<FixedGeometry> t{"A satellite at rest: link budgets without an orbit."};
    t.number("altitude_km", 100, 36000, &FixedGeometry::altitude, "above a sphere of 6,371 km").needed();
    t.number("elevation_deg", 1, 90, &FixedGeometry::elevation, "at the phone").needed();
    return t;
}

Table<LinkOverrides> link_table() {
    using L = LinkOverrides;
    Table<L> t{"Lines of the link budget that are stated instead of computed."};
    t.number("gas_loss_db", 0, 100, &L::gas_loss, "atmospheric gases; absent: ITU-R P.676 as in TR 38.811");
    t.number("scintillation_loss_db", 0, 100, &L::scintillation_loss, "ionospheric; absent: TR 38.811 clause 6.6.6");
    t.number("shadow_margin_db", 0, 100, &L::shadow_margin, "margin for shadow fading; absent: none");
    t.number("additional_loss_db", 0, 100, &L::additional_loss, "anything else; absent: none");
    t.number("downlink_frequency_mhz", 30, 100000, &L::downlink_frequency, "carrier").needed();
    t.number("uplink_frequency_mhz", 30, 100000, &L::uplink_frequency, "carrier").needed();
    t.number("downlink_bandwidth_mhz", 0.00375, 2000, &L::downlink_bandwidth, "bandwidth in which carrier and noise are taken").needed();
    t.number("uplink_bandwidth_mhz", 0.00375, 2000, &L::uplink_bandwidth, "bandwidth in which carrier and noise are taken").needed();
    return t;
}

/// Generation without orbits: only its payload takes part.
Table<GenerationDraft> fixed_generation_table() {
    Table<GenerationDraft> t{"The satellite."};
    t.block("payload", payload_table(), [](GenerationDraft& g) -> PayloadGeneration& { return g.config.payload; })
        .needed()
        .from_catalogue("payloads", table::Reference::kEntry);
    for (const char* key : {"orbits", "launches"}) t.not_here(key, "nothing where geometry fixes the link");
    return t;
}

Table<std::vector<GenerationDraft>> generations_table(Table<GenerationDraft> one) {
    Table<std::vector<GenerationDraft>> t{"Generations of satellites, by id."};
    t.each(table::kIdKey, std::move(one), [](std::vector<GenerationDraft>& list, const std::string& key) -> GenerationDraft& {
        GenerationDraft& g = list.emplace_back();
        g.config.id = key;
        return g;
    });
    return t;
}

Table<Draft> head() {
    Table<Draft> t{"A scenario: what is asked, and under which assumptions."};
    t.choice<int>(
         "schema", {{"d2c.scenario/1", 1}}, [](Draft&, int) {}, "form of this file")
        .needed();
    t.identifier(
         "id", [](Draft& d, const std::string& v) { d.study.id = v; }, "short name; the result file is called after it")
        .needed();
    t.text(
         "title", [](Draft& d, const std::string& v) { d.study.title = v; }, "one line, as printed")
        .needed();
    t.text(
        "question", [](Draft& d, const std::string& v) { d.study.question = v; }, "what the run is to answer");
    return t;
}

const auto kHandsets = [](Draft& d) -> Draft& { return d; };
const auto kGenerations = [](Draft& d) -> std::vector<GenerationDraft>& { return d.generations; };

template <class T>
Spec map_of(const table::KeyRule& rule, Table<T> entry) {
    Table<std::map<std::string, T>> t{"Entries of the catalogue, by id."};
    t.each(rule, std::move(entry), [](std::map<std::string, T>& map, const std::string& key) -> T& { return map[key]; });
    return std::move(t).take();
}
template <class T>
CatalogueKind kind(std::string name, std::string folder, Spec entries) {
    entries.reference = entries.find("entries") ? table::Reference::kFile : table::Reference::kEntries;
    entries.catalogue = name;
    return {std::move(name), std::move(folder), std::move(entries), [] { return std::static_pointer_cast<void>(std::make_shared<T>()); }};
}

}  // namespace

const Spec& scenario_spec() {
    static const Spec spec = [] {
        Table<Draft> t = head();
        t.block("rollout", rollout_table(), [](Draft& d) -> RolloutConfig& { return d.study.rollout; }).needed();
        t.block("run", run_table(), [](Draft& d) -> RunConfig& { return d.study.run; });
        t.block("geography", geography_table(), [](Draft& d) -> GeographyConfig& { return d.study.geography; });
        t.block("constellation", generations_table(generation_table()), kGenerations).needed();
        t.block("spectrum", spectrum_table(), [](Draft& d) -> Draft& { return d; }).needed();
        t.block("handset_phy", handset_phy_table(), kHandsets).needed();
        t.block("demand", demand_table(), [](Draft& d) -> DemandConfig& { return d.study.demand; });
        t.block("services", services_table(), [](Draft& d) -> ServicesConfig& { return d.study.services; });
        t.block("roaming", roaming_table(), [](Draft& d) -> RoamingDraft& { return d.roaming; });
        t.block("world", world_table(), [](Draft& d) -> WorldConfig& { return d.study.world; });
        t.overrides("profiles", "How finely the question is computed, chosen with --profile; `full` is the file as written.");
        t.not_here("link", "nothing: it goes with geometry, which fixes the link");
        return std::move(t).take();
    }();
    return spec;
}

const Spec& fixed_link_spec() {
    static const Spec spec = [] {
        Table<Draft> t = head();
        t.block("geometry", geometry_table(), [](Draft& d) -> FixedGeometry& {
             if (!d.study.geometry) d.study.geometry.emplace();
             return *d.study.geometry;
         }).needed();
        t.block("link", link_table(), [](Draft& d) -> LinkOverrides& { return d.study.link; }).needed();
        t.block("constellation", generations_table(fixed_generation_table()), kGenerations).needed();
        t.block("handset_phy", handset_phy_table(), kHandsets).needed();
        t.overrides("profiles", "How finely the question is computed, chosen with --profile; `full` is the file as written.");
        for (const char* key : {"rollout", "run", "geography", "spectrum", "demand", "services", "roaming", "world"})
            t.not_here(key, "nothing where geometry fixes the link");
        return std::move(t).take();
    }();
    return spec;
}

const std::vector<CatalogueKind>& catalogue_kinds() {
    using std::map;
    using std::string;
    static const std::vector<CatalogueKind> kinds = [] {
        static const table::KeyRule launch{"launch", "^[0-9]{4}-[0-9]{3}$", "a COSPAR launch, as 2024-002"};
        Table<std::vector<Right>> rights{"Rights by id."};
        rights.each(table::kIdKey, right_table(), [](std::vector<Right>& list, const string& key) -> Right& {
            list.emplace_back().id = key;
            return list.back();
        });
        Table<std::vector<Right>> portfolio{"A set of rights."};
        portfolio
            .text(
                "title", [](std::vector<Right>&, const string&) {}, "name as printed")
            .needed();
        portfolio.text(
            "source", [](std::vector<Right>&, const string&) {}, "document, or `assumption: why`");
        portfolio.block("rights", std::move(rights), [](std::vector<Right>& r) -> std::vector<Right>& { return r; }).needed();

        std::vector<CatalogueKind> all;
        all.push_back(kind<map<string, PayloadGeneration>>("payloads", "constellation", map_of(table::kIdKey, payload_table())));
        all.push_back(kind<MeanStatesDraft>("mean-states", "constellation", mean_states_table().take()));
        all.push_back(kind<map<string, Shell>>("shells", "constellation", map_of(table::kIdKey, shell_table())));
        all.push_back(kind<map<string, HistoricLaunch>>("launches", "constellation", map_of(launch, launch_table())));
        all.push_back(kind<map<string, Band>>("bands", "spectrum", map_of(table::kIdKey, band_table())));
        all.push_back(kind<map<string, std::vector<Right>>>("portfolios", "spectrum", map_of(table::kIdKey, std::move(portfolio))));
        all.push_back(kind<map<string, HandsetClass>>("chipsets", "handset_phy", map_of(table::kIdKey, handset_table())));
        all.push_back(kind<map<string, Ladder>>("ladders", "video", map_of(table::kIdKey, ladder_table())));
        all.push_back(kind<ServicesConfig>("services", "video", service_entries()));
        all.push_back(kind<map<string, Place>>("places", "geography", map_of(table::kIdKey, place_table())));
        all.push_back(kind<map<string, PopulationConfig>>("population-cities", "geography", map_of(table::kIdKey, population_table())));
        all.push_back(kind<map<string, CoverageRuleConfig>>("coverage-rule", "geography", map_of(table::kIdKey, coverage_table())));
        all.push_back(kind<map<string, DemandConfig>>("demand", "scenarios", map_of(table::kIdKey, activity_table())));
        all.push_back(kind<map<string, DemandConfig>>("weekday", "scenarios", map_of(table::kIdKey, weekday_table())));
        all.push_back(kind<map<string, PhoneEnvironment>>("environments", "handset_phy", map_of(table::kIdKey, environment_table())));
        all.push_back(kind<std::vector<Gateway>>("gateways", "roaming", gateways_table("Gateways, by id.").take()));
        all.push_back(kind<std::vector<OperatorDraft>>("operators", "roaming", operators_table().take()));
        all.push_back(kind<std::vector<AgreementDraft>>("agreements", "roaming", agreements_table().take()));
        all.push_back(kind<std::vector<BarringDraft>>("barring", "roaming", barring_table().take()));
        all.push_back(kind<std::vector<PointOfPresence>>("points-of-presence", "roaming", points_of_presence_table().take()));
        return all;
    }();
    return kinds;
}

}  // namespace d2c::fields
