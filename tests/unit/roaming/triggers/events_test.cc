#include "roaming/triggers/events.h"

#include <gtest/gtest.h>

#include <chrono>
#include <optional>
#include <vector>

#include "base/random.h"
#include "roaming/triggers/decision.h"
#include "roaming/triggers/next_cell.h"
#include "roaming/triggers/parameters.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;

double draw(std::uint64_t entity, std::uint32_t other, std::uint32_t step, double least, double most) {
    return least + (most - least) * uniform01({7, Purpose::kTest, entity, other, step});
}
/// To half a decibel, as levels are reported: so that equality, which no inequality admits, happens.
double stepped(double value) { return std::round(2.0 * value) / 2.0; }

TEST(Events, AreTheInequalitiesOfTheStandardOverRandomLevels) {  // TS 38.331 clauses 5.5.4.4, .5, .6, written out term by term
    int ties = 0, entered = 0;
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        const auto level = [&](std::uint32_t k) { return stepped(draw(1, k, i, -110.0, -100.0)); };
        const auto offset = [&](std::uint32_t k) { return stepped(draw(2, k, i, -2.0, 2.0)); };
        const double mn = level(0), mp = level(1), thresh1 = level(2), thresh2 = level(3);
        const double ofn = offset(0), ocn = offset(1), ofp = offset(2), ocp = offset(3), off = offset(4),
                     hys = stepped(draw(3, 0, i, 0.0, 3.0));
        const EventLevels l{{mn}, {mp}, {ofn}, {ocn}, {ofp}, {ocp}};
        ASSERT_EQ(a3_enters(l, {off}, {hys}), mn + ofn + ocn - hys > mp + ofp + ocp + off);
        ASSERT_EQ(a3_leaves(l, {off}, {hys}), mn + ofn + ocn + hys < mp + ofp + ocp + off);
        ASSERT_EQ(a4_enters(l, {thresh1}, {hys}), mn + ofn + ocn - hys > thresh1);
        ASSERT_EQ(a4_leaves(l, {thresh1}, {hys}), mn + ofn + ocn + hys < thresh1);
        ASSERT_EQ(a5_enters(l, {thresh1}, {thresh2}, {hys}), mp + hys < thresh1 && mn + ofn + ocn - hys > thresh2);
        ASSERT_EQ(a5_leaves(l, {thresh1}, {thresh2}, {hys}), mp - hys > thresh1 || mn + ofn + ocn + hys < thresh2);
        ties += mn + ofn + ocn - hys == mp + ofp + ocp + off ? 1 : 0;
        entered += a3_enters(l, {off}, {hys}) ? 1 : 0;
    }
    EXPECT_GT(ties, 100);
    EXPECT_GT(entered, 1000);
}

TEST(Events, DistanceAndTimeAreTheInequalitiesOfTheStandard) {  // clauses 5.5.4.15 and 5.5.4.16
    for (std::uint32_t i = 0; i < 20'000; ++i) {
        const auto metres = [&](std::uint32_t k) { return std::round(draw(4, k, i, 0.0, 40.0)); };
        const double d1 = metres(0), d2 = metres(1), thresh1 = metres(2), thresh2 = metres(3), hys = std::round(draw(5, 0, i, 0.0, 5.0));
        ASSERT_EQ(d1_enters({d1}, {d2}, {thresh1}, {thresh2}, {hys}), d1 - hys > thresh1 && d2 + hys < thresh2);
        ASSERT_EQ(d1_leaves({d1}, {d2}, {thresh1}, {thresh2}, {hys}), d1 + hys < thresh1 || d2 - hys > thresh2);
        const auto ns = [&](std::uint32_t k) { return static_cast<std::int64_t>(draw(6, k, i, 0.0, 10.0)); };
        const std::int64_t now = ns(0), t1 = ns(1), duration = ns(2);
        ASSERT_EQ(t1_enters({now}, {t1}), now > t1);
        ASSERT_EQ(t1_leaves({now}, {t1}, std::chrono::nanoseconds{duration}), now > t1 + duration);
    }
}

