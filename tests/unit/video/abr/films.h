#pragma once
// Films and networks whose sessions can be worked out by hand.

#include <vector>

#include "video/abr/stream.h"

namespace d2c::abr::test {

/// `segments` of `segment_ms`, every one of its nominal size.
inline Movie movie_of(std::size_t segments, double segment_ms, const std::vector<double>& kbps) {
    Movie movie{segment_ms, kbps, {}};
    std::vector<double> sizes;
    for (const double k : kbps) sizes.push_back(k * segment_ms);
    movie.sizes_bits.assign(segments, sizes);
    return movie;
}
inline std::vector<NetworkPeriod> constant(double kbps, double latency_ms) { return {{1000.0, kbps, latency_ms}}; }

constexpr RuleKind kAllRules[] = {RuleKind::kThroughput, RuleKind::kBola, RuleKind::kBolaE, RuleKind::kDynamic, RuleKind::kMpc};

}  // namespace d2c::abr::test
