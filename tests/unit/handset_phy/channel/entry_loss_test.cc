#include "handset_phy/channel/near_phone/entry_loss.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "handset_phy/channel/near_phone/body_loss.h"
#include "handset_phy/channel/near_phone/foliage.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

constexpr auto kOld = BuildingType::kTraditional;
constexpr auto kNew = BuildingType::kThermallyEfficient;

TEST(BuildingEntryLoss, IsThatOfTheItuWorkbookTo0Point001Db) {
    // oracle: Study Group 3's workbook "Clutter and BEL", as the reference implementation of P.2109 (eeveetza/p2109) carries it; three
    // decimals printed. Percentages 1e-5, 10, 50.11872, 99.77001.
    const double p[] = {1e-7, 0.1, 0.5011872, 0.9977001};
    const double old_28[] = {-0.275, 6.891, 20.218, 55.440}, new_28[] = {-2.117, 19.484, 41.732, 95.448};
    const double old_2[] = {-2.484, 11.251, 23.556, 52.300}, new_2[] = {-2.882, 20.566, 37.995, 79.101};
    for (int i = 0; i < 4; ++i) {
        EXPECT_NEAR(building_entry_loss(kOld, Hertz{28e9}, Angle::degrees(0), p[i]).value, old_28[i], 0.001) << p[i];
        EXPECT_NEAR(building_entry_loss(kNew, Hertz{28e9}, Angle::degrees(0), p[i]).value, new_28[i], 0.001) << p[i];
        EXPECT_NEAR(building_entry_loss(kOld, Hertz{2e9}, Angle::degrees(45), p[i]).value, old_2[i], 0.001) << p[i];
        EXPECT_NEAR(building_entry_loss(kNew, Hertz{2e9}, Angle::degrees(45), p[i]).value, new_2[i], 0.001) << p[i];
    }
}

TEST(BuildingEntryLoss, RisesWithProbabilityAndWithElevationEitherWay) {
    double last = -4.0;
    for (double p = 0.01; p < 1.0; p += 0.01) {
        const double loss = building_entry_loss(kOld, Hertz{2e9}, Angle::degrees(30), p).value;
        EXPECT_GT(loss, last);
        last = loss;
    }
    EXPECT_EQ(building_entry_loss(kOld, Hertz{2e9}, Angle::degrees(-60), 0.5),
              building_entry_loss(kOld, Hertz{2e9}, Angle::degrees(60), 0.5));
}

TEST(BuildingEntryLoss, RefusesWhatTheRecommendationDoesNotCover) {
    for (const double ghz : {0.07, 101.0, kNaN})
        EXPECT_TRUE(std::isnan(building_entry_loss(kOld, Hertz{ghz * 1e9}, Angle::degrees(30), 0.5).value));
    for (const double p : {0.0, 1.0, -0.1, kNaN})
        EXPECT_TRUE(std::isnan(building_entry_loss(kOld, Hertz{2e9}, Angle::degrees(30), p).value));
    for (const double deg : {91.0, kNaN}) EXPECT_TRUE(std::isnan(building_entry_loss(kOld, Hertz{2e9}, Angle::degrees(deg), 0.5).value));
}

TEST(CarEntryLoss, HasTheMeansAndTheSpreadOfTr38901) {  // oracle: clause 7.4.3.2; 84.134 % is one standard deviation
    EXPECT_NEAR(car_entry_loss(CarWindows::kOrdinary, Hertz{2e9}, 0.5).value, 9.0, 1e-6);
    EXPECT_NEAR(car_entry_loss(CarWindows::kMetallised, Hertz{2e9}, 0.841344746).value, 25.0, 1e-6);
    for (const double ghz : {0.5, 61.0, kNaN}) EXPECT_TRUE(std::isnan(car_entry_loss(CarWindows::kOrdinary, Hertz{ghz * 1e9}, 0.5).value));
    for (const double p : {0.0, 1.0, kNaN}) EXPECT_TRUE(std::isnan(car_entry_loss(CarWindows::kOrdinary, Hertz{2e9}, p).value));
}

TEST(WoodlandLoss, FollowsTheMeasuredRowsFromTheirSlopeToTheirLimit) {  // oracle: the rows themselves, and 1 - 1/e of the limit
    EXPECT_NEAR(woodland_loss(Hertz::mega(949.0), Metres{0.01}).value / 0.01, 0.17, 1e-4);
    EXPECT_NEAR(woodland_loss(Hertz::mega(1852.2), Metres{1e6}).value, 29.0, 1e-9);
    EXPECT_NEAR(woodland_loss(Hertz::mega(2117.5), Metres{34.1 / 0.34}).value, 34.1 * (1.0 - std::exp(-1.0)), 1e-9);
    EXPECT_NEAR(woodland_loss(Hertz::mega(2200.0), Metres{1e6}).value, 34.1, 1e-9);
    EXPECT_EQ(woodland_loss(Hertz::mega(2000.0), Metres{0.0}).value, 0.0);
}

TEST(WoodlandLoss, RisesWithFrequencyAndRefusesOthersThanMeasured) {
    double last = 0.0;
    for (double mhz = 106.0; mhz <= 2200.0; mhz += 1.0) {
        const double loss = woodland_loss(Hertz::mega(mhz), Metres{20.0}).value;
        EXPECT_GE(loss, last) << mhz;
        last = loss;
    }
    for (const double mhz : {105.0, 2201.0, kNaN}) EXPECT_TRUE(std::isnan(woodland_loss(Hertz::mega(mhz), Metres{20.0}).value));
    for (const double metres : {-1.0, kNaN}) EXPECT_TRUE(std::isnan(woodland_loss(Hertz::mega(949.0), Metres{metres}).value));
}

TEST(SlantWoodlandLoss, FollowsTheFitAndRefusesWhatItDoesNotCover) {  // oracle: the fit in logarithms, base 10, by hand
    // lg 0.25 + 0.39 lg 2000 + 0.25 lg 10 + 0.05 lg 45 = -0.602060 + 1.287402 + 0.25 + 0.082661 = 1.018003
    EXPECT_NEAR(slant_woodland_loss(Hertz::mega(2000.0), Metres{10.0}, Angle::degrees(45.0)).value, 10.4232, 1e-3);
    EXPECT_EQ(slant_woodland_loss(Hertz::mega(2000.0), Metres{0.0}, Angle::degrees(45.0)).value, 0.0);
    for (const double mhz : {399.0, 6001.0, kNaN})
        EXPECT_TRUE(std::isnan(slant_woodland_loss(Hertz::mega(mhz), Metres{10.0}, Angle::degrees(45.0)).value));
    for (const double degrees : {-1.0, 91.0, kNaN})
        EXPECT_TRUE(std::isnan(slant_woodland_loss(Hertz::mega(2000.0), Metres{10.0}, Angle::degrees(degrees)).value));
    EXPECT_TRUE(std::isnan(slant_woodland_loss(Hertz::mega(2000.0), Metres{-1.0}, Angle::degrees(45.0)).value));
}

TEST(BodyLoss, LiesWithinWhatWasMeasured) {  // oracle: Berg, Sonkki, Salonen, EuCAP 2009, abstract
    EXPECT_EQ(body_loss(Grip::kFree).value, 0.0);
    EXPECT_GT(body_loss(Grip::kHand).value, 0.0);
    EXPECT_LT(body_loss(Grip::kHand).value, 6.7);
    EXPECT_GT(body_loss(Grip::kHandAndHead).value, body_loss(Grip::kHand).value);
    EXPECT_LT(body_loss(Grip::kHandAndHead).value, 9.5);
}

}  // namespace
}  // namespace d2c
