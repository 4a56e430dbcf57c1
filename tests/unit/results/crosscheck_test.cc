#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "results/crosscheck/rows.h"
#include "results/reader.h"
#include "results/writer.h"

namespace d2c::results {
namespace {

TEST(CrosscheckTables, ComeBackAsTheyWereWritten) {
    const std::string path = testing::TempDir() + "crosscheck.gpkg";
    std::filesystem::remove(path);
    auto writer = ResultWriter::create(path, true);
    ASSERT_TRUE(writer) << to_string(writer.faults().front());
    ASSERT_TRUE(writer->write(RunRow{}).empty());
    CrosscheckResults results;
    CrosscheckSampleRow sample;
    sample.sample = 3;
    sample.stratum = "land, lte-2024, 4 users";
    sample.latitude_deg = -23.25;
    sample.longitude_deg = 133.5;
    sample.area = "AU";
    sample.start_utc = "2026-06-01T00:00:07Z";
    sample.handset = "lte-2024";
    sample.duration_s = 300.0;
    sample.users = 4;
    sample.world.goodput_bps = 1.25e6;
    sample.packets.goodput_bps = 1.1875e6;
    sample.packets.interruption_s = 0.0625;
    results.samples.push_back(sample);
    CrosscheckFigureRow figure;
    figure.row = 0;
    figure.figure = "goodput";
    figure.unit = "Mbit/s";
    figure.relative = true;
    figure.pairs = 1;
    figure.world_mean = 1.25;
    figure.packets_mean = 1.1875;
    figure.error = -0.05;
    figure.tolerance = 0.05;
    results.figures.push_back(figure);
    ASSERT_TRUE(writer->write(results).empty());
    ASSERT_TRUE(writer->finish(RunRow{}));

    const auto reader = ResultReader::open(path);
    ASSERT_TRUE(reader);
    const auto back = reader->crosscheck();
    ASSERT_TRUE(back);
    ASSERT_EQ(back->samples.size(), 1U);
    const CrosscheckSampleRow& s = back->samples.front();
    EXPECT_EQ(s.stratum, sample.stratum);
    EXPECT_EQ(s.users, 4);
    EXPECT_EQ(s.world.goodput_bps, 1.25e6);
    EXPECT_FALSE(s.world.interruption_s);
    EXPECT_EQ(s.packets.interruption_s, 0.0625);
    ASSERT_EQ(back->figures.size(), 1U);
    EXPECT_EQ(back->figures.front().error, -0.05);
    EXPECT_FALSE(back->figures.front().error_low);
    EXPECT_TRUE(back->figures.front().within);
    EXPECT_TRUE(reader->journeys()->empty());
}

}  // namespace
}  // namespace d2c::results
