#pragma once
// Figures over time as CSV files, for plots.

#include <string>
#include <vector>

#include "base/error.h"
#include "results/packets/rows.h"

namespace d2c::packet {

/// `sinr`, `rate`, `cwnd`, `buffer`, `handover`, `pcap`.
bool is_trace(const std::string& name);
std::string trace_names();

/// Where the traces of a run go: `<folder>/run<N>-<trace>.csv`, and of packets `<folder>/run<N>-user<M>.pcap`.
class TraceFiles {
  public:
    TraceFiles(std::vector<std::string> traces, std::string folder, int run);
    std::string pcap_prefix() const;
    std::string cwnd_path() const;
    /// Those that are made of rows.
    Faults write(const results::PacketResults& results) const;

  private:
    bool asked(const std::string& trace) const;
    std::string path(const std::string& name) const;
    std::vector<std::string> traces_;
    std::string folder_;
    int run_;
};

}  // namespace d2c::packet
