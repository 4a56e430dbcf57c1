#include "scenarios/build.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <set>
#include <tuple>
#include <utility>

#include "constellation/walker.h"
#include "scenarios/check.h"
#include "scenarios/table/spec.h"
#include "spectrum/rights.h"

namespace d2c {
namespace {

std::string seconds(double s) { return table::number_text(s); }

void check_times(const Study& study, Check& check) {
    if (check.sound({"rollout.first_quarter", "rollout.last_quarter"}) && study.rollout.last < study.rollout.first)
        check.fault("rollout.last_quarter", to_string(study.rollout.last),
                    "not before rollout.first_quarter, " + to_string(study.rollout.first));
    const RunConfig& run = study.run;
    if (!check.sound({"run.window_s", "run.step_s", "run.windows_per_quarter"})) return;
    const double steps = run.window_s / run.step_s;
    if (!(std::abs(steps - std::round(steps)) < 1e-9 && steps >= 1))
        check.fault("run.step_s", seconds(run.step_s), "a whole part of run.window_s, " + seconds(run.window_s) + " [s]");
    // A quarter has at least 90 days.
    if (!(run.window_s * run.windows_per_quarter <= 90 * 86400.0))
        check.fault(
            "run.windows_per_quarter", std::to_string(run.windows_per_quarter),
            "windows that fit into a quarter of 90 days; with run.window_s at most " + seconds(std::floor(90 * 86400.0 / run.window_s)));
    const VideoService& video = study.services.video;
    if (!check.sound({"services"})) return;
    const auto fits = [&](double value_s, const std::string& field) {
        if (!(value_s <= run.window_s)) check.fault(field, seconds(value_s), "at most run.window_s, " + seconds(run.window_s) + " [s]");
    };
    fits(video.session_s, "services.video.session_s");
    fits(study.services.text.each_within_s, "services.text.each_within_s");
    fits(study.services.light_data.each_within_s, "services.light_data.each_within_s");
    fits(study.services.voice.call_s, "services.voice.call_s");
    if (!(slack_s(study.services.voice, Metres{0.0}) > 0.0))
        check.fault("services.voice.max_delay_ms", table::number_text(study.services.voice.max_delay_s * 1e3),
                    "more than the delays of devices, path, scheduling and repetitions together, " +
                        table::number_text(
                            std::round(1e6 * (study.services.voice.max_delay_s - slack_s(study.services.voice, Metres{0.0}))) * 1e-3) +
                        " [ms]");
    const double least = video.startup_buffer_s + study.services.ladder.segment_s;
    if (!(video.maximum_buffer_s >= least))
        check.fault("services.video.maximum_buffer_s", seconds(video.maximum_buffer_s),
                    "at least startup_buffer_s and one segment of the ladder, " + seconds(least) + " [s]");
}

void check_precision(const Study& study, Check& check) {
    if (!study.run.precision || !check.sound({"run", "services", "handset_phy"})) return;
    const PrecisionConfig& precision = *study.run.precision;
    std::vector<std::string> services{"text", "light-data", "voice"}, handsets;
    for (const Rung& rung : study.services.ladder.rungs) services.push_back("video-" + rung.id);
    for (const HandsetClass& h : study.handsets) handsets.push_back(h.id);
    const auto one_of = [&](const std::string& field, const std::string& name, const std::vector<std::string>& names, const char* what) {
        if (std::find(names.begin(), names.end(), name) == names.end())
            check.fault("run.precision." + field, name, what + ("; " + table::nearest_words(name, names)));
    };
    one_of("service", precision.service, services, "a service of this scenario");
    one_of("handset", precision.handset, handsets, "a class of handset_phy.classes");
    if (precision.maximum_windows < study.run.windows_per_quarter)
        check.fault("run.precision.maximum_windows", std::to_string(precision.maximum_windows),
                    "at least run.windows_per_quarter, " + std::to_string(study.run.windows_per_quarter));
    if (!(study.run.window_s * precision.maximum_windows <= 90 * 86400.0))
        check.fault("run.precision.maximum_windows", std::to_string(precision.maximum_windows),
                    "windows that fit into a quarter of 90 days; with run.window_s at most " +
                        seconds(std::floor(90 * 86400.0 / study.run.window_s)));
}

void check_ladder(const Ladder& ladder, Check& check) {
    if (!check.sound({"services.video.ladder"})) return;
    if (ladder.rungs.empty()) check.fault("services.video.ladder.rungs", "none", "at least one rung");
    for (std::size_t i = 1; i < ladder.rungs.size(); ++i)
        if (!(ladder.rungs[i].bitrate.value > ladder.rungs[i - 1].bitrate.value))
            check.fault("services.video.ladder.rungs." + ladder.rungs[i].id + ".bitrate_kbps",
                        table::number_text(ladder.rungs[i].bitrate.value / 1e3),
                        "more than that of the rung before, " + table::number_text(ladder.rungs[i - 1].bitrate.value / 1e3) + " [kbit/s]");
}

void check_world(const Study& study, Check& check) {
    if (!check.sound({"world.load", "world.fixed_lit_beams"})) return;
    if (study.world.load == BeamLoad::kFixed && study.world.fixed_lit_beams <= 0)
        check.fault("world.fixed_lit_beams", "missing", "a whole number of at least 1, since world.load is fixed");
    if (study.world.load != BeamLoad::kFixed && check.has("world.fixed_lit_beams"))
        check.fault("world.fixed_lit_beams", std::to_string(study.world.fixed_lit_beams), "nothing, unless world.load is fixed");
}

void check_outages(const Study& study, Check& check) {
    if (!check.sound({"world.events", "world.gateways", "constellation"})) return;
    std::vector<std::string> generations, gateways;
    for (const GenerationConfig& g : study.generations) generations.push_back(g.id);
    for (const GatewayConfig& g : study.world.gateways) gateways.push_back(g.id);
    const auto known = [&](const std::string& field, const std::string& name, const std::vector<std::string>& names,
                           const std::string& where) {
        if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
        check.fault(
            field, name,
            names.empty() ? "an id of " + where + ", which has none" : fmt::format("an id of {}: {}", where, fmt::join(names, ", ")));
    };
    for (const WorldEvent& e : study.world.events) {
        const std::string lose = "world.events." + e.id + ".lose";
        known(lose + ".generation", e.generation, generations, "constellation");
        known(lose + ".gateway", e.gateway, gateways, "world.gateways");
        const bool of_satellites = check.has(lose + ".satellites_share") || check.has(lose + ".beams_share");
        if (!of_satellites && e.gateway.empty()) check.fault(lose, "nothing", "satellites_share, beams_share or gateway");
        if (!of_satellites && !e.generation.empty())
            check.fault(lose + ".generation", e.generation, "with satellites_share or beams_share");
    }
}

void check_band_names(const std::vector<std::string>& names, const std::vector<std::string>& bands, const std::string& path, Check& check) {
    std::set<std::string> seen;
    for (const std::string& name : names) {
        if (std::find(bands.begin(), bands.end(), name) == bands.end())
            check.fault(path, name, "a band of spectrum.bands; " + table::nearest_words(name, bands));
        if (!seen.insert(name).second) check.fault(path, name, "each band once");
    }
}

void check_spectrum(const Study& study, Check& check) {
    if (!check.sound({"spectrum.bands"})) return;
    std::vector<std::string> bands;
    for (const Band& band : study.bands) bands.push_back(band.id);
    for (const GenerationConfig& g : study.generations)
        check_band_names(g.payload.bands, bands, "constellation." + g.id + ".payload.bands", check);
    for (const HandsetClass& h : study.handsets) check_band_names(h.bands, bands, "handset_phy.classes." + h.id + ".bands", check);
    for (const Fault& f : check_bands(study.bands)) check.fault("spectrum.bands." + f.field, f.value, f.allowed);
    if (!check.sound({"spectrum"})) return;
    for (const Fault& f : check_rights(study.bands, study.rights)) {
        const std::string id = f.field.substr(0, f.field.find('.'));
        const bool added = check.has("spectrum.rights." + id);
        check.fault((added ? "spectrum.rights." : "spectrum.portfolio.") + f.field, f.value, f.allowed);
    }
}

/// Launches of the past neither fail nor replace.
void check_attrition(const GenerationConfig& g, const std::string& path, Check& check) {
    const std::string at = path + ".launches.failures.";
    if (g.pace) return;
    if (g.attrition.replace) check.fault(at + "replace", "true", "false, unless a pace launches satellites of this generation");
    for (const auto& [field, value] :
         {std::pair{"launch_failure_share", g.attrition.launch_failure_share}, {"infant_share", g.attrition.infant_share}})
        if (value > 0.0)
            check.fault(at + field, table::number_text(value), "0 for launches of the past: their losses are in the catalogue");
}

void check_patterns(const Study& study, Check& check) {
    for (const GenerationConfig& g : study.generations) {
        const std::string payload = "constellation." + g.id + ".payload";
        if (!check.sound({payload})) continue;
        for (const Fault& f : d2c::check(g.payload.pattern))
            check.fault(payload + (f.field == "pattern" ? ".pattern" : ".pattern_parameters." + f.field), f.value, f.allowed);
    }
}

void build_generation(fields::GenerationDraft& draft, Check& check) {
    GenerationConfig& g = draft.config;
    const std::string path = "constellation." + g.id;
    if (!check.sound({path + ".orbits", path + ".launches"})) return;
    for (fields::ObservedDraft& o : draft.observed.satellites) {
        o.satellite.state = observed_state(o.inclination, o.raan, o.argument_of_latitude, o.mean_motion_rev_per_day, draft.observed.epoch);
        g.observed.push_back(o.satellite);
    }
    if (draft.pace) {
        g.pace = *draft.pace;
        g.pace->raising_days = g.history_raising_days;
    }
    const bool observed = check.has(path + ".orbits.mean_states"), shells = check.has(path + ".orbits.shells");
    const bool history = check.has(path + ".launches.history"), pace = check.has(path + ".launches.from");
    if (observed && !shells && pace && !history)
        check.fault(path + ".launches.from", "a pace", "launches.history, since the orbits are observed ones");
    if (shells && !observed && history && !pace)
        check.fault(path + ".launches.history", "launches of the past",
                    "a pace (from, satellites_per_launch, per_month, maximum_satellites), since shells are to be filled");
    std::vector<std::string> launches;
    for (const HistoricLaunch& launch : g.history) launches.push_back(launch.id);
    if (history)
        for (const auto& satellite : g.observed)
            if (std::find(launches.begin(), launches.end(), satellite.launch) == launches.end())
                check.fault(fmt::format("{}.orbits.mean_states.entries.{}.launch", path, satellite.norad_id), satellite.launch,
                            "a launch of launches.history; " + table::nearest_words(satellite.launch, launches));
    if (shells && g.shells.empty()) check.fault(path + ".orbits.shells", "none", "at least one shell");
    if (observed && g.observed.empty()) check.fault(path + ".orbits.mean_states.entries", "none", "at least one satellite");
    check_attrition(g, path, check);
    long long slots = 0;
    for (const Shell& shell : g.shells) slots += static_cast<long long>(shell.planes) * shell.satellites_per_plane;
    if (g.pace && shells && g.pace->maximum_satellites > slots)
        check.fault(path + ".launches.maximum_satellites", std::to_string(g.pace->maximum_satellites),
                    fmt::format("at most what the shells hold, {}", slots));
}

void build_adoption(const fields::AdoptionDraft& draft, Study& study, Check& check) {
    const std::string path = "handset_phy.adoption";
    if (!check.sound({"handset_phy"})) return;
    AdoptionConfig adoption;
    adoption.curves.resize(study.handsets.size());
    std::vector<std::string> ids;
    for (const HandsetClass& h : study.handsets) ids.push_back(h.id);
    for (const auto& c : draft.classes) {
        const auto found = std::find(ids.begin(), ids.end(), c.id);
        if (found == ids.end()) {
            check.fault(path + ".classes." + c.id, c.id, "a class of handset_phy.classes; " + table::nearest_words(c.id, ids));
            continue;
        }
        const auto i = static_cast<std::size_t>(found - ids.begin());
        SalesCurve curve;
        if (c.innovation)
            curve.shape = BassCurve{*c.innovation, c.imitation.value_or(0.0)};
        else
            curve.shape = LogisticCurve{c.midpoint.value_or(0.0), c.ten_to_ninety.value_or(1.0)};
        curve.ceiling_share = c.ceiling_share;
        curve.start_year = decimal_year(study.handsets[i].in_service_from);
        adoption.curves[i] = curve;
    }
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i == 0 && adoption.curves[i])
            check.fault(path + ".classes." + ids[i], "a curve", "none for the first class: it takes what the others leave");
        if (i > 0 && !adoption.curves[i]) check.fault(path + ".classes." + ids[i], "missing", "a curve for every class but the first");
        if (i > 0 && study.handsets[i].in_service_from < study.handsets[i - 1].in_service_from)
            check.fault("handset_phy.classes." + ids[i] + ".in_service_from_utc", date_string(study.handsets[i].in_service_from),
                        "not before the class above it, where handset_phy.adoption is given: later classes take from earlier ones");
    }
    std::size_t rests = 0;
    std::set<std::string> named;
    for (const auto& g : draft.groups) {
        AdoptionConfig::Group group{g.id, {}, g.mean_phone_life_years, g.delay_years};
        rests += g.countries.empty() ? 1 : 0;
        for (const std::string& text : g.countries) {
            const auto area = AreaCode::parse(text);
            if (!area)
                check.fault(path + ".groups." + g.id + ".countries", text, "ISO 3166-1 alpha-2, as CL");
            else if (!named.insert(text).second)
                check.fault(path + ".groups." + g.id + ".countries", text, "each country in one group");
            else
                group.countries.push_back(*area);
        }
        adoption.groups.push_back(std::move(group));
    }
    if (rests != 1)
        check.fault(path + ".groups", fmt::format("{} without countries", rests), "one group without countries, for all the others");
    study.adoption = std::move(adoption);
}

