#include "handset_phy/adaptation/block_error/code_blocks.h"

#include <gtest/gtest.h>

#include <limits>

namespace d2c {
namespace {

TEST(LteCodeBlocks, AreTheHandWorkedOnes) {            // oracle: TS 36.212 clause 5.1.2 by hand
    const CodeBlocks smallest = *lte_code_blocks(16);  // 16 + 24 = 40 bits: the smallest interleaver
    EXPECT_EQ(smallest.count, 1);
    EXPECT_EQ(smallest.bits, 40);
    EXPECT_EQ(smallest.encoder_bits, 40);
    const CodeBlocks one = *lte_code_blocks(6120);  // 6144 with CRC: still one, without a second CRC
    EXPECT_EQ(one.count, 1);
    EXPECT_EQ(one.total_bits, 6144);
    const CodeBlocks two = *lte_code_blocks(6200);  // 6224: 2 blocks, 6224 + 48 = 6272, 3136 each
    EXPECT_EQ(two.count, 2);
    EXPECT_EQ(two.bits, 3136);
    EXPECT_EQ(two.encoder_bits, 3136);
    const CodeBlocks three = *lte_code_blocks(18336);  // 18360: 3 blocks, 18432, 6144 each
    EXPECT_EQ(three.count, 3);
    EXPECT_EQ(three.bits, 6144);
    const CodeBlocks thirteen = *lte_code_blocks(75376);  // 75400: 13 blocks, 75712, 5824 each
    EXPECT_EQ(thirteen.count, 13);
    EXPECT_EQ(thirteen.bits, 5824);
    EXPECT_EQ(lte_code_blocks(600)->encoder_bits, 624);    // step 16 above 512
    EXPECT_EQ(lte_code_blocks(1100)->encoder_bits, 1152);  // step 32 above 1024: 1124 up to 1152
    EXPECT_EQ(lte_code_blocks(2100)->encoder_bits, 2176);  // step 64 above 2048: 2124 up to 2176
}

TEST(NrBaseGraph, IsChosenAtThePublishedEdges) {  // oracle: TS 38.212 clause 7.2.2
    EXPECT_EQ(nr_base_graph(292, 0.9), LdpcBaseGraph::k2);
    EXPECT_EQ(nr_base_graph(293, 0.9), LdpcBaseGraph::k1);
    EXPECT_EQ(nr_base_graph(3824, 0.67), LdpcBaseGraph::k2);
    EXPECT_EQ(nr_base_graph(3824, 0.68), LdpcBaseGraph::k1);
    EXPECT_EQ(nr_base_graph(3832, 0.67), LdpcBaseGraph::k1);
    EXPECT_EQ(nr_base_graph(100000, 0.25), LdpcBaseGraph::k2);
}

TEST(NrCodeBlocks, AreTheHandWorkedOnes) {               // oracle: TS 38.212 clause 5.2.2 by hand
    const CodeBlocks small = *nr_code_blocks(24, 0.12);  // 40 bits with CRC 16, graph 2, Kb = 6: Zc 7, K = 70
    EXPECT_EQ(small.count, 1);
    EXPECT_EQ(small.bits, 40);
    EXPECT_EQ(small.encoder_bits, 70);
    const CodeBlocks middle = *nr_code_blocks(3752, 0.5);  // 3768, graph 2, Kb = 10: Zc 384, K = 3840
    EXPECT_EQ(middle.bits, 3768);
    EXPECT_EQ(middle.encoder_bits, 3840);
    const CodeBlocks one = *nr_code_blocks(8424, 0.8);  // 8448, graph 1
    EXPECT_EQ(one.count, 1);
    EXPECT_EQ(one.encoder_bits, 8448);
    const CodeBlocks two = *nr_code_blocks(12040, 0.55);  // 12064: ceil(12064 / 8424) = 2, (12064 + 48) / 2 = 6056; Zc 288, K = 6336
    EXPECT_EQ(two.count, 2);
    EXPECT_EQ(two.bits, 6056);
    EXPECT_EQ(two.encoder_bits, 6336);
    const CodeBlocks low = *nr_code_blocks(5768, 0.19);  // 5792, graph 2: ceil(5792 / 3816) = 2
    EXPECT_EQ(low.count, 2);
    EXPECT_EQ(low.bits, 2920);
}

TEST(CodeBlocks, AreRefusedOutsideTheirRanges) {
    EXPECT_FALSE(lte_code_blocks(0));
    EXPECT_FALSE(lte_code_blocks(3'000'000));
    EXPECT_FALSE(nr_code_blocks(0, 0.5));
    EXPECT_FALSE(nr_code_blocks(100, 0.0));
    EXPECT_FALSE(nr_code_blocks(100, std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace d2c
