#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "apps/d2c/commands/commands.h"
#include "apps/d2c/commands/dry_run.h"
#include "apps/d2c/commands/run_identity.h"
#include "apps/d2c/commands/run_store.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/machine.h"
#include "apps/d2c/print.h"
#include "apps/d2c/progress_line.h"
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
    int threads = 0, unit_windows = 0;
    bool force = false, resume = false, dry_run = false, json = false;
};

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

std::string default_output(const Study& study) {
    const std::string suffix = study.profile == "full" ? "" : "-" + study.profile;
    return (std::filesystem::path{"results"} / "runs" / (study.id + suffix + ".gpkg")).string();
}

/// Outcome of all sittings of a run; wall time and memory of the last.
Faults fill_figures(results::RunRow& row, const results::ResultWriter& writer, double wall_s) {
    const auto units = writer.units();
    if (!units) return units.faults();
    row.finished_utc = now_utc();
    row.wall_s = wall_s;
    row.peak_memory_mib = peak_memory_mib();
    for (const results::UnitRow& unit : *units) {
        row.link_count += unit.link_count;
        row.satellite_cell_steps += unit.satellite_cell_steps;
    }
    return {};
}

/// Everything that does not change over the rollout, up to the first fault; the run's row last, which says that all is there.
Faults write_heads(results::ResultWriter& writer, const Study& study, const WorldModel& world, const results::RunIdentity& identity) {
    Faults faults;
    const auto write = [&](const auto& rows) {
        if (faults.empty()) faults = writer.write(rows);
    };
    write(std::span<const results::ParameterRow>{identity.parameters});
    write(std::span<const results::InputFileRow>{identity.input_files});
    write(std::span<const results::HandsetClassRow>{handset_rows(study)});
    write(std::span<const results::ServiceRow>{service_rows(study)});
    write(std::span<const results::CellRow>{cell_rows(world)});
    write(std::span<const results::PlaceRow>{place_rows(world)});
    write(std::span<const results::FootprintRow>{footprint_rows(world)});
    write(identity.run);
    return faults;
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

int finish(results::ResultWriter& writer, const Options& options, results::RunRow run) {
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
    const auto fleet = reader->fleet();
    if (!text || !fleet) {
        print_faults(text ? fleet.faults() : text.faults(), options.json);
        return kFailed;
    }
    int satellites = 0;
    for (const results::FleetRow& row : *fleet) satellites += row.quarter == fleet->back().quarter ? row.in_service : 0;
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
                                            {"satellites_at_end", satellites}};
        fmt::print("{}\n", answer.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    } else {
        fmt::print("{}{} satellites at the end; done in {:.1f} s ({:.1f} million links/s, {:.3g} satellites x cells x steps, {:.0f} MiB)\n",
                   *text, with_thousands(satellites), run.wall_s, rate, run.satellite_cell_steps, run.peak_memory_mib);
        fmt::print("Result digest {}\n", *digest);
    }
    fmt::print(stderr, "Results  {}\nNext     d2c report {}\n", writer.final_path(), writer.final_path());
    return kDone;
}

