#include "studies/process/process_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>

#include "studies/process/progress_text.h"

namespace d2c {
namespace {

using End = ChildOutcome::End;
using testing::ElementsAre;
using testing::HasSubstr;

ChildProgram shell(const std::string& script) { return {"child", "/bin/sh", {"-c", script}}; }

/// A folder of its own, gone with the test.
class ProcessPool : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (std::filesystem::temp_directory_path() / "d2c_pool_XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string file(const std::string& name) const { return folder_ + '/' + name; }
    std::string text_of(const std::string& name) const {
        std::ifstream in{file(name)};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    std::string folder_;
};

TEST_F(ProcessPool, EachEndIsToldApart) {
    const auto outcomes =
        run_children({shell("exit 0"), shell("exit 2"), shell("kill -SEGV $$"), {"absent", file("no-such-program"), {}}, shell("exit 0")},
                     {.at_once = 2});
    ASSERT_EQ(outcomes.size(), 5u);
    EXPECT_TRUE(outcomes[0].succeeded());
    EXPECT_EQ(how_it_ended(outcomes[1]), "exit code 2");
    EXPECT_EQ(outcomes[2].end, End::kSignal);
    EXPECT_EQ(outcomes[2].code, SIGSEGV);
    EXPECT_EQ(how_it_ended(outcomes[2]), "ended by signal 11 (Segmentation fault)");
    EXPECT_EQ(outcomes[3].end, End::kNotStarted);
    EXPECT_EQ(outcomes[3].code, ENOENT);
    EXPECT_THAT(how_it_ended(outcomes[3]), HasSubstr("cannot be started: No such file"));
    EXPECT_TRUE(outcomes[4].succeeded());  // after a crash beside it
}

TEST_F(ProcessPool, LinesComeWholeAndThoseNotTakenAreKept) {
    std::vector<std::string> progress;
    PoolSettings settings;
    settings.on_line = [&](std::size_t, const std::string& line) {
        if (line.front() != '{') return false;
        progress.push_back(line);
        return true;
    };
    const auto outcomes = run_children(
        {shell(
            "printf '{\"a\"' >&2; sleep 0.1; printf ': 1}\\nfirst\\n' >&2; echo on stdout; i=0; while [ $i -lt 12 ]; do echo line $i >&2; "
            "i=$((i+1)); done; printf 'no end' >&2; exit 1")},
        settings);
    EXPECT_THAT(progress, ElementsAre("{\"a\": 1}"));
    EXPECT_THAT(outcomes[0].last_lines,
                ElementsAre("line 3", "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 10", "line 11", "no end"));
}

TEST_F(ProcessPool, ALineWithoutEndIsCut) {
    const auto outcomes = run_children({shell("head -c 300000 /dev/zero | tr '\\0' x >&2")}, {});
    ASSERT_EQ(outcomes[0].last_lines.size(), 1u);
    EXPECT_EQ(outcomes[0].last_lines[0], std::string(4096, 'x'));
}

TEST_F(ProcessPool, NoMoreThanSoManyAtOnceAndNoFewer) {
    // Each child notes how many there are while it runs.
    const std::string script = "cd " + folder_ + "; touch up.$$; sleep 0.5; ls up.* | wc -l >> counts; rm up.$$; sleep 0.05";
    run_children(std::vector<ChildProgram>(6, shell(script)), {.at_once = 3});
    std::ifstream counts{file("counts")};
    int count = 0, children = 0, most = 0;
    for (; counts >> count; ++children) most = std::max(most, count);
    EXPECT_EQ(children, 6);
    EXPECT_EQ(most, 3);
}

TEST_F(ProcessPool, AStopEndsThemAndWhatTheyStartedAndStartsNoMore) {
    PoolSettings settings;
    settings.at_once = 2;
    settings.go_on = [&] { return !std::filesystem::exists(file("ready")); };
    std::vector<std::size_t> ended;
    settings.on_end = [&](std::size_t child, const ChildOutcome&) { ended.push_back(child); };
    const auto began = std::chrono::steady_clock::now();
    const auto outcomes = run_children({shell("exit 0"),
                                        // Its own child would write after a second.
                                        shell("(sleep 1; touch " + file("late") + ") & touch " + file("ready") + "; wait"),
                                        shell("trap '' TERM; while :; do sleep 0.1; done"), shell("touch " + file("fourth"))},
                                       settings);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    EXPECT_TRUE(outcomes[0].succeeded());
    EXPECT_EQ(outcomes[1].end, End::kStopped);
    EXPECT_EQ(outcomes[3].end, End::kStopped);
    EXPECT_EQ(ended.size(), 4u);
    EXPECT_FALSE(std::filesystem::exists(file("fourth")));
    EXPECT_LT(seconds, 6.0);
    sleep(2);  // by then it would have been written
    EXPECT_FALSE(std::filesystem::exists(file("late")));
}

TEST_F(ProcessPool, WhoDoesNotListenToSigtermIsKilled) {
    PoolSettings settings;
    settings.go_on = [&] { return !std::filesystem::exists(file("ready")); };
    const auto outcomes = run_children({shell("trap '' TERM; touch " + file("ready") + "; while :; do sleep 0.1; done")}, settings);
    EXPECT_EQ(outcomes[0].end, End::kStopped);
}

TEST_F(ProcessPool, WhatAChildLeavesBehindIsNotWaitedFor) {
    const auto began = std::chrono::steady_clock::now();
    const auto outcomes = run_children({shell("sleep 20 & echo gone >&2")}, {});
    EXPECT_TRUE(outcomes[0].succeeded());
    EXPECT_THAT(outcomes[0].last_lines, ElementsAre("gone"));
    EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds{10});
}

TEST(ProgressText, ReadsWhatTheProgramsWrite) {
    const auto event =
        parse_progress(R"({"event":"progress","unit":"second","label":"run 3","done":12.5,"total":300.0,"elapsed_s":1.2,"eta_s":null})");
    ASSERT_TRUE(event);
    EXPECT_EQ(event->kind, ProgressEvent::Kind::kProgress);
    EXPECT_EQ(event->unit, "second");
    EXPECT_EQ(event->label, "run 3");
    EXPECT_EQ(event->done, 12.5);
    EXPECT_EQ(event->total, 300.0);
    EXPECT_EQ(parse_progress(R"({"event": "warning", "label": "no cell"})")->kind, ProgressEvent::Kind::kWarning);
}
TEST(ProgressText, LeavesOtherLinesAlone) {
    for (const char* line : {"", "Segmentation fault", "{", R"({"event": 3})", R"({"event": "explosion"})", R"([1])",
                             R"({"event": "progress", "done": 1e999})", R"({"errors": []})"})
        EXPECT_FALSE(parse_progress(line)) << line;
}

}  // namespace
}  // namespace d2c
