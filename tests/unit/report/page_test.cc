// The page as text: what stands in it, what never does, and what becomes of bad input.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "report/headline.h"
#include "report/report.h"
#include "report/text.h"
#include "tests/unit/report/sample_run.h"

namespace d2c::report {
namespace {

using testing::HasSubstr;
using testing::Not;

class Page : public testing::Test {
  protected:
    void SetUp() override {
        const auto* test = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::path{testing::TempDir()} / (std::string{"d2c-page-"} + test->name());
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
        options_.run = sample_run_row();
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string page_of(const SampleOptions& options, const std::string& name = "sample.gpkg") const {
        const Faults faults = write_sample(path(name), options);
        EXPECT_TRUE(faults.empty()) << to_string(faults.front());
        const auto results = results::ResultReader::open(options.finished ? path(name) : path(name) + ".part");
        EXPECT_TRUE(results) << to_string(results.faults().front());
        const Result<std::string> page = render_report(*results, nullptr);
        EXPECT_TRUE(page) << to_string(page.faults().front());
        return *page;
    }

    std::filesystem::path folder_;
    SampleOptions options_;
};

TEST_F(Page, LoadsNothingFromAnywhere) {
    const std::string page = page_of(options_);
    EXPECT_THAT(page, Not(testing::ContainsRegex("<(link|img|iframe|object|embed|base)[ >]")));
    EXPECT_THAT(page, Not(HasSubstr("@import")));
    EXPECT_THAT(page, Not(HasSubstr("url(")));
    EXPECT_THAT(page, HasSubstr("default-src 'none'"));
    static const std::regex attribute{R"re(\s(src|href|srcset|action|poster)\s*=\s*"([^"]*)")re"};
    for (std::sregex_iterator i{page.begin(), page.end(), attribute}, end; i != end; ++i) EXPECT_EQ((*i)[2].str()[0], '#') << i->str();
}

TEST_F(Page, TextFromAScenarioIsNeverMarkup) {
    options_.run.title = "</title><script>window.pwned = 1</script>";
    options_.run.question = "<img src=x onerror=\"window.pwned = 1\">";
    options_.run.scenario_text = "</pre></script><script>window.pwned = 1</script> {{machine}}";
    options_.run.host = "\"><script>window.pwned = 1</script>";
    const std::string page = page_of(options_);
    EXPECT_THAT(page, Not(HasSubstr("<script>window")));
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(page, HasSubstr("&lt;script&gt;window.pwned"));
    EXPECT_THAT(page, HasSubstr("{{machine}}")) << "what is put in is not filled again";
    EXPECT_THAT(page, HasSubstr(R"(3GPP TS 38.133 \u003cb>clause)")) << "nor does a parameter close the data's element";
}

TEST_F(Page, TwoMachinesDifferInOneBlockOnly) {
    SampleOptions other = options_;
    other.run.host = "elsewhere";
    other.run.threads = 64;
    other.run.wall_s = 1.25;
    other.run.peak_memory_mib = 99999.0;
    other.run.started_utc = "2031-01-01T00:00:00Z";
    other.run.finished_utc = "2031-01-01T00:00:02Z";
    other.run.command_line = "d2c run sample.yaml -j 64";
    const std::string one = page_of(options_), two = page_of(other, "other.gpkg");
    EXPECT_NE(one, two);
    static const std::regex block{R"(id="machine-and-moment">[^]*?</dl>)"};
    EXPECT_EQ(std::regex_replace(one, block, ""), std::regex_replace(two, block, ""));
}

TEST_F(Page, AQuickProfileStaysBelow5Megabytes) {
    options_.grid_order = 4;
    EXPECT_LT(page_of(options_).size(), 5'000'000U);
}

TEST_F(Page, AnUnfinishedRunSaysSoAndShowsWhatIsWhole) {
    options_.finished = false;
    options_.quarters = 2;
    const std::string page = page_of(options_);
    EXPECT_THAT(page, HasSubstr("This run is not finished (state: interrupted). The 2 quarters shown are whole"));
    EXPECT_THAT(page, HasSubstr("none, the run is not finished"));
}

TEST_F(Page, TheHeadlineNamesTodayAndTheEndWithTheFiguresOfTheFile) {
    const std::string page = page_of(options_);
    const auto results = results::ResultReader::open(path("sample.gpkg"));
    ASSERT_TRUE(results);
    const auto global = results->global_quality();
    ASSERT_TRUE(global);
    // 2026Q2 is quarter 105 with class 0 alone on sale, 2032Q2 is 129 with class 2 the newest.
    for (const auto& [quarter, phone, label] : {std::tuple{105, 0, "2026Q2"}, {129, 2, "2032Q2"}}) {
        EXPECT_THAT(page, HasSubstr(std::string{"<b>"} + label + "</b>"));
        for (const results::GlobalQualityRow& row : *global) {
            if (row.quarter != quarter || row.handset_class != phone || row.service != 2) continue;
            EXPECT_THAT(page,
                        HasSubstr("<strong>" + share_text(row.held_people_share) + (quarter == 129 ? "</strong> hold 360p" : "</strong>")));
            EXPECT_THAT(page, HasSubstr("<td>" + share_text(row.held_land_share) + "</td>"));
        }
    }
    EXPECT_THAT(page, HasSubstr("<strong>2032Q2</strong>"));
}

TEST_F(Page, TheHeadlineCountsThePeopleOfTheCellsWithoutARight) {  // in the sample a cell has a right whole or not at all
    options_.quarters = 3;
    const std::string page = page_of(options_);
    double people = 0.0, without = 0.0;
    const auto results = results::ResultReader::open(path("sample.gpkg"));
    const auto rows = results->cell_quality(105, 0);
    ASSERT_TRUE(rows);
    for (const results::CellQualityRow& row : *rows) {
        people += row.people_outside_coverage;
        if (row.state == "no right") without += row.people_outside_coverage;
    }
    ASSERT_GT(without, 0.0);
    EXPECT_THAT(page, HasSubstr("Of those people <strong>" + people_text(without) + "</strong> (" + share_text(without / people) +
                                ") live where nobody has a right to serve that phone."));
    options_.quarters = 9;  // from 2028 on there is a right everywhere
    EXPECT_THAT(page_of(options_, "later.gpkg"), HasSubstr("All those people live where somebody has a right to serve that phone."));
}

TEST_F(Page, EveryCountryOfTheFileStandsInTheDataAndWhatDoesNotExistIsNull) {
    const std::string page = page_of(options_);
    static constexpr std::string_view kOpen = "id=\"document\">";
    const std::size_t begin = page.find(kOpen) + kOpen.size();
    const auto areas = nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin)).at("areas");
    const auto results = results::ResultReader::open(path("sample.gpkg"));
    for (const auto& [q, quarter] : {std::pair{2, 105}, {8, 129}}) {
        const auto rows = results->area_quality(quarter, 0);
        ASSERT_TRUE(rows);
        const auto& shown = areas.at("figures").at(q).at(0);
        ASSERT_EQ(shown.size(), rows->size());
        for (std::size_t i = 0; i < rows->size(); ++i) {
            const results::AreaQualityRow& row = rows->at(i);
            SCOPED_TRACE(row.area + " " + std::to_string(quarter));
            EXPECT_EQ(areas.at("codes").at(shown[i][0].get<std::size_t>()), row.area);
            EXPECT_EQ(shown[i][1], row.state == "right" ? 0 : 1);
            EXPECT_NEAR(shown[i][2].get<double>(), row.people_outside_coverage, 0.5);
            if (row.state != "right") {
                EXPECT_EQ(shown[i].size(), 3U) << "no figures without a right";
                continue;
            }
            ASSERT_EQ(shown[i].size(), 10 + 2 * row.services.size());
            EXPECT_NEAR(shown[i][3].get<double>(), *row.lit_share, 5e-5);
            EXPECT_EQ(shown[i][5].is_null(), !row.sinr_db);
            EXPECT_NEAR(shown[i][6].get<double>(), *row.beam_capacity_mbps, 5e-3);
            EXPECT_NEAR(shown[i][7].get<double>(), *row.handovers_per_hour, 5e-3);
            EXPECT_NEAR(shown[i][8].get<double>(), *row.interruption_p50_ms, 5e-2);
            EXPECT_TRUE(shown[i][9].is_null()) << "a figure that does not exist";
            EXPECT_NEAR(shown[i][10].get<double>(), row.services[0].held_land_share, 5e-5);
            if (row.people_outside_coverage > 0.0) {
                EXPECT_NEAR(shown[i][11].get<double>(), row.services[0].held_people_share, 5e-5);
            } else {
                EXPECT_TRUE(shown[i][11].is_null()) << "a share of nobody";
            }
        }
    }
    EXPECT_TRUE(areas.at("figures").at(0).at(2).is_null()) << "not on sale in 2024Q2";
}

TEST_F(Page, PhonesInUseAndLostSatellitesStandInTheData) {
    const std::string page = page_of(options_);
    static constexpr std::string_view kOpen = "id=\"document\">";
    const std::size_t begin = page.find(kOpen) + kOpen.size();
    const auto document = nlohmann::json::parse(page.substr(begin, page.find("</script>", begin) - begin));
    const auto results = results::ResultReader::open(path("sample.gpkg"));
    const auto phones = results->phone_shares().value();
    const auto mix = results->mix_quality().value();
    const auto fleet = results->fleet().value();
    EXPECT_EQ(document.at("phones").at("groups").at(1).at("id"), "rest");
    EXPECT_NEAR(document.at("phones").at("shares").at(8).at(1).at(2).get<double>(), phones.back().share_in_use, 1e-6);
    EXPECT_NEAR(document.at("mix").at(8).at(5).get<double>(), mix.back().held_people_share, 1e-6);
    EXPECT_EQ(document.at("fleet").at("generations").at(1), "starlink-v2");
    EXPECT_EQ(document.at("fleet").at("counts").at(8).at(1), nlohmann::json({fleet.back().launched, fleet.back().in_service, 24, 0}));
    EXPECT_THAT(page, HasSubstr(">phones in use</th>"));
}

TEST_F(Page, BeamsStandOnTheGroundWithTheirSizes) {
    const std::string page = page_of(options_);
    EXPECT_THAT(page, HasSubstr("<b>starlink-v1</b>, under the satellite: 19.8 × 19.8 km at -3 dB (1992.5 MHz, from 360 km)"));
    EXPECT_THAT(page, HasSubstr("at the edge of steering, 62.9° off nadir, 780 km away: 120.0 × 44.0 km at -3 dB"));
    const std::size_t from = page.find("<section id=\"footprints\">"), to = page.find("</section>", from);
    const std::string section = page.substr(from, to - from);
    std::size_t curves = 0;
    for (std::size_t at = section.find("class=\"curve\""); at != std::string::npos; at = section.find("class=\"curve\"", at + 1)) ++curves;
    EXPECT_EQ(curves, 4u);
    EXPECT_THAT(section, Not(HasSubstr("nan")));
}

TEST_F(Page, ARunOfOneQuarterHasNoSecondMoment) {
    options_.quarters = 1;
    const std::string page = page_of(options_);
    EXPECT_THAT(page, HasSubstr("<strong>2024Q2</strong>"));
    EXPECT_THAT(page, Not(HasSubstr("A first quarter is therefore an interval")));
}

TEST_F(Page, AResultWithoutAQuarterIsRefused) {
    options_.quarters = 0;
    ASSERT_TRUE(write_sample(path("sample.gpkg"), options_).empty());
    const auto results = results::ResultReader::open(path("sample.gpkg"));
    const Result<std::string> page = render_report(*results, nullptr);
    ASSERT_FALSE(page);
    EXPECT_EQ(page.faults().front().field, "quarter");
}

const char* data_dir() { return std::getenv("D2C_DATA_DIR"); }

TEST_F(Page, IsWrittenWithBordersInOnePiece) {
    ASSERT_TRUE(write_sample(path("sample.gpkg"), options_).empty());
    const Faults faults = write_report(path("sample.gpkg"), data_dir(), path("out.html"));
    ASSERT_TRUE(faults.empty()) << to_string(faults.front());
    std::ifstream in{path("out.html")};
    std::stringstream text;
    text << in.rdbuf();
    EXPECT_THAT(text.str(), testing::StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(text.str(), testing::EndsWith("</html>\n"));
    EXPECT_THAT(text.str(), Not(HasSubstr("\"outlines\":null")));
    EXPECT_FALSE(std::filesystem::exists(path("out.html.part")));
}

TEST_F(Page, BadInputIsOneClearFaultAndLeavesAnEarlierPageAlone) {
    ASSERT_TRUE(write_sample(path("sample.gpkg"), options_).empty());
    std::ofstream{path("out.html")} << "earlier";
    EXPECT_EQ(write_report(path("missing.gpkg"), data_dir(), path("out.html")).size(), 1U);
    EXPECT_EQ(write_report(path("out.html"), data_dir(), path("out.html")).size(), 1U) << "not a result file";
    EXPECT_EQ(write_report(path("sample.gpkg"), path("no-data"), path("out.html")).size(), 1U);
    const Faults unwritable = write_report(path("sample.gpkg"), data_dir(), path("no-folder/out.html"));
    ASSERT_EQ(unwritable.size(), 1U);
    EXPECT_EQ(unwritable.front().file, path("no-folder/out.html"));
    std::ifstream in{path("out.html")};
    std::string text;
    std::getline(in, text);
    EXPECT_EQ(text, "earlier");
}

TEST(Text, AShareNeverBecomesNothingOrAllByRounding) {
    const auto plain = [](double share) { return std::regex_replace(share_text(share), std::regex{"\u00a0"}, " "); };
    EXPECT_EQ(plain(0.0), "0 %");
    EXPECT_EQ(plain(1e-9), "< 0.01 %");
    EXPECT_EQ(plain(0.0034), "0.34 %");
    EXPECT_EQ(plain(0.034), "3.4 %");
    EXPECT_EQ(plain(0.0996), "10 %");
    EXPECT_EQ(plain(0.336), "34 %");
    EXPECT_EQ(plain(0.9899), "99 %");
    EXPECT_EQ(plain(0.9949), "99.4 %");
    EXPECT_EQ(plain(0.99999), "> 99.9 %");
    EXPECT_EQ(plain(1.0), "100 %");
    EXPECT_EQ(plain(std::numeric_limits<double>::quiet_NaN()), "–");
}
TEST(Text, PeopleHaveThreeDigits) {
    EXPECT_EQ(people_text(0), "0");
    EXPECT_EQ(people_text(999), "999");
    EXPECT_EQ(people_text(5304), "5,300");
    EXPECT_EQ(people_text(999400), "999,400");
    EXPECT_EQ(people_text(999600), "1.00 million");
    EXPECT_EQ(people_text(412.4e6), "412 million");
    EXPECT_EQ(people_text(1.234e9), "1.23 billion");
    EXPECT_EQ(people_text(std::numeric_limits<double>::infinity()), "–");
}
TEST(Text, ANameWithoutAnEntryIsAMistakeOfThePage) {
    EXPECT_EQ(filled("a {{b}} c", {{"b", "{{d}}"}}), "a {{d}} c");
    EXPECT_THROW(filled("{{x}}", {}), std::logic_error);
    EXPECT_THROW(filled("{{open", {}), std::logic_error);
}

TEST(Tables, PeopleWithARightAreEachCellsPeopleByItsShare) {
    std::vector<results::CellQualityRow> rows(3);
    rows[0].people_outside_coverage = 100.0;
    rows[0].right_people_share = 0.25;
    rows[1].people_outside_coverage = 300.0;
    rows[1].right_people_share = 1.0;
    rows[2].right_people_share = 1.0;
    const RightPeople sum = right_people_of(rows);
    EXPECT_EQ(sum.people, 400.0);
    EXPECT_EQ(sum.with_right, 325.0);
}
TEST(Tables, AClassCountsFromTheQuarterInWhichItIsSold) {
    Tables t;
    t.classes = {{0, "old", "", "2019-01-01", ""}, {1, "new", "", "2027-07-01", ""}};
    const auto newest = [&](int quarter) { return newest_on_sale(t, {quarter, "", "", "", 0.0}); };
    EXPECT_EQ(newest(75), std::nullopt);  // 2018Q4
    EXPECT_EQ(newest(76), 0U);            // 2019Q1
    EXPECT_EQ(newest(109), 0U);           // 2027Q2
    EXPECT_EQ(newest(110), 1U);           // 2027Q3
}
TEST(Tables, ASourceThatNamesAnAssumptionFurtherOnIsOneInPart) {
    EXPECT_EQ(basis_of({"", "", "", "assumption: why"}), Basis::kAssumption);
    EXPECT_EQ(basis_of({"", "", "", "TR 38.821; assumption: 0 dB"}), Basis::kPartlyAssumed);
    EXPECT_EQ(basis_of({"", "", "", "TR 38.821, assumptions of table 6"}), Basis::kSource);
}

}  // namespace
}  // namespace d2c::report
