#include "world/watch/viewers.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "base/random.h"
#include "world/watch/rate_line.h"

namespace d2c {
namespace {

ServicesConfig services() {
    ServicesConfig s;
    s.ladder.rungs = {{"240p", 240, BitsPerSecond{300e3}, 1.8}, {"360p", 360, BitsPerSecond{700e3}, 1.9}};
    return s;
}

struct Window {
    std::vector<RateSegment> data, down, up;
    RateTrace trace;
    Window(double data_bps, double down_bps, bool up_open)
        : data{{0, 700, data_bps, data_bps}},
          down{{0, 700, down_bps, down_bps}},
          up{{0, 700, up_open ? kOpenBps : 0.0, up_open ? kOpenBps : 0.0}} {
        trace.assign(data);
    }
    SpotTally tally(const ServicesConfig& config, std::uint32_t window_key = 7) const {
        SpotTally tally;
        const SessionPlan plan = SessionPlan::create(config.ladder, config.video).value();
        try_services({&trace, down, up, Metres::kilo(800.0)}, plan, config, 600.0, {3, 4, window_key}, tally);
        return tally;
    }
};

TEST(Viewers, CountTriesOfEveryServiceWhateverHappens) {
    const auto tries = tries_in_window(services(), 600.0);
    EXPECT_EQ(tries[kText], 10u);
    EXPECT_EQ(tries[kLightData], 5u);
    EXPECT_EQ(tries[kVoice], 3u);
    EXPECT_EQ(tries[kFirstRung], 2u);
    EXPECT_EQ(tries[kFirstRung + 1], 2u);
    EXPECT_EQ(tries[kFirstRung + 2], 0u);
    EXPECT_EQ(Window(0.0, 0.0, false).tally(services()).tries, tries);
    EXPECT_EQ(Window(1e6, 1e6, true).tally(services()).tries, tries);
}

TEST(Viewers, ACallNeedsNoAcknowledgementsButItsOwnUplink) {
    const SpotTally calls_only = Window(0.0, 1e6, true).tally(services());  // the uplink cannot acknowledge a download, but carries a call
    EXPECT_EQ(calls_only.successes[kVoice], 3u);
    EXPECT_EQ(calls_only.successes[kText], 0u);
    EXPECT_EQ(calls_only.successes[kFirstRung], 0u);
    const SpotTally no_uplink = Window(0.0, 1e6, false).tally(services());
    EXPECT_EQ(no_uplink.successes[kVoice], 0u);
    const SpotTally thin = Window(15e3, 15e3, true).tally(services());  // 15 of 16 kbit/s: a sixteenth of the frames is lost
    EXPECT_EQ(thin.successes[kVoice], 0u);
    EXPECT_EQ(thin.successes[kText], 10u);
    EXPECT_EQ(thin.successes[kLightData], 0u);  // 28 s for 50 kB
}

TEST(Viewers, OtherServicesDoNotMoveVideoNorText) {
    const Window window{800e3, 800e3, true};
    ServicesConfig other = services();
    other.voice.calls = 17;
    other.light_data.transfers = 1;
    other.voice.call_s = 30.0;
    const SpotTally a = window.tally(services()), b = window.tally(other);
    EXPECT_EQ(a.successes[kText], b.successes[kText]);
    for (std::size_t s = kFirstRung; s < kMaximumServices; ++s) EXPECT_EQ(a.successes[s], b.successes[s]);
    EXPECT_EQ(a.played_bits, b.played_bits);
    EXPECT_EQ(b.successes[kVoice], 17u);
}

/// A link of five satellites with gaps; every third has outages, every fifth a rate that changes.
std::vector<RateSegment> any_link(std::uint64_t number) {
    const auto draw = [&](std::uint32_t what, std::uint32_t step = 0) { return uniform01({9, Purpose::kTest, number, what, step}); };
    const double level_bps = 1e4 * std::pow(300.0, draw(0));
    std::vector<RateSegment> link;
    double at_s = 0.0;
    for (std::uint32_t k = 0; at_s < 700.0; ++k) {
        const double end_s = at_s + 20.0 + 200.0 * draw(1, k);
        link.push_back({at_s, end_s, level_bps, number % 5 == 0 ? level_bps * (0.5 + draw(2, k)) : level_bps});
        at_s = end_s + (number % 3 == 0 ? 30.0 * draw(3, k) : 0.1);
        link.push_back({end_s, at_s, 0.0, 0.0});
    }
    return link;
}

TEST(Viewers, CountWhatEachTryByItselfCounts) {
    const ServicesConfig config = services();
    const SessionPlan plan = SessionPlan::create(config.ladder, config.video).value();
    std::array<int, 4> all{}, none{};
    for (std::uint64_t i = 0; i < 3000; ++i) {
        const std::vector<RateSegment> down = any_link(i);
        std::vector<RateSegment> up = down;
        for (RateSegment& s : up) s.start_bps = s.end_bps = s.start_bps > 3e4 ? kOpenBps : 0.0;
        RateTrace trace;
        ASSERT_TRUE(trace.assign(down));
        SpotTally tally;
        try_services({&trace, down, up, Metres::kilo(800.0)}, plan, config, 600.0, {3, i, 7}, tally);
        const auto held = [&](int count, double last_start_s, Purpose purpose, auto succeeds) {
            std::uint32_t sum = 0;
            for (int n = 0; n < count; ++n)
                sum += succeeds(last_start_s * uniform01({3, purpose, i, 7, static_cast<std::uint32_t>(n)})) ? 1u : 0u;
            return sum;
        };
        const double slack = slack_s(config.voice, Metres::kilo(800.0));
        const std::uint32_t texts =
            held(10, 540.0, Purpose::kMessageStart, [&](double at_s) { return message_succeeds(trace, config.text, at_s); });
        const std::uint32_t transfers =
            held(5, 585.0, Purpose::kTransferStart, [&](double at_s) { return transfer_succeeds(trace, config.light_data, at_s); });
        const std::uint32_t calls =
            held(3, 540.0, Purpose::kCallStart, [&](double at_s) { return call_succeeds(down, up, config.voice, at_s, slack); });
        ASSERT_EQ(tally.successes[kText], texts) << i;
        ASSERT_EQ(tally.successes[kLightData], transfers) << i;
        ASSERT_EQ(tally.successes[kVoice], calls) << i;
        all[0] += texts == 10u, all[1] += transfers == 5u, all[2] += calls == 3u;
        none[1] += transfers == 0u, none[2] += calls == 0u;
    }
    EXPECT_GT(std::min({all[0], all[1], all[2]}), 500);
    EXPECT_GT(std::min(none[1], none[2]), 200);
}

TEST(RateLine, AMarginOpensTheLinkWhereItIsAboveZero) {  // 6 dB falling to -2 dB over 8 s: open for 6 s
    std::vector<RateSegment> link{{0, 8, 6, -2}, {8, 10, 0, 0}, {10, 12, -1, -3}, {12, 16, -1, 3}, {16, 20, 3, 3}};
    open_where_positive(link);
    double open_s = 0.0, at_s = 0.0;
    for (const RateSegment& s : link) {
        EXPECT_DOUBLE_EQ(s.start_s, at_s);
        EXPECT_EQ(s.start_bps, s.end_bps);
        at_s = s.end_s;
        if (s.start_bps > 0.0) open_s += s.end_s - s.start_s;
    }
    EXPECT_DOUBLE_EQ(at_s, 20.0);
    EXPECT_DOUBLE_EQ(open_s, 6.0 + 3.0 + 4.0);
}

TEST(RateLine, AMarginThatTouchesZeroIsClosedThere) {
    std::vector<RateSegment> link{{0, 4, 0, 2}, {4, 8, 2, 0}, {8, 9, 0, 0}};
    open_where_positive(link);
    ASSERT_EQ(link.size(), 3u);
    EXPECT_GT(link[0].start_bps, 0.0);
    EXPECT_GT(link[1].start_bps, 0.0);
    EXPECT_EQ(link[2].start_bps, 0.0);
}

}  // namespace
}  // namespace d2c
