// The movie reader, and a film it could read streamed over a plain network by every rule.

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "video/abr/stream.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace d2c::abr;
    const auto movie = read_movie({reinterpret_cast<const char*>(data), size}, "input.json");
    if (!movie || movie->segments() > 20 || movie->rungs() > 10) return 0;
    double bits = 0.0;
    for (const auto& sizes : movie->sizes_bits) bits += *std::max_element(sizes.begin(), sizes.end());
    if (bits > 1e8) return 0;  // half a minute of the network below: looks at downloads every 50 ms take long otherwise
    const std::vector<NetworkPeriod> network{{1000.0, 4000.0, 50.0}, {1000.0, 300.0, 100.0}};
    for (const RuleKind rule : {RuleKind::kThroughput, RuleKind::kBola, RuleKind::kBolaE, RuleKind::kDynamic, RuleKind::kMpc})
        (void)stream(*movie, network, rule, {3.0 * movie->segment_ms, true});
    return 0;
}
