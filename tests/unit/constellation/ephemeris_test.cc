#include "constellation/ephemeris.h"

#include <gtest/gtest.h>

#include <cmath>

#include "constellation/patterns/chord_pattern.h"
#include "constellation/propagate.h"
#include "constellation/walker.h"

namespace d2c {
namespace {

const Instant kBegin = *parse_instant("2026-06-01T00:00:00Z");

MeanState orbit(double kilometres) {
    MeanState state =
        circular_state(Metres::kilo(6378.137 + kilometres), Angle::degrees(53.0), Angle::degrees(10.0), Angle::degrees(20.0), kBegin);
    state.frozen = true;
    return state;
}

Ephemeris rows(const MeanState& state, double step_s, int count) {
    std::vector<Ephemeris::Row> list;
    for (int i = 0; i < count; ++i) {
        const Instant at = kBegin + nanoseconds_from_seconds(i * step_s);
        list.push_back({i, {position_itrf(state, at), velocity_itrf(state, at)}});
    }
    return Ephemeris{kBegin, step_s, list};
}

double worst_error_m(const MeanState& state, double step_s) {
    const Ephemeris ephemeris = rows(state, step_s, 11);
    double worst = 0.0;
    for (double s = 0.0; s <= 10.0 * step_s; s += 0.37) {
        const Instant at = kBegin + nanoseconds_from_seconds(s);
        worst = std::max(worst, norm(ephemeris.at(at)->position - position_itrf(state, at)).value);
    }
    return worst;
}

// Oracle: propagation itself. Bound: step^4 / 384 r w^4 for a circle; the velocities are good to 1e-4 m/s, which adds a quarter of a
// step's.
TEST(Ephemeris, TenSecondsBetweenRowsErrLessThanAMillimetre) {
    for (const double kilometres : {330.0, 600.0, 1200.0}) {
        const MeanState state = orbit(kilometres);
        const double r = state.semi_major_axis.value, w = state.argument_rate_rad_per_s;
        const double bound = 1e4 / 384.0 * r * std::pow(w, 4);
        const double worst = worst_error_m(state, 10.0);
        EXPECT_LT(worst, bound * 1.1 + 0.3e-3) << kilometres;
        EXPECT_GT(worst, 0.0);
    }
}

TEST(Ephemeris, TheErrorGrowsWithTheFourthPowerOfTheStep) {
    const MeanState state = orbit(600.0);
    const double ratio = worst_error_m(state, 80.0) / worst_error_m(state, 40.0);
    EXPECT_NEAR(ratio, 16.0, 2.0);
}

TEST(Ephemeris, VelocityIsTheDerivative) {
    const Ephemeris ephemeris = rows(orbit(360.0), 10.0, 3);
    const Instant at = kBegin + std::chrono::milliseconds{4321};
    const auto before = ephemeris.at(at - std::chrono::milliseconds{1}), now = ephemeris.at(at),
               after = ephemeris.at(at + std::chrono::milliseconds{1});
    EXPECT_NEAR(now->velocity.x.value, (after->position.x - before->position.x).value / 2e-3, 1e-4);
    EXPECT_NEAR(now->velocity.z.value, (after->position.z - before->position.z).value / 2e-3, 1e-4);
}

TEST(Ephemeris, RowsThatAreNotThereLeaveGaps) {
    const Ephemeris all = rows(orbit(360.0), 10.0, 9);
    std::vector<Ephemeris::Row> some{all.rows()[1], all.rows()[2], all.rows()[6], all.rows()[7]};
    const Ephemeris ephemeris{kBegin, 10.0, some};
    const auto at = [&](double s) { return ephemeris.at(kBegin + nanoseconds_from_seconds(s)); };
    EXPECT_FALSE(at(9.9));
    EXPECT_TRUE(at(10.0));
    EXPECT_TRUE(at(15.0));
    EXPECT_TRUE(at(20.0));
    EXPECT_FALSE(at(20.1));
    EXPECT_FALSE(at(59.9));
    EXPECT_TRUE(at(70.0));
    EXPECT_FALSE(at(70.1));
    EXPECT_EQ(ephemeris.at_or_nearest(kBegin + std::chrono::seconds{45}).position.x, all.rows()[6].second.position.x);
    EXPECT_FALSE(Ephemeris{}.at(kBegin));
}

TEST(ChordPattern, BetweenKnotsLinearInTheRatioOverTheSquaredChord) {
    const std::vector<std::pair<Angle, double>> knots{{Angle{}, 1.0}, {Angle::radians(0.1), 0.2}, {Angle::radians(0.3), 0.01}};
    const ChordPattern pattern{knots};
    const auto chord2 = [](double rad) { return 2.0 * (1.0 - std::cos(rad)); };
    EXPECT_EQ(pattern.gain_ratio_of_cosine(1.0), 1.0);
    EXPECT_NEAR(pattern.gain_ratio_of_cosine(std::cos(0.1)), 0.2, 1e-12);
    EXPECT_NEAR(pattern.gain_ratio_of_cosine(std::cos(0.2)), 0.2 + (chord2(0.2) - chord2(0.1)) / (chord2(0.3) - chord2(0.1)) * (0.01 - 0.2),
                1e-12);
    EXPECT_EQ(pattern.gain_ratio_of_cosine(std::cos(0.31)), 0.01);
    EXPECT_EQ(pattern.gain_ratio_of_cosine(-1.0), 0.01);
    EXPECT_TRUE(std::isnan(pattern.gain_ratio_of_cosine(std::nan(""))));
    EXPECT_EQ(pattern.floor_ratio(), 0.01);
    const std::vector<std::pair<Angle, double>> none;
    EXPECT_THROW(ChordPattern{none}, std::invalid_argument);
}

}  // namespace
}  // namespace d2c
