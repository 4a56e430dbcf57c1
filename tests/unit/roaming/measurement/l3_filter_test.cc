#include "roaming/measurement/l3_filter.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>

#include "roaming/measurement/cell.h"

namespace d2c {
namespace {

using namespace std::chrono_literals;

TEST(L3Filter, At200MsItsWeightIsTheClausesOwn) {  // TS 38.331 clause 5.5.3.2: a = 1/2^(k/4); k = 4 halves, k = 8 quarters
    EXPECT_DOUBLE_EQ(l3_weight({4}, 200ms), 0.5);
    EXPECT_DOUBLE_EQ(l3_weight({8}, 200ms), 0.25);
    EXPECT_NEAR(l3_weight({19}, 200ms), std::pow(2.0, -4.75), 1e-15);
    EXPECT_EQ(l3_weight({0}, 10ms), 1.0);
}

TEST(L3Filter, ManyShortSamplesOfOneValueMoveItAsFarAsOneLong) {
    // A step of 10 dB that stays: after one second any sample period leaves the same remainder, (1/2)^5 at k = 4.
    for (const auto period : {10ms, 40ms, 200ms, 1000ms}) {
        Dbm filtered{-110.0};
        const double weight = l3_weight({4}, period);
        for (auto t = 0ms; t < 1000ms; t += period) filtered = l3_filter(filtered, Dbm{-100.0}, weight);
        EXPECT_NEAR(filtered.value, -100.0 - 10.0 / 32.0, 1e-9) << period.count();
    }
}

TEST(L3Filter, OnlyTheValuesOfTheStandardAreAllowed) {
    int count = 0;
    for (int k = -5; k < 40; ++k) count += allowed(FilterCoefficient{k}) ? 1 : 0;
    EXPECT_EQ(count, 15);
    EXPECT_FALSE(allowed(FilterCoefficient{10}));
    EXPECT_TRUE(allowed(FilterCoefficient{19}));
}

TEST(RadioCellId, KeepsWhatItWasMadeOf) {
    const RadioCellId a = RadioCellId::of_beam(SatelliteId{0xffffffff}, BeamId{(1U << 30) - 1});
    EXPECT_EQ(a.satellite().value, 0xffffffff);
    EXPECT_EQ(a.beam().value, (1U << 30) - 1);
    EXPECT_EQ(a.access(), Access::kSatellite);
    EXPECT_NE(RadioCellId::terrestrial(7), RadioCellId::home_wifi(7));
    EXPECT_NE(RadioCellId::terrestrial(7), RadioCellId::of_beam(SatelliteId{7}, BeamId{0}));
    EXPECT_TRUE(RadioCellId{}.empty());
}

TEST(Plmn, IsFiveOrSixDigitsAndKeepsThem) {
    for (const char* text : {"00101", "001001", "310260", "31026", "90199", "999999", "00000", "000000"}) {
        const auto plmn = Plmn::parse(text);
        ASSERT_TRUE(plmn) << text;
        EXPECT_EQ(plmn->str(), text);
        EXPECT_FALSE(plmn->empty());
    }
    EXPECT_NE(Plmn::parse("00101"), Plmn::parse("000101"));
    for (const char* text : {"", "3102", "3102601", "31026a", "31-26", " 31026", "+3126"}) EXPECT_FALSE(Plmn::parse(text)) << text;
}

}  // namespace
}  // namespace d2c
