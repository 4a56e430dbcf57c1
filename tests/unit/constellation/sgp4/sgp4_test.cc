#include "constellation/sgp4/sgp4.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/reference/reference.h"
#include "tests/unit/constellation/sgp4/verification_set.h"

namespace d2c {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

/// Vanguard 1, object 00005 of the verification set: near-Earth with e = 0.19.
Sgp4Elements vanguard() {
    return verification::elements_of("1 00005U 58002B   00179.78495062  .00000023  00000-0  28098-4 0  4753",
                                     "2 00005  34.2682 348.7242 1859667 331.7664  19.3264 10.82419157413667");
}
/// Object 08195, Molniya 2-14: half-day resonance.
Sgp4Elements molniya() {
    return verification::elements_of("1 08195U 75081A   06176.33215444  .00000099  00000-0  11873-3 0   813",
                                     "2 08195  64.1586 279.0717 6877146 264.7651  20.2257  2.00491383225656");
}

TEST(Sgp4, PublishedStatesOfAllKindsOfOrbitWithin1e6Km) {
    for (const verification::State& published : verification::kStates) {
        SCOPED_TRACE(published.what);
        const Sgp4Propagator satellite{verification::elements_of(published.line_1, published.line_2)};
        const Sgp4State state = satellite.at_minutes(published.minutes);
        ASSERT_EQ(state.error, Sgp4Error::kNone);
        const auto d = verification::difference(state, published.km, published.km_per_s);
        EXPECT_LE(d.km, 1e-6);
        EXPECT_LE(d.km_per_s, 1e-8);
    }
}

TEST(Sgp4, PublishedErrorCodes) {
    for (const verification::Failure& published : verification::kFailures) {
        SCOPED_TRACE(published.what);
        const Sgp4Propagator satellite{verification::elements_of(published.line_1, published.line_2)};
        EXPECT_EQ(satellite.error(), Sgp4Error::kNone) << "the elements themselves are propagated";
        const Sgp4State state = satellite.at_minutes(published.minutes);
        EXPECT_EQ(static_cast<int>(state.error), published.code);
        EXPECT_EQ(radius(state.position).value, 0.0) << "no figure where there is an error";
    }
}

TEST(Sgp4, EveryStepOfTheVerificationSetWithin1e6KmAndItsErrorsInFileOrder) {
    const std::string tle = reference::text("sgp4/SGP4-VER.TLE"), output = reference::text("sgp4/tcppver.out");
    if (tle.empty() || output.empty()) GTEST_SKIP() << "skipped: no reference data";
    const auto objects = verification::read_objects(tle, output);
    ASSERT_EQ(objects.size(), 33u);
    std::vector<int> codes;
    for (const verification::Object& object : objects) {
        SCOPED_TRACE(object.number);
        const Sgp4Propagator satellite{object.elements};
        EXPECT_EQ(satellite.deep_space(), object.elements.mean_motion_rev_per_day < 6.4);
        std::size_t compared = 0;
        for (const auto& row : object.rows) {
            const Sgp4State state = satellite.at_minutes(row.minutes);
            if (state.error == Sgp4Error::kPerturbedEccentricity) continue;  // object 33334: the file repeats the object before it
            ASSERT_EQ(state.error, Sgp4Error::kNone) << row.minutes;
            const auto d = verification::difference(state, row.km, row.km_per_s);
            EXPECT_LE(d.km, 1e-6) << row.minutes;
            EXPECT_LE(d.km_per_s, 1e-8) << row.minutes;
            ++compared;
        }
        EXPECT_TRUE(compared > 0 || object.number == 33334);
        for (double minutes = object.start_min; minutes <= object.stop_min; minutes += object.step_min) {
            const Sgp4State state = satellite.at_minutes(minutes);
            if (state.error == Sgp4Error::kNone) continue;
            codes.push_back(static_cast<int>(state.error));
            EXPECT_GT(minutes, object.number == 33334 ? -1.0 : object.rows.back().minutes) << "the file has a row where we have an error";
            break;
        }
    }
    EXPECT_THAT(codes, testing::ElementsAre(1, 1, 6, 6, 4, 3, 6));
}

TEST(Sgp4, GravityModelsMoveVanguardAsInThePublishedProgram) {
    // Vallado's C++ program at 2000-06-29T00:00 (309.67110720001529 min), as the tests of python-sgp4 2.x print it.
    struct {
        GravityModel model;
        std::array<double, 3> km;
    } const published[] = {{GravityModel::kWgs72Old, {-3754.251473242793, 7876.346815095482, 4719.220855042922}},
                           {GravityModel::kWgs72, {-3754.2514743216166, 7876.346817439062, 4719.220856478582}},
                           {GravityModel::kWgs84, {-3754.2437675772426, 7876.3549956188945, 4719.227897029576}}};
    for (const auto& [model, km] : published) {
        const Sgp4Propagator satellite{vanguard(), model};
        EXPECT_LE(verification::difference(satellite.at_minutes(309.67110720001529), km, {}).km, 1e-9);
        EXPECT_LE(verification::difference(satellite.at(instant_of_date(2000, 6, 28)), km, {}).km, 1e-6);  // TLE epochs have 8 decimals
    }
}

TEST(Sgp4, SpacetrackReport3TestCaseToItsSinglePrecision) {
    // Section 13 of the report, SGP4 test case, computed in single precision with its rounded WGS-72.
    const Sgp4Propagator satellite{verification::elements_of("1 88888U          80275.98708465  .00073094  13844-3  66816-4 0    87",
                                                             "2 88888  72.8435 115.9689 0086731  52.6988 110.5714 16.05824518  1058"),
                                   GravityModel::kWgs72Old};
    struct {
        double minutes;
        std::array<double, 3> km, km_per_s;
    } const published[] = {{0.0, {2328.97048951, -5995.22076416, 1719.97067261}, {2.91207230, -0.98341546, -7.09081703}},
                           {360.0, {2456.10705566, -6071.93853760, 1222.89727783}, {2.67938992, -0.44829041, -7.22879231}},
                           {720.0, {2567.56195068, -6112.50384522, 713.96397400}, {2.44024599, 0.09810869, -7.31995916}},
                           {1080.0, {2663.09078980, -6115.48229980, 196.39640427}, {2.19611958, 0.65241995, -7.36282432}},
                           {1440.0, {2742.55133057, -6079.67144775, -326.38095856}, {1.94850229, 1.21106251, -7.35619372}}};
    for (const auto& [minutes, km, km_per_s] : published) {
        const auto d = verification::difference(satellite.at_minutes(minutes), km, km_per_s);
        EXPECT_LE(d.km, 0.02) << minutes;  // a float holds a day's angle of 100 rad to 8e-6 rad at worst
        EXPECT_LE(d.km_per_s, 2e-5) << minutes;
    }
}

TEST(Sgp4, AStateDependsOnItsTimeAlone) {
    const Sgp4Propagator satellite{molniya()};
    const Sgp4State straight = satellite.at_minutes(5000.0);
    satellite.at_minutes(-9000.0);
    satellite.at_minutes(12000.0);
    const Sgp4State again = satellite.at_minutes(5000.0);
    EXPECT_EQ(straight.position.x.value, again.position.x.value);
    EXPECT_EQ(straight.velocity.z.value, again.velocity.z.value);
}

TEST(Sgp4, TheResonanceIntegrationIsContinuousAcrossItsSteps) {
    // Steps of 720 minutes: 1 ms before and after, 5 km/s make 10 m.
    const Sgp4Propagator satellite{molniya()};
    for (const double minutes : {720.0, -720.0, 1440.0, 7200.0}) {
        const Position<Teme> before = satellite.at_minutes(minutes - 1e-3 / 60.0).position;
        const Position<Teme> after = satellite.at_minutes(minutes + 1e-3 / 60.0).position;
        EXPECT_LE(norm(after - before).value, 20.0) << minutes;
    }
}

TEST(Sgp4, VelocityIsTheRateOfPositionWithin1Percent) {
    // Short-period terms of the velocity are of first order in J2: some metres per second are left.
    for (const Sgp4Elements& elements : {vanguard(), molniya()}) {
        const Sgp4Propagator satellite{elements};
        for (double minutes = 0.0; minutes < 1440.0; minutes += 97.0) {
            const Displacement<Teme> moved = satellite.at_minutes(minutes + 0.01).position - satellite.at_minutes(minutes - 0.01).position;
            const Velocity<Teme> v = satellite.at_minutes(minutes).velocity;
            const double speed = std::hypot(v.x.value, v.y.value, v.z.value);
            const Displacement<Teme> error{
                {moved.x.value / 1.2 - v.x.value}, {moved.y.value / 1.2 - v.y.value}, {moved.z.value / 1.2 - v.z.value}};
            EXPECT_LE(norm(error).value, 0.01 * speed) << minutes;
        }
    }
}

TEST(Sgp4, InstantsAndMinutesAgree) {
    const Sgp4Propagator satellite{vanguard()};
    const Instant late = satellite.epoch() + std::chrono::minutes{4321};
    EXPECT_EQ(satellite.at(late).position.x.value, satellite.at_minutes(4321.0).position.x.value);
    const Instant early = satellite.epoch() - std::chrono::seconds{90};
    EXPECT_NEAR(satellite.at(early).position.x.value, satellite.at_minutes(-1.5).position.x.value, 1e-6);
}

TEST(Sgp4, AnObjectLongDecayedDoesNotComeBack) {
    // Object 45110 of 2023-08-20, B* 0.003275 (satellite-js issue 152): the published program gives positions 28,000 km up from day 745,
    // without an error.
    const Sgp4Propagator satellite{Sgp4Elements{.epoch = instant_of_date(2023, 8, 20) + std::chrono::seconds{69901},
                                                .bstar_per_earth_radius = 0.0032750,
                                                .inclination = Angle::degrees(69.9913),
                                                .raan = Angle::degrees(111.5649),
                                                .argument_of_perigee = Angle::degrees(159.9373),
                                                .mean_anomaly = Angle::degrees(200.0626),
                                                .eccentricity = 0.0009740,
                                                .mean_motion_rev_per_day = 15.34502222}};
    EXPECT_EQ(satellite.at_minutes(30.0 * 1440.0).error, Sgp4Error::kNone);
    for (double day = 250.0; day < 3000.0; day += 10.0) EXPECT_NE(satellite.at_minutes(day * 1440.0).error, Sgp4Error::kNone) << day;
}

TEST(Sgp4, ElementsThatAreNoOrbitAreAnErrorAtEveryTime) {
    const auto with = [](auto change) {
        Sgp4Elements elements = vanguard();
        change(elements);
        const Sgp4Propagator satellite{elements};
        EXPECT_EQ(satellite.error(), satellite.at_minutes(0.0).error);
        EXPECT_EQ(satellite.error(), satellite.at_minutes(1e4).error);
        return satellite.error();
    };
    for (const double bad : {kNaN, kInfinity, -kInfinity}) {
        EXPECT_EQ(with([bad](Sgp4Elements& e) { e.bstar_per_earth_radius = bad; }), Sgp4Error::kNotANumber);
        EXPECT_EQ(with([bad](Sgp4Elements& e) { e.inclination = Angle::radians(bad); }), Sgp4Error::kNotANumber);
        EXPECT_EQ(with([bad](Sgp4Elements& e) { e.raan = Angle::radians(bad); }), Sgp4Error::kNotANumber);
        EXPECT_EQ(with([bad](Sgp4Elements& e) { e.argument_of_perigee = Angle::radians(bad); }), Sgp4Error::kNotANumber);
        EXPECT_EQ(with([bad](Sgp4Elements& e) { e.mean_anomaly = Angle::radians(bad); }), Sgp4Error::kNotANumber);
        EXPECT_EQ(with([bad](Sgp4Elements& e) { e.eccentricity = bad; }), Sgp4Error::kNotANumber);
        EXPECT_EQ(with([bad](Sgp4Elements& e) { e.mean_motion_rev_per_day = bad; }), Sgp4Error::kNotANumber);
    }
    EXPECT_EQ(with([](Sgp4Elements& e) { e.eccentricity = 1.0; }), Sgp4Error::kMeanElements);
    EXPECT_EQ(with([](Sgp4Elements& e) { e.eccentricity = -1e-7; }), Sgp4Error::kMeanElements);
    EXPECT_EQ(with([](Sgp4Elements& e) { e.mean_motion_rev_per_day = 0.0; }), Sgp4Error::kMeanMotion);
    EXPECT_EQ(with([](Sgp4Elements& e) { e.mean_motion_rev_per_day = -15.0; }), Sgp4Error::kMeanMotion);
}

TEST(Sgp4, ATimeThatIsNoneOrFarAwayIsAnErrorAndNoHang) {
    for (const Sgp4Elements& elements : {vanguard(), molniya()}) {
        const Sgp4Propagator satellite{elements};
        for (const double minutes : {kNaN, kInfinity, -kInfinity, 1e300, -3.2e8})
            EXPECT_EQ(satellite.at_minutes(minutes).error, Sgp4Error::kNotANumber) << minutes;
    }
    const Sgp4Propagator satellite{molniya()};
    EXPECT_NE(satellite.at_minutes(3e8).error, Sgp4Error::kNotANumber);  // 570 years: figures without worth, but they come
}

TEST(Sgp4, EveryErrorButNoneHasItsWords) {
    EXPECT_STREQ(what(Sgp4Error::kNone), "");
    for (int code = 1; code <= 7; ++code) EXPECT_STRNE(what(static_cast<Sgp4Error>(code)), "") << code;
}

}  // namespace
}  // namespace d2c
