#pragma once
// How a transport block is cut into code blocks.

#include <optional>

namespace d2c {

/// A transport block as the channel code sees it.
struct CodeBlocks {
    int count;         ///< C
    int bits;          ///< K' of the largest: information and CRC of one code block, filler left out
    int encoder_bits;  ///< K (of LTE: K+): with filler, what the encoder takes
    int total_bits;    ///< information and all CRC, filler left out
};

/// LTE, TS 36.212 clauses 5.1.1 and 5.1.2: CRC of 24 bits, Z = 6144, sizes of the turbo interleaver (table 5.1.3-3: 40 to 512 by 8, to 1024
/// by 16, to 2048 by 32, to 6144 by 64). `transport_block_bits` 1 to 2,000,000; else nothing.
std::optional<CodeBlocks> lte_code_blocks(int transport_block_bits);

enum class LdpcBaseGraph { k1, k2 };
/// TS 38.212 clause 7.2.2: graph 2 up to 292 bits, up to 3824 bits at code rates to 0.67, and at code rates to 0.25.
LdpcBaseGraph nr_base_graph(int transport_block_bits, double code_rate);
/// NR, TS 38.212 clauses 5.2.2 and 7.2.1: CRC of 16 bits to 3824, else 24; largest code block 8448 (graph 1) or 3840 (graph 2); lifting
/// sizes of table 5.3.2-1. `code_rate` above 0 and below 1. Range as above.
std::optional<CodeBlocks> nr_code_blocks(int transport_block_bits, double code_rate);

}  // namespace d2c
