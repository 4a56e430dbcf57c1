#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "base/random.h"
#include "handset_phy/adaptation/block_error/mutual_information.h"
#include "handset_phy/adaptation/fading/ageing.h"
#include "handset_phy/adaptation/fading/bessel.h"
#include "handset_phy/adaptation/fading/rice.h"
#include "handset_phy/adaptation/fading/spread.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

double normal(std::uint64_t entity, std::uint32_t which, std::uint32_t step) {
    return standard_normal({7, Purpose::kTest, entity, which, step});
}

TEST(Bessel, ScaledI0IsTheTabulatedOne) {  // oracle: Abramowitz and Stegun table 9.8, exp(-x) I0(x)
    EXPECT_NEAR(scaled_bessel_i0(0.0), 1.0, 1e-15);
    EXPECT_NEAR(scaled_bessel_i0(1.0), 0.4657596076, 1e-10);
    EXPECT_NEAR(scaled_bessel_i0(5.0), 0.1835408126, 1e-10);
    EXPECT_NEAR(scaled_bessel_i0(10.0), 0.1278333372, 1e-10);
    EXPECT_NEAR(scaled_bessel_i0(20.0 + 1e-9), scaled_bessel_i0(20.0), 1e-11);  // where the two forms meet
}

TEST(MarcumQ, IsTheClosedFormWhereThereIsOne) {
    // oracle: Q1(0, b) = exp(-b^2/2); Q1(a, a) = (1 + exp(-a^2) I0(a^2)) / 2; Q1(1, 1) from the same
    for (double b = 0.0; b < 8.0; b += 0.5) EXPECT_NEAR(marcum_q1(0.0, b), std::exp(-0.5 * b * b), 1e-12) << b;
    for (double a = 0.25; a < 60.0; a *= 1.7) EXPECT_NEAR(marcum_q1(a, a), 0.5 * (1.0 + scaled_bessel_i0(a * a)), 1e-10) << a;
    for (double a = 0.0; a < 20.0; a += 3.1)
        for (double b = 0.0; b < 20.0; b += 2.3) EXPECT_NEAR(marcum_q1(a, b) + marcum_q1_complement(a, b), 1.0, 1e-10) << a << ' ' << b;
    EXPECT_TRUE(std::isnan(marcum_q1(kNaN, 1.0)));
    EXPECT_TRUE(std::isnan(marcum_q1(1.0, -1.0)));
}

TEST(MarcumQ, KeepsSmallTails) {  // oracle: 1 - Q1(0, b) = 1 - exp(-b^2/2), by expm1
    for (double b = 1e-4; b < 1.0; b *= 3.0) {
        EXPECT_NEAR(marcum_q1_complement(0.0, b) / -std::expm1(-0.5 * b * b), 1.0, 1e-9) << b;
    }
}

TEST(RiceFading, AtLowKIsRayleigh) {  // oracle: P(power < x) = 1 - exp(-x): 10 % lie 9.773 dB down, 1 % 19.978 dB
    const RiceFading rayleigh = *RiceFading::create(Db{-40.0});
    EXPECT_NEAR(rayleigh.margin(0.1)->value, -10.0 * std::log10(-std::log(0.9)), 0.001);
    EXPECT_NEAR(rayleigh.margin(0.01)->value, -10.0 * std::log10(-std::log(0.99)), 0.001);
}

TEST(RiceFading, AtHighKIsNormalInAmplitude) {
    // oracle: amplitude about normal with deviation 1 / sqrt(2 K) of its mean for large K: 10 % lie 20 log10(1 - 1.2816 / sqrt(2 K)) down
    const RiceFading strong = *RiceFading::create(Db{30.0});
    EXPECT_NEAR(strong.margin(0.1)->value, -20.0 * std::log10(1.0 - 1.28155 / std::sqrt(2000.0)), 0.01);
}

TEST(RiceFading, MarginsMatchDraws) {  // oracle: 400,000 draws of a complex normal about a constant; three deviations of the count
    constexpr std::uint64_t kDraws = 400'000;
    for (const double k_db : {3.0, 10.0}) {
        const double k = std::pow(10.0, k_db / 10.0), direct = std::sqrt(k / (1.0 + k)), scattered = std::sqrt(0.5 / (1.0 + k));
        const RiceFading fading = *RiceFading::create(Db{k_db});
        const double edge = ratio_from_db(-*fading.margin(0.05));
        int below = 0;
        for (std::uint64_t i = 0; i < kDraws; ++i) {
            const double x = direct + scattered * normal(i, 1, 0), y = scattered * normal(i, 2, 0);
            if (x * x + y * y < edge) ++below;
        }
        EXPECT_NEAR(below / static_cast<double>(kDraws), 0.05, 3.0 * std::sqrt(0.05 * 0.95 / kDraws)) << k_db;
    }
}

