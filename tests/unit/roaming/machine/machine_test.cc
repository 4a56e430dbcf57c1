#include "roaming/machine/machine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <vector>

#include "base/random.h"
#include "roaming/failures/tally.h"
#include "tests/unit/roaming/machine/scene.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

FailureCounts counts_of(const Log& log, Instant at) {
    FailureTally tally{Instant{0}, {}};
    for (const MachineEvent& e : log.events) tally.add(e);
    return tally.counts(at);
}

TEST(Machine, AttachesConnectsAndIsReleasedForWantOfTraffic) {
    Scene scene{memoryless()};
    const std::vector<Measurement> cells{beam(1, -100.0)};
    scene.run(cells, 10s);
    EXPECT_EQ(scene.machine.state(), PhoneState::kConnected);
    EXPECT_EQ(scene.machine.registered_network(), cells[0].plmn);
    ASSERT_THAT(scene.log.kinds, ElementsAre(EventKind::kCamped, EventKind::kConnected));
    // Found at 0: what the procedures take, said by themselves, with the connection asked for at the next step of 100 ms.
    const ProcedureSettings s;
    const auto camped = camp(side_of(cells[0]), true, s, {}).total();
    EXPECT_EQ(scene.log.events[0].at, Instant{0} + camped);
    const auto asked = (camped / 100ms + 1) * 100ms;
    EXPECT_EQ(scene.log.events[1].at, Instant{0} + asked + connect(side_of(cells[0]), s, {}).total());
    scene.run(cells, 30s, 100ms, {});
    EXPECT_EQ(scene.machine.state(), PhoneState::kCamping);
    EXPECT_EQ(scene.log.first(EventKind::kReleased)->at, Instant{0} + 19900ms);  // last traffic at 9.9 s, 10 s before
}

TEST(Machine, HandsOverAfterTheTimeToTriggerAndTheInterruptionIsTheProcedures) {
    MachineSettings s = memoryless();
    s.handover.time_to_trigger = 256ms;
    Scene scene{s};
    scene.run({beam(1, -100.0), beam(2, -105.0)}, 10s);
    scene.run({beam(1, -100.0), beam(2, -96.0)}, 20s);  // from 10 s on 4 dB above: more than 2 + 1
    const MachineEvent* done = scene.log.first(EventKind::kHandoverCompleted);
    ASSERT_NE(done, nullptr);
    const Procedure p = handover(HandoverMethod::kBreakBeforeMake, side_of(beam(1, 0.0)), side_of(beam(2, 0.0)), {}, {});
    EXPECT_EQ(done->at, Instant{0} + 10300ms + p.before_interruption() + p.interruption());  // 256 ms is over at the third step
    EXPECT_EQ(done->interruption, p.interruption());
    EXPECT_EQ(scene.log.first(EventKind::kHandoverStarted)->at, Instant{0} + 10300ms + p.before_interruption());
    EXPECT_EQ(scene.machine.serving(), beam(2, 0.0).cell);
    EXPECT_EQ(counts_of(scene.log, scene.now).handovers, 1U);
}

TEST(Machine, ALostLinkIsAFailureAndItIsReestablishedElsewhere) {
    Scene scene{memoryless()};
    scene.run({beam(1, -100.0), beam(2, -101.0)}, 10s);
    scene.run({beam(1, -100.0, -20.0), beam(2, -101.0)}, 14s);
    const MachineEvent* failed = scene.log.first(EventKind::kRadioLinkFailure);
    ASSERT_NE(failed, nullptr);
    EXPECT_EQ(failed->at, Instant{0} + 11200ms);  // one indication, then T310
    EXPECT_EQ(scene.machine.state(), PhoneState::kConnected);
    EXPECT_EQ(scene.machine.serving(), beam(2, 0.0).cell);
    const FailureCounts counts = counts_of(scene.log, scene.now);
    EXPECT_EQ(counts.too_late, 1U);
    EXPECT_EQ(counts.reestablishments, 1U);
    EXPECT_EQ(scene.log.first(EventKind::kReestablished)->interruption,
              reestablishment(side_of(beam(1, 0.0)), side_of(beam(2, 0.0)), {}, {}).interruption());
}

