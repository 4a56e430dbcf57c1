#pragma once
// Runs of `d2c-packet` on one slice, side by side, and what they leave behind in one result file.

#include <string>
#include <vector>

#include "base/error.h"
#include "base/progress.h"
#include "results/packets/rows.h"
#include "results/writer.h"

namespace d2c::apps {

struct PacketQuestion {
    std::string program;  ///< path of d2c-packet
    std::string slice, slice_sha256;
    std::string output;  ///< of the merged file; those of the runs lie beside it until they are merged
    int first_run = 1, last_run = 1;
    int at_once = 1;
    int quarter = 0;        ///< of the window, for units that failed
    std::string trace;      ///< `sinr,rate`; empty: none
    std::string trace_dir;  ///< with a folder `run-N` for each
};

struct FailedPacketRun {
    int run = 0;
    std::string how;                 ///< it ended
    std::vector<std::string> lines;  ///< its last on stderr
    bool refused = false;            ///< its input: exit code 2
};
struct PacketAnswers {
    results::PacketResults results;  ///< of all runs that succeeded, by run
    std::vector<FailedPacketRun> failed;
    bool stopped = false;
    Faults unwritten;  ///< the merged file could not take a run
};

/// `<output>` without `.gpkg`, and `suffix`.
std::string beside(const std::string& output, const std::string& suffix);
/// `D2C_PACKET`, else `d2c-packet` beside this program. A fault where there is none.
Result<std::string> find_packet_program();

/// Starts them all and waits. Each is stored in `writer` as it ends: its rows, or a failed unit with what it said. `progress` counts runs,
/// and ends the rest where it answers false.
PacketAnswers run_packets(const PacketQuestion& question, results::ResultWriter& writer, const ProgressCallback& progress);

}  // namespace d2c::apps
