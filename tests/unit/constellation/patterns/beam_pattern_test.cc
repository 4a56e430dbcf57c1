#include "constellation/patterns/beam_pattern.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>

namespace d2c {
namespace {

using testing::ElementsAre;

std::vector<std::string> fields_of(const Faults& faults) {
    std::vector<std::string> fields;
    for (const Fault& f : faults) fields.push_back(f.field);
    return fields;
}

const PatternAntenna kPanel{{33.5}, Metres{2.81}, Hertz::mega(1992.5)};

TEST(PatternParameters, AParameterOfAnotherFormIsAFault) {
    PatternParameters p;
    p.near_in = Db{-20};
    p.side_lobes = 4;
    p.nx = 8;
    EXPECT_THAT(fields_of(check(p)), ElementsAre("ln_db", "side_lobes", "nx"));
    p.kind = PatternKind::kS1528Rec12;
    EXPECT_THAT(fields_of(check(p)), ElementsAre("side_lobes", "nx"));
    p.kind = PatternKind::kArray;
    EXPECT_THAT(fields_of(check(p)), ElementsAre("ln_db", "side_lobes"));  // side_lobes: the taper is not Taylor's
}

TEST(PatternParameters, WhatAFormNeedsIsNamedWhereItIsAbsent) {
    EXPECT_THAT(fields_of(check({.kind = PatternKind::kS1528Rec12})), ElementsAre("ln_db"));
    EXPECT_THAT(fields_of(check({.kind = PatternKind::kArray})), ElementsAre("nx"));
    EXPECT_THAT(fields_of(check({.kind = PatternKind::kS1528Rec13})), ElementsAre());
    const auto no_size = BeamPattern::create({.kind = PatternKind::kS1528Rec14}, {{30}, std::nullopt, Hertz{0}});
    EXPECT_THAT(fields_of(no_size.faults()), ElementsAre("aperture_diameter_m", "frequency_mhz"));
}

TEST(PatternParameters, OutOfRangeAndNaNAreFaults) {
    PatternParameters p{.kind = PatternKind::kS1528Rec12, .near_in = Db{-22}, .axis_ratio = 0.5};
    p.far_out = Dbi{std::numeric_limits<double>::quiet_NaN()};
    EXPECT_THAT(fields_of(check(p)), ElementsAre("ln_db", "lf_dbi", "z"));
}

/// Largest difference [dB] of a table from its closed form, off the steps of the form.
double worst_db(const BeamPattern& pattern, Db floor, double up_to_deg, double clear_of_deg = -1.0) {
    const PatternTable table = pattern.table(floor);
    double worst = 0.0;
    for (double t = 0.0; t <= up_to_deg; t += 0.003) {
        if (std::abs(t - clear_of_deg) < 0.3) continue;
        const double exact = std::max(floor.value, pattern.relative_gain(Angle::degrees(t), Angle{}).value);
        worst = std::max(worst, std::abs(db_from_ratio(table.gain_ratio(Angle::degrees(t))).value - exact));
    }
    return worst;
}

TEST(PatternTables, FollowRecommends13Within5HundredthsOfADb) {
    const auto p = BeamPattern::create({.kind = PatternKind::kS1528Rec13}, kPanel);
    EXPECT_LT(worst_db(*p, Db{-60}, 89.9), 0.05);
    EXPECT_EQ(p->table(Db{-60}).gain_ratio(Angle{}), 1.0);
    EXPECT_NEAR(db_from_ratio(p->table(Db{-60}).floor_ratio()).value, 5.0 - 33.5, 1e-9);  // LF
}

TEST(PatternTables, FollowRecommends12WithinATenthOfADbOffItsSteps) {
    const auto p = BeamPattern::create({.kind = PatternKind::kS1528Rec12, .near_in = Db{-20}}, kPanel);
    const double edge_deg = 2.58 * s1528_half_beamwidth(*kPanel.diameter, kPanel.frequency).in_degrees();
    EXPECT_LT(worst_db(*p, Db{-60}, 89.9, edge_deg), 0.1);
}

TEST(PatternTables, FollowRecommends14WithinAHundredthOfADbAboveTheirFloor) {
    const auto p = BeamPattern::create({.kind = PatternKind::kS1528Rec14}, kPanel);
    EXPECT_LT(worst_db(*p, Db{-40}, 89.9), 0.01);
}

TEST(PatternTables, AnEllipticalApertureIsAveragedOverPhi) {
    const auto p = BeamPattern::create({.kind = PatternKind::kS1528Rec14, .radial = Metres{2.81}, .transverse = Metres{1.4}}, kPanel);
    const PatternTable table = p->table(Db{-60});
    double mean = 0.0;
    for (int i = 0; i < 360; ++i) mean += ratio_from_db(p->relative_gain(Angle::degrees(3.0), Angle::degrees(i))) / 360.0;
    EXPECT_NEAR(db_from_ratio(table.gain_ratio(Angle::degrees(3.0))).value, db_from_ratio(mean).value, 0.02);
}

TEST(PatternTables, TheFloorOfThePayloadHoldsWhereItIsTheHigher) {
    const auto p = BeamPattern::create({.kind = PatternKind::kS1528Rec13, .far_out = Dbi{-20}}, kPanel);
    EXPECT_NEAR(db_from_ratio(p->table(Db{-30}).gain_ratio(Angle::degrees(80))).value, -30.0, 1e-9);
}

TEST(PatternTables, FindTheAngleOfALevel) {
    const auto disc = BeamPattern::create({}, kPanel);
    EXPECT_NEAR(disc->table(Db{-40}).angle_of_level(Db{3.0}).in_degrees(), 3.15 / 2.0, 0.002);  // half the beamwidth of docs/models
    const auto envelope = BeamPattern::create({.kind = PatternKind::kS1528Rec13}, kPanel);
    EXPECT_NEAR(envelope->table(Db{-40}).angle_of_level(Db{3.0}).in_degrees(),
                s1528_half_beamwidth(Metres{2.81}, kPanel.frequency).in_degrees(), 0.002);
    EXPECT_NEAR(disc->table(Db{-10}).angle_of_level(Db{20.0}).in_degrees(), 90.0, 1e-9);
}

}  // namespace
}  // namespace d2c