TEST(Machine, ATargetThatCannotBeReachedEndsAtT304AndIsTooEarly) {
    Scene scene{memoryless()};
    scene.run({beam(1, -100.0), beam(2, -105.0)}, 10s);
    Measurement deaf = beam(2, -90.0);
    deaf.message_loss = 1.0;
    scene.run({beam(1, -100.0, 20.0), deaf}, 10100ms);
    scene.run({beam(1, -90.0, 20.0), beam(2, -100.0)}, 20s);  // the former cell is the better again
    const MachineEvent *started = scene.log.first(EventKind::kHandoverStarted), *failed = scene.log.first(EventKind::kHandoverFailure);
    ASSERT_NE(failed, nullptr);
    EXPECT_EQ(failed->at - started->at, 1000ms);
    EXPECT_EQ(failed->failure, Failure::kMessageLost);
    EXPECT_EQ(counts_of(scene.log, scene.now).too_early, 1U);
    EXPECT_EQ(scene.machine.serving(), beam(1, 0.0).cell);
}

TEST(Machine, AnInterruptionRunsFromTheFailureHoweverLateACellIsFound) {
    Scene scene{memoryless()};
    scene.run({beam(1, -100.0)}, 10s);
    scene.run({}, 13s);
    scene.run({beam(2, -100.0)}, 20s);
    const MachineEvent *failed = scene.log.first(EventKind::kRadioLinkFailure), *back = scene.log.first(EventKind::kReestablished);
    ASSERT_NE(back, nullptr);
    EXPECT_EQ(failed->at, Instant{0} + 11200ms);
    EXPECT_EQ(scene.log.first(EventKind::kReestablishmentStarted)->at, Instant{0} + 13s);
    EXPECT_EQ(back->interruption, back->at - failed->at);
    EXPECT_GT(back->interruption, 1800ms);
}

TEST(Machine, WithoutACellT311EndsTheConnectionAndTheService) {
    Scene scene{memoryless()};
    scene.run({beam(1, -100.0)}, 10s);
    scene.run({}, 20s);
    const MachineEvent* ended = scene.log.first(EventKind::kReestablishmentFailure);
    ASSERT_NE(ended, nullptr);
    EXPECT_EQ(ended->at, Instant{0} + 14200ms);  // 11.2 s, and T311 of 3 s
    EXPECT_EQ(ended->interruption, 3s);
    EXPECT_EQ(scene.machine.state(), PhoneState::kNoService);
    EXPECT_EQ(scene.machine.registered_network(), beam(1, 0.0).plmn);
}

TEST(Machine, AConditionalHandoverNeedsNothingOfADyingLinkAndACommandDoes) {
    // From 10 s on nothing gets through at the source, whose level falls; the target is good all the time.
    const auto failures = [](HandoverMethod method) {
        MachineSettings s = memoryless();
        s.method = method;
        Scene scene{s};
        scene.run({beam(1, -100.0), beam(2, -101.0)}, 10s);
        Measurement dying = beam(1, -110.0, -20.0);
        dying.message_loss = 1.0;
        scene.run({dying, beam(2, -101.0)}, 20s);
        EXPECT_EQ(scene.machine.serving(), beam(2, 0.0).cell);
        return counts_of(scene.log, scene.now);
    };
    const FailureCounts command = failures(HandoverMethod::kBreakBeforeMake), conditional = failures(HandoverMethod::kConditional);
    EXPECT_EQ(command.radio_link_failures, 1U);
    EXPECT_EQ(command.too_late, 1U);
    EXPECT_EQ(command.handovers, 0U);
    EXPECT_EQ(conditional.radio_link_failures, 0U);
    EXPECT_EQ(conditional.handovers, 1U);
    EXPECT_LT(conditional.interrupted, command.interrupted);
}

TEST(Machine, AfterALinkFailureAPreparedCellIsEnteredByItsConfiguration) {
    MachineSettings s = memoryless();
    s.method = HandoverMethod::kConditional;
    Scene scene{s};
    scene.run({beam(1, -100.0), beam(2, -101.0)}, 10s);
    scene.run({beam(1, -100.0, -20.0), beam(2, -101.0)}, 14s);  // interference: the level stays, so that nothing triggers
    EXPECT_THAT(scene.log.kinds, Contains(EventKind::kRadioLinkFailure));
    EXPECT_THAT(scene.log.kinds, Contains(EventKind::kHandoverCompleted));
    EXPECT_THAT(scene.log.kinds, Not(Contains(EventKind::kReestablished)));
    EXPECT_EQ(counts_of(scene.log, scene.now).too_late, 1U);
}

