// The network reader, and a short film streamed over what it could read.

#include <cstdint>
#include <string_view>
#include <vector>

#include "video/abr/stream.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace d2c::abr;
    const auto trace = read_network({reinterpret_cast<const char*>(data), size}, "input.json");
    if (!trace) return 0;
    double bits = 0.0;
    for (const NetworkPeriod& period : *trace) bits += period.duration_ms * period.bandwidth_kbps;
    // A film of 2 to 8 Mbit within a thousand rounds of the trace.
    if (bits < 8000.0 || trace->size() > 1000) return 0;
    const Movie movie{1000.0, {500.0, 1000.0, 2000.0}, std::vector<std::vector<double>>(4, {0.5e6, 1e6, 2e6})};
    for (const RuleKind rule : {RuleKind::kThroughput, RuleKind::kBola, RuleKind::kBolaE, RuleKind::kDynamic, RuleKind::kMpc})
        (void)stream(movie, *trace, rule, {3000.0, true});
    return 0;
}
