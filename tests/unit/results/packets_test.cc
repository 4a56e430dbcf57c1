#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "results/digest.h"
#include "sample.h"

namespace d2c::results {
namespace {

using test::Folder;

PacketResults run_of(int run) {
    PacketResults r;
    PacketRunRow head;
    head.run = run;
    head.seed = (std::int64_t{1} << 40) + 7;
    head.slice_sha256 = std::string(64, 'c');
    head.start_utc = "2026-06-01T00:00:00Z";
    head.duration_s = 300.0;
    head.users = 2;
    head.events = 123456789012;
    head.packets = 98765;
    head.beams_used = 4;
    head.satellites_used = 3;
    r.runs.push_back(head);
    PacketUserRow watcher;
    watcher.run = run;
    watcher.handset = "lte-2024";
    watcher.application = "dash";
    watcher.goodput_bps = 1e6 / 3.0 + run;
    watcher.watched_s = 281.5;
    watcher.stall_share = 0.0;
    watcher.switches = 3;
    watcher.handovers = 2;
    watcher.interruption_mean_s = 0.0625;
    r.users.push_back(watcher);
    PacketUserRow talker;
    talker.run = run;
    talker.user = 1;
    talker.application = "voice";
    talker.voice_loss_share = 0.013;
    talker.packets_sent = std::int64_t{1} << 33;
    r.users.push_back(talker);
    for (int step : {0, 1, 5}) {
        PacketSampleRow sample;
        sample.run = run;
        sample.user = 1;
        sample.step = step;
        sample.elapsed_s = step + 0.1;
        sample.state = "connected";
        if (step > 0) sample.satellite = 4'000'000'000;
        if (step == 5) sample.cwnd_bytes = 14'480;
        sample.sinr_db = -1.0 / 3.0;
        r.samples.push_back(sample);
    }
    PacketEventRow event;
    event.run = run;
    event.event = 2;
    event.elapsed_s = 17.25;
    event.kind = "handover";
    event.to_beam = 12;
    event.to_plmn = "310260";
    event.interruption_ms = 61.5;
    event.cause = "elevation";
    r.events.push_back(event);
    r.units.push_back({run, 105, 12.5, 11.25, 96.0});
    return r;
}

/// A file with those runs, written one by one.
std::string written(const std::string& path, const std::vector<PacketResults>& runs) {
    ResultWriter writer = ResultWriter::create(path, true).value();
    EXPECT_TRUE(writer.write(test::run_row()).empty());
    for (const PacketResults& run : runs) {
        const Faults faults = writer.write(run);
        EXPECT_TRUE(faults.empty()) << test::text_of(faults);
    }
    const auto digest = writer.finish(test::run_row());
    EXPECT_TRUE(digest) << test::text_of(digest.faults());
    return digest ? *digest : "";
}

TEST(PacketTables, ComeBackAsTheyWereWrittenBitForBit) {
    const Folder folder;
    written(folder.file("a"), {run_of(9), run_of(2)});
    const auto reader = ResultReader::open(folder.file("a"));
    ASSERT_TRUE(reader);
    const auto back = reader->packets();
    ASSERT_TRUE(back) << test::text_of(back.faults());
    ASSERT_EQ(back->runs.size(), 2u);
    EXPECT_EQ(back->runs[0].run, 2);  // by key, not as written
    EXPECT_EQ(back->runs[1].seed, (std::int64_t{1} << 40) + 7);
    EXPECT_EQ(back->runs[1].events, 123456789012);
    EXPECT_EQ(back->runs[1].slice_sha256, std::string(64, 'c'));
    ASSERT_EQ(back->users.size(), 4u);
    EXPECT_EQ(back->users[2].run, 9);
    EXPECT_EQ(back->users[2].goodput_bps, 1e6 / 3.0 + 9);
    EXPECT_EQ(back->users[2].watched_s, 281.5);
    EXPECT_EQ(back->users[2].stall_share, 0.0);
    EXPECT_EQ(back->users[2].startup_s, std::nullopt);
    EXPECT_EQ(back->users[2].switches, 3);
    EXPECT_EQ(back->users[3].watched_s, std::nullopt);
    EXPECT_EQ(back->users[3].packets_sent, std::int64_t{1} << 33);
    EXPECT_EQ(back->users[3].voice_loss_share, 0.013);
    ASSERT_EQ(back->samples.size(), 6u);
    EXPECT_EQ(back->samples[0].satellite, std::nullopt);
    EXPECT_EQ(back->samples[2].step, 5);
    EXPECT_EQ(back->samples[2].satellite, 4'000'000'000);
    EXPECT_EQ(back->samples[2].cwnd_bytes, 14'480);
    EXPECT_EQ(back->samples[2].sinr_db, -1.0 / 3.0);
    ASSERT_EQ(back->events.size(), 2u);
    EXPECT_EQ(back->events[1].kind, "handover");
    EXPECT_EQ(back->events[1].from_beam, std::nullopt);
    EXPECT_EQ(back->events[1].to_plmn, "310260");
    EXPECT_EQ(back->events[1].interruption_ms, 61.5);
    ASSERT_EQ(back->units.size(), 2u);
    EXPECT_EQ(back->units[1].run, 9);
    EXPECT_EQ(back->units[1].quarter, 105);
    EXPECT_EQ(back->units[1].cpu_s, 11.25);
    EXPECT_EQ(back->units[1].peak_memory_mib, 96.0);
    EXPECT_EQ(reader->packet_runs()->size(), 2u);
}

TEST(PacketTables, TheDigestDoesNotDependOnTheMachineNorOnTheOrderOfRuns) {
    const Folder folder;
    const std::string digest = written(folder.file("a"), {run_of(1), run_of(2)});
    PacketResults slow = run_of(1);
    slow.units[0].wall_s = 999.0;
    slow.units[0].peak_memory_mib = 4096.0;
    EXPECT_EQ(written(folder.file("b"), {run_of(2), slow}), digest);
    EXPECT_EQ(result_digest(folder.file("b")).value(), digest);
    slow.samples[1].sinr_db = std::nextafter(*slow.samples[1].sinr_db, 0.0);
    EXPECT_NE(written(folder.file("c"), {slow, run_of(2)}), digest);
}

TEST(PacketTables, WhatIsWrongIsRefusedAndNothingOfItStored) {
    const Folder folder;
    ResultWriter writer = ResultWriter::create(folder.file("a"), true).value();
    ASSERT_TRUE(writer.write(test::run_row()).empty());
    const auto refused = [&](const PacketResults& results) {
        const Faults faults = writer.write(results);
        return faults.empty() ? std::string{} : to_string(faults.front());
    };
    PacketResults bad = run_of(1);
    bad.users[1].goodput_bps = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(refused(bad), testing::HasSubstr("packet_user.goodput_bps"));
    bad = run_of(1);
    bad.samples[0].run = 3;
    EXPECT_THAT(refused(bad), testing::HasSubstr("rows of the runs that are stored with them"));
    bad = run_of(1);
    bad.events[0].user = 1 << 20;
    EXPECT_THAT(refused(bad), testing::HasSubstr("packet_event: 1, 1048576"));
    EXPECT_THAT(refused(run_of(kMostPacketRuns)), testing::HasSubstr("packet_run.run: 262144: 0 to 262143"));
    EXPECT_EQ(refused(run_of(1)), "");
    EXPECT_THAT(refused(run_of(1)), testing::HasSubstr("each row once"));
    ASSERT_TRUE(writer.finish(test::run_row()));
    const auto back = ResultReader::open(folder.file("a"))->packets();
    ASSERT_TRUE(back);
    EXPECT_EQ(back->users.size(), 2u);
    EXPECT_EQ(back->units.size(), 1u);
}

TEST(PacketTables, AFileWithoutThemHasNone) {
    const Folder folder;
    ASSERT_FALSE(test::write_sample(folder.file("a")).empty());
    const auto packets = ResultReader::open(folder.file("a"))->packets();
    ASSERT_TRUE(packets);
    EXPECT_TRUE(packets->runs.empty());
    EXPECT_TRUE(packets->units.empty());
}

}  // namespace
}  // namespace d2c::results
