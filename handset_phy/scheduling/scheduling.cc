#include "handset_phy/scheduling/scheduling.h"

#include <algorithm>
#include <cmath>

namespace d2c {

void ServedAverage::serve(std::int64_t slot, double bits) {
    average_ = bits_per_slot(slot) + bits / window_;
    last_ = slot;
}

double ServedAverage::bits_per_slot(std::int64_t slot) const {
    return last_ < 0 ? 0.0 : average_ * std::pow(1.0 - 1.0 / window_, static_cast<double>(slot - last_));
}

double scheduling_metric(SchedulingRule rule, double bits_now, const ServedAverage& served, std::int64_t slot) {
    switch (rule) {
        case SchedulingRule::kProportionalFair:
            return bits_now / std::max(1.0, served.bits_per_slot(slot));
        case SchedulingRule::kMaxRate:
            return bits_now;
        case SchedulingRule::kRoundRobin:
            break;
    }
    return static_cast<double>(slot - served.last_slot());
}

Db uplink_block_sinr(Db in_one_block, int blocks, Db target) { return std::min(target, in_one_block - db_from_ratio(blocks)); }

std::optional<UplinkGrant> uplink_grant(const TransportFormats& formats, Db in_one_block, Db target, int most_blocks, double wanted_bits) {
    std::optional<UplinkGrant> best;
    for (int blocks = 1; blocks <= most_blocks; ++blocks) {
        const Db sinr = uplink_block_sinr(in_one_block, blocks, target);
        const TransportFormat* format = formats.choose(sinr, blocks);
        if (!format) break;
        if (!best || format->information_bits > best->format->information_bits) best = UplinkGrant{blocks, sinr, format};
        if (best->format->information_bits >= wanted_bits) break;
    }
    return best;
}

Db outer_loop_step(bool received, double step_db, double target_error) {
    return {received ? step_db * target_error / (1.0 - target_error) : -step_db};
}

}  // namespace d2c
