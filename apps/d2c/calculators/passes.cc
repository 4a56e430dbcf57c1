#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <memory>
#include <string_view>
#include <utility>

#include "apps/d2c/calculators/calculators.h"
#include "apps/d2c/calculators/passes_output.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "constellation/elements/read_elements.h"
#include "geography/borders/borders.h"
#include "scenarios/read_study.h"
#include "world/input/fleet.h"
#include "world/input/spectrum_use.h"

namespace d2c::apps {
namespace {

struct Options {
    ReadOptions read;  ///< scenario_path is an element file's as well
    std::string at, time, duration = "1h", profile, generation;
    std::optional<double> minimum_elevation_deg, frequency_mhz;
    bool csv = false, json = false;
};

/// `LAT,LON` or `LAT,LON,ALT_M`.
std::optional<Geodetic> parse_place(const std::string& text) {
    const std::size_t first = text.find(','), second = first == std::string::npos ? first : text.find(',', first + 1);
    auto place = parse_lat_lon(text.substr(0, second));
    if (!place || second == std::string::npos) return place;
    const auto height = parse_numbers(text.substr(second + 1));
    if (!height || height->size() != 1 || !(height->front() >= -500.0 && height->front() <= 100e3)) return std::nullopt;
    place->height = {height->front()};
    return place;
}

PassQuery read_query(const Options& o, const Study* study, Faults& faults) {
    PassQuery query;
    auto at = parse_place(o.at);
    if (!at && study != nullptr) {
        for (const Place& place : study->geography.places) {
            if (place.id != o.at) continue;
            at = place.location;
            query.area = place.area;
        }
    }
    if (!at)
        faults.push_back({"", 0, "--at", o.at,
                          std::string{"LAT,LON or LAT,LON,ALT_M (-90 to 90, -180 to 360 [deg], -500 to 100000 [m])"} +
                              (study != nullptr ? ", or the id of a named place of the scenario" : "")});
    query.at = at.value_or(Geodetic{});
    if (o.time.empty() && study != nullptr)
        query.from = middle_of(study->rollout.first);
    else if (const auto time = parse_instant(o.time))
        query.from = *time;
    else
        faults.push_back({"", 0, "--time", o.time, "a UTC instant, 2026-05-30T12:00:00Z"});
    const auto duration = parse_duration(o.duration);
    if (!duration) faults.push_back({"", 0, "--duration", o.duration, "a number with s, min, h or d; above 0, at most 366d"});
    query.to = query.from + duration.value_or(std::chrono::nanoseconds{});
    if (o.minimum_elevation_deg) check_range(faults, "--min-elevation-deg", *o.minimum_elevation_deg, 0.0, 89.9, "deg");
    if (o.frequency_mhz) check_range(faults, "--frequency-mhz", *o.frequency_mhz, 1.0, 1e6, "MHz");
    if (o.csv && o.json) faults.push_back({"", 0, "--csv", "", "without --json"});
    return query;
}

PassSky sky_of_elements(const Options& o, const ElementFile& file) {
    PassSky sky;
    PassGroup group{"file", Angle::degrees(o.minimum_elevation_deg.value_or(10.0)), std::nullopt, "", file.sets.size()};
    if (o.frequency_mhz) {
        group.carrier = Hertz::mega(*o.frequency_mhz);
        group.carrier_text = fmt::format("{:g} MHz", *o.frequency_mhz);
    }
    sky.groups.push_back(group);
    sky.model = fmt::format("{}, SGP4/SDP4 with wgs72", notation_name(file.notation));
    for (const ElementSet& set : file.sets)
        sky.candidates.push_back(
            {set.name.empty() ? std::to_string(set.catalogue_number) : set.name, set.catalogue_number, 0, Track{set}, set.line});
    return sky;
}

/// The carrier of a generation at a place: the widest that a right opens there, else the widest that it can transmit at all.
std::optional<std::size_t> carrier_of(const SpectrumUse& spectrum, std::size_t payload, CarrierMask open) {
    CarrierMask mask = spectrum.of_payload(payload);
    if ((mask & open) != 0) mask &= open;
    std::optional<std::size_t> widest;
    const auto width = [&](std::size_t k) { return spectrum.carrier(k).downlink.high - spectrum.carrier(k).downlink.low; };
    for (; mask != 0; mask &= mask - 1) {
        const auto k = static_cast<std::size_t>(std::countr_zero(mask));
        if (!widest || width(k) > width(*widest)) widest = k;
    }
    return widest;
}

std::optional<int> norad_id_of(const GenerationConfig& generation, const MeanState& state) {
    for (const auto& observed : generation.observed)
        if (observed.state.raan == state.raan && observed.state.argument_of_latitude == state.argument_of_latitude &&
            observed.state.semi_major_axis == state.semi_major_axis)
            return observed.norad_id;
    return std::nullopt;
}

Result<PassSky> sky_of_study(const Options& o, const Study& study, const PassQuery& query) {
    auto fleet = build_fleet(study, query.from + std::chrono::hours{1});
    if (!fleet) return fleet.faults();
    auto spectrum = SpectrumUse::build(study.rights, fleet->payloads, study.handsets);
    if (!spectrum) return spectrum.faults();
    const auto borders = Borders::load(o.read.data_dir + "/geography/countries-50m.json");
    if (!borders) return borders.faults();
    const Borders::Where drawn = borders->classify(query.at);
    const Jurisdiction spot = query.area.empty() ? Jurisdiction{drawn.area, drawn.on_land} : Jurisdiction{query.area, true};
    const CarrierMask open = spectrum->open_at(spot, query.from);

    PassSky sky;
    sky.model = fmt::format("{}: satellites in service at the begin, mean states with J2", study.title);
    CarrierMask flown = 0;
    std::vector<std::string> bands;
    for (std::size_t p = 0; p < fleet->payloads.size(); ++p) {
        const PayloadGeneration& payload = fleet->payloads[p];
        PassGroup group{study.generations[p].id, payload.minimum_elevation, std::nullopt, "", 0};
        if (o.minimum_elevation_deg) group.mask = Angle::degrees(*o.minimum_elevation_deg);
        if (o.frequency_mhz) {
            group.carrier = Hertz::mega(*o.frequency_mhz);
            group.carrier_text = fmt::format("{:g} MHz, as asked", *o.frequency_mhz);
        } else if (const auto k = carrier_of(*spectrum, p, open)) {
            const Carrier& carrier = spectrum->carrier(*k);
            group.carrier = carrier.downlink.centre();
            group.carrier_text = fmt::format("{:g} MHz, centre of {:g}-{:g} MHz", carrier.downlink.centre().in_mega(),
                                             carrier.downlink.low.in_mega(), carrier.downlink.high.in_mega());
        }
        sky.groups.push_back(group);
        if (!o.generation.empty() && o.generation != group.name) continue;
        flown |= spectrum->of_payload(p);
        bands.insert(bands.end(), payload.bands.begin(), payload.bands.end());
    }
    if ((flown & open) == 0) {
        std::vector<std::string> any;
        for (const HandsetClass& handset : study.handsets) any.insert(any.end(), handset.bands.begin(), handset.bands.end());
        sky.why_dark = no_right_reason(study.rights, spot, query.from, {bands, any});
    }
    for (const std::uint32_t s : in_service(*fleet, query.from)) {
        const std::size_t p = fleet->payload[s];
        if (!o.generation.empty() && o.generation != sky.groups[p].name) continue;
        ++sky.groups[p].satellites;
        const auto norad_id = norad_id_of(study.generations[p], fleet->states[s]);
        sky.candidates.push_back({fmt::format("{} {}", sky.groups[p].name, s), norad_id, p, Track{fleet->states[s]}, 0});
    }
    return sky;
}

PassAnswer search(const Options& o, const PassQuery& query, const PassSky& sky) {
    PassAnswer answer;
    std::vector<ServingInterval> intervals;
    for (const PassCandidate& candidate : sky.candidates) {
        const auto found = find_passes(candidate.track, query.at, sky.groups[candidate.group].mask, query.from, query.to);
        if (found->lost) {
            answer.lost = true;
            fmt::print(stderr, "{}:{}: {}: error {} at {}: {}\n", o.read.scenario_path, candidate.line, candidate.name,
                       static_cast<int>(found->lost->error), time_text(found->lost->at, 1), what(found->lost->error));
        }
        for (const Pass& pass : found->passes) {
            answer.rows.push_back({&candidate, pass});
            intervals.push_back({pass.rise.at, pass.set.at});
        }
    }
    std::stable_sort(answer.rows.begin(), answer.rows.end(),
                     [](const PassRow& a, const PassRow& b) { return a.pass.rise.at < b.pass.rise.at; });
    answer.served = served_time(std::move(intervals), query.from, query.to);
    return answer;
}

int passes(Options o) {
    const auto ends_with = [&](const char* end) { return o.read.scenario_path.ends_with(end); };
    const bool scenario = ends_with(".yaml") || ends_with(".yml");
    Faults faults;
    std::optional<Study> study;
    Result<ElementFile> elements = Faults{};
    if (scenario) {
        if (!o.profile.empty()) o.read.profile = o.profile;
        auto read = read_study(o.read);
        faults = read.faults();
        if (read) study = std::move(*read);
    } else {
        const auto text = read_file(o.read.scenario_path);
        elements = text ? read_elements(*text, o.read.scenario_path, {.wrong_checksum = true, .text_after_column_69 = true})
                        : Result<ElementFile>{text.faults()};
        faults = elements.faults();
        const std::pair<const char*, std::string> of_scenarios[] = {
            {"--generation", o.generation}, {"--profile", o.profile}, {"--set", o.read.sets.empty() ? "" : o.read.sets.front()}};
        for (const auto& [option, value] : of_scenarios)
            if (!value.empty()) faults.push_back({"", 0, option, value, "with a scenario (.yaml) only"});
    }
    const PassQuery query = read_query(o, study ? &*study : nullptr, faults);
    if (study && study->geometry) faults.push_back({o.read.scenario_path, 0, "geometry", "fixed", "a scenario with satellites on orbits"});
    if (study && !o.generation.empty()) {
        std::vector<std::string> ids;
        for (const GenerationConfig& generation : study->generations) ids.push_back(generation.id);
        check_choice(faults, "--generation", o.generation, ids);
    }
    Result<PassSky> sky = Faults{};
    if (faults.empty()) {
        sky = study ? sky_of_study(o, *study, query) : Result<PassSky>{sky_of_elements(o, *elements)};
        faults = sky.faults();
    }
    if (!faults.empty()) {
        print_faults(faults, o.json);
        return kBadInput;
    }
    if (elements)
        for (const Fault& warning : elements->warnings) fmt::print(stderr, "{} (warning)\n", to_string(warning));
    const PassAnswer answer = search(o, query, *sky);
    if (o.json)
        print_passes_json(o.read.scenario_path, query, *sky, answer);
    else if (o.csv)
        print_passes_csv(*sky, answer);
    else
        print_passes_table(query, *sky, answer);
    return answer.lost ? kFailed : kDone;
}

}  // namespace

Action add_passes(CLI::App& app, const Program& program) {
    auto options = std::make_shared<Options>();
    options->read.data_dir = program.data_dir;
    app.add_option("FILE", options->read.scenario_path, "scenario (.yaml), or element sets: TLE, or OMM in KVN, JSON or CSV")->required();
    app.add_option("--at", options->at,
                   "LAT,LON[,ALT_M] in degrees, north and east positive, and metres above WGS 84; or a place named by the scenario")
        ->required();
    app.add_option("--time", options->time, "begin, UTC, 2026-05-30T12:00:00Z (default: the middle of a scenario's first quarter)");
    app.add_option("--duration", options->duration, "90s, 15min, 1h, 2d; at most 366d")->capture_default_str();
    app.add_option("--min-elevation-deg", options->minimum_elevation_deg,
                   "mask [deg], 0 to 89.9 (default: the payload's; 10 for element sets)");
    app.add_option("--frequency-mhz", options->frequency_mhz,
                   "carrier of the Doppler shift [MHz], 1 to 1e6 (default: the widest carrier of the payload; none for element sets)");
    app.add_option("--generation", options->generation, "only this generation of the scenario");
    app.add_option("--profile", options->profile, "profile of the scenario");
    app.add_option("--set", options->read.sets, "PATH=VALUE in the scenario, may be repeated")->take_all();
    app.add_flag("--csv", options->csv, "print comma-separated values");
    app.add_flag("--json", options->json, "print JSON");
    app.footer(
        "Rise, culmination and set to 0.1 s or better, sorted by rise; how far of the time at least one satellite is above its mask, and "
        "the\n"
        "longest gap. An element set that decays is reported on stderr with its code; the exit code is then 1.");
    return [options] { return passes(*options); };
}

}  // namespace d2c::apps
