#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "base/random.h"
#include "handset_phy/channel/atmosphere/gas.h"
#include "tests/unit/world/exact_sums.h"
#include "tests/unit/world/world_fixture.h"
#include "world/run/window.h"

namespace d2c {
namespace {

using test::kSmall;
using test::Vector;

/// What a phone hears on each carrier from every beam of every satellite above its horizon, one by one in double precision, from the pure
/// models: no index, no cones, no floor sums, no tables by sine, no tile in whose middle something is taken.
std::vector<double> sum_over_every_beam(const WorldModel& world, const WindowRun& window, std::size_t k, const BeamPlan& plan,
                                        std::size_t a) {
    const ActivePhones& active = window.plan().active();
    const PhoneColumns& p = world.phones.columns;
    const std::uint32_t phone = active.phone[a];
    const PathDrawTime time = window.draw_time(k);
    const EnvironmentRadio& environment = world.radio.environments[active.environment[a]];
    const SatelliteColumns& s = window.sky().steps[k];
    const Vector at{p.x_itrf_m[phone], p.y_itrf_m[phone], p.z_itrf_m[phone]}, up{p.up_x[phone], p.up_y[phone], p.up_z[phone]};
    std::vector<double> density(world.spectrum.carrier_count(), 0.0);
    for (std::uint32_t row = 0; row < window.sky().satellites.size(); ++row) {
        if (plan.first[row] == plan.first[row + 1]) continue;
        const Vector satellite{s.x_itrf_m[row], s.y_itrf_m[row], s.z_itrf_m[row]}, line = satellite - at;
        const double range = length(line), sine = dot(line, up) / range;
        if (sine <= 0.0) continue;
        const std::size_t payload_row = window.sky().payload[row];
        const PayloadRadio& payload = world.radio.payloads[payload_row];
        const double elevation_deg = Angle::radians(std::asin(sine)).in_degrees();
        const double certain_db = slant_gas_loss(world.radio.zenith_gas.front(), sine).value + environment.near_loss(0, elevation_deg);
        double gain = std::pow(10.0, -0.1 * certain_db) / (range * range);
        if (sine >= payload.least_sin_elevation) {
            const PathDraw draw = path_draw(time, active.draw_word[a], window.sky().satellites[row]);
            const ShadowFading fading = environment.channel.shadow_fading(elevation_deg);
            // The loops keep the probability by bins of the sine: half a bin off, one path in a thousand changes from clear to blocked.
            // That moves no distribution, but it is no rounding of that path's power: here both take the bin's.
            const double bin = (std::floor(sine * static_cast<double>(sky::kSineBins)) + 0.5) / static_cast<double>(sky::kSineBins);
            const double clear_share = environment.channel.line_of_sight_probability(Angle::radians(std::asin(bin)).in_degrees());
            const bool clear = static_cast<double>(draw.clearness) < time.clearness_below(clear_share);
            const double loss_db = clear ? fading.sigma_los.value * static_cast<double>(draw.shadow)
                                         : fading.clutter_loss_nlos.value + fading.sigma_nlos.value * static_cast<double>(draw.shadow);
            gain *= std::pow(10.0, -0.1 * loss_db);
        } else {
            gain *= mean_channel_gain(environment.channel, elevation_deg);
        }
        for (std::uint32_t b = plan.first[row]; b < plan.first[row + 1]; ++b) {
            const LitBeam& beam = plan.beams[b];
            const Vector ground{beam.x_itrf_m, beam.y_itrf_m, beam.z_itrf_m};
            if (beam.phone == static_cast<std::int32_t>(phone) || length(ground - at) < payload.silent_distance_m) continue;
            const Vector aim = ground - satellite;
            const double cosine = -dot(aim, line) / (length(aim) * range);
            const double scan = RadioModel::scan_gain(payload, -dot(aim, satellite) / (length(aim) * length(satellite)));
            for (CarrierMask left = beam.carriers; left != 0; left &= left - 1) {
                const auto c = static_cast<std::size_t>(std::countr_zero(left));
                density[c] += gain * payload.eirp_w_per_hz * scan * world.radio.relative_gain(payload_row, c, cosine) *
                              world.radio.downlink_gain_at_1m[c];
            }
        }
    }
    return density;
}

struct Errors {
    double worst_db = 0.0, most_interference_db = -300.0;
    int compared = 0, loud = 0;
};

/// By how much the SINR is wrong at every n-th phone, on every carrier, in front of the noise of the quietest class.
Errors sinr_errors(const WorldModel& world, const WindowRun& window, std::size_t k, const BeamPlan& plan, const LitSky& lit) {
    double noise = 1.0;
    for (const HandsetRadio& handset : world.radio.handsets)
        noise = std::min(noise, handset.noise_w_per_hz / std::pow(10.0, 0.1 * handset.gain_db));
    const ActivePhones& active = window.plan().active();
    Errors errors;
    LitSky::TileColumns columns;
    for (std::uint32_t tile = 0; tile < world.tiles.tiles().size(); tile += 7) {
        const std::uint32_t first = active.first_of_tile[tile], last = active.first_of_tile[tile + 1];
        if (first == last) continue;
        lit.tune(tile, window.links(tile), ~CarrierMask{0} >> (64 - world.spectrum.carrier_count()), columns);
        for (std::uint32_t a = first; a < last; a += 3) {
            const std::vector<double> exact = sum_over_every_beam(world, window, k, plan, a);
            std::vector<double> fast(exact.size(), 0.0);
            lit.add(tile, {active.phone[a], a - first, active.environment[a]}, world.phones.columns, window.links(tile), columns, fast);
            for (std::size_t c = 0; c < exact.size(); ++c) {
                if (!(exact[c] > 0.0) && !(fast[c] > 0.0)) continue;
                errors.worst_db = std::max(errors.worst_db, std::abs(10.0 * std::log10((fast[c] + noise) / (exact[c] + noise))));
                errors.most_interference_db = std::max(errors.most_interference_db, 10.0 * std::log10(exact[c] / noise));
                ++errors.compared;
                errors.loud += exact[c] > 0.4 * noise ? 1 : 0;
            }
        }
    }
    return errors;
}

/// The real plan of a step: demand, and every beam that a satellite can light.
TEST(Interference, IsWithinATenthOfADecibelOfTheSumOverEveryBeam) {
    for (const auto& [load, channels] :
         {std::pair{"demand", "full"}, {"worst", "full"}, {"demand", "pattern-3"}, {"demand", "dynamic-4"}}) {
        std::vector<std::string> sets = kSmall;
        sets.emplace_back(std::string{"world.load="} + load);
        sets.emplace_back(std::string{"world.channels="} + channels);
        const SmallWorld small = small_world("video-anywhere.yaml", sets);
        ASSERT_TRUE(small.world);
        const Quarter quarter = Quarter::of(2031, 1);
        const DemandMap demand =
            build_demand(small.earth->fine, small.world->zones, small.world->trend, small.study->demand, middle_of(quarter));
        WindowRun window{*small.world, demand, window_slots(quarter, 2, 1)[0]};
        window.associate(0);
        window.light(0);
        const Errors errors = sinr_errors(*small.world, window, 0, window.beams(), window.lit());
        std::printf(
            "%s, %s: %zu beams lit, %d compared, %d with interference above 0.4 of the noise, up to %.1f dB; worst error of the SINR %.4f "
            "dB\n",
            load, channels, window.beams().beams.size(), errors.compared, errors.loud, errors.most_interference_db, errors.worst_db);
        EXPECT_LE(errors.worst_db, 0.1) << load << ' ' << channels;
        EXPECT_GT(errors.compared, 100);
    }
}

/// Plans that no planner would make: satellites and aims drawn, thousands lit.
TEST(Interference, IsWithinATenthOfADecibelInRandomPlans) {
    const SmallWorld small = small_world("video-anywhere.yaml", kSmall);
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Quarter quarter = Quarter::of(2031, 1);
    const DemandMap demand = build_demand(small.earth->fine, world.zones, world.trend, small.study->demand, middle_of(quarter));
    WindowRun window{world, demand, window_slots(quarter, 2, 1)[0]};
    window.associate(0);
    const ActivePhones& active = window.plan().active();
    const SatelliteColumns& s = window.sky().steps[0];
    const PhoneColumns& p = world.phones.columns;
    for (std::uint32_t seed = 1; seed <= 3; ++seed) {
        BeamPlan plan;
        for (std::uint32_t row = 0; row < window.sky().satellites.size(); ++row) {
            plan.first.push_back(static_cast<std::uint32_t>(plan.beams.size()));
            const PayloadRadio& payload = world.radio.payloads[window.sky().payload[row]];
            for (std::uint32_t i = 0; i < 4000; ++i) {
                const double draw = uniform01({seed, Purpose::kTest, row, i});
                const auto a = static_cast<std::size_t>(draw * static_cast<double>(active.size()));
                const std::uint32_t phone = active.phone[a];
                if (sight(p, phone, s, row).sin_elevation < payload.least_sin_elevation) continue;
                plan.beams.push_back({p.x_itrf_m[phone], p.y_itrf_m[phone], p.z_itrf_m[phone],
                                      world.spectrum.of_payload(window.sky().payload[row]), -1, active.spot[a]});
            }
            std::stable_sort(plan.beams.begin() + plan.first.back(), plan.beams.end(),
                             [](const LitBeam& one, const LitBeam& other) { return one.spot < other.spot; });
        }
        plan.first.push_back(static_cast<std::uint32_t>(plan.beams.size()));
        LitSky lit{world.tiles, world.radio, world.spectrum};
        lit.light(window.sky(), 0, window.bins(), plan);
        const Errors errors = sinr_errors(world, window, 0, plan, lit);
        std::printf(
            "plan %u: %zu beams lit, %d compared, %d with interference above 0.4 of the noise, up to %.1f dB; worst error of the SINR %.4f "
            "dB\n",
            seed, plan.beams.size(), errors.compared, errors.loud, errors.most_interference_db, errors.worst_db);
        EXPECT_LE(errors.worst_db, 0.1);
        EXPECT_GT(errors.loud, 100);
    }
}

}  // namespace
}  // namespace d2c
