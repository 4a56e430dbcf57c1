// What a satellite hears of other phones, against the sum over every one of them and against closed forms.

#include <gtest/gtest.h>
#include <oneapi/tbb/task_arena.h>

#include <bit>
#include <cmath>
#include <map>

#include "base/random.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "tests/unit/world/exact_sums.h"
#include "tests/unit/world/world_fixture.h"
#include "world/radio/beam_shape.h"
#include "world/run/window.h"

namespace d2c {
namespace {

using test::kSmall;
using test::Vector;

double decibel(double ratio) { return 10.0 * std::log10(ratio); }

/// The mean path gain between isotropic antennas at that elevation, less the free space of the first metre.
double mean_gain(const RadioModel& radio, double sine, double range_m) {
    const double elevation_deg = Angle::radians(std::asin(sine)).in_degrees();
    double sum = 0.0;
    for (const EnvironmentRadio& environment : radio.environments) {
        const double certain_db = slant_gas_loss(radio.zenith_gas.front(), sine).value + environment.near_loss(0, elevation_deg);
        sum += environment.weight * mean_channel_gain(environment.channel, elevation_deg) * std::pow(10.0, -0.1 * certain_db);
    }
    return sum / (range_m * range_m);
}

struct Ear {
    const WorldModel& world;
    const WindowRun& window;
    std::size_t a;
    std::uint32_t row;
    std::size_t carrier;
    std::uint32_t phone() const { return window.plan().active().phone[a]; }
    std::size_t payload() const { return window.sky().payload[row]; }
    UplinkBeam beam() const { return {row, phone(), window.plan().aim(a, payload()), carrier}; }
};

/// Interference over noise from every lit beam above whose horizon the satellite stands, one by one in double precision, from the pure
/// models: no index, no floor sums, no tables by sine, no tile in whose middle something is taken.
double sum_over_every_phone(const Ear& ear, std::size_t k, const BeamPlan& plan, const DemandColumns& groups, BeamLoad load) {
    constexpr double kPolar = 1.0 / ((1.0 - 1.0 / 298.257223563) * (1.0 - 1.0 / 298.257223563));
    const WorldModel& world = ear.world;
    const PhoneColumns& p = world.phones.columns;
    const SatelliteColumns& s = ear.window.sky().steps[k];
    const Vector satellite{s.x_itrf_m[ear.row], s.y_itrf_m[ear.row], s.z_itrf_m[ear.row]};
    const Vector phone{p.x_itrf_m[ear.phone()], p.y_itrf_m[ear.phone()], p.z_itrf_m[ear.phone()]};
    const std::array<float, 3>& offset = ear.window.plan().aim(ear.a, ear.payload());
    const Vector axis =
        phone + Vector{static_cast<double>(offset[0]), static_cast<double>(offset[1]), static_cast<double>(offset[2])} - satellite;
    const HandsetRadio& any = world.radio.handsets.front();
    const double at_1m =
        std::pow(10.0, 0.1 * (any.uplink_snr_at_1m_db[ear.payload() * world.radio.uplink.size() + ear.carrier] - any.uplink_eirp_dbm));
    double sum = 0.0;
    for (std::uint32_t row = 0; row < ear.window.sky().satellites.size(); ++row) {
        const PayloadRadio& theirs = world.radio.payloads[ear.window.sky().payload[row]];
        for (std::uint32_t b = plan.first[row]; b < plan.first[row + 1]; ++b) {
            const LitBeam& beam = plan.beams[b];
            const Vector ground{beam.x_itrf_m, beam.y_itrf_m, beam.z_itrf_m}, up{ground.x, ground.y, ground.z * kPolar};
            const Vector line = satellite - ground;
            const double range = length(line), sine = dot(line, up) / (range * length(up));
            if (sine <= 0.0) continue;
            if (beam.phone == static_cast<std::int32_t>(ear.phone()) || length(ground - phone) < theirs.reuse_distance_m) continue;
            double share = 0.0, blocks = 0.0;
            for (CarrierMask left = beam.carriers; left != 0; left &= left - 1) {
                const Carrier& carrier = world.spectrum.carrier(static_cast<std::size_t>(std::countr_zero(left)));
                blocks += 0.9 * carrier.uplink.width().value / 180e3;
                share += uplink_overlap_share(world.spectrum.carrier(ear.carrier), carrier);
            }
            if (share == 0.0) continue;
            const double users = static_cast<double>(groups.users_per_footprint[beam.group]);
            const double activity = load == BeamLoad::kDemand ? std::min(1.0, users / blocks) : 1.0;
            const double cosine = -dot(axis, line) / (length(axis) * range);
            sum += std::pow(10.0, 0.1 * world.radio.handsets[groups.handset[beam.group]].uplink_eirp_dbm) * activity * share *
                   mean_gain(world.radio, sine, range) * world.radio.relative_gain(ear.payload(), ear.carrier, cosine);
        }
    }
    return sum * at_1m;
}

struct Errors {
    double worst_db = 0.0, most_db = -300.0;
    int compared = 0, loud = 0;
};

/// By how much the SINR of every n-th phone's uplink is wrong, on every carrier of its satellite that any beam is lit on.
Errors sinr_errors(const WorldModel& world, const WindowRun& window, const BeamPlan& plan, const DemandColumns& groups,
                   const UplinkSky& uplink, BeamLoad load, std::size_t every) {
    const ActivePhones& active = window.plan().active();
    Errors errors;
    for (std::size_t a = 0; a < active.size(); a += every) {
        const std::uint16_t row = window.serving().row[window.plan().entry(a, active.classes - 1)];
        if (row == kNoRow) continue;
        const CarrierMask used = window.plan().used(a, active.classes - 1, window.sky().payload[row]);
        for (CarrierMask left = used; left != 0; left &= left - 1) {
            const Ear ear{world, window, a, row, static_cast<std::size_t>(std::countr_zero(left))};
            const double exact = sum_over_every_phone(ear, 0, plan, groups, load), fast = uplink.over_noise(ear.beam());
            errors.worst_db = std::max(errors.worst_db, std::abs(decibel((1.0 + fast) / (1.0 + exact))));
            errors.most_db = std::max(errors.most_db, decibel(exact));
            ++errors.compared;
            errors.loud += exact > 0.4 ? 1 : 0;
        }
    }
    return errors;
}

void report(const char* what, std::size_t beams, const Errors& e) {
    std::printf(
        "%s: %zu beams lit, %d uplinks compared, %d with interference above 0.4 of the noise, up to %.1f dB; worst error of the SINR %.4f "
        "dB\n",
        what, beams, e.compared, e.loud, e.most_db, e.worst_db);
}

DemandMap demand_of(const SmallWorld& small, Quarter quarter) {
    return build_demand(small.earth->fine, small.world->zones, small.world->trend, small.study->demand, middle_of(quarter),
                        small.world->moving);
}

TEST(UplinkActivity, IsABlockAUserAndAllUnderAWorstLoad) {
    EXPECT_DOUBLE_EQ(uplink_activity(BeamLoad::kDemand, 3.0, 25.0), 0.12);
    EXPECT_DOUBLE_EQ(uplink_activity(BeamLoad::kDemand, 40.0, 25.0), 1.0);
    EXPECT_DOUBLE_EQ(uplink_activity(BeamLoad::kDemand, 0.0, 25.0), 0.0);
    EXPECT_DOUBLE_EQ(uplink_activity(BeamLoad::kDemand, 1.0, 0.0), 0.0);
    EXPECT_DOUBLE_EQ(uplink_activity(BeamLoad::kWorst, 0.0, 25.0), 1.0);
    EXPECT_DOUBLE_EQ(uplink_activity(BeamLoad::kFixed, 1.0, 25.0), 0.04);
}

/// The real plan of a step: demand, and every beam that a satellite can light with all blocks in use.
TEST(Uplink, IsWithinATenthOfADecibelOfTheSumOverEveryPhone) {
    for (const bool worst : {false, true}) {
        std::vector<std::string> sets = kSmall;
        sets.emplace_back(worst ? "world.load=worst" : "world.load=demand");
        const SmallWorld small = small_world("video-anywhere.yaml", sets);
        ASSERT_TRUE(small.world);
        const Quarter quarter = Quarter::of(2031, 1);
        const DemandMap demand = demand_of(small, quarter);
        WindowRun window{*small.world, demand, window_slots(quarter, 2, 1)[0]};
        window.associate(0);
        window.light(0);
        const Errors errors =
            sinr_errors(*small.world, window, window.beams(), window.groups(), window.uplink(), small.study->world.load, worst ? 101 : 29);
        report(sets.back().c_str(), window.beams().beams.size(), errors);
        EXPECT_LE(errors.worst_db, 0.1) << sets.back();
        EXPECT_GT(errors.compared, 50);
        EXPECT_GT(errors.loud, 20);
    }
}

/// Plans that no planner would make: satellites, aims, classes and users drawn, thousands lit. The same digits on one thread and on two.
TEST(Uplink, IsWithinATenthOfADecibelInRandomPlans) {
    const SmallWorld small = small_world("video-anywhere.yaml", kSmall);
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Quarter quarter = Quarter::of(2031, 1);
    const DemandMap demand = demand_of(small, quarter);
    WindowRun window{world, demand, window_slots(quarter, 2, 1)[0]};
    window.associate(0);
    const ActivePhones& active = window.plan().active();
    const SatelliteColumns& s = window.sky().steps[0];
    const PhoneColumns& p = world.phones.columns;
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        BeamPlan plan;
        DemandColumns groups;
        for (std::uint32_t row = 0; row < window.sky().satellites.size(); ++row) {
            plan.first.push_back(static_cast<std::uint32_t>(plan.beams.size()));
            const PayloadRadio& payload = world.radio.payloads[window.sky().payload[row]];
            for (std::uint32_t i = 0; i < 4000; ++i) {
                const DrawKey key{seed, Purpose::kTest, row, i};
                const auto a = static_cast<std::size_t>(uniform01(key) * static_cast<double>(active.size()));
                const std::uint32_t phone = active.phone[a];
                if (sight(p, phone, s, row).sin_elevation < payload.least_sin_elevation) continue;
                DemandGroup group;
                group.satellite = row;
                group.phone = phone;
                group.handset = i % static_cast<std::uint32_t>(active.classes);
                group.footprints = 1.0;
                group.users = 1.0 + 60.0 * uniform01({seed, Purpose::kTest, row, i, 1});
                plan.beams.push_back({p.x_itrf_m[phone], p.y_itrf_m[phone], p.z_itrf_m[phone],
                                      world.spectrum.of_payload(window.sky().payload[row]), -1, active.spot[a],
                                      static_cast<std::uint32_t>(groups.size())});
                groups.add(group);
            }
        }
        plan.first.push_back(static_cast<std::uint32_t>(plan.beams.size()));
        UplinkSky one{world.phones, world.zones.order, world.radio, world.spectrum, BeamLoad::kDemand}, two = one;
        const UplinkStep step{window.sky(), 0, plan, groups, p, active, window.serving()};
        tbb::task_arena{1}.execute([&] { one.light(step); });
        tbb::task_arena{2}.execute([&] { two.light(step); });
        const Errors errors = sinr_errors(world, window, plan, groups, one, BeamLoad::kDemand, 41);
        report("random", plan.beams.size(), errors);
        EXPECT_LE(errors.worst_db, 0.1);
        EXPECT_GT(errors.loud, 50);
        std::map<std::uint16_t, UplinkSky::Ear> heard;
        for (std::size_t a = 0; a < active.size(); a += 5) {
            const std::uint16_t row = window.serving().row[window.plan().entry(a, 0)];
            if (row == kNoRow) continue;
            const Ear ear{world, window, a, row, 0};
            EXPECT_EQ(one.over_noise(ear.beam()), two.over_noise(ear.beam()));
            // What a satellite has looked at for others changes nothing.
            UplinkSky::Ear& shared = heard[row];
            if (shared.row() != row) one.tune(row, shared);
            EXPECT_EQ(one.over_noise(ear.beam(), shared), one.over_noise(ear.beam()));
        }
    }
}

/// One served phone of the real world, and a plan of a few beams around it.
struct Alone {
    const WorldModel& world;
    const WindowRun& window;
    std::size_t a;
    std::uint16_t row;
    BeamPlan plan{};
    DemandColumns groups{};

