#include "world/watch/tally.h"

namespace d2c {

void SpotTally::merge(const SpotTally& other) {
    for (std::size_t i = 0; i < kMaximumServices; ++i) {
        tries[i] += other.tries[i];
        successes[i] += other.successes[i];
    }
    steps += other.steps;
    lit_steps += other.lit_steps;
    in_view += other.in_view;
    rate_bps += other.rate_bps;
    reference_rate_bps += other.reference_rate_bps;
    handovers += other.handovers;
    ping_pongs += other.ping_pongs;
    without_service_ms += other.without_service_ms;
    window_ms += other.window_ms;
    played_ms += other.played_ms;
    session_ms += other.session_ms;
    played_bits += other.played_bits;
    for (std::size_t g = 0; g < kWindowGroups; ++g) {
        for (std::size_t i = 0; i < kMaximumServices; ++i)
            group_successes[g][i] = static_cast<std::uint16_t>(group_successes[g][i] + other.group_successes[g][i]);
    }
    rsrp_dbm.merge(other.rsrp_dbm);
    sinr_db.merge(other.sinr_db);
    interruptions.merge(other.interruptions);
}

void SpotTally::close_window(int number) {
    std::array<std::uint32_t, kMaximumServices> before{};
    for (const auto& group : group_successes) {
        for (std::size_t i = 0; i < kMaximumServices; ++i) before[i] += group[i];
    }
    auto& group = group_successes[static_cast<std::size_t>(number) % kWindowGroups];
    for (std::size_t i = 0; i < kMaximumServices; ++i) group[i] = static_cast<std::uint16_t>(group[i] + (successes[i] - before[i]));
}

}  // namespace d2c
