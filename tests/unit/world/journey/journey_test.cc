#include "world/journey/journey.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "constellation/passes/pass.h"
#include "tests/unit/world/journey/walk.h"

namespace d2c {
namespace {

results::JourneyResults travelled(const Walk& w, int threads = 2) {
    JourneyPlan plan = w.plan;
    plan.threads = threads;
    return travel(plan, 0, 0, kStart, [](double) { return true; }).results;
}

/// Handovers and passes agree: whoever serves is above its mask by the pass search of `d2c passes`, and while any satellite has been above
/// its mask for longer than the policy needs to find it, somebody serves.
TEST(Journey, IsServedByWhatPassesAndMissesNothingForLong) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    const results::JourneyResults j = travelled(*w);
    const WorldModel& world = *w->small.world;
    const double duration_s = w->route->duration_s();
    const Instant end = kStart + nanoseconds_from_seconds(duration_s);
    struct Visible {
        double from_s, to_s;
    };
    std::map<std::uint32_t, std::vector<Visible>> passes;
    for (const std::uint32_t s : in_service(world.fleet, kStart)) {
        const Angle mask = world.fleet.payloads[world.fleet.payload[s]].minimum_elevation;
        // From the middle of the way: a traveller on foot is a kilometre off it, which moves rise and set by a fifth of a second.
        const auto found = find_passes(Track{world.fleet.states[s]}, w->route->at(0.5 * duration_s).place, mask, kStart, end);
        ASSERT_TRUE(found);
        for (const Pass& pass : found->passes)
            passes[s].push_back({seconds_between(pass.rise.at, kStart), seconds_between(pass.set.at, kStart)});
    }
    ASSERT_GT(passes.size(), 20u);
    std::set<std::int64_t> served_by;
    for (const results::JourneyStepRow& step : j.steps) {
        if (!step.satellite) continue;
        served_by.insert(*step.satellite);
        const auto& of = passes[static_cast<std::uint32_t>(*step.satellite)];
        EXPECT_TRUE(std::any_of(of.begin(), of.end(),
                                [&](const Visible& v) { return v.from_s - 0.5 <= step.elapsed_s && step.elapsed_s <= v.to_s + 0.5; }))
            << "satellite " << *step.satellite << " at " << step.elapsed_s << " s is in no pass";
    }
    EXPECT_GT(served_by.size(), 10u);
    // T310 and N310 until a lost link is noticed, T311 to find another cell, T301 to be taken up there; a set-up from nothing is shorter.
    const double longest_s = 1.2 + 3.0 + 1.0 + 1.0;
    double dark_since_s = -1.0;
    for (const results::JourneyStepRow& step : j.steps) {
        bool any = false;
        for (const auto& [satellite, of] : passes)
            for (const Visible& v : of) any |= v.from_s <= step.elapsed_s - longest_s && step.elapsed_s <= v.to_s;
        if (step.access != "none" || !any) {
            dark_since_s = -1.0;
            continue;
        }
        if (dark_since_s < 0.0) dark_since_s = step.elapsed_s;
        EXPECT_LE(step.elapsed_s - dark_since_s, longest_s) << "at " << step.elapsed_s << " s";
    }
}

TEST(Journey, IsTheSameOnOneThreadAndOnTwo) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    const results::JourneyResults one = travelled(*w, 1), two = travelled(*w, 2);
    ASSERT_EQ(one.steps.size(), two.steps.size());
    ASSERT_EQ(one.events.size(), two.events.size());
    EXPECT_EQ(one.journey.watched_minutes, two.journey.watched_minutes);
    for (std::size_t i = 0; i < one.steps.size(); ++i) {
        EXPECT_EQ(one.steps[i].satellite, two.steps[i].satellite);
        EXPECT_EQ(one.steps[i].sinr_db, two.steps[i].sinr_db);
        EXPECT_EQ(one.steps[i].rate_kbps, two.steps[i].rate_kbps);
    }
}

/// Every interruption is the sum of what its event says it was made of, from the moment that data stood still.
TEST(Journey, InterruptionsAreNoLongerThanWhatTheyAreMadeOf) {
    const auto w = walk({});
    ASSERT_TRUE(w);
    const results::JourneyResults j = travelled(*w);
    int handovers = 0;
    for (const results::JourneyEventRow& event : j.events) {
        if (!event.interruption_ms || event.kind != to_string(EventKind::kHandoverCompleted)) continue;
        ++handovers;
        double sum_ms = 0.0;
        for (const results::JourneyDelayRow& part : j.delays)
            if (part.event == event.event) sum_ms += part.delay_ms;
        EXPECT_LE(*event.interruption_ms, sum_ms + 1e-6);
        // Command or stored configuration, retuning, preamble, response, complete: 56 to 62 ms without repetitions
        // (docs/models/roaming.md).
        EXPECT_GT(*event.interruption_ms, 45.0);
    }
    EXPECT_GT(handovers, 5);
    EXPECT_EQ(handovers, j.journey.handovers);
}

/// Beams that go with their satellite change every few seconds: their width on the ground over the speed of the point under the satellite.
TEST(Journey, EarthMovingBeamsChangeAsOftenAsTheyPass) {
    const auto fixed = walk({}), moving = walk({"world.beams=earth-moving"});
    ASSERT_TRUE(fixed && moving);
    const results::JourneyResults still = travelled(*fixed), swept = travelled(*moving);
    const double footprint_m = moving->small.world->radio.payloads[0].footprint_diameter_m;
    constexpr double kGroundSpeed_m_per_s = 7300.0;  // 7.7 km/s in 360 km, over the ground, less what the Earth turns
    const double expected_per_hour = 3600.0 / (footprint_m / kGroundSpeed_m_per_s);
    EXPECT_LT(still.journey.handovers_per_hour, 0.1 * expected_per_hour);
    // Off the track the chords across hexagons are as long on average, and slanted footprints are longer.
    EXPECT_NEAR(swept.journey.handovers_per_hour + swept.journey.radio_link_failures * 3600.0 / swept.journey.duration_s, expected_per_hour,
                0.5 * expected_per_hour);
}

}  // namespace
}  // namespace d2c
