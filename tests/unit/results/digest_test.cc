#include "results/digest.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "sample.h"

namespace d2c::results {
namespace {

using test::Folder;

std::string digest_with(const std::string& path, const QuarterResults& first, const QuarterResults& second,
                        const RunRow& run = test::run_row(), bool reverse_heads = false, int units = 1) {
    ResultWriter writer = ResultWriter::create(path, true).value();
    auto parameters = test::parameter_rows();
    auto cells = test::cell_rows();
    auto services = test::service_rows();
    auto classes = test::class_rows();
    if (reverse_heads) {
        std::reverse(parameters.begin(), parameters.end());
        std::reverse(cells.begin(), cells.end());
        std::reverse(services.begin(), services.end());
        std::reverse(classes.begin(), classes.end());
    }
    EXPECT_TRUE(writer.write(std::span<const CellRow>{cells}).empty());
    EXPECT_TRUE(writer.write(std::span<const HandsetClassRow>{classes}).empty());
    EXPECT_TRUE(writer.write(std::span<const ServiceRow>{services}).empty());
    EXPECT_TRUE(writer.write(std::span<const ParameterRow>{parameters}).empty());
    for (int i = 0; i < units; ++i) EXPECT_TRUE(writer.write(test::unit_row(105, 20 / units * i), "sums").empty());
    EXPECT_TRUE(writer.finish_quarter(first).empty());
    EXPECT_TRUE(writer.finish_quarter(second).empty());
    const Result<std::string> digest = writer.finish(run);
    EXPECT_TRUE(digest) << test::text_of(digest.faults());
    return digest ? *digest : "";
}

TEST(Digest, DoesNotDependOnTheOrderOfWriting) {
    const Folder folder;
    QuarterResults a = test::quarter_results(105), b = test::quarter_results(106);
    const std::string digest = digest_with(folder.file("a"), a, b);
    for (QuarterResults* q : {&a, &b}) {
        std::reverse(q->cells.begin(), q->cells.end());
        std::reverse(q->places.begin(), q->places.end());
        std::reverse(q->place_series.begin(), q->place_series.end());
        std::reverse(q->global.begin(), q->global.end());
        std::reverse(q->areas.begin(), q->areas.end());
    }
    EXPECT_EQ(digest_with(folder.file("b"), b, a, test::run_row(), true), digest);
    EXPECT_EQ(result_digest(folder.file("a")).value(), digest);
}

TEST(Digest, DoesNotDependOnMachineOrMoment) {
    const Folder folder;
    QuarterResults a = test::quarter_results(105), b = test::quarter_results(106);
    const std::string digest = digest_with(folder.file("a"), a, b);
    RunRow other = test::run_row();
    other.host = "elsewhere";
    other.threads = 64;
    other.wall_s = 1.0;
    other.finished_utc = "2027-01-01T00:00:00Z";
    EXPECT_EQ(digest_with(folder.file("b"), a, b, other, false, 4), digest);
}

TEST(Digest, ChangesWithTheLastBitOfOneFigure) {
    const Folder folder;
    QuarterResults a = test::quarter_results(105);
    const QuarterResults b = test::quarter_results(106);
    const std::string digest = digest_with(folder.file("a"), a, b);
    a.cells[3].right_area_share = std::nextafter(a.cells[3].right_area_share, 1.0);
    EXPECT_NE(digest_with(folder.file("b"), a, b), digest);
    a = test::quarter_results(105);
    a.cells[0].rsrp_dbm.reset();
    EXPECT_NE(digest_with(folder.file("c"), a, b), digest);
    a = test::quarter_results(105);
    a.place_series[0].satellites_in_view++;
    EXPECT_NE(digest_with(folder.file("d"), a, b), digest);
}

TEST(Digest, TwoStepsOfOneTimeAreBothKept) {
    const Folder folder;
    QuarterResults a = test::quarter_results(105);
    const QuarterResults b = test::quarter_results(106);
    a.place_series.push_back(a.place_series[1]);
    a.place_series.back().satellites_in_view = 9;
    const std::string digest = digest_with(folder.file("a"), a, b);
    EXPECT_EQ(ResultReader::open(folder.file("a")).value().place_series(0, 105, 0)->size(), 4u);
    std::reverse(a.place_series.begin(), a.place_series.end());
    EXPECT_EQ(digest_with(folder.file("b"), a, b), digest);
}

}  // namespace
}  // namespace d2c::results
