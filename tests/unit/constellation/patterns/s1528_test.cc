#include "constellation/patterns/s1528.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <tuple>
#include <vector>

namespace d2c {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

S1528Rec12 rec12(double peak_dbi, double psi_b_deg, double ln_db, double z = 1.0) {
    S1528Rec12 p;
    p.peak = {peak_dbi};
    p.half_beamwidth = Angle::degrees(psi_b_deg);
    p.near_in = {ln_db};
    p.axis_ratio = z;
    return p;
}

struct Curve {
    double ln_db;
    std::vector<double> gain_dbi;
};

TEST(S1528Rec12,
     HasTheGainsThatSharcPrintsForTheFourNearInLevels) {  // antenna_s1528.py of SIMULATOR-WG/SHARC, Gm 30 dBi, 3 dB width 4.4127 deg
    const std::vector<double> psi_deg{0, 1, 2.2, 4, 5.6, 6, 6.5, 8, 13, 16, 30, 60, 89, 91, 180};
    const std::vector<Curve> curves{{-15, {30, 29.0846, 27.0129, 22.6768, 17.8691, 15, 15, 15, 15, 13.5068, 6.6818, 0, 0, 7.5, 7.5}},
                                    {-20, {30, 29.0846, 27.0129, 22.6768, 17.8691, 10, 10, 10, 10, 8.5068, 1.6818, 0, 0, 2.5, 2.5}},
                                    {-25, {30, 29.0846, 27.0129, 22.6768, 17.8691, 5, 5, 5, 5, 3.5068, 0, 0, 0, 0, 0}},
                                    {-30, {30, 29.0846, 27.0129, 22.6768, 17.8691, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}}};
    for (const Curve& curve : curves) {
        const S1528Rec12 p = rec12(30.0, 2.20635, curve.ln_db);
        ASSERT_TRUE(check(p).empty());
        for (std::size_t i = 0; i < psi_deg.size(); ++i) {
            EXPECT_NEAR(gain(p, Angle::degrees(psi_deg[i])).value, curve.gain_dbi[i], 1e-4) << curve.ln_db << ' ' << psi_deg[i];
            EXPECT_EQ(gain(p, Angle::degrees(-psi_deg[i])).value, gain(p, Angle::degrees(psi_deg[i])).value);
        }
    }
}

TEST(S1528Rec12, AnEllipticalBeamHasTheGainsOfAnotherProgram) {  // antenna.py of B. Sorokin, s_1528_rec1_2_pattern: Gm 35, LN -25, psi_b 2
    const std::vector<double> psi_deg{0, 1, 3, 4.5, 5, 6.2, 6.4, 10, 13, 20, 40, 95};
    const std::vector<std::pair<double, std::vector<double>>> curves{
        {1.5, {35, 33.9393, 29.4886, 24.8750, 13.5218, 13.5218, 10, 10, 9.6951, 5.0179, 0, 0}},
        {2.5, {35, 33.9393, 29.4886, 24.8750, 17.9588, 17.9588, 10, 10, 9.6951, 5.0179, 0, 0.7397}}};
    for (const auto& [z, expected] : curves)
        for (std::size_t i = 0; i < psi_deg.size(); ++i)
            EXPECT_NEAR(gain(rec12(35.0, 2.0, -25.0, z), Angle::degrees(psi_deg[i])).value, expected[i], 1e-4) << z << ' ' << psi_deg[i];
}

TEST(S1528Rec12, TheHalfBeamwidthFollowsFromTheAperture) {  // sqrt(1200) / (D/lambda), at 2 m and 0.1499 m: 34.641 / 13.3426
    EXPECT_NEAR(s1528_half_beamwidth(Metres{2.0}, Hertz::mega(2000.0)).in_degrees(), 2.59628, 1e-4);
}

TEST(S1528Rec12, NamesEveryFaultAtOnce) {
    S1528Rec12 bad = rec12(kNan, 0.0, -22.0, 7.0);
    bad.back = Dbi{kNan};
    std::vector<std::string> fields;
    for (const Fault& f : check(bad)) fields.push_back(f.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"peak_gain_dbi", "psi_b_deg", "ln_db", "z", "lb_dbi"}));
    EXPECT_TRUE(std::isnan(gain(rec12(30, 2, -15), Angle::degrees(181)).value));
    EXPECT_TRUE(std::isnan(gain(rec12(30, 2, -15), Angle::degrees(kNan)).value));
}

