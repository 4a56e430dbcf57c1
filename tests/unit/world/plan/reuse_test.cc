// Channels in parts: who interferes with whom under a pattern and under dynamic channels.

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <map>
#include <numbers>
#include <random>
#include <set>

#include "constellation/frames.h"
#include "tests/unit/world/world_fixture.h"
#include "world/plan/dynamic_channels.h"
#include "world/radio/reception.h"
#include "world/run/window.h"

namespace d2c {
namespace {

class Beams : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Parts, Beams, testing::Values(3u, 4u, 7u));

double distance_m(const AimPoint& a, const AimPoint& b) {
    return std::hypot(a.x_itrf_m - b.x_itrf_m, a.y_itrf_m - b.y_itrf_m, a.z_itrf_m - b.z_itrf_m);
}

/// The real sky of a step, with satellites moved to where a test wants them.
struct RealSky {
    explicit RealSky(const std::string& channels)
        : small{small_world("today.yaml", {"geography.grid_order=3", "world.channels=" + channels})},
          demand{build_demand(small.earth->fine, small.world->zones, small.world->trend, small.study->demand,
                              middle_of(Quarter::of(2026, 2)), small.world->moving)},
          window{*small.world, demand, window_slots(Quarter::of(2026, 2), 2, 1)[0]},
          sky{window.sky()},
          lit{small.world->tiles, small.world->radio, small.world->spectrum} {}
    const WorldModel& world() const { return *small.world; }
    const PayloadRadio& radio() const { return world().radio.payloads[0]; }

    /// An active phone between 5 and 20 degrees of latitude, satellite 0 above the middle of its footprint.
    void stand() {
        const ActivePhones& active = window.plan().active();
        for (std::uint32_t t = 0; t + 1 < active.first_of_tile.size(); ++t) {
            for (std::uint32_t a = active.first_of_tile[t]; a < active.first_of_tile[t + 1]; ++a) {
                const double latitude_deg = world().phones.columns.latitude_deg[active.phone[a]];
                if (!(latitude_deg > 5.0 && latitude_deg < 20.0)) continue;
                tile = t;
                row = a;
                phone = active.phone[a];
                aim = own_aim(world().phones.columns, phone, radio());
                const Geodetic middle = geodetic_of({Metres{aim.x_itrf_m}, Metres{aim.y_itrf_m}, Metres{aim.z_itrf_m}});
                const Position<Itrf> above = itrf_of({middle.latitude, middle.longitude, Metres{360e3}});
                sky.steps[0].x_itrf_m[0] = above.x.value;
                sky.steps[0].y_itrf_m[0] = above.y.value;
                sky.steps[0].z_itrf_m[0] = above.z.value;
                const PhoneColumns& p = world().phones.columns;
                range_m =
                    std::hypot(above.x.value - p.x_itrf_m[phone], above.y.value - p.y_itrf_m[phone], above.z.value - p.z_itrf_m[phone]);
                links.row.assign(sky::padded(1), kNoRow);
                links.row[0] = 0;
                links.gain_log2_per_m2.assign(links.row.size() * (active.first_of_tile[t + 1] - active.first_of_tile[t]), sky::kNoGainLog2);
                links.gain_log2_per_m2[(a - active.first_of_tile[t]) * links.row.size()] = static_cast<float>(-2.0 * std::log2(range_m));
                plan.first.assign(sky.satellites.size() + 1, 0);
                bins.fill(sky.steps[0], sky.payload, world().fleet.payloads.size());
                return;
            }
        }
        ADD_FAILURE() << "no phone there";
    }
    void light(const AimPoint& at, CarrierMask carriers, std::int32_t whose = -1) {
        plan.beams.push_back({at.x_itrf_m, at.y_itrf_m, at.z_itrf_m, carriers, whose, window.plan().active().spot[row]});
        for (std::size_t r = 1; r < plan.first.size(); ++r) ++plan.first[r];
    }
    /// Interference on every carrier.
    std::vector<double> heard() {
        lit.light(sky, 0, bins, plan);
        LitSky::TileColumns columns;
        lit.tune(tile, links, world().spectrum.of_handset(0), columns);
        std::vector<double> density(world().spectrum.carrier_count(), 0.0);
        const std::size_t in_tile = row - window.plan().active().first_of_tile[tile];
        lit.add(tile, {phone, in_tile, window.plan().active().environment[row]}, world().phones.columns, links, columns, density);
        return density;
    }
    Reception received(CarrierMask carriers) {
        const std::vector<double> density = heard(), place(density.size(), 1.0);
        const PhoneColumns& p = world().phones.columns;
        const ServingLink link{sky.steps[0],
                               0,
                               0,
                               1.0 / (range_m * range_m),
                               aim.x_itrf_m - p.x_itrf_m[phone],
                               aim.y_itrf_m - p.y_itrf_m[phone],
                               aim.z_itrf_m - p.z_itrf_m[phone]};
        return ReceivedPath{link, world().radio, world().spectrum, p, phone, density, place}.receive_on_best_part(0, carriers);
    }
    AimPoint point(double metres, double azimuth_rad) const {
        const PhoneColumns& p = world().phones.columns;
        const double north = metres * std::cos(azimuth_rad) / 6371e3, east = metres * std::sin(azimuth_rad) / 6371e3;
        const Angle latitude = Angle::degrees(p.latitude_deg[phone]);
        const Position<Itrf> at =
            itrf_of({latitude + Angle::radians(north), Angle::degrees(p.longitude_deg[phone]) + Angle::radians(east / cos(latitude))});
        return {at.x.value, at.y.value, at.z.value};
    }

