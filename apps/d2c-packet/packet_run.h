#pragma once
// One run of a slice: a network with its phones, simulated to the window's end.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/error.h"
#include "results/packets/rows.h"
#include "results/slice/slice.h"

namespace d2c::packet {

struct RunOptions {
    int run = 1;  ///< ns-3's RngRun
    std::string slice_sha256;
    bool harq_feedback = false;            ///< cells wait for it, in as many processes as the phone has; else what is lost is RLC's
    std::string pcap_prefix;               ///< writes `<prefix><user>.pcap` of raw IP; empty: none
    std::string cwnd_path;                 ///< CSV of the server's congestion windows; empty: none
    std::function<void(double)> progress;  ///< told the share of the window that is done
};

/// What the slice asks that this program cannot do: unknown applications, more phones than ports. All at once.
Faults check_run(const slice::Slice& slice);

/// Runs it from beginning to end; ns-3's simulator is one per process. Same slice and run, same rows.
results::PacketResults run_slice(const std::shared_ptr<const slice::Slice>& slice, const RunOptions& options);

}  // namespace d2c::packet
