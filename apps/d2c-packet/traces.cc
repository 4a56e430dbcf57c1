#include "apps/d2c-packet/traces.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <string_view>

namespace d2c::packet {
namespace {

constexpr std::array<std::string_view, 6> kTraces{"sinr", "rate", "cwnd", "buffer", "handover", "pcap"};

template <class T>
std::string text(const std::optional<T>& v) {
    return v ? fmt::format("{}", *v) : std::string{};
}

}  // namespace

bool is_trace(const std::string& name) { return std::find(kTraces.begin(), kTraces.end(), name) != kTraces.end(); }

std::string trace_names() {
    std::string names;
    for (const std::string_view name : kTraces) names += (names.empty() ? "" : ", ") + std::string{name};
    return names;
}

TraceFiles::TraceFiles(std::vector<std::string> traces, std::string folder, int run)
    : traces_{std::move(traces)}, folder_{std::move(folder)}, run_{run} {}

bool TraceFiles::asked(const std::string& trace) const { return std::find(traces_.begin(), traces_.end(), trace) != traces_.end(); }

std::string TraceFiles::path(const std::string& name) const {
    return (folder_.empty() ? "" : folder_ + "/") + fmt::format("run{}-{}", run_, name);
}

std::string TraceFiles::pcap_prefix() const { return asked("pcap") ? path("user") : std::string{}; }
std::string TraceFiles::cwnd_path() const { return asked("cwnd") ? path("cwnd.csv") : std::string{}; }

Faults TraceFiles::write(const results::PacketResults& results) const {
    Faults faults;
    const auto write = [&](const std::string& trace, const std::string& head, const auto& rows, const auto& line) {
        if (!asked(trace)) return;
        const std::string name = path(trace + ".csv");
        std::ofstream file{name, std::ios::trunc};
        file << head << '\n';
        for (const auto& row : rows) file << line(row) << '\n';
        file.close();
        if (!file) faults.push_back({name, 0, "--trace", trace, "a file in a folder that exists, is writable and has room"});
    };
    using Sample = results::PacketSampleRow;
    write("sinr", "elapsed_s,user,satellite,beam,elevation_deg,slant_range_km,sinr_db,uplink_sinr_db", results.samples,
          [](const Sample& s) {
              return fmt::format("{},{},{},{},{},{},{},{}", s.elapsed_s, s.user, text(s.satellite), text(s.beam), text(s.elevation_deg),
                                 text(s.slant_range_km), text(s.sinr_db), text(s.uplink_sinr_db));
          });
    write("rate", "elapsed_s,user,state,rate_bps", results.samples,
          [](const Sample& s) { return fmt::format("{},{},{},{}", s.elapsed_s, s.user, s.state, text(s.rate_bps)); });
    write("buffer", "elapsed_s,user,buffer_s,rung", results.samples,
          [](const Sample& s) { return fmt::format("{},{},{},{}", s.elapsed_s, s.user, text(s.buffer_s), s.rung); });
    write("handover", "elapsed_s,user,kind,from_satellite,to_satellite,interruption_ms,cause", results.events,
          [](const results::PacketEventRow& e) {
              return fmt::format("{},{},{},{},{},{},{}", e.elapsed_s, e.user, e.kind, text(e.from_satellite), text(e.to_satellite),
                                 text(e.interruption_ms), e.cause);
          });
    return faults;
}

}  // namespace d2c::packet
