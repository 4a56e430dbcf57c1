#include "world/journey/around/surroundings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/world/world_fixture.h"

namespace d2c {
namespace {

const std::vector<std::string> kSets{"geography.grid_order=5", "run.windows_per_quarter=10", "run.step_s=30"};

/// The whole Earth's window with one named place as its phone receives there, step by step.
struct AtPlace {
    std::vector<double> interference;
    std::vector<double> share;  ///< by row of the sky
    std::vector<std::uint16_t> rows;
    std::uint16_t serving = kNoRow;
    Reception reception;  ///< of it
};

std::vector<AtPlace> whole_earth(const WorldModel& world, const WindowSlot& slot, std::size_t place, std::size_t handset, std::size_t steps,
                                 std::uint32_t& environment) {
    const DemandMap demand =
        build_demand(world.earth->fine, world.zones, world.trend, world.study->demand, middle_of(slot.quarter), world.moving);
    WindowRun run{world, demand, slot};
    run.look_back();
    std::uint32_t spot = 0;
    while (world.phones.spots[spot].place != place) ++spot;
    const std::size_t a = run.plan().row_of(spot), carriers = world.spectrum.carrier_count();
    const std::uint32_t tile = world.tiles.tile_of(spot), phone = spot * kPhonesPerSpot;
    environment = run.plan().active().environment[a];
    std::vector<AtPlace> all;
    LitSky::TileColumns columns;
    for (std::size_t k = 0; k < steps; ++k) {
        run.associate(k);
        run.light(k);
        AtPlace here;
        here.interference.assign(carriers, 0.0);
        CarrierMask wanted = 0;
        for (std::size_t p = 0; p < world.radio.payloads.size(); ++p) wanted |= run.plan().used(a, handset, p);
        run.lit().tune(tile, run.links(tile), world.spectrum.co_channel(wanted), columns);
        const ListeningPhone listener{phone, a - run.plan().active().first_of_tile[tile], run.plan().active().environment[a]};
        run.lit().add(tile, listener, world.phones.columns, run.links(tile), columns, here.interference);
        const std::size_t entry = run.plan().entry(a, handset);
        here.serving = run.serving().row[entry];
        here.share.assign(run.sky().satellites.size(), 0.0);
        for (std::size_t row = 0; row < here.share.size(); ++row) here.share[row] = run.beams().footprint_share(row, 1.0);
        all.push_back(here);
    }
    return all;
}

class SurroundingsOf : public testing::TestWithParam<const char*> {};

/// Only a part of the Earth is planned around a traveller. At a named place it hears the others, and shares beams, as the same phone does
/// when the whole Earth is planned.
TEST_P(SurroundingsOf, ATravellerAreThoseOfTheWholeEarth) {
    const SmallWorld small = small_world("video-anywhere.yaml", kSets);
    ASSERT_TRUE(small.world);
    const WorldModel& world = *small.world;
    const auto& places = world.study->geography.places;
    const auto found = std::find_if(places.begin(), places.end(), [](const Place& p) { return p.id == GetParam(); });
    ASSERT_NE(found, places.end());
    const auto place = static_cast<std::size_t>(found - places.begin());
    const std::size_t handset = world.study->handsets.size() - 1;
    const Quarter quarter = Quarter::of(2029, 3);
    const Instant start = middle_of(quarter);
    const std::size_t steps = 5;
    const double window_s = world.study->run.window_s;
    const auto number = static_cast<int>(static_cast<std::int64_t>(static_cast<double>(start.utc_ns) * 1e-9 / window_s) % 4096);
    std::uint32_t environment = 0;
    const auto whole = whole_earth(world, {quarter, number, start}, place, handset, steps, environment);

    std::uint32_t spot = 0;
    while (world.phones.spots[spot].place != place) ++spot;
    const std::uint64_t draw_id = world.phones.columns.draw_id[spot * kPhonesPerSpot];
    const BeamLayout layout{world, BeamMotion::kEarthFixed};
    const Jurisdiction jurisdiction = world.phones.spots[spot].jurisdiction;
    Surroundings around{world, layout, {handset, environment, draw_id, [&](Instant) {
                                            return Whereabouts{found->location, jurisdiction};
                                        }}};
    around.begin(start);
    std::size_t heard = 0, near = 0, offers = 0;
    for (std::size_t k = 0; k < steps; ++k) {
        if (k > 0) around.advance(std::nullopt);
        const Surroundings::Moment& here = around.after();
        ASSERT_EQ(here.interference_w_per_hz.size(), whole[k].interference.size());
        for (std::size_t c = 0; c < here.interference_w_per_hz.size(); ++c) {
            EXPECT_NEAR(here.interference_w_per_hz[c], whole[k].interference[c], 1e-5 * whole[k].interference[c]) << k << ' ' << c;
            heard += whole[k].interference[c] > 0.0 ? 1 : 0;
        }
        for (const std::uint16_t row : here.rows) {
            EXPECT_NEAR(static_cast<double>(here.share[row]), whole[k].share[row], 1e-6) << k << ' ' << row;
            ++near;
        }
        offers += around.at(here.at).size();
    }
    EXPECT_GE(heard, steps);
    EXPECT_GT(near, steps);
    EXPECT_GT(offers, steps);
}
INSTANTIATE_TEST_SUITE_P(Places, SurroundingsOf, testing::Values("atacama-paranal", "pacific-shipping-lane", "marsabit"));

}  // namespace
}  // namespace d2c
