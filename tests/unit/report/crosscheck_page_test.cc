#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "report/crosscheck/scatter.h"
#include "report/report.h"
#include "results/writer.h"

namespace d2c {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string page_of(double packets_over_world) {
    const std::string path = testing::TempDir() + "crosscheck_page.gpkg";
    std::filesystem::remove(path);
    auto writer = results::ResultWriter::create(path, true);
    results::RunRow run;
    run.title = "Two <engines>";
    EXPECT_TRUE(writer->write(run).empty());
    results::CrosscheckResults crosscheck;
    for (int i = 0; i < 12; ++i) {
        results::CrosscheckSampleRow sample;
        sample.sample = i;
        sample.stratum = i % 2 == 0 ? "land, lte, 1 user" : "sea, lte, 4 users";
        sample.users = i % 2 == 0 ? 1 : 4;
        sample.area = "XZ";
        sample.start_utc = "2026-06-01T00:00:00Z";
        sample.world.goodput_bps = 1e6 + 1e5 * i;
        sample.packets.goodput_bps = *sample.world.goodput_bps * packets_over_world + 1e3 * (i % 3);
        crosscheck.samples.push_back(sample);
    }
    results::CrosscheckFigureRow figure;
    figure.figure = "goodput";
    figure.unit = "Mbit/s";
    figure.relative = true;
    figure.pairs = 12;
    figure.world_mean = 1.55;
    figure.packets_mean = 1.55 * packets_over_world;
    figure.error = packets_over_world - 1.0;
    figure.error_low = *figure.error - 0.01;
    figure.error_high = *figure.error + 0.01;
    figure.tolerance = 0.05;
    figure.within = std::abs(*figure.error) <= 0.05;
    crosscheck.figures.push_back(figure);
    EXPECT_TRUE(writer->write(crosscheck).empty());
    EXPECT_TRUE(writer->finish(run));
    const auto reader = results::ResultReader::open(path);
    const auto page = render_report(*reader, nullptr);
    EXPECT_TRUE(page);
    return page ? *page : std::string{};
}

TEST(CrosscheckPage, SaysWhatHoldsAndWhatDoesNot) {
    const std::string good = page_of(0.97);
    EXPECT_THAT(good, HasSubstr("agree within the stated tolerances"));
    EXPECT_THAT(good, HasSubstr("-3.00\u00a0% (-4.00 to -2.00)"));
    EXPECT_THAT(good, HasSubstr("Two &lt;engines&gt;"));
    EXPECT_THAT(good, Not(HasSubstr("<script")));
    const std::string bad = page_of(0.9);
    EXPECT_THAT(bad, HasSubstr("1 of the stated tolerances is not met"));
    EXPECT_THAT(bad, HasSubstr("beyond"));
}

// By hand: the largest value 2.1 Mbit/s gives steps of 0.5 and an axis to 2.5, 250 units long; a point at (1, 2) stands 100 to the right of
// the axis at 50 and 200 above the one at 258.
TEST(Scatter, PutsAPointWhereItsAxesSay) {
    const std::vector<report::ScatterPoint> points{{1.0, 2.0, false, "a"}, {2.1, 0.0, true, "b"}};
    const std::string svg = report::scatter_svg(points, {"x", "y", 0.05});
    EXPECT_THAT(svg, HasSubstr("cx=\"150.0\" cy=\"58.0\""));
    EXPECT_THAT(svg, HasSubstr(">2.5</text>"));
    EXPECT_THAT(svg, HasSubstr("class=\"band\""));
    EXPECT_THAT(report::scatter_svg({}, {"x", "y", {}}), Not(HasSubstr("class=\"band\"")));
}

}  // namespace
}  // namespace d2c
