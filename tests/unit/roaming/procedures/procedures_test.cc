// Oracles: hand calculation with the distances and times named in each test.

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "base/constants.h"
#include "constellation/look.h"
#include "roaming/procedures/sequence.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;
using Seconds = std::chrono::duration<double>;

const DrawKey kKey{1, Purpose::kTest, 1};

double speed_m_per_s(Metres altitude) { return std::sqrt(kEarthGmM3PerS2 / (kMeanEarthRadius + altitude).value); }
/// Over a sphere, in the plane of the orbit and without the Earth's turning: v R cos(elevation) / (R + h).
double range_rate(Metres altitude, Angle elevation) {
    return speed_m_per_s(altitude) * (kMeanEarthRadius / (kMeanEarthRadius + altitude)) * cos(elevation);
}

RadioSide satellite(std::uint32_t number) {
    // 330 km at 30 degrees 2.06 ms; feeder 4 ms, gateway to core 5 ms, core to home 40 ms.
    return {RadioCellId::of_beam({number}, {1}), *Plmn::parse("310260"), {2060us, 4ms, 5ms, 40ms, 0ms}, {}, 0.0};
}

TEST(Delays, OneWayOver330KmAt30DegreesIs2Point06Ms) {  // 617.6 km over 299,792 km/s
    const Metres range = slant_range(Metres::kilo(330.0), Angle::degrees(30.0));
    EXPECT_NEAR(range.value / kSpeedOfLightMPerS * 1e3, 2.06, 0.005);
}

TEST(Delays, Leo600At2GHzHas39Point9KHzOfDopplerAt30DegreesAndTwiceItsRatioOfTimingDrift) {
    const double rate = range_rate(Metres::kilo(600.0), Angle::degrees(30.0));
    const double shift = doppler_shift(Hertz::mega(2000.0), -rate).value;
    EXPECT_NEAR(shift, 39.9e3, 50.0);
    EXPECT_NEAR(timing_advance_drift(rate), 2.0 * shift / 2e9, 1e-12);
    EXPECT_NEAR(timing_advance_drift(rate) * 1e6, 39.9, 0.05);
    // Never above 2 v/c, which no elevation reaches.
    const double bound = 2.0 * speed_m_per_s(Metres::kilo(600.0)) / kSpeedOfLightMPerS;
    EXPECT_NEAR(bound * 1e6, 50.4, 0.05);
    for (int degrees = 0; degrees <= 90; ++degrees)
        EXPECT_LT(timing_advance_drift(range_rate(Metres::kilo(600.0), Angle::degrees(degrees))), bound);
}

TEST(Preamble, GuardTimesAreThoseOfTheStandard) {  // TS 36.211 table 5.7.1-1: 96.875, 515.625, 196.875 and 715.625 us
    constexpr std::array expected_ns{96'875, 515'625, 196'875, 715'625};
    for (std::size_t i = 0; i < expected_ns.size(); ++i) EXPECT_EQ(kPreambleFormats[i].guard().count(), expected_ns[i]);
}

TEST(Preamble, WithoutCompensationASatelliteIsOutOfReachAndItSaysBywhatMuch) {
    const LinkOffset phone{2060us, Hertz::kilo(39.9)}, centre{2000us, Hertz::kilo(39.8)};
    const UplinkOffset none = uplink_offset(PreCompensation::kNone, phone, centre);
    EXPECT_EQ(none.round_trip, 4120us);
    for (const PreambleFormat& format : kPreambleFormats) EXPECT_EQ(preamble_failure(format, none), Failure::kPreambleDelay);
    EXPECT_EQ(preamble_failure_text(kPreambleFormats[1], none), "round trip 4.120 ms off, preamble format 1 allows 0.515 ms");
    // The network's, for the beam's centre: 120 us and 200 Hz are left; format 1 takes them, format 0 does not.
    const UplinkOffset network = uplink_offset(PreCompensation::kNetwork, phone, centre);
    EXPECT_EQ(network.round_trip, 120us);
    EXPECT_NEAR(network.frequency.value, 200.0, 1e-9);
    EXPECT_EQ(preamble_failure(kPreambleFormats[1], network), Failure::kNone);
    EXPECT_EQ(preamble_failure(kPreambleFormats[0], network), Failure::kPreambleDelay);
    EXPECT_EQ(preamble_failure(kPreambleFormats[1], {0us, Hertz{626.0}}), Failure::kPreambleDoppler);
    EXPECT_EQ(preamble_failure(kPreambleFormats[1], {0us, Hertz{std::nan("")}}), Failure::kPreambleDoppler);
    EXPECT_EQ(preamble_failure(kPreambleFormats[0], uplink_offset(PreCompensation::kPhone, phone, centre)), Failure::kNone);
}