S1528Rec13 rec13(double peak_dbi, double psi_b_deg) { return {{peak_dbi}, Angle::degrees(psi_b_deg), {-6.75}, {5.0}}; }

TEST(S1528Rec13,
     TheLowOrbitExampleEndsAt20Point4Degrees) {  // its figure: psi_b 1.6 deg, Gm 35 dBi, LF 5 dBi, Y = 2.4, Z = 20.4 (as in SHARC)
    EXPECT_NEAR(main_beam_edge(rec13(35, 1.6)).in_degrees(), 2.4, 1e-12);
    EXPECT_NEAR(far_out_edge(rec13(35, 1.6)).in_degrees(), 20.4, 0.05);
    S1528Rec13 medium_orbit = rec13(35, 1.6);
    medium_orbit.cross_point = {-12.0};
    EXPECT_NEAR(main_beam_edge(medium_orbit).in_degrees(), 2.0 * 1.6, 1e-12);
}

TEST(S1528Rec13, HasTheGainsThatSharcPrints) {  // AntennaS1528Leo of antenna_s1528.py
    const std::vector<double> psi_deg{0, 0.8, 1.6, 2, 2.4, 2.5, 5, 10, 15, 20, 20.3, 20.5, 45, 120, 180};
    const std::vector<double> gain_dbi{35, 34.25, 32, 30.3125, 28.25, 27.8068, 20.2810, 12.7553, 8.3530, 5.2295, 5.0679, 5, 5, 5, 5};
    for (std::size_t i = 0; i < psi_deg.size(); ++i)
        EXPECT_NEAR(gain(rec13(35, 1.6), Angle::degrees(psi_deg[i])).value, gain_dbi[i], 1e-4) << psi_deg[i];
}

TEST(S1528Rec13, AFarOutLevelAboveTheCrossPointBeginsWhereTheMainBeamEnds) {
    const S1528Rec13 p = rec13(8.0, 20.0);  // 8 - 6.75 = 1.25 dBi, below LF = 5
    EXPECT_EQ(far_out_edge(p), main_beam_edge(p));
    EXPECT_EQ(gain(p, Angle::degrees(31.0)).value, 5.0);
}

TEST(S1528Rec13, NamesEveryFaultAtOnce) {
    const Faults faults = check(S1528Rec13{{90.0}, Angle::degrees(kNan), {-2.0}, {kNan}});
    EXPECT_EQ(faults.size(), 4U);
    EXPECT_TRUE(std::isnan(gain(rec13(35, 1.6), Angle::degrees(200)).value));
}

S1528Rec14 taylor(double slr_db, int lobes, double lr_m, double lt_m, double mhz = 12000.0) {
    return *S1528Rec14::create({{slr_db}, lobes, Metres{lr_m}, Metres{lt_m}, Hertz::mega(mhz)});
}

/// The pattern as the product over all its zeros: Taylor's below l, those of J1 from l on (a million of them, then their tail in closed
/// form).
double product_over_zeros(double u, double slr_db, int l) {
    const double pi = std::numbers::pi, a = std::acosh(std::pow(10.0, slr_db / 20.0)) / pi;
    const auto zero_of_j1 = [&](int k) {
        const double b = (k + 0.25) * pi, c = 8.0 * b;  // McMahon, Abramowitz and Stegun 9.5.12: five terms, 1e-6 at k = 1
        return b - 3.0 / c + 36.0 / (3.0 * c * c * c) - 113184.0 / (15.0 * std::pow(c, 5)) + 64.0 * 1951209.0 / (105.0 * std::pow(c, 7));
    };
    const double sigma_pi = zero_of_j1(l) / std::sqrt(a * a + (l - 0.5) * (l - 0.5));
    double product = 1.0;
    for (int k = 1; k < l; ++k) product *= 1.0 - u * u / (sigma_pi * sigma_pi * (a * a + (k - 0.5) * (k - 0.5)));
    constexpr int kZeros = 200'000;
    for (int k = l; k <= kZeros; ++k) product *= 1.0 - u * u / (zero_of_j1(k) * zero_of_j1(k));
    return product * std::exp(-u * u / (pi * pi * (kZeros + 0.75)));
}

