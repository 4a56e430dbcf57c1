#include "world/run/engine.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <filesystem>
#include <set>
#include <stdexcept>

#include "apps/d2c/commands/run_store.h"
#include "base/random.h"
#include "results/digest.h"
#include "results/reader.h"
#include "results/writer.h"
#include "tests/unit/world/world_fixture.h"
#include "world/outcome/verdicts.h"

namespace d2c {
namespace {

const std::vector<std::string> kTiny{"geography.grid_order=2",    "rollout.first_quarter=2026Q2", "rollout.last_quarter=2030Q2",
                                     "rollout.every_quarters=16", "run.windows_per_quarter=16",   "run.step_s=60"};

/// A run into a result file of its own, with the program's store.
class FileRun {
  public:
    explicit FileRun(const SmallWorld& small) : small_{small} {
        std::string pattern = (std::filesystem::temp_directory_path() / "d2c-engine-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    ~FileRun() { std::filesystem::remove_all(folder_); }
    FileRun(const FileRun&) = delete;
    FileRun& operator=(const FileRun&) = delete;

    /// One sitting: the digest, or nothing where the run did not come to its end.
    std::string sit(const RunOptions& options, int unit_windows, const ProgressCallback& progress = go_on) {
        auto writer = results::ResultWriter::resume(path(), {});
        for (const Fault& fault : writer.faults()) ADD_FAILURE() << to_string(fault);
        if (!writer) return "";
        if (!writer->has_heads()) {
            EXPECT_TRUE(writer->write(std::span<const results::HandsetClassRow>{handset_rows(*small_.study)}).empty());
            EXPECT_TRUE(writer->write(std::span<const results::ServiceRow>{service_rows(*small_.study)}).empty());
            EXPECT_TRUE(writer->write(std::span<const results::CellRow>{cell_rows(*small_.world)}).empty());
            EXPECT_TRUE(writer->write(std::span<const results::PlaceRow>{place_rows(*small_.world)}).empty());
            EXPECT_TRUE(writer->write(results::RunRow{}).empty());
        }
        apps::FileStore store{*writer, unit_windows};
        RunOptions with_units = options;
        with_units.unit_is_full = [&](int windows) { return store.unit_is_full(windows); };
        const auto end = run_world(*small_.world, with_units, progress, store);
        for (const Fault& fault : end.faults()) ADD_FAILURE() << to_string(fault);
        failed = end ? end->failed : std::vector<FailedUnit>{};
        if (!end || end->interrupted || !end->failed.empty()) return "";
        const auto digest = writer->finish(results::RunRow{});
        return digest ? *digest : "";
    }
    std::string path() const { return folder_ + "/run.gpkg"; }
    std::vector<FailedUnit> failed;

  private:
    const SmallWorld& small_;
    std::string folder_;
};

RunOptions on_threads(int threads) {
    RunOptions options;
    options.threads = threads;
    return options;
}

std::string undisturbed(const SmallWorld& small) { return FileRun{small}.sit(on_threads(1), 0); }

TEST(Engine, GivesTheSameDigestOnOneAndOnTwoThreadsAndForAnyUnit) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    const std::string one = undisturbed(small);
    EXPECT_EQ(one.size(), 64u);
    EXPECT_EQ(FileRun{small}.sit(on_threads(2), 1), one);
    EXPECT_EQ(FileRun{small}.sit(on_threads(2), 5), one);
    EXPECT_EQ(FileRun{small}.sit(on_threads(1), 4096), one);
}

TEST(Engine, GivesTheSameDigestOnOneAndOnTwoThreadsUnderPatternAndDynamicChannels) {
    std::set<std::string> all;
    for (const char* channels : {"full", "pattern-3", "dynamic-4"}) {
        std::vector<std::string> sets = kTiny;
        sets.push_back(std::string{"world.channels="} + channels);
        sets.insert(sets.end(), {"rollout.first_quarter=2030Q2", "run.windows_per_quarter=4"});
        const SmallWorld small = small_world("video-anywhere.yaml", sets);
        ASSERT_TRUE(small.world);
        const std::string one = undisturbed(small);
        EXPECT_EQ(FileRun{small}.sit(on_threads(2), 5), one);
        all.insert(one);
    }
    EXPECT_EQ(all.size(), 3u);
}

TEST(Engine, GoesOnWhereItWasStoppedWithUnitsOfAnotherSize) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    FileRun run{small};
    EXPECT_EQ(run.sit(on_threads(2), 3, [](const ProgressEvent& event) { return event.done < 0.4; }), "");
    EXPECT_EQ(run.sit(on_threads(1), 1, [](const ProgressEvent& event) { return event.done < 1.3; }), "");
    EXPECT_EQ(run.sit(on_threads(2), 4096), undisturbed(small));
}

/// Kills at drawn moments, each in a process of its own; what the processes leave must come to the same end. No moment is spared: also
/// while the file is made, while a quarter is stored, and after the end.
TEST(Engine, TwentyKillsAtDrawnMomentsGiveTheSameDigest) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    const std::string whole = undisturbed(small);
    FileRun run{small};
    int killed = 0;
    std::size_t most_units = 0;
    for (std::uint32_t kill_number = 0; kill_number < 400 && killed < 20; ++kill_number) {
        const pid_t child = fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            run.sit(on_threads(1), 1);
            _exit(0);
        }
        // Early as often as late: many before the first unit, some after several.
        const double draw = uniform01({11, Purpose::kTest, kill_number});
        usleep(static_cast<useconds_t>(400e3 * draw * draw));
        kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(waitpid(child, &status, 0), child);
        killed += WIFSIGNALED(status) ? 1 : 0;
        if (const auto reader = results::ResultReader::open(run.path() + ".part"); reader)
            most_units = std::max(most_units, reader->units()->size());
        if (std::filesystem::exists(run.path())) {
            EXPECT_EQ(results::result_digest(run.path()).value(), whole);
            std::filesystem::remove(run.path());
        }
    }
    EXPECT_EQ(killed, 20);
    EXPECT_GT(most_units, 2u);
    EXPECT_EQ(run.sit(on_threads(2), 0), whole);
}