TEST(Handover, InterruptionIsTheSumOfItsComponentsByHand) {
    const ProcedureSettings s;  // base station on the satellite, preamble format 1 (2 ms)
    const Procedure p = handover(HandoverMethod::kBreakBeforeMake, satellite(1), satellite(2), s, kKey);
    ASSERT_TRUE(p.succeeded());
    // 15 RRC + 20 retune + 5 wait + 2 preamble + (2.06 + 3) message 1 + (2.06 + 6) message 2 + (2.06 + 4) complete
    EXPECT_EQ(p.interruption(), 15ms + 20ms + 5ms + 2ms + 2060us + 3ms + 2060us + 6ms + 2060us + 4ms);
    // Report 2.06 + 5; request and acknowledge by way of the core, 18 ms each (9 up, 9 down), + 10 and + 4; command 2.06.
    EXPECT_EQ(p.before_interruption(), 2060us + 5ms + 18ms + 10ms + 18ms + 4ms + 2060us);
    std::chrono::nanoseconds sum{}, interrupted{};
    for (const Step& step : p.steps()) {
        sum += step.total();
        if (step.interrupts) interrupted += step.total();
        EXPECT_FALSE(step.name.empty());
        EXPECT_TRUE(step.processing.count() == 0 || !step.source.empty()) << step.name;
    }
    EXPECT_EQ(sum, p.total());
    EXPECT_EQ(interrupted, p.interruption());
    // Without data forwarding the path switch counts as well: 9 + 5 up, 9 + 4 down.
    ProcedureSettings bare;
    bare.data_forwarding = false;
    EXPECT_EQ(handover(HandoverMethod::kBreakBeforeMake, satellite(1), satellite(2), bare, kKey).interruption() - p.interruption(), 27ms);
}

TEST(Handover, ConditionalIsPreparedBeforeAndRachLessSavesThePreamble) {
    const ProcedureSettings s;
    const Procedure bbm = handover(HandoverMethod::kBreakBeforeMake, satellite(1), satellite(2), s, kKey);
    const Procedure conditional = handover(HandoverMethod::kConditional, satellite(1), satellite(2), s, kKey);
    const Procedure rach_less = handover(HandoverMethod::kRachLess, satellite(1), satellite(2), s, kKey);
    EXPECT_EQ(conditional.before_interruption(), 0ms);
    EXPECT_EQ(bbm.interruption() - conditional.interruption(), 5ms);                              // 15 ms of RRC against 10 ms
    EXPECT_EQ(bbm.interruption() - rach_less.interruption(), 2ms + 2060us + 3ms + 2060us + 6ms);  // waits are alike
    const Procedure preparation = handover_preparation(satellite(1), satellite(2), s, kKey);
    EXPECT_EQ(preparation.interruption(), 0ms);
    EXPECT_TRUE(preparation.succeeded());
}

