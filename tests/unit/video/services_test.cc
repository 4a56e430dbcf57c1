#include "video/services.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/random.h"
#include "tests/unit/video/films.h"

namespace d2c {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
using test::steps;

double rate_at(const std::vector<RateSegment>& link, double at_s) {
    for (const RateSegment& s : link)
        if (at_s >= s.start_s && at_s < s.end_s)
            return s.start_bps + (s.end_bps - s.start_bps) * (at_s - s.start_s) / (s.end_s - s.start_s);
    return 0.0;
}

/// Oracle: frames one by one, oldest first, by a sender that never begins one that could not be through in time; the link in steps of a
/// fifth of a millisecond.
double share_lost_frame_by_frame(const std::vector<RateSegment>& link, double start_s, double end_s, double stream_bps, double frame_s,
                                 double slack_s) {
    const double step_s = 2e-4;
    const auto count = static_cast<int>(std::lround((end_s - start_s) / frame_s));
    double free_s = start_s;  // the link is taken until then
    int lost = 0;
    for (int i = 0; i < count; ++i) {
        const double due_s = start_s + i * frame_s, deadline_s = due_s + frame_s + slack_s;
        double bits = stream_bps * frame_s, at_s = std::max(free_s, due_s);
        while (bits > 0.0 && at_s < deadline_s) {
            bits -= rate_at(link, at_s) * step_s;
            at_s += step_s;
        }
        if (bits > 0.0)
            ++lost;
        else
            free_s = at_s;
    }
    return static_cast<double>(lost) / count;
}

TEST(LightData, FiftyKilobytesTake4Point2Seconds16At100Kilobit) {  // oracle: 35 packets; (50,000 + 35 * 72) * 8 / 100,000 = 4.2016
    const RateTrace trace = steps({{0, 0.1}}, 100);
    LightDataService service;
    EXPECT_DOUBLE_EQ(transfer_bits(service), 420160.0);
    service.round_trips = 0;
    EXPECT_NEAR(transfer_duration_s(trace, service, 10.0), 4.2016, 1e-4);  // the first bit is waited for before the others: 10 us
    service.round_trips = 5;
    EXPECT_NEAR(transfer_duration_s(trace, service, 10.0), 4.2016 + 5 * 0.15, 1e-4);
}

TEST(LightData, TheRoundTripsBeginWhenTheLinkIsThere) {
    LightDataService service;  // 0.75 s of round trips, then 0.42 s at 1 Mbit/s
    EXPECT_TRUE(transfer_succeeds(steps({{0, 0}, {13.82, 1}}, 100), service, 0.0));
    EXPECT_FALSE(transfer_succeeds(steps({{0, 0}, {13.84, 1}}, 100), service, 0.0));
    EXPECT_FALSE(transfer_succeeds(steps({{0, 0.025}}, 100), service, 0.0));  // 25 kbit/s: 16.8 s
    EXPECT_FALSE(transfer_succeeds(steps({{0, 0}}, 100), service, 0.0));
    EXPECT_FALSE(transfer_succeeds(steps({{0, 1}}, 100), service, kNan));
}

TEST(Voice, NeedsSixteenKilobitOnTheRadioLink) {  // 33 bytes of EVS 13.2 and 7 of headers every 20 ms: 40 bytes, 320 bits
    EXPECT_DOUBLE_EQ(radio_rate(VoiceService{}).value, 16000.0);
}

TEST(Voice, SlackIsWhatTheDelayBudgetLeaves) {  // 400 - 157 - 100 - 20 - 8 - 3 * 2.001 ms at 600 km
    EXPECT_NEAR(slack_s(VoiceService{}, Metres::kilo(600.0)), 0.109, 1e-4);
    EXPECT_LT(slack_s(VoiceService{}, Metres::kilo(35786.0)), 0.0);  // a geostationary satellite is too far for this budget
}

TEST(Voice, AnOutageCostsItsLengthLessTheSlack) {  // 2 s dark in a call of 60 s, then ample rate
    const std::vector<RateSegment> link{{0, 20, 1e5, 1e5}, {20, 22, 0, 0}, {22, 100, 1e9, 1e9}};
    EXPECT_NEAR(late_share(link, 0.0, 60.0, {16e3}, 0.1), 1.9 / 60.0, 1e-9);
    EXPECT_NEAR(late_share(link, 0.0, 60.0, {16e3}, 2.0), 0.0, 1e-12);
    EXPECT_NEAR(late_share(link, 21.0, 61.0, {16e3}, 0.25), 0.75 / 40.0, 1e-9);
}

TEST(Voice, ARateBelowTheStreamLosesWhatIsMissing) {  // 12 of 16 kbit/s: a quarter, but for the slack that fills once
    const std::vector<RateSegment> link{{0, 200, 12e3, 12e3}};
    EXPECT_NEAR(late_share(link, 10.0, 110.0, {16e3}, 0.1), (0.25 * 100.1 - 0.1) / 100.0, 1e-9);
}

TEST(Voice, FramesOfTheLastMomentsMayStillBeLostAfterTheCall) {
    const std::vector<RateSegment> link{{0, 59.95, 1e6, 1e6}, {59.95, 70, 0, 0}};
    EXPECT_NEAR(late_share(link, 0.0, 60.0, {16e3}, 0.1), 0.05 / 60.0, 1e-9);
}

TEST(Voice, AgreesWithFramesOneByOneOnRandomLinks) {  // oracle: frame by frame; at each change of the link one may fall either way
    for (std::uint32_t trial = 0; trial < 40; ++trial) {
        std::vector<RateSegment> link;
        double at_s = 0.0;
        for (std::uint32_t i = 0; at_s < 30.0; ++i) {
            const auto draw = [&](std::uint32_t what) { return uniform01({11, Purpose::kTest, trial, i, what}); };
            const double end_s = at_s + 0.05 + 4.0 * draw(0);
            const bool dark = draw(1) < 0.3;
            link.push_back({at_s, end_s, dark ? 0.0 : 40e3 * draw(2), dark ? 0.0 : 40e3 * draw(3)});
            at_s = end_s;
        }
        const double slack_s = 0.05 + 0.3 * uniform01({12, Purpose::kTest, trial});
        const double frames = 20.0 / 0.02;
        const double gaps = static_cast<double>(link.size());
        EXPECT_NEAR(late_share(link, 2.0, 22.0, {16e3}, slack_s), share_lost_frame_by_frame(link, 2.0, 22.0, 16e3, 0.02, slack_s),
                    (1.0 + gaps) / frames)
            << trial;
    }
}

TEST(Voice, ACallNeedsBothDirections) {
    const std::vector<RateSegment> good{{0, 100, 1e5, 1e5}}, bad{{0, 30, 1e5, 1e5}, {30, 32, 0, 0}, {32, 100, 1e5, 1e5}};
    const VoiceService voice;
    EXPECT_TRUE(call_succeeds(good, good, voice, 10.0, 0.1));
    EXPECT_FALSE(call_succeeds(good, bad, voice, 10.0, 0.1));
    EXPECT_FALSE(call_succeeds(bad, good, voice, 10.0, 0.1));
    EXPECT_TRUE(call_succeeds(good, bad, voice, 35.0, 0.1));  // after the gap
    EXPECT_FALSE(call_succeeds(good, good, voice, 10.0, -0.001));
    EXPECT_FALSE(call_succeeds({}, {}, voice, 10.0, 0.1));
}

TEST(Voice, AHandoverOfATenthOfASecondIsNotHeard) {
    const std::vector<RateSegment> link{{0, 30, 1e5, 1e5}, {30, 30.1, 0, 0}, {30.1, 100, 1e5, 1e5}};
    EXPECT_NEAR(late_share(link, 0.0, 60.0, {16e3}, slack_s(VoiceService{}, Metres::kilo(600.0))), 0.0, 1e-12);
}

TEST(Voice, NanIsNoCall) {
    const std::vector<RateSegment> good{{0, 100, 1e5, 1e5}};
    EXPECT_TRUE(std::isnan(late_share(good, kNan, 60.0, {16e3}, 0.1)));
    EXPECT_TRUE(std::isnan(late_share(good, 0.0, 60.0, {16e3}, kNan)));
    EXPECT_TRUE(std::isnan(late_share(good, 5.0, 5.0, {16e3}, 0.1)));
    EXPECT_FALSE(call_succeeds(good, good, VoiceService{}, kNan, 0.1));
    EXPECT_FALSE(call_succeeds(good, good, VoiceService{}, 0.0, kNan));
}

TEST(Services, AllFaultsAreNamedAtOnce) {
    LightDataService data;
    data.content_bytes = kNan;
    data.round_trips = -1;
    const Faults found = validate(data, "light");
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].field, "light.content_bytes");
    EXPECT_EQ(found[1].field, "light.round_trips");
    VoiceService voice;
    voice.max_loss_share = 2.0;
    voice.codec_rate = {kNan};
    EXPECT_EQ(validate(voice, "voice").size(), 2u);
    EXPECT_TRUE(validate(VoiceService{}, "voice").empty());
    EXPECT_TRUE(validate(LightDataService{}, "light").empty());
}

TEST(Voice, AFrameOf33OctetsHas143MillisecondsForThePacketNetwork) {  // by hand: 400 - 157 - 100; 13.2 kbit/s x 20 ms / 8
    EXPECT_NEAR(network_budget_s(VoiceService{}), 0.143, 1e-12);
    EXPECT_NEAR(network_budget_s(VoiceService{}, false), 0.243, 1e-12);
    EXPECT_NEAR(frame_octets(VoiceService{}), 33.0, 1e-9);
}

}  // namespace
}  // namespace d2c
