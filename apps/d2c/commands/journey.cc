#include "world/journey/journey.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <optional>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/commands/journey_print.h"
#include "apps/d2c/commands/run_identity.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/machine.h"
#include "apps/d2c/print.h"
#include "apps/d2c/progress_line.h"
#include "scenarios/read_study.h"
#include "scenarios/routes/read_route.h"
#include "world/journey/carrier.h"
#include "world/journey/settings.h"
#include "world/run/engine.h"

namespace d2c::apps {
namespace {

struct Options {
    ReadOptions read;
    std::string route, output, profile, handset, home, start;
    int threads = 0, departures = 0;
    double measure_s = 1.0;
    bool force = false, timeline = false, json = false;
};

/// What the route, the study and the options say together.
struct Asked {
    std::size_t handset = 0;
    const Operator* home = nullptr;
    std::vector<Instant> departures;
};

std::string names_of(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    return all;
}

Result<Asked> put_together(const Options& options, const Study& study, const RouteFile& file) {
    Asked asked;
    Faults faults;
    const std::string handset = !options.handset.empty() ? options.handset : file.config.handset;
    const auto same_class = [&](const HandsetClass& h) { return h.id == handset; };
    const auto found = handset.empty() ? study.handsets.begin() : std::find_if(study.handsets.begin(), study.handsets.end(), same_class);
    if (found == study.handsets.end()) {
        std::vector<std::string> names;
        for (const HandsetClass& h : study.handsets) names.push_back(h.id);
        faults.push_back({options.handset.empty() ? options.route : "", 0, options.handset.empty() ? "handset" : "--handset", handset,
                          "a class of the scenario: " + names_of(names)});
    } else {
        asked.handset = static_cast<std::size_t>(found - study.handsets.begin());
    }
    const std::string home = !options.home.empty()              ? options.home
                             : !file.config.operator_id.empty() ? file.config.operator_id
                                                                : study.roaming.home;
    asked.home = study.roaming.market.find(home);
    if (asked.home == nullptr) {
        std::vector<std::string> names;
        for (const Operator& o : study.roaming.market.operators) names.push_back(o.id);
        faults.push_back({!options.home.empty() ? "" : options.route, 0, options.home.empty() ? "operator" : "--operator", home,
                          "an operator of the scenario: " + names_of(names)});
    }
    if (file.config.departures) asked.departures = departure_times(*file.config.departures);
    if (asked.departures.empty()) asked.departures.push_back(middle_of(study.rollout.first));
    if (!options.start.empty()) {
        const auto start = parse_instant(options.start);
        if (!start) faults.push_back({"", 0, "--start", options.start, "a time such as 2032-11-15T06:00:00Z [UTC]"});
        if (start) {
            const auto moved = *start - asked.departures.front();
            for (Instant& departure : asked.departures) departure = departure + moved;
        }
    }
    if (options.departures > 0 && asked.departures.size() > static_cast<std::size_t>(options.departures))
        asked.departures.resize(static_cast<std::size_t>(options.departures));
    const Instant last = asked.departures.back() + nanoseconds_from_seconds(file.route.duration_s());
    if (asked.departures.front() < begin_of(study.rollout.first) || !(last < end_of(study.rollout.last))) {
        faults.push_back({options.route, 0, "departures", to_string(asked.departures.front()) + " to " + to_string(last),
                          "within the scenario's rollout, " + to_string(study.rollout.first) + " to " + to_string(study.rollout.last) +
                              "; --start moves them"});
    }
    if (!faults.empty()) return faults;
    return asked;
}

std::string default_output(const Study& study, const RouteFile& file) {
    const std::string suffix = study.profile == "full" ? "" : "-" + study.profile;
    return (std::filesystem::path{"results"} / "runs" / (study.id + suffix + "-" + file.config.id + ".gpkg")).string();
}

Faults write_heads(results::ResultWriter& writer, const Study& study, const results::RunIdentity& identity) {
    Faults faults;
    const auto write = [&](const auto& rows) {
        if (faults.empty()) faults = writer.write(rows);
    };
    write(std::span<const results::ParameterRow>{identity.parameters});
    write(std::span<const results::InputFileRow>{identity.input_files});
    write(std::span<const results::HandsetClassRow>{handset_rows(study)});
    write(std::span<const results::ServiceRow>{service_rows(study)});
    write(identity.run);
    return faults;
}

void complain(Faults faults, const Options& options) {
    for (Fault& fault : faults)
        if (fault.file.empty()) fault.file = options.read.scenario_path;
    print_faults(faults, options.json);
}

int journey(const Options& options, const Program& program) {
    const auto started = std::chrono::steady_clock::now();
    const int threads = options.threads > 0 ? options.threads : usable_cores();
    const auto read = read_study(options.read);
    auto file = read_route(options.route, options.read.data_dir);
    Faults faults = read.faults();
    faults.insert(faults.end(), file.faults().begin(), file.faults().end());
    if (faults.empty() && read->geometry)
        faults.push_back(
            {options.read.scenario_path, 0, "geometry", "", "a scenario with orbits: this one fixes a link's geometry, for d2c link"});
    if (!faults.empty()) {
        print_faults(faults, options.json);
        return kBadInput;
    }
    Study study = with_traveller(*read, file->config.carrier);
    study.geography.places.clear();
    const auto asked = put_together(options, study, *file);
    if (!asked) {
        print_faults(asked.faults(), options.json);
        return kBadInput;
    }
    const auto settings = machine_settings(study, study.handsets[asked->handset]);
    if (!settings) {
        complain(settings.faults(), options);
        return kBadInput;
    }
    for (ResolvedParameter& p : file->parameters) study.parameters.push_back(std::move(p));
    for (InputFile& input : file->inputs) study.inputs.push_back(std::move(input));
    study.parameters.push_back({"route.environment", study.where.back().environment.title, "", study.where.back().environment.source});
    fmt::print(stderr, "D2C {}  {}, {} profile: {}, {} departure{}, {} threads, seed {}\n", program.version, study.id, study.profile,
               file->config.title, asked->departures.size(), asked->departures.size() == 1 ? "" : "s", threads, study.run.seed);
    const auto earth = load_earth(study.geography, options.read.data_dir, threads);
    if (!earth) {
        print_faults(earth.faults(), options.json);
        return kBadInput;
    }
    const auto world = build_world(study, *earth);
    if (!world) {
        complain(world.faults(), options);
        return kBadInput;
    }
    const std::string output = options.output.empty() ? default_output(study, *file) : options.output;
    if (options.output.empty()) {
        std::error_code ignored;  // an impossible folder is reported by the writer, with its path
        std::filesystem::create_directories(std::filesystem::path{output}.parent_path(), ignored);
    }
    watch_signals();
    results::RunRow row = run_row(study, program, threads);
    row.title = file->config.title;
    auto writer = results::ResultWriter::create(output, options.force);
    if (!writer) {
        print_faults(writer.faults(), options.json);
        return kBadInput;
    }
    if (const Faults unwritten = write_heads(*writer, study, identity_of(study, *earth, row)); !unwritten.empty()) {
        print_faults(unwritten, options.json);
        return kFailed;
    }
    const GroundSegment ground = ground_segment(study);
    JourneyPlan plan;
    plan.world = &*world;
    plan.config = &file->config;
    plan.route = &file->route;
    plan.market = &study.roaming.market;
    plan.home = asked->home;
    plan.ground = &ground;
    plan.handset = asked->handset;
    plan.machine = *settings;
    plan.failures.ping_pong = nanoseconds_from_seconds(study.roaming.handover.ping_pong_within_s);
    plan.compensation = pre_compensation(study.handsets[asked->handset]);
    plan.threads = threads;
    plan.measure_s = options.measure_s;
    ProgressLine progress;
    const auto count = static_cast<double>(asked->departures.size());
    std::vector<results::JourneyResults> journeys;
    bool going = true;
    progress.show({ProgressEvent::Kind::kStart, "departure", to_string(asked->departures.front()), 0.0, count});
    for (std::size_t d = 0; d < asked->departures.size() && going; ++d) {
        const std::string label = to_string(asked->departures[d]);
        Travelled travelled = travel(plan, static_cast<int>(d), static_cast<int>(d), asked->departures[d], [&](double part) {
            progress.show({ProgressEvent::Kind::kProgress, "departure", label, static_cast<double>(d) + part, count});
            return signal_received() == 0;
        });
        going = travelled.complete;
        if (!going) break;  // half a journey is no answer
        if (const Faults unwritten = writer->write(travelled.results); !unwritten.empty()) {
            progress.close();
            print_faults(unwritten, options.json);
            return kFailed;
        }
        journeys.push_back(std::move(travelled.results));
        progress.show({ProgressEvent::Kind::kUnit, "departure", label, static_cast<double>(d) + 1.0, count});
    }
    progress.close();
    row.finished_utc = now_utc();
    row.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    row.peak_memory_mib = peak_memory_mib();
    if (!going) {
        print_faults(writer->interrupted(row), false);
        fmt::print(stderr, "interrupted: {} finished departure{} in {}\n", journeys.size(),
                   journeys.size() == 1 ? " is kept" : "s are kept", writer->part_path());
        return signal_received() == SIGTERM ? kTerminated : kInterrupted;
    }
    const auto digest = writer->finish(row);
    if (!digest) {
        print_faults(digest.faults(), options.json);
        return kFailed;
    }
    if (options.json) {
        fmt::print("{}", journey_json(journeys, writer->final_path(), *digest));
    } else {
        fmt::print("{}", journey_text(journeys));
        if (options.timeline) fmt::print("{}", journey_timeline(journeys.front()));
        fmt::print("\nResult digest {}\n", *digest);
    }
    fmt::print(stderr, "Results  {}  ({:.1f} s, {:.0f} MiB)\nNext     d2c report {}\n", writer->final_path(), row.wall_s,
               row.peak_memory_mib, writer->final_path());
    return kDone;
}

}  // namespace

Action add_journey(CLI::App& app, const Program& program) {
    auto options = std::make_shared<Options>();
    options->read.data_dir = program.data_dir;
    app.add_option("SCENARIO", options->read.scenario_path, "scenario file (YAML)")->required();
    app.add_option("--route", options->route, "a shipped route, or a file: waypoints (YAML), GPX or GeoJSON track")->required();
    app.add_option("-o,--output", options->output, "result file (default: results/runs/<scenario id>[-<profile>]-<route>.gpkg)");
    app.add_option("--profile", options->profile, "how finely: quick, or full (default: the file as written)");
    app.add_option("--handset", options->handset, "class of the phone (default: the route's, else the scenario's first)");
    app.add_option("--operator", options->home, "whose customer it is (default: the route's, else roaming.operator)");
    app.add_option("--start", options->start, "when the first departure is; the others follow as the route says");
    app.add_option("--departures", options->departures, "only the first so many of the route's departures")->check(CLI::Range(1, 100000));
    app.add_option("--measure", options->measure_s, "seconds between two measurements (default 1)")->check(CLI::Range(0.05, 60.0));
    app.add_option("-j,--threads", options->threads, "threads (default: all cores); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    app.add_option("--set", options->read.sets, "PATH=VALUE, e.g. roaming.handover.procedure=conditional; may be repeated")->take_all();
    app.add_flag("--force", options->force, "replace an existing result file");
    app.add_flag("--timeline", options->timeline, "print every procedure and failure of the first departure, part by part");
    app.add_flag("--json", options->json, "print JSON");
    return [options, program] {
        if (!options->profile.empty()) options->read.profile = options->profile;
        return journey(*options, program);
    };
}

}  // namespace d2c::apps
