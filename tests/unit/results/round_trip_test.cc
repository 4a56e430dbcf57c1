#include <gtest/gtest.h>

#include "sample.h"

namespace d2c::results {
namespace {

using test::Folder;

class RoundTrip : public ::testing::Test {
  protected:
    void SetUp() override {
        ASSERT_FALSE(test::write_sample(path_).empty());
        Result<ResultReader> opened = ResultReader::open(path_);
        ASSERT_TRUE(opened) << test::text_of(opened.faults());
        reader_.emplace(std::move(opened).value());
    }
    Folder folder_;
    std::string path_ = folder_.file("sample.gpkg");
    std::optional<ResultReader> reader_;
};

TEST_F(RoundTrip, TheRunComesBackDoneWithItsDigest) {
    const RunRow run = reader_->run().value();
    EXPECT_EQ(run.title, test::run_row().title);
    EXPECT_EQ(run.scenario_text, test::run_row().scenario_text);
    EXPECT_EQ(run.state, "done");
    EXPECT_EQ(run.schema_version, 5);
    EXPECT_EQ(run.wall_s, 90.5);
    EXPECT_EQ(run.result_digest.size(), 64u);
    EXPECT_FALSE(std::filesystem::exists(path_ + ".part"));
    EXPECT_FALSE(std::filesystem::exists(path_ + "-wal"));
}

TEST_F(RoundTrip, HeadsComeBackInKeyOrder) {
    EXPECT_EQ(reader_->parameters()->at(0).name, "constellation.eirp");
    EXPECT_EQ(reader_->parameters()->at(1).unit, "s");
    EXPECT_EQ(reader_->input_files()->at(0).licence, "CC-BY-4.0");
    EXPECT_EQ(reader_->handset_classes()->at(1).id, "ntn-2027");
    EXPECT_EQ(reader_->services()->at(1).bitrate_kbps, 700.0);
    EXPECT_EQ(reader_->quarters()->at(0).label, "2026Q2");
    EXPECT_EQ(reader_->quarters()->at(1).satellites_in_service, 640.5);
    EXPECT_EQ(reader_->quarters()->at(1).windows, 20);
    EXPECT_EQ(reader_->units()->at(1).wall_s, 12.25);
    EXPECT_EQ(reader_->units()->at(1).windows, 10);
    EXPECT_EQ(reader_->places()->at(0).longitude_deg, 166.67);
}

TEST_F(RoundTrip, CellsComeBackWithTheirRings) {
    const auto cells = reader_->cells().value();
    ASSERT_EQ(cells.size(), 4u);
    EXPECT_EQ(cells[1].cell, 107);
    EXPECT_EQ(cells[1].rings_lon_lat_deg.size(), 2u);
    EXPECT_EQ(cells[0].rings_lon_lat_deg.at(0).size(), 5u);
    EXPECT_EQ(cells[3].main_area, "AQ");
    EXPECT_EQ(cells[0].area_km2, 166000.25);
}

TEST_F(RoundTrip, QualityComesBackBitForBitAndMissingFiguresStayMissing) {
    const auto rows = reader_->cell_quality(106, 1).value();
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows[0].cell, 7);
    EXPECT_EQ(rows[0].quarter, 106);
    EXPECT_EQ(rows[0].handset_class, 1);
    EXPECT_EQ(rows[0].rsrp_dbm, -121.0 - 1 - 1e-13);
    EXPECT_EQ(rows[0].right_area_share, 1.0 / 3.0);
    EXPECT_EQ(rows[0].interruption_p95_ms, 71.5);
    EXPECT_EQ(rows[0].serving_operator, "t-mobile-us");
    EXPECT_EQ(rows[3].serving_operator, "");
    EXPECT_EQ(rows[3].state, "no right");
    EXPECT_EQ(rows[3].rsrp_dbm, std::nullopt);
    EXPECT_EQ(rows[0].services.at(0).success_low, 0.8783);
    EXPECT_EQ(rows[0].services.at(0).held_people_share, 0.125);
    EXPECT_EQ(rows[0].services.at(1).success_share, std::nullopt);
    EXPECT_EQ(reader_->cell_quality(107, 0)->size(), 0u);
}

TEST_F(RoundTrip, OneCellAndOnePlaceComeWithAllQuartersAndClasses) {
    const auto cell = reader_->cell_quality_of(107).value();
    ASSERT_EQ(cell.size(), 4u);
    EXPECT_EQ(cell[2].quarter, 106);
    EXPECT_EQ(cell[3].handset_class, 1);
    const auto place = reader_->place_quality_of(1).value();
    ASSERT_EQ(place.size(), 4u);
    EXPECT_TRUE(place[0].services.at(1).held);
    EXPECT_EQ(place[0].rate_kbps, 812.75);
    EXPECT_EQ(place[0].longest_gap_s, 310.5);
    EXPECT_EQ(place[0].gap_p95_s, 301.25);
    EXPECT_EQ(place[0].mean_wait_s, std::nullopt);
    EXPECT_EQ(reader_->place_quality(105, 0)->size(), 2u);
}

TEST_F(RoundTrip, AreasComeBackInAlphabeticalOrder) {
    const auto areas = reader_->area_quality(106, 1).value();
    ASSERT_EQ(areas.size(), 2u);
    EXPECT_EQ(areas[0].area, "AQ");
    EXPECT_EQ(areas[1].area_km2, 41285.5);
    EXPECT_EQ(areas[1].sinr_db, -1.5);
    EXPECT_EQ(areas[1].rsrp_dbm, std::nullopt);
    EXPECT_EQ(areas[1].services.at(1).held_people_share, 0.75);
}

TEST_F(RoundTrip, SeriesAndTheWholeEarthComeBack) {
    const auto series = reader_->place_series(1, 105, 1).value();
    ASSERT_EQ(series.size(), 3u);
    EXPECT_EQ(series[0].satellite, std::nullopt);
    EXPECT_EQ(series[2].satellite, 102);
    EXPECT_EQ(series[2].utc_s, 800000030);
    const auto global = reader_->global_quality().value();
    ASSERT_EQ(global.size(), 8u);
    EXPECT_EQ(global[7].quarter, 106);
    EXPECT_EQ(global[7].held_people, 3e8);
}

TEST_F(RoundTrip, FootprintsComeBackByContour) {
    const auto rows = reader_->footprints().value();
    ASSERT_EQ(rows.size(), 5u);
    EXPECT_EQ(rows[2].point, 2);
    EXPECT_EQ(rows[2].along_km, 21.0);
    EXPECT_EQ(rows[3].contour, 1);
    EXPECT_EQ(rows[3].centre_km, 800.25);
    EXPECT_EQ(rows[4].generation_id, "starlink-v1");
    EXPECT_EQ(rows[4].across_km, -2.5);
}

TEST_F(RoundTrip, FleetsPhonesAndWhoCanWatchComeBack) {
    const auto fleet = reader_->fleet().value();
    ASSERT_EQ(fleet.size(), 4u);
    EXPECT_EQ(fleet[3].id, "starlink-v2");
    EXPECT_EQ(fleet[3].quarter, 106);
    EXPECT_EQ(fleet[3].on_the_way, 50);
    EXPECT_EQ(fleet[3].lost_early, 3);
    EXPECT_EQ(fleet[2].decayed, 1);
    const auto phones = reader_->phone_shares().value();
    ASSERT_EQ(phones.size(), 8u);
    EXPECT_EQ(phones[3].id, "rest");
    EXPECT_EQ(phones[3].handset_class, 1);
    EXPECT_EQ(phones[3].share_in_use, 0.25);
    EXPECT_EQ(phones[3].people_outside_coverage, 1e8 + 1);
    const auto mix = reader_->mix_quality().value();
    ASSERT_EQ(mix.size(), 4u);
    EXPECT_EQ(mix[1].service, 1);
    EXPECT_EQ(mix[1].held_people, 2e8);
}

TEST_F(RoundTrip, TriesByEnvironmentAndPeopleOnShipsComeBack) {
    const auto environments = reader_->environment_quality().value();
    ASSERT_EQ(environments.size(), 4u);
    EXPECT_EQ(environments[1].id, "vehicle");
    EXPECT_EQ(environments[1].environment, 1);
    EXPECT_EQ(environments[1].tries, 1200);
    EXPECT_EQ(environments[1].share_of_tries, 0.5);
    EXPECT_EQ(environments[1].area_success_share, 0.75);
    EXPECT_EQ(environments[1].land_success_share, std::nullopt);
    EXPECT_EQ(environments[3].quarter, 106);
    EXPECT_EQ(environments[3].people_success_share, 0.875);
    EXPECT_EQ(environments[3].success.area_low, 0.625);
    EXPECT_EQ(environments[3].success.area_high, 0.8125);
    EXPECT_EQ(environments[3].success.people_low, std::nullopt);
    EXPECT_EQ(environments[3].success.people_high, 0.9375);
    const auto ships = reader_->ship_quality().value();
    ASSERT_EQ(ships.size(), 2u);
    EXPECT_EQ(ships[1].held_people_share, 0.25);
    EXPECT_EQ(ships[1].held_people, 3e5);
    EXPECT_EQ(ships[1].people_on_ships, 1.2e6);
    EXPECT_EQ(ships[1].held.people_low, 0.125);
    EXPECT_EQ(ships[1].held.people_high, 0.5);
}

}  // namespace
}  // namespace d2c::results
