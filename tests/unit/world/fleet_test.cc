#include "world/input/fleet.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

TEST(Fleet, LandsOnTheObservedSatellitesOnTheDayOfTheCatalogue) {  // oracle: the catalogue of 2026-05-30 holds 642
    const auto study = shipped_study("video-anywhere.yaml", {});
    ASSERT_TRUE(study);
    const Fleet fleet = build_fleet(*study, end_of(study->rollout.last)).value();
    EXPECT_EQ(in_service(fleet, instant_of_date(2026, 5, 30)).size(), 642u);
    const auto today = shipped_study("today.yaml", {});
    EXPECT_EQ(in_service(build_fleet(*today, end_of(today->rollout.last)).value(), instant_of_date(2026, 6, 30)).size(), 642u);
}

TEST(Fleet, TakesLostAndRetiredSatellitesOut) {
    const auto study = shipped_study("video-anywhere.yaml", {});
    const Fleet fleet = build_fleet(*study, end_of(study->rollout.last)).value();
    for (const int year : {2027, 2029, 2031, 2032}) {
        const Instant at = instant_of_date(year, 10, 1);
        const FleetCount v1 = count_fleet(fleet, 0, at), v2 = count_fleet(fleet, 1, at);
        EXPECT_EQ(in_service(fleet, at).size(), static_cast<std::size_t>(v1.in_service + v2.in_service));
        EXPECT_EQ(v2.launched, v2.on_the_way + v2.in_service + v2.lost_with_launch + v2.lost_early + v2.failed + v2.retired);
        EXPECT_GT(v1.in_service, year < 2029 ? 600 : -1);
        EXPECT_EQ(v1.in_service == 0, year >= 2031);  // five years after the last launches of 2025
    }
}

TEST(Fleet, IsTheSameWhateverThePolicy) {  // spectrum, load and phones differ: the same satellites live as long
    const auto base = shipped_study("video-anywhere.yaml", {});
    const auto other = shipped_study("video-anywhere.yaml", {"world.load=worst", "run.windows_per_quarter=3", "services.voice.calls=9"});
    const auto seeded = shipped_study("video-anywhere.yaml", {"run.run=2"});
    const Fleet a = build_fleet(*base, end_of(base->rollout.last)).value(), b = build_fleet(*other, end_of(other->rollout.last)).value(),
                c = build_fleet(*seeded, end_of(seeded->rollout.last)).value();
    ASSERT_EQ(a.size(), b.size());
    std::size_t differ = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a.fate[i].in_service_until, b.fate[i].in_service_until);
        differ += i >= c.size() || a.fate[i].in_service_until != c.fate[i].in_service_until;
    }
    EXPECT_GT(differ, 10u);
}

}  // namespace
}  // namespace d2c