    Vector satellite() const {
        const SatelliteColumns& s = window.sky().steps[0];
        return {s.x_itrf_m[row], s.y_itrf_m[row], s.z_itrf_m[row]};
    }
    Vector phone() const {
        const PhoneColumns& p = world.phones.columns;
        const std::uint32_t i = window.plan().active().phone[a];
        return {p.x_itrf_m[i], p.y_itrf_m[i], p.z_itrf_m[i]};
    }
    void light(const Vector& at, CarrierMask carriers, std::int32_t whose) {
        if (plan.first.empty()) plan.first.assign(window.sky().satellites.size() + 1, 0);
        DemandGroup group;
        group.satellite = row;
        group.footprints = group.users = 1.0;
        plan.beams.push_back(
            {at.x, at.y, at.z, carriers, whose, window.plan().active().spot[a], static_cast<std::uint32_t>(groups.size())});
        groups.add(group);
        for (std::size_t r = row + 1u; r < plan.first.size(); ++r) ++plan.first[r];
    }
    /// Interference over noise on carrier `k` of a beam in whose middle the phone stands.
    double hear(std::size_t k, BeamLoad load) const {
        Serving serving;
        serving.row.assign(window.serving().row.size(), kNoRow);
        serving.row[window.plan().entry(a, 0)] = row;
        UplinkSky uplink{world.phones, world.zones.order, world.radio, world.spectrum, load};
        uplink.light({window.sky(), 0, plan, groups, world.phones.columns, window.plan().active(), serving});
        return uplink.over_noise({row, window.plan().active().phone[a], {0.0f, 0.0f, 0.0f}, k});
    }
};

/// Turns `v` about the unit vector `n`.
Vector turned(const Vector& v, const Vector& n, double angle_rad) {
    return std::cos(angle_rad) * v + std::sin(angle_rad) * cross(n, v) + (1.0 - std::cos(angle_rad)) * dot(n, v) * n;
}

TEST(Uplink, OfOnePhoneIsItsSnrAndOfTwoThatOfTheReceivePattern) {
    const SmallWorld small =
        small_world("today.yaml", {"geography.grid_order=3", "constellation.starlink-v1.payload.reuse_distance=0.001"});
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Quarter quarter = Quarter::of(2026, 2);
    const DemandMap demand = demand_of(small, quarter);
    WindowRun window{world, demand, window_slots(quarter, 2, 1)[0]};
    window.associate(0);
    const ActivePhones& active = window.plan().active();
    int compared = 0;
    for (std::size_t a = 0; a < active.size() && compared < 40; ++a) {
        const std::uint16_t row = window.serving().row[window.plan().entry(a, 0)];
        if (row == kNoRow) continue;
        const std::size_t payload = window.sky().payload[row];
        const CarrierMask carriers = window.plan().used(a, 0, payload);
        const auto k = static_cast<std::size_t>(std::countr_zero(carriers));
        Alone alone{world, window, a, row};
        const Vector satellite = alone.satellite(), phone = alone.phone(), line = phone - satellite;
        const Vector nadir = (-1.0 / length(satellite)) * satellite;
        const double range = length(line), cos_nadir = dot(line, nadir) / range, sin2_nadir = 1.0 - cos_nadir * cos_nadir;
        alone.light(phone, carriers, static_cast<std::int32_t>(active.phone[a]));
        // Its floor is added by cell and taken off by beam.
        EXPECT_NEAR(decibel(1.0 + alone.hear(k, BeamLoad::kWorst)), 0.0, 1e-4);

        const auto table = beam_table(world.fleet.payloads[payload], world.radio.downlink[k]);
        ASSERT_TRUE(table);
        const double sine = sight(world.phones.columns, active.phone[a], window.sky().steps[0], row).sin_elevation;
        const HandsetRadio& handset = world.radio.handsets[0];
        const double snr_db =
            handset.uplink_snr_at_1m_db[payload * world.radio.uplink.size() + k] + decibel(mean_gain(world.radio, sine, range));
        for (const double x_db : {3.0, 10.0, 15.0}) {
            // The same range and the same angle off nadir, so the same elevation.
            const double cosine = cos(table->angle_of_level(Db{x_db})), cos_turn = (cosine - cos_nadir * cos_nadir) / sin2_nadir;
            if (!(cos_turn > 0.0)) continue;
            Alone two = alone;
            two.light(satellite + turned(line, nadir, std::acos(cos_turn)), carriers, -1);
            const double heard_db = decibel(two.hear(k, BeamLoad::kWorst));
            // Elevation bins (0.05 dB), and the vertical that turns with the place by up to 0.1 degrees of elevation.
            EXPECT_NEAR(snr_db - heard_db, x_db, 0.1);
            // One user in its footprint has one block of all.
            EXPECT_NEAR(heard_db - decibel(two.hear(k, BeamLoad::kDemand)), decibel(world.spectrum.uplink_blocks(k)), 0.001);
            two.groups.users_per_footprint.back() = 0.0f;
            EXPECT_NEAR(two.hear(k, BeamLoad::kDemand), 0.0, 1e-5);
            ++compared;
        }
    }
    EXPECT_GE(compared, 40);
}

TEST(Uplink, HearsNothingOfACarrierThatDoesNotOverlap) {
    const SmallWorld small = small_world("video-anywhere.yaml", kSmall);
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Quarter quarter = Quarter::of(2031, 1);
    const DemandMap demand = demand_of(small, quarter);
    WindowRun window{world, demand, window_slots(quarter, 2, 1)[0]};
    window.associate(0);
    const ActivePhones& active = window.plan().active();
    int apart = 0, same = 0;
    for (std::size_t a = 0; a < active.size() && apart < 200; a += 97) {
        const std::uint16_t row = window.serving().row[window.plan().entry(a, active.classes - 1)];
        if (row == kNoRow) continue;
        Alone alone{world, window, a, row};
        const Vector phone = alone.phone(), satellite = alone.satellite();
        const Vector axis = (1.0 / length(cross(satellite, phone))) * cross(satellite, phone), beside = turned(phone, axis, 0.02);
        for (std::size_t j = 0; j < world.spectrum.carrier_count(); ++j) {
            Alone other = alone;
            other.light(beside, CarrierMask{1} << j, -1);  // 127 km away
            for (std::size_t k = 0; k < world.spectrum.carrier_count(); ++k) {
                if ((world.spectrum.of_payload(window.sky().payload[row]) >> k & 1) == 0) continue;
                const double share = uplink_overlap_share(world.spectrum.carrier(k), world.spectrum.carrier(j));
                const double heard = other.hear(k, BeamLoad::kWorst);
                if (share == 0.0) {
                    EXPECT_EQ(heard, 0.0);
                    ++apart;
                } else if (length(beside - phone) > world.radio.payloads[window.sky().payload[row]].reuse_distance_m) {
                    EXPECT_GT(heard, 0.0);
                    ++same;
                }
            }
        }
    }
    EXPECT_GT(apart, 50);
    EXPECT_GT(same, 0);
}

}  // namespace
}  // namespace d2c
