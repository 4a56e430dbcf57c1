#include "studies/crosscheck/figures.h"

#include <gtest/gtest.h>

namespace d2c {
namespace {

double of(const EngineFigures& figures, CrosscheckFigure figure) { return figures[static_cast<std::size_t>(figure)].value(); }

SessionPlan film() {
    Ladder ladder;
    ladder.segment_s = 4.0;
    ladder.rungs = {{"240p", 240, BitsPerSecond{300e3}, 1.0}, {"360p", 360, BitsPerSecond{700e3}, 1.0}};
    VideoService service;
    service.session_s = 300.0;
    return *SessionPlan::create(ladder, service);
}

// By hand: 3 Mbit/s from 10 s to 110 s of 200 s is 1.5 Mbit/s over the window. The first segment, 4 s at 300 kbit/s = 1.2 Mbit, is there
// 0.4 s after the link: start-up 10.4 s. After 110 s at most the buffer of 30 s is played, so 99.6 + 30 s at the most are watched, and what
// follows until 200 s is a stall.
TEST(WorldFigures, OfALinkThatComesAndGoes) {
    const std::vector<RateSegment> link{{0.0, 10.0, 0.0, 0.0}, {10.0, 110.0, 3e6, 3e6}, {110.0, 200.0, 0.0, 0.0}};
    std::vector<results::JourneyEventRow> events(3);
    events[0].kind = "handover-completed";
    events[0].interruption_ms = 60.0;
    events[1].kind = "handover-completed";
    events[1].interruption_ms = 40.0;
    events[2].kind = "access-failure";
    const SessionPlan plan = film();
    const EngineFigures figures = world_figures(link, events, plan, 200.0);
    EXPECT_NEAR(of(figures, CrosscheckFigure::kGoodput), 1.5e6, 1.0);
    EXPECT_NEAR(of(figures, CrosscheckFigure::kStartup), 10.4, 1e-9);
    const double watched = of(figures, CrosscheckFigure::kWatched);
    EXPECT_GT(watched, 99.6 + 24.0);
    EXPECT_LE(watched, 99.6 + 30.0 + 1e-9);
    EXPECT_NEAR(of(figures, CrosscheckFigure::kStallShare), (200.0 - 10.4 - watched) / (200.0 - 10.4), 1e-9);
    EXPECT_EQ(of(figures, CrosscheckFigure::kHandovers), 2.0);
    EXPECT_NEAR(of(figures, CrosscheckFigure::kInterruption), 0.05, 1e-12);
}

TEST(WorldFigures, OfNoLinkAreNothingWatchedAndNoStartUp) {
    const SessionPlan plan = film();
    const EngineFigures figures = world_figures({}, {}, plan, 200.0);
    EXPECT_EQ(of(figures, CrosscheckFigure::kGoodput), 0.0);
    EXPECT_EQ(of(figures, CrosscheckFigure::kWatched), 0.0);
    EXPECT_FALSE(figures[static_cast<std::size_t>(CrosscheckFigure::kStartup)]);
    EXPECT_FALSE(figures[static_cast<std::size_t>(CrosscheckFigure::kInterruption)]);
}

}  // namespace
}  // namespace d2c
