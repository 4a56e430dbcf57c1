#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "handset_phy/channel/atmosphere/gas.h"
#include "handset_phy/channel/atmosphere/scintillation.h"
#include "handset_phy/channel/free_space.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

Geodetic place(double latitude_deg, double longitude_deg) { return {Angle::degrees(latitude_deg), Angle::degrees(longitude_deg)}; }

TEST(FreeSpaceLoss, At600KmAnd2GHzIs154Point03Db) {  // oracle: 20 log10(4 pi d f / c) by hand, ITU-R P.525
    EXPECT_NEAR(free_space_loss(Metres{600e3}, Hertz{2e9}).value, 154.03, 0.01);
}

TEST(FreeSpaceLoss, Is0Point0022DbUnderTheRoundedConstantOfTr38811) {  // oracle: equation 6.6-2
    const double printed = 32.45 + 20.0 * std::log10(2.185) + 20.0 * std::log10(831e3);
    EXPECT_NEAR(printed - free_space_loss(Metres{831e3}, Hertz{2.185e9}).value, 0.0022, 0.0001);
}

TEST(FreeSpaceLoss, GrowsBy6DbPerDoublingOfRangeAndOfFrequency) {
    const double base = free_space_loss(Metres{500e3}, Hertz{2e9}).value;
    EXPECT_NEAR(free_space_loss(Metres{1000e3}, Hertz{2e9}).value - base, 6.0206, 1e-4);
    EXPECT_NEAR(free_space_loss(Metres{500e3}, Hertz{4e9}).value - base, 6.0206, 1e-4);
    EXPECT_TRUE(std::isnan(free_space_loss(Metres{kNaN}, Hertz{2e9}).value));
}

TEST(GasLoss, At30DegreesAnd2GHzIsThePublished0Point1Db) {  // oracle: TR 38.821 table 6.1.3.3-1, SC9, one decimal
    EXPECT_NEAR(gas_loss(Hertz{2e9}, Angle::degrees(30)).value, 0.1, 0.05);
    EXPECT_NEAR(gas_loss(Hertz{2e9}, Angle::degrees(90)).value, 0.035, 1e-9);
}

TEST(GasLoss, StaysUnderHalfADecibelAtEveryElevationAndRefusesOtherFrequencies) {
    double last = 1.0;
    for (double elevation_deg = -10.0; elevation_deg <= 90.0; elevation_deg += 0.5) {
        const double loss = gas_loss(Hertz{2e9}, Angle::degrees(elevation_deg)).value;
        EXPECT_LE(loss, last + 1e-12) << elevation_deg;
        EXPECT_LT(loss, 0.5);
        last = loss;
    }
    EXPECT_TRUE(std::isnan(gas_loss(Hertz{101e9}, Angle::degrees(30)).value));
    EXPECT_TRUE(std::isnan(gas_loss(Hertz{kNaN}, Angle::degrees(30)).value));
    EXPECT_TRUE(std::isnan(gas_loss(Hertz{2e9}, Angle::degrees(kNaN)).value));
    EXPECT_DOUBLE_EQ(gas_loss(Hertz{0.8e9}, Angle::degrees(90)).value, 0.03);
}

TEST(IonosphericScintillation, At2GHzIsThePublished2Point2Db) {  // oracle: TR 38.821 table 6.1.3.3-1 and 6.22 / f^1.5
    EXPECT_NEAR(ionospheric_scintillation(Hertz{2e9}).value, 2.2, 0.005);
    EXPECT_NEAR(ionospheric_scintillation(Hertz{1.5e9}).value, 6.22 / std::pow(1.5, 1.5), 0.003);
    EXPECT_EQ(ionospheric_scintillation(Hertz{7e9}).value, 0.0);
    EXPECT_TRUE(std::isnan(ionospheric_scintillation(Hertz{kNaN}).value));
    EXPECT_TRUE(std::isnan(ionospheric_scintillation(Hertz{0.1e9}).value));
}

TEST(GeomagneticLatitude, IsNinetyDegreesAtThePublishedPole) {  // oracle: Alken et al. 2021, table 4: 80.65 N 72.68 W, geodetic, 2020.0
    EXPECT_GT(geomagnetic_latitude(place(80.65, -72.68)).in_degrees(), 89.98);
    EXPECT_LT(geomagnetic_latitude(place(-80.65, 107.32)).in_degrees(), -89.98);
    // 90 degrees away along the pole's meridian the dipole equator is crossed: 9.41 degrees south at 72.68 W (geocentric).
    EXPECT_NEAR(geomagnetic_latitude(place(-9.47, -72.68)).in_degrees(), 0.0, 0.03);
}

