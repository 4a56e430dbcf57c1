// Films over packets against the players of video/, which know no packets.

#include <gtest/gtest.h>
#include <ns3/boolean.h>
#include <ns3/double.h>
#include <ns3/string.h>
#include <ns3/uinteger.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "ns3-modules/d2c-video/test/video-net.h"
#include "video/player/rule_player.h"

namespace ns3 {
namespace {

const d2c::Ladder& FiveRungs() {
    static const d2c::Ladder ladder = LadderOf(std::array{300.0, 700.0, 1200.0, 2500.0, 5000.0}, 4.0);
    return ladder;
}

d2c::VideoService ServiceOf(double sessionSeconds, double startupBufferSeconds, double maximumBufferSeconds) {
    d2c::VideoService service;
    service.session_s = sessionSeconds;
    service.startup_buffer_s = startupBufferSeconds;
    service.maximum_buffer_s = maximumBufferSeconds;
    return service;
}

/// What a client did, by its trace sources.
struct Seen {
    std::vector<D2cDashClient::Fetched> fetched;
    std::vector<d2c::OnlinePlayer::Stall> stalls;
    std::vector<std::uint32_t> rungs;
    std::vector<double> buffers;
    int sessions = 0, givenUp = 0;

    void Watch(Ptr<D2cDashClient> client) {
        client->TraceConnectWithoutContext("SegmentFetched", MakeCallback(&Seen::Fetched, this));
        client->TraceConnectWithoutContext("Stall", MakeCallback(&Seen::Stalled, this));
        client->TraceConnectWithoutContext("Rung", MakeCallback(&Seen::Asked, this));
        client->TraceConnectWithoutContext("Buffer", MakeCallback(&Seen::Buffered, this));
        client->TraceConnectWithoutContext("Session", MakeCallback(&Seen::Ended, this));
        client->TraceConnectWithoutContext("GivenUp", MakeCallback(&Seen::GaveUp, this));
    }
    double MeanFetchSeconds() const {
        double sum = 0.0;
        for (const auto& f : fetched) sum += (f.received - f.asked).GetSeconds();
        return sum / static_cast<double>(fetched.size());
    }

