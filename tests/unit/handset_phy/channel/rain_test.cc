#include "handset_phy/channel/atmosphere/rain.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

RainPath path(double latitude_deg, double elevation_deg, double ghz, double tilt_deg, double station_km, double rain_km, double rate) {
    return {Hertz{ghz * 1e9},
            Angle::degrees(elevation_deg),
            Angle::degrees(tilt_deg),
            Angle::degrees(latitude_deg),
            Metres::kilo(station_km),
            Metres::kilo(rain_km),
            rate};
}
/// London, 31 degrees, of the ITU's validation examples; its rain height from the slant length that the sheet prints.
RainPath london(double ghz) {
    constexpr double kStationKm = 0.031382984, kSlantKm = 4.690817392, kElevationDeg = 31.07699124;
    return path(51.5, kElevationDeg, ghz, 0.0, kStationKm, kStationKm + kSlantKm * std::sin(kElevationDeg * 3.14159265358979 / 180.0),
                26.48052);
}

TEST(RainCoefficients, AreThoseOfTheItuExamples) {  // oracle: CG-3M3J-13 sheet P.838-3, as ITU-Rpy carries it, eight decimals
    const RainCoefficients horizontal = rain_coefficients(Hertz{14.25e9}, Angle::degrees(31.07699124), Angle::degrees(0));
    EXPECT_NEAR(horizontal.k, 0.03975488, 1e-8);
    EXPECT_NEAR(horizontal.alpha, 1.12418043, 1e-8);
    EXPECT_NEAR(specific_rain_attenuation_db_per_km(horizontal, 26.48052), 1.58130839, 1e-7);
    const RainCoefficients vertical = rain_coefficients(Hertz{29e9}, Angle::degrees(20.14335809), Angle::degrees(90));
    EXPECT_NEAR(vertical.k, 0.21298877, 1e-8);
    EXPECT_NEAR(vertical.alpha, 0.92265917, 1e-8);
}

TEST(RainCoefficients, OfTheZenithDoNotKnowThePolarisation) {
    for (const double tilt : {0.0, 45.0, 90.0}) {
        const RainCoefficients c = rain_coefficients(Hertz{20e9}, Angle::degrees(90), Angle::degrees(tilt));
        EXPECT_NEAR(c.k, rain_coefficients(Hertz{20e9}, Angle::degrees(90), Angle::degrees(45)).k, 1e-12);
    }
    EXPECT_TRUE(std::isnan(rain_coefficients(Hertz{0.9e9}, Angle::degrees(30), Angle::degrees(0)).k));
    EXPECT_TRUE(std::isnan(rain_coefficients(Hertz{kNaN}, Angle::degrees(30), Angle::degrees(0)).k));
    EXPECT_TRUE(std::isnan(specific_rain_attenuation_db_per_km({0.1, 1.0}, -1.0)));
}

TEST(RainLoss, IsThatOfTheItuExamplesTo1e4Db) {  // oracle: CG-3M3J-13 sheet P.618-14 A_Rain, as ITU-Rpy carries it
    EXPECT_NEAR(rain_loss(london(14.25), 1.0).value, 0.495317069, 1e-4);
    EXPECT_NEAR(rain_loss(london(14.25), 0.01).value, 6.798072267, 1e-4);
    EXPECT_NEAR(rain_loss(london(29.0), 0.001).value, 45.19865638, 1e-4);
    // Addis Ababa: below 36 degrees of latitude and 25 of elevation, vertical
    const double rain_km = 2.539861878 + 6.516372436 * std::sin(20.14335809 * 3.14159265358979 / 180.0);
    EXPECT_NEAR(rain_loss(path(9.05, 20.14335809, 29.0, 90.0, 2.539861878, rain_km, 42.91007183), 0.1).value, 19.23910378, 1e-4);
}

TEST(RainLoss, FallsWithThePercentageAndIsNothingWithoutRainOrAboveIt) {
    double last = 1e9;
    for (double percent = 0.001; percent <= 5.0; percent *= 1.3) {
        const double loss = rain_loss(london(29.0), percent).value;
        EXPECT_LT(loss, last);
        last = loss;
    }
    RainPath dry = london(20.0);
    dry.rain_rate_mm_h = 0.0;
    EXPECT_EQ(rain_loss(dry, 0.01).value, 0.0);
    RainPath mountain = london(20.0);
    mountain.station_height = mountain.rain_height;
    EXPECT_EQ(rain_loss(mountain, 0.01).value, 0.0);
    RainPath low = london(20.0);
    low.elevation = Angle::degrees(4.999);  // the two forms of the slant length meet at 5 degrees
    const double below = rain_loss(low, 0.01).value;
    low.elevation = Angle::degrees(5.0);
    EXPECT_NEAR(rain_loss(low, 0.01).value, below, 0.05 * below);
}

TEST(RainLoss, NamesEveryFaultAtOnceAndRefusesThem) {
    RainPath bad = london(20.0);
    bad.frequency = Hertz{60e9};
    bad.latitude = Angle::degrees(kNaN);
    bad.rain_rate_mm_h = -1.0;
    const Faults faults = validate(bad, 6.0);
    ASSERT_EQ(faults.size(), 4u);
    EXPECT_EQ(faults[0].field, "rain.frequency");
    EXPECT_EQ(faults[1].value, "nan");
    EXPECT_EQ(faults[3].field, "rain.percent");
    EXPECT_TRUE(std::isnan(rain_loss(bad, 1.0).value));
    EXPECT_TRUE(std::isnan(rain_loss(london(20.0), kNaN).value));
    EXPECT_TRUE(validate(london(20.0), 0.001).empty());
}

}  // namespace
}  // namespace d2c