TEST(Engine, AUnitThatThrowsIsReportedTheOthersGoOnAndALaterSittingTriesItAgain) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    const Quarter first = small.study->rollout.first, last = small.study->rollout.last;
    RunOptions failing = on_threads(2);
    failing.simulate = [&](const WorldModel& world, const DemandMap& demand, const WindowSlot& slot, Tallies& tallies) {
        WindowOutcome outcome = simulate_window(world, demand, slot, tallies);  // what it counted before it fails must not stay
        if (slot.quarter == first && (slot.number == 5 || slot.number == 12)) throw std::runtime_error{"out of luck"};
        return outcome;
    };
    FileRun run{small};
    EXPECT_EQ(run.sit(failing, 2), "");
    ASSERT_EQ(run.failed.size(), 2u);
    EXPECT_EQ(run.failed[0].range, (UnitRange{first.index, 4, 2}));
    EXPECT_EQ(run.failed[1].range, (UnitRange{first.index, 12, 1}));
    EXPECT_EQ(run.failed[0].message, "out of luck");
    {
        const auto reader = results::ResultReader::open(run.path() + ".part");
        ASSERT_TRUE(reader);
        ASSERT_EQ(reader->quarters()->size(), 1u);  // the other one is whole
        EXPECT_EQ(reader->quarters()->at(0).quarter, last.index);
        EXPECT_EQ(reader->units()->at(2).message, "out of luck");
    }
    EXPECT_EQ(run.sit(on_threads(2), 3), undisturbed(small));
}