int dry_run(const WorldModel& world, const Study& study, const Options& options, int threads, const std::string& output, double ready_s) {
    const RunSize size = size_of(world);
    const RunEstimate expected = estimate(world, threads, ready_s);
    if (options.json) {
        const nlohmann::ordered_json answer{{"schema", "d2c.run/1"},
                                            {"dry_run", true},
                                            {"scenario", study.id},
                                            {"profile", study.profile},
                                            {"result", output},
                                            {"cells", size.cells},
                                            {"windows", size.windows},
                                            {"steps_per_window", size.steps_per_window},
                                            {"satellites_at_end", size.satellites_at_end},
                                            {"satellite_cell_steps", size.satellite_cell_steps},
                                            {"beam_steps", size.beam_steps},
                                            {"cell_beam_steps", size.cell_beam_steps},
                                            {"estimated_wall_s", expected.wall_s},
                                            {"estimated_memory_mib", expected.memory_mib}};
        fmt::print("{}\n", answer.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
        return kDone;
    }
    fmt::print("{} cells, up to {} satellites, {} windows of {} steps: {:.3g} satellites x cells x steps, {:.3g} cells x beams x steps\n",
               with_thousands(size.cells), with_thousands(size.satellites_at_end), with_thousands(size.windows), size.steps_per_window,
               size.satellite_cell_steps, size.cell_beam_steps);
    if (study.run.precision)
        fmt::print("at least: run.precision may add windows, up to {} a quarter\n", study.run.precision->maximum_windows);
    fmt::print("about {:.0f} s on {} threads and {:.0f} MiB; would write {}\n", expected.wall_s, threads, expected.memory_mib, output);
    return kDone;
}

int report_failed(results::ResultWriter& writer, const results::RunRow& row, const std::vector<FailedUnit>& failed) {
    print_faults(writer.incomplete(row), false);
    for (const FailedUnit& unit : failed) {
        fmt::print(stderr, "{}: unit: {}, windows {} to {}: failed: {}\n", writer.part_path(), to_string(Quarter{unit.range.quarter}),
                   unit.range.first_window, unit.range.first_window + unit.range.windows - 1, unit.message);
    }
    fmt::print(stderr, "{} units failed; the others are kept in {}, and --resume tries the failed ones again\n", failed.size(),
               writer.part_path());
    return kFailed;
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
        return dry_run(*world, *study, options, threads, output, seconds_since(started));
    }
    if (options.output.empty()) {
        std::error_code ignored;  // an impossible folder is reported by the writer, with its path
        std::filesystem::create_directories(std::filesystem::path{output}.parent_path(), ignored);
    }
    watch_signals();
    results::RunRow row = run_row(*study, program, threads);
    const results::RunIdentity identity = identity_of(*study, *earth, row);
    auto writer = options.resume ? results::ResultWriter::resume(output, identity) : results::ResultWriter::create(output, options.force);
    if (!writer) {
        print_faults(writer.faults(), options.json);
        return kBadInput;
    }
    if (!writer->has_heads()) {
        if (options.resume) fmt::print(stderr, "nothing to resume in {}: running from the beginning\n", writer->part_path());
        if (const Faults faults = write_heads(*writer, *study, *world, identity); !faults.empty()) {
            print_faults(faults, options.json);
            return kFailed;
        }
    }

    ProgressLine progress;
    FileStore store{*writer, options.unit_windows};
    RunOptions how;
    how.threads = threads;
    how.unit_is_full = [&](int windows) { return store.unit_is_full(windows); };
    const auto end = run_world(
        *world, how,
        [&](const ProgressEvent& event) {
            progress.show(event);
            return signal_received() == 0;
        },
        store);
    progress.close();
    if (!end) {
        print_faults(end.faults(), options.json);
        fmt::print(stderr, "finished units are kept in {}: go on with --resume\n", writer->part_path());
        return kFailed;
    }
    if (const Faults faults = fill_figures(row, *writer, seconds_since(started)); !faults.empty()) {
        print_faults(faults, options.json);
        return kFailed;
    }
    if (!end->failed.empty()) return report_failed(*writer, row, end->failed);
    if (end->interrupted) {
        const Faults faults = writer->interrupted(row);
        print_faults(faults, false);
        fmt::print(stderr, "interrupted: finished units are kept in {}, go on with --resume\n", writer->part_path());
        return signal_received() == SIGTERM ? kTerminated : kInterrupted;
    }
    return finish(*writer, options, row);
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
    CLI::Option* force = app.add_flag("--force", options->force, "replace an existing result file");
    app.add_flag("--resume", options->resume, "go on with what an interrupted run of the same question left")->excludes(force);
    app.add_option("--unit-windows", options->unit_windows,
                   "windows stored at a time, at most a quarter's (default: about ten seconds' worth); results do not depend on it")
        ->check(CLI::Range(1, 4096));
    app.add_flag("--dry-run", options->dry_run, "say how large the run is, how long it will take and how much memory, and stop");
    app.add_option("--set", options->read.sets, "PATH=VALUE, e.g. constellation.starlink-v2.launches.per_month=2; may be repeated")
        ->take_all();
    app.add_flag("--json", options->json, "print JSON");
    return [options, program] {
        if (!options->profile.empty()) options->read.profile = options->profile;
        return run(*options, program);
    };
}

}  // namespace d2c::apps
