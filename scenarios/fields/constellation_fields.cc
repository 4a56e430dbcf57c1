#include <charconv>

#include "scenarios/fields/fields.h"

namespace d2c::fields {

using table::Listing;
using table::Reference;
using table::Table;

namespace {

template <class E, std::size_t N>
std::vector<std::pair<std::string, E>> words(const Word<E> (&list)[N]) {
    std::vector<std::pair<std::string, E>> all;
    for (const Word<E>& w : list) all.emplace_back(std::string{w.word}, w.value);
    return all;
}

Table<PatternParameters> pattern_table() {
    using P = PatternParameters;
    Table<P> t{"Parameters of the payload's pattern; only those of the form chosen."};
    t.number("ln_db", -30, -15, &P::near_in, "s1528-1.2: LN, near-in side lobes: -15, -20, -25 or -30");
    t.number("ls_db", -40, -3, &P::cross_point, "s1528-1.3: LS, where main beam and side lobes meet; without it -6.75");
    t.number("lf_dbi", -50, 80, &P::far_out, "s1528-1.2 and 1.3: LF, far-out side lobes; without it 0 and 5");
    t.number("lb_dbi", -50, 80, &P::back, "s1528-1.2: LB, back lobe");
    t.number("z", 1, 5, &P::axis_ratio, "s1528-1.2: major to minor axis of the beam; without it 1");
    t.number("psi_b_deg", 0.001, 45, &P::half_beamwidth,
             "s1528-1.2 and 1.3: half of the 3 dB beamwidth; without it sqrt(1200) lambda / aperture_diameter_m");
    t.number("slr_db", 10, 60, &P::side_lobe_ratio, "s1528-1.4 and a Taylor taper: side-lobe ratio; without it 20 and 25");
    t.whole(
        "side_lobes", 2, 20, [](P& p, std::int64_t v) { p.side_lobes = static_cast<int>(v); },
        "s1528-1.4 and a Taylor taper: secondary lobes considered; without it 4");
    t.number("lr_m", 0.001, 100, &P::radial, "s1528-1.4: Lr; without it aperture_diameter_m");
    t.number("lt_m", 0.001, 100, &P::transverse, "s1528-1.4: Lt; without it Lr");
    t.whole(
        "nx", 1, 200, [](P& p, std::int64_t v) { p.nx = static_cast<int>(v); }, "array: elements along x");
    t.whole(
        "ny", 1, 200, [](P& p, std::int64_t v) { p.ny = static_cast<int>(v); }, "array: elements along y; without it nx");
    t.number("spacing_x_m", 0.001, 10, &P::dx, "array: spacing along x; without it half a wavelength of each carrier");
    t.number("spacing_y_m", 0.001, 10, &P::dy, "array: spacing along y; without it that along x");
    t.choice<Lattice>(
        "lattice", words(kLattices), [](P& p, Lattice v) { p.lattice = v; }, "array: lattice; without it rectangular");
    t.choice<Taper>(
        "taper", words(kTapers), [](P& p, Taper v) { p.taper = v; }, "array: amplitudes along both axes; without it uniform");
    return t;
}

}  // namespace

Table<PayloadGeneration> payload_table() {
    using P = PayloadGeneration;
    Table<P> t{"What one satellite of this generation carries."};
    t.named_into(&P::id);
    t.text("title", &P::title, "name as printed").needed();
    t.texts("bands", 1, &P::bands, "ids of spectrum/bands that it can transmit in").needed();
    t.number("beam_unit_mhz", 0.1, 400, &P::beam_unit_mhz,
             "channel bandwidth that one beam is counted for; a carrier of four times this counts four")
        .needed();
    t.whole("max_beams", 1, 100000, &P::max_beams, "beams of beam_unit_mhz lit at one instant").needed();
    t.number("rf_power_w", 0.001, 1e6, &P::rf_power, "power of all beams together, at the antenna port").needed();
    t.number(
         "eirp_density_dbw_per_mhz", -60, 80,
         [](P& p, double v) {
             p.eirp_density = {Dbw{v}, Hertz::mega(1)};
         },
         "EIRP density of one beam at its peak, steered to nadir, per MHz of occupied bandwidth")
        .needed();
    t.number("peak_gain_dbi", 0, 70, &P::peak_gain, "gain of the transmit aperture, steered to nadir").needed();
    t.number("aperture_diameter_m", 0.05, 60, &P::aperture_diameter, "equivalent circular aperture of the pattern").needed();
    t.choice<PatternKind>(
         "pattern", words(kPatternKinds), [](P& p, PatternKind kind) { p.pattern.kind = kind; },
         "form of its beams: the disc of TR 38.811 clause 6.4.1, one of ITU-R S.1528, or a planar array")
        .otherwise("tr38811", "3GPP TR 38.821 clause 6.1: the pattern of its studies");
    t.block("pattern_parameters", pattern_table(), &P::pattern).if_present();
    t.number("scan_loss_exponent", 0, 4, &P::scan_loss_exponent, "gain falls with cos(scan angle) to this power").needed();
    t.number("side_lobe_floor_db", -80, -10, &P::side_lobe_floor, "lowest relative gain assumed at any angle off the beam axis").needed();
    t.number("minimum_elevation_deg", 0, 89, &P::minimum_elevation, "least elevation at the phone that is served").needed();
    t.number("g_over_t_db_per_k", -60, 50, &P::g_over_t, "uplink figure of merit, steered to nadir").needed();
    t.number("reuse_distance", 0, 20, &P::reuse_distance,
             "least distance of two co-channel beam centres of one satellite, in footprint diameters")
        .needed();
    t.whole("highest_modulation_order", 2, 10, &P::highest_modulation_order, "of its air interface: 6 is 64QAM, 8 is 256QAM")
        .otherwise("8", "TS 38.214 table 5.2.2.1-3: NR goes to 256QAM");
    t.whole("layers", 1, 4, &P::layers, "spatial layers it can send to one phone")
        .otherwise("2", "assumption: both hands of circular polarisation");
    t.number("overhead_share", 0, 0.9, &P::overhead_share, "least overhead of its air interface; a phone with more keeps its own")
        .otherwise("0", "the phone's own overhead holds");
    t.yes_no("inter_satellite_links", &P::inter_satellite_links,
             "it reaches a gateway by other satellites; without, it serves only while a gateway of world.gateways sees it")
        .otherwise("false", "3GPP TR 38.821 clause 5.1: a transparent payload repeats what a gateway in view sends");
    t.instant("in_service_from_utc", &P::in_service_from, "not used before").needed();
    t.text("source", &P::source, "document and table, filing, or `assumption: why`").needed();
    return t;
}

Table<Shell> shell_table() {
    Table<Shell> t{"A Walker shell: planes evenly over 360 degrees of right ascension."};
    t.number("altitude_km", 160, 2000, &Shell::altitude, "above the equatorial radius of WGS 84").needed();
    t.number("inclination_deg", 0, 180, &Shell::inclination, "of the orbit to the equator").needed();
    t.whole("planes", 1, 1000, &Shell::planes, "orbital planes").needed();
    t.whole("satellites_per_plane", 1, 1000, &Shell::satellites_per_plane, "satellites in each plane when full").needed();
    t.whole("phasing", 0, 999, &Shell::phasing,
            "Walker's F: satellite 0 of a plane leads that of the plane before by F * 360 / total degrees")
        .needed();
    t.whole("fill_order", 0, 100, &Shell::fill_order, "shells of a lower order are filled first; equal orders in proportion")
        .otherwise("0", "assumption: all shells fill in proportion");
    t.text(
        "source", [](Shell&, const std::string&) {}, "document, filing, or `assumption: why`");
    return t;
}

Table<HistoricLaunch> launch_table() {
    Table<HistoricLaunch> t{"One launch of the past."};
    t.text(
        "title", [](HistoricLaunch&, const std::string&) {}, "name of the mission");
    t.instant("launched_utc", &HistoricLaunch::launched, "date of the launch").needed();
    t.whole("satellites_launched", 0, 1000, &HistoricLaunch::satellites_launched, "direct-to-cell satellites on board").needed();
    t.text("source", &HistoricLaunch::source, "launch record, or `assumption: why`").needed();
    return t;
}

namespace {
const table::KeyRule kLaunchKey{"launch", "^[0-9]{4}-[0-9]{3}$", "a COSPAR launch, as 2024-002"};

Table<ObservedDraft> observed_table() {
    using O = ObservedDraft;
    Table<O> t{"A satellite as observed: its mean circular orbit in the TEME frame."};
    t.text(
         "launch", [](O& o, const std::string& v) { o.satellite.launch = v; }, "COSPAR launch that brought it, as 2024-002")
        .needed();
    t.number("inclination_deg", 0, 180, &O::inclination, "of the orbit to the equator").needed();
    t.number("raan_deg", -360, 360, &O::raan, "right ascension of the ascending node at the epoch").needed();
    t.number("argument_of_latitude_deg", -360, 360, &O::argument_of_latitude, "from the ascending node, at the epoch").needed();
    t.number("mean_motion_rev_per_day", 0.9, 17, &O::mean_motion_rev_per_day, "mean motion as in a TLE (Kozai)").needed();
    return t;
}

Table<std::vector<Shell>> shells_table() {
    Table<std::vector<Shell>> t{"Shells that launches fill, by id."};
    t.each(table::kIdKey, shell_table(), [](std::vector<Shell>& list, const std::string& key) -> Shell& {
        Shell& shell = list.emplace_back();
        shell.id = key;
        return shell;
    });
    return t;
}
Table<std::vector<HistoricLaunch>> history_table() {
    Table<std::vector<HistoricLaunch>> t{"Launches of the past, by COSPAR number."};
    t.each(kLaunchKey, launch_table(), [](std::vector<HistoricLaunch>& list, const std::string& key) -> HistoricLaunch& {
         HistoricLaunch& launch = list.emplace_back();
         launch.id = key;
         return launch;
     }).listed(Listing::kRow);
    return t;
}

Table<Attrition> attrition_table() {
    using A = Attrition;
    Table<A> t{"How satellites are lost, taken out and replaced."};
    t.number("launch_failure_share", 0, 1, &A::launch_failure_share, "of launches to come that lose all on board")
        .otherwise("0", "assumption: no launch fails");
    t.number("infant_share", 0, 1, &A::infant_share, "of satellites to come that reach orbit and never serve")
        .otherwise("0", "assumption: all come into service");
    t.number("per_year", 0, 10, &A::failures_per_year, "of satellites in service that fail in a year, at a constant rate")
        .in_unit("1/year")
        .otherwise("0", "assumption: none fails");
    t.number(
         "design_life_years", 0.1, 100, [](A& a, double v) { a.design_life_years = v; }, "in service, then taken out; absent: never")
        .in_unit("years");
    t.number("deorbit_days", 0, 36500, &A::deorbit_days, "from the end of service until it is gone from orbit")
        .in_unit("days")
        .otherwise("180", "assumption: without thrust an orbit near 350 km lasts weeks to months");
    t.yes_no("replace", &A::replace, "later launches of a pace fill the slots of lost satellites")
        .otherwise("false", "assumption: they do not");
    t.text(
        "source", [](A&, const std::string&) {}, "document, or `assumption: why`");
    return t;
}

LaunchPace& pace_of(GenerationDraft& g) {
    if (!g.pace) g.pace.emplace();
    return *g.pace;
}

Table<GenerationDraft> orbits_table() {
    using G = GenerationDraft;
    Table<G> t{"Where the satellites of this generation fly: as observed, or in shells to be filled."};
    t.block("mean_states", mean_states_table(), &G::observed).if_present().from_catalogue("mean-states", Reference::kFile);
    t.block("shells", shells_table(), [](G& g) -> std::vector<Shell>& { return g.config.shells; })
        .if_present()
        .from_catalogue("shells", Reference::kEntries);
    t.either({{"mean_states"}, {"shells"}});
    return t;
}

Table<GenerationDraft> launches_table() {
    using G = GenerationDraft;
    Table<G> t{"When they come: launches of the past, or a pace from a date on."};
    t.block("history", history_table(), [](G& g) -> std::vector<HistoricLaunch>& { return g.config.history; })
        .if_present()
        .from_catalogue("launches", Reference::kEntries);
    t.instant(
        "from", [](G& g, Instant v) { pace_of(g).from = v; }, "first launch of a pace [UTC]");
    t.whole(
        "satellites_per_launch", 1, 1000, [](G& g, std::int64_t v) { pace_of(g).satellites_per_launch = static_cast<int>(v); },
        "satellites on each launch of a pace");
    t.number(
        "per_month", 0.001, 1000, [](G& g, double v) { pace_of(g).per_month = v; }, "launches in each month");
    t.whole(
        "maximum_satellites", 1, 100000, [](G& g, std::int64_t v) { pace_of(g).maximum_satellites = static_cast<int>(v); },
        "never more launched than this");
    t.number(
         "raising_days", 0, 1000, [](G& g, double v) { g.config.history_raising_days = v; }, "from launch to service")
        .otherwise("60", "assumption: orbit raising and checks; launches of 2024 to 2025 reached their planes in one to three months");
    t.block("failures", attrition_table(), [](G& g) -> Attrition& { return g.config.attrition; }).if_present();
    t.either({{"history"}, {"from", "satellites_per_launch", "per_month", "maximum_satellites"}});
    return t;
}
}  // namespace

Table<MeanStatesDraft> mean_states_table() {
    using M = MeanStatesDraft;
    Table<std::vector<ObservedDraft>> satellites{"Satellites by catalogue number."};
    satellites.each(table::kNumberKey, observed_table(), [](std::vector<ObservedDraft>& list, const std::string& key) -> ObservedDraft& {
        ObservedDraft& o = list.emplace_back();
        std::from_chars(key.data(), key.data() + key.size(), o.satellite.norad_id);
        return o;
    });
    Table<M> t{"Satellites as observed at one instant."};
    t.choice<int>(
        "schema", {{"d2c.catalogue.mean-states/1", 1}}, [](M&, int) {}, "form of a file that holds them");
    for (const char* key : {"title", "licence", "note"})
        t.text(
            key, [](M&, const std::string&) {}, "about the file");
    t.instant("epoch_utc", &M::epoch, "instant of all states").needed();
    t.block("entries", std::move(satellites), &M::satellites).needed().listed(Listing::kCount);
    t.text(
         "source", [](M&, const std::string&) {}, "where the states come from")
        .needed();
    return t;
}

Table<GenerationDraft> generation_table() {
    using G = GenerationDraft;
    Table<G> t{"One generation of satellites."};
    t.block("orbits", orbits_table(), [](G& g) -> G& { return g; }).needed();
    t.block("payload", payload_table(), [](G& g) -> PayloadGeneration& { return g.config.payload; })
        .needed()
        .from_catalogue("payloads", Reference::kEntry);
    t.block("launches", launches_table(), [](G& g) -> G& { return g; }).needed();
    return t;
}

}  // namespace d2c::fields
