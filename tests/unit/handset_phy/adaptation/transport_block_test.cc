#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "handset_phy/adaptation/tables/lte_transport_block.h"
#include "handset_phy/adaptation/tables/nr_transport_block.h"
#include "tests/reference/reference.h"

namespace d2c {
namespace {

TEST(LteTransportBlocks, GrowWithResourceBlocksAndITbsButForTheOneOddCell) {
    // TS 36.213 prints 328 bits at I_TBS 6 and one resource block, more than at two; and I_TBS 26 above I_TBS 27 (64QAM above 256QAM).
    for (int i = 0; i < 34; ++i)
        for (int n = 1; n < 110; ++n) {
            if (i == 6 && n == 1) continue;
            EXPECT_LE(*lte_transport_block_bits(i, n), *lte_transport_block_bits(i, n + 1)) << i << ' ' << n;
        }
    for (int i = 1; i < 34; ++i) {
        if (i == 27) continue;
        for (int n = 2; n <= 110; ++n) EXPECT_LE(*lte_transport_block_bits(i - 1, n), *lte_transport_block_bits(i, n)) << i << ' ' << n;
    }
    EXPECT_EQ(*lte_transport_block_bits(6, 1), 328);
}

TEST(LteTransportBlocks, AreCutIntoCodeBlocksWithoutFillerFromOneCodeBlockOn) {
    // oracle: the table was made so that a transport block with its CRC fills turbo code blocks of one size (TS 36.212 clause 5.1.2): sizes
    // of several code blocks leave no filler bits.
    std::set<int> sizes;
    for (const auto& row : kLteTransportBlockBits) sizes.insert(row.begin(), row.end());
    EXPECT_EQ(sizes.size(), 186u);
    for (const int bits : sizes) {
        EXPECT_EQ(bits % 8, 0) << bits;
        const int with_crc = bits + 24;
        if (with_crc <= 6144) continue;
        const int blocks = (with_crc + 6119) / 6120;
        const int total = with_crc + 24 * blocks;
        EXPECT_EQ(total % blocks, 0) << bits;
        EXPECT_EQ(total / blocks % 64, 0) << bits;
    }
}

TEST(LteTransportBlocks, HaveThePublishedPeaks) {
    // oracle: TS 36.306 table 4.1-1: 75,376 bits are the most that a category 3 phone receives in one transport block of 1 ms; TS 36.213
    // table 7.1.7.2.1-1 at 100 blocks and I_TBS 33: 97,896, the 256QAM peak of one layer at 20 MHz (391.6 Mbit/s with four).
    EXPECT_EQ(*lte_transport_block_bits(26, 100), 75376);
    EXPECT_EQ(*lte_transport_block_bits(33, 100), 97896);
    EXPECT_EQ(*lte_transport_block_bits(26, 25), 18336);
    EXPECT_EQ(*lte_transport_block_bits(26, 50), 36696);
    EXPECT_EQ(*lte_transport_block_bits(0, 1), 16);
    EXPECT_EQ(*lte_transport_block_bits(9, 6), 936);
}

TEST(LteTransportBlocks, AreRefusedOutsideTheTable) {
    EXPECT_FALSE(lte_transport_block_bits(-1, 25));
    EXPECT_FALSE(lte_transport_block_bits(34, 25));
    EXPECT_FALSE(lte_transport_block_bits(0, 0));
    EXPECT_FALSE(lte_transport_block_bits(0, 111));
}

TEST(LteMcs, ITbsSkipsNothingAndModulationRisesAtThePublishedRows) {  // oracle: TS 36.213 table 7.1.7.1-1: 16QAM from 10, 64QAM from 17
    const auto rows = lte_mcs_rows_to_64qam();
    ASSERT_EQ(rows.size(), 29u);
    for (const LteMcsRow& row : rows) {
        EXPECT_EQ(row.modulation_order, row.mcs < 10 ? 2 : row.mcs < 17 ? 4 : 6);
        EXPECT_EQ(row.i_tbs, row.mcs < 10 ? row.mcs : row.mcs < 17 ? row.mcs - 1 : row.mcs - 2);
    }
    const auto high = lte_mcs_rows_to_256qam();
    ASSERT_EQ(high.size(), 28u);
    for (std::size_t i = 1; i < high.size(); ++i) EXPECT_GT(high[i].i_tbs, high[i - 1].i_tbs);
}

TEST(NrMcs, RowsAreThoseOfTs38214) {  // oracle: tables 5.1.3.1-1, -2 and -3 as stored
    const auto rows = reference::table("link/nr_mcs_tables.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    const std::map<std::string, NrMcsTable> tables = {
        {"1", NrMcsTable::k64Qam}, {"2", NrMcsTable::k256Qam}, {"3", NrMcsTable::kLowSpectralEfficiency}};
    std::size_t compared = 0;
    for (const auto& row : rows) {
        const NrMcsRow& ours = nr_mcs_rows(tables.at(row.at("table")))[static_cast<std::size_t>(reference::number(row, "mcs"))];
        EXPECT_EQ(ours.mcs, static_cast<int>(reference::number(row, "mcs")));
        EXPECT_EQ(ours.modulation_order, static_cast<int>(reference::number(row, "modulation_order")));
        EXPECT_EQ(ours.code_rate_x1024, reference::number(row, "code_rate_x1024"));
        EXPECT_NEAR(ours.modulation_order * ours.code_rate_x1024 / 1024.0, reference::number(row, "spectral_efficiency"), 1e-4);
        ++compared;
    }
    EXPECT_EQ(compared, 29u + 28u + 29u);
}

TEST(NrTransportBlocks, AreTheHandWorkedOnes) {
    // oracle: TS 38.214 clause 5.1.3.2 by hand.
    // 1 block of 132 elements, QPSK 120/1024: N_info 30.9, n = 3, N'_info 24: 24 bits.
    EXPECT_EQ(*nr_transport_block_bits({1, 132, 2, 120.0 / 1024.0, 1}), 24);
    // 25 blocks of 144, QPSK 308/1024: 2165.6, n = 5, 2144: next size 2152.
    EXPECT_EQ(*nr_transport_block_bits({25, 144, 2, 308.0 / 1024.0, 1}), 2152);
    // 25 blocks of 144, 64QAM 567/1024: 11960.2; n = 8, N'_info = 256 round(46.62) = 12032 > 8424: C = 2, 16 ceil(12056 / 16) - 24 = 12040.
    EXPECT_EQ(*nr_transport_block_bits({25, 144, 6, 567.0 / 1024.0, 1}), 12040);
    // 106 blocks of 144, QPSK 193/1024 (rate below 1/4): 5753.8; n = 7, 128 round(44.76) = 5760: C = ceil(5784 / 3816) = 2, 16 x 362 - 24 =
    // 5768.
    EXPECT_EQ(*nr_transport_block_bits({106, 144, 2, 193.0 / 1024.0, 1}), 5768);
    // 273 blocks, 156 of 168 elements counted, 256QAM 948/1024, 4 layers: N_info 1,261,695.4; n = 15, 2^15 round(38.50) = 39 x 32768 =
    // 1,277,952: C = ceil(1,277,976 / 8424) = 152, 1216 x ceil(1050.97) - 24 = 1,277,992 (the peak of TS 38.306's 100 MHz at 30 kHz).
    EXPECT_EQ(*nr_transport_block_bits({273, 168, 8, 948.0 / 1024.0, 4}), 1277992);
    EXPECT_EQ(*nr_transport_block_bits({273, 156, 8, 948.0 / 1024.0, 4}), 1277992);
}

TEST(NrTransportBlocks, StayWithinTheQuantisationOfTheNominalSize) {
    // oracle: the clause rounds N_info down by at most one part in 64 and then up to a table step, or to nearest within one part in 64.
    for (const NrMcsTable table : {NrMcsTable::k64Qam, NrMcsTable::k256Qam, NrMcsTable::kLowSpectralEfficiency, NrMcsTable::k1024Qam})
        for (const NrMcsRow& row : nr_mcs_rows(table))
            for (const int blocks : {5, 25, 52, 106, 160, 275}) {
                const double nominal = blocks * 144 * row.modulation_order * row.code_rate_x1024 / 1024.0;
                const int bits = *nr_transport_block_bits({blocks, 144, row.modulation_order, row.code_rate_x1024 / 1024.0, 1});
                EXPECT_NEAR(bits / nominal, 1.0, nominal < 1000 ? 0.2 : 0.05) << row.mcs << ' ' << blocks;
            }
}

TEST(NrTransportBlocks, SmallSizesAre93AndAscend) {
    const auto sizes = nr_small_transport_block_bits();
    EXPECT_EQ(sizes.size(), 93u);
    EXPECT_EQ(sizes.front(), 24);
    EXPECT_EQ(sizes.back(), 3824);
    EXPECT_TRUE(std::is_sorted(sizes.begin(), sizes.end()));
    for (const int bits : sizes) EXPECT_EQ(bits % 8, 0);
}

TEST(NrTransportBlocks, AreRefusedOutsideTheirRanges) {
    EXPECT_FALSE(nr_transport_block_bits({0, 144, 2, 0.3, 1}));
    EXPECT_FALSE(nr_transport_block_bits({276, 144, 2, 0.3, 1}));
    EXPECT_FALSE(nr_transport_block_bits({25, 169, 2, 0.3, 1}));
    EXPECT_FALSE(nr_transport_block_bits({25, 144, 3, 0.3, 1}));
    EXPECT_FALSE(nr_transport_block_bits({25, 144, 2, 1.0, 1}));
    EXPECT_FALSE(nr_transport_block_bits({25, 144, 2, std::numeric_limits<double>::quiet_NaN(), 1}));
    EXPECT_FALSE(nr_transport_block_bits({25, 144, 2, 0.3, 5}));
}

}  // namespace
}  // namespace d2c
