#pragma once
// A film as segments at several bit rates, and a network as pieces of constant bandwidth: the formats of the Sabre simulator.
// Units throughout this folder: milliseconds, bits, kbit/s (bits per millisecond).

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace d2c::abr {

struct Movie {
    double segment_ms = 0.0;
    std::vector<double> bitrates_kbps;            ///< nominal, rising
    std::vector<std::vector<double>> sizes_bits;  ///< of each segment, one per bit rate

    std::size_t segments() const { return sizes_bits.size(); }
    std::size_t rungs() const { return bitrates_kbps.size(); }
};
/// Faults: no segment, no bit rate, bit rates not rising, a segment without a size per bit rate, a number that is NaN or outside
/// 1 ms to 1 h, 1 to 10^7 kbit/s, 1 to 10^13 bits; more than 64 bit rates or 100,000 segments.
Faults validate(const Movie& movie, const std::string& where);

/// A piece of a network trace; the trace begins anew at its end.
struct NetworkPeriod {
    double duration_ms = 0.0;
    double bandwidth_kbps = 0.0;
    double latency_ms = 0.0;  ///< from a request to its first bit
};
/// Faults: no period, a trace in which nothing is ever received, a number that is NaN or outside 0 to 10^9 ms, 0 to 10^8 kbit/s, 0 to 10^6
/// ms.
Faults validate(const std::vector<NetworkPeriod>& trace, const std::string& where);

/// {"segment_duration_ms", "bitrates_kbps": […], "segment_sizes_bits": [[…], …]}. `file` names the text in faults.
Result<Movie> read_movie(std::string_view text, const std::string& file);
/// [{"duration_ms", "bandwidth_kbps", "latency_ms"}, …].
Result<std::vector<NetworkPeriod>> read_network(std::string_view text, const std::string& file);

}  // namespace d2c::abr