TEST(Machine, LeavesABarredCellAtOnceAndNeverTakesOne) {
    Scene scene{memoryless()};
    scene.run({beam(1, -100.0)}, 10s);
    Measurement barred = beam(1, -100.0), other = beam(2, -80.0);
    barred.allowed = other.allowed = false;
    scene.run({barred, other}, 20s);
    EXPECT_EQ(scene.machine.state(), PhoneState::kNoService);
    EXPECT_TRUE(scene.machine.serving().empty());
    EXPECT_EQ(scene.log.first(EventKind::kBarred)->at, Instant{0} + 10s);
    EXPECT_EQ(counts_of(scene.log, Instant{0} + 20s).without_service, 10s + (scene.log.events[0].at - Instant{0}));
}

TEST(Machine, GoesToAnotherNetworkByReleaseUnlessTheyHandOver) {
    const auto outcome = [](bool agreement) {
        Scene scene{memoryless()};
        Measurement satellite = beam(1, -100.0), ground = beam(2, -95.0);
        satellite.rank = 1;
        ground.cell = RadioCellId::terrestrial(9);
        ground.plmn = *Plmn::parse("302720");
        ground.delays.feeder = 0ms;
        ground.shares_context = agreement;
        scene.run({satellite}, 10s);
        scene.run({satellite, ground}, 20s);  // terrestrial first
        EXPECT_EQ(scene.machine.network(), ground.plmn);
        EXPECT_EQ(scene.machine.state(), PhoneState::kConnected);
        return scene.log;
    };
    const Log with = outcome(true), without = outcome(false);
    EXPECT_THAT(with.kinds, Contains(EventKind::kHandoverCompleted));
    EXPECT_THAT(without.kinds, Contains(EventKind::kNetworkChanged));
    EXPECT_GT(without.first(EventKind::kNetworkChanged)->interruption, 10 * with.first(EventKind::kHandoverCompleted)->interruption);
}

TEST(Machine, PagesArriveInCampingAndAreMissedWithoutServiceOrBetweenAreas) {
    Scene scene{memoryless()};
    scene.run({}, 100ms, 100ms, {.page = true});
    EXPECT_THAT(scene.log.kinds, ElementsAre(EventKind::kPageMissed));
    scene.run({beam(1, -100.0)}, 5s, 100ms, {});
    Measurement elsewhere = beam(1, -100.0);
    elsewhere.tracking_area = 7;
    scene.run({elsewhere}, 5100ms, 100ms, {.page = true});  // the update is under way
    EXPECT_EQ(scene.log.kinds.back(), EventKind::kPageMissed);
    scene.run({elsewhere}, 7s, 100ms, {});
    EXPECT_EQ(scene.log.kinds.back(), EventKind::kTrackingAreaUpdated);
    scene.run({elsewhere}, 7100ms, 100ms, {.page = true});
    EXPECT_EQ(scene.log.kinds.back(), EventKind::kPaged);
    const FailureCounts counts = counts_of(scene.log, scene.now);
    EXPECT_EQ(counts.page_misses, 2U);
    EXPECT_EQ(counts.pages, 1U);
}

TEST(Machine, ACellThatCeasesIsGoneAtThatInstantAndT1LeavesItBefore) {
    const auto run = [](Trigger trigger) {
        MachineSettings s = memoryless();
        s.handover.trigger = trigger;
        s.handover.t1_lead = 2s;
        Scene scene{s};
        Measurement setting = beam(1, -90.0), next = beam(2, -100.0);
        setting.ceases = Instant{0} + 10s;
        scene.run({setting, next}, 20s, 1s);
        EXPECT_EQ(scene.machine.serving(), next.cell);
        return scene.log;
    };
    const Log a3 = run(Trigger::kA3), t1 = run(Trigger::kT1);
    EXPECT_EQ(a3.first(EventKind::kRadioLinkFailure)->at, Instant{0} + 11200ms);
    EXPECT_THAT(t1.kinds, Not(Contains(EventKind::kRadioLinkFailure)));
    EXPECT_GT(t1.first(EventKind::kHandoverStarted)->at, Instant{0} + 9s);  // T1 at 8 s, entered after it
    EXPECT_LT(t1.first(EventKind::kHandoverCompleted)->at, Instant{0} + 10s);
}