/// The same from the whole history at once: fulfilled at i if somewhere a run of entering samples lasted the time, and no later run of
/// leaving samples did.
bool fulfilled_by_history(const std::vector<bool>& enters, const std::vector<bool>& leaves, const std::vector<std::int64_t>& at_ms,
                          std::size_t now, std::int64_t ttt_ms) {
    bool fulfilled = false;
    std::size_t begin = 0;  // of the run that counts now
    for (std::size_t i = 0; i <= now; ++i) {
        const bool counts = fulfilled ? leaves[i] : enters[i] && !leaves[i];
        if (!counts) begin = i + 1;
        if (counts && at_ms[i] - at_ms[begin] >= ttt_ms) {
            fulfilled = !fulfilled;
            begin = i + 1;
        }
    }
    return fulfilled;
}

TEST(TimedCondition, IsFulfilledAfterTheWholeTimeOnlyAsTheHistorySays) {
    for (std::uint32_t series = 0; series < 300; ++series) {
        const std::int64_t ttt = kTimesToTriggerMs[series % kTimesToTriggerMs.size()];
        TimedCondition condition;
        std::vector<bool> enters, leaves;
        std::vector<std::int64_t> at;
        for (std::uint32_t i = 0; i < 120; ++i) {
            at.push_back((at.empty() ? 0 : at.back()) + 1 + static_cast<std::int64_t>(draw(series, 0, i, 0.0, 200.0)));
            const bool was = !enters.empty() && enters.back();
            enters.push_back(draw(series, 1, i, 0.0, 1.0) < 0.9 ? was : !was);  // long runs
            leaves.push_back(!enters.back() && draw(series, 2, i, 0.0, 1.0) < 0.8);
            const Instant now{at.back() * 1'000'000};
            ASSERT_EQ(condition.update(enters.back(), leaves.back(), now, std::chrono::milliseconds{ttt}),
                      fulfilled_by_history(enters, leaves, at, i, ttt))
                << series << ' ' << i;
        }
    }
}

TEST(TriggerParameters, DefaultsAreAllowedAndWhatIsNotIsSaidAllAtOnce) {
    EXPECT_TRUE(check(TriggerParameters{}).empty());
    TriggerParameters p;
    p.hysteresis = {15.5};
    p.a3_offset = {0.25};
    p.time_to_trigger = 50ms;
    p.d1_threshold1 = {49.0};
    p.t1_duration = 50ms;
    p.a4_threshold = {std::nan("")};
    const Faults faults = check(p);
    ASSERT_EQ(faults.size(), 6U);
    EXPECT_EQ(faults[0].field, "time_to_trigger_ms");
    EXPECT_EQ(to_string(faults[1]), "hysteresis_db: 15.500000: 0 to 15 in steps of 0.5 [dB] (TS 38.331, Hysteresis)");
}

TEST(TriggerParameters, NamesGoThereAndBack) {
    for (const char* name : {"strongest", "a3", "a4", "a5", "d1", "t1", "a4-and-d1", "a4-and-t1"}) {
        ASSERT_TRUE(parse_trigger(name)) << name;
        EXPECT_EQ(to_string(*parse_trigger(name)), name);
    }
    for (const char* name : {"strongest", "longest-remaining", "nearest"}) EXPECT_EQ(to_string(parse_preference(name).value()), name);
    EXPECT_FALSE(parse_trigger("a6"));
    EXPECT_FALSE(parse_preference(""));
}

TEST(Conditional, A4WithT1NeedsBothAndOnlyWithinTheDuration) {
    TriggerParameters p{.trigger = Trigger::kA4AndT1, .hysteresis = {1.0}, .a4_threshold = {-110.0}, .t1_lead = 10s, .t1_duration = 4000ms};
    const CellView strong{.rsrp = {-100.0}, .remaining_s = 100.0}, weak{.rsrp = {-109.5}, .remaining_s = 100.0};
    const auto serving = [](double remaining_s) { return CellView{.rsrp = {-90.0}, .remaining_s = remaining_s}; };
    const auto goes = [&](double remaining_s, const CellView& other) {
        const TriggerSides s = trigger_sides(serving(remaining_s), other, p);
        return s.enters && !s.leaves;
    };
    EXPECT_FALSE(goes(10.0, strong));  // T1 is exactly now: Mt > Thresh1 is not met
    EXPECT_TRUE(goes(9.9, strong));
    EXPECT_TRUE(goes(6.0, strong));                                   // at T1 + duration still
    EXPECT_FALSE(goes(5.9, strong));                                  // past it
    EXPECT_FALSE(goes(9.9, {.rsrp = {-100.0}, .remaining_s = 9.0}));  // it ceases before
    EXPECT_FALSE(goes(9.9, weak));                                    // -109.5 - 1 < -110
}

