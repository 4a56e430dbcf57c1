#include "world/input/window_slots.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace d2c {
namespace {

/// Monday 0; instants begin on a Saturday (1 January 2000).
int weekday(Instant at) {
    const auto days = at.utc_ns / 86'400'000'000'000;
    return static_cast<int>((days + 5) % 7);
}

std::array<int, 7> by_weekday(const std::vector<WindowSlot>& slots) {
    std::array<int, 7> counts{};
    for (const WindowSlot& slot : slots) ++counts[static_cast<std::size_t>(weekday(slot.start))];
    return counts;
}

int spread(const std::array<int, 7>& counts) {
    const auto [least, most] = std::minmax_element(counts.begin(), counts.end());
    return *most - *least;
}

double days_in(Quarter quarter) { return seconds_between(end_of(quarter), begin_of(quarter)) / 86400.0; }

TEST(WindowSlots, StandOneInEachPartOfTheQuarterAndOneInEachPartOfTheDay) {
    for (const int count : {1, 2, 7, 10, 14, 20, 60, 100, 200}) {
        const Quarter quarter = Quarter::of(2026, 2);
        const auto slots = window_slots(quarter, count, 1);
        ASSERT_EQ(slots.size(), static_cast<std::size_t>(count));
        std::set<int> hours;
        for (int w = 0; w < count; ++w) {
            const WindowSlot& slot = slots[static_cast<std::size_t>(w)];
            EXPECT_EQ(slot.number, w);
            EXPECT_EQ(quarter_of(slot.start), quarter);
            const double day = std::floor(seconds_between(slot.start, begin_of(quarter)) / 86400.0), part = days_in(quarter) / count;
            EXPECT_GT(day + 1.0, w * part);  // the day has some of the w-th part
            EXPECT_LT(day, (w + 1) * part);
            hours.insert(static_cast<int>(seconds_of_day(slot.start) / 86400.0 * count));
        }
        EXPECT_EQ(hours.size(), static_cast<std::size_t>(count));
    }
}

TEST(WindowSlots, HaveEveryWeekdayAlikeInEveryQuarterAndAfterEveryBatch) {
    for (int year = 2024; year <= 2032; ++year) {
        for (int q = 1; q <= 4; ++q) {
            for (const std::uint64_t seed : {1u, 2u, 3u}) {
                for (const int count : {1, 2, 3, 5, 7, 8, 10, 12, 13, 16, 20}) {
                    auto slots = window_slots(Quarter::of(year, q), count, seed);
                    EXPECT_LE(spread(by_weekday(slots)), 1) << year << 'Q' << q << ' ' << count << ' ' << seed;
                    for (int batch = 0; batch < 8; ++batch) {
                        const auto more = window_slots(Quarter::of(year, q), 10, seed, slots);
                        EXPECT_EQ(more.front().number, static_cast<int>(slots.size()));
                        slots.insert(slots.end(), more.begin(), more.end());
                        EXPECT_LE(spread(by_weekday(slots)), 1) << year << 'Q' << q << ' ' << slots.size() << ' ' << seed;
                    }
                }
            }
        }
    }
}

/// oracle: with two windows a day or more in every week there is a choice without any difference but that of the calendar.
TEST(WindowSlots, AreAsEvenAsTheCalendarWhereThereAreMoreWindowsThanDays) {
    for (const std::uint64_t seed : {1u, 2u, 3u}) {
        EXPECT_LE(spread(by_weekday(window_slots(Quarter::of(2026, 2), 182, seed))), 1);  // 91 days: 13 weeks
        EXPECT_LE(spread(by_weekday(window_slots(Quarter::of(2026, 2), 100, seed))), 2);
    }
}

TEST(WindowSlots, FallOnEveryDayOfTheQuarterAndOnEveryWeekdayAlike) {
    // oracle: chi-squared, 99.9 % points 137.2 (90 degrees of freedom) and 22.5 (6). Strata vary less than independent draws.
    constexpr int kSeeds = 500, kDays = 91, kWindows = 20;
    std::array<int, kDays> of_day{};
    std::array<int, 7> of_weekday{};
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
        const auto slots = window_slots(Quarter::of(2026, 2), kWindows, seed);
        for (const WindowSlot& slot : slots)
            ++of_day[static_cast<std::size_t>(seconds_between(slot.start, begin_of(slot.quarter)) / 86400.0)];
        const auto counts = by_weekday(slots);
        for (std::size_t d = 0; d < 7; ++d) of_weekday[d] += counts[d];
    }
    const auto chi_squared = [&](const auto& counts) {
        const double expected = static_cast<double>(kSeeds) * kWindows / static_cast<double>(counts.size());
        double sum = 0.0;
        for (const int n : counts) sum += (n - expected) * (n - expected) / expected;
        return sum;
    };
    RecordProperty("chi_squared_days", std::to_string(chi_squared(of_day)));
    RecordProperty("chi_squared_weekdays", std::to_string(chi_squared(of_weekday)));
    EXPECT_LT(chi_squared(of_day), 137.2);
    EXPECT_LT(chi_squared(of_weekday), 22.5);
}

TEST(WindowSlots, AreTheSameHoweverManyBatchesFollow) {
    const auto first = window_slots(Quarter::of(2030, 1), 20, 7);
    auto all = window_slots(Quarter::of(2030, 1), 20, 7);
    const auto more = window_slots(Quarter::of(2030, 1), 10, 7, all);
    all.insert(all.end(), more.begin(), more.end());
    for (std::size_t w = 0; w < first.size(); ++w) EXPECT_EQ(all[w].start, first[w].start);
    std::set<Instant> starts;
    for (const WindowSlot& slot : all) starts.insert(slot.start);
    EXPECT_EQ(starts.size(), all.size());
}

}  // namespace
}  // namespace d2c
