#include "apps/d2c/travel/packet_runs.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>

#include "results/reader.h"
#include "studies/process/process_pool.h"
#include "studies/process/progress_text.h"

namespace d2c::apps {
namespace {

namespace fs = std::filesystem;

/// What a run stored, if it is this run on this slice.
Result<results::PacketResults> read_run(const std::string& path, int run, const std::string& slice_sha256) {
    const auto reader = results::ResultReader::open(path);
    if (!reader) return reader.faults();
    auto packets = reader->packets();
    if (!packets) return packets.faults();
    if (packets->runs.size() != 1 || packets->runs.front().run != run)
        return Fault{path, 0, "packet_run.run", fmt::format("{} rows", packets->runs.size()), fmt::format("run {} alone", run)};
    if (packets->runs.front().slice_sha256 != slice_sha256)
        return Fault{path, 0, "packet_run.slice_sha256", packets->runs.front().slice_sha256, slice_sha256 + ", the slice that was asked"};
    return packets;
}

template <class Row>
void append(std::vector<Row>& all, std::vector<Row>&& more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}
template <class Row>
void sort_by_run(std::vector<Row>& rows) {
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.run < b.run; });
}

class Runs {
  public:
    Runs(const PacketQuestion& question, results::ResultWriter& writer, const ProgressCallback& progress)
        : question_{question}, writer_{writer}, progress_{progress} {}

    PacketAnswers ask() {
        std::vector<ChildProgram> children;
        for (int run = question_.first_run; run <= question_.last_run; ++run) children.push_back(child(run));
        part_.assign(children.size(), 0.0);
        PoolSettings pool;
        pool.at_once = question_.at_once;
        pool.on_line = [&](std::size_t which, const std::string& line) { return heard(which, line); };
        pool.on_end = [&](std::size_t which, const ChildOutcome& outcome) { ended(which, outcome); };
        pool.go_on = [&] { return answers_.unwritten.empty() && tell(ProgressEvent::Kind::kProgress, ""); };
        tell(ProgressEvent::Kind::kStart, label(0));
        run_children(children, pool);
        sort_by_run(answers_.results.runs);
        sort_by_run(answers_.results.users);
        sort_by_run(answers_.results.samples);
        sort_by_run(answers_.results.events);
        sort_by_run(answers_.results.units);
        std::sort(answers_.failed.begin(), answers_.failed.end(), [](const auto& a, const auto& b) { return a.run < b.run; });
        return std::move(answers_);
    }

  private:
    int run_of(std::size_t which) const { return question_.first_run + static_cast<int>(which); }
    std::string label(std::size_t which) const { return fmt::format("run {}", run_of(which)); }
    std::string file_of(int run) const { return beside(question_.output, fmt::format(".run-{}.gpkg", run)); }

    ChildProgram child(int run) {
        const std::string file = file_of(run);
        std::error_code ignored;  // what is left of an earlier try; the child says what it cannot replace
        fs::remove(file, ignored);
        fs::remove(file + ".part", ignored);
        ChildProgram program{
            fmt::format("run {}", run), question_.program, {question_.slice, "-o", file, "--run", std::to_string(run), "--json-progress"}};
        if (!question_.trace.empty()) {
            const std::string folder = question_.trace_dir + fmt::format("/run-{}", run);
            fs::create_directories(folder, ignored);
            for (const std::string& word : {std::string{"--trace"}, question_.trace, std::string{"--trace-dir"}, folder})
                program.arguments.push_back(word);
        }
        return program;
    }
    bool tell(ProgressEvent::Kind kind, const std::string& what) {
        const double done = std::accumulate(part_.begin(), part_.end(), 0.0);
        if (!what.empty()) last_label_ = what;
        return progress_({kind, "run", last_label_, done, static_cast<double>(part_.size())});
    }
    bool heard(std::size_t which, const std::string& line) {
        const auto event = parse_progress(line);
        if (!event) return false;
        if (event->kind == ProgressEvent::Kind::kWarning) {
            tell(ProgressEvent::Kind::kWarning, label(which) + ": " + event->label);
            last_label_ = label(which);
        } else if (event->total > 0.0) {
            part_[which] = std::clamp(event->done / event->total, part_[which], 1.0);
            last_label_ = label(which);
        }
        return true;
    }
    void ended(std::size_t which, const ChildOutcome& outcome) {
        const int run = run_of(which);
        const std::string file = file_of(run);
        part_[which] = 1.0;
        if (outcome.end == ChildOutcome::End::kStopped) {
            answers_.stopped = true;
        } else if (!outcome.succeeded()) {
            fail(run, how_it_ended(outcome), outcome.last_lines, outcome.end == ChildOutcome::End::kExited && outcome.code == 2);
        } else if (auto packets = read_run(file, run, question_.slice_sha256); !packets) {
            std::vector<std::string> lines;
            for (const Fault& fault : packets.faults()) lines.push_back(to_string(fault));
            fail(run, "left no such result", lines, false);
        } else {
            store(std::move(*packets));
        }
        std::error_code ignored;
        fs::remove(file, ignored);
        fs::remove(file + ".part", ignored);
        if (outcome.end != ChildOutcome::End::kStopped) tell(ProgressEvent::Kind::kUnit, label(which));
    }
    void store(results::PacketResults&& packets) {
        if (Faults faults = writer_.write(packets); !faults.empty()) {
            answers_.unwritten = std::move(faults);
            return;
        }
        results::PacketResults& all = answers_.results;
        append(all.runs, std::move(packets.runs));
        append(all.users, std::move(packets.users));
        append(all.samples, std::move(packets.samples));
        append(all.events, std::move(packets.events));
        append(all.units, std::move(packets.units));
    }
    void fail(int run, const std::string& how, const std::vector<std::string>& lines, bool refused) {
        results::UnitRow unit;
        unit.quarter = question_.quarter;
        unit.windows = 1;
        unit.state = "failed";
        unit.message = how;
        for (const std::string& line : lines) unit.message += "\n" + line;
        unit.packet_run = run;
        if (Faults faults = writer_.write(unit, ""); !faults.empty()) answers_.unwritten = std::move(faults);
        answers_.failed.push_back({run, how, lines, refused});
    }

    const PacketQuestion& question_;
    results::ResultWriter& writer_;
    const ProgressCallback& progress_;
    PacketAnswers answers_;
    std::vector<double> part_;  ///< of each run that is done
    std::string last_label_;
};

}  // namespace

std::string beside(const std::string& output, const std::string& suffix) {
    constexpr std::string_view kEnd = ".gpkg";
    const bool has_end = output.size() > kEnd.size() && output.ends_with(kEnd);
    return output.substr(0, output.size() - (has_end ? kEnd.size() : 0)) + suffix;
}

Result<std::string> find_packet_program() {
    const char* const set = std::getenv("D2C_PACKET");
    std::error_code error;
    const bool is_set = set != nullptr && *set != '\0';
    const std::string path = is_set ? std::string{set} : (fs::read_symlink("/proc/self/exe", error).parent_path() / "d2c-packet").string();
    if (fs::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0) return path;
    return Fault{path, 0, is_set ? "D2C_PACKET" : "", "",
                 "the program d2c-packet, which is built where ns-3 is installed (README: packet level); D2C_PACKET says where else it is"};
}

PacketAnswers run_packets(const PacketQuestion& question, results::ResultWriter& writer, const ProgressCallback& progress) {
    return Runs{question, writer, progress}.ask();
}

}  // namespace d2c::apps
