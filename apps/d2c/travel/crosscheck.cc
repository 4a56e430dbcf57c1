#include <fmt/format.h>

#include <algorithm>
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
#include "apps/d2c/travel/crosscheck_print.h"
#include "apps/d2c/travel/journey_setup.h"
#include "apps/d2c/travel/packet_runs.h"
#include "results/reader.h"
#include "results/slice/file.h"
#include "studies/crosscheck/figures.h"
#include "studies/crosscheck/rows.h"
#include "studies/crosscheck/sampling.h"
#include "studies/process/process_pool.h"
#include "world/journey/settings.h"
#include "world/slice/record.h"

namespace d2c::apps {
namespace {

namespace fs = std::filesystem;

struct Options {
    TravellerOptions traveller;
    std::string output, profile, duration{"300s"};
    int samples = 60, threads = 0, at_once = 0;
    bool force = false, json = false, keep = false;
};

int threads_of(const Options& options) { return options.threads > 0 ? options.threads : usable_cores(); }

/// The application whose runs give a figure: a saturating stream the goodput, a film all else.
constexpr const char* kSaturating = "udp";
constexpr const char* kFilm = "dash";

class Crosscheck {
  public:
    Crosscheck(const Options& options, const Program& program, JourneySetup& setup, double duration_s)
        : options_{options}, program_{program}, setup_{setup}, duration_s_{duration_s}, threads_{threads_of(options)} {}

    int run();

  private:
    bool ask_world(const DrawnSamples& drawn);
    bool ask_packets();
    Faults record(const CrosscheckSample& sample);
    std::string file_of(int sample, const std::string& what) const {
        return (fs::path{folder_} / fmt::format("sample-{:03d}-{}.gpkg", sample, what)).string();
    }
    EngineFigures packet_figures(int sample) const;
    int finish(results::ResultWriter& writer, results::RunRow row, std::chrono::steady_clock::time_point started);

