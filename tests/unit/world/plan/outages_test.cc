#include "world/plan/outages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/walker.h"
#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Two generations of 1,000 satellites; the second has inter-satellite links.
struct Two {
    Two() {
        study.generations.resize(2);
        study.generations[0].id = "old";
        study.generations[1].id = "new";
        fleet.payloads.resize(2);
        fleet.payloads[1].inter_satellite_links = true;
        for (std::uint32_t i = 0; i < 2000; ++i) {
            fleet.states.push_back(
                circular_state(Metres{6738e3}, Angle::degrees(53.0), Angle::degrees(0.18 * i), Angle::degrees(7.0 * i), Instant{0}));
            fleet.payload.push_back(i < 1000 ? 0 : 1);
            rows.push_back(i);
        }
        now.resize(2000);
        propagate_itrf(fleet.states, Instant{0}, 0, 2000, now);
    }
    /// Also whether each satellite by itself is usable where it has a share.
    std::vector<float> share_at(double second, std::uint64_t seed = 1) const {
        std::vector<float> share{5.0f};
        const Instant at = Instant{0} + nanoseconds_from_seconds(second);
        const OutagePlan plan{study, fleet, seed};
        plan.usable_share(fleet, at, rows, now, share);
        for (const std::uint32_t i : rows) {
            const bool usable = plan.usable(fleet, at, i, {now.x_itrf_m[i], now.y_itrf_m[i], now.z_itrf_m[i]});
            EXPECT_EQ(usable, share.empty() || share[i] > 0.0f) << i;
        }
        return share;
    }
    WorldEvent& event() {
        WorldEvent& e = study.world.events.emplace_back();
        e.id = "storm";
        e.at = Instant{0} + nanoseconds_from_seconds(100.0);
        e.duration_s = 50.0;
        return e;
    }
    Study study;
    Fleet fleet;
    std::vector<std::uint32_t> rows;
    SatelliteColumns now;
};

std::span<const float> old_ones(const std::vector<float>& share) { return std::span{share}.first(1000); }
std::span<const float> new_ones(const std::vector<float>& share) { return std::span{share}.last(1000); }

TEST(Outages, HoldFromTheirInstantToTheEndAndNoLonger) {
    Two two;
    EXPECT_FALSE((OutagePlan{two.study, two.fleet, 1}.any()));
    WorldEvent& event = two.event();
    event.satellites_share = 1.0;
    event.generation = "new";
    EXPECT_TRUE((OutagePlan{two.study, two.fleet, 1}.any()));
    EXPECT_THAT(two.share_at(99.9), IsEmpty());
    for (const double second : {100.0, 149.9}) {
        const std::vector<float> share = two.share_at(second);
        ASSERT_EQ(share.size(), 2000u);
        EXPECT_THAT(old_ones(share), Each(1.0f));
        EXPECT_THAT(new_ones(share), Each(0.0f));
    }
    EXPECT_THAT(two.share_at(150.0), IsEmpty());
}

TEST(Outages, DrawTheStatedShareAndAgainTheSameForTheSameSeed) {
    Two two;
    two.event().satellites_share = 0.3;
    const std::vector<float> share = two.share_at(120.0);
    EXPECT_NEAR(static_cast<double>(std::count(share.begin(), share.end(), 0.0f)), 600.0, 4.0 * 20.5);  // 4 standard deviations
    EXPECT_EQ(two.share_at(130.0), share);
    EXPECT_NE(two.share_at(120.0, 2), share);
    // Whatever else is lost: a larger share takes the same satellites and more.
    two.study.world.events[0].satellites_share = 0.4;
    const std::vector<float> more = two.share_at(120.0);
    for (std::size_t i = 0; i < share.size(); ++i) EXPECT_LE(more[i], share[i]);
}

TEST(Outages, TakeBeamsOffEverySatelliteAndAddUp) {
    Two two;
    two.event().beams_share = 0.25;
    WorldEvent& other = two.event();
    other.id = "other";
    other.beams_share = 0.5;
    other.generation = "old";
    const std::vector<float> share = two.share_at(120.0);
    EXPECT_THAT(old_ones(share), Each(0.375f));
    EXPECT_THAT(new_ones(share), Each(0.75f));
}

TEST(Gateways, CarrySatellitesWithoutLinksWhileTheyAreInViewAndAllOthersWhileOneIsUp) {
    Two two;
    GatewayConfig& gateway = two.study.world.gateways.emplace_back();
    gateway.id = "one";
    gateway.location = {Angle::degrees(40.0), Angle::degrees(10.0)};
    gateway.minimum_elevation = Angle::degrees(10.0);
    const std::vector<float> share = two.share_at(0.0);
    EXPECT_THAT(new_ones(share), Each(1.0f));
    int connected = 0;
    for (std::uint32_t i = 0; i < 1000; ++i) {  // oracle: the elevation of constellation/look.h
        const Position<Itrf> at{Metres{two.now.x_itrf_m[i]}, Metres{two.now.y_itrf_m[i]}, Metres{two.now.z_itrf_m[i]}};
        EXPECT_EQ(share[i] > 0.0f, elevation(gateway.location, at).in_degrees() >= 10.0) << i;
        connected += share[i] > 0.0f ? 1 : 0;
    }
    EXPECT_GT(connected, 5);
    WorldEvent& event = two.event();
    event.gateway = "one";
    EXPECT_THAT(two.share_at(120.0), Each(0.0f));
    EXPECT_THAT(new_ones(two.share_at(160.0)), Each(1.0f));
}

TEST(Policy, OfAnUnknownNameIsOneFaultThatListsThoseThereAre) {
    const auto study = shipped_study("today.yaml", {"world.policy=strongets"});
    ASSERT_TRUE(study);
    const auto earth = load_earth(study->geography, from_environment("D2C_DATA_DIR"), 2);
    ASSERT_TRUE(earth);
    const auto world = build_world(*study, *earth);
    ASSERT_EQ(world.faults().size(), 1u);
    EXPECT_THAT(to_string(world.faults()[0]),
                HasSubstr("--set: world.policy: strongets: a policy: strongest, nearest, highest-elevation, longest-remaining, "
                          "least-loaded, max-weight"));
}

}  // namespace
}  // namespace d2c
