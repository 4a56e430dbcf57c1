// d2c-packet: one run of one slice at the packet level. The only program that links ns-3; started by `d2c packet`.

#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "apps/d2c-packet/packet_run.h"
#include "apps/d2c-packet/traces.h"
#include "apps/d2c/exit_codes.h"
#include "apps/d2c/machine.h"
#include "apps/d2c/progress_line.h"
#include "apps/d2c/version.h"
#include "base/sha256.h"
#include "results/slice/file.h"
#include "results/writer.h"

namespace d2c::packet {
namespace {

using apps::kBadInput;
using apps::kDone;
using apps::kFailed;

struct Options {
    std::string slice, output, trace_dir;
    std::vector<std::string> traces;
    int run = 1;
    std::string harq{"none"};
    bool json_progress = false;
};

int complain(const Faults& faults, const std::string& file, int code) {
    for (Fault fault : faults) {
        if (fault.file.empty()) fault.file = file;
        fmt::print(stderr, "{}\n", to_string(fault));
    }
    return code;
}

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

int run(const Options& options, const std::string& command_line) {
    const auto started = std::chrono::steady_clock::now();
    auto read = slice::read(options.slice);
    if (!read) return complain(read.faults(), options.slice, kBadInput);
    Faults faults = check_run(*read);
    for (const std::string& trace : options.traces)
        if (!is_trace(trace)) faults.push_back({"", 0, "--trace", trace, trace_names()});
    if (!faults.empty()) return complain(faults, options.slice, kBadInput);
    const auto question = std::make_shared<const slice::Slice>(std::move(*read));
    auto writer = results::ResultWriter::create(options.output, true);
    if (!writer) return complain(writer.faults(), options.output, kBadInput);

    RunOptions what;
    what.run = options.run;
    what.harq_feedback = options.harq == "feedback";
    const auto sha256 = sha256_hex_of_file(options.slice);
    if (!sha256) return complain(sha256.faults(), options.slice, kBadInput);
    what.slice_sha256 = *sha256;
    const TraceFiles files{options.traces, options.trace_dir, options.run};
    what.pcap_prefix = files.pcap_prefix();
    what.cwnd_path = files.cwnd_path();
    apps::ProgressLine progress;
    const std::string label = fmt::format("run {}", options.run);
    what.progress = [&](double done) { progress.show({ProgressEvent::Kind::kProgress, "run", label, done, 1.0}); };
    progress.show({ProgressEvent::Kind::kStart, "run", label, 0.0, 1.0});
    results::PacketResults results = run_slice(question, what);
    progress.show({ProgressEvent::Kind::kDone, "run", label, 1.0, 1.0});
    progress.close();
    results::PacketUnitRow& unit = results.units.front();
    unit.wall_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();
    unit.cpu_s = cpu_seconds();
    unit.peak_memory_mib = apps::peak_memory_mib();
    if (const Faults unwritten = files.write(results); !unwritten.empty()) return complain(unwritten, options.trace_dir, kFailed);

    results::RunRow row;
    row.scenario_id = "slice";
    row.title = "One run of a slice";
    row.scenario_sha256 = question->header.scenario_digest;
    row.program_version = apps::kVersion;
    row.command_line = command_line;
    row.host = apps::host_name();
    row.seed = static_cast<std::int64_t>(question->header.seed);
    row.run = options.run;
    row.threads = 1;
    row.finished_utc = apps::now_utc();
    row.wall_s = unit.wall_s;
    row.peak_memory_mib = unit.peak_memory_mib;
    faults = writer->write(row);
    if (faults.empty()) faults = writer->write(results);
    if (!faults.empty()) return complain(faults, options.output, kFailed);
    const auto digest = writer->finish(row);
    if (!digest) return complain(digest.faults(), options.output, kFailed);
    const results::PacketRunRow& of = results.runs.front();
    fmt::print(
        "run {}: {} users, {:.0f} s simulated in {:.1f} s of processor ({:.1f} times real time), {} events, {} packets, {:.0f} MiB\n",
        options.run, of.users, of.duration_s, unit.cpu_s, of.duration_s / unit.cpu_s, of.events, of.packets, unit.peak_memory_mib);
    fmt::print("RngSeed {} RngRun {}\nResult digest {}\n", question->header.seed % 4'294'967'087u + 1u, options.run, *digest);
    return kDone;
}

}  // namespace
}  // namespace d2c::packet

int main(int argc, char** argv) {
    d2c::packet::Options options;
    CLI::App app{"D2C at the packet level: one run of one slice (written by d2c packet) through ns-3", "d2c-packet"};
    app.set_version_flag("--version", d2c::apps::kVersion);
    app.add_option("SLICE", options.slice, "slice file")->required();
    app.add_option("-o,--output", options.output, "result file")->required();
    app.add_option("--run", options.run, "ns-3's RngRun")->check(CLI::Range(1, (1 << 18) - 1));
    app.add_option("--trace", options.traces, d2c::packet::trace_names())->delimiter(',');
    app.add_option("--harq", options.harq, "none (default; RLC repeats what is lost) or feedback")
        ->check(CLI::IsMember({"none", "feedback"}));
    app.add_option("--trace-dir", options.trace_dir, "folder of the traces (default: that of the result)");
    app.add_flag("--json-progress", options.json_progress, "progress as JSON lines on stderr (also without a terminal)");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : d2c::apps::kBadInput;
    }
    if (options.trace_dir.empty()) options.trace_dir = std::filesystem::path{options.output}.parent_path().string();
    std::string command_line = "d2c-packet";
    for (int i = 1; i < argc; ++i) command_line += std::string{" "} + argv[i];
    try {
        return d2c::packet::run(options, command_line);
    } catch (const std::exception& error) {
        fmt::print(stderr, "d2c-packet: {}\n", error.what());
        return d2c::apps::kFailed;
    }
}