void check_weekday(const DemandConfig& demand, Check& check) {
    if (!check.has("demand.weekday") || !check.sound({"demand.weekday"})) return;
    double sum = 0.0;
    for (const double factor : demand.factor_by_weekday) sum += factor;
    if (!(std::abs(sum / 7.0 - 1.0) <= 0.001))
        check.fault("demand.weekday.factor_by_weekday", "a mean of " + table::number_text(sum / 7.0),
                    "seven factors whose mean is 1 within 0.001");
}

void check_aircraft(const DemandConfig& demand, Check& check) {
    if (!demand.aircraft || !check.sound({"demand.aircraft"})) return;
    if (!(demand.aircraft->middle_north_share <= demand.aircraft->northern_share))
        check.fault("demand.aircraft.middle_north_share", table::number_text(demand.aircraft->middle_north_share),
                    "at most northern_share, " + table::number_text(demand.aircraft->northern_share) + " [1]");
}

void build_where(const fields::WhereDraft& draft, Study& study, Check& check) {
    const std::string path = "handset_phy.where_the_phone_is";
    if (!check.sound({"handset_phy"})) return;
    std::vector<std::string> ids;
    for (const PhoneEnvironment& e : draft.environments) ids.push_back(e.id);
    double sum = 0.0;
    for (const auto& [id, share] : draft.shares) {
        sum += share;
        const auto found = std::find(ids.begin(), ids.end(), id);
        if (found == ids.end()) {
            check.fault(path + '.' + id, id, "an environment; " + table::nearest_words(id, ids));
            continue;
        }
        if (share == 0.0) continue;
        // Two phones stand at each spot.
        const double least = 1.0 / (2.0 * study.run.windows_per_quarter);
        if (check.sound({"run.windows_per_quarter"}) && !(share >= least - 1e-12))
            check.fault(path + '.' + id, table::number_text(share),
                        "0, or at least " + table::number_text(least) + ", so that each spot has a try of it in a quarter [1]");
        const PhoneEnvironment& environment = draft.environments[static_cast<std::size_t>(found - ids.begin())];
        for (const HandsetClass& handset : study.handsets)
            if (environment.grip != Grip::kFree && handset.body_loss.value > 0.0)
                check.fault(path + '.' + id, "a grip", "classes with a body_loss_db of 0, unlike " + handset.id + ": the loss counts once");
        study.where.push_back({environment, share});
    }
    if (!(std::abs(sum - 1.0) <= 1e-6))
        check.fault(path, draft.shares.empty() ? "no shares" : "a sum of " + table::number_text(sum), "shares that add up to 1 [1]");
    for (EnvironmentShare& part : study.where) part.share /= sum;
}

}  // namespace