TEST(Machine, HysteresisTimeAndFilterCureThePingPongOfEqualCells) {
    // Two cells of one mean level under 3 dB of noise, a measurement each 200 ms for ten minutes.
    const auto ping_pongs = [](double hysteresis_db, std::chrono::milliseconds time_to_trigger, int k) {
        MachineSettings s = memoryless();
        s.handover = {.trigger = Trigger::kStrongest, .time_to_trigger = time_to_trigger, .hysteresis = {hysteresis_db}};
        s.filter.k = k;
        Scene scene{s};
        for (std::uint32_t step = 0; step < 3000; ++step) {
            const auto level = [&](std::uint64_t cell) { return -100.0 + 3.0 * standard_normal({5, Purpose::kTest, cell, 0, step}); };
            scene.run({beam(1, level(1)), beam(2, level(2))}, scene.now - Instant{0} + 200ms, 200ms);
        }
        const FailureCounts counts = counts_of(scene.log, scene.now);
        EXPECT_EQ(counts.radio_link_failures, 0U);
        return counts.ping_pongs;
    };
    const std::uint64_t bare = ping_pongs(0.0, 0ms, 0);
    EXPECT_GT(bare, 500U);
    EXPECT_LT(ping_pongs(3.0, 0ms, 0), bare / 2);
    EXPECT_LT(ping_pongs(0.0, 640ms, 0), bare / 2);
    EXPECT_LT(ping_pongs(0.0, 0ms, 8), bare / 2);
    EXPECT_EQ(ping_pongs(3.0, 640ms, 8), 0U);
}

TEST(Machine, DecidesAsTheColumnsDoWithoutFilterAndTimeToTrigger) {
    // Oracle: better_cell over the same levels at each step, for every trigger and preference. A step is longer than any handover.
    int moves = 0;
    for (std::uint32_t trigger = 0; trigger < 8; ++trigger) {
        for (std::uint32_t prefer = 0; prefer < 3; ++prefer) {
            MachineSettings s = memoryless();
            s.handover.trigger = static_cast<Trigger>(trigger);
            s.handover.prefer = static_cast<Preference>(prefer);
            s.handover.a4_threshold = {-104.0};
            s.handover.a5_threshold1 = {-102.0};
            s.handover.a5_threshold2 = {-104.0};
            s.handover.d1_threshold1 = s.handover.d1_threshold2 = {20e3};
            Scene scene{s};
            std::vector<Measurement> cells;
            for (std::uint32_t i = 0; i < 6; ++i) cells.push_back(beam(i + 1, -100.0));
            scene.run(cells, 6s, 1s);
            ASSERT_EQ(scene.machine.state(), PhoneState::kConnected);
            for (std::uint32_t k = 0; k < 400; ++k) {
                // Whatever was begun ends on a field where nothing triggers.
                std::vector<Measurement> level = cells;
                for (Measurement& m : level) {
                    const bool kept = m.cell == scene.machine.serving() || scene.machine.serving().empty();
                    m.rsrp = {kept ? -90.0 : -120.0};
                    m.sinr = {5.0};
                    m.distance = {kept ? 0.0 : 90e3};
                    m.ceases = scene.now + 1000s;
                    m.rank = 1;
                    m.allowed = true;
                }
                scene.machine.advance(level, scene.now, {.traffic = true}, scene.log);
                scene.now = scene.now + 1s;
                scene.machine.advance(level, scene.now, {.traffic = true}, scene.log);
                scene.now = scene.now + 1s;
                ASSERT_EQ(scene.machine.state(), PhoneState::kConnected);
                std::vector<double> rsrp, sinr, distance, remaining;
                std::vector<std::uint8_t> allowed, context, rank;
                std::int32_t serving = kNoCell;
                for (std::uint32_t i = 0; i < cells.size(); ++i) {
                    const auto draw = [&](std::uint32_t what, double least, double most) {
                        return least + (most - least) * uniform01({trigger * 3 + prefer, Purpose::kTest, i, what, k});
                    };
                    Measurement& m = cells[i];
                    m.rsrp = {std::round(draw(0, -110.0, -95.0))};
                    const bool is_serving = m.cell == scene.machine.serving();
                    m.sinr = {is_serving ? 5.0 : draw(1, -9.0, 5.0)};
                    m.distance = {draw(2, 0.0, 40e3)};
                    m.ceases = scene.now + nanoseconds_from_seconds(is_serving ? draw(3, 2.0, 20.0) : draw(3, -5.0, 200.0));
                    m.allowed = is_serving || draw(4, 0.0, 1.0) < 0.8;
                    m.shares_context = draw(5, 0.0, 1.0) < 0.8;
                    m.rank = draw(6, 0.0, 1.0) < 0.95 ? 1 : 2;
                    if (is_serving) serving = static_cast<std::int32_t>(i);
                    rsrp.push_back(m.rsrp.value);
                    sinr.push_back(m.sinr.value);
                    distance.push_back(m.distance.value);
                    remaining.push_back(seconds_between(m.ceases, scene.now));
                    allowed.push_back(m.allowed ? 1 : 0);
                    context.push_back(m.shares_context ? 1 : 0);
                    rank.push_back(m.rank);
                }
                ASSERT_NE(serving, kNoCell);
                const auto at = static_cast<std::size_t>(serving);
                if (rank[at] == 2) rank[at] = cells[at].rank = 1;
                const std::int32_t expected = better_cell({rsrp, sinr, distance, remaining, allowed, context, rank}, serving, s.handover);
                ASSERT_NE(expected, kNoCell);
                const std::size_t before = scene.log.events.size();
                scene.machine.advance(cells, scene.now, {.traffic = true}, scene.log);
                scene.machine.advance(cells, scene.now + 400ms, {.traffic = true}, scene.log);
                scene.now = scene.now + 1s;
                const RadioCellId first = scene.log.events.size() > before && scene.log.events[before].kind == EventKind::kHandoverStarted
                                              ? scene.log.events[before].to
                                              : cells[at].cell;
                ASSERT_EQ(first, cells[static_cast<std::size_t>(expected)].cell) << to_string(s.handover.trigger) << ' ' << k;
                moves += expected != serving ? 1 : 0;
            }
        }
    }
    EXPECT_GT(moves, 1000);
}

