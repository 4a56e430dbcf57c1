#include "handset_phy/adaptation/retransmission/harq.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/random.h"

namespace d2c {
namespace {

const BlockErrorModel& model() {
    static const BlockErrorModel m{AwgnSet::kVienna};
    return m;
}
/// `bits` in `coded_bits` of modulation order `order`.
CodedBlock block(int order, int bits, double coded_bits) { return {order, *lte_code_blocks(bits), coded_bits}; }

TEST(Harq, ChaseCombiningIsTheFirstTransmissionAtTwiceTheSnr) {  // oracle: energies add, 3.01 dB for two
    const CodedBlock b = block(4, 6120, 12288.0);
    for (double db = -2.0; db < 10.0; db += 0.5) {
        EXPECT_NEAR(model().error_rate(Db{db}, b, Combining::kChase, 2), model().error_rate(Db{db + 10.0 * std::log10(2.0)}, b), 1e-9);
        EXPECT_NEAR(model().error_rate(Db{db}, b, Combining::kChase, 4), model().error_rate(Db{db + 10.0 * std::log10(4.0)}, b), 1e-9);
    }
}

/// SNR at which a block of two transmissions is lost with 10 %.
double snr_of_two(const CodedBlock& b, Combining combining) {
    double low = -20.0, high = 40.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (low + high);
        (model().error_rate(Db{middle}, b, combining, 2) > 0.1 ? low : high) = middle;
    }
    return low;
}

TEST(Harq, IncrementalRedundancyGainsMoreTheHigherTheCodeRate) {
    // oracle: of code rate 1/3 and below both repeat the same code (nothing to gain); near rate 1 new redundancy gains several dB over
    // repetition (Cheng, "Coding performance of hybrid ARQ schemes", IEEE Trans. Commun. 54, 2006: up to 4 to 6 dB at 0.9 with 64QAM,
    // little at 1/3)
    double last = -1.0;
    for (const double rate : {0.35, 0.5, 0.75, 0.92}) {
        const CodedBlock b = block(6, 6120, 6144.0 / rate);
        const double gain = snr_of_two(b, Combining::kChase) - snr_of_two(b, Combining::kIncrementalRedundancy);
        EXPECT_GT(gain, last) << rate;
        last = gain;
    }
    EXPECT_GT(last, 3.0);
    EXPECT_LT(last, 8.0);
    const CodedBlock low = block(2, 6120, 6144.0 / 0.1);
    EXPECT_NEAR(snr_of_two(low, Combining::kChase), snr_of_two(low, Combining::kIncrementalRedundancy), 0.35);
}

TEST(Harq, NeverDoesBetterThanCapacityOverAllTransmissions) {
    // oracle: n transmissions of N symbols cannot carry more than n N log2(1 + SNR) bits
    for (const int order : {2, 4, 6}) {
        const CodedBlock b = block(order, 6120, 6144.0 / 0.8);
        for (int n = 1; n <= 4; ++n)
            for (double db = -15.0; db < 25.0; db += 0.25) {
                const double capacity = n * b.coded_bits / order * std::log2(1.0 + ratio_from_db(Db{db}));
                if (capacity < 6120) {
                    EXPECT_GT(model().error_rate(Db{db}, b, Combining::kIncrementalRedundancy, n), 0.5) << order << ' ' << n << ' ' << db;
                }
            }
    }
}

TEST(Harq, OutcomeMatchesPlayedBlocks) {
    // oracle: 100,000 blocks played one by one: each has a luck (a normal deviate, the curve's own) and is decoded at the first
    // transmission whose error probability lies below it. Three deviations.
    const CodedBlock b = block(4, 6120, 12288.0);
    const Db snr{5.0};
    const HarqOutcome outcome = harq_outcome(model(), snr, b, {Combining::kChase, 4}, steady());
    constexpr std::uint64_t kBlocks = 100'000;
    double sent = 0.0, delivered = 0.0;
    for (std::uint64_t i = 0; i < kBlocks; ++i) {
        const double luck = uniform01({3, Purpose::kTest, i});
        for (int n = 1; n <= 4; ++n) {
            ++sent;
            if (luck >= model().error_rate(snr, b, Combining::kChase, n)) {
                ++delivered;
                break;
            }
        }
    }
    EXPECT_NEAR(outcome.mean_transmissions(), sent / kBlocks, 0.01);
    EXPECT_NEAR(outcome.delivered_per_transmission(), delivered / sent, 0.01);
}

TEST(Harq, WithoutCombiningIsOneTransmission) {
    const CodedBlock b = block(2, 1000, 2500.0);
    const HarqOutcome outcome = harq_outcome(model(), Db{-1.5}, b, {Combining::kNone, 4}, steady());
    EXPECT_EQ(outcome.error_after.size(), 1u);
    EXPECT_EQ(outcome.mean_transmissions(), 1.0);
    EXPECT_NEAR(outcome.delivered_per_transmission(), 1.0 - model().error_rate(Db{-1.5}, b), 1e-12);
    EXPECT_TRUE(std::isnan(model().error_rate(Db{0.0}, b, Combining::kChase, 0)));
}

TEST(HarqTiming, FillsLteAtNoDistanceAndAFractionBeyond) {
    // oracle: 8 processes of 1 ms in n + 8: full at no propagation; 8 / (8 + RTT) beyond, 1/2 at 8 ms
    HandsetClass lte;
    EXPECT_EQ(harq_timing(lte, 0.0)->filled_share(), 1.0);
    EXPECT_NEAR(harq_timing(lte, 8e-3)->filled_share(), 0.5, 1e-12);
    HandsetClass nr;
    nr.air_interface = AirInterface::kNrNtn;
    nr.release = 17;
    EXPECT_EQ(harq_timing(nr, 0.0)->processes, 32);
    EXPECT_EQ(harq_timing(nr, 25.77e-3)->filled_share(), 1.0);                   // LEO-600 transparent, TR 38.821 table 4.2-2: 25.77 ms
    EXPECT_NEAR(harq_timing(nr, 41.77e-3)->filled_share(), 32 / 45.77, 1e-9);    // LEO-1200
    EXPECT_NEAR(harq_timing(nr, 541.46e-3)->filled_share(), 32 / 545.46, 1e-9);  // GEO
    nr.release = 16;
    EXPECT_EQ(harq_timing(nr, 0.0)->processes, 16);
    EXPECT_FALSE(harq_timing(nr, -1.0));
    EXPECT_FALSE(harq_timing(nr, std::numeric_limits<double>::quiet_NaN()));
}

}  // namespace
}  // namespace d2c