TEST(BetterCell, NeverGoesToABarredWorseRankedOrUnreachableCellAndTakesABetterRank) {
    const TriggerParameters p{.trigger = Trigger::kStrongest, .hysteresis = {1.0}};
    const std::vector<double> sinr(4, 10.0), distance(4, 0.0), remaining(4, 100.0);
    std::vector<double> rsrp{-100.0, -80.0, -80.0, -80.0};
    std::vector<std::uint8_t> allowed{1, 0, 1, 1}, context{1, 1, 0, 1}, rank{1, 1, 1, 2};
    const CellColumns cells{rsrp, sinr, distance, remaining, allowed, context, rank};
    EXPECT_EQ(better_cell(cells, 0, p), 0);
    context[2] = 1;
    EXPECT_EQ(better_cell(cells, 0, p), 2);
    rank[3] = 0;
    EXPECT_EQ(better_cell(cells, 0, p), 3);  // the better rank, though as strong
    EXPECT_EQ(better_cell(cells, kNoCell, p), 3);
    EXPECT_EQ(better_cell(cells, 1, p), 3);  // a barred serving cell is left
    allowed = {0, 0, 0, 0};
    EXPECT_EQ(better_cell(cells, 0, p), kNoCell);
}

TEST(BetterCell, TakesTheOffsetsOfTheCellsIntoAccount) {
    const TriggerParameters p{.trigger = Trigger::kStrongest, .hysteresis = {1.0}};
    const std::vector<double> rsrp{-100.0, -98.5}, sinr(2, 10.0), distance(2, 0.0), remaining(2, 100.0);
    const std::vector<std::uint8_t> allowed{1, 1};
    const auto choice = [&](std::vector<double> offset) {
        return better_cell({rsrp, sinr, distance, remaining, allowed, {}, {}, offset}, 0, p);
    };
    EXPECT_EQ(choice({0.0, 0.0}), 1);
    EXPECT_EQ(choice({0.0, -1.0}), 0);
    EXPECT_EQ(choice({1.0, 0.0}), 0);
    EXPECT_EQ(choice({1.0, 1.0}), 1);
}

TEST(NextCell, IsWhoServesLongestWhenTheOldOneCeasesElseTheFirstToRise) {
    // Oracle: step through time by the second, and ask at each who serves.
    for (std::uint32_t series = 0; series < 500; ++series) {
        std::vector<ServingWindow> windows;
        for (std::uint32_t k = 0; k < 6; ++k) {
            const auto from = static_cast<std::int64_t>(draw(series, 10 + k, 0, 0.0, 60.0));
            windows.push_back(
                {RadioCellId::terrestrial(k), {from}, {from + static_cast<std::int64_t>(draw(series, 10 + k, 1, 0.0, 30.0))}});
        }
        const RadioCellId serving = RadioCellId::terrestrial(0);
        const Instant ceases = windows[0].to;
        std::optional<NextCell> expected;
        for (std::int64_t t = ceases.utc_ns; t < 100 && !expected; ++t) {
            for (const ServingWindow& w : windows)
                if (w.cell != serving && w.from.utc_ns <= t && t < w.to.utc_ns && (!expected || w.to > expected->to))
                    expected = NextCell{w.cell, {t}, w.to, t > ceases.utc_ns};
        }
        const auto found = next_cell(windows, serving, ceases);
        ASSERT_EQ(found.has_value(), expected.has_value()) << series;
        if (!found) continue;
        EXPECT_EQ(found->from, expected->from) << series;
        EXPECT_EQ(found->to, expected->to) << series;
        EXPECT_EQ(found->gap, expected->gap) << series;
    }
}

}  // namespace
}  // namespace d2c