TEST(Machine, TwoPoliciesMeetTheSameLosses) {
    // At one instant the same message to the same cell is lost for both or for neither, whatever came before.
    const auto outcome = [](HandoverMethod method, std::uint64_t seed) {
        MachineSettings s = memoryless();
        s.method = method;
        Scene scene{s, seed};
        scene.run({beam(1, -100.0), beam(2, method == HandoverMethod::kConditional ? -120.0 : -101.0)}, 10s);
        scene.run({}, 16s);  // all is lost, and found again at one instant
        Measurement back = beam(1, -100.0);
        back.message_loss = 0.6;
        scene.log.events.clear();
        scene.run({back}, 16100ms);
        scene.run({back}, 19s);
        for (const MachineEvent& e : scene.log.events) {
            if (e.kind == EventKind::kConnected) return e.at.utc_ns;
            if (e.kind == EventKind::kAccessFailure) return -e.at.utc_ns;
        }
        return std::int64_t{0};
    };
    int failed = 0;
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        const std::int64_t one = outcome(HandoverMethod::kBreakBeforeMake, seed), other = outcome(HandoverMethod::kConditional, seed);
        EXPECT_EQ(one, other) << seed;
        failed += one < 0 ? 1 : 0;
    }
    EXPECT_GT(failed, 3);
    EXPECT_LT(failed, 40);
}

TEST(MachineSettings, DefaultsAreAllowedAndTimersAreTheStandardsOwn) {
    EXPECT_TRUE(check(MachineSettings{}).empty());
    MachineSettings s;
    s.t304 = 300ms;
    s.link.n310 = 5;
    s.filter.k = 10;
    s.reselection.hysteresis = {-1.0};
    s.procedures.preamble_format = 4;
    const Faults faults = check(s);
    ASSERT_EQ(faults.size(), 5U);
    EXPECT_EQ(to_string(faults[4]), "t304_ms: 300: one of 50, 100, 150, 200, 500, 1000, 2000, 10000 [ms]");
}

}  // namespace
}  // namespace d2c
