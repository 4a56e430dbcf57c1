#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/random.h"
#include "tests/unit/video/abr/films.h"
#include "video/abr/rules/bola.h"
#include "video/abr/rules/dynamic.h"
#include "video/abr/rules/mpc.h"
#include "video/abr/rules/throughput.h"

namespace d2c::abr {
namespace {

const Movie kMovie = test::movie_of(60, 2000.0, {500.0, 1000.0, 2000.0, 4000.0});

TEST(RungForThroughput, CountsTheLatency) {
    // 100 ms + 2000 ms * 1000/1100 = 1918 ms fit in 2000; 200 ms more do not.
    EXPECT_EQ(rung_for_throughput(kMovie, 1100.0, 100.0), 1u);
    EXPECT_EQ(rung_for_throughput(kMovie, 1100.0, 200.0), 0u);
    EXPECT_EQ(rung_for_throughput(kMovie, 1.0, 0.0), 0u);
    EXPECT_EQ(rung_for_throughput(kMovie, 1e6, 0.0), 3u);
}

TEST(ThroughputRule, KeepsATenthInHand) {
    ThroughputRule rule{kMovie};
    EXPECT_EQ(rule.choose({10, 20'000.0, 2100.0, 0.0}).rung, 1u);  // 0.9 * 2100 is below 2000
    EXPECT_EQ(rule.choose({10, 20'000.0, 2300.0, 0.0}).rung, 2u);
}

TEST(ThroughputRule, RequestsNoMoreThanComesBeforeTheBufferIsEmpty) {
    ThroughputRule rule{kMovie};
    // 0.9 * 1 s * 4500 kbit/s = 4050 kbit: a segment at 2000 kbit/s has 4000.
    EXPECT_EQ(rule.choose({10, 1000.0, 4500.0, 0.0}).rung, 2u);
    // The factor falls by a tenth each time: 3645 kbit now.
    EXPECT_EQ(rule.choose({10, 1000.0, 4500.0, 0.0}).rung, 1u);
}

TEST(ThroughputRule, GivesASlowDownloadUp) {
    ThroughputRule rule{kMovie};
    Download d{.segment = 5, .rung = 3, .size_bits = 8e6, .received_bits = 0.5e6, .elapsed_ms = 1000.0, .first_bit_ms = 0.0};
    // 500 kbit/s so far: 15 s left, so the lowest rung; not while it is young, nor when little is left.
    EXPECT_EQ(rule.give_up(d, {5, 4000.0, 1000.0, 0.0}), 0u);
    d.elapsed_ms = 400.0;
    EXPECT_EQ(rule.give_up(d, {5, 4000.0, 1000.0, 0.0}), std::nullopt);
    d = {.segment = 5, .rung = 3, .size_bits = 8e6, .received_bits = 7.5e6, .elapsed_ms = 10'000.0, .first_bit_ms = 0.0};
    EXPECT_EQ(rule.give_up(d, {5, 4000.0, 1000.0, 0.0}), std::nullopt);
    d.received_bits = 0.0;
    EXPECT_EQ(rule.give_up(d, {5, 4000.0, 1000.0, 0.0}), std::nullopt);
}

TEST(BolaObjective, ChangesRungWhereTheObjectivesMeet) {
    BolaObjective objective{kMovie, 0.0};
    objective.set(3000.0, 5.0);
    for (std::size_t rung = 1; rung < kMovie.rungs(); ++rung) {
        const double level_ms = objective.least_buffer_ms(rung);
        EXPECT_GE(objective.best(level_ms + 1.0), rung);
        EXPECT_LT(objective.best(level_ms - 1.0), rung);
        EXPECT_LT(level_ms, objective.most_buffer_ms(rung));
    }
}

TEST(BolaRule, ClimbsWithItsBuffer) {
    std::size_t last = 0;
    for (double buffer_ms = 0.0; buffer_ms <= 25'000.0; buffer_ms += 500.0) {
        BolaRule rule{kMovie, 25'000.0};
        const std::size_t rung = rule.choose({30, buffer_ms, 1e6, 0.0}).rung;
        EXPECT_GE(rung, last) << buffer_ms;
        last = rung;
    }
    EXPECT_EQ(last, 3u);
}

TEST(BolaRule, ClimbsNoMoreThanOneAboveWhatIsSustained) {
    BolaRule rule{kMovie, 25'000.0};
    EXPECT_EQ(rule.choose({30, 25'000.0, 600.0, 0.0}).rung, 1u);
}

TEST(DynamicRule, IsThroughputWhileTheBufferIsShort) {
    DynamicRule rule{kMovie, 25'000.0};
    EXPECT_EQ(rule.choose({30, 8000.0, 2300.0, 0.0}).rung, 2u);
    EXPECT_EQ(rule.choose({30, 24'000.0, 1e6, 0.0}).rung, 3u);
}

/// What `MpcRule` maximises, by trying every sequence; `first`: the highest rung that begins a best one.
double best_of_all(const Movie& movie, std::size_t segment, std::size_t left, double buffer_ms, double kbps, double latency_ms,
                   std::size_t previous, double max_buffer_ms, std::size_t* first) {
    if (left == 0 || segment == movie.segments()) return 0.0;
    double best = -1e300;
    for (std::size_t q = 0; q < movie.rungs(); ++q) {
        const double download_ms = latency_ms + movie.sizes_bits[segment][q] / kbps;
        const double stall_s = std::max(0.0, download_ms - buffer_ms) / 1000.0;
        const double after_ms = std::min(max_buffer_ms, std::max(0.0, buffer_ms - download_ms) + movie.segment_ms);
        const double value = movie.bitrates_kbps[q] - std::abs(movie.bitrates_kbps[q] - movie.bitrates_kbps[previous]) - 3000.0 * stall_s +
                             best_of_all(movie, segment + 1, left - 1, after_ms, kbps, latency_ms, q, max_buffer_ms, nullptr);
        if (value < best - 1e-6) continue;
        best = std::max(best, value);
        if (first != nullptr) *first = q;
    }
    return best;
}

TEST(MpcRule, FindsTheBestOfAllSequences) {
    Movie movie = kMovie;
    for (std::size_t i = 0; i < movie.segments(); ++i) {
        for (std::size_t q = 0; q < movie.rungs(); ++q)
            movie.sizes_bits[i][q] *= 0.5 + uniform01({1, Purpose::kTest, i, static_cast<std::uint32_t>(q)});
    }
    for (std::uint64_t k = 0; k < 200; ++k) {
        const double kbps = 300.0 + 4000.0 * uniform01({2, Purpose::kTest, k});
        const double buffer_ms = 20'000.0 * uniform01({3, Purpose::kTest, k});
        const auto segment = static_cast<std::size_t>(1.0 + 58.0 * uniform01({4, Purpose::kTest, k}));
        const auto last = static_cast<std::size_t>(4.0 * uniform01({5, Purpose::kTest, k}));
        MpcRule rule{movie, 20'000.0};
        // One download at exactly this rate: its mean has made no error.
        rule.downloaded({.segment = 0, .rung = last, .size_bits = kbps * 100.0, .received_bits = kbps * 100.0, .elapsed_ms = 100.0}, {});
        std::size_t expected = 0;
        best_of_all(movie, segment, 5, buffer_ms, kbps, 40.0, last, 20'000.0, &expected);
        EXPECT_EQ(rule.choose({segment, buffer_ms, kbps, 40.0}).rung, expected) << k;
    }
}

TEST(MpcRule, TrustsAFailingPredictionLess) {
    // After 4000 and 1000 kbit/s the mean is 1600, its largest error 3: 400 kbit/s are taken as certain.
    MpcRule rule{kMovie, 20'000.0};
    for (const double kbps : {4000.0, 1000.0})
        rule.downloaded({.segment = 0, .rung = 1, .size_bits = kbps * 100.0, .received_bits = kbps * 100.0, .elapsed_ms = 100.0}, {});
    std::size_t expected = 9;
    best_of_all(kMovie, 20, 5, 6000.0, 400.0, 0.0, 1, 20'000.0, &expected);
    EXPECT_EQ(rule.choose({20, 6000.0, 1600.0, 0.0}).rung, expected);
    EXPECT_EQ(expected, 0u);
}

TEST(MpcRule, DoesNotRequestAgainWhatItGaveUp) {
    MpcRule rule{kMovie, 20'000.0};
    rule.downloaded({.segment = 0, .rung = 3, .size_bits = 8e6, .received_bits = 8e6, .elapsed_ms = 1000.0}, {});
    EXPECT_EQ(rule.choose({20, 19'000.0, 8000.0, 0.0}).rung, 3u);
    rule.downloaded({.segment = 20, .rung = 3, .size_bits = 8e6, .received_bits = 1e6, .elapsed_ms = 1000.0, .given_up_for = 1}, {});
    EXPECT_LE(rule.choose({20, 19'000.0, 8000.0, 0.0}).rung, 1u);
    EXPECT_EQ(rule.choose({21, 19'000.0, 8000.0, 0.0}).rung, 3u);
}

}  // namespace
}  // namespace d2c::abr
