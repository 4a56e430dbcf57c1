#include "roaming/machine/link_monitor.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <optional>

#include "base/random.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;

TEST(LinkMonitor, FailsN310IndicationsAndT310AfterTheLinkIsLost) {
    LinkMonitor monitor{{.n310 = 2}};
    monitor.start({0}, {5.0});
    EXPECT_FALSE(monitor.advance(Instant{0} + 10s));
    monitor.hold({-9.0});
    EXPECT_FALSE(monitor.advance(Instant{0} + 11399ms));
    EXPECT_TRUE(monitor.failing());
    EXPECT_EQ(monitor.advance(Instant{0} + 12s), Instant{0} + 11400ms);  // 2 x 200 ms + 1 s
}

TEST(LinkMonitor, AgreesWithCountersOverRandomQuality) {
    // Oracle: the counters of TS 36.331 clause 5.3.11, one indication each 200 ms, T310 looked at before the indication of its instant.
    int failures = 0, recoveries = 0;
    for (std::uint32_t series = 0; series < 400; ++series) {
        const auto pick = [&](std::uint32_t other, std::uint32_t step) { return uniform01({11, Purpose::kTest, series, other, step}); };
        const LinkMonitorSettings settings{.n310 = pick(0, 0) < 0.5 ? 1 : 3, .n311 = pick(0, 1) < 0.5 ? 1 : 2};
        LinkMonitor monitor{settings};
        monitor.start({0}, {0.0});
        int out = 0, in = 0;
        bool timing = false;
        std::int64_t t310_ends = 0;  // in periods
        std::int64_t period = 0;
        for (std::uint32_t k = 0; k < 60; ++k) {
            const double u = pick(1, k);
            const double sinr = u < 0.45 ? -9.0 : u < 0.7 ? -7.0 : u < 0.72 ? std::nan("") : -5.0;
            const auto periods = 1 + static_cast<int>(4.0 * pick(2, k));
            std::optional<std::int64_t> expected;
            for (int i = 0; i < periods && !expected; ++i) {
                ++period;
                if (timing && t310_ends == period) {
                    // Held through the whole period: it ends at its end, before the indication then.
                    expected = period;
                    break;
                }
                if (sinr >= -6.0) {
                    ++in;
                    out = 0;
                    if (timing && in >= settings.n311) {
                        timing = false;
                        ++recoveries;
                    }
                } else if (!(sinr >= -8.0)) {
                    ++out;
                    in = 0;
                    if (!timing && out >= settings.n310) {
                        timing = true;
                        t310_ends = period + 5;  // 1 s
                    }
                }
            }
            monitor.hold({sinr});
            const Instant to = Instant{0} + (expected ? *expected : period) * 200ms;
            const auto failed = monitor.advance(to);
            ASSERT_EQ(failed.has_value(), expected.has_value()) << series << ' ' << k;
            if (expected) {
                EXPECT_EQ(*failed, to);
                ++failures;
                break;
            }
        }
    }
    EXPECT_GT(failures, 50);
    EXPECT_GT(recoveries, 50);
}

}  // namespace
}  // namespace d2c
