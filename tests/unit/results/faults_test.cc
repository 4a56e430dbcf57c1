#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <limits>

#include "results/digest.h"
#include "sample.h"

namespace d2c::results {
namespace {

using test::Folder;
using ::testing::HasSubstr;

void execute(const std::string& path, const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path.c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    sqlite3_close(database);
}
std::string refusal(const std::string& path) {
    const Result<ResultReader> reader = ResultReader::open(path);
    EXPECT_FALSE(reader);
    EXPECT_EQ(reader.faults().size(), reader ? 0u : 1u);
    return test::text_of(reader.faults());
}

TEST(ResultReader, RefusesAnotherSchemaVersionByItsNumber) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    ASSERT_FALSE(test::write_sample(path).empty());
    execute(path, "UPDATE run SET schema_version = 7");
    EXPECT_THAT(refusal(path), HasSubstr("made by schema version 7; this program reads 5"));
    EXPECT_FALSE(result_digest(path));
}

TEST(ResultReader, RefusesWhatIsNoResultFile) {
    const Folder folder;
    EXPECT_THAT(refusal(folder.file("none.gpkg")), HasSubstr("existing"));
    std::ofstream{folder.file("text.gpkg")} << std::string(5000, 'x');
    EXPECT_THAT(refusal(folder.file("text.gpkg")), HasSubstr("not an SQLite file"));
    execute(folder.file("other.gpkg"), "CREATE TABLE run (a)");
    EXPECT_THAT(refusal(folder.file("other.gpkg")), HasSubstr("another SQLite file"));
    std::ofstream{folder.file("empty.gpkg")};
    EXPECT_THAT(refusal(folder.file("empty.gpkg")), HasSubstr("another SQLite file"));
}

TEST(ResultReader, ATruncatedFileIsAFaultNotACrash) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    ASSERT_FALSE(test::write_sample(path).empty());
    std::filesystem::resize_file(path, 4096 * 3);
    const Result<ResultReader> reader = ResultReader::open(path);
    EXPECT_TRUE(!reader || !reader->global_quality() || !reader->cell_quality(105, 0));
}

TEST(ResultWriter, RefusesToReplaceAFileUnlessForced) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    ASSERT_FALSE(test::write_sample(path).empty());
    const auto refused = ResultWriter::create(path, false);
    ASSERT_FALSE(refused);
    EXPECT_THAT(test::text_of(refused.faults()), HasSubstr("--force"));
    {
        ResultWriter writer = ResultWriter::create(path, true).value();
        EXPECT_TRUE(test::write_heads(writer).empty());
        EXPECT_EQ(ResultReader::open(path)->quarters()->size(), 2u);  // the old file stays until the new one is whole
    }
    ASSERT_FALSE(ResultWriter::create(folder.file("b.gpkg"), false).faults().size());
    const auto part = ResultWriter::create(folder.file("b.gpkg"), false);  // the part left by the line above
    ASSERT_FALSE(part);
    EXPECT_THAT(test::text_of(part.faults()), HasSubstr("interrupted"));
}

TEST(ResultWriter, RefusesPathsThatCannotBeWritten) {
    const Folder folder;
    EXPECT_FALSE(ResultWriter::create(folder.file("no/such/folder.gpkg"), false));
    EXPECT_FALSE(ResultWriter::create(folder.file(""), false));
    EXPECT_FALSE(ResultWriter::create("", false));
    EXPECT_FALSE(ResultWriter::create("/proc/d2c.gpkg", false));
}

TEST(ResultWriter, ABadRowLeavesWhatWasStoredBefore) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    ResultWriter writer = ResultWriter::create(path, false).value();
    EXPECT_FALSE(writer.finish_quarter(test::quarter_results(105)).empty());  // no services yet
    ASSERT_TRUE(test::write_heads(writer).empty());
    ASSERT_TRUE(writer.finish_quarter(test::quarter_results(105)).empty());

    QuarterResults bad = test::quarter_results(106);
    bad.cells[5].sinr_db = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(test::text_of(writer.finish_quarter(bad)), HasSubstr("cell_quality.sinr_db: nan: a finite number"));
    bad = test::quarter_results(106);
    bad.cells.push_back(bad.cells[0]);
    EXPECT_THAT(test::text_of(writer.finish_quarter(bad)), HasSubstr("each row once"));
    bad = test::quarter_results(106);
    bad.areas[0].area = "Switzerland";
    EXPECT_THAT(test::text_of(writer.finish_quarter(bad)), HasSubstr("area_quality"));
    bad = test::quarter_results(106);
    bad.cells[0].quarter = 104;
    EXPECT_THAT(test::text_of(writer.finish_quarter(bad)), HasSubstr("this quarter only"));
    EXPECT_THAT(test::text_of(writer.finish_quarter(test::quarter_results(106, 3))), HasSubstr("2 services"));
    EXPECT_FALSE(writer.finish_quarter(test::quarter_results(105)).empty());  // there already
    bad = test::quarter_results(106);
    bad.quarter.label = "2026Q2; DROP TABLE run";
    EXPECT_THAT(test::text_of(writer.finish_quarter(bad)), HasSubstr("2026Q3"));
    const std::vector<HandsetClassRow> classes{{9, "bad name", "", "", ""}};
    EXPECT_THAT(test::text_of(writer.write(std::span<const HandsetClassRow>{classes})), HasSubstr("hyphens"));
    std::vector<CellRow> cells(1);
    cells[0].cell = 99;
    EXPECT_THAT(test::text_of(writer.write(std::span<const CellRow>{cells})), HasSubstr("three corners"));

    ASSERT_TRUE(writer.finish(test::run_row()));
    EXPECT_FALSE(writer.finish(test::run_row()));
    EXPECT_FALSE(writer.finish_quarter(test::quarter_results(107)).empty());
    const ResultReader reader = ResultReader::open(path).value();
    EXPECT_EQ(reader.quarters()->size(), 1u);
    EXPECT_EQ(reader.cell_quality(105, 0)->size(), 4u);
    EXPECT_EQ(reader.cell_quality(106, 0)->size(), 0u);
}

TEST(ResultWriter, AnInterruptedRunLeavesOneReadablePart) {
    const Folder folder;
    const std::string path = folder.file("a.gpkg");
    ResultWriter writer = ResultWriter::create(path, false).value();
    ASSERT_TRUE(test::write_heads(writer).empty());
    ASSERT_TRUE(writer.finish_quarter(test::quarter_results(105)).empty());
    ASSERT_TRUE(writer.interrupted(test::run_row()).empty());
    EXPECT_FALSE(std::filesystem::exists(path));
    EXPECT_FALSE(std::filesystem::exists(writer.part_path() + "-wal"));
    const ResultReader reader = ResultReader::open(writer.part_path()).value();
    EXPECT_EQ(reader.run()->state, "interrupted");
    EXPECT_EQ(reader.quarters()->size(), 1u);
}

}  // namespace
}  // namespace d2c::results