TEST(IonosphericScintillation, OccursInTheTropicsAndNearThePolesOnly) {
    const Hertz f{2e9};
    EXPECT_NEAR(ionospheric_scintillation_at(f, place(-3.1, -60.0)).value, 2.2, 0.005);    // Amazon
    EXPECT_NEAR(ionospheric_scintillation_at(f, place(-77.85, 166.7)).value, 2.2, 0.005);  // Ross Island: 79 S geomagnetic
    EXPECT_EQ(ionospheric_scintillation_at(f, place(47.0, -109.0)).value, 0.0);            // Montana: 55 N geomagnetic
    EXPECT_EQ(ionospheric_scintillation_at(f, place(48.9, 2.35)).value, 0.0);              // Paris
    EXPECT_TRUE(std::isnan(ionospheric_scintillation_at(f, place(kNaN, 0.0)).value));
    EXPECT_TRUE(std::isnan(ionospheric_scintillation_at(Hertz{kNaN}, place(45.0, 0.0)).value));
}

TEST(TroposphericScintillation, GrowsWithFrequencyAsP618AndIsNothingUpTo6GHz) {
    // oracle: (30 / 20)^(7/12) = 1.2669 by hand; 1.08 dB at 10 degrees
    EXPECT_NEAR(tropospheric_scintillation(Hertz{30e9}, Angle::degrees(10)).value, 1.08 * 1.2669, 1e-3);
    EXPECT_NEAR(tropospheric_scintillation(Hertz{20e9}, Angle::degrees(5)).value, 1.08, 1e-9);
    EXPECT_EQ(tropospheric_scintillation(Hertz{2e9}, Angle::degrees(30)).value, 0.0);
    for (const double bad : {kNaN, 101e9, 0.1e9}) EXPECT_TRUE(std::isnan(tropospheric_scintillation(Hertz{bad}, Angle::degrees(30)).value));
    EXPECT_TRUE(std::isnan(tropospheric_scintillation(Hertz{20e9}, Angle::degrees(kNaN)).value));
}

/// 1 m antenna of 65 % efficiency, as in the ITU's validation examples.
TroposphericPath path(double ghz, double elevation_deg, double wet_refractivity) {
    return {Hertz{ghz * 1e9}, Angle::degrees(elevation_deg), wet_refractivity, Metres{1.0}, 0.65};
}

TEST(TroposphericScintillationP618, IsThatOfTheItuExamplesTo1e6Db) {
    // oracle: CG-3M3J-13 sheet P.618-14 A_Scint, as ITU-Rpy carries it; the wet refractivity of its sheet A_Rain
    EXPECT_NEAR(tropospheric_scintillation_p618(path(14.25, 31.076991235657, 50.38926222), 0.01).value, 0.628287291, 1e-6);
    EXPECT_NEAR(tropospheric_scintillation_p618(path(20.0, 22.2783346840557, 104.3584747), 0.01).value, 1.800431546, 1e-6);
    EXPECT_NEAR(tropospheric_scintillation_p618(path(20.0, 85.8045956575008, 128.1408003), 1.0).value, 0.266539119, 1e-6);
}

TEST(TroposphericScintillationP618, RefusesWhatTheRecommendationDoesNotCover) {
    EXPECT_FALSE(std::isnan(tropospheric_scintillation_p618(path(20.0, 30.0, 50.0), 50.0).value));
    for (const TroposphericPath& bad : {path(3.9, 30.0, 50.0), path(56.0, 30.0, 50.0), path(20.0, 4.0, 50.0), path(20.0, 30.0, -1.0),
                                        path(kNaN, 30.0, 50.0), path(20.0, kNaN, 50.0), path(20.0, 30.0, kNaN)})
        EXPECT_TRUE(std::isnan(tropospheric_scintillation_p618(bad, 1.0).value));
    for (const double percent : {0.001, 51.0, kNaN})
        EXPECT_TRUE(std::isnan(tropospheric_scintillation_p618(path(20.0, 30.0, 50.0), percent).value));
    TroposphericPath large = path(50.0, 90.0, 50.0);
    large.antenna_diameter = Metres{20.0};
    EXPECT_EQ(tropospheric_scintillation_p618(large, 1.0).value, 0.0);  // averaged over the aperture
}

TEST(ScintillationThatApplies, IsIonosphericTo6GHzAndTroposphericAbove) {
    const Angle high = Angle::degrees(30);
    EXPECT_EQ(scintillation(Hertz{2e9}, high), ionospheric_scintillation(Hertz{2e9}));
    EXPECT_EQ(scintillation(Hertz{6e9}, high), ionospheric_scintillation(Hertz{6e9}));
    EXPECT_EQ(scintillation(Hertz{20e9}, high), tropospheric_scintillation(Hertz{20e9}, high));
    EXPECT_TRUE(std::isnan(scintillation(Hertz{kNaN}, high).value));
}

}  // namespace
}  // namespace d2c
