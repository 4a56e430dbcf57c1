#include "constellation/sgp4/columns.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "base/random.h"
#include "tests/reference/reference.h"
#include "tests/unit/constellation/sgp4/verification_set.h"

namespace d2c {
namespace {

using std::chrono::minutes;

constexpr VectorPath kEveryPath[] = {VectorPath::kScalar, VectorPath::kBaseline, VectorPath::kAvx2, VectorPath::kAvx512};
const Instant kEpoch = instant_of_date(2026, 5, 30);

double uniform(std::uint64_t key, std::uint32_t index, double low, double high) {
    return low + (high - low) * uniform01({key, Purpose::kTest, index});
}

/// Low orbits of every inclination with e below 0.1, drag of either sign, epochs within three days.
std::vector<Sgp4Elements> low_orbits(std::uint32_t count) {
    std::vector<Sgp4Elements> all;
    for (std::uint32_t k = 0; k < count; ++k) {
        const double e = k % 3 == 0 ? uniform(1, k, 0.0, 0.1) : uniform(1, k, 0.0, 0.003);
        all.push_back({.epoch = kEpoch + std::chrono::nanoseconds{static_cast<std::int64_t>(uniform(2, k, -1.3e14, 1.3e14))},
                       .bstar_per_earth_radius = uniform(3, k, -2e-4, 1e-3),
                       .inclination = Angle::degrees(uniform(4, k, 0.0, 179.0)),
                       .raan = Angle::degrees(uniform(5, k, 0.0, 360.0)),
                       .argument_of_perigee = Angle::degrees(uniform(6, k, 0.0, 360.0)),
                       .mean_anomaly = Angle::degrees(uniform(7, k, 0.0, 360.0)),
                       .eccentricity = e,
                       .mean_motion_rev_per_day = e > 0.003 ? uniform(8, k, 11.0, 12.5) : uniform(8, k, 11.0, 15.6)});
    }
    return all;
}

/// What columns must cope with: deep space, high eccentricity, decay, elements that are none.
std::vector<Sgp4Elements> mixed() {
    std::vector<Sgp4Elements> all = low_orbits(40);
    for (const verification::State& state : verification::kStates) all.push_back(verification::elements_of(state.line_1, state.line_2));
    for (const verification::Failure& failure : verification::kFailures)
        all.push_back(verification::elements_of(failure.line_1, failure.line_2));
    all[3].eccentricity = 1.5;
    all[11].mean_motion_rev_per_day = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t k = 40; k < all.size(); ++k) all[k].epoch = kEpoch;
    return all;
}

struct Rows {
    TemeColumns states;
    std::vector<Sgp4Error> errors;
    explicit Rows(std::size_t count) : errors(count, Sgp4Error::kSemiLatusRectum) { states.resize(count); }
};
struct Gap {
    double metres = 0.0, metres_per_s = 0.0;
    std::size_t errors = 0;
};
void widen(Gap& gap, const Rows& rows, std::size_t row, const Sgp4State& state) {
    const TemeColumns& c = rows.states;
    gap.errors += rows.errors[row] != state.error;
    gap.metres = std::fmax(gap.metres, std::hypot(c.x_teme_m[row] - state.position.x.value, c.y_teme_m[row] - state.position.y.value,
                                                  c.z_teme_m[row] - state.position.z.value));
    gap.metres_per_s = std::fmax(
        gap.metres_per_s, std::hypot(c.vx_teme_m_per_s[row] - state.velocity.x.value, c.vy_teme_m_per_s[row] - state.velocity.y.value,
                                     c.vz_teme_m_per_s[row] - state.velocity.z.value));
}
bool same(const TemeColumns& a, std::size_t i, const TemeColumns& b, std::size_t j) {
    return a.x_teme_m[i] == b.x_teme_m[j] && a.y_teme_m[i] == b.y_teme_m[j] && a.z_teme_m[i] == b.z_teme_m[j] &&
           a.vx_teme_m_per_s[i] == b.vx_teme_m_per_s[j] && a.vy_teme_m_per_s[i] == b.vy_teme_m_per_s[j] &&
           a.vz_teme_m_per_s[i] == b.vz_teme_m_per_s[j];
}

class EveryPath : public testing::TestWithParam<VectorPath> {
  protected:
    void SetUp() override {
        if (!can_run(GetParam())) GTEST_SKIP() << "skipped: this processor has no " << name(GetParam());
    }
};
std::string suffix(const testing::TestParamInfo<VectorPath>& path) {
    constexpr const char* kNames[] = {"Scalar", "Baseline", "Avx2", "Avx512"};
    return kNames[static_cast<std::size_t>(path.param)];
}
INSTANTIATE_TEST_SUITE_P(Sgp4Columns, EveryPath, testing::ValuesIn(kEveryPath), suffix);

TEST_P(EveryPath, LowOrbitsAgreeWithOneSatelliteAtATimeWithin1e5MetresForThreeDays) {
    const auto elements = low_orbits(1003);
    const Sgp4Columns columns{elements};
    ASSERT_EQ(columns.size(), elements.size());
    std::vector<Sgp4Propagator> single(elements.begin(), elements.end());
    Rows rows{elements.size()};
    Gap gap;
    for (int minute = -1440; minute <= 2880; minute += 61) {
        const Instant at = kEpoch + minutes{minute} + std::chrono::nanoseconds{123456789};
        columns.propagate(at, 0, columns.size(), rows.states, rows.errors, GetParam());
        for (std::size_t s = 0; s < single.size(); ++s) widen(gap, rows, s, single[s].at(at));
    }
    EXPECT_LE(gap.metres, 1e-5);
    EXPECT_LE(gap.metres_per_s, 1e-8);
    EXPECT_EQ(gap.errors, 0u);
}

TEST_P(EveryPath, DeepSpaceEccentricDecayedAndWrongElementsAreThoseOfOneSatelliteAtATime) {
    const auto elements = mixed();
    for (const GravityModel gravity : {GravityModel::kWgs72Old, GravityModel::kWgs72, GravityModel::kWgs84}) {
        const Sgp4Columns columns{elements, gravity};
        Rows rows{elements.size()};
        Gap gap;
        std::size_t failures = 0;
        for (int minute = -60; minute <= 2880; minute += 60) {
            const Instant at = kEpoch + minutes{minute};
            columns.propagate(at, 0, columns.size(), rows.states, rows.errors, GetParam());
            for (std::size_t s = 0; s < elements.size(); ++s) {
                widen(gap, rows, s, Sgp4Propagator{elements[s], gravity}.at(at));
                failures += rows.errors[s] != Sgp4Error::kNone;
            }
        }
        EXPECT_LE(gap.metres, 1e-5);
        EXPECT_LE(gap.metres_per_s, 1e-8);
        EXPECT_EQ(gap.errors, 0u);
        EXPECT_GT(failures, 100u) << "the wrong elements at least";
    }
}

TEST_P(EveryPath, AgreementHoldsTo5MillimetresAfterDecadesAndErrorsAreTheSame) {
    // Each rounds a mean anomaly of 8e5 rad to 1e-10 rad, 0.8 mm. Beyond 1e6 rad the vector kernels leave it to the scalar path.
    auto elements = low_orbits(200);
    for (Sgp4Elements& e : elements) e.bstar_per_earth_radius *= 1e-4;
    const Sgp4Columns columns{elements};
    Rows rows{elements.size()};
    for (const int years : {-10, 10, 30, -250}) {
        const Instant at = kEpoch + minutes{years * 525960};
        columns.propagate(at, 0, columns.size(), rows.states, rows.errors, GetParam());
        Gap gap;
        for (std::size_t s = 0; s < elements.size(); ++s) widen(gap, rows, s, Sgp4Propagator{elements[s]}.at(at));
        EXPECT_LE(gap.metres, years == -250 ? 0.0 : 5e-3) << years;
        EXPECT_EQ(gap.errors, 0u) << years;
    }
}

TEST_P(EveryPath, AnySplitIntoRangesGivesTheSameDigits) {
    const auto elements = mixed();
    const Sgp4Columns columns{elements};
    const Instant at = kEpoch + minutes{777};
    Rows whole{elements.size()}, parts{elements.size()};
    columns.propagate(at, 0, elements.size(), whole.states, whole.errors, GetParam());
    for (std::size_t first = 0, width = 1; first < elements.size(); first += width, width = width % 13 + 1)
        columns.propagate(at, first, std::min(first + width, elements.size()), parts.states, parts.errors, GetParam());
    for (std::size_t s = 0; s < elements.size(); ++s) EXPECT_TRUE(same(whole.states, s, parts.states, s)) << s;
    EXPECT_EQ(whole.errors, parts.errors);
}

TEST_P(EveryPath, ManyTimesAtOnceAreEachOfThem) {
    const auto elements = mixed();
    const Sgp4Columns columns{elements};
    std::vector<Instant> times;
    for (int k = 0; k < 150; ++k) times.push_back(kEpoch + minutes{17 * k});
    const std::size_t first = 5, last = 59, width = last - first;
    Rows all{times.size() * width}, one{elements.size()};
    columns.propagate(times, first, last, all.states, all.errors, GetParam());
    for (std::size_t k = 0; k < times.size(); ++k) {
        columns.propagate(times[k], first, last, one.states, one.errors, GetParam());
        for (std::size_t s = first; s < last; ++s) {
            ASSERT_TRUE(same(all.states, k * width + s - first, one.states, s)) << k << ' ' << s;
            ASSERT_EQ(all.errors[k * width + s - first], one.errors[s]);
        }
    }
}

TEST_P(EveryPath, RowsOutsideTheRangeAreLeftAlone) {
    const auto elements = low_orbits(30);
    const Sgp4Columns columns{elements};
    Rows rows{30};
    for (double& x : rows.states.x_teme_m) x = -1.0;
    columns.propagate(kEpoch, 9, 12, rows.states, rows.errors, GetParam());
    for (std::size_t s = 0; s < 30; ++s) {
        EXPECT_EQ(rows.states.x_teme_m[s] == -1.0, s < 9 || s >= 12) << s;
        EXPECT_EQ(rows.errors[s] == Sgp4Error::kSemiLatusRectum, s < 9 || s >= 12) << s;
    }
    columns.propagate(kEpoch, 4, 4, rows.states, rows.errors, GetParam());
    EXPECT_EQ(rows.states.x_teme_m[4], -1.0);
}

TEST_P(EveryPath, EveryObjectOfTheStarlinkCatalogueFliesADayWithoutAFault) {
    const std::string text = reference::text("tle/starlink_celestrak_2026-05-30.tle");
    if (text.empty()) GTEST_SKIP() << "skipped: no reference data";
    const auto sets = read_tle(text, "starlink");
    ASSERT_TRUE(sets);
    ASSERT_EQ(sets->size(), 10395u);
    std::vector<Sgp4Elements> elements;
    for (const ElementSet& set : *sets) elements.push_back(sgp4_elements(set));
    const Sgp4Columns columns{elements};
    std::vector<Sgp4Propagator> single(elements.begin(), elements.end());
    Rows rows{elements.size()};
    std::size_t faults = 0;
    Gap gap;
    const int step = GetParam() == VectorPath::kScalar ? 60 : 1;
    for (int minute = 0; minute <= 1440; minute += step) {
        const Instant at = kEpoch + minutes{minute};
        columns.propagate(at, 0, columns.size(), rows.states, rows.errors, GetParam());
        for (const Sgp4Error error : rows.errors) faults += error != Sgp4Error::kNone;
        if (minute % 20 == 0)
            for (std::size_t s = 0; s < single.size(); ++s) widen(gap, rows, s, single[s].at(at));
    }
    EXPECT_EQ(faults, 0u);
    EXPECT_LE(gap.metres, 1e-5);
    EXPECT_LE(gap.metres_per_s, 1e-8);
}

TEST(Sgp4Columns, NoSatellitesAreNoRows) {
    const Sgp4Columns columns{{}};
    TemeColumns out;
    EXPECT_EQ(columns.size(), 0u);
    columns.propagate(kEpoch, 0, 0, out, {});
}

TEST(Sgp4Columns, TheBestPathCanRunAndIsAVectorOne) {
    EXPECT_TRUE(can_run(best_vector_path()));
    EXPECT_NE(best_vector_path(), VectorPath::kScalar);
}

}  // namespace
}  // namespace d2c
