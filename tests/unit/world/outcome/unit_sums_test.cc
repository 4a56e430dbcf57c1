#include "world/outcome/unit_sums.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace d2c {
namespace {

std::uint32_t drawn(std::uint32_t n, std::uint32_t below) { return static_cast<std::uint32_t>(uniform01({5, Purpose::kTest, n}) * below); }

std::uint32_t mostly_zero(std::uint32_t n) {
    const std::uint32_t value = drawn(n, 12);
    return value < 8 ? 0 : value;
}

/// Every byte of a tally's counts drawn, a third of the entries absent.
WindowSums sums(std::uint32_t seed) {
    WindowSums all;
    all.tallies.resize(50);
    all.satellites = 640 + seed;
    std::uint32_t n = seed * 1'000'000;
    for (std::size_t i = 0; i < all.tallies.size(); ++i) {
        if (i % 3 == 1) continue;
        all.tallies[i] = std::make_unique<SpotTally>();
        SpotTally& tally = *all.tallies[i];
        for (auto& count : tally.tries) count = drawn(++n, 1000);
        for (auto& count : tally.successes) count = drawn(++n, 1000);
        for (auto& group : tally.group_successes)
            for (auto& count : group) count = static_cast<std::uint16_t>(drawn(++n, 30000));
        for (auto& count : tally.rsrp_dbm.counts()) count = mostly_zero(++n);
        for (auto& count : tally.sinr_db.counts()) count = mostly_zero(++n);
        tally.steps = drawn(++n, 2000000000u);
        tally.lit_steps = drawn(++n, 9);
        tally.in_view = drawn(++n, 4000000000u);
        tally.rate_bps = std::uint64_t{drawn(++n, 4000000000u)} << 20;
        tally.reference_rate_bps = drawn(++n, 9);
        tally.handovers = drawn(++n, 9);
        tally.ping_pongs = drawn(++n, 9);
        tally.without_service_ms = std::uint64_t{drawn(++n, 4000000000u)} << 8;
        for (auto& count : tally.interruptions.counts()) count = mostly_zero(++n);
        tally.window_ms = drawn(++n, 9);
        tally.played_ms = drawn(++n, 9);
        tally.session_ms = drawn(++n, 9);
        tally.played_bits = drawn(++n, 9);
    }
    for (std::size_t g = 0; g < kWindowGroups; ++g) {
        if (g % 4 == seed % 4) continue;  // groups without a window
        all.environments[g] = EnvironmentTally{2, 3};
        for (EnvironmentSums& one : all.environments[g].all()) {
            one.tries = drawn(++n, 3);
            one.people_successes = std::uint64_t{drawn(++n, 1000)} << 40;
        }
    }
    results::PlaceSeriesRow row;
    row.place = 3;
    row.quarter = 105;
    row.utc_s = 800000000 + seed;
    row.rsrp_dbm = -120.1 - seed;
    all.place_series.push_back(row);
    row.satellite = 0;
    row.elevation_deg = 1.0 / 3.0;
    row.rsrp_dbm.reset();
    all.place_series.push_back(row);
    return all;
}

WindowSums empty() {
    WindowSums none;
    none.tallies.resize(50);
    return none;
}

TEST(UnitSums, ComeBackAsTheyWereAndAddUpInEitherOrder) {
    const WindowSums a = sums(1), b = sums(2);
    WindowSums once = empty(), ab = empty(), ba = empty();
    ASSERT_TRUE(add_encoded(encode(a), once).empty());
    EXPECT_EQ(encode(once), encode(a));
    EXPECT_EQ(once.place_series.at(0).rsrp_dbm, -121.1);
    EXPECT_EQ(once.place_series.at(1).satellite, 0);
    EXPECT_EQ(once.place_series.at(1).elevation_deg, 1.0 / 3.0);
    EXPECT_FALSE(once.place_series.at(1).rsrp_dbm);
    for (const WindowSums* part : {&a, &b}) ASSERT_TRUE(add_encoded(encode(*part), ab).empty());
    for (const WindowSums* part : {&b, &a}) ASSERT_TRUE(add_encoded(encode(*part), ba).empty());
    ab.place_series.clear();
    ba.place_series.clear();
    EXPECT_EQ(encode(ab), encode(ba));
    // oracle: SpotTally::merge
    SpotTally merged = *a.tallies[0];
    merged.merge(*b.tallies[0]);
    EXPECT_EQ(ab.tallies[0]->rate_bps, merged.rate_bps);
    EXPECT_EQ(ab.tallies[0]->group_successes, merged.group_successes);
    EXPECT_EQ(ab.tallies[0]->sinr_db.counts(), merged.sinr_db.counts());
    EXPECT_EQ(ab.tallies[0]->interruptions.counts(), merged.interruptions.counts());
    EXPECT_EQ(ab.tallies[0]->without_service_ms, merged.without_service_ms);
    EXPECT_EQ(ab.tallies[0]->ping_pongs, a.tallies[0]->ping_pongs + b.tallies[0]->ping_pongs);
    EXPECT_EQ(ab.satellites, 641u + 642u);
    EXPECT_EQ(ab.environments[3].of(1, 2, 3).people_successes,
              a.environments[3].of(1, 2, 3).people_successes + b.environments[3].of(1, 2, 3).people_successes);
    EXPECT_EQ(ab.environments[1].of(1, 2, 3).people_successes, b.environments[1].of(1, 2, 3).people_successes);
    EXPECT_TRUE(once.environments[1].empty());
}

TEST(UnitSums, RefuseDamagedBytesWhereverTheDamageIs) {
    const std::string good = encode(sums(1));
    for (std::size_t at = 0; at < good.size(); at += 7) {
        if (at >= 20 && at < 24) continue;  // reserved
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x41);
        WindowSums into = empty();
        EXPECT_EQ(add_encoded(bad, into).size(), 1u) << at;
    }
    for (const std::size_t size : {std::size_t{0}, std::size_t{10}, good.size() / 2, good.size() - 1}) {
        WindowSums into = empty();
        EXPECT_EQ(add_encoded(good.substr(0, size), into).size(), 1u) << size;
    }
    WindowSums others = empty();
    others.environments[3] = EnvironmentTally{2, 4};
    EXPECT_EQ(add_encoded(good, others).size(), 1u);
    WindowSums fewer;
    fewer.tallies.resize(49);
    EXPECT_EQ(add_encoded(good, fewer).size(), 1u);
}

}  // namespace
}  // namespace d2c
