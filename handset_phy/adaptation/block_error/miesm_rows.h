#pragma once
// Published error curves of single code blocks: the figures.

#include <span>

namespace d2c {

/// A code block of `code_block_bits` fails with probability Q((I - mean) / deviation), I being `mmib` of its bits.
struct MiesmRow {
    int modulation_order;
    double code_rate_x1024;
    int code_block_bits;
    double mean, deviation;  ///< bit per coded bit
};
/// By modulation order, code rate and code block size, each ascending. 146 rows, QPSK to 64QAM, 40 to 6144 bits.
std::span<const MiesmRow> miesm_rows();

}  // namespace d2c
