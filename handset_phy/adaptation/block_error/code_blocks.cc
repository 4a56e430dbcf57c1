#include "handset_phy/adaptation/block_error/code_blocks.h"

#include <algorithm>

namespace d2c {
namespace {

constexpr int kMostBits = 2'000'000;
constexpr int kCodeBlockCrc = 24;

int round_up(int bits, int unit) { return (bits + unit - 1) / unit * unit; }
int quotient_up(int a, int b) { return (a + b - 1) / b; }

/// TS 36.212 table 5.1.3-3: smallest K not below `bits`.
int turbo_interleaver_bits(int bits) {
    if (bits <= 512) return std::max(40, round_up(bits, 8));
    if (bits <= 1024) return round_up(bits, 16);
    if (bits <= 2048) return round_up(bits, 32);
    return round_up(bits, 64);
}

/// TS 38.212 table 5.3.2-1: smallest a 2^j, a of {2, 3, 5, 7, 9, 11, 13, 15}, to 384, not below `least`.
int lifting_size(int least) {
    int best = 384;
    for (const int a : {2, 3, 5, 7, 9, 11, 13, 15})
        for (int z = a; z <= 384; z *= 2)
            if (z >= least) best = std::min(best, z);
    return best;
}

/// `total` bits with transport CRC, cut so that none is longer than `longest`.
CodeBlocks cut(int total, int longest) {
    CodeBlocks blocks{1, total, 0, total};
    if (total > longest) {
        blocks.count = quotient_up(total, longest - kCodeBlockCrc);
        blocks.total_bits = total + blocks.count * kCodeBlockCrc;
        blocks.bits = quotient_up(blocks.total_bits, blocks.count);
    }
    return blocks;
}

}  // namespace

std::optional<CodeBlocks> lte_code_blocks(int transport_block_bits) {
    if (transport_block_bits < 1 || transport_block_bits > kMostBits) return std::nullopt;
    CodeBlocks blocks = cut(transport_block_bits + 24, 6144);
    blocks.encoder_bits = turbo_interleaver_bits(blocks.bits);
    return blocks;
}

LdpcBaseGraph nr_base_graph(int transport_block_bits, double code_rate) {
    const bool second = transport_block_bits <= 292 || (transport_block_bits <= 3824 && code_rate <= 0.67) || code_rate <= 0.25;
    return second ? LdpcBaseGraph::k2 : LdpcBaseGraph::k1;
}

std::optional<CodeBlocks> nr_code_blocks(int transport_block_bits, double code_rate) {
    if (transport_block_bits < 1 || transport_block_bits > kMostBits || !(code_rate > 0.0 && code_rate < 1.0)) return std::nullopt;
    const bool first = nr_base_graph(transport_block_bits, code_rate) == LdpcBaseGraph::k1;
    const int with_crc = transport_block_bits + (transport_block_bits > 3824 ? 24 : 16);
    CodeBlocks blocks = cut(with_crc, first ? 8448 : 3840);
    const int columns = first ? 22 : with_crc > 640 ? 10 : with_crc > 560 ? 9 : with_crc > 192 ? 8 : 6;
    blocks.encoder_bits = (first ? 22 : 10) * lifting_size(quotient_up(blocks.bits, columns));
    return blocks;
}

}  // namespace d2c
