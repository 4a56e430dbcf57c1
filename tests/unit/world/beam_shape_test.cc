#include "world/radio/beam_shape.h"

#include <gtest/gtest.h>

#include <cmath>

#include "constellation/patterns/aperture.h"

namespace d2c {
namespace {

PayloadGeneration payload(PatternKind kind) {
    PayloadGeneration p;
    p.id = "test";
    p.peak_gain = Dbi{33.5};
    p.aperture_diameter = Metres{2.81};
    p.side_lobe_floor = Db{-40.0};
    p.pattern.kind = kind;
    return p;
}
const Hertz kPcsG = Hertz::mega(1992.5);

double gain_db(const PayloadGeneration& p, double off_axis_deg) {
    return db_from_ratio(beam_table(p, kPcsG).value().gain_ratio(Angle::degrees(off_axis_deg))).value;
}

TEST(BeamShape, ADiscIsTheTableThatItAlwaysWas) {
    const PayloadGeneration p = payload(PatternKind::kTr38811);
    const PatternTable table = PatternTable::disc(p.aperture_diameter, kPcsG, p.side_lobe_floor);
    for (double t = 0.0; t < 90.0; t += 0.37)
        EXPECT_EQ(beam_table(p, kPcsG)->gain_ratio(Angle::degrees(t)), table.gain_ratio(Angle::degrees(t)));
    EXPECT_EQ(beamwidth(p, kPcsG, table), half_power_beamwidth(p.aperture_diameter, kPcsG));
}

TEST(BeamShape, EveryFormFallsFromItsPeakToItsFloor) {
    PayloadGeneration p12 = payload(PatternKind::kS1528Rec12);
    p12.pattern.near_in = Db{-20.0};
    PayloadGeneration array = payload(PatternKind::kArray);
    array.pattern.nx = 33;  // half a wavelength apart: 2.48 m
    for (const PayloadGeneration& p :
         {payload(PatternKind::kTr38811), p12, payload(PatternKind::kS1528Rec13), payload(PatternKind::kS1528Rec14), array}) {
        EXPECT_NEAR(gain_db(p, 0.0), 0.0, 1e-9);
        const double half_deg = 0.5 * beamwidth(p, kPcsG, *beam_table(p, kPcsG)).in_degrees();
        EXPECT_NEAR(half_deg, 1.6, 0.3);
        EXPECT_NEAR(gain_db(p, half_deg), -3.0, 0.01);
        EXPECT_LT(gain_db(p, 60.0), -28.0);
        EXPECT_NEAR(gain_db(p, 120.0), db_from_ratio(beam_table(p, kPcsG)->floor_ratio()).value, 1e-9);
    }
}

TEST(BeamShape, ABeamTooWideForItsFormIsAFaultThatNamesThePayload) {
    PayloadGeneration p = payload(PatternKind::kS1528Rec13);
    p.aperture_diameter = Metres{0.05};
    const auto table = beam_table(p, kPcsG);
    ASSERT_FALSE(table);
    EXPECT_EQ(table.faults().front().field, "payload test: psi_b_deg");
}

}  // namespace
}  // namespace d2c