    SmallWorld small;
    DemandMap demand;
    WindowRun window;
    Sky sky;
    LitSky lit;
    std::uint32_t tile = 0, row = 0, phone = 0;
    AimPoint aim{};
    double range_m = 0.0;
    SkyBins bins;
    TileLinks links;
    BeamPlan plan;
};

/// Carriers of the first part that a beam of the phone is lit on.
CarrierMask first_parts(const RealSky& real) { return real.world().spectrum.on_first_parts(real.window.plan().used(real.row, 0, 0)); }

TEST(TwoBeams, ApartDisturbEachOtherOnOnePartOnly) {
    RealSky full{"full"}, dynamic{"dynamic-3"};
    for (RealSky* real : {&full, &dynamic}) real->stand();
    const CarrierMask own = first_parts(full);
    full.light(full.aim, own, static_cast<std::int32_t>(full.phone));
    const double snr_db = static_cast<double>(full.received(own).sinr_db);
    const double footprint_m = full.radio().footprint_diameter_m;
    // 2.65 footprints off: the top of the second side lobe.
    full.light(full.point(2.65 * footprint_m, 1.0), own);
    const auto sinr_db = static_cast<double>(full.received(own).sinr_db);
    EXPECT_LT(sinr_db, snr_db - 0.02);
    // As strong as the pattern says, in watts: the two beams' EIRP is alike but for the scan loss of 60 km at 360 km.
    const SpectrumUse& s = dynamic.world().spectrum;
    ASSERT_EQ(s.on_first_parts(own), own);
    dynamic.light(dynamic.aim, own, static_cast<std::int32_t>(dynamic.phone));
    dynamic.light(dynamic.point(2.65 * footprint_m, 1.0), s.moved_to(own, 1));
    EXPECT_NEAR(static_cast<double>(dynamic.received(own).sinr_db), snr_db, 0.02);
    EXPECT_NEAR(static_cast<double>(dynamic.received(s.moved_to(own, 1)).sinr_db), sinr_db, 0.02);
    // Of all parts its beam takes one that is free.
    EXPECT_NEAR(static_cast<double>(dynamic.received(s.on_all_parts(own)).sinr_db), snr_db, 0.02);
}

/// What one lit lattice throws at the phone, summed here: a satellite overhead, every hexagon within eight pitches lit, those of the
/// phone's colour but its own counted, the aperture's pattern by the Bessel function (TR 38.811 eq. 6.4.1-1).
TEST_P(Beams, OfAFullyLitPatternLeaveTheInterferenceOfTheCoChannelTiers) {
    RealSky real{"pattern-" + std::to_string(GetParam())};
    real.stand();
    const HexPattern& hexagons = *real.radio().hexagons;
    const CarrierMask own = first_parts(real);
    const SpectrumUse& s = real.world().spectrum;
    const auto carrier = static_cast<std::size_t>(std::countr_zero(own)) + real.aim.part * s.carrier_count() / GetParam();
    const PhoneColumns& p = real.world().phones.columns;
    const double wave_number = 2.0 * std::numbers::pi * real.world().radio.downlink[carrier].value / 299792458.0;
    const double argument = wave_number * real.world().fleet.payloads[0].aperture_diameter.value / 2.0;
    std::map<std::pair<double, double>, AimPoint> lattice;
    for (double north = -8.0; north <= 8.0; north += 0.3) {
        for (double east = -8.0; east <= 8.0; east += 0.3) {
            const AimPoint near = real.point(std::hypot(north, east) * real.radio().footprint_diameter_m, std::atan2(east, north));
            const HexPattern::Hexagon hexagon =
                hexagons.at(geodetic_of({Metres{near.x_itrf_m}, Metres{near.y_itrf_m}, Metres{near.z_itrf_m}}));
            const Position<Itrf> at = itrf_of(hexagon.centre);
            lattice[{std::round(at.y.value), std::round(at.z.value)}] = {at.x.value, at.y.value, at.z.value, hexagon.colour};
        }
    }
    const double sx = real.sky.steps[0].x_itrf_m[0], sy = real.sky.steps[0].y_itrf_m[0], sz = real.sky.steps[0].z_itrf_m[0];
    const double lx = p.x_itrf_m[real.phone] - sx, ly = p.y_itrf_m[real.phone] - sy, lz = p.z_itrf_m[real.phone] - sz;
    double expected = 0.0, nearest_m = 1e9;
    int tier = 0;
    for (const auto& [key, at] : lattice) {
        real.light(at, s.moved_to(own, at.part));
        if (at.part != real.aim.part || distance_m(at, real.aim) < 1e3) continue;
        nearest_m = std::min(nearest_m, distance_m(at, real.aim));
        tier += distance_m(at, real.aim) < 1.2 * std::sqrt(GetParam()) * real.radio().footprint_diameter_m ? 1 : 0;
        const double dx = at.x_itrf_m - sx, dy = at.y_itrf_m - sy, dz = at.z_itrf_m - sz;
        const double range = std::sqrt(dx * dx + dy * dy + dz * dz), line = std::sqrt(lx * lx + ly * ly + lz * lz);
        const double cosine = (dx * lx + dy * ly + dz * lz) / (range * line);
        const double u = argument * std::sqrt(1.0 - cosine * cosine);
        const double pattern = std::max(1e-4, std::pow(2.0 * std::cyl_bessel_j(1.0, u) / u, 2.0));
        const double cos_scan = -(dx * sx + dy * sy + dz * sz) / (range * std::sqrt(sx * sx + sy * sy + sz * sz));
        expected += std::pow(cos_scan, 1.2) * pattern;
    }
    EXPECT_EQ(tier, 6);
    EXPECT_NEAR(nearest_m / (std::sqrt(3.0 * GetParam()) * real.radio().footprint_diameter_m / std::sqrt(3.0)), 1.0, 0.06);
    const double to_density = real.radio().eirp_w_per_hz / (real.range_m * real.range_m) * real.world().radio.downlink_gain_at_1m[carrier];
    const double heard = real.heard()[carrier];
    std::printf("pattern-%u: peak of a beam over the sum of its co-channel beams %.2f dB, by the independent sum %.2f dB\n", GetParam(),
                10.0 * std::log10(to_density / heard), -10.0 * std::log10(expected));
    EXPECT_NEAR(10.0 * std::log10(heard / (expected * to_density)), 0.0, 0.05);
}

/// As many beams within a reuse distance of each other as there are parts, clusters far apart: each has a part of its own, and keeps it.
TEST_P(Beams, OfDynamicChannelsGoToBeamsThatWouldDisturbEachOther) {
    RealSky real{"dynamic-" + std::to_string(GetParam())};
    real.stand();
    const double footprint_m = real.radio().footprint_diameter_m;
    const CarrierMask own = first_parts(real);
    std::vector<std::size_t> cluster;
    for (std::size_t c = 0; c < 9; ++c) {
        for (unsigned i = 0; i < GetParam(); ++i) {
            const double x = 8.0 * (static_cast<double>(c / 3) - 1.0) + 0.5 * (i % 3),
                         y = 8.0 * (static_cast<double>(c % 3) - 1.0) + 0.5 * (i / 3);
            real.light(real.point(std::hypot(x, y) * footprint_m, std::atan2(x, y)), own);
            cluster.push_back(c);
        }
    }
    DynamicChannels channels{real.world().radio, real.world().spectrum};
    const auto masks = [&] {
        std::vector<CarrierMask> all;
        for (const LitBeam& beam : real.plan.beams) all.push_back(beam.carriers);
        return all;
    };
    channels.assign(real.sky.steps[0], real.sky.payload, real.plan);
    const std::vector<CarrierMask> first = masks();
    for (std::size_t c = 0; c < 9; ++c) {
        std::set<CarrierMask> used;
        for (std::size_t b = 0; b < first.size(); ++b)
            if (cluster[b] == c) used.insert(first[b]);
        EXPECT_EQ(used.size(), GetParam()) << c;
    }
    // The next step lights the same aims, on the first part as the planner leaves them, and new ones before them.
    for (LitBeam& beam : real.plan.beams) beam.carriers = own;
    BeamPlan next;
    next.first = real.plan.first;
    for (std::size_t r = 1; r < next.first.size(); ++r) next.first[r] += 1;
    const AimPoint newcomer = real.point(0.7 * footprint_m, 2.0);
    next.beams.push_back({newcomer.x_itrf_m, newcomer.y_itrf_m, newcomer.z_itrf_m, own, -1, real.plan.beams[0].spot});
    next.beams.insert(next.beams.end(), real.plan.beams.begin(), real.plan.beams.end());
    channels.assign(real.sky.steps[0], real.sky.payload, next);
    for (std::size_t b = 0; b < first.size(); ++b) EXPECT_EQ(next.beams[b + 1].carriers, first[b]);
}

/// Random beams: what the phone hears on its best part is never more than on the worst of fixed parts, and the beams' parts keep more of
/// them apart than any drawn ones do.
TEST_P(Beams, OfDynamicChannelsAreNeverWorseThanTheWorstFixedOne) {
    RealSky real{"dynamic-" + std::to_string(GetParam())};
    real.stand();
    const CarrierMask own = first_parts(real);
    const SpectrumUse& s = real.world().spectrum;
    std::mt19937_64 random{4};
    std::uniform_real_distribution<double> pitches{-6.0, 6.0};
    std::uniform_int_distribution<unsigned> drawn{0, GetParam() - 1};
    const auto near_pairs = [&](const BeamPlan& plan) {
        int count = 0;
        for (std::size_t a = 0; a < plan.beams.size(); ++a)
            for (std::size_t b = 0; b < a; ++b)
                count +=
                    plan.beams[a].carriers == plan.beams[b].carriers &&
                            std::hypot(plan.beams[a].x_itrf_m - plan.beams[b].x_itrf_m, plan.beams[a].y_itrf_m - plan.beams[b].y_itrf_m,
                                       plan.beams[a].z_itrf_m - plan.beams[b].z_itrf_m) < real.radio().reuse_distance_m
                        ? 1
                        : 0;
        return count;
    };
    for (int trial = 0; trial < 20; ++trial) {
        real.plan.beams.clear();
        real.plan.first.assign(real.plan.first.size(), 0);
        for (int b = 0; b < 60; ++b) {
            const double x = pitches(random), y = pitches(random);
            real.light(real.point(std::hypot(x, y) * real.radio().footprint_diameter_m, std::atan2(x, y)), s.moved_to(own, drawn(random)));
        }
        const int by_chance = near_pairs(real.plan);
        DynamicChannels{real.world().radio, s}.assign(real.sky.steps[0], real.sky.payload, real.plan);
        EXPECT_LT(near_pairs(real.plan), by_chance);
        float worst = 1e9f, best = -1e9f;
        for (unsigned part = 0; part < GetParam(); ++part) {
            const float sinr_db = real.received(s.moved_to(own, part)).sinr_db;
            worst = std::min(worst, sinr_db);
            best = std::max(best, sinr_db);
        }
        const float chosen = real.received(s.on_all_parts(own)).sinr_db;
        EXPECT_EQ(chosen, best);
        EXPECT_GE(chosen, worst);
    }
}

}  // namespace
}  // namespace d2c
