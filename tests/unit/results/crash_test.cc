// What is left after the process or the disk gives out in the middle of a quarter.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "sample.h"

namespace d2c::results {
namespace {

using test::Folder;

/// A quarter of about 25 MB.
QuarterResults large_quarter(int quarter) {
    QuarterResults q = test::quarter_results(quarter);
    const CellQualityRow row = q.cells[0];
    for (std::int64_t cell = 1000; cell < 201000; ++cell) {
        q.cells.push_back(row);
        q.cells.back().cell = cell;
    }
    return q;
}

void expect_two_whole_quarters(const std::string& part) {
    const Result<ResultReader> reader = ResultReader::open(part);
    ASSERT_TRUE(reader) << test::text_of(reader.faults());
    EXPECT_EQ(reader->run()->state, "running");
    ASSERT_EQ(reader->quarters()->size(), 2u);
    for (const int quarter : {105, 106}) {
        EXPECT_EQ(reader->cell_quality(quarter, 0)->size(), 4u);
        EXPECT_EQ(reader->place_series(1, quarter, 1)->size(), 3u);
    }
    EXPECT_EQ(reader->cell_quality(107, 0)->size(), 0u);
    EXPECT_EQ(reader->global_quality()->size(), 8u);
}

TEST(Crash, AWriterKilledInTheThirdQuarterLeavesTwoWhole) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        auto writer = ResultWriter::create(path, false);
        if (!writer || !test::write_heads(*writer).empty() || !writer->finish_quarter(test::quarter_results(105)).empty() ||
            !writer->finish_quarter(test::quarter_results(106)).empty())
            _exit(1);
        // The third quarter outgrows the page cache, so that its first part goes to the write-ahead log while the rest is still to come.
        // The kernel's signal for a file beyond 4 MB says when that is; SIGKILL follows before anything else can run.
        std::signal(SIGXFSZ, [](int) { kill(getpid(), SIGKILL); });
        const rlimit limit{4u << 20, 4u << 20};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
        (void)writer->finish_quarter(large_quarter(107));
        _exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << WEXITSTATUS(status);
    EXPECT_EQ(WTERMSIG(status), SIGKILL);
    EXPECT_GT(std::filesystem::file_size(path + ".part-wal"), 3000000u);  // it was in the middle of it
    expect_two_whole_quarters(path + ".part");
}

TEST(Crash, AFullDiskIsAFaultAndTheFinishedQuartersStayWhole) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        auto writer = ResultWriter::create(path, false);
        if (!writer || !test::write_heads(*writer).empty() || !writer->finish_quarter(test::quarter_results(105)).empty() ||
            !writer->finish_quarter(test::quarter_results(106)).empty())
            _exit(1);
        // No file may grow beyond 4 MB: the kernel's answer to a write past that stands for a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4u << 20, 4u << 20};
        if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(2);
        const Faults faults = writer->finish_quarter(large_quarter(107));
        if (faults.size() != 1 || faults[0].file != writer->part_path()) _exit(3);
        // The writer goes on: a quarter that fits is stored.
        _exit(writer->finish_quarter(test::quarter_results(108)).empty() ? 0 : 4);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
    const Result<ResultReader> reader = ResultReader::open(path + ".part");
    ASSERT_TRUE(reader) << test::text_of(reader.faults());
    ASSERT_EQ(reader->quarters()->size(), 3u);
    EXPECT_EQ(reader->quarters()->at(2).quarter, 108);
    EXPECT_EQ(reader->cell_quality(106, 1)->size(), 4u);
    EXPECT_EQ(reader->cell_quality(107, 0)->size(), 0u);
}

}  // namespace
}  // namespace d2c::results
