#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/machine.h"
#include "apps/d2c/print.h"
#include "apps/d2c/progress_line.h"
#include "base/sha256.h"
#include "geography/grid/grid.h"
#include "report/summary.h"
#include "results/writer.h"
#include "scenarios/read_study.h"
#include "world/run/engine.h"
#include "world/run/footprints.h"

namespace d2c::apps {
namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    ReadOptions read;
    std::string output, profile;
    int threads = 0;
    bool force = false, dry_run = false, json = false;
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string default_output(const Study& study) {
    const std::string suffix = study.profile == "full" ? "" : "-" + study.profile;
    return (std::filesystem::path{"results"} / "runs" / (study.id + suffix + ".gpkg")).string();
}

results::RunRow run_row(const Study& study, const Program& program, int threads) {
    results::RunRow row;
    row.scenario_id = study.id;
    row.title = study.title;
    row.question = study.question;
    row.profile = study.profile;
    row.scenario_text = study.scenario_text;
    row.scenario_sha256 = sha256_hex(study.scenario_text);
    row.program_version = program.version;
    row.command_line = program.command_line;
    row.host = host_name();
    row.seed = static_cast<std::int64_t>(study.run.seed);
    row.run = study.run.run;
    row.threads = threads;
    row.started_utc = now_utc();
    row.state = "running";
    return row;
}

void fill_figures(results::RunRow& row, const RunFigures& figures, double wall_s) {
    row.finished_utc = now_utc();
    row.wall_s = wall_s;
    row.peak_memory_mib = peak_memory_mib();
    row.link_count = static_cast<double>(figures.links);
    row.satellite_cell_steps = figures.satellite_cell_steps;
}

/// Everything that does not change over the rollout.
Faults write_statics(results::ResultWriter& writer, const Study& study, const WorldModel& world, const results::RunRow& run) {
    std::vector<results::ParameterRow> parameters;
    for (const ResolvedParameter& p : study.parameters) parameters.push_back({p.name, p.value, p.unit, p.source});
    std::vector<results::InputFileRow> inputs;
    for (const InputFile& file : study.inputs) inputs.push_back({file.name, file.licence, file.sha256});
    for (const InputFile& file : world.earth->inputs) inputs.push_back({file.name, file.licence, file.sha256});
    for (Faults faults : {writer.write(run), writer.write(std::span<const results::ParameterRow>{parameters}),
                          writer.write(std::span<const results::InputFileRow>{inputs}),
                          writer.write(std::span<const results::HandsetClassRow>{handset_rows(study)}),
                          writer.write(std::span<const results::ServiceRow>{service_rows(study)}),
                          writer.write(std::span<const results::CellRow>{cell_rows(world)}),
                          writer.write(std::span<const results::PlaceRow>{place_rows(world)}),
                          writer.write(std::span<const results::FootprintRow>{footprint_rows(world)})}) {
        if (!faults.empty()) return faults;
    }
    return {};
}

results::QuarterResults stored(QuarterOutcome&& outcome, double wall_s) {
    results::QuarterResults results;
    results.unit = {outcome.quarter.quarter, "done", wall_s};
    results.quarter = std::move(outcome.quarter);
    results.cells = std::move(outcome.cells);
    results.places = std::move(outcome.places);
    results.place_series = std::move(outcome.place_series);
    results.global = std::move(outcome.global);
    results.areas = std::move(outcome.areas);
    results.fleet = std::move(outcome.fleet);
    results.phones = std::move(outcome.phones);
    results.mix = std::move(outcome.mix);
    results.environments = std::move(outcome.environments);
    results.ships = std::move(outcome.ships);
    return results;
}

std::string sizes_line(const Study& study, int threads) {
    const std::vector<Quarter> quarters = sampled_quarters(study.rollout);
    const std::size_t all = static_cast<std::size_t>(study.rollout.last.index - study.rollout.first.index) + 1;
    return fmt::format(
        "{}, {} profile: {} cells, {} of {} quarters ({} to {}), {} windows of {:g} s each, step {:g} s, {} threads, seed {}", study.id,
        study.profile, with_thousands(static_cast<double>(Grid{study.geography.grid_order}.cell_count())), quarters.size(), all,
        to_string(quarters.front()), to_string(quarters.back()), study.run.windows_per_quarter, study.run.window_s, study.run.step_s,
        threads, study.run.seed);
}

int finish(results::ResultWriter& writer, const Options& options, results::RunRow run, const RunFigures& figures) {
    const auto digest = writer.finish(run);
    if (!digest) {
        print_faults(digest.faults(), options.json);
        return kFailed;
    }
    const auto reader = results::ResultReader::open(writer.final_path());
    if (!reader) {
        print_faults(reader.faults(), options.json);
        return kFailed;
    }
    const auto text = summary(*reader);
    if (!text) {
        print_faults(text.faults(), options.json);
        return kFailed;
    }
    const double rate = run.wall_s > 0.0 ? run.link_count / run.wall_s * 1e-6 : 0.0;
    if (options.json) {
        const nlohmann::ordered_json answer{{"schema", "d2c.run/1"},
                                            {"scenario", run.scenario_id},
                                            {"profile", run.profile},
                                            {"result", writer.final_path()},
                                            {"result_digest", *digest},
                                            {"wall_s", run.wall_s},
                                            {"peak_memory_mib", run.peak_memory_mib},
                                            {"links", run.link_count},
                                            {"satellite_cell_steps", run.satellite_cell_steps},
                                            {"satellites_at_end", figures.satellites_at_end}};
        fmt::print("{}\n", answer.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    } else {
        fmt::print("{}{} satellites at the end; done in {:.1f} s ({:.1f} million links/s, {:.3g} satellites x cells x steps, {:.0f} MiB)\n",
                   *text, with_thousands(static_cast<double>(figures.satellites_at_end)), run.wall_s, rate, run.satellite_cell_steps,
                   run.peak_memory_mib);
        fmt::print("Result digest {}\n", *digest);
    }
    fmt::print(stderr, "Results  {}\nNext     d2c report {}\n", writer.final_path(), writer.final_path());
    return kDone;
}

int run(const Options& options, const Program& program) {
    const Clock::time_point started = Clock::now();
    const int threads = options.threads > 0 ? options.threads : usable_cores();
    const auto study = read_study(options.read);
    if (!study) {
        print_faults(study.faults(), options.json);
        return kBadInput;
    }
    if (study->geometry) {
        print_faults(
            {{options.read.scenario_path, 0, "geometry", "", "a scenario with orbits: this one fixes a link's geometry, for d2c link"}},
            options.json);
        return kBadInput;
    }
    fmt::print(stderr, "D2C {}  {}\n", program.version, sizes_line(*study, threads));
    const auto earth = load_earth(study->geography, options.read.data_dir, threads);
    if (!earth) {
        print_faults(earth.faults(), options.json);
        return kBadInput;
    }
    const auto world = build_world(*study, *earth);
    if (!world) {
        Faults faults = world.faults();
        for (Fault& fault : faults) {
            if (fault.file.empty()) fault.file = options.read.scenario_path;
        }
        print_faults(faults, options.json);
        return kBadInput;
    }
    fmt::print(stderr, "{} satellites launched by {}, {} phones in {} zones and {} places, {} carriers; ready in {:.1f} s\n",
               with_thousands(static_cast<double>(world->fleet.size())), to_string(study->rollout.last),
               with_thousands(static_cast<double>(world->phones.columns.size())),
               with_thousands(static_cast<double>(world->zones.zones.size())), study->geography.places.size(),
               world->spectrum.carrier_count(), seconds_since(started));
    const std::string output = options.output.empty() ? default_output(*study) : options.output;
    if (options.dry_run) {
        fmt::print("would write {}\n", output);
        return kDone;
    }
    if (options.output.empty()) {
        std::error_code ignored;  // an impossible folder is reported by the writer, with its path
        std::filesystem::create_directories(std::filesystem::path{output}.parent_path(), ignored);
    }
    auto writer = results::ResultWriter::create(output, options.force);
    if (!writer) {
        print_faults(writer.faults(), options.json);
        return kBadInput;
    }
    results::RunRow row = run_row(*study, program, threads);
    if (const Faults faults = write_statics(*writer, *study, *world, row); !faults.empty()) {
        print_faults(faults, options.json);
        return kFailed;
    }

    watch_signals();
    ProgressLine progress;
    Clock::time_point quarter_started = Clock::now();
    const auto figures = run_world(
        *world, threads,
        [&](const ProgressEvent& event) {
            progress.show(event);
            return signal_received() == 0;
        },
        [&](QuarterOutcome&& outcome) {
            const double wall_s = seconds_since(quarter_started);
            quarter_started = Clock::now();
            return writer->finish_quarter(stored(std::move(outcome), wall_s));
        });
    progress.close();
    if (!figures) {
        print_faults(figures.faults(), options.json);
        fmt::print(stderr, "finished quarters are kept in {}\n", writer->part_path());
        return kFailed;
    }
    fill_figures(row, *figures, seconds_since(started));
    if (figures->interrupted) {
        const Faults faults = writer->interrupted(row);
        print_faults(faults, false);
        fmt::print(stderr, "interrupted: finished quarters are kept in {}\n", writer->part_path());
        return signal_received() == SIGTERM ? kTerminated : kInterrupted;
    }
    return finish(*writer, options, row, *figures);
}

}  // namespace

Action add_run(CLI::App& app, const Program& program) {
    auto options = std::make_shared<Options>();
    options->read.data_dir = program.data_dir;
    app.add_option("SCENARIO", options->read.scenario_path, "scenario file (YAML)")->required();
    app.add_option("-o,--output", options->output, "result file (default: results/runs/<scenario id>[-<profile>].gpkg)");
    app.add_option("--profile", options->profile, "how finely: quick, or full (default: the file as written)");
    app.add_option("-j,--threads", options->threads, "threads (default: all cores); results do not depend on it")
        ->check(CLI::Range(1, 1024));
    app.add_flag("--force", options->force, "replace an existing result file");
    app.add_flag("--dry-run", options->dry_run, "say what would be run, and stop");
    app.add_option("--set", options->read.sets, "PATH=VALUE, e.g. constellation.starlink-v2.launches.per_month=2; may be repeated")
        ->take_all();
    app.add_flag("--json", options->json, "print JSON");
    return [options, program] {
        if (!options->profile.empty()) options->read.profile = options->profile;
        return run(*options, program);
    };
}

}  // namespace d2c::apps