void build_study(fields::Draft& draft, const yaml::Node& root, const std::vector<std::string>& unread, Faults& faults) {
    Check check{root, unread, faults};
    Study& study = draft.study;
    for (fields::SpectrumEventDraft& event : draft.events)
        for (Right& right : event.rights) {
            right.from = std::max(right.from, event.at);
            study.rights.push_back(std::move(right));
        }
    for (fields::GenerationDraft& generation : draft.generations) {
        build_generation(generation, check);
        if (generation.config.payload.id == "inline") generation.config.payload.id = generation.config.id;
        study.generations.push_back(std::move(generation.config));
    }
    if (study.generations.empty() && check.sound({"constellation"}))
        check.fault("constellation", "none", "at least one generation of satellites");
    if (study.handsets.empty() && check.sound({"handset_phy"})) check.fault("handset_phy.classes", "none", "at least one class of phones");
    if (study.geometry) {
        if (study.generations.size() > 1)
            check.fault("constellation", fmt::format("{} generations", study.generations.size()), "one, where geometry fixes the link");
        if (draft.adoption) check.fault("handset_phy.adoption", "adoption", "nothing where geometry fixes the link");
        if (draft.where) check.fault("handset_phy.where_the_phone_is", "shares", "nothing where geometry fixes the link");
        return;
    }
    if (draft.adoption) build_adoption(*draft.adoption, study, check);
    if (draft.where) build_where(*draft.where, study, check);
    check_weekday(study.demand, check);
    check_aircraft(study.demand, check);
    check_times(study, check);
    check_precision(study, check);
    check_ladder(study.services.ladder, check);
    check_world(study, check);
    build_roaming(draft.roaming, draft.study, check);
    fit_handover(draft.study, check);
    check_outages(study, check);
    std::tie(study.world.policy_file, study.world.policy_line) = check.place_of("world.policy");
    check_spectrum(study, check);
    check_patterns(study, check);
}

}  // namespace d2c
