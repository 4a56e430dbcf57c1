#include "constellation/passes/pass.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "base/random.h"
#include "constellation/frames.h"
#include "constellation/walker.h"

namespace d2c {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

const Instant kEpoch = parse_instant("2026-05-30T12:00:00Z").value();

double draw(std::uint64_t seed, std::uint32_t which, double low, double high) {
    return low + (high - low) * uniform01({seed, Purpose::kTest, which});
}
Geodetic observer_of(std::uint64_t seed) {
    return {Angle::radians(std::asin(draw(seed, 0, -1.0, 1.0))), Angle::degrees(draw(seed, 1, -180.0, 180.0)),
            Metres{draw(seed, 2, 0.0, 3000.0)}};
}
Track j2_track(std::uint64_t seed) {
    MeanState state = circular_state(Metres::kilo(6378.137 + draw(seed, 3, 300.0, 2000.0)), Angle::degrees(draw(seed, 4, 0.0, 120.0)),
                                     Angle::degrees(draw(seed, 5, 0.0, 360.0)), Angle::degrees(draw(seed, 6, 0.0, 360.0)), kEpoch);
    state.frozen = seed % 2 == 0;
    return Track{state};
}
ElementSet elements(double mean_motion, double eccentricity, double inclination_deg, double raan_deg, double perigee_deg,
                    double anomaly_deg) {
    ElementSet set;
    set.catalogue_number = 1;
    set.epoch = kEpoch;
    set.bstar_per_earth_radius = 1e-5;
    set.mean_motion_rev_per_day = mean_motion;
    set.eccentricity = eccentricity;
    set.inclination = Angle::degrees(inclination_deg);
    set.raan = Angle::degrees(raan_deg);
    set.argument_of_perigee = Angle::degrees(perigee_deg);
    set.mean_anomaly = Angle::degrees(anomaly_deg);
    return set;
}
/// Low orbits, and every fourth a highly eccentric or a medium one.
Track sgp4_track(std::uint64_t seed) {
    const double raan = draw(seed, 5, 0.0, 360.0), perigee = draw(seed, 6, 0.0, 360.0), anomaly = draw(seed, 7, 0.0, 360.0);
    if (seed % 8 == 3) return Track{elements(2.006, draw(seed, 8, 0.68, 0.74), 63.4, raan, 270.0, anomaly)};
    if (seed % 8 == 7) return Track{elements(draw(seed, 9, 2.0, 8.0), draw(seed, 8, 0.0, 0.1), 55.0, raan, perigee, anomaly)};
    return Track{elements(draw(seed, 3, 13.0, 15.7), draw(seed, 8, 0.0, 0.005), draw(seed, 4, 20.0, 100.0), raan, perigee, anomaly)};
}

double elevation_deg(const Track& track, const Geodetic& observer, Instant t) {
    const auto motion = track.at(t);
    return motion ? elevation(observer, motion->position).in_degrees() : -90.0;
}

struct Brute {
    Instant rise{}, culmination{}, set{};
};
/// Every second of the window; then every 10 ms around the rise and set found, and over the pass (of a long one, 50,000 samples) for the
/// highest. A pass of the search must be there as well, and the other way round.
std::vector<Brute> brute_force(const Track& track, const Geodetic& observer, double mask_deg, Instant from, Instant to) {
    std::vector<Brute> passes;
    const auto above = [&](Instant t) { return elevation_deg(track, observer, t) >= mask_deg; };
    const auto first = [&](Instant t, bool wanted) {
        while (above(t) != wanted) t = t + milliseconds{10};
        return t;
    };
    bool was = above(from), open = false;
    for (Instant t = from + seconds{1}; t <= to; t = t + seconds{1}) {
        const bool is = above(t);
        if (is && !was) {
            passes.push_back({first(t - seconds{1}, true), {}, {}});
            open = true;
        } else if (!is && was && open) {
            Brute& pass = passes.back();
            pass.set = first(t - seconds{1}, false);
            open = false;
            double highest = -90.0;
            const auto step = std::max<std::chrono::nanoseconds>(milliseconds{10}, (pass.set - pass.rise) / 50'000);
            for (Instant s = pass.rise; s <= pass.set; s = s + step) {
                if (const double e = elevation_deg(track, observer, s); e > highest) {
                    highest = e;
                    pass.culmination = s;
                }
            }
        }
        was = is;
    }
    if (open) passes.pop_back();  // cut by the window's end
    return passes;
}

void compare_with_brute_force(Track (*make)(std::uint64_t), std::size_t wanted, hours window) {
    std::size_t compared = 0;
    double worst_edge_s = 0.0, worst_top_s = 0.0;
    for (std::uint64_t seed = 1; compared < wanted && seed < 1000; ++seed) {
        const Track track = make(seed);
        const Geodetic observer = observer_of(seed);
        const double mask_deg = draw(seed, 10, 0.0, 40.0);
        const auto found = find_passes(track, observer, Angle::degrees(mask_deg), kEpoch, kEpoch + window);
        ASSERT_TRUE(found);
        std::vector<Pass> whole;
        for (const Pass& pass : found->passes)
            if (!pass.begins_before_window && !pass.ends_after_window) whole.push_back(pass);
        const auto brute = brute_force(track, observer, mask_deg, kEpoch, kEpoch + window);
        // What lies wholly between two seconds is not seen by the brute search.
        std::erase_if(whole, [](const Pass& p) { return p.set.at - p.rise.at < seconds{1}; });
        ASSERT_EQ(whole.size(), brute.size()) << "seed " << seed;
        for (std::size_t i = 0; i < brute.size(); ++i, ++compared) {
            const double rise_s = std::abs(seconds_between(whole[i].rise.at, brute[i].rise));
            const double set_s = std::abs(seconds_between(whole[i].set.at, brute[i].set));
            const double step_s = std::max(0.01, seconds_between(brute[i].set, brute[i].rise) / 50'000.0);
            const double top_s = std::abs(seconds_between(whole[i].culmination.at, brute[i].culmination));
            worst_edge_s = std::max({worst_edge_s, rise_s, set_s});
            worst_top_s = std::max(worst_top_s, top_s - step_s);
            EXPECT_LE(rise_s, 0.011) << seed;  // the brute search's own step
            EXPECT_LE(set_s, 0.011) << seed;
            EXPECT_LE(top_s, 0.1 + step_s) << seed;
        }
    }
    EXPECT_GE(compared, wanted);
    std::printf("%zu passes: rise and set within %.4f s, culmination within %.4f s beyond the step\n", compared, worst_edge_s, worst_top_s);
}

TEST(Passes, OfTheJ2FormAreThoseOfABruteSearchEvery10Ms) { compare_with_brute_force(j2_track, 100, hours{12}); }
TEST(Passes, OfSgp4AreThoseOfABruteSearchEvery10Ms) { compare_with_brute_force(sgp4_track, 100, hours{12}); }

TEST(Passes, GrazingTheMaskAreFoundDownToTenMilliseconds) {
    // Passes sorted by how little they rise: the mask laid a hair under each culmination leaves passes of seconds and less.
    const Track track = j2_track(2);
    const Geodetic observer = observer_of(5);
    const auto day = find_passes(track, observer, Angle::degrees(0.0), kEpoch, kEpoch + hours{24});
    ASSERT_TRUE(day);
    ASSERT_GE(day->passes.size(), 3u);
    for (const Pass& pass : day->passes) {
        if (pass.begins_before_window || pass.ends_after_window) continue;
        for (const double below_deg : {1e-3, 1e-5, 1e-7}) {
            const Angle mask = pass.culmination.look.elevation - Angle::degrees(below_deg);
            const auto grazing = find_passes(track, observer, mask, pass.rise.at - minutes{20}, pass.set.at + minutes{20});
            ASSERT_TRUE(grazing);
            ASSERT_EQ(grazing->passes.size(), 1u) << below_deg;
            EXPECT_LT(std::abs(seconds_between(grazing->passes[0].culmination.at, pass.culmination.at)), 0.1);
        }
        const auto above = find_passes(track, observer, pass.culmination.look.elevation + Angle::degrees(1e-7), pass.rise.at, pass.set.at);
        EXPECT_TRUE(above->passes.empty());
    }
}

TEST(Passes, AGeostationarySatelliteNeverSetsInViewAndNeverRisesBeyondTheHorizon) {
    // Over 19.2 degrees east: Paris sees it near 33.5 degrees of elevation to the south-south-east; Honolulu never.
    ElementSet geo = elements(1.00272, 0.0002, 0.05, 0.0, 0.0, 0.0);
    const Geodetic below = geodetic_of(Track{geo}.at(kEpoch)->position);
    geo.mean_anomaly = geo.mean_anomaly + (Angle::degrees(19.2) - below.longitude);
    const Track track{geo};
    const auto paris =
        find_passes(track, {Angle::degrees(48.86), Angle::degrees(2.35), {}}, Angle::degrees(10.0), kEpoch, kEpoch + hours{48});
    ASSERT_TRUE(paris);
    ASSERT_EQ(paris->passes.size(), 1u);
    const Pass& pass = paris->passes[0];
    EXPECT_TRUE(pass.begins_before_window && pass.ends_after_window);
    EXPECT_EQ(pass.rise.at, kEpoch);
    EXPECT_EQ(pass.set.at, kEpoch + hours{48});
    EXPECT_NEAR(pass.culmination.look.elevation.in_degrees(), 32.0, 2.0);
    EXPECT_NEAR(pass.culmination.look.azimuth.in_degrees(), 158.0, 3.0);
    EXPECT_LT(std::abs(pass.rise.look.range_rate_m_per_s), 20.0);
    const auto honolulu =
        find_passes(track, {Angle::degrees(21.3), Angle::degrees(-157.9), {}}, Angle::degrees(0.0), kEpoch, kEpoch + hours{48});
    EXPECT_TRUE(honolulu->passes.empty());
    EXPECT_FALSE(honolulu->lost);
}

TEST(Passes, CutByTheWindowSayWhichEnd) {
    const Track track = j2_track(2);
    const Geodetic observer = observer_of(5);
    const auto day = find_passes(track, observer, Angle::degrees(5.0), kEpoch, kEpoch + hours{24});
    const auto whole = std::find_if(day->passes.begin(), day->passes.end(), [](const Pass& p) {
        return !p.begins_before_window && !p.ends_after_window && p.set.at - p.rise.at > minutes{3};
    });
    ASSERT_NE(whole, day->passes.end());
    const Instant from = whole->rise.at + seconds{30}, to = whole->rise.at + seconds{60};
    const auto cut = find_passes(track, observer, Angle::degrees(5.0), from, to);
    ASSERT_EQ(cut->passes.size(), 1u);
    EXPECT_TRUE(cut->passes[0].begins_before_window);
    EXPECT_TRUE(cut->passes[0].ends_after_window);
    EXPECT_EQ(cut->passes[0].rise.at, from);
    EXPECT_EQ(cut->passes[0].set.at, to);
    EXPECT_EQ(cut->passes[0].culmination.at, to);  // still rising
    const auto moment = find_passes(track, observer, Angle::degrees(5.0), from, from);
    EXPECT_EQ(moment->passes.size(), 1u);
}

TEST(Passes, ADecayedSatelliteIsLostAndItsPassesUntilThenStay) {
    ElementSet falling = elements(16.3, 0.001, 53.0, 0.0, 0.0, 0.0);
    falling.bstar_per_earth_radius = 0.01;
    const auto search = find_passes(Track{falling}, {Angle::degrees(30.0), {}, {}}, Angle::degrees(0.0), kEpoch, kEpoch + hours{24 * 30});
    ASSERT_TRUE(search);
    ASSERT_TRUE(search->lost);
    EXPECT_NE(search->lost->error, Sgp4Error::kNone);
    EXPECT_GT(search->lost->at, kEpoch);
    EXPECT_LT(search->lost->at, kEpoch + hours{24 * 30});
    for (const Pass& pass : search->passes) EXPECT_LE(pass.set.at, search->lost->at);
}

TEST(Passes, TheRangeAccelerationIsTheSecondDerivativeOfTheRange) {
    for (const std::uint64_t seed : {2, 4, 6}) {
        for (const Track& track : {j2_track(seed), sgp4_track(seed)}) {
            const Geodetic observer = observer_of(seed + 3);
            const auto passes = find_passes(track, observer, Angle::degrees(10.0), kEpoch, kEpoch + hours{24});
            ASSERT_TRUE(passes);
            for (const Pass& pass : passes->passes) {
                for (const PassEvent& event : {pass.rise, pass.culmination, pass.set}) {
                    const auto range = [&](std::chrono::nanoseconds off) {
                        return observe(track, observer, event.at + off)->look.slant_range.value;
                    };
                    // Five points, 1 s apart: errs by 1e-4 of the value overhead; SGP4's velocities by some 0.01 m/s^2.
                    const auto s = [&](int k) { return range(seconds{k}); };
                    const double numeric = (-s(2) + 16 * s(1) - 30 * s(0) + 16 * s(-1) - s(-2)) / 12.0;
                    EXPECT_NEAR(event.range_acceleration_m_per_s2, numeric, 0.02 + 2e-4 * std::abs(numeric));
                }
            }
        }
    }
    EXPECT_NEAR(doppler_rate_hz_per_s(Hertz::mega(2000.0), 100.0), -100.0 / 299792458.0 * 2e9, 1e-9);
}

TEST(Passes, TheSpeedSlackOfTheSearchCoversWhatSgp4LeavesOutOfItsVelocities) {
    double worst = 0.0;
    for (std::uint64_t seed = 1; seed < 60; ++seed) {
        const Track track = sgp4_track(seed);
        for (int minute = 0; minute < 1440; minute += 7) {
            const Instant t = kEpoch + minutes{minute};
            const auto a = track.at(t - milliseconds{100}), b = track.at(t + milliseconds{100}), m = track.at(t);
            if (!a || !b || !m) continue;
            const Displacement<Itrf> d = b->position - a->position;
            worst = std::max({worst, std::abs(d.x.value / 0.2 - m->velocity.x.value), std::abs(d.y.value / 0.2 - m->velocity.y.value),
                              std::abs(d.z.value / 0.2 - m->velocity.z.value)});
        }
    }
    EXPECT_LT(worst, 30.0 / 2.0);
    std::printf("largest difference of velocity and derivative of the position: %.3f m/s\n", worst);
}

TEST(Passes, BadInputIsNamedAllAtOnce) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto bad =
        find_passes(j2_track(1), {Angle::degrees(nan), Angle::degrees(nan), {nan}}, Angle::degrees(nan), kEpoch, kEpoch - hours{1});
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.faults().size(), 5u);
    EXPECT_FALSE(find_passes(j2_track(1), {Angle::degrees(91.0), {}, {}}, {}, kEpoch, kEpoch));
    EXPECT_FALSE(find_passes(j2_track(1), {}, Angle::degrees(90.0), kEpoch, kEpoch));
    MeanState state;
    state.semi_major_axis = {nan};
    const auto lost = find_passes(Track{state}, {}, {}, kEpoch, kEpoch + hours{1});
    ASSERT_TRUE(lost);
    EXPECT_TRUE(lost->lost);
    EXPECT_TRUE(find_passes(Track{MeanState{}}, {}, {}, kEpoch, kEpoch + hours{1})->lost);  // no orbit
}

}  // namespace
}  // namespace d2c
