// The sky of the engine against closed forms, and its kernels against each other.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "constellation/look.h"
#include "handset_phy/link_budget.h"
#include "tests/unit/world/world_fixture.h"
#include "world/radio/reception.h"
#include "world/run/window.h"

namespace d2c {
namespace {

TEST(SkyKernels, GiveTheSameDigitsAtEveryWidth) {
    constexpr std::size_t kCount = 192;
    std::mt19937 random{3};
    std::uniform_real_distribution<float> metres{-1.5e6f, 1.5e6f}, unit{0.0f, 1.0f};
    std::vector<float> x(kCount), y(kCount), z(kCount), nadir(kCount, 0.57f), sine(kCount);
    std::vector<std::uint32_t> satellite(kCount);
    for (std::size_t i = 0; i < kCount; ++i) {
        x[i] = metres(random);
        y[i] = metres(random);
        z[i] = metres(random);
        satellite[i] = static_cast<std::uint32_t>(i * 31);
    }
    const sky::ChannelColumns channel = channel_columns(ChannelTable{ChannelEnvironment::kSuburban}, Db{0.04});
    const PathDrawTime time{1, Instant{800'000'007'000'000'000}};
    const sky::ClearnessColumn clearness{channel, time};
    std::vector<std::vector<float>> first;
    for (const VectorPath path : {VectorPath::kBaseline, VectorPath::kAvx2, VectorPath::kAvx512}) {
        if (!can_run(path)) {
            std::printf("skipped: %s, this processor has none\n", name(path));
            continue;
        }
        const sky::Kernels& kernels = sky::kernels(path);
        std::vector<float> range2(kCount), gain(kCount), along(kCount), own(kCount), strength(kCount), alone(kCount);
        const sky::SatelliteView view{x.data(), y.data(), z.data(), nadir.data(), nadir.data(), nadir.data(), kCount};
        const sky::PhoneView phone{10.0f, 20.0f, 30.0f, 0.6f, 0.0f, 0.8f};
        kernels.view(view, phone, {sine.data(), range2.data(), along.data()});
        kernels.sines(view, phone, alone.data());
        EXPECT_EQ(alone, sine);
        std::vector<float> steep(kCount);
        for (std::size_t i = 0; i < kCount; ++i) {
            steep[i] = 0.35f + 0.6f * std::abs(sine[i]);
            along[i] = std::abs(along[i]) + 1.0f;
        }
        kernels.mean_gains(view, phone, channel, gain.data());
        const sky::Strongest strongest =
            kernels.serve({satellite.data(), steep.data(), range2.data(), along.data(), 0.5f, 28.0f, 1.2f, kCount}, time, 77u, channel,
                          clearness, own.data(), strength.data());
        EXPECT_EQ(strongest.db, *std::max_element(strength.begin(), strength.end()));
        EXPECT_EQ(strength[strongest.place], strongest.db);
        EXPECT_EQ(strongest.count, std::count_if(steep.begin(), steep.end(), [](float s) { return s >= 0.5f; }));
        for (std::size_t i = 0; i < kCount; ++i) {
            EXPECT_EQ(std::isinf(strength[i]), steep[i] < 0.5f);
            if (steep[i] < 0.5f) {
                EXPECT_NEAR(own[i], channel.mean_gain_log2[static_cast<std::size_t>(steep[i] * 512.0f)] - std::log2(range2[i]), 1e-5f);
            }
        }
        std::vector<std::uint16_t> which(32);
        for (std::size_t i = 0; i < which.size(); ++i) which[i] = static_cast<std::uint16_t>(5 * i);
        std::vector<float> picked(which.size());
        kernels.pick_gains(own.data(), which.data(), which.size(), picked.data());
        for (std::size_t i = 0; i < which.size(); ++i) EXPECT_NEAR(std::log2(picked[i]), own[5 * i], 1e-5f);
        const float dot = kernels.dot(gain.data(), own.data(), kCount);
        // Transmitters 6,000 to 8,000 km along x, a receiver above them; beams from satellites along x to a phone at their origin.
        std::vector<float> ground_x(kCount), up(kCount, 1.0f), none(kCount, 0.0f), power(2 * kCount, 3.0f), table(1025),
            sums(2 * sky::kNearLanes, 0.0f), direction(sky::kLanes, 0.0f), toward(sky::kLanes, -1.0f), reach(sky::kLanes, 0.1f);
        std::vector<std::uint64_t> carriers(kCount / sky::kNearLanes, 3);
        std::vector<std::uint32_t> blocks(sky::kLanes, 0), places(sky::kLanes), suspects(kCount + 1);
        for (std::size_t i = 0; i < kCount; ++i) ground_x[i] = 6.9e6f + 0.1f * x[i];
        for (std::size_t i = 0; i < table.size(); ++i) table[i] = i < 1024 ? 1.0f / static_cast<float>(i + 1) : 0.0f;
        for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i] = static_cast<std::uint32_t>(i % carriers.size());
        const sky::GroundView ground{ground_x.data(), y.data(),     z.data(), up.data(),      none.data(),
                                     none.data(),     power.data(), kCount,   carriers.data()};
        const std::vector<float> even(sky::kGainKnots + 1, 0.5f);
        const sky::Receiver receiver{7.4e6f, 0.0f, 0.0f, even.data(), 0.0f, static_cast<std::int32_t>(sky::kGainKnots)};
        const sky::RowRange rows{0, kCount};
        kernels.hear_all(ground, receiver, &rows, 1, 3, sums.data());
        const sky::Reaches candidates{toward.data(), direction.data(), direction.data(), reach.data(), sky::kLanes};
        const float axis[] = {-1.0f, 0.0f, 0.0f};
        std::vector<float> one(sky::kLanes, -1.0f);
        one[0] = 0.1f;
        const sky::Reaches group{toward.data(), direction.data(), direction.data(), one.data(), sky::kLanes};
        EXPECT_EQ(kernels.near_blocks(group, candidates, axis, places.data()), sky::kLanes);
        std::vector<sky::SeenBlock> seen(sky::kLanes);
        for (std::size_t i = 0; i < seen.size(); ++i) kernels.see_block(ground, receiver, blocks[i], seen[i]);
        const sky::Heard near = kernels.hear_near(ground, {-1.0f, 0.0f, 0.0f, {5e3f, 1024, table.data()}, 1e-5f}, blocks.data(),
                                                  seen.data(), places.data(), places.size(), 1, suspects.data());
        std::vector<sky::BeamBlock> beams(kCount / sky::kNearLanes);
        for (std::size_t i = 0; i < kCount; ++i) {
            sky::BeamBlock& block = beams[i / sky::kNearLanes];
            const std::size_t lane = i % sky::kNearLanes;
            block.x_m[lane] = ground_x[i];
            block.y_m[lane] = 0.01f * y[i];
            block.z_m[lane] = 0.01f * z[i];
            block.axis_x[lane] = -1.0f;
            block.eirp_w_per_hz[lane] = 2.0f;
            block.satellite[lane] = static_cast<std::uint32_t>(i);
        }
        const sky::Heard beside =
            kernels.hear_beams({beams.data(), beams.size(), {5e3f, 1024, table.data()}, 1e3f}, phone, gain.data(), suspects.data());
        EXPECT_GT(sums[3], 0.0f);
        EXPECT_NE(near.sum, 0.0f);
        EXPECT_NE(beside.sum, 0.0f);
        const std::vector<float> heard{near.sum, static_cast<float>(near.suspects), beside.sum, static_cast<float>(beside.suspects)};
        const std::vector<std::vector<float>> all{sine, range2, gain, along, own, strength, picked, {dot}, sums, heard};
        if (first.empty()) first = all;
        EXPECT_EQ(all, first) << name(path);
    }
}

/// Near the zenith a bin of the sine is degrees wide.
TEST(ChannelColumns, AreTheTablesWithinATwentiethOfADecibel) {
    for (const ChannelEnvironment environment :
         {ChannelEnvironment::kDenseUrban, ChannelEnvironment::kUrban, ChannelEnvironment::kSuburban}) {
        const ChannelTable table{environment};
        const sky::ChannelColumns columns = channel_columns(table, Db{0.0});
        for (double elevation_deg = 20.0; elevation_deg < 90.0; elevation_deg += 0.13) {
            const double tolerance_db = elevation_deg < 80.0 ? 0.05 : 0.4;
            const auto bin = static_cast<std::size_t>(sin(Angle::degrees(elevation_deg)) * static_cast<double>(sky::kSineBins));
            const ShadowFading exact = table.shadow_fading(elevation_deg);
            EXPECT_NEAR((columns.loss_and_sigma[bin] >> 16) / 256.0, exact.clutter_loss_nlos.value, tolerance_db);
            EXPECT_NEAR((columns.loss_and_sigma[bin] & 0xffff) / 256.0, exact.sigma_nlos.value, tolerance_db);
            EXPECT_NEAR((columns.loss_and_sigma[sky::kSineBins + bin] & 0xffff) / 256.0, exact.sigma_los.value, tolerance_db);
        }
    }
}

/// Mean over draws against the closed form: a million draws at one elevation.
TEST(ChannelColumns, MeanGainIsThatOfTheDraws) {
    const ChannelTable table{ChannelEnvironment::kUrban};
    const ShadowFading fading = table.shadow_fading(40.0);
    const double clear = table.line_of_sight_probability(40.0);
    std::mt19937_64 random{1};
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> uniform;
    double sum = 0.0;
    constexpr int kDraws = 1'000'000;
    for (int i = 0; i < kDraws; ++i) {
        const double loss_db = uniform(random) < clear ? fading.sigma_los.value * normal(random)
                                                       : fading.clutter_loss_nlos.value + fading.sigma_nlos.value * normal(random);
        sum += std::pow(10.0, -0.1 * loss_db);
    }
    EXPECT_NEAR(mean_channel_gain(table, 40.0) / (sum / kDraws), 1.0, 0.01);
}

/// Satellites whose directions are drawn evenly over the sphere at one altitude: seen above an elevation are those within the cap, a share
/// (1 - cos) / 2 of all. Random latitudes of the phones.
TEST(Sky, MeanNumberInViewIsTheShareOfTheCap) {
    SmallWorld small = small_world("today.yaml", {"geography.grid_order=3"});
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    constexpr std::size_t kSatellites = 6000;
    const double radius_m = 6371e3 + 550e3;
    Fleet fleet = world.fleet;
    for (MeanState& state : fleet.states) state.semi_major_axis = Metres{radius_m};
    const PhoneTiles tiles{world.phones, world.zones.order, fleet};
    SatelliteColumns columns;
    columns.resize(kSatellites);
    std::mt19937_64 random{11};
    std::normal_distribution<double> normal;
    for (std::size_t i = 0; i < kSatellites; ++i) {
        const double x = normal(random), y = normal(random), z = normal(random), r = std::sqrt(x * x + y * y + z * z);
        columns.x_itrf_m[i] = x / r * radius_m;
        columns.y_itrf_m[i] = y / r * radius_m;
        columns.z_itrf_m[i] = z / r * radius_m;
    }
    const std::vector<std::uint16_t> payload(kSatellites, 0);
    SkyBins bins;
    bins.fill(columns, payload, fleet.payloads.size());
    const Angle least = fleet.payloads[0].minimum_elevation;
    double seen = 0.0, phones = 0.0;
    TileSatellites near;
    TileListeners listeners;
    const PhoneColumns& p = world.phones.columns;
    for (std::size_t spot = 0; spot < world.phones.spots.size(); spot += 3) {
        const Tile& tile = tiles.tiles()[tiles.tile_of(spot)];
        satellites_around(tile, bins, near);
        satellites_above_horizon(tile, bins, listeners);
        const std::size_t phone = spot * kPhonesPerSpot;
        std::vector<std::uint16_t> rows;
        for (const std::uint16_t row : near.row) {
            if (row == kNoRow) continue;
            rows.push_back(row);
            seen += sight(p, phone, columns, row).sin_elevation >= sin(least) ? 1.0 : 0.0;
        }
        EXPECT_TRUE(std::equal(rows.begin(), rows.end(), listeners.near().begin(), listeners.near().end()));
        // Nothing above the mask is missed, nor above the horizon.
        std::vector<std::uint8_t> listed(kSatellites, 0);
        for (const std::uint16_t row : rows) listed[row] = 2;
        for (const std::uint16_t row : listeners.far())
            if (row != kNoRow) listed[row] = 1;
        for (std::size_t i = 0; i < kSatellites; ++i) {
            const double sine = sight(p, phone, columns, i).sin_elevation;
            const int least_listed = sine >= sin(least) ? 2 : sine > 0.0 ? 1 : 0;
            ASSERT_GE(listed[i], least_listed);
        }
        phones += 1.0;
    }
    const double cap = earth_central_angle(Metres{550e3}, least).in_radians();
    const double expected = kSatellites * (1.0 - std::cos(cap)) / 2.0;
    // Phones share the sky, so the sum's doubt is that of some hundred independent caps; the ellipsoid moves radii by 0.17 %.
    EXPECT_NEAR(seen / phones / expected, 1.0, 0.02);
}

/// One phone of the real world, the beam that serves it alone in the sky, and then a second one of the same satellite on the same aim.
TEST(Reception, OfASingleBeamIsItsSnrAndOfTwoEqualOnesNoneAboveTheOther) {
    SmallWorld small = small_world("today.yaml", {"geography.grid_order=3", "constellation.starlink-v1.payload.reuse_distance=0.001"});
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const Quarter quarter = Quarter::of(2026, 2);
    const DemandMap demand =
        build_demand(small.earth->fine, world.zones, world.trend, small.study->demand, middle_of(quarter), world.moving);
    WindowRun window{world, demand, window_slots(quarter, 2, 1)[0]};
    window.associate(0);
    const ActivePhones& active = window.plan().active();
    int compared = 0;
    for (std::uint32_t tile = 0; tile < world.tiles.tiles().size() && compared < 40; ++tile) {
        for (std::uint32_t a = active.first_of_tile[tile]; a < active.first_of_tile[tile + 1]; ++a) {
            const std::uint16_t row = window.serving().row[window.plan().entry(a, 0)];
            if (row == kNoRow) continue;
            const std::uint32_t phone = active.phone[a];
            const std::size_t payload = window.sky().payload[row];
            const CarrierMask carriers = window.plan().used(a, 0, payload);
            const AimPoint aim = own_aim(world.phones.columns, phone, world.radio.payloads[payload]);
            BeamPlan plan;
            plan.first.assign(window.sky().satellites.size() + 1, 0);
            const auto light = [&](std::int32_t whose) {
                plan.beams.push_back({aim.x_itrf_m, aim.y_itrf_m, aim.z_itrf_m, carriers, whose, active.spot[a]});
                for (std::size_t r = row + 1u; r < plan.first.size(); ++r) ++plan.first[r];
            };
            std::vector<double> place_gain(world.spectrum.carrier_count(), 1.0);
            const auto receive_with = [&] {
                LitSky lit{world.tiles, world.radio, world.spectrum};
                lit.light(window.sky(), 0, window.bins(), plan);
                LitSky::TileColumns columns;
                lit.tune(tile, window.links(tile), world.spectrum.co_channel(carriers), columns);
                std::vector<double> density(world.spectrum.carrier_count(), 0.0);
                lit.add(tile, {phone, a - active.first_of_tile[tile], active.environment[a]}, world.phones.columns, window.links(tile),
                        columns, density);
                const ServingLink link{window.sky().steps[0],
                                       row,
                                       payload,
                                       static_cast<double>(window.serving().gain_per_m2[window.plan().entry(a, 0)]),
                                       aim.x_itrf_m - world.phones.columns.x_itrf_m[phone],
                                       aim.y_itrf_m - world.phones.columns.y_itrf_m[phone],
                                       aim.z_itrf_m - world.phones.columns.z_itrf_m[phone]};
                return ReceivedPath{link, world.radio, world.spectrum, world.phones.columns, phone, density, place_gain}.receive(0,
                                                                                                                                 carriers);
            };
            light(static_cast<std::int32_t>(phone));
            const Reception alone = receive_with();
            // Its SNR from the RSRP and the noise of a branch, in a resource element.
            const double snr_db = static_cast<double>(alone.rsrp_dbm) - world.radio.handsets[0].noise_dbm_per_element;
            EXPECT_NEAR(static_cast<double>(alone.sinr_db), snr_db, 0.001);
            light(-1);
            const Reception beside = receive_with();
            const double snr = std::pow(10.0, 0.1 * snr_db);
            // As strong as the signal: SINR = 1 / (1 + 1 / SNR). The signal has the scan loss towards the phone, the other beam that
            // towards its aim, half a footprint away at most.
            EXPECT_NEAR(static_cast<double>(beside.sinr_db), -10.0 * std::log10(1.0 + 1.0 / snr), 0.08);
            ++compared;
        }
    }
    EXPECT_GE(compared, 40);
}

}  // namespace
}  // namespace d2c
