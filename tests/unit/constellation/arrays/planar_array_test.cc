#include "constellation/arrays/planar_array.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace d2c {
namespace {

using std::numbers::pi;

PlanarArray array_of(ArrayParameters p) { return *PlanarArray::create(p); }

arma::mat direction(double theta_deg, double phi_deg) {
    const double t = theta_deg * pi / 180.0, f = phi_deg * pi / 180.0;
    return arma::vec{std::sin(t) * std::cos(f), std::sin(t) * std::sin(f), std::cos(t)};
}

double gain_db(const PlanarArray& array, const arma::mat& aim, const arma::mat& towards) {
    return db_from_ratio(array.gain_ratio(array.weights(aim), towards, 0, 1)(0, 0)).value;
}

TEST(PlanarArray, TheFactorOfAUniformRowIsSinNxOverSinX) {
    const PlanarArray row = array_of({.nx = 16, .ny = 1, .element = Element::kIsotropic});
    const arma::mat normal = direction(0, 0);
    for (const double t : {1.0, 4.0, 7.5, 20.0, 33.0, 61.0, 88.0}) {
        const double x = 0.5 * pi * std::sin(t * pi / 180.0), closed = std::sin(16.0 * x) / (16.0 * std::sin(x));
        EXPECT_NEAR(std::pow(10.0, (gain_db(row, normal, direction(t, 0)) - gain_db(row, normal, normal)) / 20.0), std::abs(closed), 1e-12);
    }
}

TEST(PlanarArray, TheDirectivityOfAHalfWaveRowOfIsotropicElementsIsTheirNumber) {  // sin x / x vanishes at multiples of half a wavelength
    EXPECT_NEAR(array_of({.nx = 10, .ny = 1, .element = Element::kIsotropic}).broadside_gain().value, 10.0, 1e-9);
}

TEST(PlanarArray, ALargeApertureHasTheGain4PiAOverLambdaSquared) {  // cosine elements: an aperture that radiates to one side
    for (const int n : {20, 40}) {
        const double area = 0.25 * n * n;  // square wavelengths
        EXPECT_NEAR(array_of({.nx = n, .ny = n}).broadside_gain().value, 10.0 * std::log10(4.0 * pi * area), n == 20 ? 0.15 : 0.08);
    }
}

TEST(PlanarArray, OneCosineElementHasTheDirectivityOfItsPattern) {  // 2 (q + 1) over half the sphere
    for (const double q : {0.0, 1.0, 1.2, 3.0})
        EXPECT_NEAR(array_of({.nx = 1, .ny = 1, .cosine_exponent = q}).broadside_gain().value, 10.0 * std::log10(2.0 * (q + 1.0)), 1e-9);
}

/// Mean over the sphere by plain sums over u, v and w: independent of correlations and of Sonine's integral.
double summed_power(const PlanarArray& array, const arma::cx_mat& weights) {
    constexpr int kRings = 400, kTurns = 100;
    double power = 0.0;
    for (int i = 0; i < kRings; ++i) {
        const double w = -1.0 + 2.0 * (i + 0.5) / kRings, sine = std::sqrt(1.0 - w * w);
        arma::mat ring(3, kTurns);
        for (int k = 0; k < kTurns; ++k) {
            const double phi = 2.0 * pi * k / kTurns;
            ring.col(static_cast<arma::uword>(k)) = arma::vec{sine * std::cos(phi), sine * std::sin(phi), w};
        }
        power += arma::accu(array.gain_ratio(weights, ring, 0, kTurns)) / kRings / kTurns;
    }
    return power;
}

TEST(PlanarArray, AllOfABroadsideBeamsPowerIsRadiated) {
    for (const ArrayParameters& p : {ArrayParameters{.nx = 6, .ny = 4},
                                     ArrayParameters{.nx = 6,
                                     .ny = 5,
                                     .dx_wavelengths = 0.7,
                                     .dy_wavelengths = 0.6,
                                     .lattice = Lattice::kTriangular,
                                     .cosine_exponent = 1.3,
                                     .taper = Taper::kHamming},
                                     ArrayParameters{.nx = 5, .ny = 5, .element = Element::kIsotropic},
                                     ArrayParameters{.nx = 4, .ny = 4, .element = Element::kTr38901}}) {
        const PlanarArray array = array_of(p);
        EXPECT_NEAR(summed_power(array, array.weights(direction(0, 0))), 1.0, 2e-3);
    }
}

TEST(PlanarArray, ASteeredBeamLosesTheElementsGainAndRadiatesLess) {
    const PlanarArray array = array_of({.nx = 12, .ny = 12, .cosine_exponent = 1.2});
    const double straight = gain_db(array, direction(0, 0), direction(0, 0));
    for (const double scan : {20.0, 45.0, 60.0}) {
        const double steered = gain_db(array, direction(scan, 30), direction(scan, 30));
        EXPECT_NEAR(straight - steered, -12.0 * std::log10(std::cos(scan * pi / 180.0)), 1e-9);
    }
    EXPECT_LT(summed_power(array, array.weights(direction(60, 0))), 1.0);
}

/// Relative to the peak, beyond the first minimum.
double highest_side_lobe_db(const PlanarArray& array) {
    const arma::mat normal = direction(0, 0);
    const double peak = gain_db(array, normal, normal);
    double highest = -300.0, before = peak, t = 0.01;
    for (double now = gain_db(array, normal, direction(t, 0)); now < before; now = gain_db(array, normal, direction(t += 0.01, 0)))
        before = now;
    for (; t < 88.0; t += 0.01) highest = std::max(highest, gain_db(array, normal, direction(t, 0)));
    return highest - peak;
}

TEST(PlanarArray, TheFirstSideLobeOfALongUniformRowIs13Point26DbDown) {  // (sin x / x) at x = 4.4934
    EXPECT_NEAR(highest_side_lobe_db(array_of({.nx = 100, .ny = 1, .element = Element::kIsotropic})), -13.26, 0.01);
}

TEST(PlanarArray, TheTaylorTaperKeepsItsSideLobeRatio) {  // its first lobe, within some tenths for a small n-bar
    for (const auto& [ratio_db, lobes] : std::vector<std::pair<double, int>>{{20, 3}, {25, 4}, {30, 5}}) {
        const PlanarArray row = array_of({.nx = 64,
                                          .ny = 1,
                                          .element = Element::kIsotropic,
                                          .taper = Taper::kTaylor,
                                          .side_lobe_ratio = {ratio_db},
                                          .side_lobes = lobes});
        EXPECT_NEAR(highest_side_lobe_db(row), -ratio_db, 0.7) << ratio_db;
    }
}

TEST(Tapers, HammingAndCosineHaveTheSideLobesOfTheTextbooks) {  // Harris, Proc. IEEE 66 (1978), table 1: -43 dB and -23 dB
    EXPECT_NEAR(highest_side_lobe_db(array_of({.nx = 128, .ny = 1, .element = Element::kIsotropic, .taper = Taper::kHamming})), -42.7, 0.7);
    EXPECT_NEAR(highest_side_lobe_db(array_of({.nx = 128, .ny = 1, .element = Element::kIsotropic, .taper = Taper::kCosine})), -23.0, 0.2);
}

TEST(PlanarArray, AGratingLobeStandsWhereTheSpacingPutsIt) {  // sin t = sin(scan) - lambda/d: 1.0 wavelengths, 30 degrees -> -30 degrees
    const PlanarArray row = array_of({.nx = 24, .ny = 1, .dx_wavelengths = 1.0, .element = Element::kIsotropic});
    EXPECT_NEAR(gain_db(row, direction(30, 0), direction(30, 180)), gain_db(row, direction(30, 0), direction(30, 0)), 1e-9);
    // A triangular lattice of the same columns has none there: its odd rows cancel it.
    const PlanarArray triangular =
        array_of({.nx = 24, .ny = 24, .dx_wavelengths = 1.0, .dy_wavelengths = 0.5, .lattice = Lattice::kTriangular});
    EXPECT_LT(gain_db(triangular, direction(30, 0), direction(30, 180)) - gain_db(triangular, direction(30, 0), direction(30, 0)), -100.0);
}

TEST(
    PlanarArray,
    PhaseShiftersOfFewBitsCostGain) {  // mean loss of b bits: 20 log10 sinc(pi / 2^b): 0.91 dB for 2, 0.22 dB for 3 (Mailloux, section 7.3)
    const arma::mat aim = direction(37, 21);
    const double exact = gain_db(array_of({.nx = 40, .ny = 40}), aim, aim);
    EXPECT_NEAR(exact - gain_db(array_of({.nx = 40, .ny = 40, .phase_bits = 2}), aim, aim), 0.912, 0.1);
    EXPECT_NEAR(exact - gain_db(array_of({.nx = 40, .ny = 40, .phase_bits = 3}), aim, aim), 0.224, 0.05);
}

TEST(PlanarArray, ABlockOfDirectionsHasTheGainsOfEachAlone) {
    const PlanarArray array = array_of({.nx = 7, .ny = 5, .lattice = Lattice::kTriangular});
    arma::mat directions(3, 0);
    for (int i = 0; i < 9; ++i) directions.insert_cols(directions.n_cols, direction(9.0 * i, 31.0 * i));
    const arma::cx_mat weights = array.weights(directions.cols(0, 3));
    const arma::mat block = array.gain_ratio(weights, directions, 2, 8);
    ASSERT_EQ(block.n_rows, 4U);
    ASSERT_EQ(block.n_cols, 6U);
    for (arma::uword b = 0; b < 4; ++b)
        for (arma::uword d = 0; d < 6; ++d) {
            const double alone = array.gain_ratio(weights.col(b), directions, d + 2, d + 3)(0, 0);
            EXPECT_NEAR(block(b, d), alone, 1e-9 * (1.0 + alone));
        }
    EXPECT_EQ(array.gain_ratio(weights, directions, 4, 4).n_cols, 0U);
}

TEST(PlanarArray, TheElementOfTr38901Has65DegreesAnd30DbDown) {  // table 7.3-1: 3 dB at half the beamwidth, both ways
    EXPECT_NEAR(db_from_ratio(element_gain_ratio(Element::kTr38901, 0, std::sin(32.5 * pi / 180), 0, std::cos(32.5 * pi / 180))).value,
                -3.0, 1e-9);
    EXPECT_NEAR(db_from_ratio(element_gain_ratio(Element::kTr38901, 0, 0, std::sin(32.5 * pi / 180), std::cos(32.5 * pi / 180))).value,
                -3.0, 1e-9);
    EXPECT_NEAR(db_from_ratio(element_gain_ratio(Element::kTr38901, 0, 0, 0, -1.0)).value, -30.0, 1e-9);
    // Its shape has 9.8 dBi; the standard's G_E,max of 8 dBi leaves the rest to losses, and is taken where it is given.
    EXPECT_NEAR(array_of({.nx = 1, .ny = 1, .element = Element::kTr38901}).broadside_gain().value, 9.83, 0.01);
    EXPECT_NEAR(array_of({.nx = 8, .ny = 4, .element = Element::kTr38901, .element_gain = Dbi{8.0}}).broadside_gain().value,
                8.0 + 10.0 * std::log10(32.0), 1e-9);  // ITU-R M.2101: G_E + 10 log10(N)
}

TEST(PlanarArray, NamesEveryFaultAtOnce) {
    ArrayParameters bad{.nx = 0, .ny = 201, .dx_wavelengths = std::numeric_limits<double>::quiet_NaN(), .efficiency = 0.0};
    EXPECT_EQ(PlanarArray::create(bad).faults().size(), 4U);
    // Where the directivity would take minutes, the element's gain is asked for.
    const ArrayParameters large{.nx = 32, .ny = 32, .element = Element::kTr38901};
    ASSERT_EQ(PlanarArray::create(large).faults().size(), 1U);
    EXPECT_EQ(PlanarArray::create(large).faults().front().field, "element_gain_dbi");
}

TEST(ArrayTable, IsTheMeanOverPhiOfTheArrayFactor) {
    const auto array = make_array({.kind = PatternKind::kArray, .nx = 16}, Hertz::mega(2000.0));
    ASSERT_TRUE(array);
    const PatternTable table = array_table(*array, Db{-60});
    for (const double t : {2.0, 5.0, 9.0, 14.0, 40.0}) {
        double mean = 0.0;
        for (int k = 0; k < 720; ++k) mean += array->gain_ratio(array->weights(direction(0, 0)), direction(t, 0.5 * k), 0, 1)(0, 0) / 720.0;
        mean /= ratio_from_db(as_ratio(array->broadside_gain())) * std::cos(t * pi / 180.0);  // the element's gain taken off
        EXPECT_NEAR(db_from_ratio(table.gain_ratio(Angle::degrees(t))).value, db_from_ratio(mean).value, 0.02) << t;
    }
    EXPECT_EQ(table.gain_ratio(Angle{}), 1.0);
}

}  // namespace
}  // namespace d2c