TEST(Handover, WithinASatelliteAsksNobodyAndAtTheGatewayEveryMessageCrossesTheFeeder) {
    RadioSide other_beam = satellite(1);
    other_beam.cell = RadioCellId::of_beam({1}, {2});
    ProcedureSettings s;
    const Procedure on_board = handover(HandoverMethod::kBreakBeforeMake, satellite(1), other_beam, s, kKey);
    EXPECT_EQ(on_board.before_interruption(), 2060us + 5ms + 10ms + 4ms + 2060us);
    s.ran_place = RanPlace::kGateway;
    const Procedure transparent = handover(HandoverMethod::kBreakBeforeMake, satellite(1), other_beam, s, kKey);
    EXPECT_EQ(transparent.interruption() - on_board.interruption(), 3 * 4ms);  // three messages at the target
}

TEST(Procedure, ItsPartsSumToItAndTellTheFeederLinkFromTheService) {
    for (const RanPlace place : {RanPlace::kSatellite, RanPlace::kGateway}) {
        ProcedureSettings s;
        s.ran_place = place;
        for (const Procedure& p :
             {handover(HandoverMethod::kBreakBeforeMake, satellite(1), satellite(2), s, kKey),
              change_of_network(satellite(1), satellite(2), s, kKey), reestablishment(satellite(1), satellite(2), s, kKey)}) {
            std::chrono::nanoseconds sum{}, service{}, feeder{};
            int messages = 0;
            for (const Step& step : p.steps()) messages += step.leg == Leg::kAccess ? 1 : 0;
            visit_parts(p, [&](const StepPart& part) {
                sum += part.time;
                if (part.place == "service link") service += part.time;
                if (part.place == "feeder link") feeder += part.time;
            });
            EXPECT_EQ(sum, p.total());
            EXPECT_EQ(service, messages * 2060us);
            EXPECT_GT(feeder, 0ms);
            EXPECT_EQ(feeder % 4ms, 0ms);
        }
    }
}

TEST(Handover, WithoutKnownTimingFailsAndSaysWhy) {
    RadioSide target = satellite(2);
    target.offset = uplink_offset(PreCompensation::kNone, {2060us, Hertz::kilo(30.0)}, {});
    const ProcedureSettings s;
    const Procedure p = handover(HandoverMethod::kBreakBeforeMake, satellite(1), target, s, kKey);
    EXPECT_EQ(p.failure(), Failure::kPreambleDelay);
    EXPECT_EQ(p.steps().back().name, "random access preamble (message 1)");
    EXPECT_EQ(handover(HandoverMethod::kRachLess, satellite(1), target, s, kKey).failure(), Failure::kNoTiming);
}

TEST(Handover, BetweenNetworksGoesFromCoreToCore) {
    RadioSide target = satellite(2);
    target.plmn = *Plmn::parse("302720");
    target.delays.transfer = 30ms;
    const ProcedureSettings s;
    const Procedure p = handover(HandoverMethod::kBreakBeforeMake, satellite(1), target, s, kKey);
    // Report 2.06 + 5; 9 + 5, 30 + 5, 9 + 10 there; 9 + 5, 30 + 5, 9 + 4 back; command 2.06.
    EXPECT_EQ(p.before_interruption(), 2060us + 5ms + 14ms + 35ms + 19ms + 14ms + 35ms + 13ms + 2060us);
}

TEST(Registration, GoesHomeThreeTimes) {
    const ProcedureSettings s;
    RadioSide cell = satellite(1);
    const auto away = camp(cell, true, s, kKey).total();
    cell.delays.home = 0ms;
    EXPECT_EQ(away - camp(cell, true, s, kKey).total(), 6 * 40ms);  // authentication, location, session: there and back
    ProcedureSettings breakout;
    breakout.home_routed = false;
    EXPECT_EQ(away - camp(satellite(1), true, breakout, kKey).total(), 2 * 40ms + 2 * 5ms);
    EXPECT_EQ(camp(cell, false, s, kKey).total(), 1000ms + 160ms);
    EXPECT_EQ(camp(cell, true, s, kKey).interruption(), 0ms);
    EXPECT_GT(change_of_network(satellite(1), satellite(2), s, kKey).interruption(), camp(satellite(1), true, s, kKey).total());
}

