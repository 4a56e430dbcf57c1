// Going on with a `.part`: what is kept, what is refused, and that nobody else writes it meanwhile.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "sample.h"

namespace d2c::results {
namespace {

using test::Folder;
using ::testing::HasSubstr;

RunIdentity identity() { return {test::run_row(), test::parameter_rows(), test::input_rows()}; }

/// A `.part` with the quarter 105 whole and one unit of 106.
void leave_part(const std::string& path) {
    ResultWriter writer = ResultWriter::create(path, false).value();
    ASSERT_TRUE(test::write_heads(writer).empty());
    ASSERT_TRUE(writer.write(test::unit_row(105), "first").empty());
    ASSERT_TRUE(writer.finish_quarter(test::quarter_results(105)).empty());
    ASSERT_TRUE(writer.write(test::unit_row(106), std::string{"second\0half", 11}).empty());
    UnitRow failed = test::unit_row(106, 10);
    failed.state = "failed";
    failed.message = "out of luck";
    ASSERT_TRUE(writer.write(failed, "").empty());
    ASSERT_TRUE(writer.incomplete(test::run_row()).empty());
}
std::string refusal(const std::string& path, const RunIdentity& asked) {
    const auto writer = ResultWriter::resume(path, asked);
    EXPECT_EQ(writer.faults().size(), 1u);
    return test::text_of(writer.faults());
}

TEST(Resume, FindsFinishedQuartersAndUnitsAndForgetsThoseThatFailed) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    leave_part(path);
    EXPECT_EQ(ResultReader::open(path + ".part")->run()->state, "incomplete");
    EXPECT_EQ(ResultReader::open(path + ".part")->units()->at(2).message, "out of luck");
    ResultWriter writer = ResultWriter::resume(path, identity()).value();
    EXPECT_TRUE(writer.has_heads());
    EXPECT_EQ(writer.finished_quarters().value(), std::vector<int>{105});
    ASSERT_EQ(writer.units()->size(), 2u);
    EXPECT_EQ(writer.sums(106, 0).value(), (std::string{"second\0half", 11}));
    EXPECT_FALSE(writer.sums(105, 0));  // dropped with its quarter
    EXPECT_FALSE(writer.sums(106, 10));
    EXPECT_TRUE(writer.write(test::unit_row(106, 10), "third").empty());
    EXPECT_TRUE(writer.finish_quarter(test::quarter_results(106)).empty());
    const auto digest = writer.finish(test::run_row());
    ASSERT_TRUE(digest);
    EXPECT_EQ(*digest, test::write_sample(folder.file("undisturbed.gpkg")));
}

TEST(Resume, RefusesAnotherQuestionProgramOrDataWithTheFirstDifference) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    leave_part(path);
    RunIdentity asked = identity();
    asked.run.program_version = "9.9";
    EXPECT_THAT(refusal(path, asked), HasSubstr("run.program_version: "));
    asked = identity();
    asked.run.profile = "full";
    EXPECT_THAT(refusal(path, asked), HasSubstr("run.profile: quick: full"));
    asked = identity();
    asked.run.seed = 2;
    EXPECT_THAT(refusal(path, asked), HasSubstr("run.seed: 1: 2"));
    asked = identity();
    asked.parameters[0].value = "30";
    EXPECT_THAT(refusal(path, asked), HasSubstr("parameter world.step_s: 15: 30"));
    asked = identity();
    asked.parameters.pop_back();
    EXPECT_THAT(refusal(path, asked), HasSubstr("parameter constellation.eirp: 33: absent"));
    asked = identity();
    asked.input_files[0].sha256 = std::string(64, 'b');
    EXPECT_THAT(refusal(path, asked), HasSubstr("input_file cities.csv"));
    asked = identity();
    asked.run.scenario_sha256 = std::string(64, 'c');
    EXPECT_THAT(refusal(path, asked), HasSubstr("run.scenario_sha256"));
    EXPECT_TRUE(ResultWriter::resume(path, identity()));  // nothing was harmed
}

TEST(Resume, BeginsAnewWhereNothingWasStoredAndRefusesAWholeFile) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    EXPECT_FALSE(ResultWriter::resume(path, identity())->has_heads());  // no file
    EXPECT_FALSE(ResultWriter::resume(path, identity())->has_heads());  // a file still in preparation
    std::ofstream{path + ".part", std::ios::trunc};
    std::filesystem::remove(path + ".part-wal");
    ResultWriter writer = ResultWriter::resume(path, identity()).value();  // an empty one
    EXPECT_FALSE(writer.has_heads());
    ASSERT_TRUE(test::write_heads(writer).empty());
    EXPECT_TRUE(writer.has_heads());
    ASSERT_TRUE(writer.finish(test::run_row()));
    EXPECT_THAT(refusal(path, identity()), HasSubstr("whole"));
    std::ofstream{folder.file("b.gpkg.part")} << std::string(5000, 'x');
    EXPECT_FALSE(ResultWriter::resume(folder.file("b.gpkg"), identity()));
}

TEST(Resume, AFileThatAnotherProcessWritesIsRefusedAndUntouched) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    leave_part(path);
    int ready[2], go[2];
    ASSERT_EQ(pipe(ready), 0);
    ASSERT_EQ(pipe(go), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const auto writer = ResultWriter::resume(path, identity());
        char byte = writer ? 'y' : 'n';
        if (write(ready[1], &byte, 1) != 1 || read(go[0], &byte, 1) != 1) _exit(1);
        _exit(0);
    }
    char byte = 0;
    ASSERT_EQ(read(ready[0], &byte, 1), 1);
    ASSERT_EQ(byte, 'y');
    EXPECT_THAT(refusal(path, identity()), HasSubstr("another run"));
    EXPECT_THAT(test::text_of(ResultWriter::create(path, false).faults()), HasSubstr("another run"));
    EXPECT_THAT(test::text_of(ResultWriter::create(path, true).faults()), HasSubstr("another run"));
    ASSERT_EQ(write(go[1], &byte, 1), 1);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(ResultWriter::resume(path, identity())->units()->size(), 2u);  // the lock went with its process
    for (const int end : {ready[0], ready[1], go[0], go[1]}) close(end);
}

}  // namespace
}  // namespace d2c::results
