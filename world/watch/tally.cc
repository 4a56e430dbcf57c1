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
    window_ms += other.window_ms;
    played_ms += other.played_ms;
    session_ms += other.session_ms;
    played_bits += other.played_bits;
    rsrp_dbm.merge(other.rsrp_dbm);
    sinr_db.merge(other.sinr_db);
}

}  // namespace d2c
