#include "world/outcome/intervals.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/random.h"
#include "video/quality.h"

namespace d2c {
namespace {

TEST(StudentT, IsThatOfTheTables) {  // oracle: printed tables of the distribution, two-sided 95 and 99 %
    EXPECT_NEAR(student_t(1, 0.95), 12.706, 5e-4);
    EXPECT_NEAR(student_t(2, 0.95), 4.303, 5e-4);
    EXPECT_NEAR(student_t(5, 0.95), 2.571, 5e-4);
    EXPECT_NEAR(student_t(9, 0.95), 2.262, 5e-4);
    EXPECT_NEAR(student_t(9, 0.99), 3.250, 5e-4);
    EXPECT_NEAR(student_t(120, 0.95), 1.980, 5e-4);
}

TEST(WindowGroups, HoldEveryWindowOnceAndNoMoreGroupsThanWindows) {
    for (const int windows : {1, 2, 9, 10, 16, 20, 101}) {
        const WindowGroups groups{windows};
        int sum = 0;
        for (std::size_t g = 0; g < groups.count(); ++g) sum += groups.size(g);
        EXPECT_EQ(sum, windows);
        EXPECT_EQ(groups.count(), std::min<std::size_t>(10, static_cast<std::size_t>(windows)));
    }
    EXPECT_EQ(WindowGroups{16}.size(5), 2);
    EXPECT_EQ(WindowGroups{16}.size(6), 1);
}

/// Of a mean the jackknife is the textbook's interval of a mean, also of groups that are not of one size.
TEST(Jackknife, OfAMeanIsItsStandardErrorTimesT) {  // oracle: s / sqrt(n) by hand
    const double x[] = {0.1, 0.5, 0.4, 0.3, 0.7, 0.2, 0.6, 0.35, 0.45, 0.55};
    ReplicatedSum sum;
    double mean = 0.0, squares = 0.0;
    for (const double v : x) mean += v / 10.0;
    for (const double v : x) squares += (v - mean) * (v - mean);
    sum.all = mean;
    for (std::size_t g = 0; g < 10; ++g) sum.without[g] = (10.0 * mean - x[g]) / 9.0;
    const auto interval = jackknife_interval(sum, 1.0, WindowGroups{10});
    ASSERT_TRUE(interval);
    EXPECT_NEAR(interval->high - mean, 2.26216 * std::sqrt(squares / 90.0), 1e-5);
    EXPECT_NEAR(mean - interval->low, 2.26216 * std::sqrt(squares / 90.0), 1e-5);
}

TEST(Jackknife, HasNoWidthWhereNoGroupMattersAndNoIntervalFromOneWindow) {
    ReplicatedSum sum;
    sum.add(0.25, (1u << (kWindowGroups + 1)) - 1u);
    const auto interval = jackknife_interval(sum, 1.0, WindowGroups{20});
    ASSERT_TRUE(interval);
    EXPECT_EQ(interval->low, 0.25);
    EXPECT_EQ(interval->high, 0.25);
    EXPECT_FALSE(jackknife_interval(sum, 1.0, WindowGroups{1}));
    EXPECT_FALSE(jackknife_interval(sum, 0.0, WindowGroups{20}));
}

TEST(GroupedShare, OfIndependentTriesIsWilsonsWithTForTheNormal) {
    std::array<std::uint64_t, kWindowGroups> even{};
    even.fill(4);
    const auto share = grouped_share(even, 4, WindowGroups{20});  // 40 of 80, each group alike: no more than the tries themselves
    ASSERT_TRUE(share && share->interval);
    EXPECT_EQ(share->share, 0.5);
    EXPECT_NEAR(share->interval->high - 0.5, 0.5 * 2.26216 / std::sqrt(80.0 + 2.26216 * 2.26216), 1e-5);  // Wilson at 1/2 by hand
    std::array<std::uint64_t, kWindowGroups> all{};
    all.fill(8);
    EXPECT_EQ(grouped_share(all, 4, WindowGroups{20})->interval->high, 1.0);
    EXPECT_NEAR(grouped_share(all, 4, WindowGroups{20})->interval->low, 80.0 / (80.0 + 2.26216 * 2.26216), 1e-5);
    EXPECT_FALSE(grouped_share(all, 0, WindowGroups{20}));
    EXPECT_FALSE(grouped_share(all, 4, WindowGroups{1})->interval);
}

/// A network whose windows have good and bad moments that all zones share: zones of all qualities, four tries in each window.
class Synthetic {
  public:
    static constexpr int kWindows = 20, kTries = 4;
    explicit Synthetic(std::size_t zones) {
        for (std::size_t z = 0; z < zones; ++z) quality_.push_back(3.0 + 1.5 * normal());
    }
    struct Run {
        ReplicatedSum held;                                     ///< of zones, each weighing the same
        std::array<std::uint64_t, kWindowGroups> first_zone{};  ///< successes
    };
    Run run() {
        std::array<double, kWindows> moment{};
        for (double& m : moment) m = kShock * normal();
        Run run;
        for (std::size_t z = 0; z < quality_.size(); ++z) {
            std::array<std::uint64_t, kWindowGroups> successes{};
            std::uint64_t all = 0;
            for (std::size_t w = 0; w < kWindows; ++w) {
                const double chance = 1.0 / (1.0 + std::exp(-(quality_[z] + moment[w] + 0.5 * normal())));
                for (int i = 0; i < kTries; ++i) {
                    const std::uint64_t one = uniform() < chance ? 1 : 0;
                    successes[w % kWindowGroups] += one;
                    all += one;
                }
            }
            std::uint32_t held = all >= 76 ? 1u << kWindowGroups : 0u;  // 95 % of 80
            for (std::size_t g = 0; g < kWindowGroups; ++g)
                if (static_cast<double>(all - successes[g]) >= 0.95 * 72.0) held |= 1u << g;
            run.held.add(1.0 / static_cast<double>(quality_.size()), held);
            if (z == 0) run.first_zone = successes;
        }
        return run;
    }
    double chance_of_first_zone() {
        double sum = 0.0;
        for (int i = 0; i < 200000; ++i) sum += 1.0 / (1.0 + std::exp(-(quality_[0] + kShock * normal() + 0.5 * normal())));
        return sum / 200000.0;
    }