/// The same windows as without it, then batches until the share is known well enough, whatever the units and sittings.
TEST(Engine, APrecisionAddsWindowsUntilTheIntervalIsNarrowOrTheLimitIsReached) {
    const std::vector<std::string> one_quarter{"geography.grid_order=2", "rollout.first_quarter=2030Q2", "rollout.last_quarter=2030Q2",
                                               "run.windows_per_quarter=20", "run.step_s=60"};
    SmallWorld small = small_world("video-anywhere.yaml", one_quarter);
    ASSERT_TRUE(small.world);
    const auto run_to = [&](double half_width, int maximum) {
        small.study->run.precision = {
            HeldMeasure::kArea, service_rows(*small.study).back().id, small.study->handsets.back().id, half_width, 0.95, maximum};
        MemoryStore store;
        EXPECT_TRUE(run_world(*small.world, on_threads(2), go_on, store));
        return std::move(store.outcomes.at(0));
    };
    const auto half_width = [&](const QuarterOutcome& outcome) {
        const results::GlobalQualityRow& row = outcome.global.back();  // the highest rung, of the last class
        return std::max(row.held_area_share - *row.held.area_low, *row.held.area_high - row.held_area_share);
    };
    const QuarterOutcome rough = run_to(0.5, 60), limited = run_to(0.0001, 40);
    // oracle: 4 tries a window; n of n succeed 95 % of the time or more by Wilson's interval from n = 2.262^2 * 0.95 / 0.05 = 97.2 on.
    EXPECT_EQ(least_windows_for_certainty(*small.study, kFirstRung), 25);
    EXPECT_EQ(rough.quarter.windows, 30);
    EXPECT_EQ(limited.quarter.windows, 40);
    const double first = half_width(rough);
    ASSERT_GT(first, half_width(limited));  // more windows, less doubt
    const QuarterOutcome exact = run_to(0.5 * (first + half_width(limited)), 60);
    EXPECT_GE(exact.quarter.windows, 30);
    EXPECT_LE(exact.quarter.windows, 40);
    EXPECT_LE(half_width(exact), 0.5 * (first + half_width(limited)));
    // In units, on one thread, with a break after the first batch.
    FileRun run{small};
    small.study->run.precision->maximum_windows = 40;
    small.study->run.precision->half_width_share = 0.0001;
    EXPECT_EQ(run.sit(on_threads(1), 7, [](const ProgressEvent& event) { return event.done < 0.8; }), "");
    EXPECT_EQ(run.sit(on_threads(2), 3), undisturbed(small));
}

/// Nothing is lit, nothing can be held: intervals without width from the first windows on, which say nothing of how sure that is.
TEST(Engine, AnIntervalWithoutWidthIsPreciseOnlyWhenAPlaceCouldBeKnownToHold) {
    SmallWorld small = small_world("today.yaml", {"geography.grid_order=2", "run.windows_per_quarter=20", "run.step_s=60"});
    ASSERT_TRUE(small.world);
    const auto windows = [&](double min_success_share) {
        small.study->services.video.min_success_share = min_success_share;
        small.study->run.precision = {
            HeldMeasure::kArea, service_rows(*small.study).back().id, small.study->handsets.back().id, 0.005, 0.95, 50};
        MemoryStore store;
        EXPECT_TRUE(run_world(*small.world, on_threads(2), go_on, store));
        const results::GlobalQualityRow& row = store.outcomes.at(0).global.back();
        EXPECT_EQ(row.held_area_share, 0.0);
        EXPECT_EQ(row.held.area_low, row.held.area_high);
        return store.outcomes.at(0).quarter.windows;
    };
    EXPECT_EQ(windows(0.9), 20);  // 46 tries suffice
    EXPECT_EQ(windows(0.95), 30);
    EXPECT_EQ(windows(0.97), 50);  // 166 would have to succeed, in 42 windows
    EXPECT_EQ(windows(1.0), 50);   // no number would do: the limit
}