TEST(RiceFading, RefusesWhatItDoesNotKnow) {
    EXPECT_FALSE(RiceFading::create(Db{41.0}));
    EXPECT_FALSE(RiceFading::create(Db{kNaN}));
    const RiceFading fading = *RiceFading::create(Db{10.0});
    EXPECT_FALSE(fading.margin(0.0));
    EXPECT_FALSE(fading.margin(1.0));
    EXPECT_FALSE(fading.margin(kNaN));
    EXPECT_TRUE(std::isnan(fading.power_below(Db{kNaN})));
}

TEST(ErgodicLoss, OfRayleighFadingAtLowSnrVanishesAndOfSteadyChannelsIsNothing) {
    // oracle: information is linear in power at low SNR, so its mean is that of the mean; and K of 40 dB is steady
    EXPECT_LT(ergodic_loss(*RiceFading::create(Db{-40.0}), Db{-25.0}, 2)->value, 0.03);
    EXPECT_LT(ergodic_loss(*RiceFading::create(Db{40.0}), Db{10.0}, 6)->value, 0.001);
    EXPECT_FALSE(ergodic_loss(*RiceFading::create(Db{10.0}), Db{kNaN}, 6));
    double last = 10.0;
    for (double k = -10.0; k <= 30.0; k += 5.0) {
        const double loss = ergodic_loss(*RiceFading::create(Db{k}), Db{8.0}, 4)->value;
        EXPECT_LT(loss, last) << k;
        last = loss;
    }
}

TEST(Spreads, HaveUnitWeightAndTheirOwnMean) {  // oracle: mean power of a fading about its mean is 1; of a normal deviate in dB, exp((s
                                                // ln10/10)^2 / 2)
    const auto power = [](const Spread& s) { return mean_over(s, [](Db x) { return ratio_from_db(x); }); };
    const auto weight = [](const Spread& s) { return mean_over(s, [](Db) { return 1.0; }); };
    for (const double k : {-10.0, 3.0, 15.0}) {
        const Spread rice = rice_spread(*RiceFading::create(Db{k}));
        EXPECT_NEAR(weight(rice), 1.0, 1e-12);
        EXPECT_NEAR(power(rice), 1.0, 1e-3) << k;
        EXPECT_NEAR(RiceFading::create(Db{k})->mean_of([](Db x) { return ratio_from_db(x); }), 1.0, 1e-6) << k;
    }
    const Spread normal3 = normal_spread(Db{3.0});
    EXPECT_NEAR(weight(normal3), 1.0, 1e-12);
    EXPECT_NEAR(power(normal3), std::exp(0.5 * std::pow(3.0 * std::log(10.0) / 10.0, 2)), 1e-4);
    EXPECT_NEAR(power(combined(normal3, normal3)), power(normal_spread(Db{3.0 * std::sqrt(2.0)})), 1e-3);
    EXPECT_TRUE(normal_spread(Db{kNaN}).empty());
    EXPECT_TRUE(aged_rice_spread(Db{kNaN}, 0.5).empty());
}

TEST(SlowAgeing, MarginKeepsBlockErrorsAtTenPercentInDraws) {
    // oracle: 200,000 pairs of a Gauss-Markov process of 4 dB, report and use 12 ms apart of 100 ms; each block decided by a draw on its
    // own error curve (normal, 0.2 dB, 10 % at margin 0). Four deviations of the count, 0.3 points.
    const SlowFading shadow{Db{4.0}, 0.1};
    const double age_s = 0.012, rho = shadow.correlation(age_s);
    const Db margin = *outer_loop_margin(0.1, Db{0.2}, shadow.change(age_s));
    constexpr std::uint64_t kBlocks = 200'000;
    double lost = 0.0, lost_without = 0.0;
    for (std::uint64_t i = 0; i < kBlocks; ++i) {
        const double reported = 4.0 * normal(i, 3, 0);
        const double used = rho * reported + 4.0 * std::sqrt(1.0 - rho * rho) * normal(i, 3, 1);
        const double luck = 0.2 * normal(i, 3, 2);
        const auto fails = [&](double m) { return used - (reported - m) + 1.2815516 * 0.2 + luck < 0.0; };
        lost += fails(margin.value);
        lost_without += fails(0.0);
    }
    EXPECT_NEAR(lost / kBlocks, 0.1, 0.003);
    EXPECT_NEAR(lost_without / kBlocks, aged_error_rate(0.1, Db{0.2}, shadow.change(age_s), Db{0.0}), 0.005);
    EXPECT_GT(lost_without / kBlocks, 0.4);
}

