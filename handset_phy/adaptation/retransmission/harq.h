#pragma once
// Hybrid ARQ: what repeating a transport block gains, and how many blocks a round trip lets be under way.

#include <optional>
#include <vector>

#include "base/quantity.h"
#include "handset_phy/adaptation/block_error/block_error.h"
#include "handset_phy/adaptation/fading/spread.h"
#include "handset_phy/handset.h"

namespace d2c {

struct HarqScheme {
    Combining combining =
        Combining::kIncrementalRedundancy;  ///< kNone: no retransmission here (feedback disabled); RLC repeats what is lost
    int most_transmissions = 4;             ///< the first one counted, 1 to 32; of no meaning with kNone
};

/// What becomes of a transport block.
struct HarqOutcome {
    std::vector<double> error_after;  ///< probability that it is still lost after 1, 2, ... transmissions; never rising
    double first_error() const { return error_after.front(); }
    double residual_error() const { return error_after.back(); }
    /// 1 + the sum of `error_after`, its last left out.
    double mean_transmissions() const;
    /// Share of the transmissions that end in a delivered block.
    double delivered_per_transmission() const { return (1.0 - residual_error()) / mean_transmissions(); }
};
/// Mean over `spread` of the SNR at `snr`; all transmissions of one block see the same SNR (assumption: the channel moves little between
/// them; independent fades would gain more).
HarqOutcome harq_outcome(const BlockErrorModel& model, Db snr, const CodedBlock& block, const HarqScheme& scheme, const Spread& spread);

/// How long a process waits for its answer.
struct HarqTiming {
    int processes;
    double interval_s;    ///< one block in each process: 1 ms
    double processing_s;  ///< from a block's start to its process's next, but for propagation
    double round_trip_s;  ///< propagation there and back
    /// Share of the intervals that stop-and-wait processes can fill: min(1, processes x interval / (processing + round trip)).
    double filled_share() const;
};
/// LTE FDD: 8 processes (TS 36.213 clause 7), answer in n + 4 (clause 7.3), block again in n + 8: 8 ms. NR: 16 processes, 32 from Release
/// 17 (TS 38.214 clause 5.1), 4 ms at 15 kHz (assumption: answer two slots after the block, two more to schedule; N1 = 8 symbols, TS 38.214
/// table 5.3-1). Nothing unless the round trip is 0 to 10 s.
std::optional<HarqTiming> harq_timing(const HandsetClass& handset, double round_trip_s);

}  // namespace d2c