TEST(Engine, IntervalsHoldTheirSharesOnEveryLayer) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    MemoryStore store;
    ASSERT_TRUE(run_world(*small.world, on_threads(2), go_on, store));
    int wide = 0;
    std::set<double> ship_shares;
    const auto check = [&](double share, const std::optional<double>& low, const std::optional<double>& high) {
        ASSERT_EQ(low.has_value(), high.has_value());
        if (!low) return;
        EXPECT_LE(*low, share + 1e-12);
        EXPECT_GE(*high, share - 1e-12);
        EXPECT_GE(*low, 0.0);
        EXPECT_LE(*high, 1.0);
        wide += *high > *low ? 1 : 0;
    };
    for (const QuarterOutcome& outcome : store.outcomes) {
        for (const auto& row : outcome.global) {
            check(row.held_area_share, row.held.area_low, row.held.area_high);
            check(row.held_land_share, row.held.land_low, row.held.land_high);
            check(row.held_people_share, row.held.people_low, row.held.people_high);
        }
        EXPECT_GT(wide, 0);
        for (const auto& row : outcome.ships) {
            check(row.held_people_share, row.held.people_low, row.held.people_high);
            EXPECT_TRUE(row.held.people_low);
            ship_shares.insert(row.held_people_share);
        }
        for (const auto& row : outcome.mix) check(row.held_people_share, row.held.people_low, row.held.people_high);
        for (const auto& row : outcome.areas)
            for (const auto& s : row.services) check(s.held_land_share, s.held.land_low, s.held.land_high);
        for (const auto& row : outcome.cells) {
            for (const auto& s : row.services) {
                check(s.held_area_share, s.held.area_low, s.held.area_high);
                if (s.success_share) check(*s.success_share, s.success_low, s.success_high);
                EXPECT_EQ(s.success_share.has_value(), row.state == "right");
            }
        }
    }
    EXPECT_GT(wide, 100);
    EXPECT_GT(ship_shares.size(), 3u);
}

TEST(Engine, SharesAreSharesAndPeopleAddUp) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    MemoryStore store;
    ASSERT_TRUE(run_world(*small.world, on_threads(2), go_on, store));
    const std::vector<QuarterOutcome>& outcomes = store.outcomes;
    ASSERT_EQ(outcomes.size(), 2u);
    for (const QuarterOutcome& outcome : outcomes) {
        EXPECT_EQ(outcome.cells.size(), 192u * small.study->handsets.size());
        double people = 0.0;
        for (const results::CellQualityRow& row : outcome.cells) {
            if (row.handset_class == 0) people += row.people_outside_coverage;
            EXPECT_TRUE(row.state == "right" || row.state == "no right" || row.state == "not in service");
            if (row.state != "right") {
                EXPECT_FALSE(row.lit_share);
            }
            double above = 1.0;
            for (std::size_t s = kFirstRung; s < row.services.size(); ++s) {  // a higher rung is never held where a lower one is not
                const double share = row.services[s].success_share.value_or(0.0);
                EXPECT_LE(share, above + 1e-12);
                above = share;
                EXPECT_GE(row.services[s].held_area_share, 0.0);
                EXPECT_LE(row.services[s].held_area_share, row.right_area_share + 1e-9);
                EXPECT_LE(row.services[s].held_people_share, row.right_people_share + 1e-9);
            }
        }
        for (const results::GlobalQualityRow& row : outcome.global) EXPECT_NEAR(row.people_outside_coverage / people, 1.0, 1e-9);
    }
    // Phones that are not sold yet have no results.
    for (const results::CellQualityRow& row : outcomes[0].cells) {
        if (row.handset_class > 0) {
            EXPECT_EQ(row.state, "not in service");
        }
    }
}

TEST(Engine, StopsWhenAskedAndKeepsTheWindowsItHad) {
    const SmallWorld small = small_world("video-anywhere.yaml", kTiny);
    ASSERT_TRUE(small.world);
    MemoryStore store;
    const auto end = run_world(
        *small.world, on_threads(2), [&](const ProgressEvent& event) { return event.done < 1.1; }, store);
    ASSERT_TRUE(end);
    EXPECT_TRUE(end->interrupted);
    EXPECT_EQ(store.outcomes.size(), 1u);
    ASSERT_EQ(store.units.size(), 1u);
    EXPECT_EQ(store.units[0].range, (UnitRange{small.study->rollout.last.index, 0, 2}));
}

}  // namespace
}  // namespace d2c
