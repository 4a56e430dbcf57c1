// The page in a real browser. Chromium is no requirement of the build: where it is absent these tests are skipped, aloud.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "geography/grid/grid.h"
#include "report/report.h"
#include "tests/unit/report/sample_run.h"

namespace d2c::report {
namespace {

using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string chromium() {
    for (const char* path : {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"})
        if (std::filesystem::exists(path)) return path;
    return "";
}

struct Shown {
    std::string dom, console;
};

class Browser : public testing::Test {
  protected:
    void SetUp() override {
        if (chromium().empty()) GTEST_SKIP() << "skipped: no chromium";
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path{testing::TempDir()} / (std::string{"d2c-browser-"} + test->name());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override {
        if (!folder_.empty()) std::filesystem::remove_all(folder_);
    }

    /// Opens a file of the test's folder and returns the document once its scripts are done.
    Shown open(const std::string& file, const std::string& view = "") const {
        const std::string command =
            chromium() +
            " --headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
            " --disable-component-update --disable-sync --enable-logging=stderr --virtual-time-budget=20000 --user-data-dir=" +
            (folder_ / "profile").string() + " --dump-dom 'file://" + (folder_ / file).string() + view + "' 2>" +
            (folder_ / "log").string();
        Shown shown;
        FILE* pipe = popen(command.c_str(), "r");
        if (pipe == nullptr) return shown;
        std::array<char, 65536> chunk{};
        for (std::size_t n = 0; (n = fread(chunk.data(), 1, chunk.size(), pipe)) > 0;) shown.dom.append(chunk.data(), n);
        pclose(pipe);
        std::istringstream log{text_of(folder_ / "log")};
        for (std::string line; std::getline(log, line);)
            if (line.find("CONSOLE") != std::string::npos) shown.console += line + "\n";
        return shown;
    }

    void write_page(SampleOptions options) const {
        const Faults sample = write_sample((folder_ / "s.gpkg").string(), options);
        ASSERT_TRUE(sample.empty()) << to_string(sample.front());
        const Faults page = write_report((folder_ / "s.gpkg").string(), std::getenv("D2C_DATA_DIR"), (folder_ / "s.html").string());
        ASSERT_TRUE(page.empty()) << to_string(page.front());
    }

    std::filesystem::path folder_;
};

SampleOptions sample() {
    SampleOptions options;
    options.run = sample_run_row();
    return options;
}

TEST_F(Browser, RunsToTheEndWithoutAConsoleMessage) {
    write_page(sample());
    const Shown shown = open("s.html");
    EXPECT_THAT(shown.dom, HasSubstr("data-ready=\"true\""));
    EXPECT_THAT(shown.dom, HasSubstr("id=\"trouble\" role=\"alert\" hidden=\"\""));
    EXPECT_EQ(shown.console, "");
}

TEST_F(Browser, ALinkChoosesQuarterClassAndMeasure) {
    write_page(sample());
    const Shown shown = open("s.html", "#q=2030Q2&class=ntn-2027&measure=video-360p");
    EXPECT_THAT(
        shown.dom,
        HasSubstr("aria-label=\"World map, 2030Q2, First phone with AWS-4, H block and 2 GHz MSS (5G NTN): Area that holds 360p\""));
    const Shown early = open("s.html", "#q=2024Q2&class=ntn-2029&measure=nonsense");
    EXPECT_THAT(early.dom, HasSubstr("aria-label=\"World map, 2024Q2, Its successor, 30 MHz and two layers (5G NTN): Best service held\""));
}

TEST_F(Browser, PlacesSayIntervalsNoRightAndADashWhereThereIsNoFigure) {
    write_page(sample());
    const Shown shown = open("s.html", "#q=2026Q2");
    EXPECT_THAT(shown.dom, ContainsRegex("20[0-9][0-9]Q2\\.\\.20[0-9][0-9]Q2"));
    // North Horr has no right before 2028: its row of 2026Q2.
    const std::size_t at = shown.dom.find("North Horr");
    ASSERT_NE(at, std::string::npos);
    const std::string row = shown.dom.substr(at, shown.dom.find("</tr>", at) - at);
    EXPECT_THAT(row, HasSubstr("no right"));
    EXPECT_THAT(row, HasSubstr("<td class=\"number\">–</td>"));
    EXPECT_THAT(row, Not(HasSubstr("0&nbsp;%</td><td class=\"number\">")));
}

std::string table_of(const Shown& shown, const std::string& id) {
    const std::size_t at = shown.dom.find("<table id=\"" + id + "\">");
    return at == std::string::npos ? "" : shown.dom.substr(at, shown.dom.find("</table>", at) - at);
}

TEST_F(Browser, CountriesWithoutARightComeLastWithTheirPeopleAndTheTotals) {
    write_page(sample());
    const std::string table = table_of(open("s.html", "#q=2026Q2"), "area-table");
    const std::size_t us = table.find("United States"), sea = table.find("High seas"), pole = table.find("Antarctica");
    const std::size_t first_without = std::min(table.find("Kenya"), table.find("Russia"));
    ASSERT_NE(first_without, std::string::npos);
    EXPECT_LT(std::max({us, sea, pole}), first_without);
    const std::string kenya = table.substr(table.find("Kenya"), table.find("</tr>", table.find("Kenya")) - table.find("Kenya"));
    EXPECT_THAT(kenya, HasSubstr("<td class=\"no-right\">no right</td><td class=\"number\">"));
    EXPECT_THAT(kenya, Not(HasSubstr("%"))) << "no share where there is no right";
    const std::string seas = table.substr(sea, table.find("</tr>", sea) - sea);
    EXPECT_THAT(seas, HasSubstr("right</td><td class=\"number\">0</td><td class=\"number\">–</td>")) << "a share of nobody";
    EXPECT_THAT(seas, ContainsRegex("dBm</td>.*dB</td>.*bit/s</td>"));
    EXPECT_THAT(table, HasSubstr("With a right: 3</th>"));
    EXPECT_THAT(table, HasSubstr("Without a right: 2</th>"));
    EXPECT_THAT(table, HasSubstr("All: 5</th>"));
}

TEST_F(Browser, CountriesHaveNoFiguresForAPhoneNotYetSold) {
    write_page(sample());
    const Shown shown = open("s.html", "#q=2024Q2&class=ntn-2029");
    EXPECT_EQ(table_of(shown, "area-table"), "<table id=\"area-table\">");
    const std::size_t at = shown.dom.find("id=\"area-controls\"");
    EXPECT_THAT(shown.dom.substr(at, shown.dom.find("</div>", at) - at), HasSubstr("Not on sale before 2029-01-01."));
}

TEST_F(Browser, ATitleWithAScriptIsInert) {
    SampleOptions options = sample();
    options.run.title = "</title><script>document.documentElement.dataset.pwned = 1</script>";
    options.run.question = "<img src=x onerror=\"document.documentElement.dataset.pwned = 1\">";
    write_page(options);
    const Shown shown = open("s.html");
    EXPECT_THAT(shown.dom, HasSubstr("data-ready=\"true\""));
    EXPECT_THAT(shown.dom, Not(HasSubstr("data-pwned")));
    EXPECT_EQ(shown.console, "");
}

std::string script(const std::string& name) {
    return text_of(std::filesystem::path{std::getenv("D2C_SOURCE_DIR")} / "report/page/js" / name);
}

TEST_F(Browser, CountriesSortBothWaysWithMissingFiguresLastEqualsByNameAndNoMinusZero) {
    std::ofstream{folder_ / "sort.html"} << "<!DOCTYPE html><p id=out></p><script>" << script("format.js")
                                         << "\nconst D = {areas: {codes: ['CL', 'AQ', 'BR', 'XZ', 'ZZZ']}};\n"
                                         << script("areas.js") << R"js(
const rows = [[0, 0, 5], [1, 0, null], [2, 0, 5], [3, 0, 9], [4, 0, 1]];
const levels = [-0.04, 0.04, -9.96, null].map((v) => tenthsText(v, "dB").replace("\u00a0", " "));
const people = { value: (row) => row[2] }, name = { value: (row) => COUNTRIES[row[0]] };
const order = (column, descending) => sortedAreas(rows, column, descending).map((row) => D.areas.codes[row[0]]).join(" ");
document.getElementById("out").textContent = [order(people, true), order(people, false), order(name, false), ...levels].join("; ");
</script>)js";
    EXPECT_THAT(open("sort.html").dom, HasSubstr("XZ BR CL ZZZ AQ; ZZZ BR CL XZ AQ; AQ BR CL XZ ZZZ; 0.0 dB; 0.0 dB; −10.0 dB; –</p>"));
}

TEST_F(Browser, ThePageFindsTheCellsThatTheGridFinds) {  // oracle: the HEALPix C++ library
    std::ostringstream cases;
    cases.precision(17);
    std::mt19937_64 bits{7};
    const auto uniform = [&] { return static_cast<double>(bits() >> 11) * 0x1p-53; };
    for (const int order : {0, 2, 4, 6}) {
        const Grid grid{order};
        for (int i = 0; i < 3000; ++i) {
            const double z = 2.0 * uniform() - 1.0;
            const double longitude = 360.0 * uniform() - 180.0;
            const Geodetic place{Angle::radians(std::asin(z)), Angle::degrees(longitude), Metres{0.0}};
            cases << '[' << order << ',' << std::sin(place.latitude.in_radians()) << ',' << place.longitude.in_radians() << ','
                  << grid.cell_of(place).pixel << "],";
        }
    }
    std::ofstream{folder_ / "grid.html"}
        << "<!DOCTYPE html><p id=out></p><script>" << script("healpix.js") << "\nconst cases = [" << cases.str()
        << "];\nlet wrong = 0;\nfor (const [order, z, longitude, cell] of cases) if (nestedPixel(order, z, longitude) !== cell) ++wrong;\n"
           "document.getElementById('out').textContent = `${wrong} of ${cases.length} wrong`;</script>";
    EXPECT_THAT(open("grid.html").dom, HasSubstr("0 of 12000 wrong"));
}

TEST_F(Browser, TheMapIsEqualAreaAndItsInverseReturns) {  // oracle: the defining property; corners of PROJ 9.1 `+proj=eqearth +R=1`
    std::ofstream{folder_ / "map.html"} << "<!DOCTYPE html><p id=out></p><script>" << script("projection.js") << R"js(
let worst = 0, back = 0;
const d = 1e-4;
for (let i = -84; i <= 84; i += 3) for (let j = -170; j <= 170; j += 17) {
  const lat = i * Math.PI / 180, lon = j * Math.PI / 180;
  const [xe, ye] = project(lat, lon + d), [xw, yw] = project(lat, lon - d), [xn, yn] = project(lat + d, lon), [xs, ys] = project(lat - d, lon);
  const jacobian = ((xe - xw) * (yn - ys) - (xn - xs) * (ye - yw)) / (4 * d * d);
  worst = Math.max(worst, Math.abs(jacobian / Math.cos(lat) - 1));
  const [x, y] = project(lat, lon), row = parallelAt(y);
  back = Math.max(back, Math.abs(row.sine - Math.sin(lat)), Math.abs(x / row.halfWidth * Math.PI - lon));
}
const corner = project(Math.PI / 4, Math.PI);
document.getElementById('out').textContent = `area ${worst < 1e-5}, inverse ${back < 1e-9}, corner ${corner[0].toFixed(4)} ${corner[1].toFixed(4)}, pole ${MAP_HALF_HEIGHT.toFixed(4)}`;
</script>)js";
    EXPECT_THAT(open("map.html").dom, HasSubstr("area true, inverse true, corner 2.3197 0.8602, pole 1.3174"));
}

}  // namespace
}  // namespace d2c::report
