// Journeys written and read again, and the lines their ways become.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "journey_sample.h"
#include "results/geometry.h"

namespace d2c::results {
namespace {

using test::Folder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Journeys : public ::testing::Test {
  protected:
    void SetUp() override {
        ASSERT_FALSE(test::write_journeys(path_, 2).empty());
        Result<ResultReader> opened = ResultReader::open(path_);
        ASSERT_TRUE(opened) << test::text_of(opened.faults());
        reader_.emplace(std::move(opened).value());
    }
    Folder folder_;
    std::string path_ = folder_.file("journey.gpkg");
    std::optional<ResultReader> reader_;
};

TEST_F(Journeys, ComeBackBitForBitAndMissingFiguresStayMissing) {
    const auto journeys = reader_->journeys().value();
    ASSERT_EQ(journeys.size(), 2u);
    EXPECT_EQ(journeys[1].departure, 1);
    EXPECT_EQ(journeys[1].operator_id, "one");
    EXPECT_EQ(journeys[1].handovers, 3);
    EXPECT_EQ(journeys[1].ping_pongs, 1);
    EXPECT_EQ(journeys[1].without_service_s, 600.5);
    EXPECT_EQ(journeys[1].interruption_p50_ms, 70.25);
    EXPECT_EQ(journeys[1].interruption_p95_ms, std::nullopt);
    EXPECT_EQ(journeys[1].way.text, 1.0 / 3.0);
    EXPECT_EQ(journeys[1].way.video_360p, std::nullopt);
}

TEST_F(Journeys, RowsOfOneComeWithoutThoseOfTheNext) {
    const auto areas = reader_->journey_areas(1).value();
    ASSERT_EQ(areas.size(), 2u);
    EXPECT_EQ(areas[0].area, "FJ");
    EXPECT_EQ(areas[1].way.voice, 0.25);
    const auto steps = reader_->journey_steps(0).value();
    ASSERT_EQ(steps.size(), 7u);
    EXPECT_EQ(steps[6].step, 60);
    EXPECT_EQ(steps[6].satellite, 606);
    EXPECT_EQ(steps[6].sinr_db, -9.0);
    EXPECT_EQ(steps[3].satellite, std::nullopt);
    EXPECT_EQ(steps[3].state, "no-service");
    const auto events = reader_->journey_events(1).value();
    ASSERT_EQ(events.size(), 2u);
    EXPECT_EQ(events[0].interruption_ms, std::nullopt);
    EXPECT_EQ(events[1].interruption_ms, 70.25);
    EXPECT_EQ(events[1].from_beam, std::nullopt);
    EXPECT_EQ(events[1].to_beam, 7);
    const auto delays = reader_->journey_delays(1).value();
    ASSERT_EQ(delays.size(), 4u);
    EXPECT_EQ(delays[3].name, "response");
    EXPECT_EQ(delays[3].event, 1);
    EXPECT_EQ(delays[3].delay_ms, 3.5);
    EXPECT_THAT(reader_->journey_steps(2).value(), IsEmpty());
}

TEST_F(Journeys, TheTrackIsCutWhereServiceOrCountryChangesAndAt180Degrees) {
    // Steps 0 | 1 2 | 3 | 4 5 6: own sea, high seas, none, high seas; the second crosses from 179.5 to -180, which is the same meridian.
    const auto track = reader_->journey_track().value();
    ASSERT_EQ(track.size(), 8u);
    EXPECT_EQ(track[0].area, "FJ");
    EXPECT_EQ(track[0].lines_lon_lat_deg, (std::vector<Ring>{{{179.0, -17.0}, {179.5, -17.0}}}));
    EXPECT_EQ(track[1].end_s, 18000.0);
    EXPECT_EQ(track[1].lines_lon_lat_deg, (std::vector<Ring>{{{179.5, -17.0}, {180.0, -17.0}}, {{-180.0, -17.0}, {-179.5, -17.0}}}));
    EXPECT_EQ(track[2].access, "none");
    EXPECT_EQ(track[7].lines_lon_lat_deg.at(0).size(), 3u);
    EXPECT_EQ(track[7].piece, 3);
    EXPECT_EQ(track[7].end_s, 36000.0);
}

TEST_F(Journeys, TheSameRowsMakeTheSameDigestAndAnotherFigureAnother) {
    const std::string again = test::write_journeys(folder_.file("again.gpkg"), 2);
    EXPECT_EQ(again, reader_->run()->result_digest);
    EXPECT_NE(again, test::write_journeys(folder_.file("one.gpkg"), 1));
}

TEST(JourneyFaults, AFileWithoutJourneysHasNone) {
    Folder folder;
    ASSERT_FALSE(test::write_sample(folder.file("run.gpkg")).empty());
    const auto reader = ResultReader::open(folder.file("run.gpkg"));
    ASSERT_TRUE(reader);
    EXPECT_THAT(reader->journeys().value(), IsEmpty());
    EXPECT_THAT(reader->journey_track().value(), IsEmpty());
}

TEST(JourneyFaults, BadRowsAreRefusedAndNothingOfTheJourneyIsStored) {
    Folder folder;
    auto writer = ResultWriter::create(folder.file("bad.gpkg"), false);
    ASSERT_TRUE(writer);
    const auto said = [&](auto change) {
        JourneyResults r = test::journey_results();
        change(r);
        return test::text_of(writer->write(r));
    };
    EXPECT_THAT(said([](JourneyResults& r) { r.steps[2].sinr_db = std::nan(""); }),
                HasSubstr("journey_step.sinr_db: nan: a finite number"));
    EXPECT_THAT(said([](JourneyResults& r) { r.steps[2].elapsed_s = 1.0; }), HasSubstr("steps in order of time [s]"));
    EXPECT_THAT(said([](JourneyResults& r) { r.steps[2].longitude_deg = 181.0; }), HasSubstr("a place on Earth"));
    EXPECT_THAT(said([](JourneyResults& r) { r.steps[2].latitude_deg = std::nan(""); }), HasSubstr("a place on Earth"));
    EXPECT_THAT(said([](JourneyResults& r) { r.events[1].journey = 3; }), HasSubstr("rows of this journey only"));
    EXPECT_THAT(said([](JourneyResults& r) { r.areas[0].area = "Fiji"; }), HasSubstr("an area of two letters"));
    EXPECT_THAT(said([](JourneyResults& r) { r.delays[1].component = 4096; }), HasSubstr("a key within its bits"));
    EXPECT_EQ(said([](JourneyResults&) {}), "");  // nothing of the others is in the way
    EXPECT_NE(said([](JourneyResults&) {}), "");  // but a journey is stored once
}

TEST(JourneyLines, StandingAndNonsenseMakeNone) {
    EXPECT_THAT(lines_on_map({}), IsEmpty());
    EXPECT_THAT(lines_on_map({{10.0, 5.0}}), IsEmpty());
    EXPECT_THAT(lines_on_map({{10.0, 5.0}, {10.0, 5.0}}), IsEmpty());
    EXPECT_THAT(lines_on_map({{10.0, 5.0}, {10.0, std::nan("")}}), IsEmpty());
}

TEST(JourneyLines, WestwardsOver180DegreesMeetsTheMeridianWhereTheWayDoes) {
    // From 179 W, 10 N to 178 E, 13 N: a third of three degrees to the meridian, so at 11 N.
    EXPECT_EQ(lines_on_map({{-179.0, 10.0}, {178.0, 13.0}}),
              (std::vector<Ring>{{{-179.0, 10.0}, {-180.0, 11.0}}, {{180.0, 11.0}, {178.0, 13.0}}}));
}

TEST(JourneyLines, BlobsComeBackAndDamagedOnesDoNot) {
    const std::vector<Ring> lines = lines_on_map({{-179.0, 10.0}, {178.0, 13.0}, {177.0, 13.0}});
    const std::string blob = multiline_blob(lines);
    EXPECT_EQ(lines_of_blob(blob.data(), blob.size()), lines);
    for (std::size_t size = 0; size < blob.size(); ++size) EXPECT_THAT(lines_of_blob(blob.data(), size), IsEmpty()) << size;
    EXPECT_THAT(rings_of_blob(blob.data(), blob.size()), IsEmpty());
}

}  // namespace
}  // namespace d2c::results
