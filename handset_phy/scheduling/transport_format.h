#pragma once
// What one slot of resource blocks carries: formats to choose from, their sizes and their errors, prepared for the hot loop.

#include <optional>
#include <vector>

#include "base/quantity.h"
#include "handset_phy/adaptation/block_error/block_error.h"
#include "handset_phy/handset.h"

namespace d2c {

/// Where modulation, code rate and size of a transport block come from.
enum class FormatSource {
    /// The steps of `RateTable`, sizes by efficiency, errors of the curve that has 10 % at the step's threshold (one code block of 6144
    /// bits): what the flow level assumes, block by block.
    kRateTable,
    /// The standards' MCS and transport block tables, errors by the size of the code blocks.
    kMcsTable,
};

/// A transport block as it may be laid on some resource blocks of one slot.
struct TransportFormat {
    int row;  ///< of the source's table
    int layers;
    int information_bits;
    CodedBlock block;
};

/// The formats of one direction of one class of phones. Lists are prepared per number of blocks when first asked for: not for two threads.
class TransportFormats {
  public:
    /// Useful elements per block and slot: 168 x (1 - overhead).
    static TransportFormats downlink(const HandsetClass& handset, FormatSource source, AwgnSet set = AwgnSet::kVienna);
    /// To 16QAM, one layer, 12 of 14 symbols: as `least_uplink_snr`. The MCS rows are the downlink's (assumption).
    static TransportFormats uplink(const HandsetClass& handset, FormatSource source, AwgnSet set = AwgnSet::kVienna);

    /// What is left of `snr` (layers not yet split) in a report: the threshold of the highest row that it reaches; nothing where none.
    std::optional<Db> reported(Db snr) const;
    /// Most bits on `blocks` blocks, at an SNR of `believed`, with first errors at the target (10 %). Nothing below the lowest row, and for
    /// blocks below 1 or above what the table knows.
    const TransportFormat* choose(Db believed, int blocks) const;
    /// Of a block after `transmissions` at a mean of `snr` (layers not yet split).
    double error_rate(const TransportFormat& format, Db snr, Combining combining, int transmissions) const;

  private:
    struct Row {
        Db least;  ///< SNR, layers not yet split
        int layers, modulation_order;
        double code_rate, bits_per_element;
    };
    struct Step {
        Db least;
        TransportFormat format;
    };
    TransportFormats(const HandsetClass& handset, FormatSource source, AwgnSet set, double elements_per_block, int layers);
    const std::vector<Step>& steps(int blocks) const;
    std::vector<Step> rate_table_steps(int blocks) const;
    std::vector<Step> mcs_steps(int blocks) const;

    FormatSource source_;
    HandsetClass handset_;
    BlockErrorModel model_;
    double elements_per_block_;
    int layers_;
    std::vector<Row> rows_;  ///< ascending in threshold and in bits
    mutable std::vector<std::vector<Step>> steps_;
};

}  // namespace d2c
