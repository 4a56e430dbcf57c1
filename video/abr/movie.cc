#include "video/abr/movie.h"

#include "video/checks.h"
#include "video/json/node.h"

namespace d2c::abr {
namespace {

using detail::Checks;
using detail::printed;
using json::Node;

constexpr std::size_t kMostRungs = 64, kMostSegments = 100'000, kMostPeriods = 10'000'000;
/// What a whole trace must carry at least, so that a session ends.
constexpr double kLeastBits = 1.0;

struct Range {
    double low, high;
    const char* allowed;
};
constexpr Range kSegment{1.0, 3.6e6, "1 to 3600000 [ms]"};
constexpr Range kBitrate{1.0, 1e7, "1 to 10000000 [kbit/s]"};
constexpr Range kSize{1.0, 1e13, "1 to 1e13 [bit]"};
constexpr Range kDuration{0.0, 1e9, "0 to 1e9 [ms]"};
constexpr Range kBandwidth{0.0, 1e8, "0 to 1e8 [kbit/s]"};
constexpr Range kLatency{0.0, 1e6, "0 to 1000000 [ms]"};

void range(Checks& checks, const std::string& field, double value, const Range& range) {
    checks.range(field, value, range.low, range.high, range.allowed);
}

double read(const Node& node, const Range& range, Faults& faults) {
    return node.number_in(faults, range.low, range.high, range.allowed).value_or(range.low);
}

Faults in_file(Faults faults, const std::string& file) {
    for (Fault& fault : faults) fault.file = file;
    return faults;
}

}  // namespace

Faults validate(const Movie& movie, const std::string& where) {
    Checks checks{where};
    range(checks, "segment_duration_ms", movie.segment_ms, kSegment);
    if (movie.rungs() < 1 || movie.rungs() > kMostRungs) checks.refuse("bitrates_kbps", std::to_string(movie.rungs()), "1 to 64 bit rates");
    for (std::size_t i = 0; i < movie.rungs(); ++i) {
        const std::string field = "bitrates_kbps." + std::to_string(i);
        range(checks, field, movie.bitrates_kbps[i], kBitrate);
        if (i > 0 && !(movie.bitrates_kbps[i] > movie.bitrates_kbps[i - 1]))
            checks.refuse(field, printed(movie.bitrates_kbps[i]), "above the one before [kbit/s]");
    }
    if (movie.segments() < 1 || movie.segments() > kMostSegments)
        checks.refuse("segment_sizes_bits", std::to_string(movie.segments()), "1 to 100000 segments");
    for (std::size_t i = 0; i < movie.segments(); ++i) {
        const std::string field = "segment_sizes_bits." + std::to_string(i);
        if (movie.sizes_bits[i].size() != movie.rungs())
            checks.refuse(field, std::to_string(movie.sizes_bits[i].size()), "a size for each of the bit rates");
        for (std::size_t k = 0; k < movie.sizes_bits[i].size(); ++k)
            range(checks, field + "." + std::to_string(k), movie.sizes_bits[i][k], kSize);
    }
    return checks.take();
}

Faults validate(const std::vector<NetworkPeriod>& trace, const std::string& where) {
    Checks checks{where};
    if (trace.empty() || trace.size() > kMostPeriods) checks.refuse("periods", std::to_string(trace.size()), "1 to 10000000 periods");
    double bits = 0.0;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const std::string at = std::to_string(i) + ".";
        range(checks, at + "duration_ms", trace[i].duration_ms, kDuration);
        range(checks, at + "bandwidth_kbps", trace[i].bandwidth_kbps, kBandwidth);
        range(checks, at + "latency_ms", trace[i].latency_ms, kLatency);
        bits += trace[i].duration_ms * trace[i].bandwidth_kbps;
    }
    Faults faults = checks.take();
    if (faults.empty() && !(bits >= kLeastBits))
        faults.push_back({"", 0, where, printed(bits) + " bit", "a trace that carries at least 1 bit"});
    return faults;
}

Result<Movie> read_movie(std::string_view text, const std::string& file) {
    const Result<Node> root = json::parse(text, file);
    if (!root) return root.faults();
    Faults faults;
    if (!root->is_object()) {
        root->refuse(faults, "an object with segment_duration_ms, bitrates_kbps, segment_sizes_bits");
        return faults;
    }
    Movie movie;
    movie.segment_ms = read((*root)["segment_duration_ms"], kSegment, faults);
    const Node bitrates = (*root)["bitrates_kbps"];
    if (!bitrates.is_array()) bitrates.refuse(faults, "an array of rising bit rates [kbit/s]");
    for (std::size_t i = 0; i < bitrates.size(); ++i) movie.bitrates_kbps.push_back(read(bitrates.element(i), kBitrate, faults));
    const Node segments = (*root)["segment_sizes_bits"];
    if (!segments.is_array()) segments.refuse(faults, "an array of segments, each an array of sizes [bit]");
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Node sizes = segments.element(i);
        if (!sizes.is_array()) sizes.refuse(faults, "an array of sizes [bit], one per bit rate");
        std::vector<double>& row = movie.sizes_bits.emplace_back();
        for (std::size_t k = 0; k < sizes.size(); ++k) row.push_back(read(sizes.element(k), kSize, faults));
    }
    // What only the whole can break; values that were refused above are not told of twice.
    if (faults.empty()) faults = in_file(validate(movie, ""), file);
    if (!faults.empty()) return faults;
    return movie;
}

Result<std::vector<NetworkPeriod>> read_network(std::string_view text, const std::string& file) {
    const Result<Node> root = json::parse(text, file);
    if (!root) return root.faults();
    Faults faults;
    if (!root->is_array()) {
        root->refuse(faults, "an array of {duration_ms, bandwidth_kbps, latency_ms}");
        return faults;
    }
    std::vector<NetworkPeriod> trace;
    for (std::size_t i = 0; i < root->size(); ++i) {
        const Node period = root->element(i);
        if (!period.is_object()) {
            period.refuse(faults, "an object with duration_ms, bandwidth_kbps, latency_ms");
            continue;
        }
        trace.push_back({read(period["duration_ms"], kDuration, faults), read(period["bandwidth_kbps"], kBandwidth, faults),
                         read(period["latency_ms"], kLatency, faults)});
    }
    if (faults.empty()) faults = in_file(validate(trace, ""), file);
    if (!faults.empty()) return faults;
    return trace;
}

}  // namespace d2c::abr