  private:
    static constexpr double kShock = 0.6;
    double uniform() { return uniform01({17, Purpose::kTest, ++drawn_}); }
    double normal() { return standard_normal({17, Purpose::kTest, ++drawn_}); }
    std::vector<double> quality_;
    std::uint64_t drawn_ = 0;
};

TEST(Intervals, CoverTheTruthAsOftenAsTheySay) {  // oracle: the mean over many runs of the synthetic network
    Synthetic network{150};
    constexpr int kRuns = 500;
    std::vector<Synthetic::Run> runs;
    double mean = 0.0;
    for (int i = 0; i < kRuns; ++i) {
        runs.push_back(network.run());
        mean += runs.back().held.all / kRuns;
    }
    const double chance = network.chance_of_first_zone();
    int held_covered = 0, share_covered = 0, plain_covered = 0;
    for (const Synthetic::Run& run : runs) {
        const WindowGroups groups{Synthetic::kWindows};
        const Interval held = jackknife_interval(run.held, 1.0, groups).value();
        held_covered += held.low <= mean && mean <= held.high ? 1 : 0;
        const Interval share = grouped_share(run.first_zone, Synthetic::kTries, groups)->interval.value();
        share_covered += share.low <= chance && chance <= share.high ? 1 : 0;
        int successes = 0;
        for (const std::uint64_t s : run.first_zone) successes += static_cast<int>(s);
        const ShareInterval plain = wilson_interval(successes, 80).value();
        plain_covered += plain.low <= chance && chance <= plain.high ? 1 : 0;
    }
    EXPECT_GE(held_covered, kRuns * 90 / 100);
    EXPECT_LE(held_covered, kRuns * 98 / 100);
    EXPECT_GE(share_covered, kRuns * 90 / 100);
    EXPECT_LE(share_covered, kRuns * 995 / 1000);
    EXPECT_GT(share_covered, plain_covered);
    RecordProperty("held_covered", held_covered);
    RecordProperty("share_covered", share_covered);
}

/// Windows with good and bad moments, whose tries weigh differently: as tries by environment do, over the whole Earth.
TEST(Intervals, OfWeighedTriesCoverTheTruthAsOftenAsTheySay) {  // oracle: the mean chance of a window, by 200,000 draws
    std::uint64_t drawn = 0;
    const auto uniform = [&] { return uniform01({23, Purpose::kTest, ++drawn}); };
    const auto chance = [&] { return 1.0 / (1.0 + std::exp(-(1.5 + 0.8 * standard_normal({23, Purpose::kTest, ++drawn})))); };
    double truth = 0.0;
    for (int i = 0; i < 200000; ++i) truth += chance() / 200000.0;
    constexpr int kRuns = 1000, kWindows = 20, kTries = 50;
    int covered = 0, covered_as_if_alone = 0;
    for (int run = 0; run < kRuns; ++run) {
        GroupedSums sums;
        int successes = 0;
        for (std::size_t w = 0; w < kWindows; ++w) {
            const double p = chance(), weight = 0.5 + uniform();
            int of_window = 0;
            for (int i = 0; i < kTries; ++i) of_window += uniform() < p ? 1 : 0;
            successes += of_window;
            sums.part[w % kWindowGroups] += weight * of_window;
            sums.whole[w % kWindowGroups] += weight * kTries;
        }
        const Interval interval = *grouped_share(sums, kWindows * kTries, WindowGroups{kWindows})->interval;
        covered += interval.low <= truth && truth <= interval.high ? 1 : 0;
        const ShareInterval alone = wilson_interval(successes, kWindows * kTries).value();
        covered_as_if_alone += alone.low <= truth && truth <= alone.high ? 1 : 0;
    }
    RecordProperty("covered", covered);
    EXPECT_GE(covered, kRuns * 92 / 100);
    EXPECT_LE(covered, kRuns * 98 / 100);
    EXPECT_LT(covered_as_if_alone, kRuns * 80 / 100);  // tries of one window are not independent
    EXPECT_FALSE(grouped_share(GroupedSums{}, 0.0, WindowGroups{kWindows}));
}

}  // namespace
}  // namespace d2c
