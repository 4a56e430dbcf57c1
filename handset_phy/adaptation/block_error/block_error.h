#pragma once
// Block error rates over SNR by modulation, code rate and block size, for one transmission and for combined ones.

#include <array>
#include <optional>
#include <vector>

#include "base/quantity.h"
#include "handset_phy/adaptation/block_error/code_blocks.h"
#include "handset_phy/adaptation/tables/cqi.h"

namespace d2c {

/// Error curve of one code block: fails with probability Q((I - mean) / deviation), I being `mmib` of its bits.
struct BlockErrorCurve {
    double mean, deviation;
    double error_rate(double information) const;
};
/// The published rows (`miesm_rows`), and between and beyond them:
/// - size: mean and deviation linear in 1 / sqrt(bits), as both are in the rows; above 6144 bits the mean stays; below a row's smallest
///   size the mean follows the line from its largest size to that one, never so high that no SNR would reach 0.1 % errors;
/// - rate: linear between formats of one modulation. Below its lowest rate a modulation needs what the next lower one needs, plus its
///   difference at that rate falling to nothing at rate 0; above its highest, what the next higher one needs, plus its difference there
///   falling to nothing at rate 1. Below QPSK 78/1024 in proportion to the rate (repetition); above 64QAM 948/1024 on the line to 1;
/// - modulation: 256QAM and 1024QAM need what 64QAM needs (assumption: the code decides, not the mapping), on the exact mutual information.
/// NR's LDPC codes are taken to do as the turbo codes of the rows (assumption). NaN unless the order is known, the rate above 0 and below 1
/// and `bits` at least 1.
BlockErrorCurve block_error_curve(int modulation_order, double code_rate, int code_block_bits);

/// A transport block on its way: what error rates depend on.
struct CodedBlock {
    int modulation_order;
    CodeBlocks code_blocks;
    double coded_bits;  ///< G, of one transmission
    double code_rate() const { return code_blocks.total_bits / coded_bits; }
};

/// How a receiver puts transmissions of one transport block together.
enum class Combining {
    kNone,
    kChase,                  ///< the same coded bits: SNR adds
    kIncrementalRedundancy,  ///< other coded bits: mutual information adds, over a code rate divided by the number of transmissions
};

/// Error rates moved along SNR so that the formats of an AWGN set's CQI rows hold 10 % at its thresholds, with code blocks of 6144 bits;
/// between rows the shift is linear in code rate, beyond them constant, 1024QAM has that of 256QAM. `kNs3` shifts 256QAM only.
class BlockErrorModel {
  public:
    explicit BlockErrorModel(AwgnSet set);
    AwgnSet set() const { return set_; }
    /// Of one code block. NaN in, NaN out.
    double code_block_error_rate(Db snr, int modulation_order, double code_rate, int code_block_bits) const;
    /// Of a transport block: 1 - (1 - p)^C.
    double error_rate(Db snr, const CodedBlock& block) const { return error_rate(snr, block, Combining::kNone, 1); }
    /// After `transmissions` (at least 1) at one SNR each, combined; `kNone` looks at the last alone.
    double error_rate(Db snr, const CodedBlock& block, Combining combining, int transmissions) const;
    /// SNR at which a code block fails with probability `target`; nothing where none between -60 and 50 dB does.
    std::optional<Db> snr_for(double target, int modulation_order, double code_rate, int code_block_bits) const;
    /// SNR of 10 % block errors of a CQI row: published where it is, else of the curve at 6144 bits.
    Db threshold(const CqiRow& row) const;
    /// The same at another block error rate: the curve's own step between the two added.
    Db threshold(const CqiRow& row, double target) const;
    /// How far the published curve of a format is moved [dB]; positive: more SNR is needed.
    Db shift(int modulation_order, double code_rate) const;

  private:
    struct Anchor {
        double code_rate, shift_db;
    };
    AwgnSet set_;
    std::array<std::vector<Anchor>, 4> anchors_;  ///< of orders 2, 4, 6, 8, by rate
};

}  // namespace d2c