TEST(S1528Rec14, IsTheProductOverItsZeros) {
    for (const auto& [slr_db, l] : std::vector<std::pair<double, int>>{{20, 4}, {25, 5}, {30, 6}, {17, 2}}) {
        const S1528Rec14 p = taylor(slr_db, l, 0.06, 0.06);
        for (const double u : {0.0, 0.3, 1.0, 2.0, 3.2, 5.0, 7.0, 9.5, 12.0, 20.0})
            EXPECT_NEAR(p.amplitude(u), product_over_zeros(u, slr_db, l), 3e-6) << slr_db << ' ' << u;
    }
}

TEST(S1528Rec14, PassesSmoothlyOverTheZerosOfTheDiscThatItReplaces) {
    const S1528Rec14 p = taylor(20, 4, 0.06, 0.06);
    for (const double zero : {3.831705970207512, 7.015586669815619, 10.173468135062722}) {
        const double there = p.amplitude(zero);
        EXPECT_GT(std::abs(there), 1e-3);
        EXPECT_NEAR(p.amplitude(zero + 1e-7), there, 1e-7);
        for (const double off : {-2e-5, -9e-6, 9e-6, 2e-5}) EXPECT_NEAR(p.amplitude(zero + off), there, 2e-5) << zero << ' ' << off;
    }
}

/// Beyond the first null.
double highest_side_lobe_db(const S1528Rec14& p, double to_u) {
    double highest = 0.0, null = 0.0;
    while (p.amplitude(null) > 0.0) null += 1e-3;
    for (double u = null; u < to_u; u += 1e-3) highest = std::max(highest, std::abs(p.amplitude(u)));
    return 20.0 * std::log10(highest);
}

TEST(S1528Rec14, NoSideLobeExceedsTheRatioAskedFor) {  // a small l leaves the lobes some tenths of a dB lower, a larger one comes close
    for (const auto& [slr_db, l, below_db] : std::vector<std::tuple<double, int, double>>{{20, 4, 0.8}, {30, 6, 0.5}, {35, 12, 0.3}}) {
        const double highest = highest_side_lobe_db(taylor(slr_db, l, 0.06, 0.06), 40.0);
        EXPECT_LT(highest, -slr_db + 0.05);
        EXPECT_GT(highest, -slr_db - below_db);
    }
}

TEST(S1528Rec14, Table2GivesAboutTheRollOffThatItSays) {  // its k have two digits and stand 0.0, 0.2 and 0.4 dB inside the pattern's own
    const Hertz f = Hertz::mega(12000.0);
    const Angle edge = Angle::degrees(13.6);
    for (const double roll_off : {3.0, 5.0, 7.0}) {
        const auto size = s1528_effective_size({roll_off}, edge, f);
        ASSERT_TRUE(size);
        EXPECT_NEAR(taylor(20, 4, size->value, size->value).relative_gain(edge, Angle{}).value, -roll_off, 0.4);
    }
    const auto to_the_null = s1528_effective_size({0.0}, edge, f);
    EXPECT_LT(taylor(20, 4, to_the_null->value, to_the_null->value).relative_gain(edge, Angle{}).value, -25.0);
    EXPECT_FALSE(s1528_effective_size({4.0}, edge, f));
    EXPECT_FALSE(s1528_effective_size({3.0}, Angle::degrees(kNan), f));
}

TEST(S1528Rec14, AnEllipticalApertureIsTwiceAsNarrowAlongItsDoubleSide) {
    const S1528Rec14 p = taylor(20, 4, 0.2, 0.1);
    const double sine = 0.05;
    EXPECT_NEAR(p.relative_gain(Angle::radians(std::asin(sine)), Angle::degrees(0)).value,
                p.relative_gain(Angle::radians(std::asin(2.0 * sine)), Angle::degrees(90)).value, 1e-9);
    EXPECT_EQ(p.relative_gain(Angle{}, Angle::degrees(37)).value, 0.0);
    EXPECT_TRUE(std::isnan(p.relative_gain(Angle::degrees(90.1), Angle{}).value));
}

TEST(S1528Rec14, NamesEveryFaultAtOnce) {
    EXPECT_EQ(S1528Rec14::create({{kNan}, 1, Metres{0.0}, Metres{kNan}, Hertz{0.0}}).faults().size(), 5U);
}

}  // namespace
}  // namespace d2c