TEST(Access, TakesTwoRoundTripsInFourMessagesAndOneInTwo) {
    ProcedureSettings four, two;
    two.two_step_access = true;
    RadioSide far = satellite(1), near = satellite(1);
    far.delays.service_link = 3060us;  // one millisecond further
    const auto extra = [&](const ProcedureSettings& s) { return connect(far, s, kKey).total() - connect(near, s, kKey).total(); };
    EXPECT_EQ(extra(four) - extra(two), 2ms);
    EXPECT_EQ(extra(four), 8ms);  // messages 1 to 4, set-up complete, security, bearers, complete
}

TEST(Retransmission, CostsARoundTripAndTheFeedbackEachAndEndsAtTheLimit) {
    const ProcedureSettings s;
    RadioSide cell = satellite(1);
    cell.message_loss = 0.5;
    int lost = 0, sent = 0, messages = 0;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        const Procedure p = connect(cell, s, {i, Purpose::kTest, 3});
        lost += p.succeeded() ? 0 : 1;
        for (const Step& step : p.steps()) {
            if (step.leg != Leg::kAccess) continue;
            ++messages;
            sent += step.transmissions;
            EXPECT_EQ(step.crossing, 2060us + (step.transmissions - 1) * (2 * 2060us + 8ms));
        }
    }
    // Each of eight messages survives four transmissions with 1 - 1/16: 1 - (15/16)^8 = 0.403 of procedures fail; sigma 0.011.
    EXPECT_NEAR(lost / 2000.0, 0.403, 0.044);
    // Transmissions of a message, cut at four: 1 + 1/2 + 1/4 + 1/8 = 1.875 in the mean.
    EXPECT_NEAR(static_cast<double>(sent) / messages, 1.875, 0.05);
}

TEST(Reestablishment, FetchesTheContextFromAnotherSatelliteAlone) {
    const ProcedureSettings s;
    const auto elsewhere = reestablishment(satellite(1), satellite(2), s, kKey).interruption();
    const auto same = reestablishment(satellite(1), satellite(1), s, kKey).interruption();
    EXPECT_EQ(elsewhere - same, 2 * 18ms + 4ms + 10ms);
    // 80 search + 160 system information + 5 + 2 + (2.06 + 3) + (2.06 + 6) + (2.06 + 4) + (2.06 + 15) + (2.06 + 4) + (2.06 + 15) + (2.06 +
    // 4)
    EXPECT_EQ(same, 80ms + 160ms + 7ms + 7 * 2060us + 3ms + 6ms + 4ms + 15ms + 4ms + 15ms + 4ms);
}

TEST(HomeWifi, IsJoinedAndTunnelsHomeTwice) {
    const ProcedureSettings s;
    RadioSide wifi{RadioCellId::home_wifi(1), {}, {2ms, 4ms, 5ms, 40ms, 0ms}, {}, 0.0};
    EXPECT_EQ(camp(wifi, true, s, kKey).total(), 500ms + 4 * 51ms + 2 * (10ms + 4ms));
    EXPECT_EQ(connect(wifi, s, kKey).total(), 0ms);
    EXPECT_EQ(change_of_network(satellite(1), wifi, s, kKey).interruption(), 2060us + 4ms + camp(wifi, true, s, kKey).total());
}

TEST(TrackingAreaUpdate, NeverInterruptsAndNeedsNoAccessWhileConnected) {
    const ProcedureSettings s;
    const Procedure connected = tracking_area_update(satellite(1), true, s, kKey),
                    idle = tracking_area_update(satellite(1), false, s, kKey);
    EXPECT_EQ(connected.interruption() + idle.interruption(), 0ms);
    EXPECT_EQ(connected.total(), 2060us + 4ms + 9ms + 5ms + 9ms + 4ms + 2060us + 4ms);
    EXPECT_GT(idle.total(), connected.total());
}

}  // namespace
}  // namespace d2c
