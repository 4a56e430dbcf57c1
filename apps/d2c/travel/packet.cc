#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <filesystem>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/commands/run_identity.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/machine.h"
#include "apps/d2c/options.h"
#include "apps/d2c/print.h"
#include "apps/d2c/progress_line.h"
#include "apps/d2c/travel/journey_setup.h"
#include "apps/d2c/travel/packet_print.h"
#include "apps/d2c/travel/packet_runs.h"
#include "base/sha256.h"
#include "results/slice/file.h"
#include "world/journey/settings.h"
#include "world/slice/record.h"

namespace d2c::apps {
namespace {

struct Options {
    TravellerOptions traveller;
    std::string at, time, duration = "5min", runs = "1", trace, application = "dash", companions, rule = "throughput";
    std::string output, profile;
    int users = 1, threads = 0;
    double radius_km = 5.0;
    bool force = false, json = false;
};

/// The options as numbers and words that were checked.
struct Asked {
    std::optional<RouteFile> route;
    std::string name;  ///< of the place or route, in file names
    Instant start{};
    double duration_s = 0.0;
    int first_run = 1, last_run = 1;
};

constexpr int kMostRuns = 10'000;

/// `3` or `1..20`.
bool parse_runs(const std::string& text, int& first, int& last) {
    const auto whole = [](std::string_view part, int& value) {
        const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        return error == std::errc{} && end == part.data() + part.size();
    };
    const std::size_t dots = text.find("..");
    if (!whole(std::string_view{text}.substr(0, dots), first)) return false;
    last = first;
    if (dots != std::string::npos && !whole(std::string_view{text}.substr(dots + 2), last)) return false;
    return first >= 1 && last >= first && last < results::kMostPacketRuns && last - first < kMostRuns;
}

void check_words(const Options& o, Faults& faults) {
    const std::vector<std::string> applications{"dash", "live", "voice", "messaging", "web", "bulk"};
    check_choice(faults, "--application", o.application, applications);
    if (!o.companions.empty()) check_choice(faults, "--companions", o.companions, applications);
    check_choice(faults, "--rule", o.rule, {"world", "throughput", "bola", "bolae", "dynamic", "mpc"});
    for (std::size_t from = 0; !o.trace.empty() && from <= o.trace.size();) {
        const std::size_t comma = std::min(o.trace.find(',', from), o.trace.size());
        check_choice(faults, "--trace", o.trace.substr(from, comma - from), {"sinr", "rate", "cwnd", "buffer", "handover", "pcap"});
        from = comma + 1;
    }
    check_range(faults, "--users", o.users, 1, 1000, "phones");
    check_range(faults, "--radius-km", o.radius_km, 0.0, 100.0, "km");
}

/// Where the phone stands: coordinates, or a named place of the scenario.
std::optional<Geodetic> place_of(const std::string& at, const Study& study) {
    if (const auto place = parse_lat_lon(at)) return place;
    for (const Place& place : study.geography.places)
        if (place.id == at) return place.location;
    return std::nullopt;
}

/// A file-name's part of a place: `39.30_-117.58`, or the name.
std::string name_of(const std::string& at) {
    std::string name;
    for (const char c : at)
        if (c != ' ') name += c == ',' ? '_' : c == '/' ? '-' : c;
    return name;
}

Asked put_together(const Options& o, const Study& study, std::optional<RouteFile> route, Faults& faults) {
    Asked asked;
    const auto duration = parse_duration(o.duration);
    if (!duration) faults.push_back({"", 0, "--duration", o.duration, "a number with s, min or h, above 0: 300s, 5min, 1h"});
    asked.duration_s = duration ? std::chrono::duration<double>(*duration).count() : 1.0;
    asked.start = middle_of(study.rollout.first);
    if (route && route->config.departures) asked.start = route->config.departures->first;
    if (!o.time.empty()) {
        if (const auto time = parse_instant(o.time))
            asked.start = *time;
        else
            faults.push_back({"", 0, "--time", o.time, "a UTC instant, 2026-05-30T12:00:00Z"});
    }
    const Instant end = asked.start + nanoseconds_from_seconds(asked.duration_s);
    if (asked.start < begin_of(study.rollout.first) || !(end < end_of(study.rollout.last)))
        faults.push_back({"", 0, "--time", to_string(asked.start) + " to " + to_string(end),
                          "within the scenario's rollout, " + to_string(study.rollout.first) + " to " + to_string(study.rollout.last)});
    if (!parse_runs(o.runs, asked.first_run, asked.last_run))
        faults.push_back({"", 0, "--runs", o.runs,
                          fmt::format("N or A..B, A at most B, 1 to {}, at most {} runs", results::kMostPacketRuns - 1, kMostRuns)});
    if (route) {
        asked.name = route->config.id;
        if (duration && asked.duration_s > route->route.duration_s())
            faults.push_back({"", 0, "--duration", o.duration,
                              fmt::format("within the route, which takes {:.0f} [s] from its departure", route->route.duration_s())});
    } else if (const auto place = place_of(o.at, study)) {
        asked.name = name_of(o.at);
        StandingRoute standing = standing_at(*place, asked.duration_s);
        route.emplace(RouteFile{std::move(standing.config), std::move(standing.route), "", {}, {}});
    } else {
        std::vector<std::string> names;
        for (const Place& named : study.geography.places) names.push_back(named.id);
        faults.push_back({"", 0, "--at", o.at, "LAT,LON (-90 to 90, -180 to 360) [deg], or one of " + joined(names)});
    }
    asked.route = std::move(route);
    return asked;
}

/// Provenance of the question, which the scenario does not hold.
std::vector<results::ParameterRow> parameters_of(const Options& o, const Asked& asked, const slice::Slice& slice,
                                                 const std::string& sha256) {
    const std::string option = "the command's option, or its default";
    return {{"slice.sha256", sha256, "", "the window as told to the packet level"},
            {"packet.start", to_string(asked.start), "UTC", option},
            {"packet.duration", fmt::format("{}", asked.duration_s), "s", option},
            {"packet.place", fmt::format("{:.6f},{:.6f}", slice.header.latitude_deg, slice.header.longitude_deg), "deg", option},
            {"packet.users", std::to_string(o.users), "", option},
            {"packet.radius", fmt::format("{}", o.radius_km), "km", option},
            {"packet.application", o.application, "", option},
            {"packet.companions", o.companions.empty() ? o.application : o.companions, "", option},
            {"packet.rule", o.rule, "", option}};
}

/// Before any work is done. The writer looks after it again.
Faults check_absent(const std::vector<std::string>& paths, bool force) {
    Faults faults;
    std::error_code error;
    for (const std::string& path : paths)
        if (!force && std::filesystem::exists(path, error))
            faults.push_back({path, 0, "", "", "a file that does not exist yet, or --force to replace it"});
    return faults;
}

int packet(const Options& options, const Program& program) {
    const auto started = std::chrono::steady_clock::now();
    const int threads = options.threads > 0 ? options.threads : usable_cores();
    const TravellerOptions& traveller = options.traveller;
    const auto refuse = [&](const Faults& faults) {
        print_faults(faults, options.json);
        return kBadInput;
    };
    const auto child = find_packet_program();
    if (!child) return refuse(child.faults());
    const auto read = read_study(traveller.read);
    Faults faults = read.faults();
    if (faults.empty() && read->geometry)
        faults.push_back(
            {traveller.read.scenario_path, 0, "geometry", "", "a scenario with orbits: this one fixes a link's geometry, for d2c link"});
    std::optional<RouteFile> route;
    if (traveller.route.empty() == options.at.empty())
        faults.push_back({"", 0, options.at.empty() ? "--at" : "--route", "", "a place, or a route, not both"});
    if (!traveller.route.empty()) {
        auto file = read_route(traveller.route, traveller.read.data_dir);
        faults.insert(faults.end(), file.faults().begin(), file.faults().end());
        if (file) route.emplace(std::move(*file));
    }
    check_words(options, faults);
    if (!read || (!traveller.route.empty() && !route) || (traveller.route.empty() == options.at.empty())) return refuse(faults);
    Asked asked = put_together(options, *read, std::move(route), faults);
    if (!asked.route) return refuse(faults);
    const auto setup = begin_setup(traveller, *read, *asked.route, faults);
    if (!faults.empty()) return refuse(faults);
    const Study& study = setup->study;
    const auto settings = machine_settings(study, study.handsets[setup->handset]);
    if (!settings) return refuse(of_scenario(settings.faults(), traveller));
    setup->machine = *settings;
    add_provenance(*setup, *asked.route);
    const int run_count = asked.last_run - asked.first_run + 1;
    fmt::print(stderr, "D2C {}  {}, {} profile: {}, {:.0f} s from {}, {} phone{}, {} run{}, {} at once, seed {}\n", program.version,
               study.id, study.profile, setup->config.title, asked.duration_s, to_string(asked.start), options.users,
               options.users == 1 ? "" : "s", run_count, run_count == 1 ? "" : "s", std::min(threads, run_count), study.run.seed);
    const std::string output = options.output.empty() ? default_output(study, "packet-" + asked.name) : options.output;
    const std::string slice_path = beside(output, ".slice.gpkg");
    if (const Faults there = check_absent({output, slice_path}, options.force); !there.empty()) return refuse(there);
    if (const Faults unloaded = load_world(*setup, traveller, threads); !unloaded.empty()) return refuse(unloaded);
    watch_signals();
    const auto going = [] { return signal_received() == 0; };
    const auto interrupted_code = [] { return signal_received() == SIGTERM ? kTerminated : kInterrupted; };

    ProgressLine line;
    SliceQuestion question;
    question.plan = plan_of(*setup, threads, 1.0);
    question.start = asked.start;
    question.duration_s = asked.duration_s;
    question.users = options.users;
    question.radius_m = 1e3 * options.radius_km;
    question.application = options.application;
    question.companions = options.companions.empty() ? options.application : options.companions;
    question.rule = options.rule;
    question.go_on = [&](double part) {
        line.show({ProgressEvent::Kind::kProgress, "window", "world engine", part, 1.0});
        return going();
    };
    auto recorded = record_slice(question);
    line.close();
    if (!recorded) return refuse(recorded.faults());
    if (!recorded->travelled.complete) {
        fmt::print(stderr, "interrupted: nothing is kept\n");
        return interrupted_code();
    }
    slice::Slice& slice = recorded->slice;
    slice.header.program_version = program.version;
    slice.header.scenario_digest = sha256_hex(study.scenario_text);

    results::RunRow row = run_row(study, program, threads);
    row.title = setup->config.title;
    auto writer = results::ResultWriter::create(output, options.force);
    if (!writer) return refuse(writer.faults());
    if (const Faults unwritten = slice::write(slice, slice_path); !unwritten.empty()) {
        print_faults(unwritten, options.json);
        return kFailed;
    }
    const auto sha256 = sha256_hex_of_file(slice_path);
    if (!sha256) return refuse(sha256.faults());
    results::RunIdentity identity = identity_of(study, *setup->earth, row);
    for (results::ParameterRow& p : parameters_of(options, asked, slice, *sha256)) identity.parameters.push_back(std::move(p));
    identity.input_files.push_back({"slice", "made by this program", *sha256});
    if (const Faults unwritten = write_heads(*writer, study, identity); !unwritten.empty()) {
        print_faults(unwritten, options.json);
        return kFailed;
    }

    PacketQuestion packets;
    packets.program = *child;
    packets.slice = slice_path;
    packets.slice_sha256 = *sha256;
    packets.output = output;
    packets.first_run = asked.first_run;
    packets.last_run = asked.last_run;
    packets.at_once = threads;
    packets.quarter = quarter_of(asked.start).index;
    packets.trace = options.trace;
    packets.trace_dir = beside(output, ".traces");
    const PacketAnswers answers = run_packets(packets, *writer, [&](const ProgressEvent& event) {
        line.show(event);
        return going();
    });
    line.close();
    row.finished_utc = now_utc();
    row.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    row.peak_memory_mib = peak_memory_mib();
    if (!answers.unwritten.empty()) {
        print_faults(answers.unwritten, options.json);
        return kFailed;
    }
    PacketAnswerText about{study.id, setup->config.title, &recorded->travelled.results.journey, writer->part_path(), "", slice_path};
    const auto kept = [&](const char* why) {
        fmt::print(stderr, "{}: {} finished run{} in {}\n", why, answers.results.runs.size(),
                   answers.results.runs.size() == 1 ? " is kept" : "s are kept", writer->part_path());
    };
    if (answers.stopped || !going()) {
        fmt::print(stderr, "{}", failures_text(answers));
        print_faults(writer->interrupted(row), false);
        kept("interrupted");
        return interrupted_code();
    }
    if (!answers.failed.empty()) {
        print_faults(writer->incomplete(row), false);
        fmt::print("{}", options.json ? packet_json(answers, about) : packet_text(answers, about));
        fmt::print(stderr, "{}", failures_text(answers));
        kept(fmt::format("{} of {} runs failed", answers.failed.size(), run_count).c_str());
        const bool all_refused = answers.results.runs.empty() &&
                                 std::all_of(answers.failed.begin(), answers.failed.end(), [](const auto& f) { return f.refused; });
        return all_refused ? kBadInput : kFailed;
    }
    const auto digest = writer->finish(row);
    if (!digest) {
        print_faults(digest.faults(), options.json);
        return kFailed;
    }
    about.result = writer->final_path();
    about.digest = *digest;
    if (options.json) {
        fmt::print("{}", packet_json(answers, about));
    } else {
        fmt::print("{}\nResult digest {}\n", packet_text(answers, about), *digest);
    }
    if (!options.trace.empty()) fmt::print(stderr, "Traces   {}\n", packets.trace_dir);
    fmt::print(stderr, "Slice    {}\nResults  {}  ({:.1f} s, {:.0f} MiB)\nNext     {} {} -o run.gpkg --run {}\n", slice_path,
               writer->final_path(), row.wall_s, row.peak_memory_mib, packets.program, slice_path, asked.last_run + 1);
    return kDone;
}

}  // namespace

Action add_packet(CLI::App& app, const Program& program) {
    auto options = std::make_shared<Options>();
    options->traveller.read.data_dir = program.data_dir;
    app.add_option("SCENARIO", options->traveller.read.scenario_path, "scenario file (YAML)")->required();
    app.add_option("--at", options->at, "where the phone stands: LAT,LON in degrees, or a named place of the scenario");
    app.add_option("--route", options->traveller.route,
                   "instead: a shipped route, or a file as of d2c journey; the window begins with its departure");
    app.add_option("--time", options->time,
                   "begin of the window, UTC (default: the route's first departure, else the middle of the first quarter)");
    app.add_option("--duration", options->duration, "of the window: 300s, 5min, 1h")->capture_default_str();
    app.add_option("--users", options->users, "phones: the one asked about, and others around it")->capture_default_str();
    app.add_option("--radius-km", options->radius_km, "within which the others are")->capture_default_str();
    app.add_option("--handset", options->traveller.handset, "class of the phones (default: the route's, else the scenario's first)");
    app.add_option("--operator", options->traveller.home, "whose customers they are (default: the route's, else roaming.operator)");
    app.add_option("--application", options->application, "dash, live, voice, messaging, web or bulk")->capture_default_str();
    app.add_option("--companions", options->companions, "the others' application (default: the same)");
    app.add_option("--rule", options->rule, "who chooses the rungs: throughput, bola, bolae, dynamic, mpc, or world (the world engine's)")
        ->capture_default_str();
    app.add_option("--runs", options->runs, "N or A..B: numbers of ns-3's RngRun, a process each")->capture_default_str();
    app.add_option("-j,--threads", options->threads,
                   "runs at once, and threads before them (default: all cores); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    app.add_option("--trace", options->trace, "of sinr,rate,cwnd,buffer,handover,pcap: into <result>.traces/run-N");
    app.add_option("-o,--output", options->output,
                   "result file (default: results/runs/<scenario id>[-<profile>]-packet-<place or route>.gpkg); the slice beside it");
    app.add_option("--profile", options->profile, "how finely: quick, or full (default: the file as written)");
    app.add_option("--set", options->traveller.read.sets, "PATH=VALUE, may be repeated")->take_all();
    app.add_flag("--force", options->force, "replace an existing result file");
    app.add_flag("--json", options->json, "print JSON");
    return [options, program] {
        if (!options->profile.empty()) options->traveller.read.profile = options->profile;
        return packet(*options, program);
    };
}

}  // namespace d2c::apps