TEST(SlowAgeing, CostsNothingWithoutAgeAndAtMostTheIndependentMargin) {
    const SlowFading shadow{Db{4.0}, 10.0};
    EXPECT_NEAR(outer_loop_margin(0.1, Db{0.2}, shadow.change(0.0))->value, 0.0, 1e-12);
    EXPECT_NEAR(shadow.change(1e6).value, 4.0 * std::sqrt(2.0), 1e-9);  // two independent values
    EXPECT_NEAR(aged_error_rate(0.1, Db{0.3}, Db{1.0}, *outer_loop_margin(0.1, Db{0.3}, Db{1.0})), 0.1, 1e-9);
    EXPECT_FALSE(outer_loop_margin(0.0, Db{0.2}, Db{1.0}));
    EXPECT_FALSE(outer_loop_margin(0.1, Db{kNaN}, Db{1.0}));
    EXPECT_TRUE(std::isnan(shadow.change(-1.0).value));
    EXPECT_TRUE(std::isnan(SlowFading({Db{4.0}, kNaN}).correlation(1.0)));
}

TEST(FastAgeing, OfRayleighFadingIsTheClosedForm) {
    // oracle: ratio z of two correlated exponential powers, F(z) = 1/2 + (z - 1) / (2 sqrt((z + 1)^2 - 4 rho^2 z)); independent: 10 % at z
    // = 1/9
    for (const double rho : {0.0, 0.4, 0.9, 0.99})
        for (const double z_db : {-20.0, -9.5, -3.0, 0.0, 4.0}) {
            const double z = std::pow(10.0, z_db / 10.0);
            const double expected = 0.5 + (z - 1.0) / (2.0 * std::sqrt((z + 1.0) * (z + 1.0) - 4.0 * rho * rho * z));
            EXPECT_NEAR(power_below_report(Db{-40.0}, rho, Db{z_db}), expected, 2e-4) << rho << ' ' << z_db;
        }
    EXPECT_NEAR(fast_fading_margin(Db{-40.0}, 0.0, 0.1)->value, 10.0 * std::log10(9.0), 0.01);
}

TEST(FastAgeing, OfRiceanFadingMatchesDraws) {  // oracle: 200,000 pairs of complex normals about a constant; four deviations of the count
    constexpr std::uint64_t kDraws = 200'000;
    for (const double k_db : {0.0, 10.0})
        for (const double rho : {-0.3, 0.5, 0.95}) {
            const double k = std::pow(10.0, k_db / 10.0), direct = std::sqrt(k / (1.0 + k)), scattered = std::sqrt(0.5 / (1.0 + k));
            int below = 0;
            const double ratio = ratio_from_db(Db{-2.0});
            for (std::uint64_t i = 0; i < kDraws; ++i) {
                const double ux = normal(i, 4, 0), uy = normal(i, 4, 1), fresh = std::sqrt(1.0 - rho * rho);
                const double vx = rho * ux + fresh * normal(i, 4, 2), vy = rho * uy + fresh * normal(i, 4, 3);
                const double report = std::pow(direct + scattered * ux, 2) + std::pow(scattered * uy, 2);
                const double use = std::pow(direct + scattered * vx, 2) + std::pow(scattered * vy, 2);
                if (use < ratio * report) ++below;
            }
            const double expected = power_below_report(Db{k_db}, rho, Db{-2.0});
            EXPECT_NEAR(below / static_cast<double>(kDraws), expected, 4.0 * std::sqrt(expected * (1.0 - expected) / kDraws))
                << k_db << ' ' << rho;
        }
}

TEST(FastAgeing, VanishesWithFullCorrelationAndJakesFallsToZeroAtItsFirstRoot) {  // oracle: J0(2.404826) = 0
    EXPECT_NEAR(fast_fading_margin(Db{10.0}, 1.0, 0.1)->value, 0.0, 1e-5);
    EXPECT_NEAR(jakes_correlation(Hertz{100.0}, 2.404825558 / (2.0 * 3.14159265358979 * 100.0)), 0.0, 1e-6);
    EXPECT_EQ(jakes_correlation(Hertz{100.0}, 0.0), 1.0);
    EXPECT_TRUE(std::isnan(jakes_correlation(Hertz{-1.0}, 0.0)));
    EXPECT_TRUE(std::isnan(power_below_report(Db{10.0}, 1.5, Db{0.0})));
    EXPECT_FALSE(fast_fading_margin(Db{kNaN}, 0.5, 0.1));
}

}  // namespace
}  // namespace d2c
