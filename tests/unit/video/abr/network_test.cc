#include "video/abr/network.h"

#include <gtest/gtest.h>

#include <vector>

#include "video/abr/throughput_estimate.h"

namespace d2c::abr {
namespace {

const std::vector<NetworkPeriod> kTrace{{1000.0, 100.0, 50.0}, {500.0, 0.0, 200.0}, {1000.0, 400.0, 10.0}};
NetworkWalk walk() {
    return NetworkWalk{kTrace, [](const NetworkPeriod&) {}};
}

TEST(NetworkWalk, ReceivesAcrossAGapAndIntoTheNextRound) {
    NetworkWalk w = walk();
    // 100,000 bits in the first period, nothing in the second, 400,000 in the third, then 50,000 of the first again.
    EXPECT_DOUBLE_EQ(w.receive(100'000.0 + 200'000.0), 1000.0 + 500.0 + 500.0);
    EXPECT_DOUBLE_EQ(w.receive(200'000.0 + 50'000.0), 500.0 + 500.0);
    EXPECT_DOUBLE_EQ(w.now_ms(), 3000.0);
}

TEST(NetworkWalk, ALatencyThatChangesOnTheWayIsTakenInParts) {
    NetworkWalk w = walk();
    w.wait(980.0);
    // 20 ms are 0.4 of the way at 50 ms; the other 0.6 take 120 ms at 200 ms.
    EXPECT_DOUBLE_EQ(w.request(), 140.0);
    EXPECT_DOUBLE_EQ(w.now_ms(), 1120.0);
}

TEST(NetworkWalk, APartIsNoLessThanBothLimits) {
    NetworkWalk w = walk();
    NetworkWalk::Part part = w.receive_some(1e6, 12'000.0, 50.0);  // 120 ms at 100 kbit/s
    EXPECT_DOUBLE_EQ(part.ms, 120.0);
    EXPECT_DOUBLE_EQ(part.bits, 12'000.0);
    w.wait(1380.0);
    part = w.receive_some(1e6, 12'000.0, 50.0);  // 30 ms would do at 400 kbit/s
    EXPECT_DOUBLE_EQ(part.ms, 50.0);
    EXPECT_DOUBLE_EQ(part.bits, 20'000.0);
    part = w.receive_some(4'000.0, 12'000.0, 50.0);  // all there is
    EXPECT_DOUBLE_EQ(part.ms, 10.0);
    EXPECT_DOUBLE_EQ(part.bits, 4'000.0);
}

TEST(NetworkWalk, TellsOfEachPeriodItEnters) {
    std::vector<double> entered;
    NetworkWalk w{kTrace, [&](const NetworkPeriod& p) { entered.push_back(p.bandwidth_kbps); }};
    w.wait(2600.0);
    EXPECT_EQ(entered, (std::vector<double>{100.0, 0.0, 400.0, 100.0}));
}

TEST(ThroughputEstimate, OfAConstantIsTheConstant) {
    ThroughputEstimate estimate{3000.0};
    EXPECT_FALSE(estimate.known());
    for (int i = 0; i < 5; ++i) {
        estimate.add(700.0, 1234.0, 80.0);
        EXPECT_NEAR(estimate.throughput_kbps(), 1234.0, 1e-9);
        EXPECT_NEAR(estimate.latency_ms(), 80.0, 1e-9);
    }
}

TEST(ThroughputEstimate, IsTheLowerOfTwoHalfLives) {
    // 8 s at 1000, then 8 s at 2000 kbit/s: with a half-life of 8 s (0.5 * (1 - 0.5) * 1000 + 0.5 * 2000) / 0.75 = 1666.7, and more with 3
    // s.
    ThroughputEstimate rising{3000.0};
    rising.add(8000.0, 1000.0, 100.0);
    rising.add(8000.0, 2000.0, 100.0);
    EXPECT_NEAR(rising.throughput_kbps(), 5000.0 / 3.0, 1e-9);
    // Falling, the half-life of 3 s forgets sooner: with k = 2^(-8/3), (k (1 - k) 2000 + (1 - k) 1000) / (1 - k^2).
    ThroughputEstimate falling{3000.0};
    falling.add(8000.0, 2000.0, 100.0);
    falling.add(8000.0, 1000.0, 100.0);
    const double k = 0.15749013123685915;
    EXPECT_NEAR(falling.throughput_kbps(), (k * 2000.0 + 1000.0) / (1.0 + k), 1e-9);
}

}  // namespace
}  // namespace d2c::abr
