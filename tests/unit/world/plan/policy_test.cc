#include "world/plan/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>

#include "base/random.h"
#include "constellation/frames.h"
#include "constellation/look.h"
#include "constellation/walker.h"
#include "world/plan/remaining.h"

namespace d2c {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Three satellites: a near and loaded one low in the sky that stays, a far one that sets soon, a middling idle one high above.
constexpr std::array<float, 3> kSine{0.4f, 0.5f, 0.9f}, kRange{400e3f, 900e3f, 600e3f}, kRsrp{-3.0f, 0.0f, -2.0f},
    kRemaining{200.0f, 20.0f, 90.0f}, kLoad{3.0f, 2.0f, 0.2f};
constexpr std::array<std::int32_t, 3> kRow{4, 7, 9};

std::int32_t first_choice(const std::string& name) {
    std::array<float, 3> score{};
    find_policy(name)->score({kSine, kRange, kRsrp, kRemaining, kLoad}, score);
    return choose(kRow, score, kNoSatellite, 0.0f);
}

TEST(Policies, ChooseByTheirName) {
    EXPECT_EQ(first_choice("strongest"), 7);
    EXPECT_EQ(first_choice("nearest"), 4);
    EXPECT_EQ(first_choice("highest-elevation"), 9);
    EXPECT_EQ(first_choice("longest-remaining"), 4);
    EXPECT_EQ(first_choice("least-loaded"), 9);
    EXPECT_EQ(first_choice("max-weight"), 9);  // -3 - 4.8, 0 - 3.0 and -2 dB
    EXPECT_EQ(policy_names().front(), "strongest");
    EXPECT_EQ(find_policy("strongestt"), nullptr);
}

TEST(Policies, CountTheHysteresisInTheirOwnUnit) {  // oracle: 20 lg(1.41) = 3.0 dB
    std::array<float, 2> score{};
    const std::array<float, 2> range{600e3f, 600e3f * 1.4f}, wider{600e3f, 600e3f * 1.42f};
    const ServingPolicy& nearest = *find_policy("nearest");
    const std::array<std::int32_t, 2> rows{1, 2};
    nearest.score({{}, range, {}, {}, {}}, score);
    EXPECT_EQ(choose(rows, score, 2, nearest.hysteresis_of(Db{3.0})), 2);
    nearest.score({{}, wider, {}, {}, {}}, score);
    EXPECT_EQ(choose(rows, score, 2, nearest.hysteresis_of(Db{3.0})), 1);
    EXPECT_FLOAT_EQ(find_policy("longest-remaining")->hysteresis_of(Db{3.0}), 180.0f);
}

TEST(Choose, KeepsTheServingOneUntilAnotherIsBetterByMoreThanTheHysteresis) {
    const std::array<std::int32_t, 2> rows{3, 5};
    EXPECT_EQ(choose(rows, std::array{1.0f, 4.0f}, 3, 3.0f), 3);
    EXPECT_EQ(choose(rows, std::array{1.0f, 4.1f}, 3, 3.0f), 5);
    EXPECT_EQ(choose(rows, std::array{1.0f, 1.0f}, 4, 3.0f), 3) << "equal: the lower row";
    EXPECT_EQ(choose({}, {}, 3, 3.0f), kNoSatellite);
}

TEST(Choose, NeverTakesANan) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::array<std::int32_t, 2> rows{3, 5};
    EXPECT_EQ(choose(rows, std::array{nan, -1e30f}, 3, 3.0f), 5);
    EXPECT_EQ(choose(rows, std::array{nan, nan}, 3, 3.0f), kNoSatellite);
}

TEST(Registry, TakesAProgramsOwnPolicyAndRefusesABadOne) {
    const auto score = [](const Candidates& c, std::span<float> s) { std::copy(c.range_m.begin(), c.range_m.end(), s.begin()); };
    EXPECT_THAT(register_policy({"farthest-of-a-test", "for a test", score}), IsEmpty());
    EXPECT_THAT(policy_names(), Contains("farthest-of-a-test"));
    EXPECT_EQ(first_choice("farthest-of-a-test"), 7);
    EXPECT_THAT(register_policy({"farthest-of-a-test", "", score}), SizeIs(1));
    const Faults faults = register_policy({"Bad name", "", {}, std::nan("")});
    ASSERT_THAT(faults, SizeIs(3));
    EXPECT_THAT(to_string(faults[0]), HasSubstr("policy.name: Bad name: lower-case letters, digits and hyphens"));
    EXPECT_EQ(find_policy("Bad name"), nullptr);
}

/// Oracle: the propagated orbit, second by second.
TEST(Remaining, AgreesWithThePropagatedOrbitToASecond) {
    constexpr double kMask = 0.342;  // 20 degrees
    int compared = 0;
    for (std::uint64_t i = 0; i < 400; ++i) {
        const auto draw = [&](std::uint32_t n) { return uniform01({3, Purpose::kTest, i, n}); };
        const MeanState state = circular_state(Metres{6708e3}, Angle::degrees(100.0 * draw(0)), Angle::degrees(360.0 * draw(1)),
                                               Angle::degrees(360.0 * draw(2)), Instant{0});
        const Geodetic below = geodetic_of(position_itrf(state, Instant{0}));
        const Geodetic place{Angle::degrees(std::clamp(below.latitude.in_degrees() + 12.0 * (draw(3) - 0.5), -89.0, 89.0)),
                             below.longitude + Angle::degrees(12.0 * (draw(4) - 0.5))};
        PhoneColumns phone;
        const Position<Itrf> p = itrf_of(place);
        phone.x_itrf_m = {p.x.value}, phone.y_itrf_m = {p.y.value}, phone.z_itrf_m = {p.z.value};
        phone.up_x = {cos(place.latitude) * cos(place.longitude)}, phone.up_y = {cos(place.latitude) * sin(place.longitude)};
        phone.up_z = {sin(place.latitude)};
        SatelliteColumns now;
        now.resize(1);
        propagate_itrf(std::array{state}, Instant{0}, 0, 1, now);
        double sets_s = 0.0;
        while (sets_s < 900.0 &&
               elevation(place, position_itrf(state, Instant{0} + nanoseconds_from_seconds(sets_s))).in_radians() > std::asin(kMask))
            sets_s += 0.25;
        const double remaining = remaining_s(now, 0, phone, 0, kMask);
        if (sets_s == 0.0) {
            EXPECT_EQ(remaining, 0.0);
            continue;
        }
        // A pass that only grazes the mask sets where the elevation hardly moves.
        EXPECT_NEAR(remaining, sets_s, sets_s < 20.0 ? 4.0 : 1.5) << i;
        ++compared;
    }
    EXPECT_GT(compared, 150);
}

}  // namespace
}  // namespace d2c
