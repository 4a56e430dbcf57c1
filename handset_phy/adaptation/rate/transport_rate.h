#pragma once
// What a downlink delivers block by block: CQI, MCS, transport block, errors, repetitions, bits per second.

#include <optional>
#include <vector>

#include "base/error.h"
#include "base/quantity.h"
#include "handset_phy/adaptation/block_error/block_error.h"
#include "handset_phy/adaptation/fading/spread.h"
#include "handset_phy/adaptation/retransmission/harq.h"
#include "handset_phy/adaptation/tables/cqi.h"
#include "handset_phy/handset.h"

namespace d2c {

/// A link as its scheduler sees it.
struct TransportQuestion {
    Db snr{0.0};                       ///< mean, over the occupied bandwidth, receive branches combined, -40 to 60 dB
    std::vector<int> resource_blocks;  ///< one entry per carrier; each carries transport blocks of its own
    AwgnSet set = AwgnSet::kVienna;
    CqiTable table = CqiTable::k64Qam;  ///< with the MCS table that belongs to it
    double target_error = 0.1;          ///< of the first transmission at the SNR of the choice, 1e-6 to 0.5
    Db margin{0.0};                     ///< the choice is made at `snr` less this, 0 to 40 dB
    HarqScheme harq;
    std::optional<HarqTiming> timing;  ///< nothing: processes enough to fill every interval
    Spread spread = steady();          ///< of the SNR at use about `snr`
};

/// One carrier's transport blocks.
struct CarrierRate {
    int resource_blocks;
    int mcs;  ///< row of the MCS table
    int modulation_order;
    int transport_block_bits;  ///< of one codeword
    int codewords;             ///< transport blocks in one interval: LTE one per layer, NR one
    CodeBlocks code_blocks;
    double code_rate;        ///< information with all CRC over coded bits
    double error_at_choice;  ///< first transmission, at the SNR of the choice
    HarqOutcome harq;
    BitsPerSecond goodput;
    /// Information bits per useful resource element and interval, layers together.
    double bits_per_element;
};
struct TransportRate {
    int cqi;     ///< of one layer, at the SNR of the choice and the error rate of the table; 0 is out of range: no carrier then
    int layers;  ///< the better of one and two, as far as the class has them; two have 3 dB less each (as in `RateTable`)
    Db snr_per_layer;
    double filled_share;  ///< of intervals, by the stop-and-wait limit; 1 without one
    bool meets_target;    ///< false: MCS 0 is used though its errors at the choice are above the target
    std::vector<CarrierRate> carriers;
    BitsPerSecond goodput() const;
};

/// Highest modulation order of a class decides: 1024QAM, 256QAM or 64QAM table.
CqiTable table_for(const HandsetClass& handset);

/// Best MCS row by size of transport block whose first transmission at the choice keeps to the target and whose code rate a phone must
/// decode; MCS 0 where none does but a CQI is reached. Every fault at once: `--snr` and so on are named by the members of the question.
Result<TransportRate> transport_rate(const TransportQuestion& question, const HandsetClass& handset);

}  // namespace d2c
