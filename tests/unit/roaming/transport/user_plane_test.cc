#include "roaming/transport/user_plane.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "base/constants.h"
#include "constellation/frames.h"

namespace d2c {
namespace {

Geodetic at(double latitude_deg, double longitude_deg, double height_m = 0.0) {
    return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg), Metres{height_m}};
}

TEST(Fibre, FromSantiagoToMiamiTakes69ms) {  // by hand: 6,654 km on the sphere, times 2.1, over 199,862 km/s
    const Metres arc = great_circle(at(-33.45, -70.67), at(25.76, -80.19));
    EXPECT_NEAR(arc.in_kilo(), 6654.0, 10.0);
    EXPECT_NEAR(fibre_delay_s(arc, Fibre{}) * 1e3, 69.9, 0.2);
}
TEST(Fibre, GreatCirclesOfAQuarterAndOfHalfATurn) {  // oracle: pi R / 2 and pi R
    EXPECT_NEAR(great_circle(at(0, 0), at(90, 17)).value, 0.5 * std::numbers::pi * 6371e3, 1e-3);
    EXPECT_NEAR(great_circle(at(0, 0), at(0, 180)).value, std::numbers::pi * 6371e3, 1e-3);
    EXPECT_EQ(great_circle(at(12, 34), at(12, 34)).value, 0.0);
}

/// Three satellites in a row over the equator at 550 km: over 0, 10 and 20 degrees east; a gateway under the last, another far away under
/// none, points of presence near each, a home core.
class Ways : public testing::Test {
  protected:
    Ways() {
        now_.resize(3);
        for (std::size_t i = 0; i < 3; ++i) {
            const Position<Itrf> p = itrf_of(at(0.0, 10.0 * static_cast<double>(i), 550e3));
            now_.x_itrf_m[i] = p.x.value;
            now_.y_itrf_m[i] = p.y.value;
            now_.z_itrf_m[i] = p.z.value;
        }
        ground_.gateways = {{"under", at(0, 20), Angle::degrees(25.0), "", {}, ""}, {"far", at(0, 120), Angle::degrees(25.0), "", {}, ""}};
        ground_.points_of_presence = {{"near", "", at(0, 21)}, {"farther", "", at(0, 30)}};
        ground_.forwarding = {1e-4, 2e-4, 3e-4};
        graph_ = graph_of(3, std::vector<SatelliteLink>{{0, 1}, {1, 2}});
    }
    void solve(const CoreAnchor& anchor, std::vector<std::uint8_t> linked = {}, std::vector<std::uint8_t> up = {}) {
        tails_ = ground_tails(ground_, anchor);
        link_lengths(graph_, now_, {}, linked, length_m_);
        ways_to_content(ground_, tails_, up, now_, graph_, length_m_, tree_);
    }
    SatelliteColumns now_;
    GroundSegment ground_;
    LinkGraph graph_;
    std::vector<GroundTail> tails_;
    std::vector<double> length_m_;
    PathTree tree_;
};

const double kArcS = 6378137.0 + 550e3;
const double kDegreeOfFibre_s = 6371e3 * std::numbers::pi / 180.0 * 2.1 / (kSpeedOfLightMPerS * 2.0 / 3.0);

TEST_F(Ways, HomeRoutedAddUpByHand) {
    const CoreAnchor anchor{UserPlane::kHomeRouted, at(0, 50), 0.001};
    solve(anchor);
    const double link_s = 2.0 * kArcS * std::sin(std::numbers::pi / 36.0) / kSpeedOfLightMPerS;  // chord of 10 degrees
    const double expected = 2 * link_s + 3 * 1e-4 + 550e3 / kSpeedOfLightMPerS + 2e-4 + kDegreeOfFibre_s * (1 + 29) + 3e-4 + 0.001;
    EXPECT_NEAR(delay_from_satellite_s(tree_, ground_.forwarding, 0), expected, 1e-9);
    EXPECT_NEAR(delay_in_space_s(tree_, tails_, ground_.forwarding, 0), 2 * link_s + 3 * 1e-4 + 550e3 / kSpeedOfLightMPerS, 1e-9);
    EXPECT_NEAR(tails_[0].home_s, kDegreeOfFibre_s * 29, 1e-9);
    const auto parts = delay_components(ground_, tails_, anchor, now_, tree_, 0, Metres{600e3});
    EXPECT_NEAR(total_s(parts), expected + 600e3 / kSpeedOfLightMPerS, 1e-9);
    std::vector<std::string> names;
    for (const DelayComponent& part : parts) names.emplace_back(part.name);
    EXPECT_THAT(names, testing::ElementsAre("service link", "inter-satellite link", "inter-satellite link", "in satellites", "feeder link",
                                            "in the gateway", "gateway to point of presence", "point of presence to home core",
                                            "in the core", "to the content"));
}

TEST_F(Ways, LocalBreakoutLeavesOutTheWayHome) {
    solve({UserPlane::kHomeRouted, at(0, 50), 0.001});
    const double home = delay_from_satellite_s(tree_, ground_.forwarding, 0);
    solve({UserPlane::kLocalBreakout, std::nullopt, 0.001});
    EXPECT_NEAR(home - delay_from_satellite_s(tree_, ground_.forwarding, 0), 29 * kDegreeOfFibre_s, 1e-9);
}

TEST_F(Ways, ANamedPointOfPresenceIsTaken) {
    ground_.gateways[0].point_of_presence = "farther";
    const auto tails = ground_tails(ground_, {UserPlane::kLocalBreakout, std::nullopt, 0.0});
    EXPECT_EQ(tails[0].point_of_presence, 1U);
    EXPECT_NEAR(tails[0].to_point_of_presence.value, 6371e3 * std::numbers::pi / 18.0, 1e-3);
}

TEST_F(Ways, ASatelliteWithoutLinksNeedsAGatewayInItsView) {
    const CoreAnchor anchor{UserPlane::kLocalBreakout, std::nullopt, 0.001};
    solve(anchor, {1, 1, 0});
    EXPECT_FALSE(std::isfinite(delay_from_satellite_s(tree_, ground_.forwarding, 0)));
    EXPECT_TRUE(delay_components(ground_, tails_, anchor, now_, tree_, 0, Metres{6e5}).empty());
    EXPECT_TRUE(std::isfinite(delay_from_satellite_s(tree_, ground_.forwarding, 2)));
}

TEST_F(Ways, AGatewayThatIsOutIsNoWay) {
    solve({UserPlane::kLocalBreakout, std::nullopt, 0.001}, {}, {0, 1});
    for (std::uint32_t s = 0; s < 3; ++s) EXPECT_EQ(tree_.station[s], kNoWay);
}

}  // namespace
}  // namespace d2c
