#include "handset_phy/adoption.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace d2c {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::optional<SalesCurve> bass(double p, double q, double ceiling, double start) { return SalesCurve{BassCurve{p, q}, ceiling, start}; }

TEST(Bass, IsTheSolutionOfItsDifferentialEquation) {  // oracle: dF/dt = (p + q F)(1 - F), Runge and Kutta's method, steps of 0.01 years
    const BassCurve curve{0.03, 0.38};
    double f = 0.0;
    const auto slope = [&](double share) { return (0.03 + 0.38 * share) * (1.0 - share); };
    for (int k = 0; k < 2000; ++k) {
        const double h = 0.01;
        const double k1 = slope(f), k2 = slope(f + h / 2 * k1), k3 = slope(f + h / 2 * k2), k4 = slope(f + h * k3);
        f += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
        EXPECT_NEAR(adopted_share(curve, (k + 1) * h), f, 1e-10);
    }
}

TEST(Bass, PeaksWhenItsAuthorSaid) {  // oracle: Bass 1969, T* = ln(q / p) / (p + q): steepest there
    const BassCurve curve{0.03, 0.38};
    const double peak = std::log(0.38 / 0.03) / 0.41;
    const auto growth = [&](double at) { return adopted_share(curve, at + 0.05) - adopted_share(curve, at - 0.05); };
    EXPECT_GT(growth(peak), growth(peak - 0.2));
    EXPECT_GT(growth(peak), growth(peak + 0.2));
}

TEST(Bass, WithoutImitationIsAnExponential) { EXPECT_NEAR(adopted_share(BassCurve{0.2, 0.0}, 3.0), 1.0 - std::exp(-0.6), 1e-15); }

TEST(Logistic, GoesFromATenthToNineTenthsInItsTime) {
    const LogisticCurve curve{4.0, 3.0};
    EXPECT_NEAR(adopted_share(curve, 2.5), 0.1, 1e-12);
    EXPECT_NEAR(adopted_share(curve, 4.0), 0.5, 1e-12);
    EXPECT_NEAR(adopted_share(curve, 5.5), 0.9, 1e-12);
    EXPECT_EQ(adopted_share(curve, -0.001), 0.0);
    EXPECT_TRUE(std::isnan(adopted_share(curve, kNan)));
    EXPECT_TRUE(std::isnan(adopted_share(BassCurve{0.03, 0.38}, kNan)));
}

TEST(SalesShares, LaterGenerationsTakeFromAllBefore) {  // oracle: Norton and Bass 1987 by hand
    const std::vector<std::optional<SalesCurve>> curves{std::nullopt, bass(0.03, 0.38, 0.9, 2027.0), bass(0.05, 0.5, 0.8, 2029.0)};
    const double first = 0.9 * adopted_share(BassCurve{0.03, 0.38}, 6.0), second = 0.8 * adopted_share(BassCurve{0.05, 0.5}, 4.0);
    const auto shares = sales_shares(curves, 2033.0);
    EXPECT_NEAR(shares[2], second, 1e-15);
    EXPECT_NEAR(shares[1], first * (1.0 - second), 1e-15);
    EXPECT_NEAR(shares[0], (1.0 - first) * (1.0 - second), 1e-15);
}

TEST(SharesInUse, FollowAStepInSalesAsAnExponential) {  // sales go over at once: 1 - e^(-t / life); the step falls within a 48th of a year
    const std::vector<std::optional<SalesCurve>> curves{std::nullopt, SalesCurve{LogisticCurve{0.0, 0.01}, 0.7, 2027.0}};
    for (const double years : {0.5, 3.5, 10.0})
        EXPECT_NEAR(shares_in_use(curves, 3.5, 2027.0 + years)[1], 0.7 * (1.0 - std::exp(-years / 3.5)), 0.7 / 48.0 / 3.5);
}

TEST(SharesInUse, FollowALinearRiseAsTheIntegralSays) {  // oracle: x(t) = integral of s(u) e^(-(t-u)/L) / L, midpoints of 1e-4 years
    const std::vector<std::optional<SalesCurve>> curves{std::nullopt, bass(0.03, 0.38, 0.9, 2027.5)};
    const double life = 4.0, year = 2033.3;
    double in_use = 0.0;
    const double h = 1e-4;
    for (double u = 2027.5 + h / 2; u < year; u += h) in_use += sales_shares(curves, u)[1] * std::exp(-(year - u) / life) / life * h;
    EXPECT_NEAR(shares_in_use(curves, life, year)[1], in_use, 1e-5);
}

TEST(SharesInUse, AddUpAndBeginWithTheOldest) {
    const std::vector<std::optional<SalesCurve>> curves{std::nullopt, bass(0.03, 0.38, 0.9, 2027.0), bass(0.05, 0.5, 0.8, 2029.0)};
    for (double year = 2020.0; year < 2040.0; year += 0.25) {
        const auto shares = shares_in_use(curves, 4.0, year);
        EXPECT_NEAR(std::accumulate(shares.begin(), shares.end(), 0.0), 1.0, 1e-12);
        for (const double share : shares) EXPECT_GE(share, 0.0);
        EXPECT_EQ(shares[0] == 1.0, year <= 2027.0) << year;
    }
    EXPECT_TRUE(std::isnan(shares_in_use(curves, kNan, 2030.0)[0]));
    EXPECT_TRUE(std::isnan(shares_in_use(curves, 4.0, kNan)[1]));
    EXPECT_TRUE(shares_in_use({}, 4.0, 2030.0).empty());
}

TEST(SalesCurve, RefusesWhatIsOutOfRangeAndNan) {
    EXPECT_EQ(validate(SalesCurve{BassCurve{kNan, -1.0}, 2.0, kNan}, "a").size(), 4u);
    EXPECT_EQ(validate(SalesCurve{LogisticCurve{kNan, 0.0}, 0.5, 2027.0}, "a").size(), 2u);
    EXPECT_TRUE(validate(SalesCurve{BassCurve{0.03, 0.38}, 0.5, 2027.0}, "a").empty());
}

}  // namespace
}  // namespace d2c
