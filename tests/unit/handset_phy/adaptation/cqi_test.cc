#include "handset_phy/adaptation/tables/cqi.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "tests/reference/reference.h"

namespace d2c {
namespace {

constexpr CqiTable kTables[] = {CqiTable::k64Qam, CqiTable::k256Qam, CqiTable::kLowSpectralEfficiency, CqiTable::k1024Qam};
constexpr AwgnSet kSets[] = {AwgnSet::kVienna, AwgnSet::kNs3};

TEST(CqiRows, EfficiencyIsOrderTimesCodeRateAndThresholdsRise) {
    for (const CqiTable table : kTables) {
        const auto rows = cqi_rows(table);
        ASSERT_EQ(rows.size(), 15u);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            EXPECT_EQ(rows[i].cqi, static_cast<int>(i) + 1);
            EXPECT_NEAR(rows[i].bits_per_element, rows[i].modulation_order * rows[i].code_rate_x1024 / 1024.0, 0.0001);
            if (i == 0) continue;
            EXPECT_GT(rows[i].bits_per_element, rows[i - 1].bits_per_element);
            for (const AwgnSet set : kSets) {
                EXPECT_FALSE(rows[i].threshold(set) <= rows[i - 1].threshold(set)) << i;
            }
        }
    }
}

TEST(CqiThresholds, LieOneToThreeAndAHalfDecibelsAboveShannon) {
    // oracle: C = log2(1 + SNR). Below 0 dB of gap is impossible; coded QAM at 10 % errors is known to run 1.5 to 3.5 dB above
    // it, with the longest code blocks (ns-3) at low rates a little less.
    for (const CqiTable table : {CqiTable::k64Qam, CqiTable::k256Qam})
        for (const CqiRow& row : cqi_rows(table)) {
            const double shannon_db = 10.0 * std::log10(std::exp2(row.bits_per_element) - 1.0);
            for (const AwgnSet set : kSets) {
                EXPECT_GT(row.threshold(set).value - shannon_db, set == AwgnSet::kNs3 ? 1.3 : 1.5) << row.cqi;
                EXPECT_LT(row.threshold(set).value - shannon_db, 3.5) << row.cqi;
            }
        }
}

TEST(Cqi, IsReachedAtItsThresholdAndNotBelow) {
    for (const CqiTable table : {CqiTable::k64Qam, CqiTable::k256Qam})
        for (const AwgnSet set : kSets)
            for (const CqiRow& row : cqi_rows(table)) {
                EXPECT_EQ(cqi_for(row.threshold(set), table, set), row.cqi);
                EXPECT_EQ(cqi_for(row.threshold(set) - Db{0.001}, table, set), row.cqi - 1);
            }
    EXPECT_EQ(cqi_for(Db{-20.0}, CqiTable::k64Qam), 0);
    EXPECT_EQ(cqi_for(Db{60.0}, CqiTable::k64Qam), 15);
    EXPECT_EQ(cqi_for(Db{std::numeric_limits<double>::quiet_NaN()}, CqiTable::k64Qam), 0);
}

TEST(CqiTables, AreThoseOfTs38214) {  // oracle: tables 5.2.2.1-2, -3 and -4 as stored
    const auto rows = reference::table("link/nr_cqi_tables.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    const std::map<std::string, int> order = {{"QPSK", 2}, {"16QAM", 4}, {"64QAM", 6}, {"256QAM", 8}};
    const std::map<std::string, CqiTable> tables = {
        {"1", CqiTable::k64Qam}, {"2", CqiTable::k256Qam}, {"3", CqiTable::kLowSpectralEfficiency}};
    int compared = 0;
    for (const auto& row : rows) {
        const CqiRow& ours = cqi_rows(tables.at(row.at("table")))[static_cast<std::size_t>(reference::number(row, "cqi")) - 1];
        EXPECT_EQ(ours.cqi, static_cast<int>(reference::number(row, "cqi")));
        EXPECT_EQ(ours.modulation_order, order.at(row.at("modulation")));
        EXPECT_EQ(ours.code_rate_x1024, reference::number(row, "code_rate_x1024"));
        EXPECT_NEAR(ours.bits_per_element, reference::number(row, "spectral_efficiency"), 1e-9);
        ++compared;
    }
    EXPECT_EQ(compared, 45);
}

TEST(CqiThresholds, AreThoseOfBothPublishedSetsWhichDifferBy0Point75DbAtMost) {
    const auto rows = reference::table("link/lte_cqi_snr_thresholds.csv");
    if (rows.empty()) GTEST_SKIP() << "skipped: no reference data";
    ASSERT_EQ(rows.size(), 15u);
    for (std::size_t i = 0; i < 15; ++i) {
        const CqiRow& ours = cqi_rows(CqiTable::k64Qam)[i];
        EXPECT_NEAR(ours.vienna.value, reference::number(rows[i], "snr_db_vienna_awgn_10pct"), 1e-9);
        EXPECT_NEAR(ours.ns3.value, reference::number(rows[i], "snr_db_ns3_miesm_cb6144_10pct"), 1e-9);
        EXPECT_NEAR(ours.vienna.value, ours.ns3.value, 0.75) << i + 1;
    }
}

}  // namespace
}  // namespace d2c
