// The page of journeys: what its bands and bins say, what stands in it, and that it is whole in a browser.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "report/journeys/strip.h"
#include "report/report.h"
#include "tests/unit/report/sample_journey.h"

namespace d2c::report {
namespace {

using testing::HasSubstr;
using testing::Not;

results::JourneyStepRow step(double elapsed_s, const std::string& rung, std::optional<double> sinr_db = {}) {
    results::JourneyStepRow s;
    s.elapsed_s = elapsed_s;
    s.rung = rung;
    s.sinr_db = sinr_db;
    return s;
}
const auto rung = [](const results::JourneyStepRow& s) { return s.rung; };

TEST(Strip, ABandHoldsEachValueToTheNextAndTheLastToTheEnd) {
    const std::vector<results::JourneyStepRow> steps{step(0, "text"), step(10, "text"), step(20, ""), step(50, "voice")};
    const auto pieces = band(steps, 100.0, rung);
    ASSERT_EQ(pieces.size(), 3u);
    EXPECT_EQ(pieces[0].end_s, 20.0);
    EXPECT_EQ(pieces[1].value, "");
    EXPECT_EQ(pieces[2].begin_s, 50.0);
    EXPECT_EQ(pieces[2].end_s, 100.0);
}

TEST(Strip, ThinningKeepsTheTimesWholeAndLongPiecesAsTheyAre) {
    std::vector<results::JourneyStepRow> steps;  // a step each second for 40,000 s: flutter of three values, but for a quiet hour
    for (int i = 0; i < 40000; ++i)
        steps.push_back(step(i, i >= 10000 && i < 13600 ? "voice" : i % 5 == 0 ? "text" : i % 5 == 3 ? "" : "video-360p"));
    const auto pieces = thinned_band(band(steps, 40000.0, rung), 40000.0);
    EXPECT_LE(pieces.size(), 2u * kStripBins);
    double at = 0.0;
    bool quiet = false;
    for (const BandPiece& p : pieces) {
        EXPECT_EQ(p.begin_s, at);
        EXPECT_GT(p.end_s, p.begin_s);
        at = p.end_s;
        quiet = quiet || (p.value == "voice" && p.begin_s == 10000.0 && p.end_s == 13600.0);
        if (p.value != "voice") {
            EXPECT_EQ(p.value, "video-360p");
        }  // the longest of every bin: two seconds in five
    }
    EXPECT_EQ(at, 40000.0);
    EXPECT_TRUE(quiet);
}

TEST(Strip, BinsHoldLeastMedianAndMost) {
    std::vector<results::JourneyStepRow> steps;
    for (int i = 0; i < 5; ++i) steps.push_back(step(i, "", 3.0 * i));
    steps.push_back(step(7200.0 * 0.5, "", {}));
    const auto bins = sinr_bins(steps, 7200.0);  // ten seconds each
    ASSERT_TRUE(bins[0]);
    EXPECT_EQ(bins[0]->low, 0.0);
    EXPECT_EQ(bins[0]->middle, 6.0);
    EXPECT_EQ(bins[0]->high, 12.0);
    EXPECT_FALSE(bins[360]);
}

TEST(Strip, QuantilesLieBetweenNeighboursInProportion) {
    const std::vector<double> values{1.0, 2.0, 4.0};
    EXPECT_EQ(quantile(values, 0.0), 1.0);
    EXPECT_EQ(quantile(values, 0.25), 1.5);
    EXPECT_EQ(quantile(values, 1.0), 4.0);
}

class JourneyPage : public testing::Test {
  protected:
    void SetUp() override {
        const char* data = std::getenv("D2C_DATA_DIR");
        data_ = data ? data : "share/d2c";
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path{testing::TempDir()} / (std::string{"d2c-journey-"} + test->name());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        auto borders = Borders::load(data_ + "/geography/countries-50m.json");
        ASSERT_TRUE(borders);
        borders_.emplace(std::move(borders).value());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string page(bool finished = true) {
        const Faults faults = write_journey_sample(path("j.gpkg"), *borders_, finished);
        EXPECT_TRUE(faults.empty()) << to_string(faults.front());
        const auto results = results::ResultReader::open(path(finished ? "j.gpkg" : "j.gpkg.part"));
        EXPECT_TRUE(results);
        return render_report(*results, &*borders_).value();
    }
    std::string data_;
    std::filesystem::path folder_;
    std::optional<Borders> borders_;
};

TEST_F(JourneyPage, HasTheJourneysAndNoneOfTheOtherSections) {
    const std::string html = page(), words = html.substr(0, html.find("id=\"document\">"));
    EXPECT_THAT(html, HasSubstr("Hamburg to Anchorage &lt;over the pole&gt;"));
    EXPECT_THAT(html, HasSubstr("2 departures"));
    for (const char* other : {"id=\"when\"", "id=\"curves\"", "id=\"places\"", "id=\"footprints\"", "{{", "<over the pole>"})
        EXPECT_THAT(words, Not(HasSubstr(other)));
    const std::size_t begin = html.find("id=\"document\">") + 14;
    const auto document = nlohmann::json::parse(html.substr(begin, html.find("</script>", begin) - begin));
    ASSERT_EQ(document["journeys"].size(), 2u);
    const auto& journey = document["journeys"][0];
    EXPECT_EQ(journey["area"].front()[2], "DE+");
    EXPECT_EQ(journey["area"].back()[2], "US+");
    EXPECT_EQ(journey["access"].back()[2], "terrestrial|gci");
    EXPECT_EQ(journey["sinr"].size(), static_cast<std::size_t>(kStripBins));
    EXPECT_GT(journey["track"].size(), 20u);
    int handovers = 0;
    for (const auto& event : journey["events"]) handovers += event[1] == "handover-completed";
    EXPECT_EQ(handovers, journey["handovers"].get<int>());
    const auto& kinds = journey["kinds"];
    EXPECT_EQ(kinds[0]["kind"], "handover-completed");
    EXPECT_EQ(kinds[0]["components"].size(), 4u);
    EXPECT_EQ(kinds[0]["components"][3][1], "feeder link");
}

TEST_F(JourneyPage, SaysWhenTheRunIsNotFinished) { EXPECT_THAT(page(false), HasSubstr("This run is not finished (state: interrupted)")); }

TEST_F(JourneyPage, DrawsItselfInABrowser) {
    std::string chromium;
    for (const char* program : {"/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"})
        if (std::filesystem::exists(program)) chromium = program;
    if (chromium.empty()) GTEST_SKIP() << "skipped: no chromium";
    std::ofstream{path("j.html"), std::ios::binary} << page();
    const std::string command = chromium + " --headless --no-sandbox --disable-gpu --virtual-time-budget=20000 --user-data-dir='" +
                                path("profile") + "' --dump-dom 'file://" + path("j.html") + "#departure=1' 2>/dev/null";
    std::string dom;
    FILE* pipe = popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::array<char, 4096> buffer;
    while (const std::size_t n = fread(buffer.data(), 1, buffer.size(), pipe)) dom.append(buffer.data(), n);
    EXPECT_EQ(pclose(pipe), 0);
    EXPECT_THAT(dom, HasSubstr("data-ready=\"true\""));
    EXPECT_THAT(dom, HasSubstr("id=\"trouble\" role=\"alert\" hidden=\"\">"));  // nothing failed
    EXPECT_THAT(dom, HasSubstr("Svalbard"));                                    // a country's name in the band or the table
    EXPECT_THAT(dom, HasSubstr("terrestrial, gci"));
    EXPECT_THAT(dom, HasSubstr("radio-link-failure"));
    EXPECT_THAT(dom, HasSubstr("2027-11-16 11:00:00"));
}

}  // namespace
}  // namespace d2c::report
