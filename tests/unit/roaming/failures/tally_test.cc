#include "roaming/failures/tally.h"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace d2c {
namespace {

using namespace std::chrono_literals;

const RadioCellId kA = RadioCellId::terrestrial(1), kB = RadioCellId::terrestrial(2), kC = RadioCellId::terrestrial(3);

MachineEvent event(std::chrono::milliseconds at, EventKind kind, RadioCellId from = {}, RadioCellId to = {}) {
    MachineEvent e;
    e.at = Instant{0} + at;
    e.kind = kind;
    e.from = from;
    e.to = to;
    return e;
}
FailureCounts counts(const std::vector<MachineEvent>& events, FailureSettings settings = {}) {
    FailureTally tally{Instant{0}, settings};
    for (const MachineEvent& e : events) tally.add(e);
    return tally.counts(Instant{0} + 100s);
}

TEST(FailureTally, TooLateIsAFailureAfterALongStayAnsweredElsewhere) {  // TS 38.300 clause 15.5.2.2.1
    const auto c = counts({event(1s, EventKind::kHandoverCompleted, kA, kB), event(10s, EventKind::kRadioLinkFailure, kB),
                           event(10s, EventKind::kReestablishmentStarted, kB, kC)});
    EXPECT_EQ(c.too_late, 1U);
    EXPECT_EQ(c.too_early + c.wrong_cell + c.unclassified, 0U);
}

TEST(FailureTally, TooEarlyIsAFailureSoonAfterAHandoverOrInItAnsweredInTheSource) {
    EXPECT_EQ(counts({event(8s, EventKind::kHandoverCompleted, kA, kB), event(10s, EventKind::kRadioLinkFailure, kB),
                      event(10s, EventKind::kReestablishmentStarted, kB, kA)})
                  .too_early,
              1U);
    EXPECT_EQ(counts({event(8s, EventKind::kHandoverFailure, kA, kB), event(8s, EventKind::kReestablishmentStarted, kA, kA)}).too_early,
              1U);
}

TEST(FailureTally, WrongCellIsAFailureSoonAfterAHandoverOrInItAnsweredInAThird) {
    EXPECT_EQ(counts({event(8s, EventKind::kHandoverCompleted, kA, kB), event(10s, EventKind::kRadioLinkFailure, kB),
                      event(10s, EventKind::kReestablishmentStarted, kB, kC)})
                  .wrong_cell,
              1U);
    EXPECT_EQ(counts({event(8s, EventKind::kHandoverFailure, kA, kB), event(8s, EventKind::kReestablishmentStarted, kA, kC)}).wrong_cell,
              1U);
}

TEST(FailureTally, TheSameCellAgainOrNoneIsNoWrongDecision) {
    EXPECT_EQ(counts({event(8s, EventKind::kRadioLinkFailure, kB), event(8s, EventKind::kReestablishmentStarted, kB, kB)}).unclassified,
              1U);
    EXPECT_EQ(counts({event(8s, EventKind::kRadioLinkFailure, kB), event(11s, EventKind::kReestablishmentFailure, kB)}).unclassified, 1U);
    EXPECT_EQ(counts({event(8s, EventKind::kRadioLinkFailure, kB)}).unclassified, 1U);
}

TEST(FailureTally, PingPongIsBackWithinTheTimeAndNotByWayOfAThird) {
    const std::vector<MachineEvent> there_and_back{event(1000ms, EventKind::kHandoverCompleted, kA, kB),
                                                   event(1900ms, EventKind::kHandoverCompleted, kB, kA)};
    EXPECT_EQ(counts(there_and_back).ping_pongs, 1U);
    EXPECT_EQ(counts(there_and_back, {.ping_pong = 500ms}).ping_pongs, 0U);
    EXPECT_EQ(counts({event(1000ms, EventKind::kHandoverCompleted, kA, kB), event(1300ms, EventKind::kHandoverCompleted, kB, kC),
                      event(1600ms, EventKind::kHandoverCompleted, kC, kA)})
                  .ping_pongs,
              0U);
}

TEST(FailureTally, TimeWithoutServiceRunsFromLossToCamping) {
    const auto c = counts({event(2s, EventKind::kCamped), event(10s, EventKind::kServiceLost), event(15s, EventKind::kCamped),
                           event(90s, EventKind::kServiceLost)});
    EXPECT_EQ(c.without_service, 2s + 5s + 10s);
}

}  // namespace
}  // namespace d2c
