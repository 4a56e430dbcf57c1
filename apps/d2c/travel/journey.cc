#include "world/journey/journey.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/commands/run_identity.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/machine.h"
#include "apps/d2c/print.h"
#include "apps/d2c/progress_line.h"
#include "apps/d2c/travel/journey_print.h"
#include "apps/d2c/travel/journey_setup.h"
#include "world/journey/settings.h"

namespace d2c::apps {
namespace {

struct Options {
    TravellerOptions traveller;
    std::string output, profile, start;
    int threads = 0, departures = 0;
    double measure_s = 1.0;
    bool force = false, timeline = false, json = false;
};

/// When the phone leaves: as the route, the study and the options say together.
std::vector<Instant> departures_of(const Options& options, const Study& study, const RouteFile& file, Faults& faults) {
    std::vector<Instant> departures;
    if (file.config.departures) departures = departure_times(*file.config.departures);
    if (departures.empty()) departures.push_back(middle_of(study.rollout.first));
    if (!options.start.empty()) {
        const auto start = parse_instant(options.start);
        if (!start) faults.push_back({"", 0, "--start", options.start, "a time such as 2032-11-15T06:00:00Z [UTC]"});
        if (start) {
            const auto moved = *start - departures.front();
            for (Instant& departure : departures) departure = departure + moved;
        }
    }
    if (options.departures > 0 && departures.size() > static_cast<std::size_t>(options.departures))
        departures.resize(static_cast<std::size_t>(options.departures));
    const Instant last = departures.back() + nanoseconds_from_seconds(file.route.duration_s());
    if (departures.front() < begin_of(study.rollout.first) || !(last < end_of(study.rollout.last))) {
        faults.push_back({options.traveller.route, 0, "departures", to_string(departures.front()) + " to " + to_string(last),
                          "within the scenario's rollout, " + to_string(study.rollout.first) + " to " + to_string(study.rollout.last) +
                              "; --start moves them"});
    }
    return departures;
}

int journey(const Options& options, const Program& program) {
    const auto started = std::chrono::steady_clock::now();
    const int threads = options.threads > 0 ? options.threads : usable_cores();
    const TravellerOptions& traveller = options.traveller;
    const auto read = read_study(traveller.read);
    auto file = read_route(traveller.route, traveller.read.data_dir);
    const auto refuse = [&](const Faults& faults) {
        print_faults(faults, options.json);
        return kBadInput;
    };
    Faults faults = faults_of(read, file, traveller);
    if (!faults.empty()) return refuse(faults);
    const auto setup = begin_setup(traveller, *read, *file, faults);
    const Study& study = setup->study;
    const std::vector<Instant> departures = departures_of(options, study, *file, faults);
    if (!faults.empty()) return refuse(faults);
    const auto settings = machine_settings(study, study.handsets[setup->handset]);
    if (!settings) return refuse(of_scenario(settings.faults(), traveller));
    setup->machine = *settings;
    add_provenance(*setup, *file);
    fmt::print(stderr, "D2C {}  {}, {} profile: {}, {} departure{}, {} threads, seed {}\n", program.version, study.id, study.profile,
               file->config.title, departures.size(), departures.size() == 1 ? "" : "s", threads, study.run.seed);
    if (const Faults unloaded = load_world(*setup, traveller, threads); !unloaded.empty()) return refuse(unloaded);
    const std::string output = options.output.empty() ? default_output(study, file->config.id) : options.output;
    watch_signals();
    results::RunRow row = run_row(study, program, threads);
    row.title = file->config.title;
    auto writer = results::ResultWriter::create(output, options.force);
    if (!writer) return refuse(writer.faults());
    if (const Faults unwritten = write_heads(*writer, study, identity_of(study, *setup->earth, row)); !unwritten.empty()) {
        print_faults(unwritten, options.json);
        return kFailed;
    }
    const JourneyPlan plan = plan_of(*setup, threads, options.measure_s);
    ProgressLine progress;
    const auto count = static_cast<double>(departures.size());
    std::vector<results::JourneyResults> journeys;
    bool going = true;
    progress.show({ProgressEvent::Kind::kStart, "departure", to_string(departures.front()), 0.0, count});
    for (std::size_t d = 0; d < departures.size() && going; ++d) {
        const std::string label = to_string(departures[d]);
        Travelled travelled = travel(plan, static_cast<int>(d), static_cast<int>(d), departures[d], [&](double part) {
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
    options->traveller.read.data_dir = program.data_dir;
    app.add_option("SCENARIO", options->traveller.read.scenario_path, "scenario file (YAML)")->required();
    app.add_option("--route", options->traveller.route, "a shipped route, or a file: waypoints (YAML), GPX or GeoJSON track")->required();
    app.add_option("-o,--output", options->output, "result file (default: results/runs/<scenario id>[-<profile>]-<route>.gpkg)");
    app.add_option("--profile", options->profile, "how finely: quick, or full (default: the file as written)");
    app.add_option("--handset", options->traveller.handset, "class of the phone (default: the route's, else the scenario's first)");
    app.add_option("--operator", options->traveller.home, "whose customer it is (default: the route's, else roaming.operator)");
    app.add_option("--start", options->start, "when the first departure is; the others follow as the route says");
    app.add_option("--departures", options->departures, "only the first so many of the route's departures")->check(CLI::Range(1, 100000));
    app.add_option("--measure", options->measure_s, "seconds between two measurements (default 1)")->check(CLI::Range(0.05, 60.0));
    app.add_option("-j,--threads", options->threads, "threads (default: all cores); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    app.add_option("--set", options->traveller.read.sets, "PATH=VALUE, e.g. roaming.handover.procedure=conditional; may be repeated")
        ->take_all();
    app.add_flag("--force", options->force, "replace an existing result file");
    app.add_flag("--timeline", options->timeline, "print every procedure and failure of the first departure, part by part");
    app.add_flag("--json", options->json, "print JSON");
    return [options, program] {
        if (!options->profile.empty()) options->traveller.read.profile = options->profile;
        return journey(*options, program);
    };
}

}  // namespace d2c::apps