  private:
    void Fetched(const D2cDashClient::Fetched& f) { fetched.push_back(f); }
    void Stalled(const d2c::OnlinePlayer::Stall& s) { stalls.push_back(s); }
    void Asked(std::uint32_t, std::uint32_t rung) { rungs.push_back(rung); }
    void Buffered(double seconds) { buffers.push_back(seconds); }
    void Ended(const d2c::SessionResult&) { ++sessions; }
    void GaveUp(std::uint32_t, std::uint32_t, std::uint32_t) { ++givenUp; }
};

/// The link of the measurement with a browser and dash.js 5.2.1: 3 Mbit/s, 0.45, an outage of 10 s, 1.5; it stalled once for 10.69 s. How
/// long the first two rates lasted was not written down: 10 s and 9 s are an assumption (doc/d2c-video.rst says what others would do).
d2c::RateTrace BrowserScript() {
    return D2cScript(std::array<D2cScriptStep, 4>{{{0.0, 3e6}, {10.0, 0.45e6}, {19.0, 0.0}, {29.0, 1.5e6}}}, 1e4);
}

/// Rule, and whether it may give downloads up.
class BrowserLink : public testing::TestWithParam<std::pair<const char*, bool>> {};

TEST_P(BrowserLink, StallsOnceForEightToTwelveSecondsAndRecovers) {
    VideoNet net(BrowserScript(), BrowserScript(), MilliSeconds(30));
    D2cDashHelper films(net.ServerAddress(), LadderOf(std::array{250.0, 700.0, 1800.0}, 2.0));
    films.SetService(ServiceOf(120.0, 2.0, 18.0));  // dash.js 5: bufferTimeDefault
    films.SetAttribute("Rule", StringValue(GetParam().first));
    films.SetAttribute("GiveUpDownloads", BooleanValue(GetParam().second));
    const auto client = films.Install(net.phone);
    Seen seen;
    seen.Watch(client);
    SimSession::RunUntil(Seconds(300));

    const d2c::SessionResult result = client->GetResult();
    RecordProperty("stall_s", std::to_string(result.stall_s));
    RecordProperty("startup_s", std::to_string(result.startup_s));
    EXPECT_TRUE(result.finished);
    ASSERT_EQ(seen.stalls.size(), 1U);
    EXPECT_EQ(result.stall_events, 1);
    EXPECT_GT(result.stall_s, 8.0);
    EXPECT_LT(result.stall_s, 12.0);
    EXPECT_TRUE(seen.stalls[0].from_s < 29.0 && seen.stalls[0].to_s > 29.0) << "the outage";
    // As the browser: the top while the link carries it, the bottom on the thin link, more when it is over.
    EXPECT_EQ(*std::max_element(seen.rungs.begin(), seen.rungs.begin() + 10), 2U);
    EXPECT_EQ(*std::min_element(seen.rungs.begin() + 10, seen.rungs.end()), 0U);
    EXPECT_GE(seen.rungs.back(), 1U);
}
// bola, dynamic, and throughput with give-ups stall twice on this link: doc/d2c-video.rst.
INSTANTIATE_TEST_SUITE_P(Rules, BrowserLink,
                         testing::Values(std::pair{"world", false}, std::pair{"throughput", false}, std::pair{"bolae", true},
                                         std::pair{"mpc", false}));

/// What the player without packets shows at a constant rate.
d2c::SessionResult Fluid(const std::string& rule, const d2c::SessionPlan& plan, double bitsPerSecond) {
    const d2c::RateTrace link = VideoNet::Constant(bitsPerSecond);
    if (rule == "world") return d2c::play_adaptive(link, plan, {}, 0.0);
    return d2c::play_by_rule(link, plan, *d2c::abr::rule_named(rule), 0.0).value();
}

class FixedRate : public testing::TestWithParam<const char*> {};

TEST_P(FixedRate, AgreesWithThePlayerWithoutPacketsWithinTcpsOverhead) {
    constexpr double kBitsPerSecond = 4.5e6;
    const auto plan = d2c::SessionPlan::create(FiveRungs(), ServiceOf(120.0, 4.0, 30.0)).value();
    // Headers take 2.8 %. Round trips, one a segment and a few while TCP's window grows, take 1 to 5 % of the segments' time. So the
    // session lies among those at 92 to 100 % of the rate; they differ, as a rule may stand on the verge of a rung.
    double leastKbps = 1e9, mostKbps = 0.0, leastStall = 1e9, mostStall = 0.0;
    for (double share = 0.92; share < 1.0001; share += 0.01) {
        const d2c::SessionResult fluid = Fluid(GetParam(), plan, share * kBitsPerSecond);
        leastKbps = std::min(leastKbps, fluid.mean_played_kbps);
        mostKbps = std::max(mostKbps, fluid.mean_played_kbps);
        leastStall = std::min(leastStall, fluid.stall_s);
        mostStall = std::max(mostStall, fluid.stall_s);
    }
    ASSERT_LT(mostKbps / leastKbps, 1.15) << "a band that says something";

    VideoNet net(kBitsPerSecond, MilliSeconds(10));
    net.ServerDevice()->SetAttribute("QueueOctets", UintegerValue(4'000'000));  // no loss: the overhead alone
    D2cDashHelper films(net.ServerAddress(), FiveRungs());
    films.SetService(plan.service());
    films.SetAttribute("Rule", StringValue(GetParam()));
    const auto client = films.Install(net.phone);
    Seen seen;
    seen.Watch(client);
    SimSession::RunUntil(Seconds(300));
    const d2c::SessionResult packets = client->GetResult();

    ASSERT_TRUE(packets.finished);
    EXPECT_EQ(seen.sessions, 1);
    EXPECT_EQ(seen.fetched.size(), 30U);
    // Connection and first request: two round trips of 20 ms; the first segment of 1.2 Mbit in TCP's packets; at most four round trips more
    // until 10 packets a round trip have become those the link brings.
    const double startup = 1.2e6 * (1.0 + kTcpOverhead) / kBitsPerSecond + 0.04;
    EXPECT_GT(packets.startup_s, startup - 1e-3);
    EXPECT_LT(packets.startup_s, startup + 0.08);
    EXPECT_NEAR(packets.played_s, 120.0, 1e-9);
    EXPECT_GT(packets.mean_played_kbps, leastKbps * 0.99);
    EXPECT_LT(packets.mean_played_kbps, mostKbps * 1.01);
    EXPECT_GE(packets.stall_s, leastStall - 0.1);
    EXPECT_LE(packets.stall_s, mostStall + 0.1);
}
INSTANTIATE_TEST_SUITE_P(Rules, FixedRate, testing::Values("world", "throughput", "bola", "bolae", "dynamic", "mpc"));

TEST(DashClient, FetchesASegmentInTheTimeItsOctetsAndHeadersTake) {
    VideoNet net(1e6, MilliSeconds(10));
    net.ServerDevice()->SetAttribute("QueueOctets", UintegerValue(1'000'000));  // a whole segment: no loss
    D2cDashHelper films(net.ServerAddress(), LadderOf(std::array{700.0}, 4.0));
    films.SetService(ServiceOf(60.0, 4.0, 30.0));
    const auto client = films.Install(net.phone);
    Seen seen;
    seen.Watch(client);
    SimSession::RunUntil(Seconds(200));
    ASSERT_EQ(seen.fetched.size(), 15U);
    // By hand: 350,000 octets and 300 of answer header in 251 packets of 40 octets of headers at 1 Mbit/s, a round trip of 20 ms, and
    // the request of 440 octets at 20 Mbit/s. The window never limits after the first segments: 12 ms a packet.
    const double expected = (350'300.0 + 251.0 * 40.0) * 8.0 / 1e6 + 0.020 + 440.0 * 8.0 / 20e6;
    for (std::size_t i = 1; i < seen.fetched.size(); ++i) {
        EXPECT_EQ(seen.fetched[i].octets, 350'000U);
        EXPECT_NEAR((seen.fetched[i].received - seen.fetched[i].asked).GetSeconds(), expected, 0.02) << i;
    }
    // Its player, too, saw what the trace says.
    const d2c::SessionResult result = client->GetResult();
    EXPECT_EQ(result.stall_events, static_cast<int>(seen.stalls.size()));
    EXPECT_NEAR(result.startup_s, seen.fetched[0].received.GetSeconds(), 1e-9);
    EXPECT_GT(*std::max_element(seen.buffers.begin(), seen.buffers.end()), 8.0);
}

/// Mean time of a segment's fetch under one handover per 3.3 s.
Seen UnderHandovers(double gapSeconds) {
    const d2c::RateTrace link = gapSeconds > 0.0 ? D2cScriptWithGaps(2e6, 3.3, gapSeconds, 1e4) : VideoNet::Constant(2e6);
    VideoNet net(link, link, MilliSeconds(20));
    D2cDashHelper films(net.ServerAddress(), LadderOf(std::array{1000.0}, 4.0));
    films.SetService(ServiceOf(300.0, 4.0, 30.0));
    const auto client = films.Install(net.phone);
    Seen seen;
    seen.Watch(client);
    SimSession::RunUntil(Seconds(600));
    EXPECT_TRUE(client->GetResult().finished);
    return seen;
}

TEST(DashClient, FetchesWithinTenPercentUnderHandoversOf50MillisecondsWhosePacketsAreForwarded) {
    const Seen without = UnderHandovers(0.0), with = UnderHandovers(0.05);
    ASSERT_EQ(without.fetched.size(), 75U);
    ASSERT_EQ(with.fetched.size(), 75U);
    RecordProperty("fetch_without_s", std::to_string(without.MeanFetchSeconds()));
    RecordProperty("fetch_with_s", std::to_string(with.MeanFetchSeconds()));
    // 50 ms of 3.3 s are lost: 1.5 % more time at least, if TCP takes no harm.
    EXPECT_GT(with.MeanFetchSeconds() / without.MeanFetchSeconds(), 1.005);
    EXPECT_LT(with.MeanFetchSeconds() / without.MeanFetchSeconds(), 1.10);
}

TEST(DashClient, GivesUpADownloadAndResetsTheConnection) {
    // 8 Mbit/s, and from 10 s on 0.2 Mbit/s: the segment under way is hopeless.
    const d2c::RateTrace link = D2cScript(std::array<D2cScriptStep, 2>{{{0.0, 8e6}, {10.0, 0.2e6}}}, 1e4);
    VideoNet net(link, VideoNet::Constant(20e6), MilliSeconds(20));
    const auto server = net.contentServer;
    D2cDashHelper films(net.ServerAddress(), FiveRungs());
    films.SetService(ServiceOf(120.0, 4.0, 30.0));
    films.SetAttribute("Rule", StringValue("throughput"));
    films.SetAttribute("GiveUpDownloads", BooleanValue(true));
    const auto client = films.Install(net.phone);
    Seen seen;
    seen.Watch(client);
    SimSession::RunUntil(Seconds(100));
    EXPECT_GE(seen.givenUp, 1);
    EXPECT_EQ(client->GetPlayer()->given_up(), seen.givenUp);
    EXPECT_GT(seen.fetched.size(), 3U);
    EXPECT_LE(server->GetConnections(), 1U) << "the server was told";
}

TEST(DashClient, TheViewerLeavesWhenASuccessfulSessionWouldBeOver) {
    VideoNet net(0.2e6);
    D2cDashHelper films(net.ServerAddress(), FiveRungs());
    films.SetService(ServiceOf(60.0, 4.0, 30.0));
    films.SetAttribute("LeaveAtVerdict", BooleanValue(true));
    const auto client = films.Install(net.phone);
    SimSession::RunUntil(Seconds(300));
    const auto plan = d2c::SessionPlan::create(FiveRungs(), ServiceOf(60.0, 4.0, 30.0)).value();
    ASSERT_TRUE(client->HasEnded());
    const d2c::SessionResult result = client->GetResult();
    EXPECT_FALSE(result.finished);
    EXPECT_NEAR(result.startup_s + result.played_s + result.stall_s, plan.verdict_wall_s(), 1e-6);
    EXPECT_FALSE(d2c::session_succeeds(result, plan.service()));
}

TEST(DashClientDeath, NamesEveryFaultOfItsFilmAndRule) {
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    const auto play = [](const char* rule, const d2c::Ladder& ladder) {
        VideoNet net(1e6);
        D2cDashHelper films(net.ServerAddress(), ladder);
        films.SetAttribute("Rule", StringValue(rule));
        films.Install(net.phone);
        SimSession::RunUntil(Seconds(1));
    };
    EXPECT_DEATH(play("world", {}), "ladder.rungs.*at least one rung");
    EXPECT_DEATH(play("magic", FiveRungs()), "Rule: magic: world, throughput");
    EXPECT_DEATH(play("fixed:9", FiveRungs()), "rung: 9: below 5");
}

}  // namespace
}  // namespace ns3
