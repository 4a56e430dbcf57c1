#include "world/watch/changes.h"

#include <algorithm>
#include <cmath>

namespace d2c {
namespace {

/// Part of the step from `a` to `b` without a satellite.
double part_without(const LinkSample& a, const LinkSample& b) {
    const bool before = a.satellite >= 0, after = b.satellite >= 0;
    if (!before && !after) return 1.0;
    if (!after) return 1.0 - a.leaves;
    if (!before) return a.next_arrives;
    return a.satellite == b.satellite ? 0.0 : std::max(0.0, a.next_arrives - a.leaves);
}

/// As in a sample -1 is none.
struct Handover {
    std::int32_t from = -1, to = -1;
    std::size_t step = 0;
};

}  // namespace

double dark_at_change_s(const LinkSample& before, double step_s) {
    return std::max(std::min(before.interruption_s, step_s), (before.next_arrives - before.leaves) * step_s);
}

void count_changes(std::span<const LinkSample> samples, std::size_t steps, double step_s, double ping_pong_s, SpotTally& tally) {
    double without_s = 0.0;
    Handover last;
    for (std::size_t k = 0; k < steps; ++k) {
        const LinkSample& a = samples[k];
        const LinkSample& b = samples[k + 1];
        without_s += part_without(a, b) * step_s;
        if (a.satellite < 0 || b.satellite < 0) last = {};
        if (a.satellite < 0 || b.satellite < 0 || a.satellite == b.satellite || k + 1 == steps) continue;
        ++tally.handovers;
        tally.interruptions.add(dark_at_change_s(a, step_s) * 1e3);
        const bool back = last.from == b.satellite && last.to == a.satellite;
        if (back && static_cast<double>(k - last.step) * step_s <= ping_pong_s + 1e-9) ++tally.ping_pongs;
        last = Handover{a.satellite, b.satellite, k};
    }
    tally.without_service_ms += static_cast<std::uint64_t>(std::llround(without_s * 1e3));
}

}  // namespace d2c