    const Options& options_;
    const Program& program_;
    JourneySetup& setup_;
    double duration_s_;
    int threads_;
    std::string folder_, packet_program_;
    ProgressLine progress_;
    std::vector<CrosscheckSample> samples_;  ///< that both engines answered
    std::vector<SamplePair> pairs_;
    std::vector<std::string> notes_;  ///< what is not among them, and why
    bool failed_ = false;             ///< a slice could not be written, or a run of the packet level did not succeed
};

/// Both slices of a sample, and the world engine's figures.
Faults Crosscheck::record(const CrosscheckSample& sample) {
    const HandsetClass& handset = setup_.study.handsets[sample.handset];
    const auto machine = machine_settings(setup_.study, handset);
    if (!machine) return machine.faults();
    const StandingRoute standing = standing_at(sample.place, duration_s_);
    SliceQuestion question;
    question.plan = plan_of(setup_, threads_, 1.0);
    question.plan.config = &standing.config;
    question.plan.route = &standing.route;
    question.plan.handset = sample.handset;
    question.plan.machine = *machine;
    question.plan.compensation = pre_compensation(handset);
    question.start = sample.at;
    question.duration_s = duration_s_;
    question.users = sample.users;
    question.together = true;  // the world engine shares the beam among equals
    question.application = kFilm;
    question.companions = kSaturating;
    question.rule = "world";
    auto recorded = record_slice(question);
    if (!recorded) return recorded.faults();
    SamplePair pair;
    pair.sample = sample.sample;
    pair.stratum = sample.stratum;
    pair.world = world_figures(recorded->travelled.link.data(), recorded->travelled.results.events, setup_.world->sessions, duration_s_);
    Faults unwritten = slice::write(recorded->slice, file_of(sample.sample, kFilm));
    for (slice::User& user : recorded->slice.users) user.application = kSaturating;
    if (unwritten.empty()) unwritten = slice::write(recorded->slice, file_of(sample.sample, kSaturating));
    if (!unwritten.empty()) {
        failed_ = true;
        return unwritten;
    }
    pairs_.push_back(std::move(pair));
    samples_.push_back(sample);
    return {};
}

bool Crosscheck::ask_world(const DrawnSamples& drawn) {
    for (const std::string& stratum : drawn.empty_strata)
        notes_.push_back(fmt::format("stratum {}: no place found where a satellite may serve outside terrestrial coverage", stratum));
    const auto count = static_cast<double>(drawn.samples.size());
    for (std::size_t i = 0; i < drawn.samples.size(); ++i) {
        const CrosscheckSample& sample = drawn.samples[i];
        if (signal_received() != 0) return false;
        progress_.show(
            {ProgressEvent::Kind::kProgress, "sample", fmt::format("world, sample {}", sample.sample), static_cast<double>(i), count});
        for (const Fault& fault : record(sample))
            notes_.push_back(fmt::format("sample {} ({}): {}", sample.sample, sample.stratum, to_string(fault)));
    }
    return true;
}

bool Crosscheck::ask_packets() {
    std::vector<ChildProgram> children;
    for (const SamplePair& pair : pairs_)
        for (const char* what : {kFilm, kSaturating})
            children.push_back({fmt::format("sample {} ({})", pair.sample, what),
                                packet_program_,
                                {file_of(pair.sample, what), "-o", file_of(pair.sample, std::string{what} + "-run"), "--run", "1"}});
    std::size_t ended = 0;
    PoolSettings settings;
    settings.at_once = options_.at_once > 0 ? options_.at_once : usable_cores();
    settings.on_line = [](std::size_t, const std::string& line) { return line.starts_with('{'); };
    settings.on_end = [&](std::size_t child, const ChildOutcome& outcome) {
        ++ended;
        progress_.show({ProgressEvent::Kind::kProgress, "packets", children[child].name, static_cast<double>(ended),
                        static_cast<double>(children.size())});
        if (outcome.succeeded()) return;
        failed_ = true;
        std::string last = outcome.last_lines.empty() ? "" : ": " + outcome.last_lines.back();
        notes_.push_back(fmt::format("{} of the packet level: {}{}", children[child].name, how_it_ended(outcome), last));
    };
    settings.go_on = [] { return signal_received() == 0; };
    run_children(children, settings);
    return signal_received() == 0;
}

EngineFigures Crosscheck::packet_figures(int sample) const {
    EngineFigures figures;
    const auto set = [&](CrosscheckFigure figure, const std::optional<double>& value) {
        figures[static_cast<std::size_t>(figure)] = value;
    };
    const auto first_user = [&](const char* what) -> std::optional<results::PacketUserRow> {
        const auto reader = results::ResultReader::open(file_of(sample, std::string{what} + "-run"));
        if (!reader) return std::nullopt;
        const auto packets = reader->packets();
        if (!packets || packets->users.empty()) return std::nullopt;
        return packets->users.front();
    };
    if (const auto user = first_user(kSaturating)) set(CrosscheckFigure::kGoodput, user->goodput_bps);
    if (const auto user = first_user(kFilm)) {
        set(CrosscheckFigure::kWatched, user->watched_s);
        set(CrosscheckFigure::kStallShare, user->stall_share);
        set(CrosscheckFigure::kStartup, user->startup_s);
        set(CrosscheckFigure::kHandovers, user->handovers);
        set(CrosscheckFigure::kInterruption, user->interruption_mean_s);
    }
    return figures;
}

int Crosscheck::finish(results::ResultWriter& writer, results::RunRow row, std::chrono::steady_clock::time_point started) {
    const std::vector<FigureVerdict> verdicts = verdicts_of(pairs_, {});
    const results::CrosscheckResults results = rows_of(setup_.study, samples_, pairs_, verdicts, duration_s_);
    row.finished_utc = now_utc();
    row.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    row.peak_memory_mib = peak_memory_mib();
    if (const Faults unwritten = writer.write(results); !unwritten.empty()) {
        print_faults(unwritten, options_.json);
        return kFailed;
    }
    const auto digest = writer.finish(row);
    if (!digest) {
        print_faults(digest.faults(), options_.json);
        return kFailed;
    }
    const std::vector<std::size_t> worst = worst_samples(pairs_, 10);
    fmt::print("{}", options_.json ? crosscheck_json(results, worst, notes_, *digest, writer.final_path())
                                   : crosscheck_text(results, worst, notes_) + fmt::format("\nResult digest {}\n", *digest));
    fmt::print(stderr, "Results  {}  ({:.0f} s, {:.0f} MiB)\nNext     d2c report {}\n", writer.final_path(), row.wall_s,
               row.peak_memory_mib, writer.final_path());
    if (failed_ || pairs_.empty()) return kFailed;
    return std::all_of(verdicts.begin(), verdicts.end(), [](const FigureVerdict& v) { return v.within; }) ? kDone : kAnswerIsNo;
}

int Crosscheck::run() {
    const auto started = std::chrono::steady_clock::now();
    const auto program = find_packet_program();
    if (!program) {
        print_faults(program.faults(), options_.json);
        return kBadInput;
    }
    packet_program_ = *program;
    CrosscheckPlan plan;
    plan.samples = options_.samples;
    plan.duration_s = duration_s_;
    if (!options_.traveller.handset.empty()) plan.handsets = {setup_.handset};
    const auto drawn = draw_samples(*setup_.world, plan);
    if (!drawn) {
        print_faults(of_scenario(drawn.faults(), options_.traveller), options_.json);
        return kBadInput;
    }
    const std::string output = options_.output.empty() ? default_output(setup_.study, "crosscheck") : options_.output;
    results::RunRow row = run_row(setup_.study, program_, threads_);
    row.title = setup_.study.title;
    auto writer = results::ResultWriter::create(output, options_.force);
    if (!writer) {
        print_faults(writer.faults(), options_.json);
        return kBadInput;
    }
    if (const Faults unwritten = write_heads(*writer, setup_.study, identity_of(setup_.study, *setup_.earth, row)); !unwritten.empty()) {
        print_faults(unwritten, options_.json);
        return kFailed;
    }
    folder_ = beside(output, "-samples");
    std::error_code error;
    fs::create_directories(folder_, error);
    watch_signals();
    const bool whole = ask_world(*drawn) && ask_packets();
    progress_.close();
    if (!whole) {
        print_faults(writer->interrupted(row), false);
        fmt::print(stderr, "interrupted: slices and runs so far are in {}\n", folder_);
        return signal_received() == SIGTERM ? kTerminated : kInterrupted;
    }
    for (SamplePair& pair : pairs_) pair.packets = packet_figures(pair.sample);
    const int code = finish(*writer, row, started);
    if (!options_.keep) fs::remove_all(folder_, error);
    return code;
}

int crosscheck(Options options, const Program& program) {
    Faults faults;
    const auto duration = parse_duration(options.duration);
    if (!duration) faults.push_back({"", 0, "--duration", options.duration, "such as 300s, 5min or 1h"});
    const auto read = read_study(options.traveller.read);
    if (!read) faults.insert(faults.end(), read.faults().begin(), read.faults().end());
    if (faults.empty() && read->geometry)
        faults.push_back(
            {options.traveller.read.scenario_path, 0, "geometry", "", "a scenario with orbits: this one fixes a link's geometry"});
    if (!faults.empty()) {
        print_faults(of_scenario(faults, options.traveller), options.json);
        return kBadInput;
    }
    const double duration_s = 1e-9 * static_cast<double>(duration->count());
    const StandingRoute anywhere = standing_at({}, duration_s);
    const RouteFile file{anywhere.config, anywhere.route, "", {}, {}};
    const auto setup = begin_setup(options.traveller, *read, file, faults);
    if (faults.empty()) faults = load_world(*setup, options.traveller, threads_of(options));
    if (!faults.empty()) {
        print_faults(of_scenario(faults, options.traveller), options.json);
        return kBadInput;
    }
    fmt::print(stderr, "D2C {}  {}, {} profile: {} samples of {:.0f} s in both engines, seed {}\n", program.version, setup->study.id,
               setup->study.profile, options.samples, duration_s, setup->study.run.seed);
    return Crosscheck{options, program, *setup, duration_s}.run();
}

}  // namespace

Action add_crosscheck(CLI::App& app, const Program& program) {
    auto options = std::make_shared<Options>();
    options->traveller.read.data_dir = program.data_dir;
    app.add_option("SCENARIO", options->traveller.read.scenario_path, "scenario file (YAML)")->required();
    app.add_option("--samples", options->samples, "places and moments asked of both engines (default 60)")->check(CLI::Range(1, 100000));
    app.add_option("--duration", options->duration, "of each sample (default 300s)");
    app.add_option("--handset", options->traveller.handset, "only this class of phones (default: all of the scenario)");
    app.add_option("--operator", options->traveller.home, "whose customer the phone is (default: roaming.operator)");
    app.add_option("-o,--output", options->output, "result file (default: results/runs/<scenario id>[-<profile>]-crosscheck.gpkg)");
    app.add_option("--profile", options->profile, "how finely: quick, or full (default: the file as written)");
    app.add_option("-j", options->at_once, "packet runs at once (default: all cores); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    app.add_option("--threads", options->threads, "threads of the world engine (default: all cores)")->check(CLI::Range(1, 1024));
    app.add_option("--set", options->traveller.read.sets, "PATH=VALUE; may be repeated")->take_all();
    app.add_flag("--keep", options->keep, "keep the slices and runs of the samples beside the result");
    app.add_flag("--force", options->force, "replace an existing result file");
    app.add_flag("--json", options->json, "print JSON");
    return [options, program] {
        if (!options->profile.empty()) options->traveller.read.profile = options->profile;
        return crosscheck(*options, program);
    };
}

}  // namespace d2c::apps
